"""Owns what the linter says: a rule over a published text, and a finding with its place in it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.kernel.messages import N_, Message
from app.law.severity import Severity
from app.law.sources import Confidence, NotInForce, Source, latest, source
from app.policy.printed import Printed, TextLine, Where
from app.policy.stated import StatedPolicy

SEVERITY_LABELS = {Severity.ERROR: N_("위반"), Severity.WARNING: N_("주의"), Severity.INFO: N_("참고")}


@dataclass(frozen=True, kw_only=True)
class Text:
    """What a rule looks at: what was read, the lines it was read from, and the day it is judged on.

    ``expected`` is what the registry would state; None: the text is judged alone. ``partial``: somebody says that only
    a part of the text is at hand, so what is not there is not said to be missing.
    """

    stated: StatedPolicy
    printed: Printed
    on: date
    expected: StatedPolicy | None = None
    partial: bool = False
    sentences: tuple[tuple[Where, str], ...] = ()  # Of the camera part; lines that a page wraps are one.

    @cached_property
    def told(self) -> tuple[tuple[int, str], ...]:
        """Line and words of everything printed, in order; a row of a table is one, its cells parted by bars."""
        return tuple(_told(self.printed))

    @cached_property
    def part(self) -> tuple[tuple[int, str], ...]:
        """Line and words of everything the camera part prints."""
        first, last = self.stated.first_line, self.stated.last_line
        if first is None or last is None:
            return ()
        return tuple((line, words) for line, words in self.told if first <= line <= last)

    @cached_property
    def words_at(self) -> dict[int, str]:
        """The words of each line: of several pieces on one, all."""
        lines: dict[int, list[str]] = {}
        for line, words in self.told:
            lines.setdefault(line, []).append(words)
        return {line: "\n".join(words) for line, words in lines.items()}

    @cached_property
    def reach(self) -> dict[str, Where | None]:
        """What rules found out of the whole text once, for the others."""
        return {}


def _told(printed: Printed) -> Iterator[tuple[int, str]]:
    for piece in printed.pieces:
        if isinstance(piece, TextLine):
            yield piece.where.line, piece.whole
        else:
            for row in piece.rows:
                words = " | ".join(cell.text for cell in row if cell.text and not cell.covered)
                if words:
                    yield min(cell.where.line for cell in row), words


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that breaks a rule. ``severity`` None: the rule's own."""

    message: Message
    where: Where | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LintRule:
    """A duty of a published text. Its first source decides on which days it is asked.

    ``id`` is permanent (law.md's where it has one). ``drift`` True: compares with the registry.
    """

    id: str
    severity: Severity
    title: str  # A Korean message id.
    advice: str  # A Korean message id.
    sources: tuple[str, ...]
    look: Callable[[Text], Iterator[Hit]]
    drift: bool = False

    def in_force(self, on: date) -> bool:
        """Return whether its first source holds on a day."""
        try:
            source(self.sources[0], on=on)
        except NotInForce:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class LintFinding:
    """A finding: the rule, how bad, what is wrong, where, what to do, and by what source."""

    rule: str
    severity: Severity
    title: str
    message: Message
    where: Where | None
    advice: str
    source_keys: tuple[str, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the sources in their newest wording."""
        return tuple(latest(key) for key in self.source_keys)

    @property
    def unconfirmed(self) -> bool:
        """Return whether no text was read that says so: the finding says it is unconfirmed."""
        return not self.ours and not any(one.is_confirmed for one in self.sources)

    @property
    def ours(self) -> bool:
        """Return whether no law is cited: the finding is our own advice."""
        return all(one.confirmed is Confidence.OURS for one in self.sources)


def look_through(text: Text, rules: Iterable[LintRule]) -> tuple[LintFinding, ...]:
    """Return what rules find in a text, in the order of its lines, the worse first within a line."""
    found = [
        LintFinding(
            rule=rule.id,
            severity=hit.severity or rule.severity,
            title=rule.title,
            message=hit.message,
            where=hit.where,
            advice=rule.advice,
            source_keys=rule.sources,
        )
        for rule in rules
        if rule.in_force(text.on) and (text.expected is not None or not rule.drift)
        for hit in rule.look(text)
    ]
    worst = list(Severity)
    return tuple(
        sorted(found, key=lambda one: (one.where is None, _order(one.where), worst.index(one.severity), one.rule))
    )


def _order(where: Where | None) -> tuple[int, ...]:
    """Return where a place stands among others: one that names no page or cell comes before those that do."""
    return () if where is None else (where.line, where.page or 0, where.row or 0, where.column or 0)
