"""What the desk's script relies on: keys, times of writing, answers without a page, viewings that run, and polls."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.accounts.models import SignInSession
from app.database import db, unit_of_work
from app.footage_access import queries
from app.footage_access.domain import Filter, Kind
from app.kernel.clock import KST, utc_now
from app.ledger import queries as ledger
from tests.browsing import form_with
from tests.builders.footage_access import log
from tests.builders.handovers import hand_over, shown
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import approve, receive

KEY = "5f2d0c1b9a8e7f6d5c4b3a2918070605"
SCRIPT = {"HX-Request": "true"}
POLL = {**SCRIPT, "X-Watchbook-Poll": "1"}


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.fixture
def olga(sign_in):
    return sign_in("Olga")


def rows(actor):
    return queries.page_of_entries(db.session(), wanted=Filter(), actor=actor).rows


def entry(**more):
    plain = {"place_query": "C-1", "kind": "live", "purpose": "facility_safety", "form": "", "method": ""}
    return {**plain, "text": "가스누출 경보 살핌", **more}


def in_korea(moment):
    return moment.astimezone(KST).strftime("%Y-%m-%d %H:%M:%S")


def test_the_same_key_is_stored_once_and_answered_alike_each_time(olga):
    sent = entry(key=KEY, entered_at=in_korea(utc_now() - timedelta(minutes=3)))

    first, again = (olga.post("/footage", data=sent, headers=SCRIPT) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert len(rows(olga.actor)) == 1


def test_another_entry_under_the_same_key_is_refused_and_comes_back_as_a_form(olga):
    at = in_korea(utc_now() - timedelta(minutes=3))
    olga.post("/footage", data=entry(key=KEY, entered_at=at), headers=SCRIPT)

    other = olga.post("/footage", data=entry(key=KEY, entered_at=at, text="다른 곳 침입 감지 살핌"), headers=SCRIPT)

    assert other.status_code == 422
    assert "data-form-parts" in other.text
    assert "<html" not in other.text
    assert len(rows(olga.actor)) == 1


def test_an_entry_that_waited_is_dated_when_it_was_written_and_its_times_are_meant_from_then(olga):
    written = utc_now().replace(microsecond=0) - timedelta(days=2, hours=3)
    start = written.astimezone(KST) - timedelta(minutes=40)

    olga.post(
        "/footage",
        data=entry(
            kind="playback",
            entered_at=in_korea(written),
            span_from=start.strftime("%H%M"),
            span_to=(start + timedelta(minutes=10)).strftime("%H%M"),
        ),
        headers=SCRIPT,
    )

    (row,) = rows(olga.actor)
    assert row.occurred_at == written
    assert timedelta(minutes=40) <= written - row.span_from < timedelta(minutes=41)


@pytest.mark.parametrize("entered_at", ["", "rubbish", "2999-01-01 00:00:00"])
def test_no_moment_and_a_moment_to_come_are_now(olga, entered_at):
    olga.post("/footage", data=entry(entered_at=entered_at), headers=SCRIPT)

    assert utc_now() - rows(olga.actor)[0].occurred_at < timedelta(minutes=1)


def test_a_viewing_is_begun_and_ended_and_everybody_sees_that_it_runs(olga, sign_in):
    number = olga.post("/footage", data=entry(runs="1"), headers=SCRIPT).json["number"]
    gil = sign_in("operator", name="Gil")

    assert "보는 중 1건" in gil.get("/footage").text
    seen = queries.newest_leaf(db.session(), actor=gil.actor)
    assert gil.get(f"/footage/live?seen={seen}.1", headers=POLL).status_code == 204
    assert olga.post(f"/footage/{number}/end", headers=SCRIPT).status_code == 201
    fresh = gil.get(f"/footage/live?seen={seen}.1", headers=POLL)
    assert fresh.status_code == 200
    assert "보는 중" not in fresh.text.replace("보는 중 0건", "")
    assert olga.post(f"/footage/{number}/end", headers=SCRIPT).status_code == 409


def test_a_reason_is_judged_while_it_is_typed(olga):
    said = olga.post("/footage/reason", data={"text": "확인"}, headers=SCRIPT)

    assert "GD-0132" in said.text
    assert olga.post("/footage/reason", data={"text": "가스누출 경보 살핌"}, headers=SCRIPT).status_code == 204


def test_a_poll_never_keeps_a_session_alive_and_a_look_does(olga):
    def last_seen():
        db.session.rollback()
        return db.session().scalar(select(func.max(SignInSession.seen_at)))

    long_ago = utc_now() - timedelta(minutes=5)
    with unit_of_work() as session:
        session.execute(update(SignInSession).values(created_at=long_ago, seen_at=long_ago))
    before = last_seen()
    olga.get("/footage/live?seen=-1.0", headers=POLL)
    assert last_seen() == before
    olga.get("/footage")
    assert last_seen() > before


def test_the_picker_offers_the_places_seen_last_and_whole_sites(olga):
    assert "data-recent" in olga.get("/footage").text
    now = utc_now().replace(microsecond=0) - timedelta(seconds=5)
    log(Kind.LIVE, actor=olga.actor, now=now)

    assert 'id="recent-1"' in olga.get("/footage").text
    assert "전체, 구역 2곳" in olga.get("/footage/cameras?q=HQ", checked=False).text


def test_the_defaults_follow_the_last_entry_of_the_shift(olga):
    now = utc_now().replace(microsecond=0) - timedelta(seconds=5)
    log(Kind.PLAYBACK, actor=olga.actor, now=now, span_from=now - timedelta(hours=1), purpose="crime_prevention")

    page = olga.get("/footage").text

    (chosen,) = [tag for tag in re.findall(r"<input[^>]*name=.kind.[^>]*>", page) if " checked" in tag]
    assert 'value="playback"' in chosen
    assert '<option selected value="crime_prevention">' in page


def test_single_keys_are_switched_off_for_the_person_not_for_the_computer(olga, app):
    olga.post("/preferences", data={"single_keys": "off"})

    assert 'data-shortcuts="off"' in olga.get("/footage").text
    assert olga.get_cookie(f"single_keys_{olga.actor.id}").value == "off"
    assert olga.get_cookie("single_keys") is None


def test_reading_the_list_is_sealed_once_and_polls_are_not(olga):
    def looks():
        db.session.rollback()
        return len(list(ledger.entries(db.session(), names=["footage.register_read"])))

    olga.get("/footage")
    olga.get("/footage")
    olga.get("/footage/live?seen=-1.0", headers=POLL)
    assert looks() == 1
    olga.get("/footage?q=순찰")
    assert looks() == 2


def test_what_runs_is_found_by_an_index_of_its_own(olga):
    explain = "EXPLAIN QUERY PLAN" if db.engine.dialect.name == "sqlite" else "EXPLAIN"
    with db.engine.connect() as connection:
        if explain == "EXPLAIN":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # Else a table this small is read as a whole.
        plan = connection.exec_driver_sql(
            f"{explain} SELECT leaf FROM footage_access WHERE footage_access.runs ORDER BY occurred_at, leaf"
        )
        assert "ix_footage_access_running" in " ".join(str(line) for line in plan)


def test_a_viewing_whose_answer_got_lost_is_answered_alike_though_its_request_is_closed_by_now(olga):
    number = approve(receive(now=utc_now() - timedelta(minutes=9)), now=utc_now() - timedelta(minutes=8))
    at = utc_now() - timedelta(minutes=7)
    hand_over(number, shown(handed_at=at, more_to_come=True), now=at)
    page = form_with(olga.get("/footage").text, {"place_query"})
    asked = {"kind": "viewing", "purpose": "data_subject", "request_number": number, "more_to_come": "y"}
    sent = {**page.values, **asked, "key": KEY, "file_name": "화면", "text": "나머지 구간을 화면으로 보여 줌"}
    sent |= {"place_query": "C-1", "span_from": in_korea(at - timedelta(hours=22)), "span_to": in_korea(at)}
    sent["entered_at"] = in_korea(utc_now())

    first = olga.post("/footage", data=sent, headers=SCRIPT)
    hand_over(number, shown(handed_at=utc_now()), now=utc_now())
    again = olga.post("/footage", data=sent, headers=SCRIPT)

    assert (first.status_code, again.status_code) == (201, 201), again.text
    assert first.json == again.json
    assert "종결" in olga.get(f"/requests/{number}").text
    assert len(rows(olga.actor)) == 3
