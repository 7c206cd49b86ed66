"""Owns whose words stand in a text that several people changed one after another. Pure.

Words are held beside each other without their marks and spaces, in runs: a run long enough to be somebody's wording
stays theirs however the words around it are changed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SHORTEST_RUN = 3
"""So many words on end are somebody's wording; fewer are what anybody would write."""
NOBODY: frozenset[int] = frozenset()
_WORD = re.compile(r"\w+")

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a text said once somebody had changed it."""

    who: int
    lines: Lines


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, and of each whose it is."""

    words: tuple[str, ...]
    authors: tuple[frozenset[int], ...]


def authors_of(before: Lines, changes: Sequence[Change], *, nobodys: Iterable[Lines] = ()) -> frozenset[int]:
    """Return whose words stand in a text after some changes; nobody's where it says what it said before.

    Who only took words away, or wrote back what is nobody's, is named where no words of anybody stand.

    :param before: what was published, or ours: nobody's words.
    :param changes: what was made of it, oldest first.
    :param nobodys: other texts whose words are nobody's.
    """
    if not changes or changes[-1].lines == before:
        return NOBODY
    free = [_nobodys(before), *(_nobodys(lines) for lines in nobodys)]
    past = [free[0]]
    last = changes[-1].who
    for change in changes:
        words = tuple(_split(change.lines))
        if words != past[-1].words:
            last = change.who
        past.append(_owned(words, change.who, past, free))
    return frozenset().union(*past[-1].authors) or frozenset({last})


def lines_of(value: object) -> Lines:
    """Return what a recorded value says, line by line, without the names of its parts."""
    return tuple(_leaves(value))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name in sorted(value):
            yield from _leaves(value[name])
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _leaves(each)
    elif value is not None:
        yield str(value)


def _split(lines: Lines) -> Iterator[str]:
    return (word.casefold() for line in lines for word in _WORD.findall(line))


def _nobodys(lines: Lines) -> _Words:
    words = tuple(_split(lines))
    return _Words(words, (NOBODY,) * len(words))


def _owned(words: tuple[str, ...], who: int, past: Sequence[_Words], free: Sequence[_Words]) -> _Words:
    """Return words with their authors: nobody's, those of the text before, or of an earlier one; else who wrote them.

    Who brings back what somebody else had written earlier is an author beside them.
    """
    found: list[frozenset[int] | None] = [None] * len(words)
    for text in (*free, past[-1]):
        for place, authors in _kept(text, words):
            found[place] = authors if found[place] is None else found[place]
    for text in reversed(past[:-1]):
        for place, authors in _kept(text, words):
            found[place] = authors | {who} if found[place] is None else found[place]
    return _Words(words, tuple(frozenset({who}) if authors is None else authors for authors in found))


def _kept(text: _Words, words: tuple[str, ...]) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield which words were taken over from a text, with their authors: in runs, or the whole of either."""
    whole = min(len(text.words), len(words))
    for match in SequenceMatcher(None, text.words, words, autojunk=False).get_matching_blocks():
        if match.size and match.size >= min(SHORTEST_RUN, whole):
            yield from ((match.b + step, text.authors[match.a + step]) for step in range(match.size))
