"""Owns how the findings in a text are told: as short lines for people, and as plain values for machines."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from html import unescape
from itertools import groupby
from operator import attrgetter

from app.kernel.messages import N_, Message
from app.law.severity import Severity
from app.policy.findings import SEVERITY_LABELS, LintFinding
from app.policy.linting import Linted
from app.policy.printed import Medium, Printed

Say = Callable[[Message], str]
_LONGEST_QUOTE = 100
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>?|^[^<>]*(?<=[\"'])>")
_WORST_FIRST = list(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many findings there are of each severity."""

    error: int
    warning: int
    info: int


def counts(linted: Linted) -> Counts:
    """Return how many findings there are of each severity."""
    found = [finding.severity for finding in linted.findings]
    return Counts(**{severity.value: found.count(severity) for severity in Severity})


def quote(printed: Printed, finding: LintFinding) -> str | None:
    """Return the line a finding is in, shortened; None where it is in no line."""
    if finding.where is None or not 0 < finding.where.line <= len(printed.lines):
        return None
    line = " ".join(words_of(printed, finding.where.line).split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1]}…"


def by_rule(linted: Linted) -> tuple[tuple[LintFinding, ...], ...]:
    """Return the findings of each severity and rule together, the worst first; within a rule in order of lines."""
    ranked = sorted(linted.findings, key=lambda one: (_WORST_FIRST.index(one.severity), one.rule))
    key = attrgetter("severity", "rule", "title", "advice")
    return tuple(tuple(group) for _, group in groupby(ranked, key=key))


def words_of(printed: Printed, number: int) -> str:
    """Return the words of a line; of a page of HTML without its tags."""
    line = printed.lines[number - 1]
    return unescape(_TAG.sub(" ", line)) if printed.medium is Medium.HTML else line


def lines(linted: Linted, *, name: str, say: Say) -> Iterator[str]:
    """Yield the report for people: a line of counts, then the findings by severity and rule, the worst first."""
    told = counts(linted)
    values = {"name": name, "day": linted.text.on, **asdict(told)}
    yield say(Message(N_("{name}: 위반 {error}건, 주의 {warning}건, 참고 {info}건 ({day} 기준)"), values))
    for severity, of_severity in groupby(by_rule(linted), key=lambda group: group[0].severity):
        yield ""
        yield f"[{say(Message(SEVERITY_LABELS[severity]))}]"
        for findings in of_severity:
            yield from _of_rule(findings, linted.text.printed, say)
    if linted.not_asked:
        yield ""
        text = N_("{day}의 조문을 확인하지 못해 묻지 않은 규칙: {rules}")
        rules = ", ".join(sorted({rule.id for rule in linted.not_asked}))
        yield say(Message(text, {"day": linted.text.on, "rules": rules}))


def _of_rule(findings: Sequence[LintFinding], printed: Printed, say: Say) -> Iterator[str]:
    first = findings[0]
    yield f"{first.rule} {say(Message(first.title))} — {basis(first, say)}"
    for finding in findings:
        yield f"  {place(finding, say)}{say(finding.message)}"
        quoted = quote(printed, finding)
        if quoted:
            yield f"      | {quoted}"
    yield f"  → {say(Message(first.advice))}"


def place(finding: LintFinding, say: Say) -> str:
    """Return where a finding is: page and line, or nothing."""
    where = finding.where
    if where is None:
        return ""
    if where.page is None:
        return say(Message(N_("{line}째 줄: "), {"line": where.line}))
    return say(Message(N_("{page}쪽 {line}째 줄: "), {"page": where.page, "line": where.line}))


def basis(finding: LintFinding, say: Say) -> str:
    """Return what a finding rests on: its first source, and whether no text of it was read."""
    cited = say(Message(finding.sources[0].citation))
    return f"{cited} ({say(Message(N_('미확인')))})" if finding.unconfirmed else cited


def plain(linted: Linted, *, name: str, say: Say) -> dict[str, object]:
    """Return the report as plain values, stable for machines: ids, severities, places, sentences, sources."""
    return {
        "file": name,
        "on": linted.text.on.isoformat(),
        "language": linted.text.stated.language,
        "partial": linted.text.partial,
        "first_line": linted.text.stated.first_line,
        "last_line": linted.text.stated.last_line,
        "counts": asdict(counts(linted)),
        "findings": [_plain(finding, linted.text.printed, say) for finding in linted.findings],
        "not_asked": sorted({rule.id for rule in linted.not_asked}),
    }


def _plain(finding: LintFinding, printed: Printed, say: Say) -> dict[str, object]:
    where = finding.where
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "title": say(Message(finding.title)),
        "message": say(finding.message),
        "line": where.line if where else None,
        "page": where.page if where else None,
        "quote": quote(printed, finding),
        "advice": say(Message(finding.advice)),
        "sources": [
            {"key": one.key, "citation": one.citation, "confirmed": one.confirmed.value} for one in finding.sources
        ],
        "unconfirmed": finding.unconfirmed,
    }
