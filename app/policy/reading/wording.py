"""Owns words a text uses: the term for cameras, links, remedies, and what it says of sound and signs."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.policy.reading.headings import heading
from app.policy.reading.requests import GAP
from app.policy.reading.sentences import Sentence
from app.policy.stated import Said

_TERM = re.compile(r"((?:고정형|이동형)\s*)?영상\s*정보\s*처리\s*기기")
_DEFINED = re.compile(r"고정형\s*영상\s*정보\s*처리\s*기기[^.]{0,20}이하\s*['‘’\"“”「]?\s*영상\s*정보\s*처리\s*기기")


def terms(texts: Sequence[Sentence]) -> Iterator[Said[str]]:
    """Yield each use of the term for cameras. ``shared``: the text defined the short form as the full one before."""
    defined = False
    for sentence in texts:
        defined = defined or _DEFINED.search(sentence.text) is not None
        for found in _TERM.finditer(sentence.text):
            prefix = f"{found[1].strip()} " if found[1] else ""
            yield Said(f"{prefix}영상정보처리기기", found[0], sentence.where, shared=defined and not prefix)


_LINK = re.compile(
    r"https?://[^\s<>()\"'「」,]+|(?<![\w.@])www\.[a-z0-9.-]+\.[a-z]{2,}(?:/[^\s<>()\"',]*)?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.@/-])(?:[a-z0-9][a-z0-9-]*\.)+(?:go\.kr|or\.kr|co\.kr|ac\.kr|re\.kr|kr|com|net|org|gov\.uk|org\.uk|co\.uk)\b(?:/[^\s<>()\"',]*)?",
    re.IGNORECASE,
)


def links(texts: Iterable[Sentence]) -> Iterator[Said[str]]:
    """Yield the addresses of pages and mailboxes a text prints."""
    for sentence in texts:
        for found in _LINK.finditer(sentence.text) if "." in sentence.text else ():
            yield Said(found[0].rstrip(".;:"), found[0], sentence.where)


_REMEDY = re.compile(
    r"분쟁조정위원회|침해\s*신고\s*센터|한국인터넷진흥원|대검찰청|경찰청|사이버\s*(?:수사|안전|범죄)"
    r"|Information Commissioner|\bICO\b|ombudsman|"
    r"Dispute Mediation Committee|Internet & Security Agency",
    re.IGNORECASE,
)


def remedies(texts: Iterable[Sentence]) -> Iterator[Said[str]]:
    """Yield the bodies a text sends people to with a complaint, a line each."""
    for sentence in texts:
        found = _REMEDY.search(sentence.text)
        if found:
            yield Said(sentence.text, sentence.text, sentence.where, 0.95)


_AUDIO = re.compile(r"녹음|음성|소리를|\baudio\b|sound\b|conversations?", re.IGNORECASE)
_SIGNS = re.compile(r"안내판|안내문|표지판|알림판|\bsigns?\b|signage", re.IGNORECASE)


def audio(texts: Iterable[Sentence]) -> Said[str] | None:
    """Return what is said of recording sound."""
    return _first(texts, _AUDIO)


def signs(texts: Iterable[Sentence]) -> Said[str] | None:
    """Return what is said of signs at the filmed places."""
    return _first(texts, _SIGNS)


def _first(texts: Iterable[Sentence], pattern: re.Pattern[str]) -> Said[str] | None:
    """Return the first sentence of a pattern; a heading or a column only where no sentence says it."""
    bare: Said[str] | None = None
    for sentence in texts:
        if not pattern.search(sentence.text) or GAP.search(sentence.text):
            continue
        head = heading(sentence.entry) if sentence.entry else None
        if sentence.entry is not None and (head is None or head.rest):
            return Said(sentence.text, sentence.text, sentence.where, 0.95)
        bare = bare or Said(sentence.text, sentence.text, sentence.where, 0.6)
    return bare
