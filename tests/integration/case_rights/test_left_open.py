"""What somebody who leaves has open is found in every capability, shown to who takes it on, and to nobody elsewhere."""

import pytest
from sqlalchemy import select

from app.accounts import queries
from app.accounts.wiring import open_tasks_of
from app.database import db, unit_of_work
from app.footage_access.domain import Kind
from app.inbox.models import InboxMessage
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.signage import queries as signs
from app.viewing_requests.domain import Place
from tests.builders import staged_cases as staged
from tests.builders.accounts import an_account
from tests.builders.footage_access import log
from tests.builders.policy_versions import draft
from tests.builders.sightings import walk
from tests.builders.signage import PUBLIC_URL, issue, print_all


@pytest.fixture(scope="module")
def leaver(company):
    """Somebody of both sites who began something everywhere."""
    now = utc_now()
    with unit_of_work() as session:
        sumi = an_account(session, name="Sumi", roles=[Role.OPERATOR], sites=None, now=now)
    for side in (company.own, company.other):
        staged.received(side, sumi)
        zone, camera = {"HQ": ("HQ-lobby", "C-1")}.get(side.site, ("Z-FAR-room", "Z-FAR-CAM"))
        place = Place(site_code=side.site, zone_code=zone, camera_code=camera, label=f"{side.mark} 카메라")
        said = {"places": (place,), "text": f"{side.mark} 정문을 확인함", "runs": True}
        log(Kind.LIVE, actor=sumi, now=now, **said)
        shown = signs.sign_set(db.session(), as_of=kst_day(now), public_url=PUBLIC_URL).contents
        print_all(issue(shown, now=now), now=now)
        walk(side.site, assigned_to=sumi.id, now=now)
    draft(actor=sumi, now=now, effective_on=kst_day(now))
    return sumi


def test_every_kind_of_open_thing_is_found(leaver):
    tasks = open_tasks_of(db.session(), account_id=leaver.id, now=utc_now())

    assert sorted(task.endpoint for task in tasks) == [
        "footage_access.show_entry", "footage_access.show_entry", "policy.show_version", "signage.show_round",
        "signage.show_round", "viewing_requests.show_request", "viewing_requests.show_request",
    ]  # fmt: skip


def test_who_takes_it_on_is_told_and_sees_what_is_at_their_sites(company, leaver):
    own, other = company.own, company.other
    with unit_of_work() as session:
        ada = an_account(session, name="Ada", roles=[Role.ADMINISTRATOR], now=utc_now())
    chief = company.client(ada)
    page = chief.get(f"/people/{leaver.id}/leave")
    assert "끝나지 않은 일 7건" in page.text
    refused = chief.fill(f"/people/{leaver.id}/leave", kind="leaves", reason="퇴직")
    assert "끝나지 않은 일이 7건 있습니다" in refused.text
    done = chief.fill(f"/people/{leaver.id}/leave", kind="leaves", reason="퇴직", successor=str(own["operator"].id))
    assert done.status_code == 303
    db.session.rollback()
    (told,) = db.session.scalars(select(InboxMessage).where(InboxMessage.account_id == own["operator"].id))
    assert told.link == f"/people/{leaver.id}/tasks"
    assert queries.person(db.session, account_id=leaver.id).disabled_at is not None

    near, far = (company.client(side["operator"]).get(told.link).text for side in (own, other))
    assert "3건" in near
    assert "3건" in far
    assert other.site not in near
    assert own.site not in far
