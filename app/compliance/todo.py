"""Owns what a line on the home page is: something a person must do, by when, and in which order lines stand. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.messages import Message

PROVIDERS = "board.todo"
"""Under this name the program keeps who else has lines for the home page: ``app.extensions[PROVIDERS]``, a list."""
SOON = timedelta(days=7)
"""What is due in so many days is told on the home page; our choice, enough to plan a week."""
_WARN = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do: what, the page where it is done, and its last day in Korea (None: none is set).

    ``tone`` None: the day tells it. What has no day stands by its tone: ``danger`` as if it were due today, ``warn``
    after what is due in a week, ``neutral`` last.
    """

    text: Message
    endpoint: str
    values: Mapping[str, str | int] | None = None
    due_on: date | None = None
    tone: str | None = None

    def days_left(self, on: date) -> int | None:
        """Return how many days are left; negative when its day is over, None without a day."""
        return None if self.due_on is None else (self.due_on - on).days

    def shown_tone(self, on: date) -> str:
        """Return how its tag is coloured: danger once late, warn shortly before, else neutral."""
        if self.tone is not None:
            return self.tone
        if self.due_on is None:
            return "neutral"
        if self.due_on < on:
            return "danger"
        return "warn" if self.due_on - on <= _WARN else "neutral"


Provider = Callable[[Session, Actor, datetime], Iterable[Task]]
"""Who else has lines: called with session, person and moment; returns only what this person may know and must do."""
_UNDATED = {"danger": timedelta(0), "warn": SOON + timedelta(days=1)}
_LAST = timedelta(days=36500)


def by_urgency(tasks: Iterable[Task], *, on: date) -> tuple[Task, ...]:
    """Return lines of all kinds together, the longest overdue first; of one day what is marked late, then as given."""

    def key(task: Task) -> tuple[date, bool]:
        tone = task.shown_tone(on)
        return task.due_on or on + _UNDATED.get(tone, _LAST), tone != "danger"

    return tuple(sorted(tasks, key=key))
