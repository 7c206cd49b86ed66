"""Owns what the rules ask of a text again and again: its places, its sections, where a gap is shown, how sure it is."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from app.kernel.messages import Message
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.printed import Where
from app.policy.stated import Item, Said, StatedRow, StatedSection

T = TypeVar("T")
SURE = 0.6
"""Below this the reading is a guess: no breach is said to be one."""
_SIGNS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return a text without white space and signs, in small letters, to compare it with another."""
    return _SIGNS.sub("", text).lower()


def found(text: str, where: Where | None, severity: Severity | None = None, **values: object) -> Hit:
    """Return a hit with a sentence and its gaps."""
    return Hit(Message(text, values), where, severity)


def capped(said: Said[T], severity: Severity) -> Severity:
    """Return a severity, or INFO where the fact it rests on is a guess."""
    return severity if said.confidence >= SURE else Severity.INFO


def has_part(text: Text) -> bool:
    """Return whether the text has a camera part at all."""
    return text.stated.first_line is not None


def section(text: Text, item: Item) -> StatedSection | None:
    """Return the first section whose heading answers an item."""
    return next((one for one in text.stated.sections if item in one.items), None)


def place_of(text: Text, item: Item) -> Where:
    """Return where a gap in an item is shown: at its heading, else at the beginning of the camera part."""
    own = section(text, item)
    return own.heading.where if own else beginning(text)


def beginning(text: Text) -> Where:
    """Return where the camera part begins."""
    title = text.stated.title
    return title.where if title else Where(text.stated.first_line or 1)


def part_lines(text: Text) -> Iterator[tuple[int, str]]:
    """Yield line and words of everything the camera part prints."""
    yield from text.part


def places(text: Text) -> dict[str, list[StatedRow]]:
    """Return the rows of each place, with the rows of its parts, under the place's name."""
    named: dict[str, list[StatedRow]] = {}
    for row in text.stated.rows:
        named.setdefault(row.name.value, []).append(row)
    return named


def value(rows: Iterable[StatedRow], field: str) -> object:
    """Return the first value any row of a place states, or None."""
    return next((one for row in rows if (one := getattr(row, field)) not in (None, ())), None)


def lacking(text: Text, field: str, *, but: Callable[[list[StatedRow]], bool] | None = None) -> list[StatedRow]:
    """Return the first row of each place that does not state a field; places ``but`` excuses are left out."""
    return [
        rows[0] for rows in places(text).values() if value(rows, field) is None and not (but is not None and but(rows))
    ]


def nobody(text: Text, field: str) -> bool:
    """Return whether no row states a field, nor the text for all."""
    return all(getattr(row, field) in (None, ()) for row in text.stated.rows) and not getattr(text.stated, field, None)


def not_recorded(rows: Iterable[StatedRow]) -> bool:
    """Return whether nothing is recorded at a place."""
    kept = [row.retention.value for row in rows if row.retention]
    return bool(kept) and not any(one.recorded for one in kept)


def missing(text: Text, item: Item) -> Severity | None:
    """Return how bad a gap in an item is: an ERROR, only INFO in a part of a text, None where it may just not be seen.

    In a part of a text the items after its last section, and items without a section, are unseen and not missing.
    """
    if not (text.partial or breaks_off(text) is not None):
        return Severity.ERROR
    numbers = [number for one in text.stated.sections for number in one.items]
    own = section(text, item)
    last = text.stated.sections[-1] if text.stated.sections else None
    if own is None or own is last or (numbers and item > max(numbers)):
        return None
    return Severity.INFO


def stands_unread(text: Text, item: Item, pattern: re.Pattern[str]) -> bool:
    """Return whether an item's section prints what a value looks like: then the reader failed, and not the text."""
    own = section(text, item)
    if own is None:
        return False
    first, last = own.heading.where.line, own.last_line
    heading = own.heading.value
    return any(
        pattern.search(words.replace(heading, "")) is not None for line, words in text.part if first <= line <= last
    )


_IN_A_DATE = re.compile(r"(?:19|20)\d\d\s*[.\-/년]\s*\d{1,2}\s*[.\-/월]\s*\d{1,2}")


def is_dated(text: Text, where: Where) -> bool:
    """Return whether a line holds a day: "10. 5. (시행일" in it is no heading."""
    return _IN_A_DATE.search(text.words_at.get(where.line, "")) is not None


_OPEN_ENDED = re.compile(
    r"(?:\s[가-힣]*(?:은|는|을|를|에|로서|에게|에서|으로|하여|하고|하며|으며|되는|하는|있는|또는|없이|따라|통해|대하여|관하여|위하여|위해|대한|따른|관한)|\s및"
    r"|[,、(「『\[:]|\.{2,}|…|더\s*보기|\b(?:the|of|and|or|to|in|for|a|an|by|with|is|are))\s*$"
)
_ENUMERATED = re.compile(r"^\s*(?:[-*•]\s*)?(?:\d{1,2}|[가-하]|[①-⑳])\s*[.)]?\s*$")


def _line(one: tuple[int, str]) -> int:
    return one[0]


def breaks_off(text: Text) -> Where | None:
    """Return where the text ends in the middle: an unfinished sentence, a mark or a heading with nothing behind it."""
    if "end" not in text.reach:
        text.reach["end"] = _broken_off(text)
    return text.reach["end"]


def _broken_off(text: Text) -> Where | None:
    stated = text.stated
    number, last = max(reversed(text.told), key=_line, default=(0, ""))
    if stated.last_line is None or not number or number > stated.last_line + 1:
        return None
    last = last.strip()
    closing = stated.sections[-1] if len(stated.sections) > 1 else None
    bare_heading = closing is not None and closing.empty and not is_dated(text, closing.heading.where)
    unclosed = any(last.count(one) > last.count(other) for one, other in ("「」", "『』"))
    if _OPEN_ENDED.search(last) or _ENUMERATED.match(last) or unclosed or bare_heading:
        return Where(number)
    return None
