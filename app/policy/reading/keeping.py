"""Owns what is said of processing and destruction, and of how and where footage is checked (영 25①4·5)."""

import re
from collections.abc import Iterator, Sequence

from app.policy.printed import Piece
from app.policy.reading.headings import heading
from app.policy.reading.marks import Entry
from app.policy.reading.part import Part, PartSection
from app.policy.reading.promises import lines_of
from app.policy.reading.requests import GAP
from app.policy.reading.sentences import Sentence, sentences
from app.policy.stated import Item, Said

_LONGEST_HEADING = 30
_LONGEST_PLACE = 40  # Letters of a line that is only a place.
_PAIR = 2  # A method and a place.
_PROCESSED = re.compile(
    r"파기|삭제|파쇄|소각|덮어\s*(?:쓰|씌)|관리대장|영구|자동\s*(?:삭제|소거|폐기)|폐기|복원\s*불가|기록[·ㆍ]?\s*관리|소거|"
    r"overwrit|eras|delet|destroy|shred|footage register|wiped|따로\s*보관|kept apart",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"삭제를?\s*(?:요구|요청|청구)|열람[^.]{0,10}삭제를?\s*(?:요|청)|거부|거절|기술적으로 곤란|may ask"
    r"|request for erasure",
    re.IGNORECASE,
)
_PROCESSING_LABEL = re.compile(r"^(?:영상정보\s*)?(?:의\s*)?(?:처리|파기|삭제)\s*(?:방법|방식|절차)?\s*[:：]\s*")


def processing(part: Part) -> Iterator[Said[str]]:
    """Yield what is said of processing and destruction in the section on keeping, else anywhere outside requests."""
    keeping = list(part.about(Item.KEEPING))
    others = [
        section for section in part.sections if not {Item.REQUESTS, Item.SAFEGUARDS, Item.CHECKING} & set(section.items)
    ]
    for sections in (keeping, others):
        found = list(_processing([piece for section in sections for piece in section.lines]))
        if found or not part.sections:
            break
    yield from found or (_processing(part.lead) if not part.sections else ())


_PROCESSING_ALONE = re.compile(r"^(?:영상정보의?\s*)?처리\s*(?:방법|방식|절차)\s*[:：]?$|^Processing\s*:?$")


def _processing(pieces: Sequence[Piece]) -> Iterator[Said[str]]:
    listing = False
    rank: object = None
    for sentence in sentences(pieces):
        text = sentence.text
        labels = _PROCESSING_ALONE.match(text) is not None
        own = sentence.entry.rank if sentence.entry is not None and sentence.entry.marks else None
        listing = labels or (listing and own is not None and rank in {None, own})
        rank = None if labels else own
        told = _PROCESSED.search(text) is not None or (listing and not labels and ":" not in text)
        if told and not _ASKS.search(text) and not GAP.search(text) and not _is_heading(sentence):
            yield Said(_how_processed(_PROCESSING_LABEL.sub("", text).strip()), text, sentence.where, 0.9)


def _how_processed(text: str) -> str:
    """Return the part of a list of values ("24시간, 30일, 자동 삭제") that says how footage is processed."""
    if re.search(r"[다요음함]\.?$|[a-z]\.$", text):
        return text
    parts = re.split(r"\s*[,/]\s*", text)
    return next((part for part in parts if len(parts) > _PAIR and _PROCESSED.search(part)), text)


def _is_heading(sentence: Sentence) -> bool:
    head = heading(sentence.entry) if sentence.entry else None
    short = len(sentence.text) < _LONGEST_HEADING and "방법" in sentence.text
    return short and head is not None and bool(head.items) and not head.rest


