"""Owns the blanking of what the register copied from personal parts: words typed freely, and who was given footage."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.footage_access import word_index
from app.footage_access.events import (
    FootageAccessed,
    FootageCorrected,
    FootageWithdrawn,
    LetterRecorded,
    ShiftHandedOver,
)
from app.footage_access.models import (
    FootageAccess,
    FootageAccessParty,
    FootageLetterWords,
    FootageShiftRemark,
)
from app.ledger import queries as ledger
from app.ledger.erasure import Pair

_ENTRIES = (FootageAccessed.name, FootageCorrected.name, FootageWithdrawn.name)
_BESIDE: dict[str, type[Any]] = {LetterRecorded.name: FootageLetterWords, ShiftHandedOver.name: FootageShiftRemark}
"""Rows that hold nothing but words typed freely, by the event they come from."""


def forget(session: Session, pairs: Sequence[Pair], on: date) -> None:
    """Blank the copies of some personal parts in the caller's transaction."""
    gone = set(pairs)
    words: list[int] = []
    leaves = {leaf for leaf, _part in gone}
    for entry in ledger.entries_at(session, leaves=leaves, names=(*_ENTRIES, *_BESIDE)):
        if entry.name in _BESIDE:
            table = _BESIDE[entry.name]
            session.execute(delete(table).where(table.leaf == entry.leaf))
            continue
        if (entry.leaf, "recipient") in gone:
            session.execute(delete(FootageAccessParty).where(FootageAccessParty.leaf == entry.leaf))
        if (entry.leaf, "words") in gone:
            words.append(entry.leaf)
    word_index.forget(session, words)  # While the words are there: it finds its own by them.
    for leaf in words:
        session.execute(
            update(FootageAccess)
            .where(FootageAccess.leaf == leaf, FootageAccess.erased_on.is_(None))
            .values(text="", search="", copied=None, copy_reason=None, erased_on=on)
        )
    word_index.remember(session, words)  # What is left is found still: places, handlers.
