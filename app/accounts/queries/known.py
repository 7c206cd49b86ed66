"""Owns whom a person may know of: pages about people show nobody who works at other sites only."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.accounts.domain import NoSuchAccount
from app.accounts.queries import Person, people, person
from app.kernel.actor import Actor


def known_people(session: Session, *, actor: Actor) -> list[Person]:
    """Return the accounts somebody may know of, those in use first, by name; each with what it may do at their sites.

    Who sees every site knows everybody; anybody else knows themselves, who works or worked at their sites or
    everywhere, and who was given no right yet.
    """
    return [known for each in people(session) if (known := _as_known(each, actor)) is not None]


def known_person(session: Session, *, account_id: int, actor: Actor) -> Person:
    """Return one account, with what it may do at the actor's sites.

    :raises NoSuchAccount: if there is none the actor may know of.
    """
    known = _as_known(person(session, account_id=account_id), actor)
    if known is None:
        raise NoSuchAccount
    return known


def _as_known(each: Person, actor: Actor) -> Person | None:
    if actor.sites is None or each.id == actor.id or not each.grants:
        return each
    grants = tuple(one for one in each.grants if one.site_code is None or one.site_code in actor.sites)
    return replace(each, grants=grants) if grants else None
