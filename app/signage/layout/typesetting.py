"""Owns how a value is broken into lines: at spaces only (keep-all), evenly, and at the largest size that holds."""

from collections.abc import Callable
from typing import Protocol


class Measure(Protocol):
    """The width of a text in size 1, in bold or not."""

    def __call__(self, text: str, *, bold: bool) -> float:
        """Return the width."""
        ...


_STEP = 0.25  # Points between two sizes that are tried.
_CLOSING = frozenset(")]}」』》〉”’,.·:;!?%、。…")
_OPENING = frozenset("([{「『《〈“‘")


def broken(text: str, room: float, measure: Measure) -> list[str]:
    """Return the text as bold lines no wider than ``room`` (in sizes), broken at spaces.

    Only a word wider than the room is cut between characters, never before a closing mark or after an opening one.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if measure(joined, bold=True) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, room, measure)
        lines.extend(full)
    return [*lines, line] if line else lines


def balanced(text: str, room: float, measure: Measure) -> list[str]:
    """Return as few lines as ``broken`` does, as even as they can be: no lone last word."""
    lines = broken(text, room, measure)
    if len(lines) < 2:  # noqa: PLR2004  # One line is even.
        return lines
    narrow, wide = room / len(lines), room
    for _ in range(8):
        tried = (narrow + wide) / 2
        if len(broken(text, tried, measure)) > len(lines):
            narrow = tried
        else:
            wide = tried
    return broken(text, wide, measure)


def largest_that_holds(smallest: float, largest: float, holds: Callable[[float], bool]) -> float:
    """Return the largest size in steps of a quarter point that holds; the smallest is known to."""
    low, high = 0, int((largest - smallest) / _STEP)
    while low < high:
        middle = (low + high + 1) // 2
        if holds(smallest + middle * _STEP):
            low = middle
        else:
            high = middle - 1
    return smallest + low * _STEP


def _cut(word: str, room: float, measure: Measure) -> list[str]:
    if measure(word, bold=True) <= room:
        return [word]
    pieces, start = [], 0
    while start < len(word):
        end = start + 1
        while end < len(word) and measure(word[start : end + 1], bold=True) <= room:
            end += 1
        while end < len(word) and end - start > 1 and (word[end] in _CLOSING or word[end - 1] in _OPENING):
            end -= 1
        pieces.append(word[start:end])
        start = end
    return pieces
