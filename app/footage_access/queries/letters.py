"""Owns which letters went to those who were given footage (법 18⑤)."""

from collections.abc import Collection, Iterable
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
    """A letter to the recipient of a request's footage; it counts for every provision under that request.

    ``entry_leaf`` is the provision it was recorded with; ``limits`` and ``measures`` go on ``erased_on``.
    """

    leaf: int
    entry_leaf: int
    request_number: str
    sent_on: date
    document: str
    limits: str | None
    measures: str | None
    erased_on: date | None = None

    @property
    def number(self) -> int:
        """Return the number of the entry it was recorded with."""
        return self.entry_leaf + 1

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
        select(letter.leaf, letter.entry_leaf, letter.request_number, letter.sent_on, letter.document)
        .add_columns(words.limits, words.measures)
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


def without_letter(session: Session, *, rows: Iterable[EntryRow]) -> frozenset[int]:
    """Return the leaves of the provisions among some entries that stand, and whose recipient was not yet asked."""
    given = {row.leaf: row.request_number for row in rows if row.kind is Kind.PROVISION and row.stands}
    numbers = {number for number in given.values() if number is not None}
    if not numbers:
        return frozenset()
    asked = select(FootageLetter.request_number).where(FootageLetter.request_number.in_(sorted(numbers)))
    found = set(session.scalars(asked))
    return frozenset(leaf for leaf, number in given.items() if number not in found)


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
