"""Owns the rules for odd use of footage. Each is a pure function over a month of the register.

They say what a person should explain, not that anything is wrong. What they ask for follows the duties of 안전성기준
제8조 제2항 (access logs are looked through) and the rule that handling outside the purpose must be noticeable; the
thresholds are this product's own (``Settings``).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.footage_access.domain import COPIES, Kind, Purpose
from app.footage_access.shifts import shift_at
from app.kernel.clock import KST
from app.kernel.messages import N_, Message
from app.log_review.domain import Odd, Oddity, RecorderGap, ReviewedEntry, Settings

_RECORDED = frozenset({Kind.PLAYBACK, Kind.VIEWING, Kind.USE, Kind.PROVISION})
"""Kinds that look into recorded footage; watching live is what a control room is for."""
_URGENT = frozenset({Purpose.INCIDENT, Purpose.INSPECTION})
"""Purposes that do not wait for the morning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the rules look at. ``entries`` are in the order of time.

    ``on_duty`` says for the start of each shift somebody handed over or took who was on it; of other shifts nobody
    knows, and nothing is said. ``gaps`` is what comparisons with recorders found in the month.
    """

    entries: Sequence[ReviewedEntry]
    on_duty: Mapping[datetime, Collection[int]] = field(default_factory=dict)
    gaps: Sequence[RecorderGap] = ()


def odd_use(material: Material, settings: Settings) -> list[Odd]:
    """Return everything odd in a month, in the order of time."""
    found = [odd for rule in RULES for odd in rule(material, settings)]
    return sorted(found, key=lambda odd: (odd.at, odd.leaves, list(Oddity).index(odd.oddity)))


def night(material: Material, settings: Settings) -> Iterator[Odd]:
    """Yield recorded footage looked at in the night without a case and for a purpose that can wait."""
    for entry in material.entries:
        hour = entry.occurred_at.astimezone(KST).hour
        at_night = hour >= settings.night_from or hour < settings.night_until
        if at_night and entry.kind in _RECORDED and not entry.has_case and entry.purpose not in _URGENT:
            text = N_(
                "{from_hour}시부터 {until_hour}시 사이에, 사고조사나 점검이 아닌 목적으로 녹화 영상을 보았습니다."
            )
            values = {"from_hour": settings.night_from, "until_hour": settings.night_until}
            yield _odd(Oddity.NIGHT, (entry,), Message(text, values))


def off_shift(material: Material, settings: Settings) -> Iterator[Odd]:
    """Yield what people who work in shifts did in a shift of others.

    Whoever was never on a recorded shift in the month works by day, and is not asked.
    """
    in_shifts = {person for people in material.on_duty.values() for person in people}
    grace = timedelta(minutes=settings.shift_grace_minutes)
    for entry in material.entries:
        if entry.handler_id not in in_shifts or entry.kind is Kind.DESTRUCTION:
            continue
        around = {shift_at(entry.occurred_at + by).start for by in (-grace, timedelta(0), grace)}
        known = [material.on_duty[start] for start in around if start in material.on_duty]
        own = shift_at(entry.occurred_at)
        if own.start in material.on_duty and not any(entry.handler_id in people for people in known):
            text = N_("근무 인계에 적힌 근무자가 아닌데 {shift}에 영상을 다루었습니다.")
            yield _odd(Oddity.OFF_SHIFT, (entry,), Message(text, {"shift": Message(own.name)}))


def many_cameras(material: Material, settings: Settings) -> Iterator[Odd]:
    """Yield runs in which a person looked into the recordings of many cameras in a short time, without a case."""
    for looks in _by_person(material.entries).values():
        start = 0
        while start < len(looks):
            end = start
            while end < len(looks) and looks[end].occurred_at - looks[start].occurred_at <= settings.many_within:
                end += 1
            run = looks[start:end]
            cameras = {spot.code for entry in run for spot in entry.spots}
            if len(cameras) >= settings.many_cameras:
                text = N_("{minutes}분 안에 카메라·구역 {count}곳의 녹화 영상을 보았습니다.")
                values = {"minutes": settings.many_minutes, "count": len(cameras)}
                yield _odd(Oddity.MANY_CAMERAS, run, Message(text, values))
                start = end
            else:
                start += 1


def repeated(material: Material, settings: Settings) -> Iterator[Odd]:
    """Yield looks of one person at the recordings of one place, again and again, without a case."""
    for person, looks in _by_person(material.entries).items():
        at_place: defaultdict[str, list[ReviewedEntry]] = defaultdict(list)
        for entry in looks:
            for code in dict.fromkeys(spot.code for spot in entry.spots):
                at_place[code].append(entry)
        seen: set[tuple[int, tuple[int, ...]]] = set()
        for same in at_place.values():
            for run in _runs(same, settings):
                key = (person, tuple(entry.leaf for entry in run))
                if key not in seen:  # One entry may name several places.
                    seen.add(key)
                    text = N_("{days}일 안에 같은 곳의 녹화 영상을 {count}번 보았습니다.")
                    values = {"days": settings.repeated_days, "count": len(run)}
                    yield _odd(Oddity.REPEATED, run, Message(text, values))


def export_without_case(material: Material, settings: Settings) -> Iterator[Odd]:  # noqa: ARG001  # Rules share a form.
    """Yield footage that left as a file, a still or a print, with neither a request nor a letter behind it."""
    for entry in material.entries:
        leaves = entry.form in COPIES or (entry.file_name is not None and entry.kind is not Kind.DESTRUCTION)
        if leaves and not entry.has_case:
            yield _odd(Oddity.EXPORT_WITHOUT_CASE, (entry,), Message(N_("신청이나 공문 없이 영상이 반출되었습니다.")))


def late_entry(material: Material, settings: Settings) -> Iterator[Odd]:
    """Yield what was written down long after it was over."""
    for entry in material.entries:
        waited = entry.recorded_at - max(entry.ended_at or entry.occurred_at, entry.occurred_at)
        hours = int(waited.total_seconds()) // 3600
        if waited > timedelta(hours=settings.late_hours):
            yield _odd(
                Oddity.LATE_ENTRY, (entry,), Message(N_("끝나고 {hours}시간 뒤에 적었습니다."), {"hours": hours})
            )


def mismatch(material: Material, settings: Settings) -> Iterator[Odd]:  # noqa: ARG001  # Rules share a form.
    """Yield what a recorder's log and the register disagree about, and nobody has cleared up."""
    for gap in material.gaps:
        text = (
            N_("녹화기 로그에는 있는데 관리대장에 없습니다.")
            if gap.entry is None
            else N_("관리대장에는 있는데 녹화기 로그에 없습니다.")
        )
        yield Odd(
            oddity=Oddity.MISMATCH,
            handler_id=gap.handler_id,
            leaves=() if gap.entry is None else (gap.entry,),
            sites=frozenset({gap.spot.site_code}),
            at=gap.at,
            message=Message(text),
            finding=gap.finding,
        )


