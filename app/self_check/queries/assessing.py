"""Owns the self-check as it stands now: every question with its colour, what it rests on, and what is planned."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.compliance.domain import Finding, Severity
from app.compliance.queries import findings_for, standing
from app.compliance.queries.acknowledged import apart
from app.compliance.rules import RULES
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day
from app.self_check.domain import Ground, Judged, Light, Question, RuleFound, Said, judge_found, judge_said
from app.self_check.queries.answers import Action, actions, newest_answers
from app.self_check.queries.grounds import grounds
from app.self_check.questions import QUESTIONS

KNOWN_RULES = frozenset(rule.id for rule in RULES)
_TITLES = {rule.id: rule.title for rule in RULES}
_ORDER = list(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How one question stands. ``rules`` are those that answer it; without any a person does (``said``)."""

    question: Question
    judged: Judged
    ground: Ground
    rules: tuple[str, ...]
    found: tuple[RuleFound, ...]
    said: Said | None
    actions: tuple[Action, ...]

    @property
    def by_person(self) -> bool:
        """Return whether a person answers it."""
        return not self.rules

    @property
    def open_actions(self) -> tuple[Action, ...]:
        """Return the lines of the plan that are still to be done."""
        return tuple(line for line in self.actions if line.ended_on is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The self-check of a day, and how many questions there are of each colour."""

    on: date
    organisation: str
    revision: str
    results: tuple[Result, ...]

    @property
    def counts(self) -> dict[Light, int]:
        """Return how many questions have each colour, all colours."""
        found = Counter(result.judged.light for result in self.results)
        return {light: found[light] for light in Light}

    def of(self, name: str) -> Result:
        """Return the result of a question by its name."""
        return next(result for result in self.results if result.question.id == name)


def assess(session: Session, *, now: datetime) -> Assessment:
    """Return how every question stands, over the whole organisation: only for people who may see all of it."""
    on = kst_day(now)
    stands = standing(session, on=on)
    found = _by_rule(session, now=now, on=on)
    there, said, planned = grounds(session, standing=stands, now=now), newest_answers(session), actions(session)
    results = []
    for question in QUESTIONS:
        rules = question.answered_by(KNOWN_RULES)
        of_rules = tuple(found[rule] for rule in rules if rule in found)
        answer, ground = said.get(question.id), there[question.scope]
        judged = judge_found(of_rules, ground) if rules else judge_said(question, answer, ground, on=on)
        results.append(
            Result(
                question=question,
                judged=judged,
                ground=ground,
                rules=rules,
                found=of_rules,
                said=None if rules else answer,
                actions=planned.get(question.id, ()),
            )
        )
    return Assessment(on=on, organisation=stands.organisation, revision=stands.revision, results=tuple(results))


def _by_rule(session: Session, *, now: datetime, on: date) -> Mapping[str, RuleFound]:
    set_apart = apart(session, findings_for(session, actor=SYSTEM, now=now), actor=SYSTEM, on=on)
    known: dict[str, list[Finding]] = defaultdict(list)
    for finding, _said in set_apart.acknowledged:
        known[finding.rule].append(finding)
    open_ones: dict[str, list[Finding]] = defaultdict(list)
    for finding in set_apart.open:
        open_ones[finding.rule].append(finding)
    return {
        rule: RuleFound(
            rule=rule,
            title=_TITLES[rule],
            severity=_worst(open_ones[rule]),
            count=sum(each.count for each in open_ones[rule]),
            acknowledged=sum(each.count for each in known[rule]),
        )
        for rule in sorted(open_ones.keys() | known.keys())
    }


def _worst(findings: Iterable[Finding]) -> Severity | None:
    return min((each.severity for each in findings), key=_ORDER.index, default=None)
