"""Owns what a line of a list can be: under a heading, above values, a line of places with their devices."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.policy.printed import TextLine, Where
from app.policy.reading.columns import FACTS, Field, field_of
from app.policy.reading.rows_entries import Entry
from app.policy.reading.rows_phrases import pairs
from app.policy.reading.values import count_of, folded, key, outside_brackets, parts_of
from app.policy.reading.values_keeping import hours_of, retention_of
from app.policy.reading.values_people import phones_of
from app.policy.stated import Item, Said

_READERS: Final[Mapping[Field, Callable[[str], object]]] = {
    Field.COUNT: count_of,
    Field.RETENTION: retention_of,
    Field.HOURS: hours_of,
    Field.PHONE: phones_of,
}


@dataclass(slots=True)
class ListRead:
    """What lines were read as: entries in order (the first speaks of all places), printed sums, places used."""

    shared: Entry = field(default_factory=Entry)
    entries: list[Entry] = field(default_factory=list)
    totals: list[Said[int]] = field(default_factory=list)
    apart: list[Entry] = field(default_factory=list)  # What notes say of single places.
    used: set[Where] = field(default_factory=set)


_PAIR: Final = 2
_DASH: Final = re.compile(r"\s+[–—―‒−]+\s+")


def with_colon(text: str, names: set[str]) -> str:
    """Return a line with plain dashes, and with a colon for the first where a known name stands before it."""
    text = _DASH.sub(" - ", text)
    before, dash, rest = text.partition(" - ")
    return f"{before} : {rest}" if dash and key(before) in names else text


def whole_told(value: str, items: Sequence[Item]) -> int | None:
    """Return the number of a line "설치대수: 총 8대" that speaks of everything."""
    found = count_of(value)
    of_all = value.startswith(("총", "합계", "전체")) or Item.PLACES in items
    return found.value if found and of_all else None


def fits(what: Field, text: str) -> bool:
    """Return whether a line can be the value a heading above it asks for."""
    return what not in _READERS or _READERS[what](text) not in {None, ()}


def counts_parts(text: str) -> bool:
    """Return whether a line counts places one by one among its words ("총 63대(작업장 38대, 하역장 25대)")."""
    return bool(parts_of(text))


def counted_places(text: str) -> tuple[tuple[str, int], ...]:
    """Return the places of a line that is nothing but places with their devices ("새싹반 1대, 꽃잎반 1대")."""
    told = parts_of(text)
    return told if len(told) == len(outside_brackets(folded(text), ",")) else ()


def labels_values(below: Sequence[TextLine]) -> bool:
    """Return whether lines are a label of a fact and, on a line of its own, its value ("설치 대수" / "73대")."""
    if len(below) < _PAIR or any(one.level is not None for one in below[:_PAIR]):
        return False
    label, value = (folded(one.text) for one in below[:_PAIR])
    what = field_of(label)
    return (
        what in FACTS - {Field.PHONE, Field.PROCESSING}
        and field_of(value) is None
        and what is not None
        and fits(what, value)
    )


def heads_values(line: TextLine, below: Sequence[TextLine]) -> bool:
    """Return whether a heading has values of a place directly under it, before any other heading."""
    if any(told and told[0][0] in {Field.NAME, Field.GROUP} for told in (pairs(folded(one.text)) for one in below)):
        return False
    if labels_values(below):
        return True
    for one in below:
        if one.level is not None and (line.level is None or one.level >= line.level):
            return False
        if any(what in FACTS and what is not Field.PHONE for what, _h, _v in pairs(folded(one.text))):
            return True
    return False
