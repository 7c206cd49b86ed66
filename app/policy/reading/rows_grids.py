"""Owns tables: heads of one or two rows, transposed and key–value tables, merged and missing cells, sums kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.policy.printed import Grid, GridCell, Where
from app.policy.reading.columns import FACTS, Field, field_of, fields_of, looks_like_head, squeezed
from app.policy.reading.rows_alignment import NEVER_MERGED, aligned, kind_fit
from app.policy.reading.rows_entries import Entry
from app.policy.reading.rows_roles import in_role, with_roles
from app.policy.reading.values import count_of, folded, is_ditto, is_subtotal, is_total, says_nothing
from app.policy.stated import Said

MERGED, GOES_ON, GUESSED = 1.0, 0.6, 0.5
_BOTH_OF = {
    Field.MANAGER: {Field.TITLE: Field.MANAGER, Field.PERSON_NAME: Field.PERSON_NAME},
    Field.ACCESS: {
        Field.TITLE: Field.ACCESS,
        Field.DEPARTMENT: Field.ACCESS_DEPARTMENT,
        Field.UNIT: Field.ACCESS_DEPARTMENT,
        Field.PHONE: Field.ACCESS_PHONE,
    },
}
"""What a lower heading means under an upper one ("접근권한자" over "소속 | 직위 | 연락처")."""


@dataclass(slots=True)
class GridRead:
    """What a table was read as: entries in order, a printed sum, and every place something was read from."""

    entries: list[Entry] = field(default_factory=list)
    totals: list[Said[int]] = field(default_factory=list)
    used: set[Where] = field(default_factory=set)
    fields: tuple[Field | None, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Slot:
    """A cell after merging was decided: its text, and whether it is its own or goes on from above."""

    text: str
    where: Where
    shared: bool = False
    confidence: float = 1.0


def read_grid(grid: Grid, before: GridRead | None = None) -> GridRead:
    """Return what a table says. ``before``: the table it may go on from, whose head it then has not again."""
    rows = [row for row in grid.rows if any(not says_nothing(cell.text) for cell in row)]
    if not rows:
        return GridRead()
    size, turned = _head_size(rows), False
    if size == 0 or _sideways(rows, size):
        pairs = _pairs(rows[size:] if _item_value(rows, size) else rows)
        if pairs is not None:
            return pairs
        if _first_column(rows) >= 0.6 and len(rows[0]) > 2:
            rows = [tuple(column) for column in zip(*rows, strict=True)]
            size, turned = 1, True
    fields, headings, found = _head(rows, size, before)
    if turned and Field.NAME not in fields and fields[0] in {Field.ITEM, Field.GROUP, Field.OTHER, None}:
        fields[0] = Field.NAME
    with_roles(fields, [_texts(row) for row in rows[size:] if all(cell.text is not None for cell in row)])
    found.fields, found.headings = tuple(fields), tuple(headings)
    _read_body(rows[size:], fields, headings, found, sure=1.0 if size or before else 0.7)
    return found


def _head_size(rows: Sequence[Sequence[GridCell]]) -> int:
    """Return how many rows are the head: those the file marks, else one or two rows of headings we know."""
    marked = 0
    while (
        marked < len(rows)
        and all(cell.head for cell in rows[marked] if cell.text)
        and any(c.head for c in rows[marked])
    ):
        marked += 1
    if 0 < marked < len(rows):
        second = marked == 1 and len(rows) > 2 and looks_like_head(_own(rows[1])) > 0.6 and len(_own(rows[1])) > 1
        return 2 if second else marked
    first = _texts(rows[0])
    known = sum(field_of(text) is not None for text in first if text)
    if known < 2 and not (known == 1 and len([t for t in first if t]) <= 2):
        return 0
    if looks_like_head(first) < 0.5:
        return 0
    if len(rows) > 2 and len(_own(rows[1])) > 1 and looks_like_head(_own(rows[1])) > 0.7:
        return 2
    return 1


def _own(row: Sequence[GridCell]) -> list[str]:
    return [cell.text for cell in row if cell.text and not cell.covered]


def _texts(row: Sequence[GridCell]) -> list[str]:
    return [cell.text or "" for cell in row]


def _first_column(rows: Sequence[Sequence[GridCell]]) -> float:
    """Return which part of the first column are headings we know."""
    return looks_like_head([row[0].text for row in rows])


def _sideways(rows: Sequence[Sequence[GridCell]], size: int) -> bool:
    """Return whether the headings stand in the first column although the first row looks like a head too."""
    if _item_value(rows, size):
        return True
    across = looks_like_head(_texts(rows[0]))
    down = [row[0].text for row in rows if row[0].text and not row[0].covered]
    if len(rows[0]) == 2 and len(down) > 1:
        return looks_like_head(down) > 0.6 and across <= 0.5
    return len(down) > 2 and looks_like_head(down) > 0.7 and across < 0.7


def _item_value(rows: Sequence[Sequence[GridCell]], size: int) -> bool:
    """Return whether the head only says "구분 | 내용": the headings are in the first column."""
    if size == 0 or len(rows[0]) != 2 or len(rows) == size:
        return False
    found = [field_of(text) for text in _texts(rows[0])]
    return found[1] is Field.VALUE and _first_column(rows[size:]) >= 0.5


def _pairs(rows: Sequence[Sequence[GridCell]]) -> GridRead | None:
    """Return a table of headings beside values ("key | value", once or twice in a row), or None if it is not one."""
    width = len(rows[0])
    if width not in {2, 4, 6}:
        return None
    flat = [(row[at], row[at + 1]) for row in rows for at in range(0, width, 2)]
    flat = [(left, right) for left, right in flat if left.text and not (width > 2 and left.text == right.text)]
    heads = [field_of(left.text) for left, _right in flat]
    if not flat or sum(one is not None for one in heads) / len(flat) < 0.6 or sum(h in FACTS for h in heads) < 1:
        return None
    columns = [[row[at].text for row in rows if row[at].text] for at in range(0, width, 2)]
    if width > 2 and any(looks_like_head(texts) < 0.6 for texts in columns):
        return None
    found = GridRead()
    entry = Entry()
    for (left, right), what in zip(flat, heads, strict=True):
        if what in {Field.NAME, Field.GROUP} and entry.name is not None:
            found.entries.append(entry)
            entry = Entry()
        _put(entry, what, left.text or "", _said(_Slot(right.text or "", right.where), 1.0), found)
        found.used |= {left.where, right.where}
    found.entries.append(entry)
    return found


def _put(entry: Entry, what: Field | None, heading: str, said: Said[str], found: GridRead) -> None:
    if says_nothing(said.value) or what is Field.NUMBER:
        return
    if what in {Field.NAME, Field.GROUP}:
        entry.name = replace(said, value=" ".join(folded(said.value).split()))
    elif what is Field.TITLE:
        entry.add(Field.MANAGER, said)
    elif (
        what is Field.UNIT
        or what is None
        or what in {Field.OTHER, Field.ITEM, Field.VALUE, Field.PERSON_NAME, Field.ROLE}
    ):
        if what not in {Field.PERSON_NAME, Field.ROLE}:
            entry.others.append((folded(heading), said))
            _total_in(said, found)
    elif what is Field.PART:
        entry.part = said
    else:
        entry.add(what, said)


def _total_in(said: Said[str], found: GridRead) -> None:
    """Take a sum out of remarks ("총 22대")."""
    text = folded(said.value)
    if text.startswith(("총", "합계", "계 ", "전체", "total", "Total")) and (number := count_of(text)):
        found.totals.append(replace(said, value=number.value, confidence=0.8))


def _head(
    rows: Sequence[Sequence[GridCell]], size: int, before: GridRead | None
) -> tuple[list[Field | None], list[str], GridRead]:
    found = GridRead()
    width = len(rows[0])
    if size == 0:
        if before is not None and len(before.fields) == width:
            return list(before.fields), list(before.headings), found
        return _guessed(rows), [""] * width, found
    for row in rows[:size]:
        found.used |= {cell.where for cell in row}
    lower = [(rows[size - 1][at].text or rows[0][at].text or "") for at in range(width)]
    fields = fields_of(lower)
    if size > 1:
        upper = [field_of(rows[size - 2][at].text) for at in range(width)]
        for at in range(width):
            over = upper[at]
            if over is None:
                continue
            if fields[at] is None:
                fields[at] = over
            elif over in _BOTH_OF and lower[at] != rows[size - 2][at].text:
                fields[at] = _BOTH_OF[over].get(fields[at] or over, fields[at])
    return fields, [folded(one) for one in lower], found


def _guessed(rows: Sequence[Sequence[GridCell]]) -> list[Field | None]:
    """Return the fields of a table without a head, from what its columns hold."""
    found: list[Field | None] = []
    order = (Field.PHONE, Field.COUNT, Field.RETENTION, Field.HOURS)
    for at in range(len(rows[0])):
        texts = [row[at].text for row in rows if row[at].text]
        typed = next((one for one in order if texts and all(kind_fit(text or "", one) > 1 for text in texts)), None)
        if typed is None and found and texts and all(kind_fit(text or "", Field.MANAGER) > 1 for text in texts):
            typed = Field.ACCESS if Field.MANAGER in found else Field.MANAGER
        if typed is not None and typed in found:
            typed = None
        found.append(typed)
    for what in (Field.NAME, Field.BOTH):
        if None in found:
            found[found.index(None)] = what
    return found


def _read_body(
    rows: Sequence[Sequence[GridCell]],
    fields: list[Field | None],
    headings: list[str],
    found: GridRead,
    *,
    sure: float,
) -> None:
    above: list[_Slot] = []
    seen = [
        {row[at].text for row in rows if all(c.text is not None for c in row)} - {None, ""} for at in range(len(fields))
    ]
    added, title = 0, None
    for row in rows:
        found.used |= {cell.where for cell in row}
        if headings and [squeezed(text) for text in _texts(row)] == [squeezed(text) for text in headings]:
            continue  # The head again, after a page break.
        if len(row) > 2 and (banner := _banner(row)) is not None:
            title = banner if not (is_total(banner.text) or count_of(banner.text)) else title
            continue
        slots = _slots(row, fields, above, seen)
        if _sum(slots, fields, found, added):
            continue
        entry = _entry(slots, fields, headings, title, found, sure)
        own = next((s for s, what in zip(slots, fields, strict=True) if what is Field.COUNT and not s.shared), None)
        number = count_of(own.text) if own else None
        added += number.value if number else 0
        found.entries.append(entry)
        above = slots


def _banner(row: Sequence[GridCell]) -> _Slot | None:
    """Return the one text of a row that is a heading over the whole width."""
    texts = {cell.text for cell in row}
    if len(texts) == 1 and row[0].text and any(cell.covered for cell in row):
        return _Slot(folded(row[0].text), row[0].where)
    return None


def _slots(
    row: Sequence[GridCell], fields: Sequence[Field | None], above: Sequence[_Slot], seen: Sequence[set[str]]
) -> list[_Slot]:
    """Return the cells of a row with merging decided."""
    if any(cell.text is None for cell in row):
        return _short(row, fields, above, seen)
    slots = []
    for at, cell in enumerate(row):
        text = cell.text or ""
        if above and is_ditto(text):
            slots.append(replace(above[at], shared=True, confidence=0.9))
        elif not text.strip() and above and fields[at] in {Field.NAME, Field.UNIT} and above[at].text:
            slots.append(replace(above[at], shared=True, confidence=GOES_ON))
        elif cell.covered and fields[at] in NEVER_MERGED - {Field.PART}:
            slots.append(_Slot("", cell.where, shared=True))
        else:
            slots.append(_Slot(text, cell.where, shared=cell.covered, confidence=MERGED))
    return slots


def _short(
    row: Sequence[GridCell], fields: Sequence[Field | None], above: Sequence[_Slot], seen: Sequence[set[str]]
) -> list[_Slot]:
    own = [cell for cell in row if cell.text is not None]
    usual = {at for at, slot in enumerate(above) if slot.text and not slot.shared} if any(s.shared for s in above) else set()
    columns = aligned([cell.text or "" for cell in own], fields, seen, [slot.text for slot in above], usual)
    taken = dict(zip(columns, own, strict=True))
    slots = []
    for at, what in enumerate(fields):
        if at in taken:
            moved = taken[at] is not row[at]
            slots.append(_Slot(taken[at].text or "", taken[at].where, confidence=0.9 if moved else MERGED))
        elif above and above[at].text and what not in NEVER_MERGED:
            slots.append(replace(above[at], shared=True, confidence=min(GOES_ON, above[at].confidence)))
        else:
            slots.append(_Slot("", row[at].where, confidence=GOES_ON))
    return slots


def _sum(slots: Sequence[_Slot], fields: Sequence[Field | None], found: GridRead, added: int) -> bool:
    """Return whether a row is a sum, and note it if it is the sum of all."""
    texts = [slot.text for slot in slots if slot.text.strip() and not slot.shared]
    if not texts:
        return False
    counts = [slot for slot, what in zip(slots, fields, strict=True) if what is Field.COUNT and slot.text]
    named = is_total(texts[0]) or (len(texts) > 1 and is_total(texts[1]) and len(texts) < 4)
    if is_subtotal(texts[0]) or (len(texts) > 1 and is_subtotal(texts[1])):
        return True
    plain = len(texts) == 1 and bool(counts) and not counts[0].shared
    number = count_of(counts[0].text) if counts else next((n for t in texts[1:] if (n := count_of(t))), None)
    if named or (plain and added > 0 and number is not None and number.value == added):
        if number is not None:
            where = counts[0] if counts else slots[-1]
            found.totals.append(Said(number.value, where.text, where.where, 1.0 if named else GUESSED))
        return True
    return False


def _entry(
    slots: Sequence[_Slot],
    fields: Sequence[Field | None],
    headings: Sequence[str],
    title: _Slot | None,
    found: GridRead,
    sure: float,
) -> Entry:
    entry = Entry()
    if Field.ITEM in fields and Field.VALUE in fields:
        return _listed(slots, fields, found, sure)
    role = next((slot.text for slot, what in zip(slots, fields, strict=True) if what is Field.ROLE), None)
    for slot, what, heading in zip(slots, fields, headings, strict=True):
        _put(entry, in_role(what, role), heading, _said(slot, sure), found)
    if title is not None:
        banner = _said(title, sure)
        if entry.name is None:
            entry.name = banner
        else:
            entry.others.append(("", banner))
    if entry.name is None:
        _name_by_place(entry)
    return entry


def _listed(slots: Sequence[_Slot], fields: Sequence[Field | None], found: GridRead, sure: float) -> Entry:
    """Return a line of a long table: "place | particular | content"."""
    entry = Entry()
    item = slots[fields.index(Field.ITEM)]
    value = slots[fields.index(Field.VALUE)]
    if Field.NAME in fields:
        _put(entry, Field.NAME, "", _said(slots[fields.index(Field.NAME)], sure), found)
    _put(entry, field_of(item.text), item.text, _said(value, sure), found)
    return entry


def _name_by_place(entry: Entry) -> None:
    """Name an entry by its part, or by where its devices stand, where the table has no other name for it."""
    where = entry.first(Field.LOCATION)
    named = entry.part or where or entry.first(Field.BOTH)
    if named is None or (entry.part is None and len(entry.cells) == 1):
        return
    entry.name = replace(named, value=" ".join(named.value.split()), confidence=named.confidence * 0.8)
    if named is where and not {Field.COUNT, Field.COVERAGE} & entry.cells.keys():
        del entry.cells[Field.LOCATION]  # Only the name of the row.
    entry.part = None


def _said(slot: _Slot, sure: float) -> Said[str]:
    text = slot.text.strip()
    return Said(text, folded(text), slot.where, slot.confidence * sure, shared=slot.shared)
