"""Owns how values of the registry are said to people: labels of fields and levels, values as lines of text."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.kernel.messages import N_
from app.law.grounds import UnknownGround, ground
from app.registry.domain import DECLARABLE, Device, Kind, Level, Purpose, Retention, SpaceClass
from app.registry.points import Point
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
    "point": N_("지도 위치"),
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
    "name_en": N_("영문 이름"),
    "sector": N_("업종"),
    "language": N_("언어"),
    "homepage": N_("홈페이지"),
    "phone": N_("전화"),
    "is_public_institution": N_("공공기관"),
    "effective_on": N_("시행일"),
    "legal_bases": N_("설치근거"),
    "safeguards": N_("보호조치"),
    "request_channels": N_("열람 요구 방법"),
    "request_form": N_("청구 서식"),
    "refusal_notice_days": N_("거부 통지 일수"),
    "entrustment_statement": N_("위탁 안내"),
    "privacy_officer": N_("개인정보 보호책임자"),
    "stated_total": N_("공표한 총 대수"),
    "stated_total_reason": N_("총 대수와 다른 합을 쓰는 까닭"),
    "history": N_("변경 이력"),
    "sign_plans": N_("안내판 계획"),
    "source_url": N_("출처 주소"),
    "work": N_("위탁 업무"),
    "sites": N_("대상 장소"),
    "contract_on": N_("계약일"),
    "party": N_("상대 기관"),
    "scope": N_("범위"),
    "agreed_on": N_("협약일"),
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


REFERS: Mapping[str, Kind] = {
    "row": Kind.ROW,
    "site": Kind.SITE,
    "sites": Kind.SITE,
    "parent": Kind.SITE,
    "zone": Kind.ZONE,
    "post": Kind.POST,
}
"""Fields that hold the code of another object, and its kind."""
_OF_RETENTION = frozenset(Retention.__dataclass_fields__)


def referred(value: Any, field: str = "") -> Iterator[str]:  # noqa: ANN401  # Plain JSON.
    """Yield which objects plain JSON of a value names by their codes: ``kind:code``."""
    match value:
        case str() if field in REFERS:
            yield f"{REFERS[field]}:{value}"
        case list():
            for item in value:
                yield from referred(item, field)
        case dict():
            for name, item in value.items():
                yield from referred(item, name)


def said_plain(
    value: Any,  # noqa: ANN401  # Plain JSON.
    *,
    field: str = "",
    names: Mapping[str, str] | None = None,
    say: Callable[[str], str] = str,
) -> str:
    """Return plain JSON of a value, as a difference holds it, as one line that people read.

    :param field: the field of the registry it stands in.
    :param names: what objects are called, by ``kind:code``; one not in it is said by its code.
    :param say: puts words of ours into the language of the page.
    """

    def said_too(item: object, inside: str) -> str:
        return said_plain(item, field=inside, names=names, say=say)

    match value:
        case None:
            line = ""
        case bool():
            line = say(N_("예") if value else N_("아니오"))
        case list():
            line = ", ".join(said_too(item, field) for item in value)
        case {"text": str(text), "ground": str(key)}:
            line = f"{text} ({_citation(key)})"
        case dict() if (told := _said_group(value, field, say)) is not None:
            line = told
        case dict():
            line = " · ".join(said_too(item, name) for name, item in value.items() if item is not None)
        case "open" | "closed" if field in {"", "space_class"}:
            line = say(SPACES[SpaceClass(value)])
        case str() if field in REFERS:
            line = (names or {}).get(f"{REFERS[field]}:{value}", value)
        case _:
            line = str(value)
    return line


def _said_group(value: Mapping[str, Any], field: str, say: Callable[[str], str]) -> str | None:
    if field == "point" and value.keys() == {"latitude", "longitude"}:
        return Point(**value).text
    if field == "retention" and value.keys() <= _OF_RETENTION:
        kept = Retention(**value)
        return " · ".join(_said_retention(kept) if kept.text or kept.recorded else map(say, _said_retention(kept)))
    return None


def _citation(key: str) -> str:
    try:
        return ground(key).citation
    except UnknownGround:
        return key
