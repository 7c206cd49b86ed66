"""Owns how a policy is composed: a registry snapshot, the clauses and a form in, one document out. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from app.kernel.errors import Problem
from app.kernel.messages import N_, Message
from app.kernel.sweeping import unswept
from app.law.periods import guideline_retention_days
from app.law.sources import NotInForce
from app.policy.clauses import Clause
from app.policy.composition.closing import other_blocks, request_blocks, safeguard_blocks
from app.policy.composition.keeping import checking_blocks, keeping_blocks, people_blocks
from app.policy.composition.places import annexes, place_blocks
from app.policy.composition.purposes import purpose_blocks
from app.policy.composition.words import Words, topic_particle
from app.policy.domain import (
    Block,
    Form,
    ItemList,
    Line,
    Note,
    NotPublishable,
    PolicyDocument,
    Section,
    Table,
)
from app.policy.versions import Numbering
from app.registry.domain import Organisation
from app.registry.snapshot import Snapshot

KEYS = ("purpose", "places", "people", "keeping", "checking", "requests", "safeguards", "other")
"""The eight items of 영 25①, in its order."""
LETTERS = "가나다라마바사아"
_HANGUL = re.compile("[가-힣]")
LONG_RETENTION_DAYS = 30  # For days before the wording we vouch for (표준지침 제41조제2항).
MAY_DIFFER = frozenset({"location", "coverage"})
"""What the places of one row may each say in their own words: it is listed in the annex."""


def problems(snapshot: Snapshot) -> tuple[Problem, ...]:
    """Return why nothing can be published: no organisation, or a row with two answers to one question."""
    found = []
    if snapshot.organisation is None:
        found.append(Problem("organisation", Message(N_("기관 정보가 없습니다. 대장에 기관을 먼저 적으십시오."))))
    for row in snapshot.rows:
        for disagreement in row.disagreements:
            if disagreement.field in MAY_DIFFER:
                continue
            names = {site.code: site.name for site in row.sites}
            sites = ", ".join(names.get(code, code) for code in disagreement.sites[:5])
            more = f" 외 {len(disagreement.sites) - 5}" if len(disagreement.sites) > 5 else ""  # noqa: PLR2004  # As above.
            place = f"{row.name} ({disagreement.field})" + (f" [{sites}{more}]" if sites else "")
            found.append(Problem(place, disagreement.message))
    return tuple(found)


@unswept
def compose(
    snapshot: Snapshot,
    *,
    form: Form,
    language: str,
    clauses: Iterable[Clause],
    on: date,
    numbering: Numbering = Numbering.LETTERS,
) -> PolicyDocument:
    """Return the policy of a snapshot in one form and language, worded by the clauses, as of a day.

    ``clauses``: one per section, the opening (0) among them. The eight sections of 영 25① always come, in order;
    what the registry does not say stands in them as a visible gap. Annexes list the places of rows that have many.

    :param numbering: 가. to 아. or 1. to 8. before the headings, as ``labels`` says.
    :raises NotPublishable: naming every row with two values for one promise.
    """
    faults = problems(snapshot)
    organisation = snapshot.organisation
    if faults or organisation is None:
        raise NotPublishable(faults)
    snapshot = named_with_parents(snapshot)
    words = Words(language, long_retention=_long_retention(on))
    worded = {clause.section: clause for clause in clauses}
    numbered = labels(numbering, form=form, language=language)
    sections = [
        Section(key, numbered[number - 1], _heading(worded[number]), tuple(blocks), number)
        for number, (key, blocks) in enumerate(
            zip(KEYS, _sections(words, worded, snapshot, organisation, on), strict=True), start=1
        )
    ]
    composed = PolicyDocument(
        form=form,
        language=language,
        title=words[f"title_{form.value}"],
        organisation=(organisation.name_en if language == "en" else None) or organisation.name,
        as_of=on,
        revision=snapshot.revision,
        clause_versions=tuple(worded[number].name for number in sorted(worded)),
        opening=tuple(_opening(worded[0], organisation, language)),
        sections=(*sections, *annexes(words, snapshot)),
        effective_on=organisation.effective_on,
        foot=Line(words.say("foot", day=words.day(on), revision=snapshot.revision)),
    )
    if language == "ko" or not any(_HANGUL.search(text) for text in _values(composed)):
        return composed
    return replace(composed, opening=(*composed.opening, Note(Line(words["as_registered"]))))


def _values(document: PolicyDocument) -> Iterator[str]:
    """Yield what the text says in the registry's own words."""
    for block in document.blocks():
        match block:
            case ItemList(items):
                yield from (line.text for line in items)
            case Table(rows=rows):
                yield from (cell.text for row in rows for cell in row.cells)


def labels(numbering: Numbering, *, form: Form, language: str) -> tuple[str, ...]:
    """Return what is printed before the eight headings.

    Letters are for a part of a Korean privacy policy, whose own headings are numbered; elsewhere the items of 영 25①
    have its numbers, whatever was chosen.
    """
    if numbering is Numbering.LETTERS and form is Form.SECTION and language == "ko":
        return tuple(f"{letter}." for letter in LETTERS)
    return tuple(f"{number}." for number in range(1, len(KEYS) + 1))


def named_with_parents(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with the parts of a site named after it: "본관 3층", not "3층"."""
    names = {site.code: site.name for site in snapshot.sites}
    rows = tuple(
        replace(row, name=f"{names[row.sites[0].parent]} {row.name}")
        if len(row.sites) == 1 and row.sites[0].parent in names and row.code == row.sites[0].code
        else row
        for row in snapshot.rows
    )
    return replace(snapshot, rows=rows)


def _sections(
    words: Words, worded: dict[int, Clause], snapshot: Snapshot, organisation: Organisation, on: date
) -> tuple[Iterator[Block], ...]:
    return (
        purpose_blocks(words, worded[1], snapshot),
        place_blocks(words, worded[2], snapshot),
        people_blocks(words, worded[3], snapshot),
        keeping_blocks(words, worded[4], snapshot),
        checking_blocks(words, worded[5], snapshot),
        request_blocks(words, worded[6], snapshot, organisation, on=on),
        safeguard_blocks(words, worded[7], organisation),
        other_blocks(words, worded[8], snapshot, organisation),
    )


def _opening(clause: Clause, organisation: Organisation, language: str) -> Iterator[Block]:
    name = (organisation.name_en if language == "en" else None) or organisation.name
    return clause["opening"].blocks(organisation=name, topic=topic_particle(name))


def _heading(clause: Clause) -> str:
    return clause["heading"].text


def _long_retention(on: date) -> int:
    """Return beyond how many days a reason is expected."""
    try:
        return guideline_retention_days(on).days or LONG_RETENTION_DAYS
    except NotInForce:
        return LONG_RETENTION_DAYS
