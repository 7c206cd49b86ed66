"""Owns section 2: how many devices, where, and what they film (영 25①2), and the annexes of places."""

from collections.abc import Iterator, Sequence

from app.policy.clauses import Clause
from app.policy.composition.particulars import particulars
from app.policy.composition.units import row_values
from app.policy.composition.words import Words
from app.policy.domain import Block, Cell, Column, Line, Note, Paragraph, Section, Table, TableRow
from app.registry.domain import Declared
from app.registry.snapshot import RowView, SiteView, Snapshot, ZoneView


def place_blocks(words: Words, clause: Clause, snapshot: Snapshot) -> Iterator[Block]:
    """Return the table of places with its computed total, the parts within them, and further particulars."""
    counted = any(row.count is not None for row in snapshot.rows)
    total = words.say("devices", count=snapshot.total) if counted else words["missing"]
    for block in clause["count"].blocks(total=total):
        yield Paragraph(Line(block.line.text, missing=not counted)) if isinstance(block, Paragraph) else block
    if snapshot.rows:
        yield _places(words, snapshot)
        yield from _total_notes(words, snapshot, counted=counted)
        parts = [(row, site, zone) for row in snapshot.rows if len(row.sites) == 1 for site, zone in shown_zones(row)]
        if parts:
            yield _parts(words, "parts", parts)
        yield from particulars(words, snapshot)
    yield from clause["no_control"].blocks()


def annexes(words: Words, snapshot: Snapshot) -> list[Section]:
    """Return one annex for each row under which several places stand."""
    found = []
    for number, row in enumerate(rows_with_annex(snapshot), start=1):
        label = words.say("annex", number=number)
        places = words.say("places_number", count=len(row.sites))
        heading = words.say("annex_heading", row=row.name, places=places)
        parts = [(row, site, zone) for site, zone in shown_zones(row)]
        blocks: list[Block] = [_annex(words, row)]
        if parts:
            blocks.append(_parts(words, f"annex-{row.code}-parts", parts))
        found.append(Section(f"annex-{row.code}", label, heading, tuple(blocks)))
    return found


def rows_with_annex(snapshot: Snapshot) -> list[RowView]:
    """Return the rows whose places are listed in an annex."""
    return [row for row in snapshot.rows if len(row.sites) > 1]


def shown_zones(row: RowView) -> list[tuple[SiteView, ZoneView]]:
    """Return the zones that say more than their site does."""
    return [
        (site, zone)
        for site in row.sites
        for zone in site.zones
        if len(site.zones) > 1 or zone.count != site.count or says_more(zone, site, alone=len(row.sites) == 1)
    ]


def says_more(zone: ZoneView, site: SiteView, *, alone: bool) -> bool:
    """Return whether the only zone of a site says anything its site does not; in an annex its name says nothing."""
    named = alone and zone.name != site.name
    return named or bool(zone.installed_on or zone.sensitive) or zone.declared != Declared()


def _places(words: Words, snapshot: Snapshot) -> Table:
    rows = [(row, row_values(row)) for row in snapshot.rows]
    numbers = {row.code: number for number, row in enumerate(rows_with_annex(snapshot), start=1)}
    elsewhere = {row.code: _elsewhere(words, row, numbers.get(row.code)) for row in snapshot.rows}
    # Nothing said of both is one column only where both stand elsewhere: none must promise what is not listed there.
    together = all(
        values.location == values.coverage
        and (values.location is not None or elsewhere[row.code] is None or all_state(row, "coverage"))
        for row, values in rows
    )
    classed = any(values.space_class for _row, values in rows)
    kinds = any(row.kind for row, _values in rows)
    columns = [Column("place", words["place"], weight=1.4)]
    if kinds:
        columns.append(Column("kind", words["kind"], merges=True))
    columns.append(Column("count", words["count"], numeric=True, weight=0.8))
    if together:
        columns.append(Column("location_coverage", words["location_coverage"], merges=True, weight=3))
    else:
        columns.append(Column("location", words["location"], merges=True, weight=1.8))
        columns.append(Column("coverage", words["coverage"], merges=True, weight=1.8))
    if classed:
        columns.append(Column("space_class", words["space_class"], merges=True))
    lines = []
    for row, values in rows:
        reference = elsewhere[row.code]
        covers = reference if all_state(row, "coverage") else None
        cells = [words.cell(row.name), *([words.optional(row.kind)] if kinds else []), words.count(row.count)]
        # An annex is referred to beside a value as well; that parts state a value is said in its stead only.
        annexed = row.code in numbers
        cells.append(words.cell(values.location, reference if annexed or values.location is None else None))
        if not together:
            cells.append(words.cell(values.coverage, covers if annexed or values.coverage is None else None))
        if classed:
            by_part = values.space_class is None and all_state(row, "space_class")
            cells.append(words.cell(words["by_part"]) if by_part else words.space_class(values.space_class))
        lines.append(TableRow(tuple(cells), row.code))
    if len(lines) > 1:
        counted = any(row.count is not None for row, _values in rows)
        devices = words.count(snapshot.total if counted else None)
        total = (words.cell(words["total"]), *([Cell()] if kinds else []), devices)
        lines.append(TableRow(total + (Cell(),) * (len(columns) - len(total)), total=True))
    return Table("places", words["caption_places"], tuple(columns), tuple(lines))


