"""Owns when footage must be locked on its recorder, and how a hold goes on. Pure.

A hold is needed for each camera whose footage may be gone before the last day to answer is over, or of which nobody
knows how long it is kept. Once an answer is late, it is needed for what goes within ``LATE_AHEAD``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.kernel.messages import N_
from app.viewing_requests.clocks import end_of_kst_day
from app.viewing_requests.domain import RequestKind
from app.viewing_requests.states import RUNNING, Status

HELD_KINDS = frozenset({RequestKind.VIEWING, RequestKind.COPY, RequestKind.EXISTENCE})
"""What is answered from the footage; who asks to have it deleted does not want it kept."""
LATE_AHEAD = timedelta(days=7)
"""How far is looked ahead for a case whose answer is late (``product.hold_days``)."""


class HoldState(StrEnum):
    """How far a hold is; stored names are permanent."""

    RAISED = "raised"  # Somebody must lock it.
    SET = "set"
    CONFIRMED = "confirmed"  # Somebody looked: it is locked.
    RELEASED = "released"
    TOO_LATE = "too_late"  # The footage was gone.
    DROPPED = "dropped"  # Never set, and not needed any more.


LIVE: frozenset[HoldState] = frozenset({HoldState.RAISED, HoldState.SET, HoldState.CONFIRMED})
LOCKED: frozenset[HoldState] = frozenset({HoldState.SET, HoldState.CONFIRMED})
NEXT_HOLD: Mapping[HoldState, frozenset[HoldState]] = {
    HoldState.RAISED: frozenset({HoldState.SET, HoldState.TOO_LATE, HoldState.DROPPED}),
    HoldState.SET: frozenset({HoldState.CONFIRMED, HoldState.RELEASED, HoldState.TOO_LATE}),
    HoldState.CONFIRMED: frozenset({HoldState.RELEASED, HoldState.TOO_LATE}),
    HoldState.RELEASED: frozenset(),
    HoldState.TOO_LATE: frozenset(),
    HoldState.DROPPED: frozenset(),
}
"""The allowed moves; a trigger (migration 0021) repeats them."""
HOLD_NAMES: Mapping[HoldState, str] = {
    HoldState.RAISED: N_("잠가야 함"),
    HoldState.SET: N_("잠금"),
    HoldState.CONFIRMED: N_("잠금 확인됨"),
    HoldState.RELEASED: N_("해제됨"),
    HoldState.TOO_LATE: N_("영상 없음"),
    HoldState.DROPPED: N_("필요 없게 됨"),
}


class RaisedBecause(StrEnum):
    """Why a hold was raised; stored names are permanent."""

    RECEIVED = "received"
    DUE_MOVED = "due_moved"
    RECOUNTED = "recounted"  # Measurements or the registry changed, or the answer is late.
    PLACES_NAMED = "places_named"
    UNLOCKED = "unlocked"  # The lock before it did not hold.


class EndedBecause(StrEnum):
    """Why a hold ended; stored names are permanent."""

    CASE_OVER = "case_over"
    IN_TIME = "in_time"  # It stays until after the last day to answer: the system found so.
    NOT_NEEDED = "not_needed"  # Somebody decided so.
    PLACES_NAMED = "places_named"  # The cameras were found: each has its own.
    WRONGLY_LOCKED = "wrongly_locked"
    LET_GO = "let_go"  # The recorder had unlocked it by itself.
    OVERWRITTEN = "overwritten"
    NOT_RECORDED = "not_recorded"


RELEASE_REASONS = (
    EndedBecause.CASE_OVER,
    EndedBecause.NOT_NEEDED,
    EndedBecause.WRONGLY_LOCKED,
    EndedBecause.LET_GO,
)
DROP_REASONS = (
    EndedBecause.CASE_OVER,
    EndedBecause.IN_TIME,
    EndedBecause.NOT_NEEDED,
    EndedBecause.PLACES_NAMED,
)
GONE_REASONS = (EndedBecause.OVERWRITTEN, EndedBecause.NOT_RECORDED)
LOCK_ANEW = frozenset({EndedBecause.WRONGLY_LOCKED, EndedBecause.LET_GO})
"""Released so, the footage of a running case is to be locked again."""
ENDED_NAMES: Mapping[EndedBecause, str] = {
    EndedBecause.CASE_OVER: N_("요청이 끝남"),
    EndedBecause.IN_TIME: N_("답변 기한 안에 지워지지 않음"),
    EndedBecause.NOT_NEEDED: N_("보존하지 않아도 됨"),
    EndedBecause.PLACES_NAMED: N_("카메라를 찾음"),
    EndedBecause.WRONGLY_LOCKED: N_("잘못 잠가 다시 잠가야 함"),
    EndedBecause.LET_GO: N_("녹화기에서 잠금이 풀려 있었음"),
    EndedBecause.OVERWRITTEN: N_("보관기간이 지나 덮어써짐"),
    EndedBecause.NOT_RECORDED: N_("그 시각에 녹화되지 않음"),
}


class ExtendedBecause(StrEnum):
    """Why a hold lasts longer; stored names are permanent."""

    NOT_DECIDED = "not_decided"
    POSTPONED = "postponed"
    NOT_HANDED_OVER = "not_handed_over"
    OBJECTION = "objection"


EXTENDED_NAMES: Mapping[ExtendedBecause, str] = {
    ExtendedBecause.NOT_DECIDED: N_("아직 결정하지 않음"),
    ExtendedBecause.POSTPONED: N_("답변을 연기했거나 청구인을 기다림"),
    ExtendedBecause.NOT_HANDED_OVER: N_("승인했지만 아직 보여 주거나 내주지 않음"),
    ExtendedBecause.OBJECTION: N_("이의제기가 있음"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filmed:
    """The footage one camera has of a span. ``gone_at``: its beginning is overwritten then; None: nobody knows.

    ``offset_seconds`` is recorder time minus true time. ``recorded`` False: nothing is kept there at all.
    """

    site_code: str
    zone_code: str | None
    camera_code: str | None
    label: str
    recorder: str
    offset_seconds: int | None
    gone_at: datetime | None
    recorded: bool = True

    @property
    def key(self) -> str:
        """Return what names the camera, ``HQ|HQ-lobby|C-1``; shorter for a zone or a site without cameras."""
        return "|".join((self.site_code, self.zone_code or "", self.camera_code or ""))


def looked_until(due_at: datetime, *, now: datetime) -> datetime:
    """Return until when footage must be there: the end of the last day to answer; of a late answer, some days on."""
    return due_at if now < due_at else now + LATE_AHEAD


def to_hold(filmed: Iterable[Filmed], kind: RequestKind, *, due_at: datetime, now: datetime) -> tuple[Filmed, ...]:
    """Return the footage that must be locked, so that it is there when the answer is given."""
    if kind not in HELD_KINDS:
        return ()
    until = looked_until(due_at, now=now)
    return tuple(one for one in filmed if (one.recorded if one.gone_at is None else one.gone_at < until))


def first_gone(filmed: Iterable[Filmed]) -> datetime | None:
    """Return when the first of some footage is overwritten; None when nobody knows of any."""
    return min((one.gone_at for one in filmed if one.gone_at is not None), default=None)


def held_until(holds: Iterable[tuple[HoldState, date | None]]) -> datetime | None:
    """Return until when all footage of a case is locked, from its holds' states and last days.

    None while one is not confirmed, and where there is none.
    """
    live = [(state, until_on) for state, until_on in holds if state in LIVE]
    if not live or any(state is not HoldState.CONFIRMED for state, _until_on in live):
        return None
    return end_of_kst_day(min(until_on for _state, until_on in live if until_on is not None))


def status_with(status: Status, until: datetime | None) -> Status:
    """Return where a running case stands once its footage is held, or no longer is.

    What was put before the deciders stays there.
    """
    if until is not None:
        return Status.HELD if status in {Status.RECEIVED, Status.VERIFYING} else status
    return Status.VERIFYING if status is Status.HELD else status


def is_release_due(state: HoldState, status: Status) -> bool:
    """Return whether a lock is to be taken off: the footage is not needed for an answer any more."""
    return state in LOCKED and status not in RUNNING


def by_recorder(moment: datetime, offset_seconds: int | None) -> datetime:
    """Return what a recorder's clock says at a true moment."""
    return moment + timedelta(seconds=offset_seconds or 0)


def true_moment(shown: datetime, offset_seconds: int | None) -> datetime:
    """Return the true moment of what a recorder's clock shows."""
    return shown - timedelta(seconds=offset_seconds or 0)


def whole_hours(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Return the whole hours that cover a span: what most recorders lock."""
    first = start.replace(minute=0, second=0, microsecond=0)
    last = end.replace(minute=0, second=0, microsecond=0)
    return first, last if last == end else last + timedelta(hours=1)


def suggested_until(due_on: date, *, today: date, days: int, most_days: int) -> date:
    """Return the last day a hold is set for at first: some days after the last day to answer, as long as is allowed."""
    return min(max(due_on, today) + timedelta(days=days), today + timedelta(days=most_days))


@dataclass(frozen=True, slots=True, kw_only=True)
class LockEntry:
    """What somebody did at a recorder: what it shows as locked, by its own clock, and until which day it holds."""

    recorder: str
    locked_at: datetime
    shown_from: datetime
    shown_to: datetime
    until_on: date


Leaves = Sequence[int]
"""Holds by the numbers of the entries that raised them."""
