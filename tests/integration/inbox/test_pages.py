"""The pages of the inbox: one's own messages, the number in the header, and where one's mail goes."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import render_template_string
from sqlalchemy import update

from app.database import db, unit_of_work
from app.inbox import commands, queries
from app.inbox.models import InboxMessage
from app.kernel.actor import Role
from app.kernel.clock import utc_now
from app.kernel.messages import N_, Message
from app.ledger import queries as ledger
from app.operations.jobs import run_due
from tests.builders.inbox import inbox, set_address, tell, unread
from tests.builders.mail_server import mail_server
from tests.integration.inbox.test_delivery import server_at


@pytest.fixture
def now():
    return utc_now()


@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_an_inbox_of_their_own(sign_in, cast, role, now):
    tell(cast("Olga", name="Boris"), now=now)
    client = sign_in(role)
    assert "알림이 없습니다." in client.get("/inbox").text
    assert "2026-0001" not in client.get("/inbox").text


def test_a_message_is_opened_and_read_and_leads_on(sign_in, now):
    olga = sign_in("Olga")
    tell(olga.actor, now=now, urgent=True)
    shown = olga.get("/inbox").text
    assert "2026-0001 신청의 영상을 보존하십시오." in shown
    assert "긴급" in shown
    assert "오늘 · 읽지 않음" in shown
    action = re.search(r'action="(/inbox/\d+/open)"', shown)[1]
    opened = olga.post(action)
    assert (opened.status_code, opened.headers["Location"]) == (303, "/requests/2026-0001")
    assert unread(olga.actor) == 0
    assert "읽지 않음</h2>" not in olga.get("/inbox").text


def test_opening_needs_the_token_and_nobody_opens_another_s(sign_in, now):
    olga, amir = sign_in("Olga"), sign_in("Amir")
    tell(olga.actor, now=now)
    address = f"/inbox/{inbox(olga.actor)[0].id}/open"
    assert olga.post(address, csrf=False).status_code == 400
    assert amir.post(address).status_code == 404
    assert olga.get(address).status_code == 405
    assert unread(olga.actor) == 1


def test_a_link_changed_by_hand_leads_nowhere_else(sign_in, now):
    olga = sign_in("Olga")
    tell(olga.actor, now=now)
    with unit_of_work() as session:
        session.execute(update(InboxMessage).values(link="/\\evil.example"))
    assert olga.post(f"/inbox/{inbox(olga.actor)[0].id}/open").headers["Location"] == "/inbox"


def test_the_header_counts_what_waits_on_every_page(sign_in, now):
    olga = sign_in("Olga")
    link = re.compile(r'<a class="wb-inbox-link".*?</a>', re.DOTALL)
    assert "wb-count" not in link.search(olga.get("/").text)[0]
    for number in range(3):
        tell(olga.actor, key=f"{number}", now=now)
    assert ">3<" in link.search(olga.get("/account").text)[0]
    for number in range(100):
        tell(olga.actor, key=f"many{number}", now=now)
    assert "99+" in link.search(olga.get("/").text)[0]


def test_what_is_settled_is_shown_so_and_not_counted(sign_in, now):
    olga = sign_in("Olga")
    tell(olga.actor, now=now, urgent=True)
    with unit_of_work() as session:
        commands.settle(session, key="hold_due:2026-0001:1", now=now)
    shown = olga.get("/inbox").text
    assert "wb-notice-settled" in shown
    assert "처리됨" in shown
    assert "긴급" not in shown
    assert "읽지 않은 알림 0건" in shown
    assert "읽지 않은 알림이 없습니다." in olga.get("/inbox?show=unread").text


def test_all_are_marked_as_read(sign_in, now):
    olga = sign_in("Olga")
    tell(olga.actor, key="a", now=now)
    tell(olga.actor, key="b", now=now)
    assert olga.fill("/inbox", up_to=str(inbox(olga.actor)[0].id)).status_code == 303
    assert unread(olga.actor) == 0
    assert "모두 읽음으로 표시" not in olga.get("/inbox").text


def test_a_long_inbox_goes_on_another_page(sign_in, now):
    olga = sign_in("Olga")
    for number in range(queries.PAGE + 1):
        tell(olga.actor, key=f"{number}", now=now - timedelta(minutes=number))
    following = re.search(r'href="(/inbox\?before=[^"]+)" rel="next"', olga.get("/inbox").text)[1]
    assert olga.get(following).text.count("wb-notice-open") == 1
    assert olga.get("/inbox?before=nonsense").status_code in {400, 409, 422}


def test_a_message_is_said_in_the_reader_s_language(sign_in, now):
    olga = sign_in("Olga")
    tell(olga.actor, now=now, message=Message(N_("답변을 미룰 수 있습니다."), {}))
    korean = olga.get("/inbox").text
    assert "답변을 미룰 수 있습니다." in korean
    assert olga.get("/inbox?lang=en").status_code == 200


def test_the_board_s_block_shows_what_waits(app, sign_in, now):
    olga = sign_in("Olga")
    tell(olga.actor, now=now)
    with app.test_request_context("/"):
        notices = queries.newest_unread(db.session(), actor=olga.actor)
        source = '{% from "inbox/parts.html" import notices_card with context %}{{ notices_card(notices, unread) }}'
        shown = render_template_string(source, notices=notices, unread=1)
        empty = render_template_string(source, notices=[], unread=0)
    assert "2026-0001 신청의 영상을" in shown
    assert "읽지 않은 알림 1건" in shown
    assert "읽지 않은 알림이 없습니다." in empty


def test_one_sets_changes_and_removes_one_s_own_address(sign_in):
    olga = sign_in("Olga")
    assert "전자우편을 보내지 않습니다" in olga.get("/inbox/address").text
    assert olga.fill("/inbox/address", address="gildong@example.kr").status_code == 303
    shown = olga.get("/inbox/address").text
    assert "gildong@example.kr" in shown
    assert "gildong" not in olga.get("/ledger").text
    assert olga.fill("/inbox/address", button=("act", "remove")).status_code == 303
    assert "gildong@example.kr" not in olga.get("/inbox/address").text
    assert "등록한 전자우편 주소가 없습니다." in olga.post("/inbox/address", data={"act": "remove"}).text


@pytest.mark.parametrize("typed", ["", "gildong", "a@example.kr, b@example.kr", "a@example.kr\r\nBcc: b@example.kr"])
def test_what_is_no_address_is_said(sign_in, typed):
    olga = sign_in("Olga")
    response = olga.post("/inbox/address", data={"address": typed})
    assert response.status_code == 200
    assert "wb-errors" in response.text
    assert queries.address_for_page(db.session(), account_id=olga.actor.id, actor=olga.actor) is None


def test_an_administrator_sets_it_for_somebody_and_nobody_else_does(sign_in, cast):
    boris = cast("Olga", name="Boris")
    address = f"/people/{boris.id}/address"
    ada = sign_in("Ada")
    assert address in ada.get(f"/people/{boris.id}").text
    assert ada.fill(address, address="boris@example.kr").status_code == 303
    assert "boris@example.kr" in ada.get(address).text
    assert ada.get("/people/9999/address").status_code == 404
    for other in ("Olga", "Amir", "Petra", "Uma"):
        assert sign_in(other).get(address).status_code == 403
        assert sign_in(other).post(address, data={"act": "remove"}).status_code == 403
    local = sign_in("Ada", name="Local", sites={"HQ"})
    assert local.get(address).status_code == 403
    assert local.post(address, data={"address": "mine@example.kr"}).status_code == 403


def test_the_ledger_says_it_in_a_sentence_without_the_address(sign_in):
    olga = sign_in("Olga")
    set_address(olga.actor)
    with unit_of_work() as session:
        commands.remove_address(session, account_id=olga.actor.id, actor=olga.actor, now=utc_now())
    shown = sign_in("Petra").get("/ledger").text
    assert "알림을 전자우편으로도 보내게 했습니다" in shown
    assert "알림 전자우편 주소를 지웠습니다" in shown
    assert "wv1:" not in shown
    deeds = [entry for entry in ledger.entries(db.session()) if not entry.name.startswith("personal_data.")]
    assert len(deeds) == 2


def test_the_job_sends_what_people_were_told(app, sign_in, now, tmp_path):
    olga = sign_in("Olga")
    set_address(olga.actor, now=now)
    tell(olga.actor, now=now)
    with mail_server() as postbox:
        settings = app.config["SETTINGS"]
        app.config["SETTINGS"] = replace(settings, mail=server_at(postbox.port))
        outcomes = {job.name: (outcome, detail) for job, outcome, detail in run_due(tmp_path, now=now)}
    assert outcomes["inbox.send"] == ("done", "1 sent, 0 failed, 0 given up, 0 deleted")
    assert len(postbox.mails) == 1
    assert "전자우편을 보내지 않습니다" not in olga.get("/inbox/address").text
