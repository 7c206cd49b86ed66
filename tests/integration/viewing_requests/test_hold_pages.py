"""The pages of holds: the card on a case, and a form for each thing done at a recorder, open to whom it concerns."""

import json
from datetime import timedelta

import pytest
from flask.cli import ScriptInfo

from app.cli import watchbook
from app.kernel.clock import KST, kst_day, utc_now
from app.viewing_requests.holding import HoldState
from tests.builders.holds import confirm, holds, leaves_in, lock
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import PETRA, places, receive, refuse

ACTS = ("set", "confirm", "extend", "release", "gone", "drop", "places")


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def take_in(**values):
    """Take in a request whose footage goes in five days, and return its number."""
    now = utc_now()
    filmed = now - timedelta(days=15)
    return receive(now=now, **{"span_from": filmed, "span_to": filmed + timedelta(minutes=20), **values})


def states(number):
    return [str(hold.state) for hold in holds(number, actor=PETRA)]


def test_an_operator_locks_confirms_and_releases_from_the_case(sign_in):
    number, olga = take_in(places=places("C-1", "C-2")), sign_in("Olga")
    case = olga.get(f"/requests/{number}").text
    assert "영상 보존" in case
    assert f"/requests/{number}/holds/set" in case

    page = olga.get(f"/requests/{number}/holds/set").text
    assert page.count(" checked") == 2
    leaves = leaves_in(number)
    response = olga.fill(f"/requests/{number}/holds/set", holds=leaves, recorder="NVR-3")
    assert response.status_code == 303, response.text
    assert states(number) == ["set", "set"]
    assert olga.fill(f"/requests/{number}/holds/confirm", holds=leaves).status_code == 303
    assert "보존됨" in olga.get(f"/requests/{number}").text
    until = (kst_day(utc_now()) + timedelta(days=60)).isoformat()
    extended = olga.fill(f"/requests/{number}/holds/extend", holds=leaves, until_on=until, because="not_decided")
    assert extended.status_code == 303
    refuse(number, now=utc_now())
    assert "보존 해제할 것" in olga.get(f"/requests/{number}").text
    assert olga.fill(f"/requests/{number}/holds/release", holds=leaves, because="case_over").status_code == 303
    assert states(number) == ["released", "released"]
    assert olga.get(f"/requests/{number}/holds/release").status_code == 404


def test_what_does_not_cover_the_span_is_said_and_what_was_typed_stays(sign_in):
    number, olga = take_in(), sign_in("Olga")
    (hold,) = holds(number, actor=PETRA)
    late = (hold.span_from + timedelta(minutes=5)).astimezone(KST)
    response = olga.fill(
        f"/requests/{number}/holds/set", holds=[hold.leaf], recorder="NVR-77", shown_from=f"{late:%Y-%m-%d %H:%M}"
    )
    assert response.status_code == 409
    assert "들어가게 잠그십시오" in response.text
    assert "NVR-77" in response.text
    assert states(number) == ["raised"]


def test_footage_found_gone_and_a_hold_given_up_are_noted_on_pages(sign_in):
    number, olga, amir = take_in(places=places("C-1", "C-2")), sign_in("Olga"), sign_in("Amir")
    first, second = leaves_in(number)
    assert f"/requests/{number}/holds/drop" not in olga.get(f"/requests/{number}").text
    assert " checked" not in amir.get(f"/requests/{number}/holds/drop").text
    assert olga.fill(f"/requests/{number}/holds/gone", holds=[first], because="overwritten").status_code == 303
    drop = f"/requests/{number}/holds/drop?hold={second}"
    assert "까닭을 적으십시오" in amir.fill(drop, holds=[second]).text
    assert amir.fill(drop, holds=[second], reason="복도 반대쪽만 비춘다").status_code == 303
    assert states(number) == ["too_late", "dropped"]
    case = olga.get(f"/requests/{number}").text
    assert "부존재" in case
    assert "보존하지 않기로 한 영상 다시 잠그기" in case
    assert "보존하지 않기로 정했습니다" in sign_in("Uma").get("/ledger?kind=hold").text
    assert olga.post(f"/requests/{number}/holds/again").status_code == 303
    assert states(number) == ["too_late", "dropped", "raised"]


def test_words_become_a_camera(sign_in):
    olga = sign_in("Olga")
    number = take_in(places=(), place_words="정문 옆", actor=olga.actor)
    assert f"/requests/{number}/holds/places" in olga.get(f"/requests/{number}").text
    assert olga.fill(f"/requests/{number}/holds/places", place_query="C-9").status_code == 409
    assert olga.fill(f"/requests/{number}/holds/places", place_query="C-1").status_code == 303
    assert states(number) == ["dropped", "raised"]


@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_opens_the_forms(sign_in, act):
    number = take_in()
    for person in ("Uma", "Ada"):
        assert sign_in(person).get(f"/requests/{number}/holds/{act}").status_code == 403
    stranger = sign_in("Amir", sites={"G-1"}, name="Gero") if act == "drop" else sign_in("Sam")
    other = stranger.get(f"/requests/{number}/holds/{act}")
    assert other.status_code == 404
    assert "C-1" not in other.text


def test_who_works_at_one_site_sees_and_touches_its_holds_only(sign_in):
    number = take_in(places=places("C-1", "G-1"))
    here = sign_in("Olga", sites={"G-1"}, name="Gero")
    page = here.get(f"/requests/{number}/holds/set").text
    assert "G-1" in page
    assert "C-1" not in page
    mine, theirs = sorted(holds(number, actor=PETRA), key=lambda hold: hold.place.code != "G-1")
    assert here.fill(f"/requests/{number}/holds/set", holds=[theirs.leaf], recorder="NVR-1").status_code == 404
    assert here.fill(f"/requests/{number}/holds/set", holds=[mine.leaf], recorder="NVR-1").status_code == 303
    found = {hold.place.code: hold.state for hold in holds(number, actor=PETRA)}
    assert found == {"C-1": HoldState.RAISED, "G-1": HoldState.SET}


def test_every_entry_of_a_hold_reads_as_a_sentence(sign_in):
    number = take_in()
    lock(number, now=utc_now())
    confirm(number, now=utc_now())
    said = sign_in("Uma").get("/ledger?kind=hold").text
    for sentence in ("까지 녹화기에서 잠가야 합니다", "까지 잠갔습니다", "잠긴 것을 녹화기에서 확인했습니다"):
        assert sentence in said


def test_the_shell_lists_what_is_to_be_done(app):
    number = take_in()
    listed = app.test_cli_runner().invoke(
        watchbook, ["requests", "holds", "--json"], obj=ScriptInfo(create_app=lambda: app)
    )
    (task,) = json.loads(listed.output)
    assert (task["number"], task["task"], task["camera"], task["level"]) == (number, "lock", "C-1", task["level"])
    assert listed.exit_code in {0, 1}
