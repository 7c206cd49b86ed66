"""Owns which places a table speaks of: published rows, and the sites or zones in them that differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace

from app.policy.composition.words import Words
from app.policy.domain import Cell, Column, Table, TableRow
from app.registry.domain import SpaceClass
from app.registry.snapshot import Effective, RowView, Snapshot

ByField = dict[str, object]


@dataclass(frozen=True, slots=True)
class Unit:
    """A place with its values: a published row (``part`` None), or a site or zone in it that differs."""

    code: str
    place: str
    part: str | None
    values: Effective
    parts_state: frozenset[str] = frozenset()  # Fields the row leaves open and all its parts state.


def row_values(row: RowView) -> Effective:
    """Return the values of a row; what it leaves open but all its sites share is the row's."""
    shared: ByField = {}
    for field in fields(Effective):
        if field.name == "origin" or getattr(row.values, field.name) not in (None, ()) or not row.sites:
            continue
        first = getattr(row.sites[0].values, field.name)
        if all(getattr(site.values, field.name) == first for site in row.sites):
            shared[field.name] = first
    return replace(row.values, **shared)  # type: ignore[arg-type]  # Names and values come from the class itself.


def units(snapshot: Snapshot, *names: str) -> list[Unit]:
    """Return every row, followed by those of its sites and zones that differ from it in one of the fields."""
    found: list[Unit] = []
    for row in snapshot.rows:
        values = row_values(row)
        parts: list[Unit] = []
        for site in row.sites:
            outer = values
            if len(row.sites) > 1 and _differs(site.values, values, names):
                parts.append(Unit(site.code, row.name, site.name, site.values))
                outer = site.values
            parts += [
                Unit(zone.code, row.name, zone_name(row, site.name, zone.name), zone.values)
                for zone in site.zones
                if _differs(zone.values, outer, names)
            ]
        everywhere = [zone.values for site in row.sites for zone in site.zones] or [site.values for site in row.sites]
        stated = frozenset(
            name
            for name in names
            if getattr(values, name) in (None, ())
            and everywhere
            and all(getattr(part, name) not in (None, ()) for part in everywhere)
        )
        found += [Unit(row.code, row.name, None, values, stated), *parts]
    return found


def has_closed_places(snapshot: Snapshot) -> bool:
    """Return whether any place or part of one is closed to the public."""
    everywhere = [*(site.values for site in snapshot.sites), *(zone.values for zone in snapshot.zones)]
    return any(values.space_class is SpaceClass.CLOSED for values in everywhere)


def zone_name(row: RowView, site: str, zone: str) -> str:
    """Return the name of a zone as a part of its row."""
    return zone if len(row.sites) == 1 else f"{site} {zone}"


def _differs(inner: Effective, outer: Effective, names: Sequence[str]) -> bool:
    return any(getattr(inner, name) != getattr(outer, name) for name in names)


@dataclass(frozen=True, slots=True)
class Sought:
    """A column of a table of units: the field it shows and how."""

    column: Column
    field: str
    show: Callable[[Effective], Cell]
    wanted: bool = True  # False: left out where no unit states it.


def unit_table(words: Words, key: str, snapshot: Snapshot, sought: Sequence[Sought]) -> Table:
    """Return a table of the units with the columns sought; what holds everywhere is stated once."""
    rows = units(snapshot, *(one.field for one in sought))
    shown = [one for one in sought if one.wanted or any(getattr(unit.values, one.field) for unit in rows)]
    lines = [(unit, tuple(_cell(words, unit, one) for one in shown)) for unit in rows]
    if len(lines) > 1 and len({cells for _unit, cells in lines}) == 1:
        lines = [(Unit("*", words["all_places"], None, lines[0][0].values), lines[0][1])]
    with_parts = any(unit.part for unit, _cells in lines)
    columns = [Column("place", words["place"], merges=with_parts, weight=1.3)]
    if with_parts:
        columns.append(Column("part", words["part"]))
    return Table(
        key,
        words[f"caption_{key}"],
        (*columns, *(one.column for one in shown)),
        tuple(
            TableRow((words.cell(unit.place), *([words.optional(unit.part)] if with_parts else []), *cells), unit.code)
            for unit, cells in lines
        ),
    )


def _cell(words: Words, unit: Unit, one: Sought) -> Cell:
    return words.cell(words["by_part"]) if one.field in unit.parts_state else one.show(unit.values)
