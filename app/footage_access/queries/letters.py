"""Owns which letters went to those who were given footage (법 18⑤)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.footage_access.domain import Act, Kind
from app.footage_access.models import FootageAccess, FootageLetter, FootageLetterWords
from app.footage_access.queries.rows import EntryRow, may_see, rows_of
from app.kernel.actor import Actor
from app.ledger.erasure import erased_days

MOST_WITHOUT_LETTER = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """A letter; ``limits`` and ``measures`` are None once erased, ``erased_on`` is the day if it is known."""

    leaf: int
    request_number: str
    sent_on: date
    document: str
    limits: str | None
    measures: str | None
    erased_on: date | None = None

    @property
    def words_erased(self) -> bool:
        """Return whether what it asks for is gone."""
        return self.limits is None


def letters_of(session: Session, *, numbers: Collection[str]) -> dict[str, LetterRow]:
    """Return the newest letter of each of some requests, by its number."""
    if not numbers:
        return {}
    letter, words = FootageLetter, FootageLetterWords
    statement = (
        select(letter.leaf, letter.request_number, letter.sent_on, letter.document, words.limits, words.measures)
        .outerjoin(words, words.leaf == letter.leaf)
        .where(letter.request_number.in_(sorted(numbers)))
        .order_by(letter.leaf)
    )
    newest = {row.request_number: row for row in session.execute(statement)}
    gone = [row.leaf for row in newest.values() if row.limits is None]
    days = erased_days(session, leaves=gone, part="words") if gone else {}
    return {
        number: LetterRow(**row._mapping, erased_on=days.get(row.leaf))  # noqa: SLF001  # SQLAlchemy's name.
        for number, row in newest.items()
    }


def provisions_without_letter(session: Session, *, actor: Actor, most: int = MOST_WITHOUT_LETTER) -> list[EntryRow]:
    """Return provisions whose recipient was not yet asked in writing, the oldest first."""
    later = aliased(FootageAccess)
    statement = (
        select(FootageAccess.leaf)
        .where(
            may_see(actor),
            FootageAccess.kind == str(Kind.PROVISION),
            FootageAccess.act != str(Act.WITHDRAWN),
            ~select(later.leaf).where(later.corrects_leaf == FootageAccess.leaf).exists(),
            ~select(FootageLetter.leaf).where(FootageLetter.request_number == FootageAccess.request_number).exists(),
        )
        .order_by(FootageAccess.occurred_at, FootageAccess.leaf)
        .limit(most)
    )
    return rows_of(session, session.scalars(statement).all(), actor)
