"""Owns how text is measured on a sign, and how small it may be."""

from typing import Protocol

LEGIBLE = 4.5
"""Points; captions that would be smaller are left out."""
LEGIBLE_LABEL = 5.0
"""Points; the least size of a row's Korean label."""


class Measure(Protocol):
    """The width of a text in size 1, in bold or not."""

    def __call__(self, text: str, *, bold: bool) -> float:
        """Return the width."""
        ...

    def __hash__(self) -> int:
        """Return a hash: what is laid out alike for many signs is remembered with its measure."""
        ...
