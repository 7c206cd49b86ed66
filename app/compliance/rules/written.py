"""Owns the rules on what the policy in force says in its words (POL): the linter's, one finding for each of them."""

from collections.abc import Callable, Iterator

from app.compliance.domain import Area, Breach, Facts, Reads, Rule
from app.compliance.rules.units import organisation_place
from app.kernel.messages import N_, Message
from app.law.severity import Severity
from app.policy.findings import LintRule
from app.policy.linting import RULES as LINT_RULES

_AREA = "POL-"
IN_TEXT = "text"
"""Tells what the text says from what the registry says, by one rule."""


def said_in_text(rule_id: str, *, notes: bool) -> Callable[[Facts], Iterator[Breach]]:
    """Return what yields the organisation if the linter found something by a rule in the text in force.

    :param notes: whether what is only a note counts. Where the registry is asked the same, a note would repeat it.
    """

    def breaches(facts: Facts) -> Iterator[Breach]:
        if facts.policy is None or facts.snapshot is None:
            return
        for found in facts.policy.linted:
            if found.rule != rule_id or (found.severity is Severity.INFO and not notes):
                continue
            message = found.message
            if found.count > 1:
                text = N_("시행 중인 방침의 글에 {count}곳이 있습니다. 그 하나: {first}")
                message = Message(text, {"count": found.count, "first": found.message})
            yield Breach(organisation_place(facts.snapshot), message, found.severity, part=None if notes else IN_TEXT)

    return breaches


def _rule(of: LintRule) -> Rule:
    return Rule(
        id=of.id,
        area=Area.POLICY,
        severity=of.severity,
        reads=Reads.REGISTRY,
        title=of.title,
        advice=of.advice,
        sources=of.sources,
        look=said_in_text(of.id, notes=True),
    )


def written_rules(known: frozenset[str]) -> tuple[Rule, ...]:
    """Return a rule for each rule of the linter on a text alone that the board does not know, each id once."""
    first: dict[str, LintRule] = {}
    for rule in LINT_RULES:
        if rule.id.startswith(_AREA) and not rule.drift and rule.id not in known:
            first.setdefault(rule.id, rule)
    return tuple(_rule(first[key]) for key in sorted(first))
