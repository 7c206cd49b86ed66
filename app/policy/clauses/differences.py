"""Owns the difference of two wordings, word by word, for a page that shows them side by side. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

_PIECES = re.compile(r"\s+|[^\s\w]|\w+")


@dataclass(frozen=True, slots=True)
class Run:
    """Some words that stand in both texts, or (``changed``) only in the one they are shown in."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A line before and after; empty where there is none."""

    before: tuple[Run, ...]
    after: tuple[Run, ...]

    @property
    def changed(self) -> bool:
        """Return whether they differ."""
        return any(run.changed for run in (*self.before, *self.after))


def line_pairs(before: Sequence[str], after: Sequence[str]) -> tuple[Pair, ...]:
    """Return the lines of two texts beside each other, each with what only it says."""
    return tuple(_pairs(before, after))


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    for tag, start, end, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Pair((Run(line),), (Run(line),)) for line in before[start:end])
            continue
        for old, new in zip_longest(before[start:end], after[from_:to]):
            if old is None or new is None:
                yield Pair(_whole(old), _whole(new))
            else:
                yield _pair(old, new)


def _whole(line: str | None) -> tuple[Run, ...]:
    return () if line is None else (Run(line, changed=True),)


def _pair(before: str, after: str) -> Pair:
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    removed, added = [True] * len(old), [True] * len(new)
    for start, from_, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        removed[start : start + size] = [False] * size
        added[from_ : from_ + size] = [False] * size
    return Pair(_runs(old, removed), _runs(new, added))


def _runs(pieces: Sequence[str], changed: list[bool]) -> tuple[Run, ...]:
    for place in range(1, len(pieces) - 1):  # A space between two changed words changed with them.
        if pieces[place].isspace() and changed[place - 1] and changed[place + 1]:
            changed[place] = True
    pairs = groupby(zip(pieces, changed, strict=True), key=lambda pair: pair[1])
    return tuple(Run("".join(piece for piece, _ in group), state) for state, group in pairs)
