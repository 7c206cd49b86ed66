"""Owns what is sealed about the self-check. Only notes are personal: the form asks to name nobody elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.kernel.actor import Role
from app.ledger.events import Event, personal
from app.self_check.domain import Outcome


@dataclass(frozen=True, kw_only=True)
class _OfQuestion(Event):
    """Something about one question."""

    question: str

    @property
    def subject(self) -> str:
        """Return the question, by its permanent name."""
        return f"self_check_question:{self.question}"


@dataclass(frozen=True, kw_only=True)
class SelfCheckAnswered(_OfQuestion):
    """A person answered a question; ``previous`` is the leaf of the answer before, -1 if this is the first."""

    name: ClassVar[str] = "self_check.answered"

    outcome: Outcome
    evidence: str
    answered_on: date
    valid_until: date
    as_role: Role
    previous: int
    note: str | None = personal("note")


@dataclass(frozen=True, kw_only=True)
class SelfCheckActionPlanned(_OfQuestion):
    """Somebody planned what is done about a question, by which role and until when."""

    name: ClassVar[str] = "self_check.action_planned"

    what: str
    role: Role
    planned_on: date
    until_on: date


@dataclass(frozen=True, kw_only=True)
class SelfCheckActionEnded(_OfQuestion):
    """A planned action was done, or dropped."""

    name: ClassVar[str] = "self_check.action_ended"

    action: int
    done: bool
    ended_on: date


@dataclass(frozen=True, kw_only=True)
class SelfCheckFrozen(Event):
    """The self-check of a year was frozen: digests of what it says and of its paper, and how many of each colour."""

    name: ClassVar[str] = "self_check.frozen"

    year: int
    frozen_on: date
    document: str
    digest: str
    paper_digest: str
    counts: Mapping[str, int]

    @property
    def subject(self) -> str:
        """Return the year."""
        return f"self_check:{self.year}"
