"""Who leaves or moves holds nothing from that moment on, job or no job; what is open is not forgotten."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.accounts import commands, queries
from app.accounts.domain import AccountIsDisabled, LastAdministrator, OwnRights, Scope
from app.accounts.erasing import forget
from app.accounts.leaving import (
    LeavesAlready,
    LeavesInThePast,
    Leaving,
    NothingPlanned,
    SuccessorCannot,
    TasksLeftOpen,
)
from app.accounts.models import Departure
from app.accounts.queries import token_hash_of
from app.accounts.queries.acting import actor_named
from app.accounts.queries.leaving import departures_of, left_behind
from app.accounts.queries.tokens import tokens
from app.accounts.standing_in import Absence
from app.accounts.verification import check_accounts, check_departures, check_stand_ins, check_tokens
from app.database import db, unit_of_work
from app.inbox.models import InboxMessage
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.operations.work import WORK
from tests.builders.accounts import a_session, an_account

NOW = utc_now().replace(microsecond=0)
DAY = timedelta(days=1)


@pytest.fixture
def session(app):
    with unit_of_work() as session:
        yield session


@pytest.fixture
def ada(session):
    return an_account(session, name="Ada", roles=[Role.ADMINISTRATOR], now=NOW)


@pytest.fixture
def mina(session):
    """A manager who was sealed, and signed in."""
    number = commands.open_account(
        session, sign_in_name="mina", display_name="Mina", password_hash=None, actor=SYSTEM, now=NOW
    )
    given = {"account_id": number, "site_code": None, "reason": "발령", "actor": SYSTEM, "now": NOW}
    commands.grant_role(session, role=Role.MANAGER, **given)
    commands.grant_role(session, role=Role.ADMINISTRATOR, **given)
    return actor_named(session, sign_in_name="mina", now=NOW)


def leave(session, who, actor, *, kind=Leaving.LEAVES, at=None, **options):
    given = {"successor_id": None, "open_tasks": 0, "seen": False, "reason": "2026-11-30 퇴직", "now": NOW, **options}
    return commands.plan_departure(session, account_id=who.id, kind=kind, leaves_at=at, actor=actor, **given)


def test_who_leaves_loses_rights_sessions_stand_ins_and_tokens(session, ada, mina):
    olga = an_account(session, name="Olga", now=NOW)
    a_session(session, mina, token_hash=token_hash_of("here"), now=NOW)
    days = {"from_on": kst_day(NOW), "until_on": kst_day(NOW) + 5 * DAY}
    commands.set_stand_in(
        session, principal_id=mina.id, deputy_id=olga.id, role=Role.MANAGER, site_code=None, reason=Absence.LEAVE,
        actor=mina, now=NOW, **days,
    )  # fmt: skip
    commands.issue_token(
        session, label="녹화기 3번", scopes=frozenset({Scope.WRITE_FOOTAGE}), sites=None, expires_at=NOW + 30 * DAY,
        reason="기록", actor=mina, now=NOW,
    )  # fmt: skip
    before = left_behind(session, account_id=mina.id, now=NOW)
    assert (before.sessions, len(before.stand_ins), before.tokens) == (1, 1, ("녹화기 3번",))
    leave(session, mina, ada)

    after = left_behind(session, account_id=mina.id, now=NOW)
    assert (after.sessions, after.stand_ins, after.tokens) == (0, (), ())
    person = queries.person(session, account_id=mina.id)
    assert (person.held, person.disabled_at) == ((), NOW)
    assert [each.revoked_at for each in tokens(session)] == [NOW]
    for check in (check_departures, check_stand_ins, check_tokens):
        assert list(check(session)) == []


def test_a_day_to_come_ends_everything_by_itself_and_the_job_tidies_up(app, session, ada, mina):
    leave(session, mina, ada, at=NOW + DAY)
    assert actor_named(session, sign_in_name="mina", now=NOW + DAY - timedelta(seconds=1)).has(Role.MANAGER)
    assert not actor_named(session, sign_in_name="mina", now=NOW + DAY).roles
    assert queries.person(session, account_id=mina.id).held_at(NOW + DAY) == ()
    session.commit()
    assert WORK["accounts.upkeep"](app.config["SETTINGS"].home, NOW + DAY) == "0 rights, 1 people"
    assert WORK["accounts.upkeep"](app.config["SETTINGS"].home, NOW + DAY) == "0 rights, 0 people"

    assert queries.person(db.session, account_id=mina.id).disabled_at == NOW + DAY
    events = [entry.name for entry in ledger.entries(db.session, subject=f"account:{mina.id}")]
    assert events[-5:] == [
        "account.departure_set", "account.role_ended", "account.role_ended", "account.disabled",
        "account.departure_settled",
    ]  # fmt: skip
    assert list(check_accounts(db.session)) == [] or all("1번" in str(f.message) for f in check_accounts(db.session))


def test_who_moves_keeps_the_account_and_the_rights_of_the_new_post(session, ada, mina):
    commands.grant_role(
        session, account_id=mina.id, role=Role.OPERATOR, site_code="CNG", reason="전보", valid_from=NOW + DAY,
        actor=SYSTEM, now=NOW,
    )  # fmt: skip
    leave(session, mina, ada, kind=Leaving.MOVES, at=NOW + DAY)
    commands.settle_departures(session, now=NOW + DAY)
    moved = actor_named(session, sign_in_name="mina", now=NOW + DAY)

    assert (moved.roles, moved.sites) == ({Role.OPERATOR}, {"CNG"})
    assert queries.person(session, account_id=mina.id).disabled_at is None


def test_who_stays_after_all_keeps_what_they_had(session, ada, mina):
    leave(session, mina, ada, at=NOW + DAY)
    commands.call_off_departure(session, account_id=mina.id, actor=ada, now=NOW)

    assert actor_named(session, sign_in_name="mina", now=NOW + 2 * DAY).has(Role.MANAGER)
    assert [each.called_off for each in departures_of(session, account_id=mina.id)] == [True]
    with pytest.raises(NothingPlanned):
        commands.call_off_departure(session, account_id=mina.id, actor=ada, now=NOW)
    leave(session, mina, ada, at=NOW + 2 * DAY)
    assert list(check_departures(session)) == []


def test_what_is_open_is_taken_on_or_looked_at(session, ada, mina):
    olga = an_account(session, name="Olga", now=NOW)
    gone = an_account(session, name="Gone", roles=(), now=NOW)
    for options, refusal in (
        ({}, TasksLeftOpen),
        ({"successor_id": mina.id}, SuccessorCannot),
        ({"successor_id": gone.id}, SuccessorCannot),
    ):
        with pytest.raises(refusal):
            leave(session, mina, ada, open_tasks=2, **options)
    leave(session, mina, ada, open_tasks=2, successor_id=olga.id, at=NOW + DAY)
    commands.call_off_departure(session, account_id=mina.id, actor=ada, now=NOW)
    leave(session, mina, ada, open_tasks=2, seen=True)


def test_nobody_is_sent_away_by_themselves_twice_in_the_past_or_as_the_last(session, ada, mina):
    olga = an_account(session, name="Olga", now=NOW)
    with pytest.raises(NotAllowed):
        leave(session, mina, olga)
    with pytest.raises(OwnRights):
        leave(session, ada, ada)
    with pytest.raises(LeavesInThePast):
        leave(session, mina, ada, at=NOW - DAY)
    leave(session, mina, ada, at=NOW + DAY)
    with pytest.raises(LeavesAlready):
        leave(session, mina, ada, at=NOW + 2 * DAY)
    commands.call_off_departure(session, account_id=mina.id, actor=ada, now=NOW)
    leave(session, mina, ada)
    with pytest.raises(AccountIsDisabled):
        leave(session, mina, ada)
    with pytest.raises(LastAdministrator):
        leave(session, ada, SYSTEM)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("kind_is_known", {"kind": "dies"}),
        ("reason_not_blank", {"reason": " "}),
        ("not_planned_by_oneself", {"planned_by": ...}),
        ("succeeded_by_somebody_else", {"successor_id": ...}),
        ("settled_after_planned", {"settled_at": NOW - DAY}),
        ("called_off_is_settled", {"called_off": True}),
    ],
)
def test_the_database_takes_no_departure_that_makes_no_sense(session, mina, name, wrong):
    row = {
        "leaf": 900, "account_id": mina.id, "kind": "leaves", "leaves_at": NOW, "reason": "x", "planned_by": 0,
        "planned_at": NOW, "called_off": False, **{key: mina.id if one is ... else one for key, one in wrong.items()},
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=name), session.begin_nested():
        session.execute(insert(Departure).values(**row))


@pytest.mark.parametrize("change", ["leaves_at = '2099-01-01'", "account_id = 1", "reason = 'y'", "called_off = true"])
def test_a_departure_is_settled_once_and_changes_in_nothing_else(session, ada, mina, change):
    leave(session, mina, ada, at=NOW + DAY)
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(text(f"UPDATE account_departure SET {change}"))  # From here.
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(text("DELETE FROM account_departure"))


def test_a_departure_nobody_sealed_is_found(session, ada, mina):
    leave(session, mina, ada, at=NOW + DAY)
    assert list(check_departures(session)) == []
    session.execute(update(Departure).values(settled_at=NOW + DAY))
    (fault,) = check_departures(session)

    assert "settled_at" in str(fault.message)


def test_why_somebody_left_is_erased_in_time(session, ada, mina):
    leaf = leave(session, mina, ada)
    forget(session, [(leaf, "reason")], kst_day(NOW) + 1200 * DAY)

    assert session.get_one(Departure, leaf, populate_existing=True).reason == ""


def test_the_page_shows_what_ends_and_lists_what_is_open(sign_in, cast):
    mina, ada, olga = cast(Role.MANAGER, name="Mina"), sign_in("Ada"), cast("Olga")
    page = ada.get(f"/people/{mina.id}/leave")
    assert "끝나지 않은 일 0건" in page.text
    answer = ada.fill(f"/people/{mina.id}/leave", kind="leaves", on="2099-12-31", reason="퇴직")
    assert answer.status_code == 303
    assert "2099-12-31" in ada.get(f"/people/{mina.id}").text
    assert ada.post(f"/people/{mina.id}/stay").status_code == 303
    assert "2099-12-31" not in ada.get(f"/people/{mina.id}").text
    assert sign_in("Olga").get(f"/people/{mina.id}/leave").status_code == 403
    assert db.session.query(InboxMessage).filter_by(account_id=olga.id).count() == 0


def test_the_page_of_confirming_lists_what_one_looks_after(sign_in, cast):
    olga, amir = cast("Olga"), sign_in("Amir")
    page = amir.get("/people/confirm")
    assert "Olga" in page.text
    grant = queries.person(db.session, account_id=olga.id).held[0].id
    assert amir.post("/people/confirm", data={"grants": [str(grant)]}).status_code == 303
    db.session.rollback()
    assert queries.person(db.session, account_id=olga.id).held[0].confirmed_by == amir.actor.id
    assert amir.post("/people/confirm", data={}).status_code == 200
    assert sign_in("Uma").get("/people/confirm").status_code == 403
