"""Opening and closing accounts, giving and taking rights: each works, then each refusal."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts import commands, domain, queries
from app.accounts.queries import token_hash_of
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from tests.builders.accounts import a_session, an_account, an_actor

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def session(app):
    """A transaction that is rolled back when a test refuses, as a view's would be."""
    with unit_of_work() as session:
        yield session


@pytest.fixture
def ada(session):
    return an_account(session, name="Ada", roles=[Role.ADMINISTRATOR], now=NOW)


@pytest.fixture
def olga(session):
    return an_account(session, name="Olga", roles=[Role.OPERATOR], now=NOW)


def sealed(session):
    return [(entry.name, entry.subject, entry.actor_id) for entry in ledger.entries(session)]


def open_account(session, actor, **facts):
    facts = {"sign_in_name": "boris", "display_name": "Boris", "password_hash": "hash", **facts}
    return commands.open_account(session, **facts, actor=actor, now=NOW)


def grant(session, actor, person, **facts):
    facts = {"role": Role.MANAGER, "site_code": None, "reason": "인사발령", **facts}
    return commands.grant_role(session, account_id=person.id, **facts, actor=actor, now=NOW)


def test_an_account_is_opened_without_any_right(session, ada):
    number = open_account(session, ada, sign_in_name=" Boris ", display_name=" Boris  K ")
    person = queries.person(session, account_id=number)

    assert (person.sign_in_name, person.display_name, person.must_change, person.grants) == (
        "boris",
        "Boris K",
        True,
        (),
    )
    assert sealed(session) == [("account.opened", f"account:{number}", ada.id)]


def test_a_sign_in_name_belongs_to_one_person(session, ada):
    open_account(session, ada)

    with pytest.raises(domain.SignInNameTaken, match="boris"):
        open_account(session, ada, sign_in_name="BORIS")


def test_who_administers_one_site_only_gives_no_rights(session, olga):
    local = an_account(session, name="Lena", roles=[Role.ADMINISTRATOR], sites={"HQ"}, now=NOW)

    with pytest.raises(NotAllowed):
        grant(session, local, olga)


def test_nobody_but_an_administrator_changes_accounts(session, olga):
    for role in set(Role) - {Role.ADMINISTRATOR}:
        actor = an_actor(role, number=99)
        with pytest.raises(NotAllowed):
            open_account(session, actor)
        with pytest.raises(NotAllowed):
            grant(session, actor, olga)
        if role not in {Role.MANAGER, Role.PRIVACY_OFFICER}:  # They look after the people of their sites.
            with pytest.raises(NotAllowed):
                commands.end_role(session, grant_id=1, reason="x", actor=actor, now=NOW)
        with pytest.raises(NotAllowed):
            commands.disable_account(session, account_id=olga.id, reason="x", actor=actor, now=NOW)
        with pytest.raises(NotAllowed):
            commands.hand_over_password(session, account_id=olga.id, password_hash="h", actor=actor, now=NOW)
    assert sealed(session) == []


def test_a_right_is_given_with_its_reason_and_stays_on_record_when_it_ends(session, ada, olga):
    number = grant(session, ada, olga, site_code=" HQ ")
    commands.end_role(session, grant_id=number, reason="부서 이동", actor=ada, now=LATER)
    right = queries.person(session, account_id=olga.id).grants[0]

    assert (right.role, right.site_code, right.reason, right.granted_by) == (Role.MANAGER, "HQ", "인사발령", ada.id)
    assert (right.ended_at, right.ended_by, right.end_reason) == (LATER, ada.id, "부서 이동")
    assert [name for name, _subject, _actor in sealed(session)] == ["account.role_granted", "account.role_ended"]


def test_a_right_can_be_given_again_after_it_ended(session, ada, olga):
    number = grant(session, ada, olga)
    commands.end_role(session, grant_id=number, reason="이동", actor=ada, now=LATER)

    assert grant(session, ada, olga) != number


def test_a_right_is_held_once(session, ada, olga):
    grant(session, ada, olga)
    grant(session, ada, olga, site_code="HQ")

    with pytest.raises(domain.AlreadyGranted):
        grant(session, ada, olga)
    with pytest.raises(domain.AlreadyGranted):
        grant(session, ada, olga, site_code="HQ")


def test_nobody_changes_their_own_rights(session, ada):
    an_account(session, name="Eve", roles=[Role.ADMINISTRATOR], now=NOW)
    own = queries.person(session, account_id=ada.id).held[0]

    with pytest.raises(domain.OwnRights):
        grant(session, ada, ada, role=Role.AUDITOR)
    with pytest.raises(domain.OwnRights):
        commands.end_role(session, grant_id=own.id, reason="x", actor=ada, now=NOW)
    with pytest.raises(domain.OwnRights):
        commands.disable_account(session, account_id=ada.id, reason="x", actor=ada, now=NOW)
    with pytest.raises(domain.OwnRights):
        commands.hand_over_password(session, account_id=ada.id, password_hash="h", actor=ada, now=NOW)


