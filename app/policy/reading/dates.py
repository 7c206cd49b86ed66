"""Owns days a text changed or takes effect: "2011. 09. 01", "2024년 1월 4일", "'24.1.4", "4 January 2024"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.policy.printed import Grid, Piece
from app.policy.reading.sentences import Sentence
from app.policy.stated import Revision, Said

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = re.compile(
    rf"(?<![\d.])(?P<y>(?:19|20)\d\d)\s*(?:년|[.\-/])\s*(?P<m>\d{{1,2}})\s*(?:월|[.\-/])\s*(?P<d>\d{{1,2}})(?!\d)\s*(?:일|\.)?"
    rf"|['’‘`](?P<sy>\d\d)\s*[.\-/년]\s*(?P<sm>\d{{1,2}})\s*[.\-/월]\s*(?P<sd>\d{{1,2}})(?!\d)\s*(?:일|\.)?"
    rf"|(?<!\d)(?P<py>20[0-4]\d)(?P<pm>0[1-9]|1[0-2])(?P<pd>[0-2]\d|3[01])(?!\d)"
    rf"|(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<em>{_MONTH})\.?,?\s+(?P<ey>(?:19|20)\d\d)"
    rf"|(?P<am>{_MONTH})\.?\s+(?P<ad>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<ay>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_KINDS = (
    ("effective", re.compile(r"시행|발효|적용|effective|in force|takes? effect|applies from|^from", re.IGNORECASE)),
    ("announced", re.compile(r"공고|게시|고지|공지|announced|published|posted|issued", re.IGNORECASE)),
    (
        "revised",
        re.compile(r"개정|제정|변경|수정|갱신|최종|revis|amend|updated|adopted|version|reviewed|\bv\d", re.IGNORECASE),
    ),
)
_OVER = re.compile(r"종료|폐지|만료|superseded|no longer", re.IGNORECASE)
_NOT_OURS = re.compile(r"법률\s*제|대통령령|고시\s*제|현재|설치일|설치\s*연도|기준일|as of|Act \d{4}", re.IGNORECASE)
_LONGEST_DAY, _LONGEST_HEADING, _UNDER = 24, 30, 0.85  # Letters; how sure a day under its heading is.
_NOTE_SIGNS = " :：-–—()[]<>/,·.~※*○ㆍ"


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a text, and where in it."""

    on: date
    start: int
    end: int


def days(text: str) -> Iterator[Day]:
    """Yield the days a text prints; what is no day of the calendar is left out."""
    for found in _DAY.finditer(text):
        values = {name: value for name, value in found.groupdict().items() if value}
        try:
            on = _date(values)
        except ValueError:
            continue
        yield Day(on, found.start(), found.end())


def _date(values: dict[str, str]) -> date:
    parts = {name[-1]: value for name, value in values.items()}
    year = int(parts["y"]) if len(parts["y"]) > 2 else 2000 + int(parts["y"])  # noqa: PLR2004  # Two digits.
    month = parts["m"]
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    return date(year, number, int(parts["d"]))


def kind_of(text: str) -> str | None:
    """Return what is said to happen on a day: "effective", "announced" or "revised"."""
    if _OVER.search(text):
        return "revised"
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), None)


def revisions(texts: Iterable[Sentence], pieces: Sequence[Piece]) -> Iterator[Said[Revision]]:
    """Yield the days a text says it changed, was announced or takes effect, of sentences and of tables of changes."""
    above = ""
    for sentence in texts:
        if sentence.entry is not None:
            yield from _under_heading(above, sentence) or _of_sentence(sentence)
            above = sentence.text
    for piece in pieces:
        if isinstance(piece, Grid):
            yield from _of_table(piece)


