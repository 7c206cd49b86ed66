"""Owns what the search columns hold."""

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.footage_access.domain import KIND_NAMES, PURPOSE_NAMES, Facts
from app.kernel.hangul import search_key, search_term
from app.viewing_requests.domain import Place


def handlers_named(session: Session, text: str) -> tuple[int, ...]:
    """Return the accounts whose display name fits a search, initial consonants included."""
    term = search_term(text)
    people = accounts.people(session) if term else []
    return tuple(person.id for person in people if term in search_key(person.display_name))


def search_text(facts: Facts) -> str:
    """Return what the search column of an entry holds: words anybody who sees the entry may read."""
    words = (facts.text, facts.request_number or "", facts.file_name or "")
    return search_key(" ".join((*words, PURPOSE_NAMES[facts.purpose], KIND_NAMES[facts.kind])))


def place_search(place: Place) -> str:
    """Return what the search column of a place holds."""
    return search_key(f"{place.code} {place.zone_code or ''} {place.label}")
