"""Owns when a recorder overwrites footage at the earliest, and why. Pure.

The formula, for each camera: recording time + the shortest of the days known − margin − |clock offset|.

*Days*: the period published is a promise to erase, what was measured on the recorder is what happens, and what the
recorder is set to is what it will do next. The shortest of those known counts.

*Margin* is our own choice (``product.hold_margin``): locking footage takes somebody a while.

*Clock offset* is recorder time minus true time. A recorder stamps footage and deletes it by the same clock, so an error
that never changes moves both and cancels out. It counts in two cases: the moment asked about was read off the
recorder's picture (it runs ahead: what it calls 15:00 was recorded, and goes, that much earlier), and the clock is set
right before the footage goes (it ran behind: it jumps ahead, and deletes that much earlier). Nobody knows beforehand
which case it is, so the size of the error is subtracted whatever its sign: never too late, at most that much too soon.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.kernel.clock import KST
from app.kernel.messages import N_, Message


class Term(StrEnum):
    """Where a number of days comes from; the first named decides among equals."""

    PUBLISHED = "published"
    MEASURED = "measured"
    CONFIGURED = "configured"


TERM_NAMES: Mapping[Term, str] = {
    Term.PUBLISHED: N_("게시한 보관기간"),
    Term.MEASURED: N_("녹화기에서 잰 보관일수"),
    Term.CONFIGURED: N_("녹화기의 보관 설정"),
}
_HOUR, _MINUTE = 3600, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Overwriting:
    """When footage is overwritten at the earliest, with each term. ``at`` None: nobody knows how long it is kept."""

    recorded_at: datetime
    at: datetime | None
    days: tuple[tuple[Term, int], ...]  # Every number of days known, the one that decides first.
    margin: timedelta
    offset_seconds: int

    @property
    def decided_by(self) -> Term | None:
        """Return which number of days decides."""
        return self.days[0][0] if self.days else None

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Return the terms in words, in the order in which they are added up."""
        said = [Message(N_("녹화 시각 {moment}"), {"moment": f"{self.recorded_at.astimezone(KST):%Y-%m-%d %H:%M:%S}"})]
        if not self.days:
            return (*said, Message(N_("보관기간을 알 수 없어 지워지는 때를 셈하지 못합니다.")))
        (term, days), *others = self.days
        said.append(Message(N_("+ {term} {days}일"), {"term": Message(TERM_NAMES[term]), "days": days}))
        said += [
            Message(N_("({term} {days}일은 더 짧지 않음)"), {"term": Message(TERM_NAMES[other]), "days": count})
            for other, count in others
        ]
        said.append(Message(N_("− 여유 {hours}시간"), {"hours": _hours(self.margin)}))
        if self.offset_seconds:
            text = (
                N_("− 녹화기 시계 오차 {length}")
                if self.offset_seconds > 0
                else N_("− 녹화기 시계 오차 {length}(느림)")
            )
            said.append(Message(text, {"length": length_of(self.offset_seconds)}))
        return tuple(said)


def overwritten_at(
    recorded_at: datetime,
    *,
    published_days: int | None,
    measured_days: int | None,
    margin: timedelta,
    offset_seconds: int,
    configured_days: int | None = None,
) -> datetime | None:
    """Return the earliest moment at which footage may be gone; None when no number of days is known.

    :param offset_seconds: recorder time minus true time; positive when the recorder runs ahead.
    """
    return explained(
        recorded_at,
        published_days=published_days,
        measured_days=measured_days,
        configured_days=configured_days,
        margin=margin,
        offset_seconds=offset_seconds,
    ).at


def explained(
    recorded_at: datetime,
    *,
    published_days: int | None,
    measured_days: int | None,
    margin: timedelta,
    offset_seconds: int,
    configured_days: int | None = None,
) -> Overwriting:
    """Return the same with every term, so that a page can say why."""
    known = (
        (Term.PUBLISHED, published_days),
        (Term.MEASURED, measured_days),
        (Term.CONFIGURED, configured_days),
    )
    days = sorted(((term, count) for term, count in known if count is not None), key=lambda pair: pair[1])
    at = None
    if days:
        at = recorded_at + timedelta(days=days[0][1]) - margin - timedelta(seconds=abs(offset_seconds))
    return Overwriting(recorded_at=recorded_at, at=at, days=tuple(days), margin=margin, offset_seconds=offset_seconds)


def length_of(seconds: int) -> str:
    """Return a length of time as a clock shows it, ``1:35`` or ``9:00:00``; the sign is left to the words."""
    size = abs(seconds)
    minutes, rest = divmod(size, _MINUTE)
    if size < _HOUR:
        return f"{minutes}:{rest:02}"
    return f"{minutes // _MINUTE}:{minutes % _MINUTE:02}:{rest:02}"


def _hours(length: timedelta) -> str:
    return f"{length / timedelta(hours=1):g}"