Rule = Callable[[Material, Settings], Iterator[Odd]]
RULES: tuple[Rule, ...] = (night, off_shift, many_cameras, repeated, export_without_case, late_entry, mismatch)
"""In the order of ``Oddity``."""


def _by_person(entries: Iterable[ReviewedEntry]) -> dict[int, list[ReviewedEntry]]:
    """Return who looked into recordings without a case, and when."""
    found: defaultdict[int, list[ReviewedEntry]] = defaultdict(list)
    for entry in entries:
        if entry.kind in _RECORDED and not entry.has_case:
            found[entry.handler_id].append(entry)
    return found


def _runs(looks: Sequence[ReviewedEntry], settings: Settings) -> Iterator[Sequence[ReviewedEntry]]:
    """Yield the longest runs of enough looks in which each lies near the first; no look is in two of them."""
    start = 0
    while start < len(looks):
        end = start
        while end < len(looks) and looks[end].occurred_at - looks[start].occurred_at <= settings.repeated_within:
            end += 1
        if end - start >= settings.repeated_looks:
            yield looks[start:end]
            start = end
        else:
            start += 1


def _odd(oddity: Oddity, entries: Sequence[ReviewedEntry], message: Message) -> Odd:
    return Odd(
        oddity=oddity,
        handler_id=entries[0].handler_id,
        leaves=tuple(entry.leaf for entry in entries),
        sites=frozenset(spot.site_code for entry in entries for spot in entry.spots),
        at=entries[0].occurred_at,
        message=message,
    )
