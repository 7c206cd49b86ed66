"""Owns which clauses word the policy: those we wrote, as they hold on a day."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from app.policy.clauses import Clause, clauses

Wording = Callable[[Session, str, date], tuple[Clause, ...]]
"""Returns the clauses of a language on a day, one per section. Tests give their own."""


def standing_wording(session: Session, language: str, on: date) -> tuple[Clause, ...]:  # noqa: ARG001  # The shape of ``Wording``: the organisation's own copies are read from it.
    """Return the clauses the policy is composed with.

    :raises UnknownLanguage: if no clauses are written in the language.
    """
    return tuple(clauses(language, on=on))
