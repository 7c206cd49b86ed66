"""Builds looks at recorders, and records them."""

from datetime import UTC, datetime, timedelta

from app.database import unit_of_work
from app.kernel.actor import SYSTEM, Actor
from app.recorder_checks import commands
from app.recorder_checks.domain import CheckedPlace, Footage, Look, Measurement

LOOKED_AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LOBBY_1 = CheckedPlace("HQ", "HQ-lobby", "C-1")
LOBBY_2 = CheckedPlace("HQ", "HQ-lobby", "C-2")
LOBBY = CheckedPlace("HQ", "HQ-lobby")
CAR_PARK = CheckedPlace("HQ", "HQ-car")
HEAD_OFFICE = CheckedPlace("HQ")
GOVERNOR = CheckedPlace("G-1")


def a_look(days: float | None = 20, **changed) -> Look:
    """A look that found footage of so many days, leaving locked footage out; None: it could not tell."""
    at = changed.pop("at", LOOKED_AT)
    offset = changed.get("offset_seconds") or 0
    found = {} if days is None else {
        "footage": Footage.FOUND,
        "oldest_at": at - timedelta(days=days) + timedelta(seconds=offset),
        "locked_left_out": True,
    }  # fmt: skip
    return Look(**{"at": at, "recorder": "NVR-3", "footage": Footage.UNKNOWN, **found, **changed})


def a_clock_look(offset_seconds: int, **changed) -> Look:
    """A look at the clock alone."""
    return a_look(None, footage=Footage.NOT_LOOKED, offset_seconds=offset_seconds, **changed)


def a_measurement(days: float | None = 20, *, leaf: int = 1, place: CheckedPlace = LOBBY_1, **changed) -> Measurement:
    """A look as it is read again."""
    look = changed.pop("look", None) or a_look(days, **changed)
    return Measurement(leaf=leaf, made_by=7, place=place, look=look)


def record_look(*places: CheckedPlace, look: Look | None = None, actor: Actor = SYSTEM, now: datetime | None = None):
    """Record a look in one unit of work, and return the receipts."""
    look = look or a_look()
    with unit_of_work() as session:
        return commands.record_look(
            session, places=places or (LOBBY_1,), look=look, actor=actor, now=now or look.at + timedelta(minutes=1)
        )
