"""The pages of the self-check: who reads, answers and freezes it, and what a frozen year still shows."""

import pytest

from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from tests.browsing import page
from tests.builders.registry import record_estate
from tests.builders.self_check import EVIDENCE, NOTE

TRAINING = "/self-check/questions/security.training"


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def test_somebody_of_one_site_does_not_read_what_is_of_the_whole_company(sign_in):
    sam = sign_in("Sam")

    assert [sam.get(path).status_code for path in ("/self-check", TRAINING, "/self-check/2026")] == [403, 403, 403]
    assert "/self-check" not in sam.get("/checks").text


def test_a_question_is_answered_a_year_frozen_and_both_are_read_by_the_auditor(sign_in):
    petra, year = sign_in("Petra"), kst_day(utc_now()).year
    assert petra.fill(TRAINING, outcome="met", note=NOTE, evidence="").status_code == 422
    assert petra.fill(TRAINING, outcome="met", note=NOTE, evidence=EVIDENCE).status_code == 303
    assert NOTE in page(petra.get(TRAINING)).text
    assert petra.fill("/self-check", year=str(year)).status_code == 303

    auditor = sign_in(Role.AUDITOR)
    frozen = page(auditor.get(f"/self-check/{year}")).text
    assert EVIDENCE in frozen
    assert NOTE not in frozen
    assert auditor.get(f"/self-check/{year}/paper.pdf").data.startswith(b"%PDF-")
    assert auditor.post(f"{TRAINING}/answer", data={"outcome": "met"}).status_code == 403
    assert auditor.post("/self-check/freeze", data={"year": year}).status_code == 403


def test_the_checks_lead_to_the_questions_only_people_answer(sign_in):
    assert TRAINING in sign_in("Petra").get("/checks").text
