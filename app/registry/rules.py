"""Owns what must hold in a registry, on every day: references lead somewhere, counts agree, no circles."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.kernel.canonical import canonical_bytes
from app.kernel.messages import N_, Message
from app.registry.domain import (
    Camera,
    Contractor,
    Declared,
    Kind,
    Organisation,
    Post,
    Site,
    Thing,
    Zone,
)
from app.registry.history import Key, Timeline, Version, turning_days, uncovered, version_on
from app.registry.resolution import camera_count, in_service, sum_of_zones
from app.registry.shape import plain_value

KIND_NAMES: Mapping[Kind, str] = {
    Kind.ORGANISATION: N_("조직"),
    Kind.POST: N_("직위"),
    Kind.CONTRACTOR: N_("수탁자"),
    Kind.AGREEMENT: N_("협약"),
    Kind.ROW: N_("공표하는 행"),
    Kind.SITE: N_("설치장소"),
    Kind.ZONE: N_("구역"),
    Kind.CAMERA: N_("카메라"),
}
LARGEST_VALUE = 20_000
"""Bytes of one value; old and new value together must fit into one entry of the ledger."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold: about which version of which object, in which field."""

    key: Key
    version: Version
    field: str
    message: Message
    missing: Key | None = None  # What it names and is not there.


@dataclass(frozen=True, slots=True)
class Reference:
    """A code in a value. ``whole_time``: what it names must be there on every day the value holds."""

    field: str
    key: Key
    whole_time: bool = True


class Estate:
    """Versions of objects, with what belongs to what. It may be a part: what faults are looked for decides which."""

    def __init__(self, timelines: Mapping[Key, Timeline]) -> None:
        self.timelines = timelines
        self.zones: dict[str, list[Timeline]] = defaultdict(list)
        self.cameras: dict[str, list[Timeline]] = defaultdict(list)
        for (kind, _code), timeline in timelines.items():
            if kind is Kind.ZONE:
                _file(self.zones, timeline, "site")
            elif kind is Kind.CAMERA:
                _file(self.cameras, timeline, "zone")


def faults(estate: Estate, touched: Collection[Key]) -> Iterator[Fault]:
    """Yield everything that does not hold and has to do with the objects touched, in their order."""
    zones, sites = set[str](), set[str]()
    for key in touched:
        timeline = estate.timelines.get(key, ())
        for version in timeline:
            yield from (Fault(key, version, name, message) for name, message in faults_of_value(version.value))
        if key[0] is Kind.SITE:
            sites.add(key[1])
            yield from _circles(key, estate)
        if key[0] is Kind.ZONE:
            zones.add(key[1])
        if key[0] is Kind.CAMERA:
            zones |= {version.value.zone for version in timeline if isinstance(version.value, Camera)}
    yield from _loose_references(estate, touched)
    for code in sorted(zones):
        sites |= {v.value.site for v in estate.timelines.get((Kind.ZONE, code), ()) if isinstance(v.value, Zone)}
        yield from _zone_counts(code, estate)
    for code in sorted(sites):
        yield from _site_counts(code, estate)


def faults_of_value(thing: Thing) -> Iterator[tuple[str, Message]]:
    """Yield field and message for what is wrong within one value."""
    match thing:
        case Post(title=None, department=None):
            yield "title", Message(N_("직위명이나 부서 가운데 하나는 있어야 합니다."))
        case Camera(installed_on=date() as installed, removed_on=date() as removed) if removed < installed:
            yield "removed_on", Message(N_("철거일이 설치일보다 앞섭니다."))
        case Site() if thing.parent == thing.code:
            yield "parent", Message(N_("자기 자신의 일부일 수 없습니다."))
    declared: Declared | None = getattr(thing, "declared", None)
    retention = declared.retention if declared else None
    if retention:
        least, most = retention.least_days, retention.most_days
        if retention.days is not None and (least is not None or most is not None):
            yield "declared.retention", Message(N_("보관기간은 하나의 일수나 범위 가운데 하나로만 적습니다."))
        if least is not None and most is not None and least > most:
            yield "declared.retention", Message(N_("보관기간의 가장 짧은 일수가 가장 긴 일수보다 깁니다."))
        if not retention.recorded and (retention.days or least or most):
            yield "declared.retention", Message(N_("저장하지 않는다면서 보관 일수가 있습니다."))
    if len(canonical_bytes(plain_value(thing))) > LARGEST_VALUE:
        yield "", Message(N_("내용이 너무 깁니다. {most}바이트를 넘지 않게 줄이십시오."), {"most": LARGEST_VALUE})


def references_of(thing: Thing) -> Iterator[Reference]:
    """Yield every code by which a value names another object."""
    match thing:
        case Organisation() if thing.privacy_officer:
            yield Reference("privacy_officer", (Kind.POST, thing.privacy_officer.post))
        case Site():
            if thing.row:
                yield Reference("row", (Kind.ROW, thing.row))
            if thing.parent:
                yield Reference("parent", (Kind.SITE, thing.parent))
        case Zone():
            yield Reference("site", (Kind.SITE, thing.site))
        case Camera():
            yield Reference("zone", (Kind.ZONE, thing.zone))
        case Contractor():
            yield from (Reference("sites", (Kind.SITE, code), whole_time=False) for code in thing.sites)
    yield from _duties(getattr(thing, "declared", None))


