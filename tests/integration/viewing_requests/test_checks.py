"""Who asks and whether they may is checked before anything is shown or given; that, how, when and by whom stands."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.factory import FORGETTERS
from app.kernel.actor import SYSTEM
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.ledger.erasing import erase_due
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import Channel, RequesterKind
from app.viewing_requests.identity import CheckKind, Method, RevokedBecause
from app.viewing_requests.intake_refusals import (
    CaseOver,
    CheckEnded,
    CheckNotFound,
    ChecksMissing,
    CheckTimeWrong,
    MethodDoesNotFit,
    MethodNeedsPresence,
)
from app.viewing_requests.refusals import RequestNotFound, ResidentNumber
from app.viewing_requests.states import Status
from app.viewing_requests.verification import GUARDED, check_requests
from tests.builders.handovers import hand_over, shown
from tests.builders.ledger import unguard
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import (
    AMIR,
    NOW,
    OLGA,
    SAM,
    UMA,
    a_provision,
    check,
    check_identity,
    grant_provision,
    receive,
    refuse,
)

IDENTITY = CheckKind.IDENTITY


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def status(number):
    return queries.request_row(db.session(), number=number, actor=OLGA, now=NOW).status


def missing(number):
    row = queries.request_row(db.session(), number=number, actor=OLGA, now=NOW)
    return [str(line) for line in queries.missing_checks(db.session(), request_id=row.id)]


def revoke(number, leaf, *, because=RevokedBecause.OTHER_PERSON, actor=OLGA):
    with unit_of_work() as session:
        commands.revoke_check(session, number=number, leaf=leaf, because=because, actor=actor, now=NOW)


def test_the_first_check_begins_the_checking_and_is_sealed_without_the_note():
    number = receive()

    leaf = check(number, IDENTITY, Method.ID_SHOWN, note="창구에서 봄")

    assert status(number) is Status.VERIFYING
    entry = ledger.entry_at(db.session(), leaf=leaf, sites=None)
    assert (entry.name, entry.data["method"], entry.data["passed"]) == ("viewing_request.checked", "id_shown", True)
    stored = db.session().scalar(text("SELECT note FROM viewing_request_check"))
    assert stored.startswith("wv1:")
    assert "창구" not in str(entry.body)
    shown = queries.checks_of(db.session(), number=number, actor=OLGA, reads_notes=True)
    assert [one.note for one in shown.made] == ["창구에서 봄"]
    assert list(check_requests(db.session())) == []


@pytest.mark.parametrize(
    ("asker", "needs"),
    [
        (RequesterKind.SUBJECT, {"제46조제1항"}),
        (RequesterKind.GUARDIAN, {"제46조제1항", "제45조제1항"}),
        (RequesterKind.AGENT, {"제46조제1항", "제45조제2항"}),
        (RequesterKind.INSURER, {"회사가 정함"}),
        (RequesterKind.INVESTIGATOR, {"회사가 정함"}),
    ],
)
def test_what_is_missing_is_said_with_its_source_until_it_is_checked(asker, needs):
    number = receive(requester_kind=asker)
    lines = missing(number)
    assert len(lines) == len(needs)
    assert all(any(need in line for line in lines) for need in needs)

    check_identity(number)

    assert missing(number) == []


def approve_unchecked(number):
    with unit_of_work() as session:
        commands.approve_request(session, number=number, reason="확인했음", ground=None, actor=AMIR, now=NOW)
    return number


def test_nothing_is_shown_before_it_is_known_who_asks():
    number = approve_unchecked(receive())
    with unit_of_work() as session, pytest.raises(ChecksMissing):
        commands.check_identity_known(session, number=number, actor=OLGA)

    for more in (True, False):
        with pytest.raises(ChecksMissing, match="신분 확인"):
            hand_over(number, shown(more_to_come=more))
    assert status(number) is Status.APPROVED

    check(number, IDENTITY, Method.ID_SHOWN)  # When they come; the decision stands.
    hand_over(number)
    assert status(number) is Status.CLOSED


def test_an_agent_needs_the_proxy_letter_as_well():
    number = receive(requester_kind=RequesterKind.AGENT)
    check(number, IDENTITY, Method.ID_SHOWN)
    approve_unchecked(number)

    with pytest.raises(ChecksMissing, match="위임 확인"):
        hand_over(number)

    check(number, CheckKind.AUTHORITY_AGENT, Method.PROXY_LETTER)
    hand_over(number)


def test_the_police_need_their_letter_checked():
    number = grant_provision(a_provision())
    found = queries.checks_of(db.session(), number=number, actor=OLGA, reads_notes=False)
    assert [one.what for one in found.made] == [CheckKind.OFFICIAL_DOCUMENT]
    assert missing(number) == []


def test_a_later_check_that_fails_is_the_one_that_counts():
    number = receive()
    check(number, IDENTITY, Method.ID_SHOWN)
    late = check(number, IDENTITY, Method.MOBILE_ID, passed=False)
    assert missing(number)

    revoke(number, late)

    assert missing(number) == []


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.LETTER, Channel.EMAIL])
def test_nobody_shows_a_card_from_afar(channel):
    number = receive(channel=channel)
    with pytest.raises(MethodNeedsPresence):
        check(number, IDENTITY, Method.ID_SHOWN)
    check(number, IDENTITY, Method.CALLED_BACK)
    assert missing(number) == []


def test_a_check_sent_twice_is_recorded_once_and_one_taken_back_is_made_anew():
    number = receive()
    first = check(number, IDENTITY, Method.ID_SHOWN, note="대면 확인")
    assert check(number, IDENTITY, Method.ID_SHOWN, note="대면 확인") == first
    assert check(number, IDENTITY, Method.ID_SHOWN, note="다시 확인") != first
    last = check(number, IDENTITY, Method.ID_SHOWN, note="대면 확인")
    revoke(number, last)
    assert check(number, IDENTITY, Method.ID_SHOWN, note="대면 확인") > last


def test_what_makes_no_sense_is_refused():
    number = receive()
    with pytest.raises(MethodDoesNotFit):
        check(number, IDENTITY, Method.PROXY_LETTER)
    with pytest.raises(CheckTimeWrong):
        check(number, IDENTITY, Method.ID_SHOWN, at=NOW + timedelta(minutes=1))
    with pytest.raises(CheckTimeWrong):
        check(number, IDENTITY, Method.ID_SHOWN, at=NOW - timedelta(days=2))
    for note in ("900101-1234567", "９００１０１ – 5234567"):
        with pytest.raises(ResidentNumber):
            check(number, IDENTITY, Method.ID_SHOWN, note=note)
    with pytest.raises(NotAllowed):
        check(number, IDENTITY, Method.ID_SHOWN, actor=UMA)
    with pytest.raises(RequestNotFound):
        check(number, IDENTITY, Method.ID_SHOWN, actor=SAM)
    with pytest.raises(CheckNotFound):
        revoke(number, 1)
    leaf = check(number, IDENTITY, Method.ID_SHOWN)
    revoke(number, leaf)
    with pytest.raises(CheckEnded):
        revoke(number, leaf)
    refuse(number)
    with pytest.raises(CaseOver):
        check(number, IDENTITY, Method.ID_SHOWN)


def test_the_database_keeps_what_was_checked():
    leaf = check(receive(), IDENTITY, Method.ID_SHOWN)
    for change in (
        "UPDATE viewing_request_check SET passed = NOT passed",
        "UPDATE viewing_request_check SET method = 'mobile_id'",
        "UPDATE viewing_request_check SET note = '', erased_on = '2030-01-01'",
        "UPDATE viewing_request_check SET revoked_by = 1",
        "DELETE FROM viewing_request_check",
        (
            "INSERT INTO viewing_request_check (leaf, request_id, what, method, checked_at, passed, checked_by,"
            " recorded_at) SELECT leaf + 1, request_id, what, 'proxy_letter', checked_at, passed, checked_by,"
            " recorded_at FROM viewing_request_check"
        ),
        (
            "INSERT INTO viewing_request_check (leaf, request_id, what, method, checked_at, passed, checked_by,"
            " recorded_at) SELECT leaf + 1, request_id, 'idea', method, checked_at, passed, checked_by, recorded_at"
            " FROM viewing_request_check"
        ),
    ):
        with pytest.raises(DatabaseError), unit_of_work() as session:
            session.execute(text(change))
    assert leaf


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE viewing_request_check SET passed = NOT passed", "passed"),
        ("UPDATE viewing_request_check SET checked_by = 102", "checked_by"),
        ("DELETE FROM viewing_request_check", "what"),
    ],
)
def test_a_check_changed_behind_the_back_is_named(change, named):
    check(receive(), IDENTITY, Method.ID_SHOWN)
    unguard(*GUARDED)
    with unit_of_work() as session:
        session.execute(text(change))
    assert named in " ".join(str(fault.message) for fault in check_requests(db.session()))


def test_the_note_goes_with_the_case():
    number = refuse(check_identity(receive(), note="따로 적은 말"))
    with unit_of_work() as session:
        erase_due(session, on=NOW.date().replace(year=2036), forgetters=FORGETTERS, actor=SYSTEM, now=NOW)
    row = db.session().execute(text("SELECT note, erased_on FROM viewing_request_check")).one()
    assert row.note == ""
    assert row.erased_on is not None
    assert list(check_requests(db.session())) == []
    assert number
