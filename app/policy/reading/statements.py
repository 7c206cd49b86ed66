"""Owns how the statements of a text are gathered: of its camera part, and of the whole what concerns the whole."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from app.policy.printed import Grid, Piece, Printed, TextLine, Where
from app.policy.reading import (
    citations,
    companies,
    dates,
    keeping,
    officers,
    periods,
    processors,
    promises,
    requests,
    vendor_lines,
    wording,
)
from app.policy.reading.part import Part, RowsRead
from app.policy.reading.sentences import Sentence, sentences
from app.policy.stated import Item, Revision, Said, StatedPolicy, StatedSection

T = TypeVar("T")
_BOILERPLATE = re.compile(
    r"알려\s*드립니다|(?:다음|아래)(?:과|와|의|\s)|두고\s*있습니다|설치[·,\s]*운영하고\s*있습니다|the following"
    r"|as follows"
    r"|\(미기재|\(not stated|^[\s|\-–—:=_*#+─┼]*$"
)


@dataclass(frozen=True, slots=True)
class _Body:
    """The camera part as the statement readers look at it: without its title and headings."""

    pieces: tuple[Piece, ...]
    texts: tuple[Sentence, ...]
    requests: tuple[Piece, ...]  # Without the sections on protection, where "제한" is a measure and no refusal.


def of_whole(printed: Printed, part: Part | None) -> StatedPolicy:
    """Return what concerns the whole text: operator, terms, citations, access logs, officers, days, links."""
    texts = tuple(sentences(printed.pieces))
    everything = "\n".join(sentence.text for sentence in texts)
    lines = [sentence for sentence in texts if sentence.entry is not None]
    first = part.pieces[0].where.line if part else None
    around = [one for one in lines if first is not None and first <= one.where.line <= first + 6]
    operator = companies.organisation([*lines[:25], *around], everything, part.title if part else None)
    revised = _unique(dates.revisions(texts, printed.pieces))
    within = {piece.where for piece in part.pieces} if part else set()
    outside = [piece for piece in printed.pieces if piece.where not in within]
    return StatedPolicy(
        organisation=operator,
        other_organisations=_unique(companies.other_organisations(texts, operator.value if operator else None)),
        terms=tuple(_less_sure_in_history(wording.terms(texts), revised)),
        citations=tuple(citations.citations(texts)),
        periods=tuple(periods.log_periods(texts)),
        processors=tuple(processors.camera_processors(outside)),
        officers=_unique(officers.officers(printed.pieces)),
        revisions=revised,
        effective_on=dates.effective_on(revised),
        remedies=_unique(wording.remedies(texts)),
        links=_unique(wording.links(texts)),
    )


def _less_sure_in_history(terms: Iterable[Said[str]], revised: Sequence[Said[Revision]]) -> Iterable[Said[str]]:
    """Yield terms; one in the history of changes names what a text was called then, not what it says now."""
    lines = {one.where.line for one in revised}
    return (replace(term, confidence=0.5) if term.where.line in lines else term for term in terms)


def of_part(part: Part, rows: RowsRead, whole: StatedPolicy, last: int) -> StatedPolicy:
    """Return everything a text with a camera part states: its rows, its statements, and those of the whole."""
    body = _body(part)
    method, place = keeping.checking(part)
    by_row = {one.where for one in (*(row.processing for row in rows.rows), *rows.processing) if one}
    read_processing = [one for one in keeping.processing(part) if one.where not in by_row]
    return StatedPolicy(
        first_line=part.pieces[0].where.line,
        last_line=last,
        title=Said(part.title.text, part.title.whole, part.title.where) if part.title else None,
        organisation=whole.organisation,
        other_organisations=whole.other_organisations,
        terms=whole.terms,
        sections=_sections(part),
        rows=rows.rows,
        total=rows.total,
        purposes=_unique(promises.purposes(part)) or rows.purposes,
        citations=whole.citations,
        periods=(*periods.answer_periods(body.texts), *whole.periods),
        processing=_unique([*rows.processing, *read_processing]),
        checking_method=rows.checking_method or method,
        checking_place=rows.checking_place or place,
        refusal_grounds=_unique(requests.refusal_grounds(body.requests)),
        objection=requests.objection(body.texts),
        channels=tuple(requests.channels(_asking(part, body))),
        only_form=requests.only_form(body.texts),
        form=requests.form(body.texts),
        safeguards=_unique(promises.safeguards(part)),
        processors=_unique(
            [
                *processors.processors(body.pieces, body.texts),
                *rows.processors,
                *vendor_lines.listed(part),
                *whole.processors,
            ],
            key=lambda one: companies.bare(one.value.name),
        ),
        no_processors=processors.no_processors(body.texts),
        agreements=tuple(processors.agreements(body.pieces)),
        officers=whole.officers,
        revisions=whole.revisions,
        effective_on=whole.effective_on,
        audio=wording.audio(body.texts),
        signs=wording.signs(body.texts),
        remedies=whole.remedies,
        links=whole.links,
    )


def _body(part: Part) -> _Body:
    pieces = (*part.lead, *(piece for section in part.sections for piece in section.pieces))
    safe = {piece.where for section in part.sections if section.items == (Item.SAFEGUARDS,) for piece in section.pieces}
    asking = tuple(piece for piece in pieces if piece.where not in safe)
    return _Body(pieces, tuple(sentences(pieces)), asking)


def _asking(part: Part, body: _Body) -> Sequence[Sentence]:
    """Return the sentences on requests and on checking; where no section is on them, all."""
    pieces = [piece for section in part.about(Item.REQUESTS, Item.CHECKING) for piece in section.pieces]
    texts = tuple(sentences(pieces)) if pieces else body.texts
    asking = {piece.where for section in part.about(Item.REQUESTS) for piece in section.pieces}
    return tuple(sentence for sentence in texts if sentence.entry is not None and _asks(asking, sentence))


def _asks(asking: AbstractSet[Where], sentence: Sentence) -> bool:
    """Return whether a sentence can speak of requests: of a section on checking alone, only one that says so."""
    return (
        not asking or sentence.where in asking or re.search(r"요구|청구|신청|접수|request", sentence.text) is not None
    )


def _sections(part: Part) -> tuple[StatedSection, ...]:
    return tuple(
        StatedSection(
            items=section.items,
            heading=Said(section.heading.text, section.heading.whole, section.heading.where, _sure(section.items)),
            last_line=section.last_line,
            empty=not any(_has_words(piece) for piece in section.pieces),
        )
        for section in part.sections
    )


def _sure(items: Sequence[Item]) -> float:
    return 0.95 if items else 0.6


def _has_words(piece: Piece) -> bool:
    if isinstance(piece, Grid):
        return len(piece.rows) > 1 or any(cell.text for row in piece.rows for cell in row if not cell.head)
    return re.search(r"[가-힣A-Za-z0-9]", piece.text) is not None


def _unique(found: Iterable[Said[T]], key: object = None) -> tuple[Said[T], ...]:
    """Return facts without those said twice at one place, in order."""
    seen: set[object] = set()
    kept = []
    for one in found:
        mark = key(one) if callable(key) else (one.value, one.where)
        if mark not in seen:
            seen.add(mark)
            kept.append(one)
    return tuple(kept)


def unread(part: Part, found: StatedPolicy, used: frozenset[Where]) -> tuple[Said[str], ...]:
    """Return lines and cells of the part nothing was read from: for a person to look at."""
    read = {where.line for where in used} | {where.line for where in _places(found)}
    pieces = (*part.lead, *(piece for section in part.sections for piece in section.pieces))
    return tuple(
        Said(piece.text, piece.whole, piece.where, 0.0)
        for piece in pieces
        if isinstance(piece, TextLine) and piece.where.line not in read and not _BOILERPLATE.search(piece.text)
    )


_NOT_READING = {"terms", "organisation", "title", "sections", "unread"}


def _places(found: StatedPolicy) -> Iterable[Where]:
    for name in (one.name for one in fields(found)):
        value = getattr(found, name)
        for said in value if isinstance(value, tuple) else (value,):
            if isinstance(said, Said) and name not in _NOT_READING:
                yield said.where
