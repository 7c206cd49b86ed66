"""Owns how values of the registry are said to people: labels of fields and levels, values as lines of text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.kernel.messages import N_
from app.registry.domain import DECLARABLE, Device, Level, Purpose, Retention, SpaceClass
from app.registry.snapshot import Effective, Holder

LABELS: Mapping[str, str] = {
    "purposes": N_("설치 목적"),
    "location": N_("설치 위치"),
    "coverage": N_("촬영 범위"),
    "hours": N_("촬영시간"),
    "retention": N_("보관기간"),
    "storage_place": N_("보관장소"),
    "processing_method": N_("처리방법"),
    "checking_method": N_("확인 방법"),
    "checking_place": N_("확인 장소"),
    "checking_hours": N_("확인 시간"),
    "manager": N_("관리책임자"),
    "access_holders": N_("접근권한자"),
    "space_class": N_("공개 여부"),
    "device": N_("장치"),
    "operation": N_("운영 방식"),
    "unit": N_("소속"),
    "installed": N_("설치 시기"),
    "remarks": N_("비고"),
    "count": N_("대수"),
    "code": N_("코드"),
    "name": N_("이름"),
    "title": N_("직위"),
    "department": N_("부서"),
    "phones": N_("전화"),
    "kind": N_("종류"),
    "row": N_("행"),
    "site": N_("장소"),
    "zone": N_("구역"),
    "order": N_("순서"),
    "region": N_("지역"),
    "address": N_("주소"),
    "parent": N_("상위 장소"),
    "camera_count": N_("대수"),
    "places_count": N_("개소 수"),
    "zones_complete": N_("구역 모두 기재"),
    "by": N_("구분 기준"),
    "installed_on": N_("설치일"),
    "removed_on": N_("철거일"),
    "sensitive": N_("사생활 장소"),
    "type": N_("기종"),
    "ptz": N_("회전·확대"),
    "audio_enabled": N_("음성 녹음"),
    "audio_off_verified_on": N_("음성 꺼짐 확인일"),
    "recorder": N_("녹화기"),
    "recorder_channel": N_("녹화기 채널"),
}
LEVELS: Mapping[Level, str] = {
    Level.ORGANISATION: N_("조직"),
    Level.ROW: N_("행"),
    Level.SITE: N_("장소"),
    Level.ZONE: N_("구역"),
    Level.CAMERA: N_("카메라"),
}
SPACES: Mapping[SpaceClass, str] = {SpaceClass.OPEN: N_("공개된 장소"), SpaceClass.CLOSED: N_("비공개 장소")}


@dataclass(frozen=True, slots=True)
class Fact:
    """One effective value as it is shown: label, lines (empty: nowhere declared), the level it comes from."""

    field: str
    label: str
    lines: tuple[str, ...]
    origin: Level | None = None


def facts_of(values: Effective) -> tuple[Fact, ...]:
    """Return every declarable value as people read it, in the order of the papers."""
    return tuple(Fact(name, LABELS[name], said(getattr(values, name)), values.origin.get(name)) for name in DECLARABLE)


def label_of(field: str) -> str:
    """Return what a field is called, given its name or ``declared.`` and its name; the name itself if unnamed."""
    name = field.removeprefix("declared.").partition(".")[0]
    return LABELS.get(name, name)


def said(value: object) -> tuple[str, ...]:  # noqa: PLR0911  # One line per kind of value.
    """Return a value as lines of text; nothing for a value that is not there."""
    match value:
        case None | ():
            return ()
        case tuple():
            return tuple(line for item in value for line in said(item))
        case Purpose():
            return (value.text,)
        case Holder():
            who = " ".join(part for part in (value.department, value.title) if part) or value.label or ""
            return (" · ".join([*([who] if who else []), *value.phones]),)
        case Retention():
            return _said_retention(value)
        case Device():
            parts = (value.kind, value.resolution, value.audio, value.network, value.recorder)
            return tuple(part for part in parts if part) + tuple(f"{name}: {text}" for name, text in value.functions)
        case SpaceClass():
            return (SPACES[value],)
    return (str(value),)


def _said_retention(retention: Retention) -> tuple[str, ...]:
    if not retention.recorded:
        return tuple(part for part in (retention.text or N_("녹화하지 않음"), retention.condition) if part)
    if retention.text:
        first = retention.text
    elif retention.days is not None:
        first = f"{retention.days}일"
    else:
        ends = [f"{days}일" for days in (retention.least_days, retention.most_days) if days is not None]
        first = "–".join(ends)
    return tuple(part for part in (first, retention.condition, retention.reason) if part)


def said_plain(value: Any) -> str:  # noqa: ANN401, PLR0911  # Plain JSON; one line per form of it.
    """Return plain JSON of a value, as a difference holds it, as one line of text."""
    match value:
        case None:
            return ""
        case True:
            return N_("예")
        case False:
            return N_("아니오")
        case list():
            return ", ".join(said_plain(item) for item in value)
        case dict():
            return " · ".join(said_plain(item) for item in value.values() if item is not None)
        case "open" | "closed":
            return SPACES[SpaceClass(value)]
    return str(value)
