"""Owns the numbers a word processor counts before paragraphs: what a reader of the document sees there."""

import re
from collections import defaultdict
from collections.abc import Callable

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

_SYLLABLES = "가나다라마바사아자차카타파하"
_INITIALS = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_DIGITS = "영일이삼사오육칠팔구"
_CHINESE = "〇一二三四五六七八九"
_COUNTED = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9
_LARGEST = 100_000
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def number(element: _Element | None, otherwise: int) -> int:
    """Return the whole number in an element's value, or another where there is none."""
    given = element.get(qn("w:val")) if element is not None else None
    return int(given) if given is not None and re.fullmatch(r"-?\d{1,5}", given, re.ASCII) else otherwise


class Numbers:
    """The running numbers of one document: ask for the mark of every paragraph in order."""

    def __init__(self, document: WordDocument) -> None:
        """Read the definitions of lists."""
        root = next((part.element for part in _parts(document) if hasattr(part, "element")), None)
        self._abstract: dict[str, _Element] = {}
        self._lists: dict[str, _Element] = {}
        for one in root if root is not None else ():
            if one.tag == qn("w:abstractNum"):
                self._abstract[one.get(qn("w:abstractNumId"), "")] = one
            elif one.tag == qn("w:num"):
                self._lists[one.get(qn("w:numId"), "")] = one
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)
        self._begun: set[tuple[str, int]] = set()

    def mark(self, list_id: str, level: int) -> str | None:
        """Count one paragraph of a list at a level, and return the mark before it, or None for none."""
        one = self._lists.get(list_id)
        if one is None or not 0 <= level < _LEVELS:
            return None
        reference = one.find(qn("w:abstractNumId"))
        key = reference.get(qn("w:val"), "") if reference is not None else ""
        levels = [self._level(one, key, place) for place in range(level + 1)]
        counts = self._counts[key]
        self._override(one, list_id, level, counts)
        for place in range(level):
            if counts[place] is None:
                counts[place] = self._start(levels[place])
        before = counts[level]
        counts[level] = min(_LARGEST, before + 1) if before is not None else self._start(levels[level])
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _written(levels, counts, level)

    def _override(self, one: _Element, list_id: str, level: int, counts: list[int | None]) -> None:
        """Begin again where a list says so, the first time it is used at that level."""
        if (list_id, level) in self._begun:
            return
        self._begun.add((list_id, level))
        for override in one.findall(qn("w:lvlOverride")):
            start = override.find(qn("w:startOverride"))
            if override.get(qn("w:ilvl")) == str(level) and start is not None:
                counts[level] = number(start, 1) - 1

    def _level(self, one: _Element, key: str, level: int) -> _Element | None:
        for override in one.findall(qn("w:lvlOverride")):
            own = override.find(qn("w:lvl"))
            if override.get(qn("w:ilvl")) == str(level) and own is not None:
                return own
        abstract = self._abstract.get(key)
        if abstract is None:
            return None
        link = abstract.find(qn("w:numStyleLink"))
        if link is not None:
            styled = self._styled(link.get(qn("w:val")))
            abstract = styled if styled is not None else abstract
        return next((own for own in abstract.findall(qn("w:lvl")) if own.get(qn("w:ilvl")) == str(level)), None)

    def _styled(self, style: str | None) -> _Element | None:
        for abstract in self._abstract.values():
            link = abstract.find(qn("w:styleLink"))
            if link is not None and link.get(qn("w:val")) == style:
                return abstract
        return None

    @staticmethod
    def _start(level: _Element | None) -> int:
        return number(level.find(qn("w:start")), 1) if level is not None else 1


def _parts(document: WordDocument) -> list[object]:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    return [one.target_part for one in document.part.rels.values() if one.reltype == kind and not one.is_external]


def _written(levels: list[_Element | None], counts: list[int | None], level: int) -> str | None:
    own = levels[level]
    if own is None:
        return None
    pattern = own.find(qn("w:lvlText"))
    text = pattern.get(qn("w:val"), "") if pattern is not None else ""
    if _format(own) == "bullet":
        return _PRIVATE.sub("•", text).strip() or None

    def filled(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        if not 0 <= place <= level:
            return ""
        plain = own.find(qn("w:isLgl")) is not None
        return written(counts[place] or 0, "decimal" if plain else _format(levels[place]))

    return re.sub(r"%([1-9])", filled, text).strip() or None


def _format(level: _Element | None) -> str:
    kind = level.find(qn("w:numFmt")) if level is not None else None
    return str(kind.get(qn("w:val"), "decimal")) if kind is not None else "decimal"


def written(count: int, kind: str) -> str:
    """Return a number as a word processor writes it in one of its formats; unknown ones are decimal."""
    write = _FORMATS.get(kind)
    return (write(count) if write and count > 0 else None) or str(count)


def _one_of(signs: str) -> Callable[[int], str | None]:
    return lambda count: signs[(count - 1) % len(signs)] * ((count - 1) // len(signs) + 1) if count < 500 else None  # noqa: PLR2004  # Word repeats the sign; nobody counts that far.


def _between(first: str, most: int) -> Callable[[int], str | None]:
    return lambda count: chr(ord(first) + count - 1) if count <= most else None


def _roman(count: int) -> str | None:
    if count >= 400:  # noqa: PLR2004  # What the table of numerals reaches.
        return None
    text = ""
    for value, letters in _ROMAN:
        text, count = text + letters * (count // value), count % value
    return text


def _by_digit(digits: str) -> Callable[[int], str | None]:
    return lambda count: "".join(digits[int(digit)] for digit in str(count))


def _counting(digits: str, ten: str) -> Callable[[int], str | None]:
    def write(count: int) -> str | None:
        if count >= 100:  # noqa: PLR2004  # Nobody counts that far in words.
            return None
        tens, ones = divmod(count, 10)
        return (digits[tens] if tens > 1 else "") + (ten if tens else "") + (digits[ones] if ones else "")

    return write


_FORMATS: dict[str, Callable[[int], str | None]] = {
    "ganada": _one_of(_SYLLABLES),
    "chosung": _one_of(_INITIALS),
    "koreanDigital": _by_digit(_DIGITS),
    "koreanDigital2": _by_digit(_CHINESE),
    "koreanCounting": lambda count: _COUNTED[count] if count < len(_COUNTED) else None,
    "koreanLegal": lambda count: _COUNTED[count] if count < len(_COUNTED) else None,
    "ideographDigital": _by_digit(_CHINESE),
    "chineseCounting": _counting(_CHINESE, "十"),
    "decimalZero": lambda count: f"{count:02d}",
    "decimalEnclosedCircle": _between("①", 20),
    "decimalEnclosedParen": _between("⑴", 20),
    "decimalEnclosedFullstop": _between("⒈", 20),
    "lowerLetter": _one_of("abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": _one_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerRoman": _roman,
    "upperRoman": lambda count: (_roman(count) or "").upper() or None,
    "none": lambda _count: None,
}
