"""Mails go through a real server, once, outside any transaction; what fails is tried again, then given up and told."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.database import db, in_unit_of_work, unit_of_work
from app.inbox import commands, queries
from app.inbox.delivery import Delivery, deliver
from app.inbox.domain import LEASE, MAIL_WITHIN
from app.inbox.models import OutgoingMail
from app.settings import MailServer
from tests.builders.inbox import CASE, NOW, inbox, set_address, tell, unread
from tests.builders.ledger import unguard
from tests.builders.mail_server import PASSWORD, USER, mail_server


def server_at(port, *, security="plain", user=None, password=None):
    return MailServer(
        host="127.0.0.1", port=port, sender="cctv@example.kr", security=security, user=user, password=password
    )


def run(app, mail, *, now=NOW) -> Delivery:
    settings = replace(app.config["SETTINGS"], mail=mail, public_url="https://cctv.example.kr")
    return deliver(settings, clock=lambda: now)


def mails():
    db.session.rollback()
    return list(db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


@pytest.fixture
def olga(cast):
    person = cast("Olga")
    set_address(person)
    return person


@pytest.fixture
def server():
    with mail_server() as postbox:
        yield postbox


def test_a_mail_arrives_encrypted_and_with_a_password_and_says_nothing_of_the_message(app, olga, tmp_path, monkeypatch):
    tell(olga, urgent=True)
    folder = tmp_path / "server"
    folder.mkdir()
    with mail_server(folder) as postbox:
        monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
        mail = server_at(postbox.port, security="starttls", user=USER, password=PASSWORD)
        assert run(app, mail) == Delivery(sent=1)
        assert run(app, mail) == Delivery()
    ((to, received),) = postbox.mails
    assert to == ["gildong@example.kr"]
    assert postbox.encrypted == [True]
    assert postbox.hostnames == ["cctv.example.kr"]
    assert received["Subject"] == "[긴급] [영상정보 관리대장] 할 일이 있습니다: 2026-0001"
    body = received.get_content()
    assert "https://cctv.example.kr/requests/2026-0001" in body
    assert "보존하십시오" not in body
    (kept,) = mails()
    assert (kept.state, kept.attempts, kept.ended_at, kept.last_error) == ("sent", 1, NOW, None)
    assert queries.told(db.session(), subject=CASE)[0].mailed_at == NOW


def test_a_server_that_encrypts_from_the_first_byte_is_served_too(app, olga, tmp_path, monkeypatch):
    tell(olga)
    with mail_server(tmp_path, from_the_first_byte=True) as postbox:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        assert run(app, server_at(postbox.port, security="tls")).sent == 1
    assert len(postbox.mails) == 1


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"security": "starttls"}, "SMTPNotSupportedError"),
        ({"security": "tls"}, "SSLError"),
        ({"security": "plain", "user": USER, "password": "wrong"}, "SMTPNotSupportedError"),
    ],
)
def test_a_server_that_encrypts_nothing_gets_no_mail_and_no_password(app, olga, server, options, error):
    tell(olga)
    assert run(app, server_at(server.port, **options)) == Delivery(failed=1)
    assert server.mails == []
    assert (mails()[0].state, mails()[0].last_error) == ("failed", error)


def test_a_server_nobody_vouches_for_gets_no_mail(app, olga, tmp_path):
    tell(olga)
    with mail_server(tmp_path) as postbox:
        assert run(app, server_at(postbox.port, security="starttls", user=USER, password=PASSWORD)).failed == 1
        assert postbox.mails == []
    assert mails()[0].last_error == "SSLCertVerificationError"


def test_a_wrong_password_is_written_down_without_it(app, olga, tmp_path, monkeypatch):
    tell(olga)
    with mail_server(tmp_path) as postbox:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        run(app, server_at(postbox.port, security="starttls", user=USER, password="a-wrong-password"))
    assert mails()[0].last_error == "SMTPAuthenticationError 535"


def test_no_transaction_is_open_while_a_mail_is_sent(app, olga, server):
    def write():
        with app.app_context(), unit_of_work() as session:  # On SQLite there is one writer: it would wait for ever.
            seen.append(session.scalar(text("SELECT count(*) FROM outgoing_mail WHERE attempts = 1")))

    seen = []
    server.on_mail = write
    tell(olga)
    assert run(app, server_at(server.port)).sent == 1
    assert seen == [1]
    assert not in_unit_of_work()


def test_four_workers_send_each_mail_once(app, olga, server):
    for number in range(12):
        tell(olga, key=f"{number}")
    with unit_of_work() as session:
        assert commands.queue_mails(session, now=NOW) == 12

    def work(_number):
        with app.app_context():
            return run(app, server_at(server.port)).sent

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(work, range(4))) == 12
    ids = [received["Message-ID"] for _to, received in server.mails]
    assert len(ids) == len(set(ids)) == 12


def test_a_mail_whose_sender_died_goes_out_after_the_lease_under_the_same_id(app, olga, server):
    tell(olga)
    with unit_of_work() as session:
        commands.queue_mails(session, now=NOW)
        claimed = commands.claim_mail(session, now=NOW)
    assert run(app, server_at(server.port), now=NOW + LEASE - timedelta(seconds=1)).sent == 0
    assert run(app, server_at(server.port), now=NOW + LEASE).sent == 1
    assert f"<watchbook-{claimed.id}-" in server.mails[0][1]["Message-ID"]
    with unit_of_work() as session:  # Whoever comes late changes nothing.
        commands.note_failed(session, mail=claimed, error="late", for_good=False, now=NOW + LEASE)
    assert mails()[0].state == "sent"


def test_who_comes_back_after_the_lease_does_not_disturb_who_took_over(app, olga):
    tell(olga)
    with unit_of_work() as session:
        commands.queue_mails(session, now=NOW)
        slow = commands.claim_mail(session, now=NOW)
    with unit_of_work() as session:
        assert commands.claim_mail(session, now=NOW + LEASE).attempt == 2
        commands.note_failed(session, mail=slow, error="late", for_good=False, now=NOW + LEASE)
    assert (mails()[0].state, mails()[0].next_try_at) == ("waiting", NOW + LEASE * 2)


def test_what_fails_is_tried_again_later_and_later(app, olga, server):
    server.answers = ["451 busy", "451 busy"]
    tell(olga)
    mail = server_at(server.port)
    assert run(app, mail).failed == 1
    assert (mails()[0].state, mails()[0].last_error) == ("failed", "SMTPRecipientsRefused 451")
    assert run(app, mail, now=NOW + timedelta(seconds=59)) == Delivery()
    assert run(app, mail, now=NOW + timedelta(minutes=1)).failed == 1
    assert run(app, mail, now=NOW + timedelta(minutes=2)) == Delivery()
    assert run(app, mail, now=NOW + timedelta(minutes=3)).sent == 1
    assert (mails()[0].attempts, mails()[0].last_error) == (3, None)


def test_an_address_the_server_refuses_is_given_up_and_the_administrators_are_told_once(app, olga, cast, server):
    ada = cast("Ada")
    server.answers = ["550 no such <gildong@example.kr>", "550 no"]
    tell(olga, key="a")
    tell(olga, key="b")
    assert run(app, server_at(server.port)).failed == 2
    assert {(one.state, one.last_error) for one in mails()} == {("given_up", "SMTPRecipientsRefused 550")}
    (told,) = inbox(ada)
    assert told.link == f"/people/{olga.id}"
    assert "gildong" not in str(told.message)
    assert unread(olga) == 2


def test_after_a_day_without_a_server_mails_are_given_up_and_the_administrators_are_told(app, olga, cast):
    ada = cast("Ada")
    set_address(ada, "ada@example.kr")
    tell(olga, key="a")
    tell(olga, key="b")
    with mail_server() as gone:
        nowhere = server_at(gone.port)
    assert run(app, nowhere).failed == 1  # The rest is not tried on a server that is not there.
    assert run(app, nowhere, now=NOW + MAIL_WITHIN) == Delivery(given_up=2)
    assert {one.state for one in mails()} == {"given_up"}
    assert sorted(one.last_error for one in mails()) == ["ConnectionRefusedError", "not tried"]
    (told,) = inbox(ada)
    assert "2건" in str(told.message)
    with mail_server() as back:
        assert run(app, server_at(back.port), now=NOW + MAIL_WITHIN + timedelta(minutes=1)) == Delivery()
    assert len(mails()) == 2  # That mails fail is not sent by mail.


def test_only_what_still_waits_for_its_reader_is_sent(app, olga, cast, server):
    amir = cast("Amir")  # Has no address.
    tell(olga, amir, key="read")
    tell(olga, key="settled")
    tell(olga, key="before the address", now=NOW - timedelta(minutes=1))
    tell(olga, key="waits")
    with unit_of_work() as session:
        commands.queue_mails(session, now=NOW)
    assert len(mails()) == 3
    first = next(message for message in inbox(olga) if message.told_at == NOW)
    with unit_of_work() as session:
        commands.mark_read(session, message_id=first.id, actor=olga, now=NOW)
        commands.settle(session, key="settled", now=NOW)
    assert run(app, server_at(server.port)).sent == 1
    assert len(mails()) == 1


def test_what_was_told_more_than_a_day_ago_is_not_sent_when_mail_is_switched_on(app, olga, server):
    tell(olga)
    assert run(app, None) == Delivery()
    assert mails() == []
    assert run(app, server_at(server.port), now=NOW + MAIL_WITHIN) == Delivery()


def test_an_address_taken_away_in_the_meantime_gets_nothing(app, olga, server):
    tell(olga)
    with unit_of_work() as session:
        commands.queue_mails(session, now=NOW)
    with unit_of_work() as session:
        commands.remove_address(session, account_id=olga.id, actor=olga, now=NOW)
        assert commands.claim_mail(session, now=NOW) is None
    assert run(app, server_at(server.port)) == Delivery()
    assert (mails(), server.mails) == ([], [])


def test_an_address_that_does_not_open_does_not_stop_the_others(app, olga, cast, server):
    amir = cast("Amir")
    set_address(amir, "amir@example.kr")
    tell(olga, amir)
    unguard("notice_address")
    with unit_of_work() as session:
        session.execute(
            text("UPDATE notice_address SET address = 'wv1:1:AAAA' WHERE account_id = :id"), {"id": olga.id}
        )
    assert run(app, server_at(server.port)) == Delivery(sent=1, failed=1)
    assert [to for to, _mail in server.mails] == [["amir@example.kr"]]
    assert [one.last_error for one in mails()] == ["CannotOpen", None]


def test_old_messages_go_with_what_is_known_of_their_mails(app, olga, server):
    tell(olga)
    run(app, server_at(server.port))
    assert run(app, None, now=NOW + timedelta(days=91)) == Delivery(deleted=1)
    assert (inbox(olga), mails()) == ([], [])
