"""Owns columns of a text that the registry has a field for, and those it has none for: these become remarks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.policy.proposal.draft import Draft
from app.policy.proposal.shapes import cleaned, longest
from app.policy.stated import Said, StatedRow

_ADDRESS = re.compile(r"주소|소재지|address")
_PLACES = re.compile(r"개소|개수|places")
_FIELDS = (
    (re.compile(r"운영(?:방식|형태)|operation"), "operation"),
    (re.compile(r"운영단위|소관|unit"), "unit"),
    (re.compile(r"설치(?:일|일자|연도|년도|시기)|installed"), "installed"),
)
_DEVICE = (
    (re.compile(r"해상도|화소|resolution|pixels?"), "resolution"),
    (re.compile(r"녹음|음성|sound|audio"), "audio"),
    (re.compile(r"통신망|네트워크|network"), "network"),
    (re.compile(r"저장장치|녹화기|녹화장치|recorder"), "recorder"),
    (re.compile(r"기기|장치종류|device"), "kind"),
)
_KINDS = {"고정형": "fixed", "이동형": "mobile", "fixed": "fixed", "mobile": "mobile"}
_FUNCTIONS = re.compile(r"기능|functions?")
_REMARKS = re.compile(r"비고|remarks?")
_MISFITS = {  # A value a reader set aside because it does not fit the column it stands in.
    "hours": "촬영시간 칸에 적힌 값",
    "retention": "보관기간 칸에 적힌 값",
    "count": "대수 칸에 적힌 값",
    "location": "설치 위치 칸에 적힌 값",
    "coverage": "촬영 범위 칸에 적힌 값",
}
_NUMBER = re.compile(r"(\d{1,6})\s*(?:개소|곳|places)?")
_BARE = re.compile(r"\d{1,7}\s*(?:대|개|식|EA|units?)?", re.IGNORECASE)
"""A number that only its column explains: no remark anybody would understand."""
_MOST_REMARKS = 500
_BLANK = {"", "-", "–", "—", "해당없음", "없음"}


@dataclass(slots=True)
class Columns:
    """What columns besides the usual ones say of a place."""

    declared: dict[str, Any] = field(default_factory=dict)
    places_count: int | None = None
    installed_on: str | None = None


def of_columns(draft: Draft, path: str, others: Sequence[tuple[str, Said[str]]]) -> Columns:
    """Return the columns of a place as the registry holds them; ``path`` is that of the item."""
    found = Columns()
    for heading, said in others:
        value, head = cleaned(said.value), "".join(heading.split()).casefold()
        if value in _BLANK or _ADDRESS.search(head) or len(value) > longest("text"):
            continue
        number = _NUMBER.fullmatch(value)
        if _PLACES.search(head) and number:
            found.places_count = int(number[1])
            draft.note(f"{path}.places_count", found.places_count, said)
        else:
            _declare(found, draft, path, (head, cleaned(heading), value), said)
    return found


def _declare(found: Columns, draft: Draft, path: str, words: tuple[str, str, str], said: Said[str]) -> None:
    head, _heading, value = words
    name = next((name for pattern, name in _FIELDS if pattern.search(head)), None)
    of_device = next((name for pattern, name in _DEVICE if pattern.search(head)), None)
    if name == "installed" and path.startswith("zones") and _is_day(value):
        found.installed_on = value
        draft.note(f"{path}.installed_on", value, said)
    elif name:
        found.declared[name] = value
        draft.note(f"{path}.declared.{name}", value, said)
    elif _FUNCTIONS.search(head) and (pairs := _pairs(value)):
        found.declared.setdefault("device", {})["functions"] = pairs
        draft.note(f"{path}.declared.device.functions", pairs, said)
    elif of_device:
        value = _KINDS.get(value, value) if of_device == "kind" else value
        found.declared.setdefault("device", {})[of_device] = value
        draft.note(f"{path}.declared.device.{of_device}", value, said)
    else:
        _remark(found, draft, path, words, said)


def _remark(found: Columns, draft: Draft, path: str, words: tuple[str, str, str], said: Said[str]) -> None:
    head, heading, value = words
    heading = _MISFITS.get(heading, heading)
    text = value if _REMARKS.search(head) else f"{heading}: {value}"
    if _BARE.fullmatch(value) and text != value:
        draft.set_aside(heading, value, said)
    elif len(text) <= longest("text"):
        remarks = found.declared.setdefault("remarks", [])
        if len(remarks) < _MOST_REMARKS:
            draft.note(f"{path}.declared.remarks[{len(remarks)}]", text, said)
            remarks.append(text)


def address_of(row: StatedRow) -> Said[str] | None:
    """Return the address of a part: what has one is a site of its own."""
    found = (said for heading, said in row.others if _ADDRESS.search("".join(heading.split()).casefold()))
    return next((said for said in found if cleaned(said.value) not in _BLANK), None)


def _pairs(text: str) -> list[list[str]]:
    """Return the names and values of functions ("확대: 있음, 회전: 없음"); none if a part is no such pair."""
    pairs = [[cleaned(side) for side in part.split(":", 1)] for part in text.split(",")]
    return pairs if all(len(pair) == 2 and all(pair) for pair in pairs) else []  # noqa: PLR2004  # A pair.


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
