"""Owns what the factory hands down to the ledger from capabilities above it: people's names, and checks of their rows.

The ledger imports nothing from above. It knows people by number; who they are is known to accounts. It proves its own
tables; whether a register's rows are what the events say is known to the register.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from flask import Flask, current_app
from sqlalchemy.orm import Session

from app.ledger.verification import ProjectionCheck

_ACTOR_NAMES = "ledger.actor_names"
_PROJECTIONS = "ledger.projections"


class ActorNames(Protocol):
    """Returns everybody's name by the number entries name them with."""

    def __call__(self, session: Session) -> Mapping[int, str]:
        """Return the names."""
        ...


def connect_ledger(
    app: Flask, *, actor_names: ActorNames | None = None, projections: Sequence[ProjectionCheck] = ()
) -> None:
    """Hand the ledger what it needs from above; the factory calls this once."""
    app.extensions[_ACTOR_NAMES] = actor_names
    app.extensions[_PROJECTIONS] = tuple(projections)


def names_of_actors(session: Session) -> Mapping[int, str]:
    """Return everybody's name by number; nobody's while nothing was handed down."""
    actor_names: ActorNames | None = current_app.extensions.get(_ACTOR_NAMES)
    return {} if actor_names is None else actor_names(session)


def projection_checks() -> Sequence[ProjectionCheck]:
    """Return how the capabilities' own rows are compared with their events."""
    checks: Sequence[ProjectionCheck] = current_app.extensions.get(_PROJECTIONS, ())
    return checks
