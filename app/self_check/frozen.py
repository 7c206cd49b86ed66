"""Owns what a frozen year says: everything copied as words of that day, and back again. Pure.

A frozen year reads nothing but this, so it stays as it was when questions, rules or sources change. Names of people and
notes are not in it: who answered is said by the role.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from app.kernel.canonical import canonical_bytes
from app.self_check.domain import Light

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenAction:
    """A line of the plan as it stood."""

    what: str
    role: str
    until: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenSource:
    """A source as it was cited and worded."""

    key: str
    citation: str
    words: str
    confirmed: str
    confirmed_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenQuestion:
    """A question with its answer, in the words of that day. ``found``: what each rule found, a sentence each."""

    id: str
    area: str
    text: str
    met: str
    light: str
    word: str
    why: str
    ground: str
    rules: tuple[str, ...]
    found: tuple[str, ...]
    outcome: str
    evidence: str
    answered: str
    sources: tuple[FrozenSource, ...]
    actions: tuple[FrozenAction, ...]

    @property
    def colour(self) -> Light:
        """Return the colour."""
        return Light(self.light)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenYear:
    """Everything a frozen year says. ``counts`` are by colour, ``names`` what colours were called."""

    format: int
    year: int
    document: str
    frozen_on: str
    role: str
    organisation: str
    revision: str
    counts: Mapping[str, int]
    names: Mapping[str, str]
    questions: tuple[FrozenQuestion, ...]

    @property
    def areas(self) -> Mapping[str, Sequence[FrozenQuestion]]:
        """Return the questions by their area, in their order."""
        found: dict[str, list[FrozenQuestion]] = {}
        for question in self.questions:
            found.setdefault(question.area, []).append(question)
        return found

    @property
    def day(self) -> date:
        """Return the day it was frozen."""
        return date.fromisoformat(self.frozen_on)

    def count(self, light: Light) -> int:
        """Return how many questions have a colour."""
        return self.counts.get(light.value, 0)


def written(year: FrozenYear) -> str:
    """Return a frozen year as canonical JSON: the same year always as the same bytes."""
    return canonical_bytes(asdict(year)).decode()


def read(text: str) -> FrozenYear:
    """Return a frozen year from what ``written`` gave, also from a version of the program that knew more or less."""
    said = json.loads(text)
    questions = tuple(
        _known(
            FrozenQuestion,
            each
            | {
                "rules": tuple(each["rules"]),
                "found": tuple(each["found"]),
                "sources": tuple(_known(FrozenSource, one) for one in each["sources"]),
                "actions": tuple(_known(FrozenAction, one) for one in each["actions"]),
            },
        )
        for each in said["questions"]
    )
    return FrozenYear(**(said | {"questions": questions}))


def _known(kind: type[Any], said: Mapping[str, Any]) -> Any:  # noqa: ANN401  # An instance of the kind.
    names = {field.name for field in fields(kind)}
    return kind(**{name: value for name, value in said.items() if name in names})
