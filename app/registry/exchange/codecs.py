"""Owns how each column's values are read from cells and written to them, small lists inside a cell included.

A list in a cell has one item per line; the parts of an item are separated by ``|``. ``(없음)`` means "declared: none"
where an empty cell means "not declared here".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.kernel.messages import N_
from app.registry.domain import Duty, Purpose, Revision, SignPlan
from app.registry.exchange.cells import (
    SPACE_WORDS,
    Unreadable,
    count,
    day,
    latitude,
    line_of_text,
    longitude,
    plain_text,
    refuse_day,
    space_class,
    yes_or_no,
)
from app.registry.points import degrees_text

NONE_DECLARED = "(없음)"


@dataclass(frozen=True, slots=True)
class Codec:
    """How a kind of value is read from a cell and written to one, and a note for people who fill it in."""

    read: Callable[[object], Any]
    write: Callable[[Any], str | int | date | None]
    note: str = ""
    options: tuple[str, ...] = ()


def texts(value: object) -> tuple[str, ...] | None:
    """Return the lines of a cell; None for an empty cell, an empty tuple for ``(없음)``."""
    rows = _items(value)
    return None if rows is None else tuple("|".join(parts) for parts in rows)


def short_texts(value: object) -> tuple[str, ...] | None:
    """Return codes or phones separated by line breaks or commas; None for an empty cell."""
    rows = _items(value, commas=True)
    return None if rows is None else tuple("|".join(parts) for parts in rows)


def purposes(value: object) -> tuple[Purpose, ...] | None:
    """Return purposes, one per line as ``목적 | 법적 근거``; None for an empty cell."""
    return _each(value, lambda text, ground=None: Purpose(text=text or "", ground=ground), most=2)


def duty(value: object) -> Duty | None:
    """Return one post in a duty as ``직위 코드 | 표시 이름``; None for an empty cell.

    :raises Unreadable: if there are several.
    """
    found = duties(value)
    if found is not None and len(found) != 1:
        raise Unreadable(N_("한 직위만 쓸 수 있습니다."))
    return found[0] if found else None


def duties(value: object) -> tuple[Duty, ...] | None:
    """Return posts in a duty, one per line as ``직위 코드 | 표시 이름``; None for an empty cell."""
    return _each(value, lambda post, label=None: Duty(post=post or "", label=label), most=2)


def pairs(value: object) -> tuple[tuple[str, str], ...] | None:
    """Return names with values, one per line as ``이름 | 값``; None for an empty cell."""
    return _each(value, lambda name, text=None: (name or "", text or ""), most=2)


def revisions(value: object) -> tuple[Revision, ...] | None:
    """Return a change history, one per line as ``날짜 | 내용``; None for an empty cell."""

    def one(on: str | None, note: str | None = None) -> Revision:
        found = day(on)
        return Revision(on=found if found is not None else refuse_day(on or ""), note=note or "")

    return _each(value, one, most=2)


def sign_plans(value: object) -> tuple[SignPlan, ...] | None:
    """Return planned signs, one per line as ``위치 | 크기 | 수``; None for an empty cell."""
    return _each(
        value,
        lambda place, size=None, number=None: SignPlan(place=place, size=size, count=count(number)),
        most=3,
    )


def _each(value: object, make: Callable[..., Any], *, most: int) -> tuple[Any, ...] | None:
    rows = _items(value)
    if rows is None:
        return None
    for parts in rows:
        if len(parts) > most:
            raise Unreadable(N_("한 줄에 '|'가 너무 많습니다. {most}칸까지 쓸 수 있습니다."), most=most)
        if not parts[0] and most < 3:  # noqa: PLR2004  # Only a planned sign may lack its first part.
            raise Unreadable(N_("'|' 앞이 비어 있습니다."))
    return tuple(make(*(part or None for part in parts)) for parts in rows)


def _items(value: object, *, commas: bool = False) -> list[list[str]] | None:
    """Split a cell into items and parts, honouring backslash escapes."""
    text = plain_text(value)
    if text is None:
        return None
    if text == NONE_DECLARED:
        return []
    items: list[list[str]] = [[""]]
    characters = iter(text)
    for character in characters:
        if character == "\\":
            following = next(characters, "")
            items[-1][-1] += {"n": "\n", "\\": "\\", "|": "|", ",": ",", ";": ";", "(": "("}.get(
                following, "\\" + following
            )
        elif character == "\n" or (commas and character in ",;"):
            items.append([""])
        elif character == "|":
            items[-1].append("")
        else:
            items[-1][-1] += character
    stripped = [[part.strip() for part in parts] for parts in items]
    return [parts for parts in stripped if any(parts)]


def joined(rows: tuple[tuple[str | None, ...], ...] | None, *, commas: bool = False) -> str | None:
    """Return items and their parts as one cell's text, so that reading it gives the same items back."""
    if rows is None:
        return None
    if not rows:
        return NONE_DECLARED
    lines = []
    for parts in rows:
        kept = list(parts)
        while len(kept) > 1 and kept[-1] is None:
            kept.pop()
        lines.append(" | ".join(_escaped(part or "", commas=commas) for part in kept))
    text = "\n".join(lines)
    return "\\" + text if text == NONE_DECLARED else text


