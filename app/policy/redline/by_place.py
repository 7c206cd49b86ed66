"""Owns what two texts say differently of each place, by the codes of the registry that the rows of their tables carry.

Other than a redline it does not ask where something stands: a value that moved from "all places" to a row of its own,
or to another number of an annex, is still the same value. What is not printed is never different.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.policy.clauses.labels import LABELS
from app.policy.domain import Block, Cell, ItemList, PolicyDocument, Table

EVERYWHERE = "*"
"""The code of the row that speaks of all places."""
_TABLES = frozenset({"purposes", "places", "parts", "particulars", "people", "keeping", "checking"})
_OWN = ("place", "part", "by", "count", "places_count", "address", "kind")
"""What a place says of itself only: it never holds for the places in it."""
_ANNEX, _PARTS = "annex-", "-parts"
Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing said differently: its heading, and both values; None: not said."""

    what: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the registry as it is asked after: its code, the row it stands in, the zones in it."""

    code: str
    row: str
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacesSaid:
    """What a text says of places, by code and heading.

    :param rows: the row of each place that is listed in an annex.
    :param annexed: those rows.
    :param owners: the place each part stands in.
    """

    language: str
    facts: Mapping[str, Facts] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    annexed: frozenset[str] = frozenset()
    owners: Mapping[str, str] = field(default_factory=dict)

    @property
    def places(self) -> Mapping[str, str]:
        """Return the names of the places and rows the text lists, by code."""
        heading = LABELS[self.language]["place"]
        return {code: facts[heading] for code, facts in self.facts.items() if heading in facts}


def places_said(document: PolicyDocument) -> PlacesSaid:
    """Return what a text says of each place."""
    words = LABELS[document.language]
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    facts[EVERYWHERE].update(_common_purposes(document, words))
    rows: dict[str, str] = {}
    for table in _tables(document):
        for row in table.rows:
            if row.code is None:
                continue
            facts[row.code].update(_told_in(table, row.cells, words))
            if table.key.startswith(_ANNEX) and not _of_parts(table):
                rows[row.code] = table.key.removeprefix(_ANNEX)
    named = {said[words["place"]]: code for code, said in facts.items() if words["place"] in said}
    owners = {
        row.code: named[row.cells[0].text]
        for table in _tables(document)
        if _of_parts(table)
        for row in table.rows
        if row.code is not None and row.cells[0].text in named
    }
    return PlacesSaid(document.language, dict(facts), rows, frozenset(rows.values()), owners)


def different_places(before: PlacesSaid, after: PlacesSaid, places: Iterable[Place]) -> dict[str, tuple[Told, ...]]:
    """Return what is said differently of each place of the registry; only places of which something is."""
    gone = defaultdict(list)
    for zone, owner in before.owners.items():
        gone[owner].append(zone)
    found = {place.code: tuple(_told(before, after, place, gone[place.code])) for place in places}
    return {code: told for code, told in found.items() if told}


def different_rows(before: PlacesSaid, after: PlacesSaid, rows: Iterable[str]) -> dict[str, tuple[Told, ...]]:
    """Return what is said differently of each row itself; only rows of which something is."""
    found = {code: tuple(_pairs(_said_of(before, (code,)), _said_of(after, (code,)))) for code in rows}
    return {code: told for code, told in found.items() if told}


def _told(before: PlacesSaid, after: PlacesSaid, place: Place, once: Sequence[str]) -> Iterator[Told]:
    """Yield what is said differently of a place and of the parts it has, or ``once`` had."""
    then, now = _chain(before, place), _chain(after, place)
    whole = tuple(_pairs(_said_of(before, then), _said_of(after, now)))
    yield from whole
    part = LABELS[after.language]["part"]
    for zone in dict.fromkeys((*place.zones, *once)):
        if zone in before.facts or zone in after.facts:
            was, is_now = _said_of(before, (*then, zone)), _said_of(after, (*now, zone))
            name = is_now.get(part) or was.get(part) or zone
            for told in (one for one in _pairs(was, is_now) if one not in whole):
                yield told if told.what == part else Told(f"{name}: {told.what}", told.before, told.after)


def _chain(text: PlacesSaid, place: Place) -> tuple[str, ...]:
    """Return the codes under which a text speaks of a place, the outer first; none where it does not."""
    if place.code in text.rows:
        return text.rows[place.code], place.code
    if place.code in text.facts:
        return (place.code,)
    alone = place.row in text.facts and place.row not in text.annexed  # Of a row of one place no annex is made.
    return (place.row,) if alone else ()


def _said_of(text: PlacesSaid, chain: Sequence[str]) -> Facts:
    """Return what holds for the last of some codes, each within the one before; nothing where it is not listed."""
    if not any(code in text.facts for code in chain):
        return {}
    own = {LABELS[text.language][key] for key in _OWN}
    said = dict(text.facts.get(EVERYWHERE, {}))
    for code in chain:
        inner = text.facts.get(code, {})
        said.update((what, value) for what, value in inner.items() if code == chain[-1] or what not in own)
    return said


def _pairs(before: Facts, after: Facts) -> Iterator[Told]:
    for what in dict.fromkeys((*after, *before)):
        was, is_now = before.get(what), after.get(what)
        if was != is_now:
            yield Told(what, was, is_now)


def _tables(document: PolicyDocument) -> Iterator[Table]:
    for block in document.blocks():
        if isinstance(block, Table) and (block.key in _TABLES or block.key.startswith(_ANNEX)):
            yield block


def _of_parts(table: Table) -> bool:
    return table.key == "parts" or table.key.endswith(_PARTS)


def _told_in(table: Table, cells: Sequence[Cell], words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield heading and value of each cell that says something of the place its row speaks of."""
    keys = [column.key for column in table.columns]
    if keys[-2:] == ["item", "value"]:
        yield cells[-2].text, _text(cells[-1], words)
        return
    for key, cell in zip(keys, cells, strict=True):
        text = _text(cell, words)
        if not text or key == "number" or (key == "place" and not _names_places(table)):
            continue
        if key == "part" and not _of_parts(table):
            continue
        if key == "location_coverage":
            yield words["location"], text
            yield words["coverage"], text
        else:
            yield words.get(key, key), text


def _names_places(table: Table) -> bool:
    """Return whether the places of a table are what they are called, rather than what they stand in."""
    return table.key == "places" or (table.key.startswith(_ANNEX) and not _of_parts(table))


def _text(cell: Cell, words: Mapping[str, str]) -> str:
    """Return what a cell says: without the mark of a gap, and without where it is said instead."""
    gaps = (words["missing"], words["no_ground"])
    said = (line.text for line in cell.lines)
    return "\n".join(text for text in said if text not in gaps and not _elsewhere(words).fullmatch(text))


def _elsewhere(words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(words["see_annex"].format(annex=words["annex"].format(number=r"\d+")))


def _common_purposes(document: PolicyDocument, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the purposes that hold for all places, and what they rest on."""
    blocks: Sequence[Block] = next((one.blocks for one in document.sections if one.number == 1), ())
    for block in blocks:
        if isinstance(block, Table):
            return
        if isinstance(block, ItemList):
            said = [line.text.partition(" — ") for line in block.items if line.text != words["missing"]]
            if said:
                yield words["purpose"], "\n".join(purpose for purpose, _dash, _ground in said)
            grounds = dict.fromkeys(ground for _purpose, _dash, ground in said if ground)
            if grounds:
                yield words["ground"], "\n".join(grounds)
            return
