"""Owns what reading a log gives: its lines, what was passed over, and what is wrong, by line and field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.kernel.errors import Problem
from app.kernel.messages import Message
from app.recorder_logs.domain import Seen

MOST_PROBLEMS = 200
"""A file of the wrong kind is wrong in every line; so many say it all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing somebody did with one camera, as the recorder has it. A user or address it does not say is empty."""

    number: int
    at: datetime
    user: str
    address: str
    camera: str
    seen: Seen
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a log says. ``columns`` is which heading was taken for what."""

    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    read: int = 0
    ignored: int = 0
    unknown_actions: Mapping[str, int] = field(default_factory=dict)
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def cameras(self) -> tuple[str, ...]:
        """Return the cameras it names."""
        return tuple(sorted({line.camera for line in self.lines}))

    @property
    def users(self) -> tuple[str, ...]:
        """Return the users it names."""
        return tuple(sorted({line.user for line in self.lines if line.user}))


def unreadable(number: int, field_name: str, why: str, **values: object) -> Problem:
    """Return the problem of a line."""
    place = f"{number}행 '{field_name}'" if field_name else f"{number}행"
    return Problem(place, Message(why, values))
