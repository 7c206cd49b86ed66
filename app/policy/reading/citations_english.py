"""Owns legal citations in English: "Article 25(7) of the … Act", and acts that are only named."""

import re
from collections.abc import Iterator

from app.policy.printed import Where
from app.policy.stated import Citation, Said

_NUMBER = (
    r"(\d{1,3}(?:-\d)?)(?:\s*\(\s*(\d{1,2})\s*\))?"
    r"(?:\s*\(\s*(\d{1,2})\s*\)|\s*(?:subparagraph|item)\s*(\d{1,2}))?"
)
_WORD = r"(?:[A-Z][A-Za-z]+|of|and|on|for|the)"
_OF_AN_ACT = re.compile(
    rf"\b(?:Articles?|Art\.|Sections?)\s+{_NUMBER}(?:\s*(?:,|and|or|to|-|–)\s*{_NUMBER})*\s+of\s+(?:the\s+)?"
    rf"(?:same\s+Act|(?P<name>{_WORD}(?:\s+{_WORD})*(?:\s+\d{{4}})?))"
)
_BARE = re.compile(rf"\bArticles?\s+{_NUMBER}")
_NUMBERED = re.compile(_NUMBER)
_NAMED = re.compile(
    r"\b((?:[A-Z][a-z]+\s+(?:of\s+|and\s+)?){1,5}(?:Act|Regulations?|Decree|Code of Practice)(?:\s+\d{4})?)"
    r"|\b(GDPR|PIPA)\b"
)
_ANY = re.compile(r"Act\b|Regulation|Decree|GDPR|PIPA|Code of")
_ARTICLE = re.compile(r"^(?:The|An|This|That|Any|Such)\s+")


def english_citations(text: str, where: Where) -> Iterator[Said[Citation]]:
    """Yield what a sentence cites; an article without an act is of the act the sentence cited before."""
    if _ANY.search(text) is None:
        return
    taken: list[tuple[int, int]] = []
    act = "the same Act"
    for found in _OF_AN_ACT.finditer(text):
        act = (found["name"] or act).strip()
        taken.append(found.span())
        until = found.start("name") if found["name"] else found.end()
        for number in _NUMBERED.finditer(text[found.start() : until]):
            yield Said(_cited(act, number), found[0], where)
    for number in _BARE.finditer(text) if taken else ():
        if not _within(number.start(), taken):
            yield Said(_cited(act, number), number[0], where, 0.8)
    for named in _NAMED.finditer(text):
        name = _ARTICLE.sub("", named[0])
        if (" " in name.strip() or name.isupper()) and not _within(named.start(), taken):
            yield Said(Citation(instrument=name), named[0], where)


def _within(place: int, taken: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in taken)


def _cited(act: str, number: re.Match[str]) -> Citation:
    item = number[3] or number[4]
    return Citation(
        instrument=act,
        article=number[1],
        paragraph=int(number[2]) if number[2] else None,
        item=int(item) if item else None,
    )
