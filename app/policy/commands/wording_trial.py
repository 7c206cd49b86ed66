"""Owns the trial of a reworded clause: a policy is composed with it and read as our linter reads any other.

The registry of the trial is made up and whole, so what is found comes from the words and not from a gap in somebody's
registry; what is found in the same policy with our clauses is taken off.
"""

from collections import Counter
from datetime import date

from app.kernel.messages import N_, Message
from app.law.severity import Severity
from app.policy.clauses import GAP, Clause, clauses
from app.policy.clauses.copies import CopyFault
from app.policy.clauses.trial_registry import trial_registry
from app.policy.composition import compose
from app.policy.domain import Form
from app.policy.extraction import extract
from app.policy.findings import LintFinding
from app.policy.linting import lint
from app.policy.writers.text import plain_text

_STOPS = frozenset({Severity.ERROR, Severity.WARNING})


def faults_of_trial(ours: Clause, copy: Clause, *, on: date) -> tuple[CopyFault, ...]:
    """Return what the linter stops in a policy worded by a copy and not in the same policy worded by ours."""
    known = Counter(_sign(finding) for finding in _linted(_printed(ours, on), on))
    printed = _printed(copy, on)
    lines = printed.splitlines()
    found: dict[tuple[str, int | None, str], CopyFault] = {}
    for finding in _linted(printed, on):
        if known[_sign(finding)]:
            known[_sign(finding)] -= 1
        elif finding.severity in _STOPS:
            fault = _fault(ours, copy, lines, finding)
            found.setdefault((fault.key, fault.line, str(fault.message)), fault)
    return tuple(found.values())


def _sign(finding: LintFinding) -> tuple[str, str]:
    return finding.rule, str(finding.message)


def _linted(printed: str, on: date) -> tuple[LintFinding, ...]:
    return lint(extract(printed.encode(), name="policy.txt"), on=on).findings


def _printed(worded: Clause, on: date) -> str:
    language = worded.language
    others = (clause for clause in clauses(language, on=on) if clause.section != worded.section)
    registry = trial_registry(language, on)
    document = compose(registry, form=Form.STANDALONE, language=language, clauses=(worded, *others), on=on)
    return plain_text(document)


def _fault(ours: Clause, copy: Clause, lines: list[str], finding: LintFinding) -> CopyFault:
    values = {"finding": finding.message, "rule": finding.rule, "source": finding.sources[0].citation}
    message = Message(N_("{finding} ({rule}, {source})"), values)
    place = finding.where.line - 1 if finding.where else -1
    said = lines[place] if 0 <= place < len(lines) else ""
    printed_as = [
        (len(line), key, number)
        for key, wording in copy.wordings.items()
        for number, line in enumerate(wording.lines, start=1)
        if _is_printed_as(line, said)
    ]
    if printed_as:
        _length, key, number = max(printed_as)
        return CopyFault(key, number, message)
    changed = [key for key, wording in copy.wordings.items() if wording.lines != ours[key].lines]
    return CopyFault(changed[0] if changed else next(iter(copy.wordings)), None, message)


def _is_printed_as(line: str, said: str) -> bool:
    """Return whether a printed line is a line of a copy with its gaps filled."""
    parts = [part for part in GAP.split(line)[::2] if part.strip()]
    return bool(parts) and all(part in said for part in parts)
