"""Proposes a registry from every case in every style and scores what it holds: ``python -m tests.layouts.proposed``.

The way is read → proposal → registry document → snapshot; the facts are those of ``score``.
"""

import re
import sys
from dataclasses import replace
from datetime import date

from app.kernel.errors import Refusal
from app.policy.domain import Form
from app.policy.expected import expected
from app.policy.extraction import extract
from app.policy.formats import FORMATS
from app.policy.printed import Where
from app.policy.proposal import NAMELESS, own_sentences, propose
from app.policy.reading import read
from app.policy.stated import Citation, Said, StatedPolicy
from app.registry.commands.checking import problems_of
from app.registry.difference import assertions_of, planned
from app.registry.document import KEY_OF_KIND, read_document
from app.registry.resolution import snapshot_of
from tests.cases import NUMBERS, case
from tests.layouts.equality import facts
from tests.layouts.matching import score
from tests.layouts.round_trip import published, tried
from tests.layouts.score import table, totals
from tests.layouts.styles import STYLES

_CITED = re.compile(r"(?P<law>.*?) ?제(?P<article>\d+조(?:의\d+)?)(?:제(?P<paragraph>\d+)항)?")
TODAY = date(2026, 11, 22)


def imported(document):
    """Return the snapshot of a document taken into an empty registry.

    :raises AssertionError: naming what the registry would refuse.
    """
    read_back = read_document(document)
    changes, after = planned({}, assertions_of(read_back, {}, default_from=None))
    problems = list(problems_of(after, changes, read_back.place_of_field, unread=read_back.unread))
    assert not problems, [str(one) for one in problems]
    things = [version.value for kind in KEY_OF_KIND for version in read_back.of(kind)]
    return snapshot_of(things, as_of=TODAY, known_at=None, revision="0" * 12)


def held(snapshot, stated):
    """Return what a registry holds, as the facts of its policy without those our clauses add."""
    held_facts = expected(snapshot, on=TODAY, form=Form.SECTION, language="ko")
    organisation = snapshot.organisation
    days = organisation.refusal_notice_days
    inherited = held_facts.purposes
    rows = [replace(row, purposes=() if row.purposes == inherited else row.purposes) for row in held_facts.rows]
    return replace(
        held_facts,
        rows=tuple(replace(row, others=tuple(one for one in row.others if row.part is None)) for row in rows),
        organisation=None if organisation.name == NAMELESS else held_facts.organisation,
        processing=(),
        citations=tuple(one for text in organisation.legal_bases for one in _cited(text)),
        periods=tuple(one for one in stated.periods if one.value.days == days),
        total=None if organisation.stated_total is None else replace(stated.total, value=organisation.stated_total),
    )


def _cited(text):
    found = _CITED.match(text)
    if found:
        paragraph = int(found["paragraph"]) if found["paragraph"] else None
        one = Citation(instrument=found["law"], article=found["article"].replace("조", ""), paragraph=paragraph)
        yield Said(one, text, Where(1))


def proposed(style, number):
    """Return what is read of a case in a style, the proposal made of it, and its score."""
    told = case(number)
    name, content = style.lay_out(told)
    try:
        stated = read(extract(content, name=name))
    except Refusal:
        stated = StatedPolicy()
    proposal = propose(stated)
    return stated, proposal, score(told, held(imported(proposal.document), stated))


def held_by_own_policy(*, examples, today):
    """Return what differs between random registries and those proposed from the policies they publish."""
    differing = []

    @tried(examples)
    def compare(things, form, language):
        wanted, document = published(things, form, language)
        written = FORMATS["html"]
        stated = read(extract(written.write(document), name=f"policy.{written.ending}"))
        snapshot = imported(propose(stated, own=own_sentences(today)).document)
        differing.extend(wanted ^ facts(expected(snapshot, on=today, form=form, language=language)))

    compare()
    return differing


def main():
    read_back = [(style, number, proposed(style, number)[2]) for style in STYLES for number in NUMBERS]
    if "--misses" in sys.argv:
        for style, number, one in read_back:
            for mark, facts in (("-", one.missed), ("+", one.made_up)):
                for kind, about, value in facts:
                    sys.stdout.write(f"{mark} {style.name} {number} {kind} {' › '.join(about)} = {value}\n")
    sys.stdout.write("\n".join(table(*totals(read_back))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
