"""Owns which column names the rows of a table where its head leaves that open: purposes, sums beside counts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.policy.reading.columns import Field, field_of
from app.policy.reading.rows_entries import Entry
from app.policy.reading.rows_slots import Slot, said_in
from app.policy.reading.values import count_of, is_subtotal, is_total

_LONGEST: Final = 20  # Letters of a purpose that is the name of a class of cameras ("어린이보호구역").
_FEWEST: Final = 2
_PLACE: Final = re.compile(
    r"(?:[구시군본별]청|청사|본청|보건소|사업소|주민센터|센터|도서관|회관|체육관|학교|사옥|공장|캠퍼스|지점|개소)\s*(?:\([^()]*\))?$"
)
_ADDED: Final = 0.8  # A sum nobody printed.
_PLACED: Final = {Field.COUNT, Field.LOCATION, Field.BOTH, Field.COVERAGE}


def named_by_purpose(fields: list[Field | None], headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Make the column of purposes that of names, if every row has a short one of its own and nothing else names it.

    "구분 | 용도 | 대수": what is merged over several rows is their class, and each is named by what it is for.
    """
    if Field.PURPOSE not in fields:
        return False
    at = fields.index(Field.PURPOSE)
    names = fields.index(Field.NAME) if Field.NAME in fields else None
    body = [row for row in rows if not any(is_total(text) or is_subtotal(text) for text in row[: at + 1])]
    texts = [row[at] for row in body]
    own = len(texts) >= _FEWEST and all(texts) and len(set(texts)) == len(texts)
    if not own or max(map(len, texts)) > _LONGEST or any("\n" in text for text in texts):
        return False
    if any(what in _PLACED for what in fields[:at]):
        return False
    if names is None:
        listed = Field.COUNT in fields and any("," in text for text in texts)
        if listed or (not _PLACED & set(fields) and not {Field.MANAGER, Field.RETENTION, Field.STORAGE} & set(fields)):
            return False
    else:
        groups = [row[names] for row in body]
        if names > at or field_of(headings[names]) is not Field.GROUP or len(set(groups)) in {1, len(groups)}:
            return False
        fields[names] = Field.KIND
    fields[at] = Field.NAME
    return True


def parted_by_first(fields: list[Field | None], rows: Sequence[Sequence[str]]) -> None:
    """Make the names of a table parts where several bear the same one and an unknown column before tells them apart."""
    at = fields.index(Field.NAME) if Field.NAME in fields else 0
    before = [one for one in range(at) if fields[one] is None]
    if not before or Field.PART in fields or len({row[at] for row in rows}) == len(rows):
        return
    pairs = {(row[before[-1]], row[at]) for row in rows}
    if len(pairs) == len(rows) and all(row[before[-1]] for row in rows):
        fields[before[-1]], fields[at] = Field.NAME, Field.PART


def with_sums(fields: list[Field | None], headings: Sequence[str]) -> None:
    """Mark a column "소계" beside columns of devices as one of them."""
    if Field.COUNT in fields:
        for at, heading in enumerate(headings):
            if fields[at] is None and (is_total(heading) or is_subtotal(heading)):
                fields[at] = Field.COUNT


def with_operators(fields: list[Field | None], headings: Sequence[str]) -> None:
    """Mark those who run the cameras beside the one in charge as having access ("관리책임자 | 운영담당")."""
    in_charge = [at for at, what in enumerate(fields) if what is Field.MANAGER]
    if Field.ACCESS not in fields and any("책임" in headings[at] for at in in_charge):
        for at in in_charge:
            fields[at] = Field.MANAGER if "책임" in headings[at] else Field.ACCESS


def purposes_again(entries: Sequence[Entry]) -> None:
    """Note of places that are named by their purpose that this is what they are for."""
    for entry in entries:
        if entry.name is not None and entry.part is None and not _PLACE.search(entry.name.value):
            entry.add(Field.PURPOSE, entry.name)


def counted_parts(
    entry: Entry, slots: Sequence[Slot], fields: Sequence[Field | None], headings: Sequence[str], sure: float
) -> list[Entry]:
    """Return the parts of a row with several columns of devices ("실내 | 실외"); a column of sums is the row's own.

    A row that is a part itself has none: what each column says is kept beside it.
    """
    columns = [at for at, what in enumerate(fields) if what is Field.COUNT]
    if len(columns) <= 1 or entry.name is None or not any(count_of(slots[at].text) for at in columns):
        return []
    whole = next((at for at in columns if is_total(headings[at]) or is_subtotal(headings[at])), None)
    entry.cells.pop(Field.COUNT, None)
    if whole is not None:
        entry.add(Field.COUNT, said_in(slots[whole], sure))
    elif entry.part is not None:
        numbers = [one.value for at in columns if (one := count_of(slots[at].text))]
        entry.add(Field.COUNT, replace(said_in(slots[columns[0]], sure * _ADDED), value=str(sum(numbers))))
    found: list[Entry] = []
    for at in columns:
        if at != whole and count_of(slots[at].text) is not None:
            said = said_in(slots[at], sure)
            if entry.part is not None:
                entry.others.append((headings[at], said))
                continue
            found.append(Entry(name=entry.name, part=replace(said, value=headings[at])))
            found[-1].add(Field.COUNT, said)
    return found
