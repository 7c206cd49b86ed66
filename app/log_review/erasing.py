"""Owns forgetting: what was said in reviews goes with its personal part, and minutes that repeat it go too."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.log_review.models import LogReviewMinutes, LogReviewMove

_AT_ONCE = 500


def forget(session: Session, pairs: Sequence[tuple[int, str]], on: date) -> None:
    """Blank what rows say whose parts (leaf, part) were destroyed on a day; other pairs mean nothing here."""
    leaves: dict[str, list[int]] = defaultdict(list)
    for leaf, part in pairs:
        leaves[part].append(leaf)
    for start in range(0, len(leaves["words"]), _AT_ONCE):
        some = leaves["words"][start : start + _AT_ONCE]
        session.execute(
            update(LogReviewMove)
            .where(LogReviewMove.leaf.in_(some), LogReviewMove.erased_on.is_(None))
            .values(words="", erased_on=on)
            .execution_options(synchronize_session=False)
        )
    for start in range(0, len(leaves["minutes"]), _AT_ONCE):
        some = leaves["minutes"][start : start + _AT_ONCE]
        session.execute(
            update(LogReviewMinutes)
            .where(LogReviewMinutes.leaf.in_(some), LogReviewMinutes.erased_on.is_(None))
            .values(pdf=None, erased_on=on)
            .execution_options(synchronize_session=False)
        )
