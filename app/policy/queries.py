"""Owns reading the policy: the registry of a day, composed."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.kernel.errors import Problem
from app.policy import composition
from app.policy.clauses import clauses
from app.policy.domain import Form, PolicyDocument
from app.registry import queries as registry


def policy_as_of(session: Session, *, as_of: date, form: Form, language: str) -> PolicyDocument:
    """Return the policy as the registry of a day makes it.

    :raises NotPublishable: if the registry contradicts itself.
    :raises UnknownLanguage: if no clauses are written in the language.
    """
    worded = clauses(language, on=as_of)
    snapshot = registry.snapshot(session, as_of=as_of)
    return composition.compose(snapshot, form=form, language=language, clauses=worded, on=as_of)


def obstacles(session: Session, *, as_of: date) -> Sequence[Problem]:
    """Return what keeps the policy from being made, in published order."""
    return composition.problems(registry.snapshot(session, as_of=as_of))
