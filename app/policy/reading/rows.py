"""Owns the rows of a camera part: every table and list of it is read, then joined into one row a place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from app.policy.printed import Piece, TextLine, Where
from app.policy.reading.columns import FACTS, Field, field_of
from app.policy.reading.joining import Joined
from app.policy.reading.part import Part, PartSection, RowsRead
from app.policy.reading.rows_apart import told_apart
from app.policy.reading.rows_entries import Entry, stated_rows
from app.policy.reading.rows_grids import GridRead, read_grid
from app.policy.reading.rows_lists import ListReader
from app.policy.reading.rows_named import in_doubt, name_by_number, take_name, with_names_above
from app.policy.reading.rows_only import only_place, places_counted
from app.policy.reading.rows_parts import grouped, parted
from app.policy.reading.rows_phrases import pairs
from app.policy.reading.rows_processors import processors_of
from app.policy.reading.rows_rebuilt import rebuilt
from app.policy.reading.rows_roles import tells_of_access, with_access
from app.policy.reading.rows_sentences import totals_in
from app.policy.reading.values import count_of, is_everywhere, key, outside_brackets, parts_of
from app.policy.stated import Item, Processor, Said, StatedRow

_READ = {Item.PLACES, Item.PEOPLE, Item.KEEPING}
_TELLING = {
    *(
        Field.COUNT,
        Field.LOCATION,
        Field.COVERAGE,
        Field.BOTH,
        Field.HOURS,
        Field.RETENTION,
        Field.STORAGE,
        Field.SPACE,
    ),
    *(Field.MANAGER, Field.ACCESS, Field.METHOD, Field.PLACE, Field.PURPOSE, Field.ROLE, Field.PROCESSING),
}
"""A table tells of places only if a column is one of these."""
_ANNEX = re.compile(r"^\s*[\[<(]?\s*(별표|붙임|별첨|부록|annex|appendix)", re.IGNORECASE)
_ANNEX_MARK = re.compile(r"^\s*[\[<(]?\s*(?:별표|붙임|별첨|부록)\s*\d*\s*[\])>]?\s*|^\d+\.\s*")
_SEVERAL = 0.65  # How sure a name is that could be several.
_LONGEST_MARK = 12  # Letters before the words of a heading.
_COUNTED_NAME = re.compile(
    r"(?P<name>.+?)\s*[(\[]\s*(?:CCTV\s*|카메라\s*|영상정보처리기기\s*)?(?:총\s*)?(?P<count>\d{1,5})\s*(?:대|EA|cameras?)\s*[)\]]"
)


@dataclass(slots=True)
class _Found:
    """What was read so far: the rows of each table or list, those for all places, sums, processors, places used."""

    tables: list[list[StatedRow]] = field(default_factory=list)
    shared: list[StatedRow] = field(default_factory=list)
    totals: list[Said[int]] = field(default_factory=list)
    processors: list[Said[Processor]] = field(default_factory=list)
    used: set[Where] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    apart: list[StatedRow] = field(default_factory=list)  # Notes on single places.
    annexes: list[tuple[TextLine, list[StatedRow]]] = field(default_factory=list)
    annex_totals: list[Said[int]] = field(default_factory=list)
    numbered: dict[int, Said[str]] = field(default_factory=dict)  # Names by the numbers tables give their rows.


def read_rows(part: Part) -> RowsRead:
    """Return the places a camera part tells of, from its tables, lists and sentences, joined by their names."""
    found = _Found()
    for items, heading, pieces in _stretches(part):
        _read_stretch(items, heading, pieces, found)
    joined = Joined()
    ranked = sorted(found.tables, key=lambda rows: not any(row.count or row.location for row in rows))
    for rows in ranked or [rows for _heading, rows in found.annexes]:
        joined.add(rows)
    for heading, rows in found.annexes if ranked else ():
        joined.annex(heading, rows)
    rows = joined.rows
    if not rows and any(_tells_of_cameras(one) for one in found.shared):
        rows = places_counted(found.shared) or [only_place(part.organisation, found.shared)]
        joined.add(rows)
    for row in found.apart:
        if joined.knows(row.name.value):
            joined.correct(row)
    for one in found.shared:
        for_all, own = told_apart(one, joined.knows)
        for row in own:
            joined.add([row])
        joined.fill(for_all)
    return _gathered(joined.rows, found)


def _stretches(part: Part) -> Iterator[tuple[tuple[Item, ...], TextLine | None, tuple[Piece, ...]]]:
    """Yield what stands under each heading of several facts, as printed.

    A heading that is only the key of a value ("보관기간: 30일") begins nothing: it may be a line of a place's own list.
    A heading that answers no item is a line too: it may name a place.
    """
    begun = _Begun(part.sections)
    items: tuple[Item, ...] = ()
    heading: TextLine | None = None
    pieces: list[Piece] = []
    for piece in rebuilt(part.pieces):
        if isinstance(piece, TextLine) and part.title is not None and _is_title(piece, part.title):
            continue
        opened = begun.by(piece)
        if opened is None:
            pieces.append(piece)
            continue
        section = opened
        if _is_key(section):
            items = tuple(dict.fromkeys((*items, *section.items)))
            pieces.append(piece)
            continue
        yield items, heading, tuple(pieces)
        items, heading = section.items, section.heading
        first = next(iter(section.pieces), None)
        pieces = [] if section.items else [piece]
        if section.items and section.inline and isinstance(first, TextLine):
            told = {what for what, _heading, _value in pairs(f"{section.heading.text}: {first.text}")}
            joint = len(told) > 1 and told <= {Field.HOURS, Field.RETENTION, Field.STORAGE}
            pieces.append(replace(first, text=f"{section.heading.text}: {first.text}") if joint else first)
    yield items, heading, tuple(pieces)


def _is_title(piece: TextLine, title: TextLine) -> bool:
    """Return whether a line is the title and nothing more, which is no name of a place."""
    return piece.where == title.where and piece.text.strip() == title.text


class _Begun:
    """Sections by the place and words of their headings; of a page in one line of HTML all stand at one place."""

    def __init__(self, sections: Sequence[PartSection]) -> None:
        self._at: dict[Where, dict[str, int]] = {}
        self._sections = sections
        for order, section in enumerate(sections):
            self._at.setdefault(section.heading.where, {}).setdefault(section.heading.text, order)
        self._sizes = {where: {len(text) for text in texts} for where, texts in self._at.items()}

    def by(self, piece: Piece) -> PartSection | None:
        """Return the section whose heading a line bears, at its beginning but for a mark."""
        if not isinstance(piece, TextLine) or piece.where not in self._at:
            return None
        texts = self._at[piece.where]
        words = piece.whole if _ANNEX.match(piece.whole) else piece.text
        parts = (words[at : at + size] for size in self._sizes[piece.where] for at in range(_LONGEST_MARK + 1))
        first = min((texts[part] for part in parts if part in texts), default=None)
        return None if first is None else self._sections[first]


def _is_key(section: PartSection) -> bool:
    """Return whether a heading is the key of one value rather than of a section."""
    what = field_of(section.heading.text)
    if what in {Field.PURPOSE, Field.BASIS, Field.BOTH, Field.PROCESSING}:
        first = next(iter(section.pieces), None)
        return (section.inline or section.heading.where.row is not None) and isinstance(first, TextLine)
    if what is Field.COUNT and not section.inline and not _counts(section):
        return False
    return (what in FACTS - {Field.ROLE} or what is Field.NAME) and not _lists_places(section)


def _counts(section: PartSection) -> bool:
    """Return whether the line under a heading on devices is their number."""
    first = next(iter(section.pieces), None)
    return isinstance(first, TextLine) and (count_of(first.text) is not None or bool(parts_of(first.text)))


def _lists_places(section: PartSection) -> bool:
    """Return whether a heading has lines "place: value" under it: then it is no key of a value."""
    keys = [line.text.split(":")[0] for line in section.lines if ":" in line.text]
    told = len(section.lines) == len(section.pieces) == len(keys)
    return told and not section.inline and len(keys) > 1 and all(field_of(one) is None for one in keys)


def _read_stretch(items: tuple[Item, ...], heading: TextLine | None, pieces: Sequence[Piece], found: _Found) -> None:
    if heading is not None and (not items or Item.PLACES in items):
        found.totals += totals_in(heading.whole, Said(heading.whole, heading.whole, heading.where))
    annex = heading is not None and _ANNEX.match(heading.whole) is not None
    before: GridRead | None = None
    lines: list[TextLine] = []
    owner: Entry | None = None
    for piece, name in with_names_above(pieces):
        if isinstance(piece, TextLine):
            lines.append(piece)
            continue
        grid = piece
        if processors := processors_of(grid):
            found.processors += processors
            found.used |= {cell.where for row in grid.rows for cell in row}
            continue
        table = read_grid(grid, before)
        if heading is not None and before is None and tells_of_access(_ANNEX_MARK.sub("", heading.text)):
            for entry in table.entries:
                with_access(entry)
        if name is not None and (of_place := take_name(table, name, owner)) is not None:
            owner = of_place
            lines.pop()
        before = table if table.fields else before
        _take_table(items, table, found, annex=heading if annex else None)
    if not items or _READ & set(items) or Item.CHECKING in items:
        _take_lists(items, lines, found)


def _take_table(items: tuple[Item, ...], table: GridRead, found: _Found, *, annex: TextLine | None) -> None:
    told = {*table.fields, *(what for entry in table.entries for what in entry.cells)}
    particulars = Item.PLACES in items and Field.NAME in told
    if not (told & _TELLING or Field.ITEM in told or particulars):
        return
    if items and not set(items) & {*_READ, Item.PURPOSE, Item.CHECKING} and not annex and Field.NAME not in told:
        return
    name_by_number(table.entries, found.numbered)
    rows = _rows(table.entries)
    found.used |= table.used
    if annex is not None and any(row.name.value for row in rows):
        found.annexes.append((annex, rows))
        found.annex_totals += table.totals
        return
    found.totals += table.totals
    _take_rows(rows, found)


def _take_lists(items: tuple[Item, ...], lines: Sequence[TextLine], found: _Found) -> None:
    lists = ListReader(items, found.names).read(lines)
    found.totals += lists.totals
    found.used |= lists.used
    rows = _rows(lists.entries)
    _take_rows(rows, found)
    found.apart += _rows(lists.apart)
    if lists.shared.cells or lists.shared.others:
        found.shared += list(stated_rows(lists.shared))


def _take_rows(rows: Sequence[StatedRow], found: _Found) -> None:
    named = [row for row in rows if row.name.value and not is_everywhere(row.name.value)]
    for_all = [row for row in rows if not row.name.value or is_everywhere(row.name.value)]
    if for_all:
        for_all = in_doubt(for_all)
        people = tuple(one for row in for_all for one in row.accessors)
        found.shared += [replace(for_all[0], accessors=people), *for_all[1:]]
    found.names |= {key(row.name.value) for row in named}
    if named:
        found.tables.append(parted(named))


def _rows(entries: Sequence[Entry]) -> list[StatedRow]:
    """Return the rows of entries; a number of devices in the name is its count."""
    rows: list[StatedRow] = []
    for entry in grouped(entries):
        counted = _COUNTED_NAME.fullmatch(entry.name.value) if entry.name else None
        if counted and entry.name and Field.COUNT not in entry.cells and entry.part is None:
            entry.add(Field.COUNT, replace(entry.name, value=counted["count"]))
            entry.name = replace(entry.name, value=counted["name"])
        elif counted and entry.name and Field.COUNT in entry.cells and entry.part is None:
            entry.others.append(("", replace(entry.name, value=counted["count"])))  # Of vehicles, say: "버스(102대)".
            entry.name = replace(entry.name, value=counted["name"])
        if entry.name and len(outside_brackets(entry.name.value, ",")) > 1:
            entry.name = replace(entry.name, confidence=min(entry.name.confidence, _SEVERAL))
        rows += stated_rows(entry)
    return rows


def _tells_of_cameras(row: StatedRow) -> bool:
    return bool(row.count or row.location or row.coverage or row.hours or row.retention or row.storage)


def _gathered(rows: Sequence[StatedRow], found: _Found) -> RowsRead:
    alone = found.shared if not rows else []
    total = next(iter([*found.totals, *(() if found.tables else found.annex_totals)]), None)
    processing = tuple(row.processing for row in found.shared if row.processing)
    return RowsRead(
        rows=tuple(rows),
        total=total,
        purposes=tuple(one for row in alone for one in row.purposes),
        managers=tuple(one for row in alone for one in row.managers),
        accessors=tuple(one for row in alone for one in row.accessors),
        processing=processing if not rows else (),
        checking_method=next((row.checking_method for row in found.shared if row.checking_method), None),
        checking_place=next((row.checking_place for row in found.shared if row.checking_place), None),
        processors=tuple(found.processors),
        used=frozenset(found.used),
    )
