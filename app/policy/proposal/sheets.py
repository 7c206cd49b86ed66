"""Owns the draft as a person corrects it: per object a sheet, per value a line of text with where it was read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.kernel.messages import N_, Message
from app.policy.proposal.asking import TOTAL_REASON, totals_differ
from app.policy.proposal.shapes import Proposal, Proposed
from app.policy.proposal.soundness import steps, value_at


class Way(StrEnum):
    """How a value is written as text, and read back."""

    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    DAY = "day"
    RETENTION = "retention"
    PURPOSES = "purposes"
    GROUND = "ground"
    SPACE = "space"
    PERSON = "person"
    PEOPLE = "people"
    PHONES = "phones"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value on a sheet: its path, what it is called, how it stands now, and where it was read.

    ``inherited``: what holds for all places, where this one says nothing itself.
    """

    path: str
    label: Message
    way: Way
    shown: str
    read: Proposed | None = None
    inherited: str | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The values of one object. ``path`` may be taken out of the draft as a whole where ``removable``."""

    path: str
    heading: Message
    entries: tuple[Entry, ...]
    removable: bool = False


_Line = tuple[str, str, Way, bool]  # Path below the object, label, way, and whether it is shown when empty.
_DECLARED: tuple[_Line, ...] = (
    ("declared.location", N_("설치 위치"), Way.TEXT, True),
    ("declared.coverage", N_("촬영 범위"), Way.TEXT, True),
    ("declared.hours", N_("촬영시간"), Way.TEXT, True),
    ("declared.retention", N_("보관기간"), Way.RETENTION, True),
    ("declared.storage_place", N_("보관장소"), Way.TEXT, True),
    ("declared.processing_method", N_("처리방법"), Way.TEXT, False),
    ("declared.manager", N_("관리책임자"), Way.PERSON, True),
    ("declared.access_holders", N_("접근권한자"), Way.PEOPLE, True),
    ("declared.purposes", N_("설치 목적"), Way.PURPOSES, False),
    ("declared.checking_method", N_("확인 방법"), Way.TEXT, False),
    ("declared.checking_place", N_("확인 장소"), Way.TEXT, False),
)
_SPACE: _Line = ("declared.space_class", N_("공개·비공개"), Way.SPACE, True)
_ALWAYS_OF_ALL = {"declared.purposes", "declared.processing_method"}
_OF_PLACES_ONLY = {"declared.location", "declared.coverage"}
_WHOLE: tuple[_Line, ...] = (
    ("name", N_("운영자(회사) 이름"), Way.TEXT, True),
    ("effective_on", N_("시행일"), Way.DAY, True),
    ("homepage", N_("홈페이지"), Way.TEXT, False),
    ("privacy_officer", N_("개인정보 보호책임자"), Way.PERSON, True),
    ("legal_bases", N_("설치 근거"), Way.LINES, True),
    *(
        (path, label, way, path in _ALWAYS_OF_ALL)
        for path, label, way, _shown in _DECLARED
        if path not in _OF_PLACES_ONLY
    ),
    ("request_channels", N_("열람 요구를 받는 곳과 방법"), Way.LINES, True),
    ("request_form", N_("열람 신청 서식"), Way.TEXT, True),
    ("refusal_notice_days", N_("거절을 알리는 기간(일)"), Way.NUMBER, True),
    ("safeguards", N_("안전성 확보 조치"), Way.LINES, True),
    ("entrustment_statement", N_("위탁에 관한 말"), Way.TEXT, True),
    ("stated_total", N_("적힌 합계(대)"), Way.NUMBER, False),
    ("stated_total_reason", N_("적힌 합계 대신 줄의 합을 쓰는 까닭"), Way.TEXT, False),
)
_SITE: tuple[_Line, ...] = (
    ("name", N_("이름"), Way.TEXT, True),
    ("kind", N_("종류"), Way.TEXT, False),
    ("address", N_("소재지"), Way.TEXT, False),
    ("camera_count", N_("대수"), Way.NUMBER, True),
    *_DECLARED,
    _SPACE,
)
_ZONE: tuple[_Line, ...] = (
    ("name", N_("이름"), Way.TEXT, True),
    ("camera_count", N_("대수"), Way.NUMBER, True),
    *((path, label, way, False) for path, label, way, _shown in _DECLARED),
)
_POST: tuple[_Line, ...] = (
    ("title", N_("직위"), Way.TEXT, True),
    ("department", N_("부서"), Way.TEXT, True),
    ("phones", N_("전화"), Way.PHONES, True),
)
_CONTRACTOR: tuple[_Line, ...] = (
    ("name", N_("이름"), Way.TEXT, True),
    ("work", N_("위탁 업무"), Way.TEXT, True),
    ("phones", N_("전화"), Way.PHONES, True),
)
_SHEETS: tuple[tuple[str, str, tuple[_Line, ...]], ...] = (
    ("organisation", N_("모든 곳에 공통"), _WHOLE),
    ("rows", N_("{name}"), _SITE),
    ("sites", N_("{name}"), _SITE),
    ("zones", N_("{site} 안의 {name}"), _ZONE),
    ("posts", N_("직위 {number}: {name}"), _POST),
    ("contractors", N_("수탁자 {number}: {name}"), _CONTRACTOR),
)


def sheets(proposal: Proposal) -> Iterator[Sheet]:
    """Yield the sheets of a draft: what holds everywhere, the places, their parts, the posts, the companies."""
    document = proposal.document
    read = {one.path: one for one in proposal.fields}
    site_names = {site["code"]: site["name"] for site in document["sites"]}
    for key, heading, lines in _SHEETS:
        for number, item in enumerate(document[key]):
            path = f"{key}[{number}]"
            name = item.get("name") or item.get("title") or item.get("department") or ""
            values = {"name": name, "number": number + 1, "site": site_names.get(item.get("site", ""), "")}
            yield Sheet(
                path=path,
                heading=Message(heading, {gap: value for gap, value in values.items() if f"{{{gap}}}" in heading}),
                entries=tuple(_entries(proposal, read, path, lines)),
                removable=key in ("rows", "sites", "zones", "contractors"),
            )


def _entries(proposal: Proposal, read: dict[str, Proposed], base: str, lines: tuple[_Line, ...]) -> Iterator[Entry]:
    for below, label, way, always in lines:
        path = f"{base}.{below}"
        value = value_at(proposal.document, steps(path))
        asked = always or (path == TOTAL_REASON and totals_differ(proposal.document))
        if value is None and not asked and path not in proposal.corrected:
            continue
        common = value_at(proposal.document, ["organisation", 0, *steps(below)]) if base[0] in "rs" else None
        said = shown(proposal.document, way, common) if value is None and below.startswith("declared") else None
        yield Entry(
            path=path,
            label=Message(label),
            way=way,
            shown=shown(proposal.document, way, value),
            read=read.get(path) or read.get(f"{path}[0]") or read.get(f"{path}[0].text"),
            inherited=said or None,
            corrected=path in proposal.corrected,
        )
        if way is Way.PURPOSES:
            yield from _grounds(proposal, path, value or ())


def _grounds(proposal: Proposal, path: str, purposes: Sequence[dict[str, str]]) -> Iterator[Entry]:
    for number, purpose in enumerate(purposes):
        at = f"{path}[{number}].ground"
        yield Entry(
            path=at,
            label=Message(N_("'{purpose}'의 근거"), {"purpose": purpose["text"]}),
            way=Way.GROUND,
            shown=purpose.get("ground", ""),
            corrected=at in proposal.corrected,
        )


def shown(document: dict[str, Any], way: Way, value: Any) -> str:  # noqa: ANN401  # JSON.
    """Return a value as the line of text a person corrects."""
    if value is None:
        return ""
    writers: dict[Way, Callable[[Any], str]] = {
        Way.LINES: "\n".join,
        Way.PHONES: ", ".join,
        Way.RETENTION: _kept,
        Way.PURPOSES: lambda several: "\n".join(one["text"] for one in several),
        Way.PERSON: lambda duty: held(document, duty),
        Way.PEOPLE: lambda several: "\n".join(held(document, duty) for duty in several),
    }
    return writers.get(way, str)(value)


def held(document: dict[str, Any], duty: dict[str, str]) -> str:
    """Return a duty as text: its label, and the post as it is printed."""
    post: dict[str, Any] = next((one for one in document["posts"] if one["code"] == duty["post"]), {})
    words = " ".join(text for text in (post.get("department"), post.get("title"), *post.get("phones", ())) if text)
    return f"{duty['label']}: {words}" if duty.get("label") else words


def _kept(kept: dict[str, Any]) -> str:
    if kept.get("text"):
        return str(kept["text"])
    if kept.get("days"):
        return f"{kept['days']}일"
    least, most = kept.get("least_days"), kept.get("most_days")
    if least or most:
        return f"{least or ''}~{most or ''}일"
    return "" if kept.get("recorded", True) else "저장하지 않음"
