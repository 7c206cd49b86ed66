"""Owns forgetting: what somebody noted beside an answer goes with its personal part; the answer itself stays."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.self_check.models import SelfCheckAnswer

_AT_ONCE = 500


def forget(session: Session, pairs: Sequence[tuple[int, str]], on: date) -> None:
    """Blank notes whose parts (leaf, part) were destroyed on a day; other pairs mean nothing here."""
    leaves = [leaf for leaf, part in pairs if part == "note"]
    for start in range(0, len(leaves), _AT_ONCE):
        session.execute(
            update(SelfCheckAnswer)
            .where(SelfCheckAnswer.leaf.in_(leaves[start : start + _AT_ONCE]), SelfCheckAnswer.erased_on.is_(None))
            .values(note="", erased_on=on)
            .execution_options(synchronize_session=False)
        )
