"""Owns what belongs together inside one table: rows of one place, and its parts apart from what they share."""

from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import groupby

from app.policy.reading.columns import Field
from app.policy.reading.rows_entries import Entry
from app.policy.reading.values import key
from app.policy.stated import Said, StatedRow

_LABELS = (Field.LOCATION, Field.BOTH, Field.COVERAGE, Field.KIND, Field.PURPOSE)
"""By what the rows of one place can differ, the more telling first."""
_OWN = {Field.COUNT, Field.RETENTION, Field.HOURS, Field.STORAGE}
_PERSONS = {
    *(Field.MANAGER, Field.DEPARTMENT, Field.PHONE, Field.ACCESS, Field.ACCESS_DEPARTMENT, Field.ACCESS_PHONE),
    *(Field.PURPOSE, Field.BASIS),
}


def grouped(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries with those of one place told apart as its parts, or put together where they only add people."""
    found: list[Entry] = []
    entries = [_undivided(one) for one in entries] if _is_each_whole(entries) else entries
    for name, several in groupby(entries, key=_name_of):
        group = list(several)
        found += group if name is None or len(group) == 1 else _of_one_place(group)
    return found


_SEVERAL_ROWS = 2
_EITHER = 0.8  # How sure a name is that could be the other column's.


def _is_each_whole(entries: Sequence[Entry]) -> bool:
    """Return whether every row of a table is a place of its own with one part: that only says where it is."""
    names = [key(one.name.value) for one in entries if one.name is not None and one.part is not None]
    placed = {Field.LOCATION, Field.BOTH} & {what for one in entries for what in one.cells}
    in_cells = all(one.part is not None and one.part.where.row is not None for one in entries)
    return len(names) == len(set(names)) == len(entries) >= _SEVERAL_ROWS and in_cells and not placed


def _undivided(entry: Entry) -> Entry:
    """Return an entry with its part as where it is; of the two columns the first is the name."""
    name, part = entry.name, entry.part
    if name is None or part is None:
        return entry
    if (part.where.column or 0) < (name.where.column or 0):
        name, part = replace(part, confidence=min(part.confidence, _EITHER)), name
    whole = replace(entry, name=name, part=None)
    whole.add(Field.LOCATION, part)
    return whole


def _name_of(entry: Entry) -> str | None:
    return None if entry.name is None or entry.part is not None else key(entry.name.value)


def _of_one_place(group: list[Entry]) -> list[Entry]:
    told = {what for entry in group for what in entry.cells}
    differing = {what for what in told if len({_text(one, what) for one in group}) > 1}
    if not differing & _OWN or all(len(entry.cells) <= 1 for entry in group):
        if not differing & _OWN and not differing <= _PERSONS and (label := _label(group)):
            return [replace(entry, part=entry.first(label)) for entry in group]
        return [_together(group)]
    label = _label(group)
    if label is None:
        return group
    return [replace(entry, part=entry.first(label)) for entry in group]


def _label(group: list[Entry]) -> Field | None:
    for what in _LABELS:
        texts = [_text(entry, what) for entry in group]
        if all(texts) and len(set(texts)) == len(texts):
            return what
    return None


def _text(entry: Entry, what: Field) -> str:
    return "|".join(key(one.value) for one in entry.cells.get(what, ()))


def _together(group: list[Entry]) -> Entry:
    """Return entries as one: every text once."""
    whole = Entry(name=group[0].name)
    for entry in group:
        for what, said in entry.cells.items():
            for one in said:
                beside = what in _PERSONS and not one.shared
                if beside or one.value not in {other.value for other in whole.cells.get(what, ())}:
                    whole.cells.setdefault(what, []).append(one)
        whole.others += entry.others
    return whole


_LIFTED = tuple(
    one.name for one in fields(StatedRow) if one.name not in {"name", "part", "count", "others", "bases", "kind"}
)


def parted(rows: Sequence[StatedRow]) -> list[StatedRow]:
    """Return rows with a row for every place that is told in parts, holding what all its parts say alike.

    The parts keep it: another table may say something else of the place as a whole.
    """
    found: list[StatedRow] = []
    done: set[str] = set()
    by_name: dict[str, list[StatedRow]] = {}
    for row in rows:
        if row.part is not None:
            by_name.setdefault(key(row.name.value), []).append(row)
    whole = {key(row.name.value) for row in rows if row.part is None}
    for row in rows:
        name = key(row.name.value)
        if row.part is None:
            found.append(row)
            continue
        if name in done:
            continue
        done.add(name)
        parts = by_name[name]
        if name in whole:  # The place speaks for itself: what a part says is the part's.
            found += parts
            continue
        place = StatedRow(name=replace(row.name, shared=False))
        for field in _LIFTED:
            values = [getattr(one, field) for one in parts]
            if (
                values[0]
                and all(_same(value, values[0]) for value in values)
                and (len(parts) > 1 or field != "location")
            ):
                place = replace(place, **{field: values[0]})
        found += [place, *parts]
    return found


def _same(one: object, other: object) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(_same(*pair) for pair in zip(one, other, strict=True))
    if isinstance(one, Said) and isinstance(other, Said):
        return bool(one.value == other.value)
    return one == other
