"""Owns tables: heads of one or two rows, transposed and key–value tables, merged and missing cells, sums kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.policy.printed import Grid, GridCell, Where
from app.policy.reading.columns import FACTS, Field, field_of, squeezed
from app.policy.reading.rows_alignment import NEVER_MERGED, Printed, aligned
from app.policy.reading.rows_contents import heads_by_contrast, with_contents, with_days, without_lone_parts
from app.policy.reading.rows_entries import Entry, name_by_place
from app.policy.reading.rows_heads import (
    MANY,
    PAIR,
    fields_and_headings,
    first_column,
    head_size,
    is_item_and_value,
    is_sideways,
    looks_like_head,
    texts_of,
)
from app.policy.reading.rows_naming import (
    counted_parts,
    named_by_purpose,
    parted_by_first,
    purposes_again,
    with_operators,
    with_sums,
)
from app.policy.reading.rows_roles import in_role, is_chief, with_roles
from app.policy.reading.rows_slots import Slot, banner, number_in, referred, said_in
from app.policy.reading.rows_sums import GOES_ON, GUESSED, is_sum
from app.policy.reading.values import (
    count_of,
    folded,
    is_ditto,
    is_everywhere,
    is_total,
    parts_of,
    says_nothing,
)
from app.policy.reading.values_words import without_footnote
from app.policy.stated import Said

MERGED, REMARKED = 1.0, 0.8


@dataclass(slots=True)
class GridRead:
    """What a table was read as: entries in order, a printed sum, and every place something was read from."""

    entries: list[Entry] = field(default_factory=list)
    totals: list[Said[int]] = field(default_factory=list)
    used: set[Where] = field(default_factory=set)
    fields: tuple[Field | None, ...] = ()
    headings: tuple[str, ...] = ()


def read_grid(grid: Grid, before: GridRead | None = None) -> GridRead:
    """Return what a table says. ``before``: the table it may go on from, whose head it then has not again."""
    rows = [row for row in grid.rows if any(not says_nothing(cell.text) for cell in row)]
    if not rows:
        return GridRead()
    size, turned = head_size(rows), False
    if size == 0 or is_sideways(rows, size):
        pairs = _pairs(rows[size:] if is_item_and_value(rows, size) else rows)
        if pairs is not None:
            return pairs
        if first_column(rows) >= MANY and len(rows[0]) > PAIR:
            rows = [tuple(column) for column in zip(*rows, strict=True)]
            size, turned = 1, True
    goes_on = before is not None and len(before.fields) == len(rows[0])
    if size == 0 and not goes_on and heads_by_contrast([texts_of(row) for row in rows]):
        size = 1
    found = GridRead()
    if size == 0 and before is not None and len(before.fields) == len(rows[0]):
        fields, headings = list(before.fields), list(before.headings)
    else:
        fields, headings = fields_and_headings(rows, size)
    found.used |= {cell.where for row in rows[:size] for cell in row}
    if turned and fields[0] in {Field.ITEM, Field.GROUP, Field.OTHER, None}:
        fields = [Field.LOCATION if what is Field.NAME else what for what in fields]
        fields[0] = Field.NAME
    rows = [*rows[:size], *(with_days(row, headings) for row in rows[size:])]
    complete = [texts_of(row) for row in rows[size:] if all(cell.text is not None for cell in row)]
    with_roles(fields, complete)
    with_sums(fields, headings)
    if not turned:
        with_operators(fields, headings)
    believed = with_contents(fields, headings, complete) if size else [1.0] * len(fields)
    without_lone_parts(fields, headings, complete)
    parted_by_first(fields, complete)
    for_purposes = named_by_purpose(fields, headings, complete)
    found.fields, found.headings = tuple(fields), tuple(headings)
    whole = 1.0 if size or before else GUESSED
    _read_body(rows[size:], fields, headings, found, [one * whole for one in believed])
    if for_purposes:
        purposes_again(found.entries)
    return found


def _pairs(rows: Sequence[Sequence[GridCell]]) -> GridRead | None:
    """Return a table of headings beside values ("key | value", once or twice in a row), or None if it is not one."""
    width = len(rows[0])
    if width not in {2, 4, 6}:
        return None
    flat = [(row[at], row[at + 1]) for row in rows for at in range(0, width, 2)]
    flat = [(left, right) for left, right in flat if left.text and not (width > PAIR and left.text == right.text)]
    heads = [field_of(left.text) for left, _right in flat]
    if not flat or sum(one is not None for one in heads) / len(flat) < MANY or sum(h in FACTS for h in heads) < 1:
        return None
    columns = [[row[at].text for row in rows if row[at].text and not row[at].covered] for at in range(0, width, 2)]
    if width > PAIR and any(looks_like_head(texts) < MANY for texts in columns):
        return None
    found = GridRead()
    entry = Entry()
    for (left, right), head in zip(flat, heads, strict=True):
        what = head
        if what is Field.NAME and parts_of(right.text or ""):
            what = Field.LOCATION  # "설치장소 | 로비(4대), 식당(5대)"
        if what in {Field.NAME, Field.GROUP} and entry.name is not None:
            found.entries.append(entry)
            entry = Entry()
        _put(entry, what, left.text or "", said_in(Slot(right.text or "", right.where), 1.0), found)
        found.used |= {left.where, right.where}
    found.entries.append(entry)
    return found


def _put(entry: Entry, what: Field | None, heading: str, said: Said[str], found: GridRead) -> None:
    if says_nothing(said.value) or what is Field.NUMBER:
        return
    if what in {Field.NAME, Field.GROUP}:
        entry.name = replace(said, value=without_footnote(" ".join(folded(said.value).split())))
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
        found.totals.append(said.of(number.value, confidence=REMARKED))


def _read_body(
    rows: Sequence[Sequence[GridCell]],
    fields: list[Field | None],
    headings: list[str],
    found: GridRead,
    sure: list[float],
) -> None:
    above: list[Slot] = []
    seen = [
        Printed(text for row in rows if all(c.text is not None for c in row) if (text := row[at].text))
        for at in range(len(fields))
    ]
    added, title = 0, None
    numbers = fields.index(Field.NUMBER) if Field.NUMBER in fields else None
    numbered: dict[int, list[Slot]] = {}
    for row in rows:
        found.used |= {cell.where for cell in row}
        if headings and [squeezed(text) for text in texts_of(row)] == [squeezed(text) for text in headings]:
            continue  # The head again, after a page break.
        if len(row) > PAIR and (over := banner(row)) is not None:
            title = over if not (is_total(over.text) or count_of(over.text)) else title
            continue
        slots = referred(_slots(row, fields, above, seen), numbered)
        if is_sum(slots, fields, found.totals, added):
            continue
        above = slots
        if is_chief(_role(slots, fields)):
            continue  # Read as the privacy officer, among the officers.
        entry = _entry(slots, fields, headings, title, found=found, sure=sure)
        entry.number = number_in(slots, numbers, 0) or None if numbers is not None else None
        own = next((s for s, what in zip(slots, fields, strict=True) if what is Field.COUNT and not s.shared), None)
        added += number.value if own and (number := count_of(own.text)) else 0
        found.entries.append(entry)
        found.entries += counted_parts(entry, slots, fields, headings, min(sure))
        numbered[number_in(slots, numbers, len(numbered) + 1)] = slots
    found.totals = [one for one in found.totals if one.confidence != REMARKED or one.value >= added]


def _slots(
    row: Sequence[GridCell], fields: Sequence[Field | None], above: Sequence[Slot], seen: Sequence[Printed]
) -> list[Slot]:
    """Return the cells of a row with merging decided."""
    if any(cell.text is None for cell in row):
        return _short(row, fields, above, seen)
    slots = []
    for at, cell in enumerate(row):
        text = cell.text or ""
        if above and is_ditto(text):
            slots.append(replace(above[at], shared=True, confidence=0.9))
        elif not text.strip() and above and fields[at] in {Field.NAME, Field.UNIT, Field.ROLE} and above[at].text:
            slots.append(replace(above[at], shared=True, confidence=GOES_ON))
        elif cell.covered and fields[at] in NEVER_MERGED - {Field.PART}:
            slots.append(Slot("", cell.where, shared=True))
        else:
            slots.append(Slot(text, cell.where, shared=cell.covered, confidence=MERGED))
    return slots


def _short(
    row: Sequence[GridCell], fields: Sequence[Field | None], above: Sequence[Slot], seen: Sequence[Printed]
) -> list[Slot]:
    own = [cell for cell in row if cell.text is not None]
    usual = (
        {at for at, slot in enumerate(above) if slot.text and not slot.shared}
        if any(s.shared for s in above)
        else set()
    )
    columns = aligned([cell.text or "" for cell in own], fields, seen, [slot.text for slot in above], usual)
    taken = dict(zip(columns, own, strict=True))
    slots = []
    for at, what in enumerate(fields):
        if at in taken:
            moved = taken[at] is not row[at]
            slots.append(Slot(taken[at].text or "", taken[at].where, confidence=0.9 if moved else MERGED))
        elif above and above[at].text and what not in NEVER_MERGED:
            slots.append(replace(above[at], shared=True, confidence=min(GOES_ON, above[at].confidence)))
        else:
            slots.append(Slot("", row[at].where, confidence=GOES_ON))
    return slots


def _entry(
    slots: Sequence[Slot],
    fields: Sequence[Field | None],
    headings: Sequence[str],
    title: Slot | None,
    *,
    found: GridRead,
    sure: Sequence[float],
) -> Entry:
    """Return what one row says, or of a long table one of its lines."""
    entry = Entry()
    if Field.ITEM in fields and Field.VALUE in fields:
        return _listed(slots, fields, found, min(sure))
    role = _role(slots, fields)
    for slot, what, heading, one in zip(slots, fields, headings, sure, strict=True):
        _put(entry, in_role(what, role), heading, said_in(slot, one), found)
    if title is not None:
        banner = said_in(title, min(sure))
        if entry.name is None:
            entry.name = banner
        else:
            entry.others.append(("", banner))
    if entry.name is None:
        name_by_place(entry)
    if entry.name is not None and entry.part is not None and entry.part.value == entry.name.value:
        entry.part = None  # One cell over both columns.
    if entry.name is not None and entry.part is not None and is_everywhere(entry.part.value):
        entry.part = None  # "전체"
    return entry


def _role(slots: Sequence[Slot], fields: Sequence[Field | None]) -> str | None:
    return next((slot.text for slot, what in zip(slots, fields, strict=True) if what is Field.ROLE), None)


def _listed(slots: Sequence[Slot], fields: Sequence[Field | None], found: GridRead, sure: float) -> Entry:
    """Return a line of a long table: "place | particular | content"."""
    entry = Entry()
    item = slots[fields.index(Field.ITEM)]
    value = slots[fields.index(Field.VALUE)]
    if Field.NAME in fields:
        _put(entry, Field.NAME, "", said_in(slots[fields.index(Field.NAME)], sure), found)
    _put(entry, field_of(item.text), item.text, said_in(value, sure), found)
    return entry
