"""Owns sentences meant for people, kept apart from the language they are shown in.

Korean is the message id. The web layer translates; the command line prints Korean.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.kernel.particles import has_particles, with_particles


def N_(text: str) -> str:  # noqa: N802  # The conventional gettext name for "extract, translate later".
    """Return the text unchanged, marking it for the message catalogue."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named gaps, e.g. ``Message("{code} 구역이 없습니다", {"code": "Z-1"})``."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the Korean sentence with its gaps filled."""
        if not self.values:
            return self.text
        said = self.text.format(**self.values)
        return with_particles(said) if has_particles(self.text) else said
