"""Owns what may be called sure: a value whose whole text is of its kind, on a line that says nothing else.

Every check only lowers a confidence: a value is sure if a known head names it and the grammar of its kind takes all of
it. One value that many rows share is sure only if its line holds one statement, as it is wrong in all of them or in
none.
"""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, Final

from app.policy.printed import Piece, TextLine, Where
from app.policy.reading.values import folded
from app.policy.reading.values_people import PHONE, says_department, says_person
from app.policy.stated import Said, StatedPerson, StatedRow

AT_MOST: Final = 0.85
_TEXTS: Final = ("location", "coverage", "hours", "storage")
_END: Final = re.compile(r"(?:[다요음함됨임]\.|[.;]\s)\s*(?=\S)|(?:니다|한다|된다|이다|세요)[.]?$")
_MARK: Final = re.compile(r"(?<=\S)\s*[①-⑳▶▷■□◆◇▣◎※○●☞]|(?<=\S)\s(?:\d{1,2}[.)]|[가-하][.)])\s+\S")
_PARTICLE: Final = re.compile(
    r"[가-힣)\d](?:은|는|에서|에는|까지|부터|으로|에게|이며|이고|하며|하고|되며|하되)\s|(?:은|는|을|를|에서|으로|이며|이고)$"
)
_LABEL: Final = re.compile(
    r"(?:시간|기간|장소|책임자|담당자|권한자|연락처|전화|대수|목적|위치|범위|방법|부서|업체)\s*[:：]|[:：]\s*\S+\s*[:：]"
)
_VALUE: Final = re.compile(r"(?<!\d)\d{1,3}\s*(?:일간?|개월간?|주간?)(?![가-힣])|(?<!\d)\d{1,5}\s*대(?![가-힣])")
_NAME: Final = re.compile(r"^[\s\-·•:.,)\]]|[\s\-·•:,(\[]$|^(?:및|또는|그리고|단|다만)\s|(?:및|또는|등)$|[.?!]$")
_LONGEST: Final = {"name": 40, "hours": 40, "storage": 50, "location": 200, "coverage": 200}
_PERIOD: Final = re.compile(r"(?<!\d)(\d{1,3})\s*(?:일|개월|주|days?|months?|weeks?)", re.IGNORECASE)
_CLOCKS: Final = re.compile(r"\d{1,2}\s*(?::\s*\d{2}|시(?!간))|24\s*시간|24 hours")
_BRACKET: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_OTHER_KINDS: Final = {"storage": (_VALUE, _PARTICLE, PHONE), "hours": (PHONE,)}
_LONGEST_OTHER: Final = 400
_RANGE: Final = 2  # Clocks of one range of hours.
_POST: Final = re.compile(r"[^\d:：]{1,40}")


class Lines:
    """The lines of a text by their places; a table's cells are none of them."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """Note the lines."""
        self._at: dict[Where, list[str]] = {}
        for piece in pieces:
            if isinstance(piece, TextLine):
                self._at.setdefault(piece.where, []).append(folded(piece.text))

    def of(self, said: Said[Any]) -> str | None:
        """Return the line a value stands on: of several at one place, the first that holds its words."""
        lines = self._at.get(said.where, ())
        text = folded(said.text)
        return next((one for one in lines if text in one), None)


def with_certainty(rows: Sequence[StatedRow], lines: Lines) -> list[StatedRow]:
    """Return rows in which only what is wholly understood is called sure."""
    return [_row(row, lines) for row in rows]


def at_most(said: Said[Any]) -> Said[Any]:
    """Return a value that is not called sure."""
    return said if said.confidence <= AT_MOST else replace(said, confidence=AT_MOST)


def _row(row: StatedRow, lines: Lines) -> StatedRow:
    told: dict[str, Any] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, Said):
            if not (_is_whole(field.name, value) and _is_alone(field.name, value, lines)):
                told[field.name] = at_most(value)
        elif field.name in {"managers", "accessors"}:
            told[field.name] = tuple(
                one if is_plain_person(one.value) and _is_alone(field.name, one, lines) else at_most(one)
                for one in value
            )
    return replace(row, **told) if told else row


def _is_whole(name: str, said: Said[Any]) -> bool:
    """Return whether the whole text of a value is of its kind."""
    if not isinstance(said.value, str):
        return True
    text = said.value
    if text.count("(") != text.count(")") or len(text) > _LONGEST.get(name, _LONGEST_OTHER):
        return False
    if name in {"name", "part"}:
        other = any(one.search(text) for one in (_NAME, _END, _LABEL, PHONE))
        return not other and _PARTICLE.search(_BRACKET.sub("", text)) is None
    if name not in _TEXTS:
        return True
    return not any(one.search(text) for one in (_END, _LABEL, _MARK, *_OTHER_KINDS.get(name, ()))) and (
        name != "hours" or len(_CLOCKS.findall(text)) <= _RANGE
    )


def _is_alone(name: str, said: Said[Any], lines: Lines) -> bool:
    """Return whether the line a shared value stands on says that value and nothing else of its kind."""
    if not said.shared or name in {"name", "part"}:
        return True
    line = lines.of(said)
    if line is None:
        return True
    if _END.search(line) or _MARK.search(line):
        return False
    if name == "retention":
        return len(set(_PERIOD.findall(line))) <= 1 and not _others(line)
    if name == "hours":
        return len(_CLOCKS.findall(line)) <= _RANGE and not _others(line)
    return not (name == "storage" and _others(line))


def _others(line: str) -> bool:
    """Return whether brackets of a line say more than a telephone or a plain repetition."""
    inside = _BRACKET.findall(line)
    return any(
        _PARTICLE.search(f"{one[1:-1]} ") or re.search(r"단\s*,|다만|제외|경우|\d\s*(?:일|시간)", one) for one in inside
    )


def is_plain_person(person: StatedPerson) -> bool:
    """Return whether a post and a department are words of their kind and nothing more."""
    for text, fits in ((person.title, _ends_like_somebody), (person.department, None)):
        if text is None:
            continue
        plain = _BRACKET.sub("", text)
        if not _POST.fullmatch(plain) or _PARTICLE.search(plain) or _END.search(text) or _LABEL.search(text):
            return False
        if fits is not None and not fits(text):
            return False
    return True


def _ends_like_somebody(text: str) -> bool:
    return says_person(text) or says_department(text)
