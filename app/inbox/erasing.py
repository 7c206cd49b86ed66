"""Owns forgetting: when an e-mail address is destroyed in the ledger, the copy it was sent to goes with it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.inbox.models import NoticeAddress

_AT_ONCE = 500


def forget(session: Session, pairs: Sequence[tuple[int, str]], on: date) -> None:
    """Empty the addresses whose parts (leaf, part) were destroyed on a day; other pairs mean nothing here."""
    leaves = [leaf for leaf, part in pairs if part == "address"]
    for start in range(0, len(leaves), _AT_ONCE):
        session.execute(
            update(NoticeAddress)
            .where(NoticeAddress.leaf.in_(leaves[start : start + _AT_ONCE]), NoticeAddress.erased_on.is_(None))
            .values(address="", erased_on=on)
            .execution_options(synchronize_session=False)
        )
