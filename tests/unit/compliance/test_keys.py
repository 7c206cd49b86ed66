"""A key tells apart what one rule says of one object, and each thing the rules can say is said by a test."""

import ast
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from app.compliance import rules
from app.compliance.rules import RULES
from app.registry.domain import Retention
from tests.builders.compliance import a_camera, facts, found, stations
from tests.builders.standing_cases import WRITTEN
from tests.unit.compliance.test_rules import BROKEN

NOT_SAID = {"title", "advice"}
ELSEWHERE = {"unanswered.py"}
BY_THE_LINTER = {rule.id for rule in WRITTEN}
WITH_PARTS_OF_ITS_OWN = {"LOG-03", "POL-05", "REQ-15", "SEC-05"}
"""Which recorder, in the text or in the registry, which copy, which role."""


def sayable():
    """Every sentence in the source of the rules that is no title, advice or name of a place."""
    for path in Path(rules.__file__).parent.glob("*.py"):
        if path.name in ELSEWHERE:
            continue
        tree = ast.parse(path.read_text())
        told = {
            id(keyword.value) for call in ast.walk(tree) if isinstance(call, ast.Call) for keyword in call.keywords
            if keyword.arg in NOT_SAID
        }  # fmt: skip
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "N_" and id(call) not in told:
                text = ast.literal_eval(call.args[0])
                if text.endswith((".", "}")):
                    yield text


def said():
    """What each rule says in the cases that break it: message ids, and the parts of the keys they have."""
    parts = defaultdict(lambda: defaultdict(set))
    for rule, _severity, these in BROKEN:
        for finding in found(these, rule):
            parts[rule][finding.message.text].add(finding.part)
    return parts


def test_everything_the_rules_can_say_is_said_by_a_case():
    texts = {text for messages in said().values() for text in messages}

    assert set(sayable()) - texts == set()


def test_two_things_a_rule_says_never_share_a_key():
    """What the linter says of a text is one finding a rule, whatever its words."""
    shared = {
        (rule, part)
        for rule, messages in said().items()
        if rule not in BY_THE_LINTER
        for text, parts in messages.items()
        for part in parts
        if any(part in others for other, others in messages.items() if other != text)
    }

    assert shared == set()


def test_a_rule_with_one_thing_to_say_keeps_the_key_without_a_part():
    one = {rule.id for rule in RULES if not rule.says_several}
    told = {rule: set().union(*messages.values()) for rule, messages in said().items() if rule in one}

    assert len(one) > len(RULES) / 2
    assert {rule for rule, parts in told.items() if parts != {""}} == WITH_PARTS_OF_ITS_OWN


def test_what_is_wrong_beside_it_leaves_the_key_of_a_finding_as_it_was():
    silent = [a_camera("C-1", audio_off_verified_on=None), a_camera("C-2")]
    both = [silent[0], replace(silent[1], audio_enabled=True)]
    before, after = (
        {each.message.text: each.key for each in found(facts(*these), "CAM-06")} for these in (silent, both)
    )

    assert len(set(after.values())) == len(after)
    assert before.items() <= after.items()


def test_numbers_do_not_move_a_key():
    (twenty,) = found(facts(*stations(3, retention=Retention(days=60))), "RET-02")
    (ninety,) = found(facts(*stations(9, retention=Retention(days=90))), "RET-02")

    assert twenty.key == ninety.key == "RET-02/row/GOV"
