"""Owns forgetting: what was said of findings goes with its personal part."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.compliance.models import FindingAcknowledgement, FindingAcknowledgementEnd

_AT_ONCE = 500


def forget(session: Session, pairs: Sequence[tuple[int, str]], on: date) -> None:
    """Blank reasons whose parts (leaf, part) were destroyed on a day; other pairs mean nothing here."""
    leaves = [leaf for leaf, part in pairs if part == "reason"]
    for table in (FindingAcknowledgement, FindingAcknowledgementEnd):
        for start in range(0, len(leaves), _AT_ONCE):
            session.execute(
                update(table)
                .where(table.leaf.in_(leaves[start : start + _AT_ONCE]), table.erased_on.is_(None))
                .values(reason="", erased_on=on)
                .execution_options(synchronize_session=False)
            )
