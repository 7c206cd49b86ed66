"""Owns the further particulars of places: address, unit, operation, devices, dates, remarks."""

from collections.abc import Iterator

from app.policy.composition.units import Unit, units
from app.policy.composition.words import Words
from app.policy.domain import Block, Cell, Column, Table, TableRow
from app.registry.snapshot import RowView, Snapshot

WIDEST = 5  # Particulars side by side; more are set as a list of item and content.
Facts = dict[str, str]


def particulars(words: Words, snapshot: Snapshot) -> Iterator[Block]:
    """Return a table of what else is published about the places, or nothing."""
    rows = {row.code: row for row in snapshot.rows}
    zones = {zone.code for zone in snapshot.zones}
    found = [
        (unit, _facts(words, unit, rows.get(unit.code) if unit.part is None else None, of_zone=unit.code in zones))
        for unit in units(snapshot, "unit", "operation", "device", "installed", "remarks")
    ]
    found = [(unit, facts) for unit, facts in found if facts]
    if not found:
        return
    keys = list(dict.fromkeys(key for _unit, facts in found for key in facts))
    if len(found) == len(rows) > 1 and all(facts == found[0][1] for _unit, facts in found):
        found = [(Unit("*", words["all_places"], None, found[0][0].values), found[0][1])]
    wide = len(keys) <= WIDEST
    yield (_side_by_side if wide else _listed)(words, found, keys)


def _facts(words: Words, unit: Unit, row: RowView | None, *, of_zone: bool) -> Facts:
    values = unit.values
    facts: list[tuple[str, str | None]] = []
    if row is not None:
        facts += [("places_count", None if row.places_count is None else _places(words, row))]
        facts += [("address", row.sites[0].address if len(row.sites) == 1 else None)]
    facts += [("unit", values.unit), ("operation", values.operation)]
    if not of_zone:  # The table of parts shows these of a zone.
        facts += [("installed", values.installed)]
    facts += words.device_facts(values.device)
    if not of_zone:
        facts += [("remarks", "; ".join(values.remarks))]
    return {key: value for key, value in facts if value}


def _places(words: Words, row: RowView) -> str:
    return words.say("places_number", count=row.places_count)


def _side_by_side(words: Words, found: list[tuple[Unit, Facts]], keys: list[str]) -> Table:
    with_parts = any(unit.part for unit, _facts_of in found)
    columns = [Column("place", words["place"], merges=with_parts, weight=1.3)]
    if with_parts:
        columns.append(Column("part", words["part"]))
    columns += [Column(key, words[key], merges=key not in {"places_count", "address"}) for key in keys]
    rows = []
    for unit, facts in found:
        cells = [words.cell(unit.place)]
        if with_parts:
            cells.append(words.optional(unit.part))
        rows.append(TableRow((*cells, *(words.cell(facts.get(key)) for key in keys)), unit.code))
    return Table("particulars", words["caption_particulars"], tuple(columns), tuple(rows))


def _listed(words: Words, found: list[tuple[Unit, Facts]], keys: list[str]) -> Table:
    columns = (
        Column("place", words["place"], merges=True, weight=1.3),
        Column("item", words["item"]),
        Column("value", words["value"], weight=3),
    )
    rows = [
        TableRow(_listed_cells(words, unit, key, facts[key]), unit.code)
        for unit, facts in found
        for key in keys
        if key in facts
    ]
    return Table("particulars", words["caption_particulars"], columns, tuple(rows))


def _listed_cells(words: Words, unit: Unit, key: str, value: str) -> tuple[Cell, ...]:
    name = words.cell(unit.place if unit.part is None else f"{unit.place} {unit.part}")
    return (name, words.cell(words[key]), words.cell(value))