def _elsewhere(words: Words, row: RowView, number: int | None) -> str | None:
    """Return where a row's places are listed: its annex, or the table of parts, which names each; None if nowhere."""
    if number is not None:
        return words.say("see_annex", annex=words.say("annex", number=number))
    return words["by_part"] if any(site.zones for site in row.sites) and shown_zones(row) else None


def all_state(row: RowView, field: str) -> bool:
    """Return whether every zone (or, without zones, every site) of a row states a value."""
    everywhere = [zone.values for site in row.sites for zone in site.zones] or [site.values for site in row.sites]
    return bool(everywhere) and all(getattr(values, field) is not None for values in everywhere)


def _total_notes(words: Words, snapshot: Snapshot, *, counted: bool) -> Iterator[Block]:
    if counted and any(row.count is None for row in snapshot.rows):
        yield Note(Line(words["unknown_counts"], missing=True))
    organisation = snapshot.organisation
    stated = organisation.stated_total if organisation and not organisation.stated_total_reason else None
    if stated is not None and stated != snapshot.total:  # What agrees, or was decided, stands in the table already.
        yield Note(Line(words.say("source_total_differs", count=stated), missing=True))


def _parts(words: Words, key: str, parts: Sequence[tuple[RowView, SiteView, ZoneView]]) -> Table:
    """Return the table of zones, with a column for each kind of value that any of them has of its own."""
    zones = [zone for _row, _site, zone in parts]
    several = len({zone.by for zone in zones}) > 1
    own = {name: any(getattr(zone.declared, name) is not None for zone in zones) for name in ("location", "coverage")}
    columns = [Column("place", words["place"], merges=True, weight=1.2)]
    if several:
        columns.append(Column("by", words["by"], merges=True, weight=0.8))
    columns += [Column("part", words["part"], weight=1.5), Column("count", words["count"], numeric=True, weight=0.7)]
    columns += [Column(name, words[name], merges=True, weight=1.8) for name, wanted in own.items() if wanted]
    classed = any(zone.declared.space_class for zone in zones)
    if classed:
        columns.append(Column("space_class", words["space_class"], merges=True))
    dated = any(zone.installed_on or zone.declared.installed for zone in zones)
    if dated:
        columns.append(Column("installed", words["installed"], merges=True))
    noted = any(zone.sensitive or zone.declared.remarks for zone in zones)
    if noted:
        columns.append(Column("remarks", words["remarks"]))
    rows = []
    for row, site, zone in parts:
        cells = [words.cell(row.name if len(row.sites) == 1 else site.name)]
        if several:
            cells.append(words.cell(words.split_by(zone.by)))
        cells += [words.cell(zone.name), words.count(zone.count)]
        cells += [words.cell(getattr(zone.values, name)) for name, wanted in own.items() if wanted]
        if classed:
            cells.append(words.space_class(zone.values.space_class))
        if dated:
            cells.append(words.cell(words.day(zone.installed_on) or zone.values.installed))
        if noted:
            private = words.say("sensitive", place=zone.sensitive) if zone.sensitive else None
            cells.append(words.optional(private, *(zone.declared.remarks or ())))
        rows.append(TableRow(tuple(cells), zone.code))
    return Table(key, words["caption_parts"], tuple(columns), tuple(rows))


def _annex(words: Words, row: RowView) -> Table:
    outer = row_values(row)
    columns = [
        Column("number", words["number"], numeric=True, weight=0.5),
        Column("place", words["place"], weight=1.5),
        Column("address", words["address"], weight=2.2),
        Column("count", words["count"], numeric=True, weight=0.7),
    ]
    differing = [
        name
        for name in ("location", "coverage")
        if any(getattr(site.values, name) != getattr(outer, name) for site in row.sites)
    ]
    columns += [Column(name, words[name], merges=True, weight=1.6) for name in differing]
    rows = []
    for number, site in enumerate(row.sites, start=1):
        where = site.address or site.region
        cells = (words.cell(str(number)), words.cell(site.name), words.cell(where), words.count(site.count))
        rows.append(TableRow((*cells, *(words.cell(getattr(site.values, name)) for name in differing)), site.code))
    total = (Cell(), Cell((Line(words["total"]),)), Cell(), words.count(row.count))
    rows.append(TableRow(total + (Cell(),) * len(differing), total=True))
    return Table(f"annex-{row.code}", row.name, tuple(columns), tuple(rows))
