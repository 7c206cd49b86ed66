"""Owns which codes a draft may use: those the registry already gave to the same names, and new ones for the rest."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.policy.clauses import LANGUAGES, clauses
from app.policy.proposal.shapes import Known, named
from app.registry.document import KEY_OF_KIND, RegistryDocument
from app.registry.domain import ORGANISATION_CODE, Agreement, Contractor, Kind, Post, Row, Site, Zone
from app.registry.shape import plain_value


def known_of(document: RegistryDocument, day: date) -> Known:
    """Return what a registry has on a day; a name several things bear names none of them."""
    codes: dict[tuple[Kind, str], str] = {}
    values: dict[tuple[Kind, str], dict[str, Any]] = {}
    doubled: set[tuple[Kind, str]] = set()
    for (kind, code), versions in document.by_key().items():
        for version in versions:
            if not version.span.holds(day):
                continue
            values[kind, code] = plain_value(version.value)
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
        values,
    )


def completed(document: dict[str, Any], known: Known) -> dict[str, Any]:
    """Return a draft in which things the registry has keep what the text does not speak of."""
    for kind, key in KEY_OF_KIND.items():
        document[key] = [
            _over(known.values.get((kind, item.get("code", ORGANISATION_CODE)), {}), item)
            for item in document.get(key, ())
        ]
    return document


def _over(before: Mapping[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    """Return an item over what was there; the same telephone stays as it was written, a purpose keeps its ground.

    What changed in the past stays: a text that was read adds lines to the history, behind its own.
    """
    found = {**before, **item}
    if "declared" in before or "declared" in item:
        declared = {**before.get("declared", {}), **item.get("declared", {})}
        grounds = {named(one["text"]): one for one in before.get("declared", {}).get("purposes", ())}
        if "purposes" in declared:
            declared["purposes"] = [grounds.get(named(one["text"]), one) for one in declared["purposes"]]
        found["declared"] = declared
    if before.get("history"):
        read = list(item.get("history", ()))
        said = {(line["on"], named(line["note"])) for line in read}
        found["history"] = read + [line for line in before["history"] if (line["on"], named(line["note"])) not in said]
    if _digits(before.get("phones", ())) == _digits(item.get("phones", ())) and "phones" in before:
        found["phones"] = before["phones"]
    return found


def _digits(phones: Iterable[str]) -> list[str]:
    return [re.sub(r"\D", "", phone) for phone in phones]


def own_sentences(on: date) -> frozenset[str]:
    """Return every sentence our own policies say of themselves on a day: no fact of the registry they come from."""
    return frozenset(
        named(line.removeprefix("- "))
        for language in LANGUAGES
        for clause in clauses(language, on=on)
        for wording in clause.wordings.values()
        for line in wording.lines
    )
