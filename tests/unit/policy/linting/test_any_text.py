"""Whatever stands in a text, it is judged; and our own policy of any registry never seems to differ from it."""

import random
from datetime import date
from pathlib import Path

import pytest

from app.policy.clauses import clauses
from app.policy.composition import compose
from app.policy.domain import Form
from app.policy.expected import expected
from app.policy.extraction import extract
from app.policy.formats import FORMATS
from app.policy.linting import RULES, lint
from app.policy.printed import Medium, Printed
from tests.builders.policy import TODAY, a_policy, a_snapshot
from tests.builders.sound_policy import sound_things
from tests.layouts.round_trip import tried

FAULTY = (Path(__file__).parent / "texts" / "faulty.txt").read_text(encoding="utf-8")
ONLY_BESIDE_A_REGISTRY = {"MGR-03", "POL-16", "POL-17", "POL-18", "RET-13"}


def test_these_rules_are_only_asked_beside_a_registry():
    drifting = {rule.id for rule in RULES if rule.drift}
    alone = {rule.id for rule in RULES if not rule.drift}
    assert drifting - alone == ONLY_BESIDE_A_REGISTRY


@tried(40)
def test_our_own_policy_never_differs_from_its_registry(things, form, language):
    snapshot = a_snapshot(*things)
    document = compose(snapshot, form=form, language=language, clauses=clauses(language, on=TODAY), on=TODAY)
    printed = extract(FORMATS["txt"].write(document), name="policy.txt")
    wanted = expected(snapshot, on=TODAY, form=form, language=language)
    findings = lint(printed, on=TODAY, expected=wanted).findings
    told = [str(one.message) for one in findings if one.rule in ONLY_BESIDE_A_REGISTRY or "대장" in one.message.text]
    assert told == []


def test_pieces_of_texts_in_any_order_are_judged():
    chance = random.Random(7)  # noqa: S311  # The same pieces each time; nothing secret.
    texts = [FAULTY, FORMATS["txt"].write(a_policy(*sound_things("en"), form=Form.SECTION, language="en")).decode()]
    for number in range(60):
        text = chance.choice(texts)
        one, other = sorted(chance.randrange(len(text)) for _ in range(2))
        lines = (text[one:other] if number % 2 else text[:one] + text[other:]).splitlines()
        if number % 3 == 0:
            chance.shuffle(lines)
        content = "\n".join(["방침", *lines]).encode()
        lint(extract(content, name="a.txt"), on=TODAY, partial=number % 4 == 0)


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2023, 9, 15), date(2099, 12, 31)])
def test_nothing_at_all_is_judged_on_any_day(day):
    nothing = Printed(medium=Medium.TEXT, pieces=(), lines=())
    assert {one.rule for one in lint(nothing, on=day).findings} <= {"POL-22"}
