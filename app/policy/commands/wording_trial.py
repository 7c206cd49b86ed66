"""Owns the trial of a reworded clause: a policy is composed with it and read as our linter reads any other.

The registry of the trial is made up and whole, so what is found comes from the words and not from a gap in somebody's
registry; what is found in the same policy with our clauses is taken off.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.kernel.messages import N_, Message
from app.law.severity import Severity
from app.policy.clauses import GAP, Clause, clauses
from app.policy.clauses.copies import CopyFault
from app.policy.clauses.kept import lost_promises
from app.policy.clauses.trial_registry import trial_registry
from app.policy.composition import compose
from app.policy.domain import Form
from app.policy.extraction import extract
from app.policy.findings import LintFinding
from app.policy.linting import Linted, lint
from app.policy.stated import About, Item, StatedPolicy
from app.policy.writers.text import plain_text

_PERIODS = (
    (About.ANSWER, "answer", N_("열람 요구에 답하는 날수")),
    (About.DELETION, "answer", N_("삭제 요구에 답하는 날수")),
    (About.REFUSAL, "notice", N_("거절을 알리는 날수")),
    (About.SUSPENSION, "closed", N_("처리정지 요구에 답하는 날수")),
)

_THERE = "○"
"""A fact that has no value: it is there, or it is not."""
_SAID_IN = {"POL-09": "notice", "POL-10": "channels"}
"""Blocks in which what a rule misses would be said."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a policy worded by a copy comes to that the same policy worded by ours does not.

    :param faults: what keeps the copy from being used: a promise or fact it loses, a violation it adds.
    :param cautions: what has to be read before it is used, with the rule of each.
    """

    faults: tuple[CopyFault, ...]
    cautions: tuple[CopyFault, ...] = ()
    caution_rules: tuple[str, ...] = ()


def faults_of_trial(ours: Clause, copy: Clause, *, on: date) -> tuple[CopyFault, ...]:
    """Return what keeps a copy from being used."""
    return tried(ours, copy, on=on).faults


def tried(ours: Clause, copy: Clause, *, on: date) -> Trial:
    """Return what a policy worded by a copy comes to, beside the same policy worded by ours."""
    before, after = _linted(_printed(ours, on), on), _linted(_printed(copy, on), on)
    known = Counter(_sign(finding) for finding in before.findings)
    lines = list(after.text.printed.lines)
    found: dict[Severity, dict[tuple[str, int | None, str], CopyFault]] = {Severity.ERROR: {}, Severity.WARNING: {}}
    rules: dict[str, None] = {}
    for finding in after.findings:
        if known[_sign(finding)]:
            known[_sign(finding)] -= 1
        elif finding.severity in found:
            fault = _fault(ours, copy, lines, finding)
            found[finding.severity].setdefault((fault.key, fault.line, str(fault.message)), fault)
            if finding.severity is Severity.WARNING:
                rules[finding.rule] = None
    told = {fault.key for fault in found[Severity.ERROR].values()}
    kept = [fault for fault in _not_kept(ours, copy, before.text.stated, after.text.stated) if fault.key not in told]
    return Trial((*found[Severity.ERROR].values(), *kept), tuple(found[Severity.WARNING].values()), tuple(rules))


def _not_kept(ours: Clause, copy: Clause, before: StatedPolicy, after: StatedPolicy) -> Iterator[CopyFault]:
    """Yield the promises a copy loses, then the facts our reader no longer reads from it."""
    words = {key: wording.lines for key, wording in copy.wordings.items()}
    reworded = {key for key, lines in words.items() if lines != ours[key].lines}
    told = set[str]()
    for lost in lost_promises(ours.section, {key: words[key] for key in words if key in reworded}):
        told.add(lost.key)
        yield CopyFault(lost.key, lost.line, lost.message)
    now = {(section, key, name): value for section, key, name, value in _facts(after)}
    for section, key, name, value in _facts(before):
        if section != ours.section or not words.get(key) or key in told:
            continue
        read = now.get((section, key, name))
        if read != value and (key in reworded or len(reworded) == 1):
            where = key if key in reworded else next(iter(reworded))
            said = {"fact": Message(name), "before": value, "after": read or ""}
            yield CopyFault(where, None, Message(_told(value, read), said))


def _told(before: str, after: str | None) -> str:
    """Return the sentence for a fact that the reader no longer reads as it was; some are only there or not."""
    if after and after != _THERE:
        return N_("'{fact}'이(가) 달라졌습니다. 기본 조문은 {before}, 고친 글은 {after}입니다.")
    if before == _THERE:
        return N_("'{fact}': 고친 글에서 찾을 수 없습니다. 기본 조문처럼 분명하게 적으십시오.")
    return N_("'{fact}': 고친 글에서 읽을 수 없습니다. 기본 조문은 {before}입니다.")


def _facts(stated: StatedPolicy) -> Iterator[tuple[int, str, str, str]]:
    """Yield the facts our reader reads of sections: section, block, name and value."""
    for about, key, name in _PERIODS:
        days = sorted({said.value.days or 0 for said in stated.periods if said.value.about is about})
        yield Item.REQUESTS, key, name, ", ".join(map(str, days))
    yield Item.REQUESTS, "refusal", N_("거절하는 사유의 수"), str(len(stated.refusal_grounds))
    yield Item.REQUESTS, "notice", N_("이의를 제기하는 방법"), _THERE if stated.objection else ""
    yield Item.REQUESTS, "channels", N_("한 가지 서식만 고집하지 않음"), "" if stated.only_form else _THERE
    yield Item.PLACES, "count", N_("모두 몇 대인지"), str(stated.total.value) if stated.total else ""
    for section in stated.sections:
        for item in section.items:
            yield item, "heading", N_("제목"), _THERE


def _sign(finding: LintFinding) -> tuple[str, str]:
    return finding.rule, str(finding.message)


def _linted(printed: str, on: date) -> Linted:
    return lint(extract(printed.encode(), name="policy.txt"), on=on)


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
    changed = {key: wording for key, wording in copy.wordings.items() if wording.lines != ours[key].lines}
    meant = _SAID_IN.get(finding.rule)
    printed_as = [
        (len(line), key, number)
        for key, wording in changed.items()
        if key != "heading" or meant not in changed  # What is missing is told at the heading of its section.
        for number, line in enumerate(wording.lines, start=1)
        if _is_printed_as(line, said)
    ]
    if printed_as:
        _length, key, number = max(printed_as)
        return CopyFault(key, number, message)
    if meant in changed:
        return CopyFault(meant, None, message)
    blocks = [key for key in changed if key != "heading"] or list(changed) or list(copy.wordings)
    return CopyFault(blocks[0], None, message)


def _is_printed_as(line: str, said: str) -> bool:
    """Return whether a printed line is a line of a copy with its gaps filled."""
    parts = [part for part in GAP.split(line)[::2] if part.strip()]
    return bool(parts) and all(part in said for part in parts)
