"""Owns which camera or person a recorder's own name most likely means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.kernel.hangul import nfc

_WORD = re.compile(r"[^0-9a-z가-힣]+")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a name could mean: its code or number, and what it is called."""

    value: str
    names: tuple[str, ...]


def offers(name: str, known: Iterable[Offer], *, most: int = 3) -> tuple[Offer, ...]:
    """Return what a recorder's name most likely means, the likeliest first.

    The same name or code comes first, then a code inside the name, then a name inside it or around it.
    """
    spoken = nfc(name).casefold()
    local = spoken.partition("@")[0].rpartition("\\")[2]
    ranked: list[tuple[int, int, Offer]] = []
    for order, offer in enumerate(known):
        names = (nfc(each).casefold() for each in (offer.value, *offer.names) if each)
        rank = min((_rank(spoken, local, each) for each in names), default=_NEVER)
        if rank < _NEVER:
            ranked.append((rank, order, offer))
    return tuple(offer for _rank_of, _order, offer in sorted(ranked, key=lambda each: each[:2])[:most])


_NEVER = 9
_SHORTEST = 2


def _rank(spoken: str, local: str, name: str) -> int:
    if name in {spoken, local}:
        return 0
    if _flat(name) in {_flat(spoken), _flat(local)}:
        return 1
    if len(name) >= _SHORTEST and _contains(spoken, name):
        return 2
    if len(local) > _SHORTEST and _contains(name, local):
        return 3
    return _NEVER


def _flat(text: str) -> str:
    return _WORD.sub("", text)


def _contains(text: str, code: str) -> bool:
    """Return whether a code stands in a text as a word of its own: C-1 is not in C-10."""
    return re.search(rf"(?<![0-9a-z]){re.escape(code)}(?![0-9a-z])", text) is not None
