"""Over HTTP, a role given for one site opens nothing at another, also for somebody who may read everything."""

import pytest

from app.database import db, unit_of_work
from app.footage_access import queries as footage
from app.footage_access.domain import Filter
from app.kernel.actor import Role
from app.kernel.clock import utc_now
from app.viewing_requests import queries as viewing_requests
from app.viewing_requests.states import Status
from tests.builders.accounts import a_right
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, OLGA, places, receive


@pytest.fixture
def nora(sign_in):
    """Return a client of somebody who audits everywhere and holds another role at G-1 only."""
    record_estate()

    def signed_in(role):
        client = sign_in(Role.AUDITOR, name="Nora")
        with unit_of_work() as session:
            a_right(session, account_id=client.actor.id, role=role, site_code="G-1", now=utc_now())
        return client

    return signed_in


def test_an_operator_of_one_site_records_nothing_at_a_site_they_only_audit(nora):
    operator = nora(Role.OPERATOR)

    refused = operator.fill("/footage", place_query="C-1", text="가스누출 경보 확인, 이상 없음")
    taken = operator.fill("/footage", place_query="ㄱㅅㄷ", text="가스누출 경보 확인, 이상 없음")

    assert (refused.status_code, taken.status_code) == (422, 303)
    (row,) = footage.page_of_entries(db.session(), wanted=Filter(), actor=OLGA).rows
    assert [place.site_code for place in row.places] == ["G-1"]


def test_a_manager_of_one_site_decides_nothing_at_a_site_they_only_audit(nora):
    elsewhere, own = receive(), receive(places=places("관설동"))
    manager = nora(Role.MANAGER)

    refused = manager.fill(f"/requests/{elsewhere}", reason="본인 확인, 다른 사람 없음", objection_method="")
    taken = manager.fill(f"/requests/{own}", reason="본인 확인, 다른 사람 없음", objection_method="")

    assert (refused.status_code, taken.status_code) == (404, 303)
    status = [
        viewing_requests.request_row(db.session(), number=one, actor=OLGA, now=NOW).status for one in (elsewhere, own)
    ]
    assert status == [Status.RECEIVED, Status.APPROVED]


def test_an_administrator_who_operates_one_site_reads_who_asks_there_only(sign_in):
    record_estate()
    elsewhere, own = receive(), receive(places=places("관설동"))
    ada = sign_in("Ada")
    with unit_of_work() as session:
        a_right(session, account_id=ada.actor.id, role=Role.OPERATOR, site_code="G-1", now=utc_now())

    assert "청구인 갑" not in ada.get(f"/requests/{elsewhere}").text
    assert "청구인 갑" in ada.get(f"/requests/{own}").text
