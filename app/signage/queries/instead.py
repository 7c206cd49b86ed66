"""Owns what the public page tells of places whose sign the homepage stands for."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.registry import queries as registry
from app.signage.choices import ON_HOMEPAGE, Substitute, standing_for
from app.signage.content import signs_of
from app.signage.domain import SignContent
from app.signage.queries.choices import schemes, substitutes


@dataclass(frozen=True, slots=True)
class Told:
    """Everything a sign would say, and what stands for it."""

    content: SignContent
    substitute: Substitute


@dataclass(frozen=True, slots=True)
class ToldInstead:
    """The places of a day told of on the homepage, and whose they are."""

    organisation: str
    places: tuple[Told, ...]


def told_instead(session: Session, *, as_of: date) -> ToldInstead:
    """Return the places the homepage tells of today, in published order; only their sites are read."""
    holding = [one for one in substitutes(session) if one.kind in ON_HOMEPAGE and one.in_force(as_of)]
    sites = {one.site_code for one in holding}
    snapshot = registry.snapshot_of_sites(session, codes=sites, as_of=as_of)
    chosen = schemes(session, sites=sites)
    places = []
    for place, content in signs_of(snapshot, public_url="", sites=sites, schemes=chosen):
        one = standing_for(holding, site_code=content.site_code, codes=place.codes, on=as_of)
        if one is not None:
            places.append(Told(content, one))
    return ToldInstead(snapshot.organisation.name if snapshot.organisation else "", tuple(places))
