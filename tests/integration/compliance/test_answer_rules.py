"""What rules learn of answers: who was not told, and what was limited for others in the picture."""

from datetime import timedelta

import pytest

from app.compliance.queries.standing import findings_for
from app.database import db
from app.viewing_requests.domain import RequestKind
from tests.builders.decisions import grant_part, tell
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, PETRA, SAM, receive, refuse

LATER = NOW + timedelta(days=30)
UNMASKED = "함께 찍힌 이웃의 집 현관이 드러나 사생활을 부당하게 침해할 우려"


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def rules(*, actor=PETRA, now=NOW):
    db.session().rollback()
    found = findings_for(db.session(), actor=actor, now=now)
    return {finding.rule for finding in found if finding.rule in {"REQ-01", "REQ-02", "REQ-03", "REQ-08", "REQ-13"}}


def test_an_answer_nobody_told_is_found_once_its_day_is_over():
    number = refuse(receive(), reason="협박 신고를 한 이웃의 생명을 해칠 우려가 있는 장면을 가려도 알아볼 수 있음")

    assert rules() == set()
    assert rules(now=LATER) == {"REQ-01"}
    assert rules(actor=SAM, now=LATER) == set()
    tell(number)
    assert rules(now=LATER) == set()


def test_a_deletion_nobody_decided_has_a_rule_of_its_own():
    receive(kind=RequestKind.DELETION)

    assert rules() == set()
    assert rules(now=LATER) == {"REQ-13"}


@pytest.mark.parametrize("limit", [refuse, grant_part])
def test_what_is_limited_for_others_without_a_word_on_hiding_them_is_found(limit):
    tell(limit(receive(), reason=UNMASKED))

    assert rules() == {"REQ-08"}


def test_a_word_on_hiding_them_is_enough():
    tell(refuse(receive(), reason=f"{UNMASKED}. 가려도 걸음걸이로 알아볼 수 있음"))

    assert rules() == set()