def _escaped(text: str, *, commas: bool) -> str:
    text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("|", "\\|")
    return re.sub("[,;]", r"\\\g<0>", text) if commas else text


def _degrees_text(value: int | None) -> str | None:
    return None if value is None else degrees_text(value)


TEXT = Codec(plain_text, lambda value: value)
LINE = Codec(line_of_text, lambda value: value)
COUNT = Codec(count, lambda value: value, N_("0 이상의 정수. '4대'처럼 써도 됩니다."))
LATITUDE = Codec(latitude, _degrees_text, N_("도(WGS84), 소수로. 예: 37.342200"))
LONGITUDE = Codec(longitude, _degrees_text, N_("도(WGS84), 소수로. 예: 127.920200"))
DAY = Codec(day, lambda value: value, N_("날짜. 예: 2026-11-22"))
FLAG = Codec(
    yes_or_no,
    lambda value: None if value is None else ("예" if value else "아니오"),
    N_("예 또는 아니오"),
    ("예", "아니오"),
)
SPACE = Codec(space_class, SPACE_WORDS.get, N_("공개 또는 비공개"), tuple(SPACE_WORDS.values()))
TEXTS = Codec(texts, lambda value: joined(_ones(value)), N_("한 줄에 하나씩 씁니다."))
SHORT_TEXTS = Codec(
    short_texts, lambda value: joined(_ones(value), commas=True), N_("쉼표나 줄바꿈으로 나누어 씁니다.")
)
PURPOSES = Codec(
    purposes,
    lambda value: joined(None if value is None else tuple((p.text, p.ground) for p in value)),
    N_("한 줄에 하나씩: 목적 | 법적 근거. 예: 범죄 예방 | pipa.25.1.2"),
)
DUTY = Codec(
    duty,
    lambda value: None if value is None else joined(((value.post, value.label),)),
    N_("직위 코드. 표시 이름이 다르면 '코드 | 표시 이름'"),
)
DUTIES = Codec(
    duties,
    lambda value: joined(None if value is None else tuple((d.post, d.label) for d in value)),
    N_("한 줄에 하나씩: 직위 코드 | 표시 이름"),
)
PAIRS = Codec(pairs, joined, N_("한 줄에 하나씩: 이름 | 값"))
REVISIONS = Codec(
    revisions,
    lambda value: joined(None if value is None else tuple((r.on.isoformat(), r.note) for r in value)),
    N_("한 줄에 하나씩: 날짜 | 내용"),
)
SIGN_PLANS = Codec(
    sign_plans,
    lambda value: joined(
        None if value is None else tuple((s.place, s.size, None if s.count is None else str(s.count)) for s in value)
    ),
    N_("한 줄에 하나씩: 위치 | 크기 | 수"),
)


def _ones(value: tuple[str, ...] | None) -> tuple[tuple[str, ...], ...] | None:
    return None if value is None else tuple((item,) for item in value)
