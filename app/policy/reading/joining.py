"""Owns joining: rows that several tables tell of become one by their names; what contradicts is kept beside it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from typing import Any

from app.policy.printed import TextLine
from app.policy.reading.joining_names import Names, alike, filed, outside_brackets
from app.policy.reading.values import is_everywhere, is_otherwise, key
from app.policy.reading.values_words import numbers_meant
from app.policy.stated import Said, StatedPerson, StatedRetention, StatedRow

_VALUES = tuple(one.name for one in fields(StatedRow) if one.name not in {"name", "part", "others"})
_CONTRADICTING = {"count", "retention", "hours", "storage"}
_CLASS_SURE, _SHORT_SURE = 0.8, 0.8
_LONGEST_HEADING = 100
_LABEL = re.compile(r"(?:별표|별지|붙임|별첨|부록|annex|appendix)\s*\d*", re.IGNORECASE)
_REFERENCE = re.compile(
    rf"\s*(?:see\s+)?[\[(]?{_LABEL.pattern}[\])]?\s*(?:에\s*따름|참조|참고|와\s*같음)?\s*", re.IGNORECASE
)


@dataclass(slots=True, eq=False)
class _Place:
    row: StatedRow
    contradicting: list[StatedRow]
    order: int


class Joined:
    """Rows of several tables, joined by name in the order in which they were first told."""

    def __init__(self) -> None:
        """Begin without a row."""
        self._places: list[_Place] = []
        self._wholes: list[_Place] = []  # Those that are no part of a place, as in names.
        self._names = Names()
        self._by_label: dict[str, _Place] | None = None  # Which place refers to an annex.
        self._by_key: dict[tuple[str, str | None], _Place] = {}
        self._by_name: dict[tuple[str, str | None, bool], list[_Place]] = {}  # The last: with something in brackets.

    def add(self, rows: Sequence[StatedRow]) -> None:
        """Join the rows of one table: exact names first, then names that cover several rows, then those for all."""
        waiting: list[StatedRow] = []
        exactly: set[_Place] = set()
        everywhere: list[StatedRow] = []
        for row in rows:
            name = row.name.value
            if not name or is_everywhere(name) or is_otherwise(name):
                everywhere.append(row)
                continue
            target = self._exact(row)
            if target is not None:
                self._merge(target, row)
                exactly.add(target)
            else:
                waiting.append(row)
        beside, wholes = len(self._places), len(self._wholes)
        for row in waiting:
            covers = row.part is None and row.count is None
            found = [self._wholes[at] for at in self._covered(row, wholes)] if covers else []
            if len(outside_brackets(row.name.value)) == 1:  # A class of places is none that are named beside it.
                found = [place for place in found if place not in exactly]
            if found:
                for place in found:
                    self._merge(place, _shared(row, _CLASS_SURE if len(found) > 1 else _SHORT_SURE))
            else:
                self._new(row, beside)
        for row in everywhere:
            self.fill(row)

    def _new(self, row: StatedRow, beside: int) -> None:
        if row.part is not None:
            owner = next((one for one in self._similar(row.name.value, None) if one.order < beside), None)
            if owner is not None:
                row = replace(row, name=owner.row.name)
        again = self._exact(row)
        if again is not None:
            self._merge(again, row)
        else:
            self._tell(row)

    def knows(self, name: str) -> bool:
        """Return whether a name means places already told, or all others."""
        if numbers := numbers_meant(name):
            return max(numbers) <= len(self._names)
        return is_otherwise(name) or bool(self._names.meant_by(name, before=len(self._names)))

    def fill(self, row: StatedRow) -> None:
        """Fill what is declared for all places into those that say nothing of their own."""
        for place in self._places:
            if place.row.part is None:
                place.row = _filled(place.row, _shared(row, 0.95))
                place.row = replace(place.row, others=(*place.row.others, *row.others))

    def annex(self, heading: TextLine, rows: Sequence[StatedRow]) -> None:
        """Add the places of an annex as parts of its row: the row that refers to it, or that its heading names.

        An annex that is of no row is left out, as what it lists is counted in the tables already.
        """
        place = self._referring(heading) or self._headed(heading)
        if place is None:
            return
        place.row = replace(place.row, location=_beside(place.row.location), coverage=_beside(place.row.coverage))
        for row in rows:
            part = row.name if row.part is None else replace(row.part, value=f"{row.name.value} {row.part.value}")
            self._tell(replace(row, name=place.row.name, part=part))

    def _tell(self, row: StatedRow) -> None:
        place, name, part = _Place(row, [], len(self._places)), row.name.value, _part_of(row)
        self._places.append(place)
        if part is None:
            self._wholes.append(place)
            self._names.add(name)
        self._by_key.setdefault((key(name), part), place)
        self._by_name.setdefault((filed(name), part, "(" in name), []).append(place)

    def _referring(self, heading: TextLine) -> _Place | None:
        label = _LABEL.match(heading.whole)
        if label is None:
            return None
        if self._by_label is None:
            self._by_label = {}
            texts = ((one, said.value) for one in self._places for said in (one.row.location, one.row.coverage) if said)
            for one, text in texts:
                for found in _LABEL.finditer(text):
                    self._by_label.setdefault(key(found[0]), one)
        return self._by_label.get(key(label[0]))

    def _headed(self, heading: TextLine) -> _Place | None:
        """Return the place with the longest name a heading holds."""
        text = key(heading.whole)[:_LONGEST_HEADING]
        parts = (text[at : at + size] for size in range(len(text), 0, -1) for at in range(len(text) - size + 1))
        return next((self._by_key[part, None] for part in parts if (part, None) in self._by_key), None)

    @property
    def rows(self) -> list[StatedRow]:
        """The rows, parts after the place they belong to, contradicting values directly after the row."""
        found: list[StatedRow] = []
        by_name: dict[str, list[_Place]] = {}
        for place in self._places:
            by_name.setdefault(key(place.row.name.value), []).append(place)
        for of_name in by_name.values():
            for place in sorted(of_name, key=lambda one: one.row.part is not None):
                found += [place.row, *place.contradicting]
        return found

    def _exact(self, row: StatedRow) -> _Place | None:
        name, part = row.name.value, _part_of(row)
        exact = self._by_key.get((key(name), part))
        if exact is not None and filed(exact.row.name.value) == filed(name):
            return exact
        similar = list(islice(self._similar(name, part), 2))
        return similar[0] if len(similar) == 1 else None

    def _similar(self, name: str, part: str | None) -> Iterator[_Place]:
        """Yield the places whose names differ only in brackets; of two names with brackets, only equal ones."""
        exact = self._by_key.get((key(name), part))
        if exact is not None and alike(name, exact.row.name.value):
            yield exact
        for bracketed in (False,) if "(" in name else (False, True):
            for one in self._by_name.get((filed(name), part, bracketed), ()):
                if one is not exact and alike(name, one.row.name.value):
                    yield one

    def _covered(self, row: StatedRow, before: int) -> Iterable[int]:
        """Return which of the first places a name covers: several in one ("사옥, 정압기"), or a class ("충전소")."""
        if numbers := numbers_meant(row.name.value):
            return [number - 1 for number in numbers if number <= before]
        names = [one.strip() for one in outside_brackets(row.name.value) if one.strip()]
        return dict.fromkeys(at for name in names for at in self._names.meant_by(name, before=before))

    @staticmethod
    def _merge(place: _Place, row: StatedRow) -> None:
        place.row, contradiction = _merged(place.row, row)
        if contradiction is not None:
            place.contradicting.append(contradiction)


def _beside(said: Said[str] | None) -> Said[str] | None:
    """Return what a cell says besides referring to an annex; a cell that only refers to one is kept as it is."""
    told = re.split(r"\n|\s/\s|,\s(?=별표|see annex)", said.value, flags=re.IGNORECASE) if said else []
    lines = [line for line in told if not _REFERENCE.fullmatch(line)]
    return replace(said, value="\n".join(lines)) if said and lines else said


def _part_of(row: StatedRow) -> str | None:
    return key(row.part.value) if row.part else None


def _shared(row: StatedRow, sure: float) -> StatedRow:
    """Return a row whose values are said of several places."""
    changed: dict[str, Any] = {}
    for name in _VALUES:
        value = getattr(row, name)
        if isinstance(value, Said):
            changed[name] = replace(value, shared=True, confidence=value.confidence * sure)
        elif value:
            changed[name] = tuple(replace(one, shared=True, confidence=one.confidence * sure) for one in value)
    return replace(row, **changed)


def _filled(row: StatedRow, other: StatedRow) -> StatedRow:
    changed = {name: getattr(other, name) for name in _VALUES if not getattr(row, name) and name != "count"}
    changed = {name: value for name, value in changed.items() if value}
    merged = replace(row, **changed) if changed else row
    if other.managers and row.managers:
        merged = replace(merged, managers=_people(row.managers, other.managers)[0])
    return merged


def _merged(row: StatedRow, other: StatedRow) -> tuple[StatedRow, StatedRow | None]:
    """Return a row with what another adds to it, and what contradicts it as a row of the same name, or None."""
    changed: dict[str, Any] = {}
    against: dict[str, Any] = {}
    for name in _VALUES:
        mine, theirs = getattr(row, name), getattr(other, name)
        if not theirs:
            continue
        if not mine:
            changed[name] = theirs
        elif name in _CONTRADICTING and not _agree(mine.value, theirs.value):
            against[name] = theirs
        elif name == "managers":
            changed[name], differing = _people(mine, theirs)
            if differing:
                against[name] = differing
        elif name in {"accessors", "purposes", "bases"}:
            known = {_text(one.value) for one in mine}
            changed[name] = (*mine, *(one for one in theirs if _text(one.value) not in known))
        elif theirs.confidence > mine.confidence and not theirs.shared and mine.shared:
            changed[name] = theirs
    joined = replace(row, others=(*row.others, *other.others), **changed)
    if not against:
        return joined, None
    return joined, StatedRow(name=replace(other.name, value=row.name.value), part=row.part, **against)


def _agree(one: object, other: object) -> bool:
    if isinstance(one, StatedRetention) and isinstance(other, StatedRetention):
        return (one.days, one.least, one.most, one.recorded) == (other.days, other.least, other.most, other.recorded)
    if isinstance(one, str) and isinstance(other, str):
        first, second = key(one), key(other)
        return first.startswith(second) or second.startswith(first)
    return one == other


def _text(value: object) -> str:
    if isinstance(value, StatedPerson):
        return key(f"{value.title or ''}|{value.department or ''}")
    return key(str(value))


def _people(
    mine: tuple[Said[StatedPerson], ...], theirs: tuple[Said[StatedPerson], ...]
) -> tuple[tuple[Said[StatedPerson], ...], tuple[Said[StatedPerson], ...]]:
    """Return people with what others say of the same ones, and those who are somebody else."""
    found, differing = list(mine), []
    for other in theirs:
        for at, one in enumerate(found):
            if _same_post(one.value, other.value):
                found[at] = replace(one, value=_completed(one.value, other.value))
                break
        else:
            differing.append(other)
    return tuple(found), tuple(differing)


def _same_post(one: StatedPerson, other: StatedPerson) -> bool:
    titles = one.title is None or other.title is None or key(one.title) == key(other.title)
    departments = one.department is None or other.department is None or key(one.department) == key(other.department)
    return titles and departments


def _completed(one: StatedPerson, other: StatedPerson) -> StatedPerson:
    return StatedPerson(
        title=one.title or other.title,
        department=one.department or other.department,
        phones=one.phones or other.phones,
        label=one.label or other.label,
    )