def _under_heading(above: str, sentence: Sentence) -> list[Said[Revision]]:
    """Return the day of a line that is nothing else, under a line that says what happens on it ("시행일")."""
    found = list(days(sentence.text)) if len(sentence.text) < _LONGEST_DAY else []
    if len(found) != 1 or len(above) > _LONGEST_HEADING or _NOT_OURS.search(above) or any(days(above)):
        return []
    beside = sentence.text[: found[0].start] + sentence.text[found[0].end :]
    kind = None if beside.strip(_NOTE_SIGNS) else kind_of(above)
    return [Said(Revision(on=found[0].on, kind=kind), sentence.text, sentence.where, _UNDER)] if kind else []


def _of_sentence(sentence: Sentence) -> Iterator[Said[Revision]]:
    text = sentence.text
    found = list(days(text))
    if not found or _NOT_OURS.search(text):
        return
    for place, one in enumerate(found):
        before = text[found[place - 1].end if place else 0 : one.start]
        after = text[one.end : found[place + 1].start if place + 1 < len(found) else len(text)]
        following = _first_clause(after) if place + 1 < len(found) and kind_of(before) else after
        kind = kind_of(following[:14] if _TOLD_BEHIND.match(following) else before)
        kind = kind or kind_of(after) or (kind_of(text[: found[0].start]) if place else None)
        if kind is not None:
            note = f"{before.strip(_NOTE_SIGNS)} {following.strip(_NOTE_SIGNS)}"
            note = "" if re.search(r"[다요]\.?$", text) else re.sub(r"\s+", " ", note).strip(_NOTE_SIGNS)
            yield Said(Revision(on=one.on, kind=kind, note=note), text, sentence.where, 0.95)


_TOLD_BEHIND = re.compile(r"\s*(?:부터|자로|에|부)?\s*(?:시행|적용|개정|제정|변경|공고)")


def _first_clause(text: str) -> str:
    return re.split(r"[,/()|~]|\s{2,}", text)[0]


_ENTERS = re.compile(r"(?:방침)?(?:의)?시행(?:일자?|시기)?|적용일자?|effective(?:date)?", re.IGNORECASE)
_CHANGES = re.compile(r"이력|개정|변경|시행|제정|내용|history|change|revision", re.IGNORECASE)
_DATE_HEAD = re.compile(r"날짜|일자|시행일|개정일|변경일|공고일|일시|date", re.IGNORECASE)


def _of_table(grid: Grid) -> Iterator[Said[Revision]]:
    if not grid.rows:
        return
    heads = [cell.text or "" for cell in grid.rows[0]]
    for row in grid.rows if len(heads) == 2 else ():  # noqa: PLR2004  # A heading and its value.
        on = list(days(row[1].text or ""))
        if len(on) == 1 and _ENTERS.fullmatch((row[0].text or "").replace(" ", "")):
            yield Said(Revision(on=on[0].on, kind="effective"), row[1].text or "", row[1].where, _UNDER)
    dated = next((column for column, head in enumerate(heads) if _DATE_HEAD.search(head)), None)
    told = " ".join([grid.caption or "", *heads])
    if dated is None or not _CHANGES.search(told) or re.search(r"설치|협의|촬영|installed|agreed", told, re.IGNORECASE):
        return
    usual = kind_of(heads[dated]) or "revised"
    for row in grid.rows[1:]:
        for one in list(days(row[dated].text or ""))[:1]:
            rest = [
                cell.text.strip()
                for column, cell in enumerate(row)
                if column != dated and cell.text and not cell.covered
            ]
            note = " / ".join(text for text in rest if not text.isdecimal())
            yield Said(
                Revision(on=one.on, kind=kind_of(note) or usual, note=note),
                " | ".join([row[dated].text or "", *rest]),
                row[dated].where,
            )


def effective_on(found: Sequence[Said[Revision]]) -> Said[date] | None:
    """Return the latest day the text says it takes effect; None where it says that only of an older version."""
    effective = [one for one in found if one.value.kind == "effective"]
    if not effective:
        return None
    last = max(effective, key=lambda one: one.value.on)
    later = [one for one in found if one.value.kind == "revised" and one.value.on > last.value.on]
    return None if later else Said(last.value.on, last.text, last.where, last.confidence)
