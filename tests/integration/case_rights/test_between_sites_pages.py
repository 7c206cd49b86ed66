"""What a walk of empty forms cannot see: polls told apart by site, and roles that count at their own sites only."""

import re

import pytest

from app.accounts.queries import token_hash_of
from app.database import unit_of_work
from app.footage_access.domain import Kind
from app.kernel.actor import Role
from app.kernel.clock import utc_now
from app.viewing_requests.domain import Place
from app.web.access import SESSION_COOKIE
from tests.browsing import CheckedClient
from tests.builders import staged_cases as staged
from tests.builders.accounts import a_right, a_session, an_account
from tests.builders.footage_access import log
from tests.builders.two_sites import OTHER, OWN

POLL = {"HX-Request": "true", "X-Watchbook-Poll": "1"}
CAMERAS = {OWN: ("HQ-lobby", "C-1"), OTHER: ("Z-FAR-room", "Z-FAR-CAM")}


def seen_at(side):
    zone, camera = CAMERAS[side.site]
    place = Place(site_code=side.site, zone_code=zone, camera_code=camera, label=f"{side.mark} 카메라")
    text = f"{side.mark} 정문을 확인함"
    return log(Kind.PLAYBACK, actor=side["operator"], now=utc_now(), places=(place,), text=text)


@pytest.mark.parametrize("query", ["show=all", "show=mine", "show=today"])
def test_the_live_list_does_not_stir_when_something_happens_elsewhere(company, query):
    seen_at(company.own)
    seen_at(company.other)
    browser = company.client(company.own["operator"])
    first = browser.get(f"/footage/live?seen=-1.0&{query}", headers=POLL, checked=False)
    seen = re.search(r'data-seen="([^"]+)"', first.text)[1]
    again = browser.get(f"/footage/live?seen={seen}&{query}", headers=POLL, checked=False)
    assert again.status_code == 204

    seen_at(company.other)
    silent = browser.get(f"/footage/live?seen={seen}&{query}", headers=POLL, checked=False)
    assert (silent.status_code, silent.data, dict(silent.headers)) == (204, b"", dict(again.headers))
    seen_at(company.own)
    assert browser.get(f"/footage/live?seen={seen}&{query}", headers=POLL, checked=False).status_code == 200


def test_a_role_counts_at_its_own_sites_only(company):
    near, far = staged.hurried(company.own), staged.hurried(company.other)
    with unit_of_work() as session:
        both = an_account(session, name="Two", roles=(Role.OPERATOR,), sites=(OWN,), now=utc_now())
        a_right(session, account_id=both.id, role=Role.MANAGER, site_code=OTHER, now=utc_now())
        a_session(session, both, token_hash=token_hash_of("two-roles"), now=utc_now())
    browser = CheckedClient(company.app)
    browser.set_cookie(SESSION_COOKIE, "two-roles")

    shown = browser.get("/requests/emergencies", checked=False).text
    assert far.number in shown
    assert near.number not in shown
    assert browser.get(f"/requests/{near.number}", checked=False).status_code == 200
    assert browser.post(f"/requests/{near.number}/approve", data={"reason": "x"}, checked=False).status_code in {
        403,
        404,
    }
