"""Owns the rules on cameras and zones: purpose, place, range, private places and sound (CAM)."""

import re
from collections.abc import Iterator

from app.compliance.domain import Area, Breach, Facts, Place, Reads, Rule, Severity, Subject
from app.compliance.rules.units import units
from app.kernel.messages import N_, Message
from app.law.grounds import INSTALLATION_CLOSED, INSTALLATION_OPEN
from app.registry.domain import SpaceClass

_OPEN_KEYS = frozenset(ground.key for ground in INSTALLATION_OPEN)
_CLOSED_KEYS = frozenset(ground.key for ground in INSTALLATION_CLOSED)
_BY_LAW = "pipa.25.1.1"
_CLAUSE = re.compile(r"제\s*\d+\s*조")
_NOT_LETTERS = re.compile(r"[\W_]+")
GENERIC_COVERAGE = frozenset(
    {
        *("내부", "외부", "내외부", "내부외부", "전체", "주변", "일대", "전지역"),
        *("건물내", "건물외", "건물내부", "건물외부", "건물내외부", "건물내부외부", "건물내부및외부", "건물전체"),
        *("시설내부", "시설외부", "시설내외부", "시설전체", "사업장전체"),
    }
)
"""What says nothing about what is filmed, without white space and punctuation."""


def without_purpose(facts: Facts) -> Iterator[Breach]:
    """Yield units without a purpose, or whose purposes rest on no ground for their kind of place."""
    for unit in units(facts):
        if not unit.values.purposes:
            yield unit.breach(N_("설치 목적이 없습니다."))
            continue
        grounds = {purpose.ground for purpose in unit.values.purposes}
        allowed = _OPEN_KEYS if unit.values.space_class is SpaceClass.OPEN else _OPEN_KEYS | _CLOSED_KEYS
        if not grounds & allowed:
            yield unit.breach(N_("설치 목적이 법적 근거에 연결되지 않았습니다."))


def without_space_class(facts: Facts) -> Iterator[Breach]:
    """Yield units of which nobody said whether they are open to the public."""
    for unit in units(facts):
        if unit.values.space_class is None:
            yield unit.breach(N_("공개된 장소인지 비공개 장소인지 정하지 않았습니다."))


def closed_on_article_25(facts: Facts) -> Iterator[Breach]:
    """Yield closed units whose only grounds are those of open places."""
    for unit in units(facts):
        grounds = {purpose.ground for purpose in unit.values.purposes if purpose.ground}
        if unit.values.space_class is SpaceClass.CLOSED and grounds and grounds <= _OPEN_KEYS:
            yield unit.breach(N_("비공개 장소인데 공개된 장소의 근거(제25조제1항)만 있습니다."))


def by_law_without_clause(facts: Facts) -> Iterator[Breach]:
    """Yield units that say a law permits them without naming the clause."""
    for unit in units(facts):
        for purpose in unit.values.purposes:
            if purpose.ground == _BY_LAW and not _CLAUSE.search(purpose.text):
                yield unit.breach(N_("'법령에서 허용'을 골랐지만 조항이 없습니다."))
                break


def private_places(facts: Facts) -> Iterator[Breach]:
    """Yield units that see into a private place."""
    for unit in units(facts):
        if unit.sensitive:
            yield unit.breach(N_("사생활 공간({what})이 촬영될 수 있습니다."), what=unit.sensitive)


def sound(facts: Facts) -> Iterator[Breach]:
    """Yield cameras that record sound, and cameras nobody verified to be silent."""
    for unit in units(facts):
        for camera in unit.cameras:
            if camera.removed_on is not None and camera.removed_on <= facts.on:
                continue
            name = f"{unit.place.name} · {camera.name or camera.code}"
            place = Place(Subject.CAMERA, camera.code, name, unit.place.site_code)
            if camera.audio_enabled:
                yield Breach(place, Message(N_("녹음 기능이 켜져 있습니다.")), Severity.ERROR, unit.row)
            elif camera.audio_off_verified_on is None:
                message = Message(N_("녹음 기능이 꺼져 있는지 확인한 날이 없습니다."))
                yield Breach(place, message, Severity.WARNING, unit.row)


def vague_coverage(facts: Facts) -> Iterator[Breach]:
    """Yield units whose filmed range is empty or says nothing."""
    for unit in units(facts):
        coverage = unit.values.coverage
        if not coverage:
            yield unit.breach(N_("촬영 범위가 없습니다."), severity=Severity.ERROR)
        elif _NOT_LETTERS.sub("", coverage) in GENERIC_COVERAGE:
            text = N_("촬영 범위 '{coverage}'은(는) 무엇을 찍는지 알 수 없습니다.")
            yield unit.breach(text, severity=Severity.WARNING, coverage=coverage)


def without_details(facts: Facts) -> Iterator[Breach]:
    """Yield units without hours, location or storage place; what is not recorded needs no storage place."""
    for unit in units(facts):
        values = unit.values
        if not values.hours:
            yield unit.breach(N_("촬영시간이 없습니다."))
        if not values.location and not unit.address:
            yield unit.breach(N_("설치 위치가 없습니다."))
        recorded = values.retention is None or values.retention.recorded
        if recorded and not values.storage_place:
            yield unit.breach(N_("보관장소가 없습니다."))


