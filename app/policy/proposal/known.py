"""Owns which codes a draft may use: those the registry already gave to the same names, and new ones for the rest."""

from datetime import date

from app.policy.clauses import LANGUAGES, clauses
from app.policy.proposal.shapes import Known, named
from app.registry.document import RegistryDocument
from app.registry.domain import Agreement, Contractor, Kind, Post, Row, Site, Zone


def known_of(document: RegistryDocument, day: date) -> Known:
    """Return what a registry has on a day; a name several things bear names none of them."""
    codes: dict[tuple[Kind, str], str] = {}
    doubled: set[tuple[Kind, str]] = set()
    for (kind, code), versions in document.by_key().items():
        for version in versions:
            if not version.span.holds(day):
                continue
            match version.value:
                case Post() as post:
                    key = (kind, named(post.title, post.department))
                case Zone() as zone:
                    key = (kind, named(zone.site, zone.name))
                case Agreement() as one:
                    key = (kind, named(one.party))
                case Contractor(name=name) | Row(name=name) | Site(name=name):
                    key = (kind, named(name))
                case _:
                    continue
            if codes.setdefault(key, code) != code:
                doubled.add(key)
    return Known(
        {key: code for key, code in codes.items() if key not in doubled},
        frozenset(document.by_key()),
    )


def own_sentences(on: date) -> frozenset[str]:
    """Return every sentence our own policies say of themselves on a day: no fact of the registry they come from."""
    return frozenset(
        named(line.removeprefix("- "))
        for language in LANGUAGES
        for clause in clauses(language, on=on)
        for wording in clause.wordings.values()
        for line in wording.lines
    )
