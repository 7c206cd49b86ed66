"""Owns section 1: why the devices are installed, and on what legal ground (영 25①1)."""

from collections.abc import Iterator, Sequence

from app.law.grounds import UnknownGround, ground
from app.policy.clauses import Clause
from app.policy.composition.units import has_closed_places, row_values, units
from app.policy.composition.words import Words
from app.policy.domain import Block, Cell, Column, ItemList, Line, Table, TableRow
from app.registry.domain import Purpose
from app.registry.snapshot import Effective, Snapshot


def purpose_blocks(words: Words, clause: Clause, snapshot: Snapshot) -> Iterator[Block]:
    """Return the purposes of the organisation, the provisions they rest on, and where places differ."""
    common = common_purposes(snapshot)
    by_place = [unit for unit in units(snapshot, "purposes") if unit.values.purposes != common]
    yield from clause["purposes"].blocks()
    if common or not by_place:
        yield ItemList(tuple(_purpose(words, purpose) for purpose in common) or (words.gap,))
    if by_place:
        yield from clause["by_place"].blocks()
        yield _by_place(words, snapshot, common)
    bases = _bases(snapshot)
    if bases or not any(purpose.ground for purpose in common):
        yield from clause["bases"].blocks()
        yield ItemList(bases or (Line(words["no_ground"], missing=True),))
    if has_closed_places(snapshot):
        yield from clause["closed"].blocks()


def common_purposes(snapshot: Snapshot) -> tuple[Purpose, ...]:
    """Return what holds for the whole organisation: declared for it, or shared by every row."""
    if snapshot.organisation_values.purposes or not snapshot.rows:
        return snapshot.organisation_values.purposes
    first = row_values(snapshot.rows[0]).purposes
    return first if all(row_values(row).purposes == first for row in snapshot.rows) else ()


def citation(words: Words, key: str | None) -> Line | None:
    """Return how the ground of a key is cited, marked where its text was not confirmed; None if there is none."""
    if key is None:
        return None
    try:
        source = ground(key).source
    except UnknownGround:
        return Line(words["no_ground"], missing=True)
    if source.is_confirmed:
        return Line(source.citation)
    return Line(f"{source.citation} {words['unconfirmed']}", missing=True)


def _purpose(words: Words, purpose: Purpose) -> Line:
    cited = citation(words, purpose.ground)
    return Line(f"{purpose.text} — {cited.text}", missing=cited.missing) if cited else Line(purpose.text)


def _by_place(words: Words, snapshot: Snapshot, common: Sequence[Purpose]) -> Table:
    found = [unit for unit in units(snapshot, "purposes") if unit.part is None or unit.values.purposes != common]
    with_parts = any(unit.part for unit in found)
    with_grounds = any(purpose.ground for unit in found for purpose in unit.values.purposes)
    columns = [Column("place", words["place"], merges=with_parts, weight=1.3)]
    if with_parts:
        columns.append(Column("part", words["part"]))
    columns.append(Column("purpose", words["purpose"], merges=True, weight=2))
    if with_grounds:
        columns.append(Column("ground", words["ground"], merges=True, weight=2))
    rows = []
    for unit in found:
        cells = [words.cell(unit.place)]
        if with_parts:
            cells.append(words.optional(unit.part))
        by_part = "purposes" in unit.parts_state
        cells.append(words.cell(words["by_part"]) if by_part else words.purposes(unit.values.purposes))
        if with_grounds:
            cells.append(Cell() if by_part else _grounds(words, unit.values))
        rows.append(TableRow(tuple(cells), unit.code))
    return Table("purposes", words["caption_purposes"], tuple(columns), tuple(rows))


def _grounds(words: Words, values: Effective) -> Cell:
    cited = dict.fromkeys(citation(words, purpose.ground) for purpose in values.purposes)
    return Cell(tuple(line for line in cited if line) or (Line(words["no_ground"], missing=True),))


def _bases(snapshot: Snapshot) -> tuple[Line, ...]:
    """Return the provisions the organisation names; those of single purposes stand beside them."""
    stated = snapshot.organisation.legal_bases if snapshot.organisation else ()
    return tuple(Line(text) for text in stated)
