"""Owns what the factory hands down to the ledger from capabilities above it: names, contexts, checks, forgetting.

The ledger imports nothing from above. It knows people by number; who they are is known to accounts. It proves its own
tables; whether a register's rows are what the events say is known to the register. It destroys personal parts; which
copies of them stand in a register's rows is known to the register.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from flask import Flask, current_app
from sqlalchemy.orm import Session

from app.ledger.erasing import Forgetter
from app.ledger.verification import ProjectionCheck

_ACTOR_NAMES = "ledger.actor_names"
_PROJECTIONS = "ledger.projections"
_FORGETTERS = "ledger.forgetters"
_SUBJECT_NAMES = "ledger.subject_names"
_SEALED_FOR = "ledger.sealed_for"


class ActorNames(Protocol):
    """Returns everybody's name by the number entries name them with."""

    def __call__(self, session: Session) -> Mapping[int, str]:
        """Return the names."""
        ...


class SubjectNames(Protocol):
    """Returns what the objects are called today that entries are about, as far as they have a name."""

    def __call__(self, session: Session, *, subjects: Collection[str]) -> Mapping[str, str]:
        """Return the names by subject, e.g. ``camera:C-1``."""
        ...


class SealedFor(Protocol):
    """Returns under which context a personal field was encrypted, if everybody may read it who reads the entry."""

    def __call__(self, *, subject: str, part: str, field: str) -> str | None:
        """Return the context the vault binds it to; None if the entry's page does not open it."""
        ...


def connect_ledger(
    app: Flask,
    *,
    actor_names: ActorNames | None = None,
    subject_names: SubjectNames | None = None,
    sealed_for: SealedFor | None = None,
    projections: Sequence[ProjectionCheck] = (),
    forgetters: Sequence[Forgetter] = (),
) -> None:
    """Hand the ledger what it needs from above; the factory calls this once."""
    app.extensions[_ACTOR_NAMES] = actor_names
    app.extensions[_SUBJECT_NAMES] = subject_names
    app.extensions[_SEALED_FOR] = sealed_for
    app.extensions[_PROJECTIONS] = tuple(projections)
    app.extensions[_FORGETTERS] = tuple(forgetters)


def names_of_actors(session: Session) -> Mapping[int, str]:
    """Return everybody's name by number; nobody's while nothing was handed down."""
    actor_names: ActorNames | None = current_app.extensions.get(_ACTOR_NAMES)
    return {} if actor_names is None else actor_names(session)


def names_of_subjects(session: Session, *, subjects: Collection[str]) -> Mapping[str, str]:
    """Return what objects are called, by subject; nothing while nothing was handed down."""
    subject_names: SubjectNames | None = current_app.extensions.get(_SUBJECT_NAMES)
    return {} if subject_names is None else subject_names(session, subjects=subjects)


def context_of(*, subject: str, part: str, field: str) -> str | None:
    """Return under which context a personal field was encrypted; None if the entry's page does not open it."""
    sealed_for: SealedFor | None = current_app.extensions.get(_SEALED_FOR)
    return None if sealed_for is None else sealed_for(subject=subject, part=part, field=field)


def projection_checks() -> Sequence[ProjectionCheck]:
    """Return how the capabilities' own rows are compared with their events."""
    checks: Sequence[ProjectionCheck] = current_app.extensions.get(_PROJECTIONS, ())
    return checks


def forgetters() -> Sequence[Forgetter]:
    """Return how the capabilities blank their copies of personal parts that are being destroyed."""
    connected: Sequence[Forgetter] = current_app.extensions.get(_FORGETTERS, ())
    return connected
