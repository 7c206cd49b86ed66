"""Owns opening what deciders wrote: it is stored sealed."""

from app.vault.wiring import vault
from app.viewing_requests.domain import decision_context


def opened_words(number: str, token: str) -> str:
    """Return what was written in a decision on a request; empty stays empty, and what was not sealed as it is.

    :raises CannotOpen: if it was changed, or belongs to another request.
    """
    return vault().open(token, context=decision_context(number)) if token else token
