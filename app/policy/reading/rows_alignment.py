"""Owns short rows: which columns the texts of a flattened row belong to, where the file no longer says.

A cell that was merged with the one above leaves no trace in flattened text ("별관 | 60일 이내 |" under four columns).
Each text is put where its kind fits; what is left over goes on from the row above, with less confidence.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import islice

from app.policy.reading.columns import Field
from app.policy.reading.rows_roles import is_role
from app.policy.reading.values import count_of
from app.policy.reading.values_keeping import hours_of, retention_of
from app.policy.reading.values_people import is_phone, says_department, says_person

_STORES = ("실", "소", "센터", "서버", "DVR", "NVR", "room")
_USUAL, _REPEATED = 0.3, 2.5
_TELLING = 200  # Texts of a column.
_SHORT = 10  # Letters of a cell that is nothing but a number or a period.
_FITS, _LIKELY, _NEUTRAL, _AGAINST = 3.0, 1.5, 0.4, -4.0
NEVER_MERGED = frozenset({Field.COUNT, Field.NUMBER, Field.PART})
"""Fields whose text is not taken from the row above: a number of devices is a row's own."""


class Printed:
    """What complete rows print in a column; of very long ones the first texts show what they are like."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts of the column, in order."""
        self._texts = dict.fromkeys(texts)
        self._words = [_words(text) for text in islice(self._texts, _TELLING)]

    def likeness(self, text: str) -> float:
        """Return how much a text is like the most similar one: 1 for the same, else by the words both have."""
        if text in self._texts:
            return 1.0
        words = _words(text)
        return 0.8 * max((len(words & one) for one in self._words), default=0) / max(len(words), 1)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.split(r"[\s,·/]+", text))


def aligned(
    values: Sequence[str],
    fields: Sequence[Field | None],
    above: Sequence[Printed],
    directly: Sequence[str] = (),
    usual: Collection[int] = (),
) -> list[int]:
    """Return the column of each text, in order, so that the kinds fit best.

    ``above`` holds what other, complete rows print in each column. ``directly`` is the row right above: a text that
    is the same there would have been merged with it. ``usual``: the columns the last short row had texts in.
    """
    width = len(fields)
    parted = Field.PART in fields

    def leading(field: Field | None) -> float:
        """Return what speaks for the first text being the name; where places have parts it is the part."""
        if field is Field.NAME:
            return -_LIKELY if parted else _FITS
        return _LIKELY if field is Field.PART else 0.0

    @cache
    def best(at: int, column: int) -> tuple[float, tuple[int, ...]]:
        if at == len(values):
            return 0.0, ()
        if width - column < len(values) - at:
            return float("-inf"), ()
        score, rest = best(at + 1, column + 1)
        here = _fit(values[at], fields[column], above[column], first=column == 0)
        here += leading(fields[column]) if at == 0 else 0.0
        here += _USUAL if column in usual else 0.0
        here -= _REPEATED if column < len(directly) and values[at] == directly[column] else 0.0
        taken = (score + here, (column, *rest))
        skipped = best(at, column + 1)
        return taken if taken[0] >= skipped[0] - 0.01 else skipped

    return list(best(0, 0)[1])


def _fit(text: str, field: Field | None, above: Printed, *, first: bool) -> float:
    seen = _LIKELY * above.likeness(text)
    if not text:
        return -1.0 if first or field in {Field.NAME, Field.PART} else 0.1
    return seen + kind_fit(text, field)


def kind_fit(text: str, field: Field | None) -> float:
    """Return how well a text fits what a column is about: positive fits, negative speaks against it."""
    if field is Field.ROLE:
        return _FITS if is_role(text) else _AGAINST
    phone, count, keeping, hours = is_phone(text), count_of(text), retention_of(text), hours_of(text)
    typed = {
        Field.COUNT: count is not None,
        Field.PHONE: phone,
        Field.ACCESS_PHONE: phone,
        Field.RETENTION: keeping is not None,
        Field.HOURS: hours is not None and keeping is None,
    }
    if field in typed:
        return _FITS if typed[field] else _AGAINST
    return _text_fit(text, field, typed=_is_typed(text))


def _is_typed(text: str) -> bool:
    """Return whether a text is nothing but a telephone, a number of devices or a period."""
    short = len(text) < _SHORT and count_of(text) is not None
    return short or is_phone(text) or (len(text) < 2 * _SHORT and retention_of(text) is not None)


def _text_fit(text: str, field: Field | None, *, typed: bool) -> float:
    """Return how well a text fits a column of words."""
    if typed:
        return 0.0 if field in {None, Field.OTHER} else _AGAINST
    if (hours := hours_of(text)) is not None and hours.confidence == 1:
        return -1.0
    person = says_person(text)
    fits = {
        Field.MANAGER: _LIKELY if person else 0.0,
        Field.ACCESS: _LIKELY if person else 0.0,
        Field.TITLE: _LIKELY if person else 0.0,
        Field.DEPARTMENT: _LIKELY if says_department(text) and not person else -0.5,
        Field.ACCESS_DEPARTMENT: _LIKELY if says_department(text) and not person else -0.5,
        Field.STORAGE: _LIKELY if text.endswith(_STORES) else _NEUTRAL,
        Field.LOCATION: -0.5 if person else _NEUTRAL,
        Field.COVERAGE: -0.5 if person else _NEUTRAL,
        Field.BOTH: -0.5 if person else _NEUTRAL,
    }
    return fits.get(field or Field.OTHER, _NEUTRAL)