def no_longer_needed(facts: Facts) -> Iterator[Breach]:
    """Yield places said to have no camera, or no purpose any more, where registered cameras still hang (법 21①)."""
    for row in facts.snapshot.rows if facts.snapshot else ():
        for site in row.sites:
            named = (row.code, row.name) if site.row_code is not None else None
            for zone in site.zones:
                hanging = sum(camera.removed_on is None or facts.on < camera.removed_on for camera in zone.cameras)
                place = Place(Subject.ZONE, zone.code, f"{site.name} · {zone.name}", site.code)
                if hanging and 0 in {zone.count, site.count}:
                    text = N_("0대라고 적은 곳에 철거하지 않은 카메라가 {count}대 등록되어 있습니다.")
                    yield Breach(place, Message(text, {"count": hanging}), row=named)
                elif hanging and not zone.values.purposes and "purposes" in zone.values.origin:
                    text = N_("설치 목적이 없다고 적은 곳에 카메라가 {count}대 등록되어 있습니다.")
                    yield Breach(place, Message(text, {"count": hanging}), row=named)


CAMERA_RULES = (
    Rule(
        id="CAM-01",
        area=Area.CAMERA,
        severity=Severity.ERROR,
        reads=Reads.REGISTRY,
        title=N_("설치 목적과 법적 근거"),
        advice=N_("구역마다 설치 목적을 적고 맞는 근거 조항을 고르십시오."),
        sources=("pipa.25.1", "pipa.15.1", "pipa.75.2.10"),
        look=without_purpose,
        says_several=True,
    ),
    Rule(
        id="CAM-02",
        area=Area.CAMERA,
        severity=Severity.ERROR,
        reads=Reads.REGISTRY,
        title=N_("공개·비공개 구분"),
        advice=N_("누구나 드나드는 곳이면 공개, 잠긴 곳이나 직원만 드나드는 곳이면 비공개를 고르십시오."),
        sources=("pipa.25.1", "pipa.58.2"),
        look=without_space_class,
    ),
    Rule(
        id="CAM-03",
        area=Area.CAMERA,
        severity=Severity.WARNING,
        reads=Reads.REGISTRY,
        title=N_("비공개 장소의 근거"),
        advice=N_("비공개 장소에는 제15조제1항의 근거(동의 또는 정당한 이익)를 고르십시오."),
        sources=("pipa.15.1", "pipa.15.1.6"),
        look=closed_on_article_25,
    ),
    Rule(
        id="CAM-04",
        area=Area.CAMERA,
        severity=Severity.WARNING,
        reads=Reads.REGISTRY,
        title=N_("법령에서 허용한 설치의 조항"),
        advice=N_("목적에 허용한 법령과 조항을 적거나, 다른 근거를 고르십시오."),
        sources=("pipa.25.1.1",),
        look=by_law_without_clause,
    ),
    Rule(
        id="CAM-05",
        area=Area.CAMERA,
        severity=Severity.ERROR,
        reads=Reads.REGISTRY,
        title=N_("사생활 공간 촬영 금지"),
        advice=N_("카메라를 옮기거나 방향을 바꾸어 보이지 않게 하십시오."),
        sources=("pipa.25.2", "pipa.75.1.1"),
        look=private_places,
    ),
    Rule(
        id="CAM-06",
        area=Area.CAMERA,
        severity=Severity.ERROR,
        reads=Reads.REGISTRY,
        title=N_("녹음 금지"),
        advice=N_("녹음 기능을 끄고, 꺼진 것을 확인한 날을 적으십시오."),
        sources=("pipa.25.5", "pipa.72.1"),
        look=sound,
        says_several=True,
    ),
    Rule(
        id="CAM-08",
        area=Area.CAMERA,
        severity=Severity.WARNING,
        reads=Reads.REGISTRY,
        title=N_("촬영 범위"),
        advice=N_("'정문과 앞 도로'처럼 실제로 찍히는 곳을 적으십시오."),
        sources=("decree.25.1.2", "pipa.25.4.2"),
        look=vague_coverage,
        says_several=True,
    ),
    Rule(
        id="CAM-09",
        area=Area.CAMERA,
        severity=Severity.ERROR,
        reads=Reads.REGISTRY,
        title=N_("촬영시간·설치 위치·보관장소"),
        advice=N_("빠진 값을 적으십시오. 여러 곳이 같으면 한 번만 적어 물려받게 하십시오."),
        sources=("decree.25.1.4", "decree.25.1.2"),
        look=without_details,
        says_several=True,
    ),
    Rule(
        id="CAM-12",
        area=Area.CAMERA,
        severity=Severity.WARNING,
        reads=Reads.REGISTRY,
        title=N_("목적이 끝난 카메라"),
        advice=N_("카메라를 떼어 내고 철거일을 적거나, 아직 필요하면 목적과 대수를 고치십시오."),
        sources=("pipa.21.1", "guideline.48.1.8"),
        look=no_longer_needed,
        says_several=True,
    ),
)
