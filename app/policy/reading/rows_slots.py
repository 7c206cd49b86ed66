"""Owns the cells of a row once merging is decided, and what a cell says by referring to another row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.policy.printed import GridCell, Where
from app.policy.reading.values import folded
from app.policy.reading.values_words import numbers_meant
from app.policy.stated import Said


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell after merging was decided: its text, and whether it is its own or goes on from above."""

    text: str
    where: Where
    shared: bool = False
    confidence: float = 1.0


def banner(row: Sequence[GridCell]) -> Slot | None:
    """Return the one text of a row that is a heading over the whole width."""
    texts = {cell.text for cell in row}
    if len(texts) == 1 and row[0].text and any(cell.covered for cell in row):
        return Slot(folded(row[0].text), row[0].where)
    return None


_SAME = re.compile(r"같|동일")
_REFERRED = 0.9


def referred(slots: Sequence[Slot], told: Mapping[int, Sequence[Slot]]) -> list[Slot]:
    """Return cells with those that only name another row ("제3호의 장소와 같음") saying what that row says."""
    found = []
    for at, slot in enumerate(slots):
        numbers = numbers_meant(folded(slot.text)) if _SAME.search(slot.text) else ()
        other = told.get(numbers[0]) if len(numbers) == 1 else None
        found.append(replace(other[at], shared=True, confidence=_REFERRED) if other else slot)
    return found


def number_in(slots: Sequence[Slot], at: int | None, otherwise: int) -> int:
    """Return the number a row bears in the column of numbers, or what it is by counting."""
    text = slots[at].text.strip() if at is not None else ""
    return int(text) if text.isdecimal() and len(text) < len("100000") else otherwise


def said_in(slot: Slot, sure: float) -> Said[str]:
    """Return what a cell says, as sure as the cell and the table."""
    text = slot.text.strip()
    return Said(text, folded(text), slot.where, slot.confidence * sure, shared=slot.shared)
