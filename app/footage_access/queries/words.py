"""Owns what the search columns hold."""

from app.footage_access.domain import KIND_NAMES, PURPOSE_NAMES, Facts
from app.kernel.hangul import search_key
from app.viewing_requests.domain import Place


def search_text(facts: Facts) -> str:
    """Return what the search column of an entry holds: words anybody who sees the entry may read."""
    words = (facts.text, facts.request_number or "", facts.file_name or "")
    return search_key(" ".join((*words, PURPOSE_NAMES[facts.purpose], KIND_NAMES[facts.kind])))


def place_search(place: Place) -> str:
    """Return what the search column of a place holds."""
    return search_key(f"{place.code} {place.zone_code or ''} {place.label}")
