"""Owns joining: rows that several tables tell of become one by their names; what contradicts is kept beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from app.policy.printed import TextLine
from app.policy.reading.classes import MOST_HELD, Classes, either, holding
from app.policy.reading.joining_names import Names, alike, filed, outside_brackets
from app.policy.reading.merging import VALUES, doubted, filled, is_free, merged, shared, tells_place
from app.policy.reading.values import is_everywhere, is_otherwise, key
from app.policy.reading.values_words import numbers_meant
from app.policy.stated import Said, StatedRow

_CLASS_SURE, _SHORT_SURE = 0.8, 0.8
_HELD_SURE = 0.65  # A word inside a name.
_LONGEST_HEADING = 100
_AND = re.compile(r"\s*[,·/]\s*|\s및\s|(?<=[가-힣)])(?:와|과)\s")
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
        self._classes = Classes()
        self._by_label: dict[str, _Place] | None = None  # Which place refers to an annex.
        self._by_part: dict[str, list[_Place]] = {}
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
            orders, sure = self._meant(row.name.value, wholes) if covers else ([], 0.0)
            found = [self._wholes[at] for at in orders] or (self._parts(row.name.value) if covers else [])
            sure = sure or _CLASS_SURE
            if len(outside_brackets(row.name.value)) == 1:  # A class of places is none that are named beside it.
                found = [place for place in found if place not in exactly]
            if found:
                one = shared(row, sure)
                if len(found) > 1:  # "방범, 어린이보호구역": what each is for stands in its own name.
                    one = replace(one, purposes=tuple(said for said in one.purposes if said.where != row.name.where))
                for place in found:
                    self._merge(place, one)
            else:
                self._new(doubted(row) if beside and not tells_place(row) else row, beside)
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
        return is_otherwise(name) or bool(self._meant(name, len(self._wholes))[0] or self._parts(name))

    def correct(self, row: StatedRow) -> None:
        """Say of single places what a note says of them, which a table may have said otherwise of all."""
        orders, sure = self._meant(row.name.value, len(self._wholes))
        for place in [self._wholes[at] for at in orders] or self._parts(row.name.value):
            told = {name: getattr(shared(row, sure), name) for name in VALUES if getattr(row, name)}
            free = {name: value for name, value in told.items() if is_free(getattr(place.row, name))}
            place.row = replace(place.row, **free)

    def fill(self, row: StatedRow) -> None:
        """Fill what is declared for all places into those that say nothing of their own."""
        for place in self._places:
            if place.row.part is None:
                place.row = filled(place.row, shared(row, 0.95))
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
            self._classes.add(len(self._wholes) - 1, place.row)
        elif part:
            self._by_part.setdefault(part, []).append(place)
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

    def _meant(self, name: str, before: int) -> tuple[list[int], float]:
        """Return which of the first places a name covers, and how sure that is.

        Several in one ("사옥, 정압기"), a class ("충전소", "본관 전체"), or, least sure, names that hold the word.
        """
        if numbers := numbers_meant(name):
            return [number - 1 for number in numbers if number <= before], _CLASS_SURE
        if told := [at for one in either(name) for at in self._names.meant_by(one, before=before)]:
            return list(dict.fromkeys(told)), _CLASS_SURE
        names = [one.strip() for one in outside_brackets(name) if one.strip()]
        both = [one for one in _AND.split(name[:_LONGEST_HEADING]) if key(one)]
        if len(names) == 1 and len(both) > 1 and all(self._names.meant_by(one, before=before) for one in both):
            names = both  # "한빛1호와 한빛2호": each of them is known.
        orders: dict[int, None] = {}
        sure = _SHORT_SURE
        for one in names:
            found = self._names.meant_by(one, before=before) or self._classes.meant_by(one, self._names, before=before)
            if not found and (found := holding(one, self._told(before))):
                sure = _HELD_SURE
            orders |= dict.fromkeys(found)
        return list(orders), sure

    def _parts(self, name: str) -> list[_Place]:
        """Return the parts, of whatever places, that a name means ("여객청사 및 화물청사 30일, 외곽 60일")."""
        pieces = [one for one in _AND.split(name[:_LONGEST_HEADING]) if key(one)]
        told = [self._by_part.get(key(one), []) for one in pieces]
        return [place for places in told for place in places] if all(0 < len(one) <= MOST_HELD for one in told) else []

    def _told(self, before: int) -> list[str]:
        """Return the names of the first places, of a few: in a long list no word inside a name is looked for."""
        return [place.row.name.value for place in self._wholes[:before]] if before <= MOST_HELD else []

    @staticmethod
    def _merge(place: _Place, row: StatedRow) -> None:
        place.row, contradiction = merged(place.row, row)
        if contradiction is not None:
            place.contradicting.append(contradiction)


def _beside(said: Said[str] | None) -> Said[str] | None:
    """Return what a cell says besides referring to an annex; a cell that only refers to one is kept as it is."""
    told = re.split(r"\n|\s/\s|,\s(?=별표|see annex)", said.value, flags=re.IGNORECASE) if said else []
    lines = [line for line in told if not _REFERENCE.fullmatch(line)]
    return replace(said, value="\n".join(lines)) if said and lines else said


def _part_of(row: StatedRow) -> str | None:
    return key(row.part.value) if row.part else None
