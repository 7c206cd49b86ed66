"""Owns heads of tables: how many rows they take, whether they stand on the side, and what each column is about."""

from collections.abc import Sequence
from typing import Final

from app.policy.printed import GridCell
from app.policy.reading.columns import Field, field_of, fields_of
from app.policy.reading.rows_alignment import kind_fit
from app.policy.reading.values import folded

PAIR: Final = 2
HALF, MANY, MOST = 0.5, 0.6, 0.7
"""Which part of some cells must be headings we know for the row or column to be taken for a head."""
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


def looks_like_head(texts: Sequence[str | None]) -> float:
    """Return which part of a row's filled cells are headings we know (0–1)."""
    filled = [one for one in texts if one and one.strip()]
    if not filled:
        return 0.0
    return sum(field_of(one) is not None for one in filled) / len(filled)


def head_size(rows: Sequence[Sequence[GridCell]]) -> int:
    """Return how many rows are the head: those the file marks, else one or two rows of headings we know."""
    marked = 0
    while (
        marked < len(rows)
        and all(cell.head for cell in rows[marked] if cell.text)
        and any(c.head for c in rows[marked])
    ):
        marked += 1
    if 0 < marked < len(rows):
        second = (
            marked == 1
            and len(rows) > PAIR
            and looks_like_head(own_texts(rows[1])) > MANY
            and len(own_texts(rows[1])) > 1
        )
        return PAIR if second else marked
    if len(rows) > PAIR and _is_split(rows[0], rows[1]):
        return PAIR
    first = texts_of(rows[0])
    known = sum(field_of(text) is not None for text in first if text)
    if known < PAIR and not (known == 1 and len([t for t in first if t]) <= PAIR):
        return 0
    if looks_like_head(first) < HALF:
        return 0
    if len(rows) > PAIR and len(own_texts(rows[1])) > 1 and looks_like_head(own_texts(rows[1])) > MOST:
        return PAIR
    return 1


def _is_split(upper: Sequence[GridCell], lower: Sequence[GridCell]) -> bool:
    """Return whether a row only tells apart what stands under the merged headings above it."""
    merged = {cell.text for cell in upper if cell.covered and cell.text}
    under = [
        (above.text in merged, bool(cell.text) and not cell.covered) for above, cell in zip(upper, lower, strict=True)
    ]
    return bool(merged) and looks_like_head(texts_of(upper)) > HALF and all(wide == own for wide, own in under)


def own_texts(row: Sequence[GridCell]) -> list[str]:
    """Return the texts of cells that are not covered by a merged one."""
    return [cell.text for cell in row if cell.text and not cell.covered]


def texts_of(row: Sequence[GridCell]) -> list[str]:
    """Return the texts of a row, of an unknown cell nothing."""
    return [cell.text or "" for cell in row]


def first_column(rows: Sequence[Sequence[GridCell]]) -> float:
    """Return which part of the first column are headings we know."""
    return looks_like_head([row[0].text for row in rows])


def is_sideways(rows: Sequence[Sequence[GridCell]], size: int) -> bool:
    """Return whether the headings stand in the first column although the first row looks like a head too."""
    if is_item_and_value(rows, size):
        return True
    across = looks_like_head(texts_of(rows[0]))
    down = [row[0].text for row in rows if row[0].text and not row[0].covered]
    if len(rows[0]) > PAIR and len(set(down)) < len(down):
        return False  # What is said twice heads nothing.
    if len(rows[0]) == PAIR and len(down) > 1:
        return looks_like_head(down) > MANY and across <= HALF
    return len(down) > PAIR and looks_like_head(down) > MOST and across < MOST


def is_item_and_value(rows: Sequence[Sequence[GridCell]], size: int) -> bool:
    """Return whether the head only says "구분 | 내용": the headings are in the first column."""
    if size == 0 or len(rows[0]) != PAIR or len(rows) == size:
        return False
    found = [field_of(text) for text in texts_of(rows[0])]
    return found[1] is Field.VALUE and first_column(rows[size:]) >= HALF


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


def fields_and_headings(rows: Sequence[Sequence[GridCell]], size: int) -> tuple[list[Field | None], list[str]]:
    """Return what each column is about and its heading; without a head (size 0) what its cells look like."""
    width = len(rows[0])
    if size == 0:
        return _guessed(rows), [""] * width
    lower = [(rows[size - 1][at].text or rows[0][at].text or "") for at in range(width)]
    fields = fields_of(lower)
    for upper_row in reversed(rows[: size - 1]):
        for at, upper in enumerate(upper_row):
            fields[at] = _under(field_of(upper.text), fields[at], apart=lower[at] != upper.text)
    return fields, [folded(one) for one in lower]


def _under(over: Field | None, field: Field | None, *, apart: bool) -> Field | None:
    """Return what a column is about whose heading stands under another."""
    if over is None or field is None:
        return field or over
    return _BOTH_OF[over].get(field, field) if apart and over in _BOTH_OF else field
