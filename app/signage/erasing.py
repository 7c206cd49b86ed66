"""Owns the blanking of what sightings copied from personal parts: the names of photos; the sweep removes the files."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.ledger.erasure import Pair
from app.signage.models.sightings import SignSighting

_AT_ONCE = 500


def forget(session: Session, pairs: Sequence[Pair], on: date) -> None:
    """Blank the names of photos whose parts (leaf, part) are destroyed on a day; other pairs mean nothing here."""
    leaves = [leaf for leaf, part in pairs if part == "photo"]
    for start in range(0, len(leaves), _AT_ONCE):
        session.execute(
            update(SignSighting)
            .where(SignSighting.leaf.in_(leaves[start : start + _AT_ONCE]), SignSighting.photo_name.is_not(None))
            .values(photo_name=None, erased_on=on)
            .execution_options(synchronize_session=False)
        )
