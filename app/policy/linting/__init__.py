"""Owns what is asked of a published text: every rule with its source, and looking a printed text through.

Rules ask by meaning, of what the reader found. A fact the reader is unsure of breaks nothing: it is a note.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.policy.findings import LintFinding, LintRule, Text, look_through
from app.policy.linting.rules_of_gaps import RULES_OF_GAPS
from app.policy.linting.rules_of_places import RULES_OF_PLACES
from app.policy.linting.rules_of_policies import RULES_OF_POLICIES
from app.policy.linting.rules_of_promises import RULES_OF_PROMISES
from app.policy.linting.rules_of_writing import RULES_OF_WRITING
from app.policy.printed import Printed, Where
from app.policy.reading import read
from app.policy.reading.part import last_line
from app.policy.reading.sentences import sentences
from app.policy.stated import StatedPolicy

__all__ = ["RULES", "Linted", "lint"]

RULES: tuple[LintRule, ...] = (
    *RULES_OF_POLICIES,
    *RULES_OF_PLACES,
    *RULES_OF_PROMISES,
    *RULES_OF_WRITING,
    *RULES_OF_GAPS,
)
"""Every rule. Two may share an id where one duty is asked of the text alone and of the text beside the registry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """What a text was found to be: the findings, what was read, and the rules not asked on that day."""

    findings: tuple[LintFinding, ...]
    text: Text
    not_asked: tuple[LintRule, ...]


def lint(printed: Printed, *, on: date, expected: StatedPolicy | None = None, partial: bool = False) -> Linted:
    """Return what the rules in force on a day find in a text.

    ``expected`` is what the registry would state; None: the text is judged alone. ``partial``: the text is only a part,
    so nothing is said to be missing that may stand in the rest.
    """
    stated = read(printed)
    told = tuple(_sentences(printed, stated))
    text = Text(stated=stated, printed=printed, on=on, expected=expected, partial=partial, sentences=told)
    return Linted(
        findings=look_through(text, RULES),
        text=text,
        not_asked=tuple(rule for rule in RULES if not rule.in_force(on)),
    )


def _sentences(printed: Printed, stated: StatedPolicy) -> Iterator[tuple[Where, str]]:
    """Yield place and words of every sentence of the camera part."""
    first, last = stated.first_line, stated.last_line
    if first is None or last is None:
        return
    inside = [piece for piece in printed.pieces if first <= last_line(piece) and piece.where.line <= last]
    yield from ((one.where, one.text) for one in sentences(inside) if first <= one.where.line <= last)
