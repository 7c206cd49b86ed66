"""What the pages of a case say at the moment it matters: whose turn, which year, what may be done first."""

from datetime import timedelta

import pytest

from app.database import db
from app.footage_access.views.handover import _usual_delivery
from app.kernel.clock import kst_day, utc_now
from app.viewing_requests import commands
from app.viewing_requests.giving import Delivery, Mode
from app.viewing_requests.queries.standing import standings
from app.viewing_requests.refusals import WithdrawalReasonMissing
from app.web.dates import without_this_year
from tests.builders.decisions import do
from tests.builders.holds import confirm, lock
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, OLGA, a_provision, check_identity, places, receive


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def test_after_the_first_agreement_it_is_said_who_decides(sign_in):
    number = a_provision(now=utc_now())
    check_identity(number, now=utc_now())

    data = {"ground": "pipa.18.2.2", "reason": "영장 원본과 대조함"}
    page = sign_in("Amir").post(f"/requests/{number}/approve", data=data, follow_redirects=True).text

    assert "동의했습니다. 개인정보 보호책임자가 결정합니다." in page
    assert "승인했습니다" not in page


def test_of_a_provision_the_manager_is_waited_for_first(sign_in):
    page = sign_in("Olga").get(f"/requests/{a_provision(now=utc_now())}").text

    assert "관리책임자의 동의를 기다립니다. 그다음 개인정보 보호책임자가 결정합니다." in page


@pytest.mark.parametrize("reason", [".", "철회", "ㅇㅇㅇㅇ"])
def test_a_withdrawal_says_why(reason):
    with pytest.raises(WithdrawalReasonMissing):
        do(commands.withdraw_request, receive(), actor=OLGA, reason=reason)


def test_only_another_year_is_printed():
    year = kst_day(utc_now()).year

    assert without_this_year(f"{year}-11-22(일) 15:04") == "11-22(일) 15:04"
    assert without_this_year(f"{year + 1}-01-04(월)") == f"{year + 1}-01-04(월)"
    assert without_this_year("—") == "—"


@pytest.mark.parametrize(
    ("mode", "letter", "delivery"),
    [
        (Mode.SHOWN, False, Delivery.IN_PERSON),
        (Mode.SHOWN, True, Delivery.IN_PERSON),
        (Mode.FILE, True, Delivery.COLLECTED),
        (Mode.FILE, False, Delivery.IN_PERSON),
        (Mode.ANSWER, False, Delivery.TOLD),
        (Mode.DELETED, False, Delivery.TOLD),
    ],
)
def test_the_suggested_delivery_fits_what_is_done(mode, letter, delivery):
    assert _usual_delivery(mode, letter=letter) is delivery


def test_footage_past_its_retention_is_looked_for_before_it_is_locked(sign_in):
    now = utc_now()
    start = now - timedelta(days=200)
    number = receive(now=now, places=places("C-1"), span_from=start, span_to=start + timedelta(hours=1))

    page = sign_in("Olga").get(f"/requests/{number}").text

    assert "남아 있는지 먼저 확인하고" in page
    assert "건을 잠급니다" not in page
    (standing,) = standings(db.session(), request_ids=[1], today=kst_day(now)).values()
    assert standing.locks_past == standing.locks_to_set == 1
    ledger = sign_in("Amir").get("/ledger").text
    assert "남아 있으면 바로 잠급니다" in ledger
    assert "까지 녹화기에서 잠가야 합니다" not in ledger


def test_a_lock_of_a_running_case_is_not_offered_for_release_first(sign_in):
    now = utc_now()
    filmed = now - timedelta(days=15)
    number = receive(now=now, span_from=filmed, span_to=filmed + timedelta(minutes=20))
    lock(number, now=now)
    confirm(number, actor=AMIR, now=now)

    page = sign_in("Olga").get(f"/requests/{number}").text

    assert f'btn-primary" href="/requests/{number}/holds/release' not in page
    assert page.index("/holds/extend") < page.index("/holds/release")