def _duties(declared: Declared | None) -> Iterator[Reference]:
    if declared is not None:
        if declared.manager:
            yield Reference("declared.manager", (Kind.POST, declared.manager.post))
        for duty in declared.access_holders or ():
            yield Reference("declared.access_holders", (Kind.POST, duty.post))


def _loose_references(estate: Estate, touched: Collection[Key]) -> Iterator[Fault]:
    wanted = set(touched)
    for key, timeline in estate.timelines.items():
        for version in timeline:
            for reference in references_of(version.value):
                if key not in wanted and reference.key not in wanted:
                    continue
                message = _loose(reference, version, estate.timelines.get(reference.key, ()))
                if message is not None:
                    yield Fault(key, version, reference.field, message, missing=reference.key)


def _loose(reference: Reference, version: Version, target: Timeline) -> Message | None:
    kind, code = reference.key
    gaps: dict[str, Any] = {"kind": Message(KIND_NAMES[kind]), "code": code}
    if not target:
        return Message(N_("{kind} {code}이(가) 대장에 없습니다."), gaps)
    missing = uncovered(version.span, target) if reference.whole_time else None
    if missing is None:
        return None
    if missing.start is None:
        return Message(N_("{kind} {code}이(가) {day} 전에는 없습니다."), {**gaps, "day": missing.end})
    return Message(N_("{kind} {code}이(가) {day}에는 없습니다."), {**gaps, "day": missing.start})


def _circles(key: Key, estate: Estate) -> Iterator[Fault]:
    for version in estate.timelines.get(key, ()):
        seen, value = {key[1]}, version.value
        while isinstance(value, Site) and value.parent and value.parent != value.code:
            above = version_on(estate.timelines.get((Kind.SITE, value.parent), ()), version.valid_from or date.min)
            if value.parent in seen:
                message = Message(
                    N_("{code}은(는) 이 설치장소의 일부이므로 상위가 될 수 없습니다."), {"code": value.parent}
                )
                yield Fault(key, version, "parent", message)
                break
            seen.add(value.parent)
            value = above.value if above else value
            if above is None:
                break


def _zone_counts(code: str, estate: Estate) -> Iterator[Fault]:
    timeline, cameras = estate.timelines.get((Kind.ZONE, code), ()), estate.cameras.get(code, [])
    if not cameras or all(_stated(version) is None for version in timeline):
        return
    listed = [version.value for camera in cameras for version in camera]
    hung = [day for value in listed if isinstance(value, Camera) for day in (value.installed_on, value.removed_on)]
    for day in turning_days([timeline, *cameras], *hung):
        version = version_on(timeline, day)
        stated = _stated(version)
        there = [camera for camera in _on(cameras, day) if isinstance(camera, Camera) and camera.zone == code]
        counted = sum(in_service(camera, day) for camera in there)
        if version is not None and stated is not None and there and stated != counted:
            text = N_(
                "{code} 구역의 대수는 {stated}대인데 등록된 카메라는 {counted}대입니다. 대수를 비우거나 맞추십시오."
            )
            yield Fault((Kind.ZONE, code), version, "camera_count", _counts(text, code, stated, counted))
            return


def _site_counts(code: str, estate: Estate) -> Iterator[Fault]:
    timeline, zones = estate.timelines.get((Kind.SITE, code), ()), estate.zones.get(code, [])
    if not zones or all(_stated(version) is None for version in timeline):
        return
    cameras = {zone[0].value.code: estate.cameras.get(zone[0].value.code, []) for zone in zones}
    everything = [timeline, *zones, *(camera for found in cameras.values() for camera in found)]
    listed = [version.value for found in cameras.values() for camera in found for version in camera]
    hung = [day for value in listed if isinstance(value, Camera) for day in (value.installed_on, value.removed_on)]
    for day in turning_days(everything, *hung):
        version = version_on(timeline, day)
        stated = _stated(version)
        if version is None or stated is None or not isinstance(version.value, Site):
            continue
        there = [zone for zone in _on(zones, day) if isinstance(zone, Zone) and zone.site == code]
        there.sort(key=lambda zone: (zone.order, zone.code))
        counts = [(zone.by, camera_count(zone, _hanging(zone, cameras, day), day)) for zone in there]
        counted = sum_of_zones(counts, complete=version.value.zones_complete)
        if counted is not None and counted != stated:
            text = N_(
                "{code} 설치장소의 대수는 {stated}대인데 구역의 대수를 더하면 {counted}대입니다. "
                "대수를 비우거나, 맞추거나, 구역이 일부일 뿐이라고 표시하십시오."
            )
            yield Fault((Kind.SITE, code), version, "camera_count", _counts(text, code, stated, counted))
            return


def _hanging(zone: Zone, cameras: Mapping[str, Sequence[Timeline]], day: date) -> list[Camera]:
    found = _on(cameras[zone.code], day)
    return [camera for camera in found if isinstance(camera, Camera) and camera.zone == zone.code]


def _on(timelines: Sequence[Timeline], day: date) -> list[Thing]:
    found = (version_on(timeline, day) for timeline in timelines)
    return [version.value for version in found if version is not None]


def _stated(version: Version | None) -> int | None:
    return getattr(version.value, "camera_count", None) if version is not None else None


def _counts(text: str, code: str, stated: int, counted: int) -> Message:
    return Message(text, {"code": code, "stated": stated, "counted": counted})


def _file(index: dict[str, list[Timeline]], timeline: Timeline, name: str) -> None:
    for code in {getattr(version.value, name) for version in timeline}:
        index[code].append(timeline)