def test_the_last_administrator_stays(session, ada):
    own = queries.person(session, account_id=ada.id).held[0]

    with pytest.raises(domain.LastAdministrator):
        commands.disable_account(session, account_id=ada.id, reason="퇴직", actor=SYSTEM, now=NOW)
    with pytest.raises(domain.LastAdministrator):
        commands.end_role(session, grant_id=own.id, reason="이동", actor=SYSTEM, now=NOW)


def test_a_disabled_administrator_is_nobody_to_rely_on(session, ada):
    eve = an_account(session, name="Eve", roles=[Role.ADMINISTRATOR], now=NOW)
    commands.disable_account(session, account_id=eve.id, reason="퇴직", actor=ada, now=NOW)

    with pytest.raises(domain.LastAdministrator):
        commands.disable_account(session, account_id=ada.id, reason="퇴직", actor=SYSTEM, now=NOW)


def test_a_right_ends_once_and_only_if_it_exists(session, ada, olga):
    number = grant(session, ada, olga)
    commands.end_role(session, grant_id=number, reason="이동", actor=ada, now=LATER)

    with pytest.raises(domain.AlreadyEnded):
        commands.end_role(session, grant_id=number, reason="이동", actor=ada, now=LATER)
    with pytest.raises(domain.NoSuchGrant):
        commands.end_role(session, grant_id=9999, reason="이동", actor=ada, now=LATER)


def test_rights_need_a_reason(session, ada, olga):
    number = grant(session, ada, olga)

    with pytest.raises(domain.BlankReason):
        grant(session, ada, olga, role=Role.AUDITOR, reason=" ")
    with pytest.raises(domain.BlankReason):
        commands.end_role(session, grant_id=number, reason="", actor=ada, now=NOW)
    with pytest.raises(domain.BlankReason):
        commands.disable_account(session, account_id=olga.id, reason="", actor=ada, now=NOW)


def test_a_closed_account_ends_its_sessions_and_takes_no_more_rights(session, ada, olga):
    a_session(session, olga, token_hash=token_hash_of("t"), now=NOW)
    commands.disable_account(session, account_id=olga.id, reason="퇴직", actor=ada, now=LATER)

    assert queries.actor_of_cookie(session, token="t", now=LATER) is None
    assert [name for name, _subject, _actor in sealed(session)] == ["account.disabled", "session.ended"]
    with pytest.raises(domain.AccountIsDisabled):
        grant(session, ada, olga)
    with pytest.raises(domain.AccountIsDisabled):
        commands.disable_account(session, account_id=olga.id, reason="퇴직", actor=ada, now=LATER)
    with pytest.raises(domain.AccountIsDisabled):
        commands.hand_over_password(session, account_id=olga.id, password_hash="h", actor=ada, now=LATER)


def test_there_is_nobody_to_change_under_an_unknown_number(session, ada):
    with pytest.raises(domain.NoSuchAccount):
        grant(session, ada, an_actor(number=9999))
    with pytest.raises(domain.NoSuchAccount):
        queries.person(session, account_id=9999)


def test_a_password_handed_over_must_be_changed_and_ends_all_sessions(session, ada, olga):
    a_session(session, olga, token_hash=token_hash_of("t"), now=NOW)
    commands.hand_over_password(session, account_id=olga.id, password_hash="new", actor=ada, now=LATER)

    assert queries.person(session, account_id=olga.id).must_change
    assert queries.actor_of_cookie(session, token="t", now=LATER) is None


def test_an_own_password_keeps_the_session_it_was_set_in(session, olga):
    for token in ("here", "elsewhere"):
        a_session(session, olga, token_hash=token_hash_of(token), now=NOW)
    commands.set_own_password(session, password_hash="new", keep_token="here", actor=olga, now=LATER)

    assert queries.actor_of_cookie(session, token="here", now=LATER).actor.id == olga.id
    assert queries.actor_of_cookie(session, token="elsewhere", now=LATER) is None
    assert not queries.person(session, account_id=olga.id).must_change


def test_holders_of_a_role_are_found_for_a_site(session, ada):
    hq = an_account(session, name="Hana", roles=[Role.MANAGER], sites={"HQ"}, now=NOW)
    everywhere = an_account(session, name="Mina", roles=[Role.MANAGER], now=NOW)
    an_account(session, name="Nara", roles=[Role.MANAGER], sites={"CNG"}, now=NOW)

    found = queries.holders_of(session, role=Role.MANAGER, site_code="HQ", now=NOW)

    assert found == [(hq.id, "Hana"), (everywhere.id, "Mina")]


def test_names_are_found_by_number(session, ada):
    assert queries.names_of(session, account_ids={ada.id, 0, 9999}) == {0: "시스템", ada.id: "Ada"}


def test_nothing_of_a_refused_change_remains(app):
    with unit_of_work() as session:
        ada = an_account(session, name="Ada", roles=[Role.ADMINISTRATOR], now=NOW)

    def open_and_grant():
        with unit_of_work() as session:
            number = open_account(session, ada)
            grant(session, ada, an_actor(number=number), site_code="H Q")

    with pytest.raises(domain.BadSiteCode):
        open_and_grant()

    assert [person.display_name for person in queries.people(db.session())] == ["Ada"]
