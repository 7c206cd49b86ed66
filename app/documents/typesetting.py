"""Owns how text is broken into lines: at spaces only (keep-all), evenly, and at the largest size that holds; pure."""

from collections.abc import Callable

Measure = Callable[[str], float]
"""The width of a text in size 1; that of two texts side by side is the sum (no kerning)."""

_STEP = 0.25  # Points between two sizes that are tried.
_CLOSING = frozenset(")]}」』》〉”’,.·:;!?%、。…")
_OPENING = frozenset("([{「『《〈“‘")


def broken(text: str, room: float, measure: Measure) -> list[str]:
    """Return the text as lines no wider than ``room`` (in sizes), broken at spaces.

    Only a word wider than the room is cut between characters, never before a closing mark or after an opening one.
    """
    space = measure(" ")
    lines: list[list[str]] = []
    used = room + 1  # No line is open yet.
    for word in text.split():
        across = measure(word)
        if used + space + across <= room:
            lines[-1].append(word)
            used += space + across
            continue
        if across <= room:
            lines.append([word])
            used = across
            continue
        pieces = _cut(word, room, measure)
        lines.extend([piece] for piece in pieces)
        used = measure(pieces[-1])
    return [" ".join(line) for line in lines]


class Measured:
    """A text whose words are measured once, to count the lines it takes at many sizes."""

    __slots__ = ("_known", "_measure", "_space", "_widest", "_widths", "text", "whole")

    def __init__(self, text: str, measure: Measure) -> None:
        """Measure the text."""
        self.text, self._measure = text, measure
        self.whole = measure(text)
        self._widths: list[float] = []
        self._space = self._widest = 0.0
        self._known: dict[float, int] = {}

    def count(self, room: float) -> int:
        """Return how many lines ``broken`` gives."""
        if self.whole <= room:
            return 1
        if not self._widths:
            self._widths = [self._measure(word) for word in self.text.split()]
            self._widest, self._space = max(self._widths, default=0.0), self._measure(" ")
        if self._widest > room:
            if room not in self._known:
                self._known[room] = len(broken(self.text, room, self._measure))
            return self._known[room]
        count, used = 0, room + 1
        for across in self._widths:
            used = used + self._space + across  # As ``broken`` adds, to the last bit.
            if used > room:
                count += 1
                used = across
        return count

    def balanced(self, room: float) -> list[str]:
        """Return as few lines as ``broken`` does, as even as they can be: no lone last word."""
        most = self.count(room)
        narrow, wide = room / most, room
        for _ in range(6 if most > 1 else 0):
            tried = (narrow + wide) / 2
            if self.count(tried) > most:
                narrow = tried
            else:
                wide = tried
        return broken(self.text, wide, self._measure)


def balanced(text: str, room: float, measure: Measure) -> list[str]:
    """Return as few lines as ``broken`` does, as even as they can be: no lone last word."""
    return Measured(text, measure).balanced(room) if text.strip() else []


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
    if measure(word) <= room:
        return [word]
    pieces, start = [], 0
    while start < len(word):
        end = start + 1
        while end < len(word) and measure(word[start : end + 1]) <= room:
            end += 1
        while end < len(word) and end - start > 1 and (word[end] in _CLOSING or word[end - 1] in _OPENING):
            end -= 1
        pieces.append(word[start:end])
        start = end
    return pieces
