"""Owns the marks that lines are listed with ("가.", "1)", "①", "-", "제1조") and how deep each makes a line."""

import re
from dataclasses import dataclass, field

_SYLLABLES = "가나다라마바사아자차카타파하거너더러머버서"
_SHAPES = "".join(map(chr, range(0x25A0, 0x2600)))  # Every geometric shape: publishers take any of them.
_BULLETS = "-–—―•·∙ㆍ‧☐☞☛❍❏❑❖➢➤➔✓✔★☆♣♠♥♦⦁⬛⬜*" + _SHAPES

# Each kind of mark. The first that fits wins, so the longer ones come first. A date ("2024. 3. 1."), a measure ("3 m")
# and an article spoken of ("제25조에 따라", "제25조 제1항") are no marks.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chapter", re.compile(r"제\s?\d{1,3}\s?[편장절관](?=[\s(（\[【.:]|$)\.?")),
    ("article", re.compile(r"제\s?\d{1,3}\s?조(?:의\s?\d{1,2})?(?=[\s(（\[【.:]|$)(?!\s*제\s?\d+\s?항)\.?")),
    ("annex", re.compile(r"[\[【<〈(]?(?:별표|별첨|붙임|부록)\s?\d{0,2}[\]】>〉)](?=\s|$)")),
    ("roman", re.compile(r"[Ⅰ-Ⅻⅰ-ⅻ][.)]?(?=\s|[가-힣])|(?=[IVX])(?:IX|IV|V?I{0,3}|X{1,2}(?:IX|IV|V?I{0,3}))\.(?=\s)")),
    ("dotted3", re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?(?=\s+[^\W\d])")),
    (
        "dotted",
        re.compile(r"\d{1,2}[.-]\d{1,2}\.?(?=\s+[^\W\d])(?!\s*(?:m|cm|km|미터|일|월|년|시간|개월|대|%)(?:\W|$))"),
    ),
    ("number", re.compile(r"\d{1,2}\.(?!\s*\d{1,2}\s*\.)(?!\d)(?=\s|\D|$)")),
    ("syllable", re.compile(rf"[{_SYLLABLES}]\.(?=\s|[^\s.])")),
    ("number)", re.compile(r"\d{1,2}\)(?=\s|\D)(?!\s*\d{3,4}-\d{4})")),
    ("syllable)", re.compile(rf"[{_SYLLABLES}]\)")),
    ("(number)", re.compile(r"\(\d{1,2}\)|[⑴-⒇]")),
    ("(syllable)", re.compile(rf"\([{_SYLLABLES}]\)|[㈎-㈛]")),
    ("circled", re.compile(r"[①-⑳㉑-㉟]")),
    ("circled syllable", re.compile(r"[㉮-㉻]")),
    ("(letter)", re.compile(r"\([a-z]\)|[a-z]\)|[A-Z][.)](?=\s+[^\W\d])|[a-z]\.(?=\s+[^\W\d])")),
    *((bullet, re.compile(rf"{re.escape(bullet)}(?=\s|[^\W\d]|[「『“‘(\[<])")) for bullet in _BULLETS if bullet != "*"),
    ("*", re.compile(r"\*(?=\s)")),
    ("o", re.compile(r"[oOㅇ](?=\s+[가-힣])")),
)
_BY_FIRST: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
_LISTED = re.compile(r"\S{1,14}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as printed, of which kind it is, and what follows it."""

    marker: str | None
    kind: str | None
    text: str


def marked(text: str) -> Mark:
    """Return a line cut into its mark and what follows; a bullet before a numbered mark is dropped.

    Copies of web pages put a bullet before every list item, whether or not it has a number of its own ("- 가. 목적").
    """
    text = text.strip()
    first = _first_mark(text)
    if first is None:
        return Mark(None, None, text)
    if len(first.kind or "") == 1:
        second = _first_mark(first.text)
        if second is not None and len(second.kind or "") > 1:
            return second
    return first


def _first_mark(text: str) -> Mark | None:
    if not text:
        return None
    for kind, pattern in _kinds_beginning(text[0]):
        found = pattern.match(text)
        if found and found.end():
            rest = text[found.end() :].strip()
            return Mark(found[0].strip(), kind, rest) if rest or kind in {"chapter", "article", "annex"} else None
    return None


def _kinds_beginning(letter: str) -> list[tuple[str, re.Pattern[str]]]:
    """Return the kinds whose mark can begin with a letter: most lines begin with none."""
    if letter not in _BY_FIRST:
        if letter in _BULLETS:
            kinds = [pair for pair in _KINDS if pair[0] == letter]
        elif letter.isdigit():
            kinds = [
                pair for pair in _KINDS if pair[0] in {"dotted3", "dotted", "number", "number)", "circled", "(number)"}
            ]
        else:
            kinds = [pair for pair in _KINDS if len(pair[0]) > 1 or pair[0] == "o"]
        if len(_BY_FIRST) > 4096:  # noqa: PLR2004  # Only so that no text can fill the memory.
            return kinds
        _BY_FIRST[letter] = kinds
    return _BY_FIRST[letter]


@dataclass(slots=True)
class Outline:
    """How deep the lines of one text stand: a mark seen before goes back to its depth, a new one goes deeper."""

    _open: list[tuple[str, int]] = field(default_factory=list)

    def depth(self, kind: str | None, indent: int) -> int:
        """Return the depth of the next line, of a kind of mark (None: no mark) and indented by so many columns."""
        if kind is None:
            return min(len(self._open), 1 if indent and self._open else 0)
        for place, (known, left) in enumerate(self._open):
            if known == kind and abs(left - indent) <= 1:
                del self._open[place + 1 :]
                return place
        kinds = [known for known, _left in self._open]
        if kind in kinds and not any(left < indent for _known, left in self._open):
            place = kinds.index(kind)
            del self._open[place + 1 :]
            return place
        deeper = len(self._open)
        while self._open and self._open[-1][1] > indent:
            self._open.pop()
        if len(self._open) < deeper and self._open and indent and self._open[-1][1] == indent:
            return len(self._open) - 1  # Back beside a line of another mark: not under it.
        if kind in {"chapter", "article"}:
            self._open = [pair for pair in self._open[:1] if kind == "article" and pair[0] == "chapter"]
        self._open.append((kind, indent))
        return len(self._open) - 1

    def begin_again(self) -> None:
        """Forget what was open: a heading begins a new part."""
        self._open.clear()
