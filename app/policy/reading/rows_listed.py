"""Owns what a line of a list can be: under a heading, above values, a line of places with their devices."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.policy.printed import TextLine, Where
from app.policy.reading.columns import FACTS, Field
from app.policy.reading.rows_entries import Entry
from app.policy.reading.rows_phrases import pairs
from app.policy.reading.values import count_of, folded, outside_brackets, parts_of
from app.policy.reading.values_keeping import hours_of, retention_of
from app.policy.stated import Said

_READERS: Final[Mapping[Field, Callable[[str], object]]] = {
    Field.COUNT: count_of,
    Field.RETENTION: retention_of,
    Field.HOURS: hours_of,
}


@dataclass(slots=True)
class ListRead:
    """What lines were read as: entries in order (the first speaks of all places), printed sums, places used."""

    shared: Entry = field(default_factory=Entry)
    entries: list[Entry] = field(default_factory=list)
    totals: list[Said[int]] = field(default_factory=list)
    apart: list[Entry] = field(default_factory=list)  # What notes say of single places.
    used: set[Where] = field(default_factory=set)


def fits(what: Field, text: str) -> bool:
    """Return whether a line can be the value a heading above it asks for."""
    return what not in _READERS or _READERS[what](text) is not None


def counts_parts(text: str) -> bool:
    """Return whether a line counts places one by one among its words ("총 63대(작업장 38대, 하역장 25대)")."""
    return bool(parts_of(text))


def counted_places(text: str) -> tuple[tuple[str, int], ...]:
    """Return the places of a line that is nothing but places with their devices ("새싹반 1대, 꽃잎반 1대")."""
    told = parts_of(text)
    return told if len(told) == len(outside_brackets(folded(text), ",")) else ()


def heads_values(line: TextLine, below: Sequence[TextLine]) -> bool:
    """Return whether a heading has values of a place directly under it, before any other heading."""
    if any(told and told[0][0] in {Field.NAME, Field.GROUP} for told in (pairs(folded(one.text)) for one in below)):
        return False
    for one in below:
        if one.level is not None and (line.level is None or one.level >= line.level):
            return False
        if any(what in FACTS and what is not Field.PHONE for what, _h, _v in pairs(folded(one.text))):
            return True
    return False
