"""Owns second looks: facts that contradict each other or are not like what they should be are called less sure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from app.policy.printed import Piece, TextLine
from app.policy.reading.certainty import Lines, with_certainty
from app.policy.reading.columns import field_of
from app.policy.reading.merging import tells_place
from app.policy.reading.part import RowsRead
from app.policy.reading.values import key
from app.policy.reading.values_people import says_department, says_person
from app.policy.stated import Said, StatedPerson, StatedRetention, StatedRow

UNLIKE, AGAINST = 0.85, 0.6
"""How sure at most a fact is that is not like others of its kind, or that another fact contradicts."""
_STORED: Final = re.compile(
    r"(?:실|센터|소|서버|팀|과|부|처|관|함|장|동|층|본부|상황|클라우드|장치|시스템|NVR|DVR|room|office|server|cent(?:er|re)|recorder|cloud)"
    r"(?:\s*내)?\s*(?:\([^()]*\))?$",
    re.IGNORECASE,
)
_CLASS: Final = re.compile(r"(?:교|구|옥|실|관|시|사|군)\s?[내외]|내부|외부")
_NO_NAME: Final = re.compile(
    r"\d{2,4}-\d{3,4}|합쳐|합계|\d\s*대(?![가-힣])|\d\s*대씩|\D\s\d+$|에\s각|CCTV|^\d+$|(?:은|는)\s"
)
_EXCEPTS: Final = re.compile(
    r"[(\[][^()\[\]]*(?:단\s*,|다만|[가-힣](?:은|는)\s|경우|\S\s+\d+\s*(?:일|개월|주)|[가-힣]\s+\d{1,2}:\d\d|제외)|※|(?:^|[\s,.])(?:단|다만)\s*,"
)
_SENTENCES: Final = re.compile(r"[다함임]\.|[①-⑳]|(?:한다|합니다|니다)\b|.{60}")
_PERIOD: Final = re.compile(r"(?<!\d)(?P<number>\d{1,3})\s*(?P<unit>일|개월|주)(?!\s*(?:이내에|전|마다|에\s))")
_KEEPS: Final = re.compile(r"보관|보존|보유|저장|녹화")
_RECORDS: Final = re.compile(r"대장|접속|로그|기록|문서|신청|청구|요청|이력|출력물|회의록|삭제|파기")
_LONGEST_LINE: Final = 400
_DAYS: Final = {"일": 1, "개월": 30, "주": 7}
_TWICE: Final = ("count", "retention", "hours", "storage")


def with_doubts(read: RowsRead, pieces: Sequence[Piece] = ()) -> RowsRead:
    """Return rows with the confidence of what does not agree with the rest, or is unlike its kind, lowered.

    ``pieces``: the text they were read from.
    """
    rows = [_unlike(row) for row in with_certainty(read.rows, Lines(pieces))]
    rows = _unheard(_unsplit(_said_twice(rows)), pieces)
    rows = _told_nowhere(rows)
    total = read.total
    if total is not None and not _counted(rows) and len(rows) > 1:
        total = _at_most(total, UNLIKE)  # Nothing bears it out.
    if total is not None and _counted(rows) not in {0, total.value}:
        rows = [replace(row, count=_at_most(row.count, UNLIKE)) for row in rows]
        total = _at_most(total, UNLIKE)
    return replace(read, rows=tuple(rows), total=total)


def _at_most(said: Any, sure: float) -> Any:  # noqa: ANN401  # A Said of any value, or None.
    return said if said is None or said.confidence <= sure else replace(said, confidence=sure)


def _told_nowhere(rows: Sequence[StatedRow]) -> list[StatedRow]:
    """Return rows in which no name of a line is sure whose place says neither where its devices stand nor how many."""
    told = {key(row.name.value) for row in rows if tells_place(row)}
    return [
        replace(row, name=_at_most(row.name, UNLIKE))
        if row.name.where.row is None and key(row.name.value) not in told
        else row
        for row in rows
    ]


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


def _unsplit(rows: Sequence[StatedRow]) -> list[StatedRow]:
    """Return rows in which no value is sure that still holds an exception nobody took apart ("30일(승강기는 15일)")."""
    kept: dict[str, set[int | None]] = {}
    for row in rows:
        if row.retention is not None:
            kept.setdefault(row.retention.text, set()).update(_days_of(row.retention.value))
    found = []
    for row in rows:
        told: dict[str, Any] = {}
        for name in ("hours", "storage"):
            said = getattr(row, name)
            if said is not None and (_EXCEPTS.search(said.value) or _SENTENCES.search(said.value)):
                told[name] = _at_most(said, UNLIKE)
        if row.retention is not None and not _periods(row.retention.text) <= kept[row.retention.text]:
            told["retention"] = _at_most(row.retention, UNLIKE)
        found.append(replace(row, **told) if told else row)
    return found


def _unheard(rows: Sequence[StatedRow], pieces: Sequence[Piece]) -> list[StatedRow]:
    """Return rows in which no shared period is sure if the text names another one for which no place was found."""
    known = {days for row in rows if row.retention for days in _days_of(row.retention.value)}
    texts = [one.text for one in pieces if isinstance(one, TextLine) and len(one.text) < _LONGEST_LINE]
    kept = [one for one in texts if _KEEPS.search(one) and not _RECORDS.search(one)]
    if all(_periods(one) <= known for one in kept):
        return list(rows)
    return [
        replace(row, retention=_at_most(row.retention, UNLIKE)) if row.retention and row.retention.shared else row
        for row in rows
    ]


def _days_of(kept: StatedRetention) -> set[int | None]:
    return {kept.days, kept.least, kept.most}


def _periods(text: str) -> set[int | None]:
    """Return the periods in days a text names."""
    return {int(one["number"]) * _DAYS[one["unit"]] for one in _PERIOD.finditer(text)}


def _is_somebody(said: Said[StatedPerson]) -> bool:
    title = said.value.title
    if title is not None and title.count("(") != title.count(")"):
        return False  # Cut in two.
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
