"""Owns which sentences of our clauses promise what no record bears out: a person says that they are so."""

from app.kernel.messages import Message
from app.policy.clauses.names import block_name

PROMISES: tuple[tuple[int, str], ...] = (
    (1, "purposes"),
    (2, "no_control"),
    (4, "processing"),
    (6, "channels"),
    (6, "identity"),
    (6, "masking"),
    (6, "fee"),
    (8, "signs"),
    (8, "changes"),
)
"""Section and block of each, in printed order."""


def is_promise(section: int, key: str) -> bool:
    """Return whether a block says what the organisation does, and nothing in the registry shows it."""
    return (section, key) in PROMISES


def promise_names() -> tuple[Message, ...]:
    """Return what the promises are called."""
    return tuple(block_name(key) for _section, key in PROMISES)


def promise_keys() -> tuple[str, ...]:
    """Return how confirmed promises are sealed: ``8-signs``."""
    return tuple(f"{section}-{key}" for section, key in PROMISES)
