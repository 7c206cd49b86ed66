"""Owns the shape of a proposal: a draft registry document, where each value was read, and what a person must decide."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.kernel.hangul import nfc
from app.kernel.messages import N_, Message
from app.policy.printed import Where
from app.registry.domain import Kind
from app.registry.history import Key
from app.registry.shape import TEXT_LIMITS, TextLimit

SURE, LIKELY = 0.9, 0.7
"""From which confidence on a reading is called sure, or likely."""
NAMELESS = "(이름 미확인)"
"""What stands where a text does not name its operator, until a person does."""
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A value of the draft: its path in the document, the words it was read from, their place, how sure (0–1)."""

    path: str
    value: Any
    words: str
    where: Where
    confidence: float
    shared: bool = False

    @property
    def mark(self) -> str:
        """Return how sure the reading is, in words (a Korean message id)."""
        return mark_of(self.confidence)

    @property
    def tone(self) -> str:
        """Return the kind of tag the mark is shown with."""
        return "ok" if self.confidence >= SURE else "neutral" if self.confidence >= LIKELY else "warn"


def mark_of(confidence: float) -> str:
    """Return a confidence in words (a Korean message id)."""
    if confidence >= SURE:
        return N_("확실")
    return N_("대체로 확실") if confidence >= LIKELY else N_("불확실")


class Why(StrEnum):
    """Why something is asked; in the order it is shown."""

    CONTRADICTION = "contradiction"  # The text says two things.
    MISSING = "missing"  # The text does not say it.
    DECISION = "decision"  # No text can say it: a person decides.
    CHECK = "check"  # Read, but worth a look.


WHY_NAMES: Mapping[Why, str] = {
    Why.CONTRADICTION: N_("서로 다름"),
    Why.MISSING: N_("적혀 있지 않음"),
    Why.DECISION: N_("정할 것"),
    Why.CHECK: N_("확인할 것"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several values a text states for the same thing."""

    value: Any
    words: str
    where: Where
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person must say. ``path``: the value it is about; ``options``: what the text says, none of them taken."""

    why: Why
    message: Message
    path: str | None = None
    options: tuple[Option, ...] = ()
    where: Where | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A draft registry document (``watchbook.registry/1``) made of what a text states, for a person to confirm.

    ``specific``: questions the text itself gives rise to; what the document leaves open is asked besides (``asking``).
    ``corrected``: paths of values a person set. ``unread``: line and words of what nothing was read from.
    """

    document: dict[str, Any]
    fields: tuple[Proposed, ...] = ()
    specific: tuple[Question, ...] = ()
    corrected: frozenset[str] = frozenset()
    unread: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the registry already has: the code of each name, what stands under it, and every code ever given."""

    codes: Mapping[tuple[Kind, str], str] = field(default_factory=dict)
    taken: frozenset[Key] = frozenset()
    values: Mapping[Key, Mapping[str, Any]] = field(default_factory=dict)

    def code(self, kind: Kind, *names: str | None) -> str | None:
        """Return the code of what bears a name."""
        return self.codes.get((kind, named(*names)))


def named(*names: str | None) -> str:
    """Return names as they are compared: without white space and case."""
    return "|".join("".join((name or "").split()).casefold() for name in names)


def cleaned(text: str) -> str:
    """Return a text as the registry takes it: white space folded, nothing unprintable in it."""
    return nfc("".join(letter for letter in nfc(text) if unicodedata.category(letter) not in _UNPRINTABLE))


def longest(path: str) -> int:
    """Return how many letters the text at a path may have."""
    name = re.sub(r"\[\d+\]", "", path).rsplit(".", 1)[-1]
    return TEXT_LIMITS.get(name, TextLimit()).longest


def present(**values: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON.
    """Return the values that are there; an empty one is not there."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {}, ())}
