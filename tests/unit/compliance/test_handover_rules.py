"""Every rule on hand-overs has something that breaks it and is silent on what is sound."""

from datetime import date

import pytest

from app.compliance.domain import Facts, Severity, examine
from app.compliance.facts import HandoverFact
from app.compliance.rules.handovers import HANDOVER_RULES
from tests.builders.compliance import TODAY


def found(**values):
    given = {"number": "2026-0001", "gave_copy": True, "copies": 1, "fee": 4_700, "cost": 4_700, **values}
    facts = Facts(on=TODAY, handovers=(HandoverFact(**given),))
    return [(one.rule, one.severity, str(one.message)) for one in examine(facts, HANDOVER_RULES)]


def test_a_sound_hand_over_breaks_nothing():
    assert found() == []
    assert found(fee=0, caused_by_us=True) == []
    assert found(gave_copy=False, copies=0) == []


@pytest.mark.parametrize(
    ("changed", "broken"),
    [
        (
            {"masking_answered": False},
            ("REQ-07", Severity.ERROR, "보여 주거나 준 영상의 다른 사람을 가렸는지 적지 않았습니다."),
        ),
        ({"cost": 4_000}, ("REQ-11", Severity.WARNING, "든 돈은 4000원인데 4700원을 받았습니다.")),
        ({"caused_by_us": True}, ("REQ-11", Severity.ERROR, "회사의 책임으로 한 요구인데 4700원을 받았습니다.")),
        ({"copies": 0}, ("REQ-12", Severity.ERROR, "사본을 주었는데 그 내용을 적지 않았습니다.")),
        (
            {"overdue": (("2026-0001-49bc20df.mp4", date(2026, 11, 1)),)},
            (
                "REQ-15",
                Severity.WARNING,
                "사본 2026-0001-49bc20df.mp4를 2026-11-01까지 돌려받거나 파기를 확인해야 했습니다.",
            ),
        ),
    ],
)
def test_each_rule_is_broken_by_one_thing(changed, broken):
    assert found(**changed) == [broken]
