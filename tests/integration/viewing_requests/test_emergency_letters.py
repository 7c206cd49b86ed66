"""A provision in an emergency: given at once, asked by word of mouth, and not over before the letter is accepted."""

from datetime import timedelta

import pytest

from app.database import db, unit_of_work
from app.footage_access import commands as footage
from app.footage_access.commands import Letter
from app.footage_access.refusals import AcceptanceMissing, AcceptedBeforeSent
from app.inbox import queries as inbox
from app.kernel.actor import Role
from app.kernel.clock import kst_day
from app.viewing_requests import queries
from app.viewing_requests.domain import RequestKind
from app.viewing_requests.handover_refusals import HandoverLacks
from app.viewing_requests.next_steps import next_steps
from app.viewing_requests.queries.duties import letters_due
from app.viewing_requests.queries.standing import standings
from app.viewing_requests.reminding.duties import remind_letters
from app.viewing_requests.states import Status
from app.viewing_requests.verification import check_requests
from tests.builders.decisions import hurry, review
from tests.builders.handovers import confirm, granted_provision, hand_over, provided
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, a_provision

TODAY = kst_day(NOW)
HOUR = timedelta(hours=1)
LETTER = {"sent_on": TODAY, "document": "안전관리-2026-119", "limits": "수색에만 이용", "measures": "암호화 보관"}


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def status(number):
    db.session().expire_all()
    return queries.request_row(db.session(), number=number, actor=AMIR, now=NOW).status


def to_do(number):
    """Return the parts of the case page where something is to be done, the decision aside."""
    row = queries.request_row(db.session(), number=number, actor=AMIR, now=NOW)
    standing = standings(db.session(), request_ids=[row.id], today=TODAY)[row.id]
    return [step.place for step in next_steps(standing) if step.place != "decision"]


def remind_after(hours):
    with unit_of_work() as session:
        return remind_letters(session, now=NOW + hours * HOUR)


def send(leaf, **values):
    with unit_of_work() as session:
        footage.record_letter(session, leaf=leaf, letter=Letter(**LETTER, **values), actor=OLGA, now=NOW)


def given_at_once():
    """Give a copy to the police in an emergency; nothing but the letter is left to do."""
    number = hurry(a_provision(kind=RequestKind.COPY))
    done = hand_over(number, provided(duties=None))
    confirm(number, done.handover_leaf)
    return review(number), done.entry_leaf


def test_footage_is_given_at_once_and_the_case_stays_open_until_the_letter_is_accepted(cast):
    operator, officer = cast(Role.OPERATOR), cast(Role.PRIVACY_OFFICER)
    number, leaf = given_at_once()

    (given,) = queries.handovers_of(db.session(), number=number, actor=OLGA)
    assert (given.letter_leaf, given.accepted_on) == (leaf, TODAY)
    (due,) = letters_due(db.session(), actor=OLGA)
    assert (due.number, due.entry_leaf, due.due_at) == (number, leaf, NOW + 24 * HOUR)
    assert [remind_after(hours) for hours in (1, 2, 25)] == [1, 0, 2]
    with pytest.raises(AcceptanceMissing):
        send(leaf)
    with pytest.raises(AcceptedBeforeSent):
        send(leaf, accepted_on=TODAY - 24 * HOUR)
    assert status(number) is Status.HANDED_OVER
    assert to_do(number) == ["handover"]
    send(leaf, accepted_on=TODAY)

    assert status(number) is Status.CLOSED
    assert to_do(number) == []
    assert letters_due(db.session(), actor=OLGA) == ()
    assert [inbox.unread_count(db.session(), actor=who) for who in (operator, officer)] == [0, 0]
    assert list(check_requests(db.session())) == []


def test_no_letter_is_owed_for_an_entry_that_was_withdrawn():
    number, leaf = given_at_once()
    assert status(number) is Status.HANDED_OVER

    with unit_of_work() as session:
        footage.withdraw_entry(session, leaf=leaf, reason="다른 요청의 기록이었음", actor=OLGA, now=NOW)

    assert status(number) is Status.CLOSED


def test_what_was_decided_is_not_given_without_the_letter():
    with pytest.raises(HandoverLacks):
        hand_over(granted_provision(), provided(duties=None))


def test_the_form_may_be_left_empty_in_an_emergency_and_the_tasks_show_the_letter(sign_in):
    number, leaf = given_at_once()
    at_once = hurry(a_provision(), actor=AMIR)  # Before anybody looks: looks are recorded today.
    olga = sign_in(Role.OPERATOR)

    assert f'href="/footage/{leaf + 1}"' in olga.get("/requests/tasks").text
    assert "말로 요청하고 받아들임" in olga.get(f"/requests/{number}").text
    assert "지금은 말로 요청하고" in olga.get(f"/footage/hand-over/{at_once}").text
    data = {**{name: str(value) for name, value in LETTER.items()}, "accepted_on": str(TODAY)}
    assert olga.post(f"/footage/{leaf + 1}/letter", data=data).status_code == 303
    assert status(number) is Status.CLOSED
