"""Owns joining: rows that several tables tell of become one by their names; what contradicts is kept beside it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

from app.policy.printed import TextLine
from app.policy.reading.values import is_everywhere, is_otherwise, key
from app.policy.stated import Said, StatedPerson, StatedRetention, StatedRow

_VALUES = tuple(one.name for one in fields(StatedRow) if one.name not in {"name", "part", "others"})
_CONTRADICTING = {"count", "retention", "hours", "storage"}
_CLASS_SURE, _SHORT_SURE = 0.8, 0.8
_PLACES = re.compile(
    r"(?:도서관|관|동|센터|지점|역|사옥|공장|사업장|건물|점|소|학교|빌딩|타워|캠퍼스|사무실|영업소|충전소|정압기|청|office|building|site|branch)$",
    re.IGNORECASE,
)


_LABEL = re.compile(r"(?:별표|별지|붙임|별첨|부록|annex|appendix)\s*\d*", re.IGNORECASE)
_REFERENCE = re.compile(
    rf"\s*(?:see\s+)?[\[(]?{_LABEL.pattern}[\])]?\s*(?:에\s*따름|참조|참고|와\s*같음)?\s*", re.IGNORECASE
)


@dataclass(slots=True)
class _Place:
    row: StatedRow
    contradicting: list[StatedRow]


class Joined:
    """Rows of several tables, joined by name in the order in which they were first told."""

    def __init__(self) -> None:
        """Begin without a row."""
        self._places: list[_Place] = []
        self._by_name: dict[tuple[str, str | None], list[_Place]] = {}

    def add(self, rows: Sequence[StatedRow]) -> None:
        """Join the rows of one table: exact names first, then names that cover several rows, then those for all."""
        waiting: list[StatedRow] = []
        exactly: list[_Place] = []
        everywhere: list[StatedRow] = []
        for row in rows:
            name = row.name.value
            if not name or is_everywhere(name) or is_otherwise(name):
                everywhere.append(row)
                continue
            target = self._exact(row)
            if target is not None:
                self._merge(target, row)
                exactly.append(target)
            else:
                waiting.append(row)
        beside = list(self._places)
        for row in waiting:
            found = list(self._covered(row, beside)) if row.part is None and row.count is None else []
            if len(_outside_brackets(row.name.value)) == 1:  # A class of places is none that are named beside it.
                found = [place for place in found if place not in exactly]
            if found:
                for place in found:
                    self._merge(place, _shared(row, _CLASS_SURE if len(found) > 1 else _SHORT_SURE))
            else:
                self._new(row, beside)
        for row in everywhere:
            self.fill(row)

    def _new(self, row: StatedRow, beside: Sequence[_Place]) -> None:
        if row.part is not None:
            owner = next(
                (one for one in beside if _alike(row.name.value, one.row.name.value) and one.row.part is None), None
            )
            if owner is not None:
                row = replace(row, name=owner.row.name)
        again = self._exact(row)
        if again is not None:
            self._merge(again, row)
        else:
            place = _Place(row, [])
            self._places.append(place)
            self._by_name.setdefault(_filed(row), []).append(place)

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
            told = _Place(replace(row, name=place.row.name, part=part), [])
            self._places.append(told)
            self._by_name.setdefault(_filed(told.row), []).append(told)

    def _referring(self, heading: TextLine) -> _Place | None:
        label = _LABEL.match(heading.whole)
        if label is None:
            return None
        wanted = key(label[0])
        texts = ((one, said.value) for one in self._places for said in (one.row.location, one.row.coverage) if said)
        return next((one for one, text in texts if wanted in {key(found[0]) for found in _LABEL.finditer(text)}), None)

    def _headed(self, heading: TextLine) -> _Place | None:
        named = [one for one in self._places if one.row.part is None and key(one.row.name.value) in key(heading.whole)]
        return max(named, key=lambda one: len(one.row.name.value), default=None)

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
        beside = self._by_name.get(_filed(row), [])
        exact = next((one for one in beside if key(one.row.name.value) == key(row.name.value)), None)
        if exact is not None:
            return exact
        alike = [one for one in beside if _alike(row.name.value, one.row.name.value)]
        return alike[0] if len(alike) == 1 else None

    def _covered(self, row: StatedRow, places: Iterable[_Place]) -> Iterator[_Place]:
        """Yield the rows a name covers: several names in one ("사옥, 정압기"), or a class of places ("충전소")."""
        wholes = [one for one in places if one.row.part is None]
        names = [one.strip() for one in _outside_brackets(row.name.value) if one.strip()]
        found: list[_Place] = []
        for name in names:
            same = [one for one in wholes if key(one.row.name.value) == key(name) or _alike(name, one.row.name.value)]
            same = same or [one for one in wholes if _of_class(name, one.row.name.value)]
            if not same:
                shorter = [one for one in wholes if _begins(name, one.row.name.value)]
                same = shorter if len(shorter) == 1 else []
            if not same and len(names) == 1:
                return
            found += [one for one in same if one not in found]
        yield from found

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


def _filed(row: StatedRow) -> tuple[str, str | None]:
    """Return under what a row is looked for: its name without brackets, and its part."""
    return _bare(row.name.value) or key(row.name.value), key(row.part.value) if row.part else None


@lru_cache(maxsize=20_000)
def _bare(name: str) -> str:
    return key(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", name))


def _alike(one: str, other: str) -> bool:
    """Return whether two names differ only in what one of them has in brackets."""
    bare, as_bare = _bare(one), _bare(other)
    if not bare or not as_bare or ("(" in one and "(" in other):
        return key(one) == key(other)
    return bare == as_bare


def _outside_brackets(name: str) -> list[str]:
    hidden = re.sub(r"\([^()]*\)", lambda found: "\0" * len(found.group()), name)
    cuts = [
        0,
        *(at for one in re.finditer(r"[,/·ㆍ&]|\s및\s|\sand\s|(?<=\S)와\s", hidden) for at in one.span()),
        len(name),
    ]
    return [name[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]


def _of_class(name: str, whole: str) -> bool:
    short, long = key(name), _bare(whole)
    return len(short) > 1 and len(long) > len(short) and long.endswith(short)


def _begins(name: str, whole: str) -> bool:
    short, long = key(name), _bare(whole)
    rest = long[len(short) :]
    return len(short) > 1 and long.startswith(short) and bool(_PLACES.fullmatch(rest))


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
