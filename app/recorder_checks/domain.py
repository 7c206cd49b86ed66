"""Owns what a look at a recorder is: the places it records, what was found there, and who may look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.errors import NotAllowed
from app.kernel.messages import N_
from app.recorder_checks.refusals import (
    BadConfiguredDays,
    CheckInFuture,
    ClockFarOff,
    NothingMeasured,
    OldestAfterCheck,
    OldestNotFitting,
    PlaceNotThere,
    RecorderUnnamed,
)

MEASURERS = (Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER)
"""Who looks at recorders and writes down what they found."""
READERS = (*MEASURERS, Role.AUDITOR)
LONGEST_LABEL = 40
MOST_DAYS = 3_660
MOST_OFFSET_SECONDS = 86_400
CLOCK_TOLERANCE_SECONDS = 60
"""How far a clock may be off before it is said (our own choice: ``product.recorder_clock``)."""
_DAY = timedelta(days=1)


class Footage(StrEnum):
    """What a look said of the oldest footage; stored names are permanent."""

    FOUND = "found"
    UNKNOWN = "unknown"  # Somebody looked and could not tell.
    NOT_LOOKED = "not_looked"  # Only the clock or the setting was looked at.


class State(StrEnum):
    """How the looks at a camera's recorder stand, what needs doing first."""

    OVERDUE = "overdue"
    UNKNOWN = "unknown"
    NEVER = "never"
    DUE = "due"
    CURRENT = "current"


FOOTAGE_NAMES: Mapping[Footage, str] = {
    Footage.FOUND: N_("찾음"),
    Footage.UNKNOWN: N_("알 수 없음"),
    Footage.NOT_LOOKED: N_("보지 않음"),
}
STATE_NAMES: Mapping[State, str] = {
    State.NEVER: N_("점검한 적 없음"),
    State.OVERDUE: N_("점검 지남"),
    State.UNKNOWN: N_("보관일수 모름"),
    State.DUE: N_("곧 점검"),
    State.CURRENT: N_("최근 점검"),
}

TONES: Mapping[State, str] = {
    State.NEVER: "warn",
    State.OVERDUE: "danger",
    State.UNKNOWN: "warn",
    State.DUE: "info",
    State.CURRENT: "ok",
}
"""The kind of tag a state is shown with."""


@dataclass(frozen=True, slots=True)
class CheckedPlace:
    """What a recorder records: one camera, or a whole zone or site whose cameras share it."""

    site_code: str
    zone_code: str | None = None
    camera_code: str | None = None

    @property
    def code(self) -> str:
        """Return the code people use: the camera's, else the zone's, else the site's."""
        return self.camera_code or self.zone_code or self.site_code

    @property
    def key(self) -> str:
        """Return what a form sends for this place, as viewing requests do."""
        return "|".join((self.site_code, self.zone_code or "", self.camera_code or ""))

    @property
    def narrowness(self) -> int:
        """Return 2 for a camera, 1 for a zone, 0 for a site."""
        return (self.zone_code is not None) + (self.camera_code is not None)

    def covers(self, other: "CheckedPlace") -> bool:
        """Return whether another place is this one or lies in it."""
        if self.camera_code is not None:
            return other.camera_code == self.camera_code
        return self.site_code == other.site_code and self.zone_code in {None, other.zone_code}


def place_of_key(key: str) -> CheckedPlace:
    """Return the place a form or a script names, ``HQ|HQ-lobby|C-1``; shorter for a zone or a site.

    :raises PlaceNotThere: if it names none.
    """
    site, zone, camera, *more = (*key.split("|"), "", "")
    if not site or any(more) or (camera and not zone):
        raise PlaceNotThere(place=key)
    return CheckedPlace(site, zone or None, camera or None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What somebody saw at a recorder at one moment.

    ``oldest_at`` is as the recorder shows it, by its own clock. ``offset_seconds`` is recorder time minus true time:
    positive when the recorder runs ahead; None: not looked at. ``locked_left_out``: footage somebody locked was not
    counted, so that it does not make the retention look longer than it is.
    """

    at: datetime
    recorder: str
    configured_days: int | None = None
    footage: Footage = Footage.NOT_LOOKED
    oldest_at: datetime | None = None
    locked_left_out: bool = False
    offset_seconds: int | None = None

    @property
    def kept_days(self) -> int | None:
        """Return the whole days the oldest footage found was kept, by true time; None where none was found."""
        if self.oldest_at is None:
            return None
        return (self.at - self.true_oldest_at(self.oldest_at)) // _DAY

    def true_oldest_at(self, shown: datetime) -> datetime:
        """Return the true moment of what the recorder shows as its own: it is ahead by the offset."""
        return shown - timedelta(seconds=self.offset_seconds or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A look as it was recorded, for one of its places."""

    leaf: int
    made_by: int
    place: CheckedPlace
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What terms are told for: a single camera, or a zone or site of which the registry names no cameras.

    ``published_days`` is the shortest period published, ``longest_days`` the longest; both None where none is known or
    nothing is recorded (``recorded``).
    """

    place: CheckedPlace
    site_name: str
    name: str
    recorded: bool = True
    published_days: int | None = None
    longest_days: int | None = None
    installed_on: date | None = None
    recorder: str = ""  # As the registry says; a look may say otherwise.
    row: tuple[str, str] | None = None


def check_look(look: Look, *, now: datetime) -> None:
    """Accept a look that can have happened and says something.

    :raises RecorderUnnamed: if it does not say which recorder.
    :raises CheckInFuture: if it is later than now.
    :raises NothingMeasured: if it says nothing of footage, setting or clock.
    :raises BadConfiguredDays: if the setting is out of range.
    :raises ClockFarOff: if the clock is more than a day off.
    :raises OldestNotFitting: if footage was found without its time, or a time is given for none.
    :raises OldestAfterCheck: if the oldest footage is younger than the look.
    """
    if not 1 <= len(look.recorder.strip()) <= LONGEST_LABEL:
        raise RecorderUnnamed
    if look.at > now:
        raise CheckInFuture
    if look.footage is Footage.NOT_LOOKED and look.configured_days is None and look.offset_seconds is None:
        raise NothingMeasured
    if look.configured_days is not None and not 1 <= look.configured_days <= MOST_DAYS:
        raise BadConfiguredDays(most=MOST_DAYS)
    if look.offset_seconds is not None and abs(look.offset_seconds) > MOST_OFFSET_SECONDS:
        raise ClockFarOff
    if (look.footage is Footage.FOUND) != (look.oldest_at is not None):
        raise OldestNotFitting
    if look.locked_left_out and look.footage is not Footage.FOUND:
        raise OldestNotFitting
    if look.kept_days is not None and look.kept_days < 0:
        raise OldestAfterCheck


def check_may_measure(actor: Actor) -> None:
    """Let the system, and people who look at recorders, write down what they found.

    :raises NotAllowed: if the person does not.
    """
    if not actor.may_act_as(*MEASURERS, acts=(Act.REGISTER,)):
        raise NotAllowed