_METHOD = re.compile(
    r"연락|방문|문의|예약|에게\s*(?:요구|요청|신청)|(?:요청|신청)하(?:여|고|시|면)|제출|작성|입회|동행|열람실"
    r"|확인하실|확인할 수|재생"
    r"|contact|by appointment|visit|permission|call|write to",
    re.IGNORECASE,
)
_METHOD_LABEL = re.compile(
    r"^(?:영상정보(?:의)?\s*)?(?:확인|열람|재생)(?:\([가-힣]+\))?(?:\s*(?:및|·|/)\s*(?:확인|열람|재생))?\s*(?:방법|절차)\s*[:：은는]\s*(.+)$"
)
_PLACE_LABEL = re.compile(
    r"^(?:영상정보(?:의)?\s*)?(?:(?:확인|열람|재생)\s*(?:가능\s*)?(?:(?:및|·|/|,)\s*(?:확인|열람|재생)\s*)?)?장소\s*(?:[:：]|은|는)\s*(.+)$"
    r"|(?:Where|Viewing place|Place)\s*:\s*(.+)$"
)
_REFUSING = re.compile(r"거부|거절|각\s*호|요청할\s*수\s*있다|기술적으로")


def checking(part: Part) -> tuple[Said[str] | None, Said[str] | None]:
    """Return how and where footage can be checked, as the section on it (or a labelled line anywhere) says."""
    method: Said[str] | None = None
    place: Said[str] | None = None
    own = [line for section in part.about(Item.CHECKING) for line in lines_of(section.lines)]
    others = [line for section in part.sections for line in lines_of(section.lines)]
    for line in (*own, *others):
        labelled = _METHOD_LABEL.match(line.text)
        method = method or (_said(labelled[1], line) if labelled else None)
        at = _PLACE_LABEL.match(line.text)
        place = place or (_said(at[1] or at[2], line) if at else None)
    for section in part.about(Item.CHECKING):
        for line in lines_of(section.lines[:1]):
            place = place or (_said(line.text, line) if _is_place(section, line) else None)
        for line in lines_of(section.lines):
            within = _place_within(section, line) if place is None else None
            if within:
                place = Said(within.strip(" ."), line.text, line.where, 0.7, shared=True)
        for sentence in sentences(section.lines):
            usable = (
                _METHOD.search(sentence.text) and not _REFUSING.search(sentence.text) and not GAP.search(sentence.text)
            )
            if method is None and usable and not (place and sentence.text == place.value):
                method = Said(sentence.text, sentence.text, sentence.where, 0.85, shared=True)
    return method, place


_AT = re.compile(
    r"((?:[가-힣A-Za-z0-9]+\s){0,2}[가-힣A-Za-z0-9]+)에서\s*(?:확인|열람|재생)|(?:viewed|seen|checked)\s+(?:at|in)\s+(the\s[^.,]{3,40}?)(?:\s+by\b|[.,]|$)"
)


_VISITED = re.compile(r"(?:연락|예약|신청|문의)(?:한)?\s*(?:후|뒤|하고)\s+(.{2,40}?)\s*(?:을|를|에|으로|로)?\s*방문")


def _place_within(section: PartSection, line: Entry) -> str | None:
    """Return the place a sentence names, or the last of two values under a heading that asks for both."""
    if _REFUSING.search(line.text):
        return None
    found = _AT.search(line.text)
    if found:
        return re.sub(r"^.*(?:여|고|후)\s+", "", found[1]) if found[1] else found[2]
    if visited := _VISITED.search(line.text):
        return visited[1].strip()
    parts = re.split(r"\s*[,/]\s+", line.text)
    asked = re.search(r"방법.*장소", section.heading.text) is not None
    if asked and len(parts) == _PAIR and not re.search(r"[다요]\.?$|[:：]", line.text) and _METHOD.search(parts[0]):
        return parts[1]
    return None


def _is_place(section: PartSection, line: Entry) -> bool:
    heading_only = re.search(r"장소", section.heading.text) and not re.search(r"방법|절차", section.heading.text)
    return bool(heading_only) and len(line.text) < _LONGEST_PLACE and not re.search(r"니다|[:：]", line.text)


def _said(text: str, line: Entry) -> Said[str] | None:
    value = text.strip(" .")
    return None if not value or GAP.search(value) else Said(value, line.text, line.where, 0.95, shared=True)
