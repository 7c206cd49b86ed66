"""Owns which clauses word the policy on a day: those we wrote, or the organisation's copies of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.clock import kst_day
from app.policy.clauses import Clause, clauses, written
from app.policy.clauses.copies import copy_name, copy_of
from app.policy.models import PolicyClauseCopy

Wording = Callable[[Session, str, date], tuple[Clause, ...]]
"""Returns the clauses of a language on a day, one per section. Tests give their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseCopy:
    """One change of the wording of a clause; ``content`` None: back to ours. People are numbers of accounts."""

    section: int
    language: str
    number: int
    based_on: str
    content: str | None
    worded_by: int
    worded_at: datetime
    leaf: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingClause:
    """A clause as it stands on a day: ours, and the organisation's copy if it has one.

    :param ours: our wording in force that day.
    :param used: what the policy is composed with: the copy, or ours.
    :param base: our wording the copy was made from; None: there is no copy, or we no longer have that wording.
    :param newest: how often the wording was changed.
    """

    ours: Clause
    used: Clause
    copy: ClauseCopy | None
    base: Clause | None
    newest: int

    @property
    def overtaken(self) -> bool:
        """Return whether our wording is another than the copy was made from."""
        return self.copy is not None and self.copy.based_on != self.ours.name


def worded_clauses(session: Session, language: str, on: date, *, folder: Path | None = None) -> tuple[Clause, ...]:
    """Return the clauses the policy is composed with on a day: the newest copy by that day, else ours.

    :param folder: where our clauses stand; None: those we wrote.
    :raises UnknownLanguage: if no clauses are written in the language.
    """
    return tuple(each.used for each in standing_clauses(session, language=language, on=on, folder=folder))


def standing_wording(session: Session, language: str, on: date) -> tuple[Clause, ...]:
    """Return the clauses the policy is composed with.

    :raises UnknownLanguage: if no clauses are written in the language.
    """
    return worded_clauses(session, language, on)


def wording_with(clause: Clause) -> Wording:
    """Return the clauses the policy is composed with, one of them replaced: what a policy would say."""

    def worded(session: Session, language: str, on: date) -> tuple[Clause, ...]:
        used = standing_wording(session, language, on)
        return tuple(clause if each.section == clause.section else each for each in used)

    return worded


def standing_clauses(
    session: Session, *, language: str, on: date, folder: Path | None = None
) -> tuple[StandingClause, ...]:
    """Return how every section is worded on a day, the opening first.

    :param folder: where our clauses stand; None: those we wrote.
    :raises UnknownLanguage: if no clauses are written in the language.
    """
    ours = clauses(language, on=on, folder=folder)
    named = {clause.name: clause for clause in written(language, folder)}
    newest: dict[int, ClauseCopy] = {}
    for copy in clause_copies(session, language=language):
        if kst_day(copy.worded_at) <= on:
            newest[copy.section] = copy
    return tuple(_standing(clause, newest.get(clause.section), named) for clause in ours)


def clause_copies(session: Session, *, language: str, section: int | None = None) -> list[ClauseCopy]:
    """Return every change of the wording of clauses, oldest first; ``section`` only of one."""
    statement = select(PolicyClauseCopy).where(PolicyClauseCopy.language == language)
    if section is not None:
        statement = statement.where(PolicyClauseCopy.section == section)
    statement = statement.order_by(PolicyClauseCopy.section, PolicyClauseCopy.number)
    return [_copy(row) for row in session.scalars(statement)]


def _standing(ours: Clause, copy: ClauseCopy | None, named: dict[str, Clause]) -> StandingClause:
    newest = copy.number if copy else 0
    if copy is None or copy.content is None:
        return StandingClause(ours=ours, used=ours, copy=None, base=None, newest=newest)
    name = copy_name(copy.based_on, copy.number)
    base = named.get(copy.based_on)
    used = copy_of(ours, name=name, content=copy.content, since=kst_day(copy.worded_at), base=base)
    return StandingClause(ours=ours, used=used, copy=copy, base=base, newest=newest)


def _copy(row: PolicyClauseCopy) -> ClauseCopy:
    return ClauseCopy(
        section=row.section,
        language=row.language,
        number=row.number,
        based_on=row.based_on,
        content=row.content,
        worded_by=row.worded_by,
        worded_at=row.worded_at,
        leaf=row.leaf,
    )
