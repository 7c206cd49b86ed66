"""Owns second looks: facts that contradict each other or are not like what they should be are called less sure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from app.policy.reading.columns import field_of
from app.policy.reading.part import RowsRead
from app.policy.reading.values import key
from app.policy.reading.values_people import says_department, says_person
from app.policy.stated import Said, StatedPerson, StatedRow

UNLIKE, AGAINST = 0.85, 0.6
"""How sure at most a fact is that is not like others of its kind, or that another fact contradicts."""
_STORED: Final = re.compile(
    r"(?:실|센터|소|서버|팀|과|부|처|관|함|장|동|층|본부|상황|클라우드|장치|시스템|NVR|DVR|room|office|server|cent(?:er|re)|recorder|cloud)"
    r"(?:\s*내)?\s*(?:\([^()]*\))?$",
    re.IGNORECASE,
)
_CLASS: Final = re.compile(r"(?:교|구|옥|실|관|시|사|군)\s?[내외]|내부|외부")
_NO_NAME: Final = re.compile(r"\d{2,4}-\d{3,4}|합쳐|합계|\d\s*대$|^\d+$|(?:은|는)\s")
_TWICE: Final = ("count", "retention", "hours", "storage")


def with_doubts(read: RowsRead) -> RowsRead:
    """Return rows with the confidence of what does not agree with the rest, or is unlike its kind, lowered."""
    rows = [_unlike(row) for row in read.rows]
    rows = _said_twice(rows)
    total = read.total
    if total is not None and _counted(rows) not in {0, total.value}:
        rows = [replace(row, count=_at_most(row.count, UNLIKE)) for row in rows]
        total = _at_most(total, UNLIKE)
    return replace(read, rows=tuple(rows), total=total)


def _at_most(said: Any, sure: float) -> Any:  # noqa: ANN401  # A Said of any value, or None.
    return said if said is None or said.confidence <= sure else replace(said, confidence=sure)


def _unlike(row: StatedRow) -> StatedRow:
    name = row.name.value
    if field_of(name) is not None or _NO_NAME.search(name) or _CLASS.fullmatch(name):
        row = replace(row, name=_at_most(row.name, AGAINST))
    if row.storage is not None and not _STORED.search(row.storage.value.strip(" .")):
        row = replace(row, storage=_at_most(row.storage, UNLIKE))
    return replace(
        row,
        managers=tuple(one if _is_somebody(one) else _at_most(one, UNLIKE) for one in row.managers),
        accessors=tuple(one if _is_somebody(one) else _at_most(one, UNLIKE) for one in row.accessors),
    )


def _is_somebody(said: Said[StatedPerson]) -> bool:
    title = said.value.title
    return title is None or says_person(title) or says_department(title)


def _counted(rows: Sequence[StatedRow]) -> int:
    """Return the devices of all places: of one that states none itself, those of its parts."""
    wholes = {key(row.name.value) for row in rows if row.part is None and row.count}
    return sum(row.count.value for row in rows if row.count and (row.part is None or key(row.name.value) not in wholes))


def _said_twice(rows: Sequence[StatedRow]) -> list[StatedRow]:
    """Return rows in which what is said twice of one place, and otherwise, is doubted both times."""
    told: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        told.update(_facts(row))
    found = []
    for row in rows:
        twice = {fact[2]: _at_most(getattr(row, fact[2]), AGAINST) for fact in _facts(row) if told[fact] > 1}
        found.append(replace(row, **twice))
    return found


def _facts(row: StatedRow) -> list[tuple[str, str, str]]:
    part = key(row.part.value) if row.part else ""
    return [(key(row.name.value), part, name) for name in _TWICE if getattr(row, name) is not None]
