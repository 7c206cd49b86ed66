"""The database itself refuses what no message, mail or address may be."""

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.database import unit_of_work
from app.inbox.models import InboxMessage, NoticeAddress, OutgoingMail
from tests.builders.inbox import NOW, inbox, set_address, tell

MESSAGE = {
    "key": "k", "kind": "other", "subject": "a:b", "text": "x", "gaps": "{}", "link": "/", "urgent": False,
    "told_by": 0, "told_at": NOW,
}  # fmt: skip
MAIL = {"state": "waiting", "attempts": 0, "next_try_at": NOW, "created_at": NOW}


def refused(statement, *, match):
    with pytest.raises(IntegrityError, match=match), unit_of_work() as session:
        session.execute(statement)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"kind": "gossip"}, "kind_known"),
        ({"key": "  "}, "key_not_blank"),
        ({"text": ""}, "text_not_blank"),
        ({"subject": "somebody"}, "subject_has_a_code"),
        ({"link": "https://evil.example"}, "link_is_a_path"),
        ({"link": "//evil.example"}, "link_is_a_path"),
    ],
)
def test_a_message_that_breaks_a_rule(cast, facts, rule):
    values = {**MESSAGE, "account_id": cast("Olga").id, **facts}
    refused(insert(InboxMessage).values(**values), match=f"ck_inbox_message_{rule}")


def test_a_message_twice_or_to_nobody(cast):
    olga = cast("Olga")
    tell(olga, key="k")
    refused(insert(InboxMessage).values(**MESSAGE, account_id=olga.id), match="(?i)unique")
    refused(insert(InboxMessage).values(**MESSAGE, account_id=9_999), match="(?i)foreign key")


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"state": "lost"}, "state_known|tried_again_until_it_ends"),
        ({"attempts": -1}, "attempts_not_negative"),
        ({"next_try_at": None}, "tried_again_until_it_ends"),
        ({"ended_at": NOW}, "ends_once"),
        ({"state": "sent", "next_try_at": None, "ended_at": NOW}, "sent_was_tried"),
        ({"state": "failed", "attempts": 1}, "failed_says_why"),
        ({"state": "failed", "attempts": 1, "last_error": "550 <a@example.kr>"}, "no_address_in_errors"),
    ],
)
def test_a_mail_that_breaks_a_rule(cast, facts, rule):
    olga = cast("Olga")
    tell(olga)
    values = {**MAIL, "message_id": inbox(olga)[0].id, **facts}
    refused(insert(OutgoingMail).values(**values), match=f"ck_outgoing_mail_({rule})")


def test_one_mail_for_a_message(cast):
    olga = cast("Olga")
    tell(olga)
    mail = insert(OutgoingMail).values(**MAIL, message_id=inbox(olga)[0].id)
    with unit_of_work() as session:
        session.execute(mail)
    refused(mail, match="(?i)unique")


@pytest.mark.parametrize(
    "values",
    [
        {"address": "other@example.kr"},
        {"address": None},
        {"address": ""},
        {"address": "", "erased_on": NOW.date(), "account_id": 2},
        {"set_by": 99},
        {"erased_on": NOW.date()},
    ],
)
def test_an_address_is_never_changed(cast, values):
    olga = cast("Olga")
    assert cast("Amir").id == olga.id + 1 == 2
    set_address(olga)
    with pytest.raises(DBAPIError), unit_of_work() as session:
        session.execute(update(NoticeAddress).values(**values))


def test_an_address_is_emptied_once_and_stays(cast):
    set_address(cast("Olga"))
    with unit_of_work() as session:
        session.execute(update(NoticeAddress).values(address="", erased_on=NOW.date()))
    for statement in ("UPDATE notice_address SET address = 'a'", "DELETE FROM notice_address"):
        with pytest.raises(DBAPIError), unit_of_work() as session:
            session.execute(text(statement))
