"""Owns legal citations: instruments, articles, paragraphs, items and forms, however spaced, listed or ranged."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from app.policy.reading.citations_english import english_citations
from app.policy.reading.marks import CIRCLED
from app.policy.reading.sentences import Sentence
from app.policy.stated import Citation, Said

_KINDS = r"(?:법률|기본법|특별법|법|시행령|시행규칙|규칙|지침|고시|기준|조례|규정)"
_TOKEN = re.compile(
    rf"""
    (?P<quoted>「\s*(?P<name>[^「」\n]{{1,60}}?)\s*」(?:\s*(?P<under>시행령|시행규칙))?)
  | (?P<same>(?:같은|동)\s*법(?:률)?(?:\s*(?P<same_under>시행령|시행규칙))?(?![가-힣]))
  | (?P<act>(?:개인\s*정보\s*보호\s*법|표준\s*개인\s*정보\s*보호\s*지침
        |(?<![가-힣])(?!시행(?:령|규칙))[가-힣]{{2,20}}{_KINDS})
      (?:\s*(?P<act_under>시행령|시행규칙))?(?=\s|제|\(|\d|[,.)]|에|의|과|와|및|을|상|$))
  | (?P<short>(?<![가-힣])(?:법|영|시행령|시행규칙|규칙|지침)(?=\s*제\s*\d))
  | (?P<form>별지\s*(?:제\s*)?(?P<form_number>\d+(?:의\s*\d+)?)\s*호(?:의\s*\d+)?\s*(?:서식)?)
  | (?P<article>제?\s*(?P<article_number>\d{{1,4}})\s*조(?:\s*의\s*(?P<branch>\d{{1,2}}))?(?![가-힣]*원))
  | (?P<paragraph>제\s*(?P<paragraph_number>\d{{1,2}})\s*항|(?P<circled>[{CIRCLED}]))
  | (?P<item>제?\s*(?P<item_number>\d{{1,2}})\s*호(?!\s*서식)(?!선|실))
    """,
    re.VERBOSE,
)
_HALVES = {"사업법", "보호법", "촉진법", "관리법", "진흥법", "안전법", "특별법", "기본법"}
"""Names of acts that need the word before them: "도시가스 사업법"."""
_SPACES = re.compile(r"\s+")
_INSTRUMENT = re.compile(rf"{_KINDS}$")
_ACT = re.compile(r"법(?:률)?$")
_NO_ACT = re.compile(
    r"(?:방법|기법|불법|적법|처리방침|어법|문법|요법|입법|위법|합법|편법|관련법|관계법|해당법)$|^관(?:계|련)"
)
_OWN_RULES = re.compile(
    r"(?:^|\s)(?:관련|관계|해당|내부|운영|관리|안전|보안|이용|처리|별도)\S*(?:기준|규정|지침|규칙)$"
)
_RULES = re.compile(r"(?:기준|규정|지침|규칙|고시|조례)$")
_OF_AN_ACT = re.compile(r"보호\s*지침|법")
_GAP = re.compile(r"^(?:\s|[,·ㆍ∙‧、/~∼\-–]|및|와|과|또는|부터|내지|에서|까지|제|\([^()]{0,60}\)|\(|\))*$")
_RANGE = re.compile(r"부터|내지|[~∼–]|에서|(?<=\s)-(?=\s)")
_WIDEST_RANGE = 20


@dataclass(slots=True)
class _Reading:
    """What was cited last while a sentence is walked through."""

    act: str | None = None
    current: Citation | None = None
    start: int = 0
    end: int = 0
    found: list[tuple[Citation, int, int]] = field(default_factory=list)

    def close(self) -> None:
        if self.current is not None:
            self.found.append((self.current, self.start, self.end))
            self.current = None


def citations(texts: Iterable[Sentence]) -> Iterator[Said[Citation]]:
    """Yield what sentences cite. "같은 법" is named by the act before it; a range yields each of its articles.

    Articles of the text itself ("제3조에 따라" with no instrument before it in the sentence) are no citations.
    """
    act: str | None = None
    for sentence in texts:
        text, where = sentence.text, sentence.where
        reading = _Reading(act=act)
        _walk(text, reading)
        act = reading.act
        for citation, start, end in reading.found:
            yield Said(citation, text[start:end].strip(), sentence.at(start))
        yield from english_citations(text, where)


def _walk(text: str, reading: _Reading) -> None:
    reached = 0
    instrument: str | None = None
    for token in _TOKEN.finditer(text):
        gap = text[reached : token.start()]
        near = _GAP.match(gap) is not None
        if not near:
            reading.close()
        name = _instrument(token, reading, near=near)
        if name is not None:
            reading.close()
            instrument = name
            reading.current, reading.start = Citation(instrument=name), token.start()
        elif instrument is None or not _is_number(token) or (not near and not token["form"]):
            reached, instrument = token.end(), instrument if near and _is_number(token) else None
            continue
        else:
            _numbered(token, reading, instrument, gap)
        reached = reading.end = token.end()
    reading.close()


def _is_number(token: re.Match[str]) -> bool:
    return any(token[name] for name in ("form", "article", "paragraph", "item"))


def _instrument(token: re.Match[str], reading: _Reading, *, near: bool) -> str | None:
    """Return the instrument a token names; remembers the act for "같은 법"."""
    name: str | None = None
    under: str | None = None
    if token["quoted"]:
        name, under = _SPACES.sub(" ", token["name"]), token["under"]
        name = name if _INSTRUMENT.search(name) else None
    elif token["act"]:
        name = _named(token)
    elif token["same"]:
        name, under = reading.act or "같은 법", token["same_under"]
    elif token["short"]:
        return _short(token["short"], reading, near=near)
    if name is not None and _ACT.search(name):
        reading.act = name
    return f"{name} {under}" if name and under else name


def _short(name: str, reading: _Reading, *, near: bool) -> str:
    """Return "시행령" and "시행규칙" with the act they stand behind; "법" and "영" as the text calls them."""
    behind = name in {"시행령", "시행규칙"} and reading.act is not None and (near or reading.current is not None)
    return f"{reading.act} {name}" if behind else name


def _named(token: re.Match[str]) -> str | None:
    """Return the name of an instrument without quotation marks; None for words that only end like one."""
    name = _SPACES.sub(" ", token["act"])
    if name in _HALVES:
        before = re.search(r"([가-힣]{2,10})\s$", token.string[: token.start()])
        name = f"{before[1]} {name}" if before else name
    if _NO_ACT.search(name) or _OWN_RULES.search(name):
        return None
    needs_article = _RULES.search(name) is not None and _OF_AN_ACT.search(name) is None
    cited = re.match(r"\s*제\s*\d", token.string[token.end() :]) is not None
    return None if needs_article and not cited else name


def _numbered(token: re.Match[str], reading: _Reading, instrument: str, gap: str) -> None:
    now = reading.current or (reading.found[-1][0] if reading.found else Citation(instrument=instrument))
    if token["form"]:
        number = re.sub(r"\s+", "", token["form_number"])
        following = _next(reading, token, Citation(instrument=instrument, article=now.article, form=number), now.form)
    elif token["article"]:
        number = token["article_number"] + (f"의{token['branch']}" if token["branch"] else "")
        if now.article is not None and _RANGE.search(gap):
            _between(reading, instrument, now.article, number, token)
        following = _next(reading, token, Citation(instrument=instrument, article=number), now.article)
    elif token["paragraph"]:
        number_of = int(token["paragraph_number"]) if token["paragraph_number"] else CIRCLED.index(token["circled"]) + 1
        following = _next(reading, token, replace(now, paragraph=number_of, item=None), now.paragraph or now.item)
    else:
        following = _next(reading, token, replace(now, item=int(token["item_number"])), now.item)
    reading.current = following


def _next(reading: _Reading, token: re.Match[str], citation: Citation, before: object) -> Citation:
    """Return the citation to go on with: a second article, paragraph or item is a citation of its own."""
    if before is not None or reading.current is None:
        reading.close()
        reading.start = token.start()
    return citation


def _between(reading: _Reading, instrument: str, first: str, last: str, token: re.Match[str]) -> None:
    if not (first.isdecimal() and last.isdecimal()) or not 0 < int(last) - int(first) <= _WIDEST_RANGE:
        return
    start = reading.start
    reading.close()
    for number in range(int(first) + 1, int(last)):
        reading.found.append((Citation(instrument=instrument, article=str(number)), start, token.end()))
