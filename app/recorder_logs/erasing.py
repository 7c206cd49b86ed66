"""Owns forgetting: when personal parts of recorders' logs are destroyed, the plain copies in the rows go with them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.recorder_logs.models import RecorderFindingMove, RecorderRow, RecorderUser

_AT_ONCE = 500


def forget(session: Session, pairs: Sequence[tuple[int, str]], on: date) -> None:
    """Blank what rows say of people whose parts (leaf, part) were destroyed on a day; other pairs mean nothing here."""
    leaves: dict[str, list[int]] = defaultdict(list)
    for leaf, part in pairs:
        leaves[part].append(leaf)
    emptied: dict[str, tuple[Any, dict[str, str | None]]] = {
        "rows": (RecorderRow, {"user_name": "", "address": "", "action": "", "row_hash": None}),
        "user": (RecorderUser, {"user_name": ""}),
        "words": (RecorderFindingMove, {"words": ""}),
    }
    for part, (table, values) in emptied.items():
        for start in range(0, len(leaves[part]), _AT_ONCE):
            some = leaves[part][start : start + _AT_ONCE]
            session.execute(
                update(table)
                .where(table.leaf.in_(some), table.erased_on.is_(None))
                .values(**values, erased_on=on)
                .execution_options(synchronize_session=False)
            )
