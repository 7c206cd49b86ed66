"""Owns what is read about accounts."""

from app.kernel.actor import Actor


def actor_of_cookie(token: str) -> Actor | None:
    """Return who a session cookie belongs to, or None."""
    return None
