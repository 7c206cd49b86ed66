"""Owns sentences meant for people, kept apart from the language they are shown in.

Korean is the message id. The web layer translates; the command line prints Korean.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
        return self.text.format(**self.values) if self.values else self.text
