"""Owns legal citations: instruments, articles, paragraphs, items and forms, however they are spaced, listed or ranged."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from app.policy.printed import Where
from app.policy.reading.marks import CIRCLED
from app.policy.reading.sentences import Sentence
from app.policy.stated import Citation, Said

_KINDS = r"(?:법률|기본법|특별법|법|시행령|시행규칙|규칙|지침|고시|기준|조례|규정)"
_TOKEN = re.compile(
    rf"""
    (?P<quoted>「\s*(?P<name>[^「」\n]{{1,60}}?)\s*」(?:\s*(?P<under>시행령|시행규칙))?)
  | (?P<same>(?:같은|동)\s*법(?:률)?(?:\s*(?P<same_under>시행령|시행규칙))?(?![가-힣]))
  | (?P<act>(?:개인\s*정보\s*보호\s*법|표준\s*개인\s*정보\s*보호\s*지침|(?<![가-힣])(?!시행(?:령|규칙))[가-힣]{{2,20}}{_KINDS})
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
        yield from _english(text, where)


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
    if token["quoted"]:
        name = re.sub(r"\s+", " ", token["name"])
        if not re.search(rf"{_KINDS}$", name):
            return None
        under = token["under"]
    elif token["act"]:
        name, under = re.sub(r"\s+", " ", token["act"]), None
        if name in _HALVES:
            before = re.search(r"([가-힣]{2,10})\s$", token.string[: token.start()])
            name = f"{before[1]} {name}" if before else name
        if re.search(
            r"(?:방법|기법|불법|적법|처리방침|어법|문법|요법|입법|위법|합법|편법|관련법|관계법|해당법)$", name
        ):
            return None
        if re.search(
            r"(?:^|\s)(?:관련|관계|해당|내부|운영|관리|안전|보안|이용|처리|별도)\S*(?:기준|규정|지침|규칙)$|^관(?:계|련)",
            name,
        ):
            return None
        if re.search(r"(?:기준|규정|지침|규칙|고시|조례)$", name) and not re.search(r"보호\s*지침|법", name) and not re.search(
            r"제\s*\d", token.string[token.end() : token.end() + 4]
        ):
            return None
    elif token["same"]:
        name, under = reading.act or "같은 법", token["same_under"]
    elif token["short"]:
        short = token["short"]
        if short in {"시행령", "시행규칙"} and reading.act and (near or reading.current):
            return f"{reading.act} {short}"
        return short
    else:
        return None
    if re.search(r"법(?:률)?$", name):
        reading.act = name
    return f"{name} {under}" if under else name


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


_ENGLISH_NUMBER = (
    r"(\d{1,3}(?:-\d)?)(?:\s*\(\s*(\d{1,2})\s*\))?(?:\s*\(\s*(\d{1,2})\s*\)|\s*(?:subparagraph|item)\s*(\d{1,2}))?"
)
_ENGLISH = re.compile(
    rf"\b(?:Articles?|Art\.|Sections?)\s+{_ENGLISH_NUMBER}(?:\s*(?:,|and|or|to|-|–)\s*{_ENGLISH_NUMBER})*\s+of\s+(?:the\s+)?(?:same\s+Act|"
    r"(?P<name>(?:[A-Z][A-Za-z]+|of|and|on|for|the|\()(?:\s+(?:[A-Z][A-Za-z]+|of|and|on|for|the))*(?:\s+\d{4})?))"
)
_NAMED = re.compile(
    r"\b((?:[A-Z][a-z]+\s+(?:of\s+|and\s+)?){1,5}(?:Act|Regulations?|Decree|Code of Practice)(?:\s+\d{4})?)|\b(GDPR|PIPA)\b"
)


def _english(text: str, where: Where) -> Iterator[Said[Citation]]:
    """Yield "Article 25(7) of the … Act", and acts that are only named."""
    if not re.search(r"Act\b|Regulation|Decree|GDPR|PIPA|Code", text):
        return
    taken: list[tuple[int, int]] = []
    act = "the same Act"
    for found in _ENGLISH.finditer(text):
        act = (found["name"] or act).strip()
        taken.append(found.span())
        for number in re.finditer(
            _ENGLISH_NUMBER, text[found.start() : found.start("name") if found["name"] else found.end()]
        ):
            item = number[3] or number[4]
            cited = Citation(
                instrument=act,
                article=number[1],
                paragraph=int(number[2]) if number[2] else None,
                item=int(item) if item else None,
            )
            yield Said(cited, found[0], where)
    if taken:
        bare = re.compile(rf"\bArticles?\s+{_ENGLISH_NUMBER}")
        for number in bare.finditer(text):
            if not any(start <= number.start() < end for start, end in taken):
                item = number[3] or number[4]
                paragraph = int(number[2]) if number[2] else None
                cited = Citation(instrument=act, article=number[1], paragraph=paragraph, item=int(item) if item else None)
                yield Said(cited, number[0], where, 0.8)
    for named in _NAMED.finditer(text):
        name = re.sub(r"^(?:The|An|This|That|Any|Such)\s+", "", named[0])
        if " " in name.strip() or name.isupper():
            if not any(start <= named.start() < end for start, end in taken):
                yield Said(Citation(instrument=name), named[0], where)
