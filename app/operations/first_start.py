"""Owns what a new installation begins with: the first administrator, and on wish the example with its policy."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import commands as accounts
from app.accounts.domain import EXAMPLE_PEOPLE
from app.accounts.queries import people, token_hash_of
from app.accounts.queries.acting import actor_named
from app.accounts.queries.first_links import is_waiting
from app.accounts.queries.sign_in_rules import rules_in_force
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.clock import kst_day
from app.policy import commands as policy
from app.policy import queries as policies
from app.policy.clauses import LANGUAGES
from app.policy.domain import Form
from app.policy.versions import Choices

FIRST_ADMINISTRATOR = "admin"
_AUTHOR, _REVIEWER, _OFFICER = "kim.gwanje", "lee.seungin", "jung.boho"
"""The example people who write, review and approve the example policy."""


def open_first_administrator(session: Session, *, password_hash: str, now: datetime) -> str | None:
    """Open the first administrator's account unless somebody has one; return its sign-in name if it was opened.

    Not while a link waits for them either: no password is made beside it.
    """
    if people(session) or is_waiting(session, now=now):
        return None
    first = (FIRST_ADMINISTRATOR, "최초 관리자", Role.ADMINISTRATOR)
    _open(session, *first, password_hash, must_change=True, now=now)
    return FIRST_ADMINISTRATOR


def make_first_link(session: Session, *, secret: str, now: datetime) -> datetime:
    """Let whoever knows a secret open the first administrator's account, and return until when.

    A link before opens nothing any more, nor does the account whose password was printed and never used.

    :raises SomebodySignedIn: if somebody ever signed in.
    """
    digest = token_hash_of(secret)
    return accounts.make_first_link(session, secret_hash=digest, instead_of=FIRST_ADMINISTRATOR, actor=SYSTEM, now=now)


def demand_second_factors(session: Session, *, now: datetime) -> None:
    """Let administrators and privacy officers sign in with a second factor only, where nobody has an account yet.

    Whoever administers may set the rule otherwise; on an installation that runs, nothing changes.
    """
    if people(session):
        return
    known = rules_in_force(session)
    for role in (Role.ADMINISTRATOR, Role.PRIVACY_OFFICER):
        if not known[role].second_factor:
            rule = replace(known[role], second_factor=True)
            accounts.set_sign_in_rule(
                session, role=role, rule=rule, reason="처음 설치하면서 정함", actor=SYSTEM, now=now
            )


def open_example_accounts(session: Session, *, password_hash: str, now: datetime) -> bool:
    """Open the example accounts unless there is any account; return whether they were opened."""
    if people(session):
        return False
    for sign_in_name, (display_name, role) in EXAMPLE_PEOPLE.items():
        _open(session, sign_in_name, display_name, role, password_hash, must_change=False, now=now)
    return True


def publish_example_policy(session: Session, *, now: datetime) -> bool:
    """Put the example company's first policy in force, each step by the example person who may; return whether.

    Only where nobody wrote a version, and the example people are there.

    :raises NoSuchAccount: if an example person was never there.
    :raises Refusal: whatever keeps one of them from their step.
    """
    if policies.versions(session):
        return False
    people_who_act = [actor_named(session, sign_in_name=name, now=now) for name in (_AUTHOR, _REVIEWER, _OFFICER)]
    found: list[Actor] = [one for one in people_who_act if one is not None]
    if len(found) < len(people_who_act):
        return False
    author, reviewer, officer = found
    choices = Choices(
        effective_on=kst_day(now),
        note="시설 대장에서 만든 방침으로 바꿈",
        forms=tuple(form.value for form in Form),
        languages=LANGUAGES,
    )
    number = policy.draft_version(session, choices=choices, actor=author, now=now)
    digest = policies.version(session, number=number).text_digest
    policy.review_version(session, number=number, text_digest=digest, actor=reviewer, now=now)
    policy.approve_version(session, number=number, text_digest=digest, promises_read=True, actor=officer, now=now)
    policy.announce_version(session, number=number, actor=officer, now=now)
    policy.enter_due(session, actor=officer, now=now)
    return True


def _open(
    session: Session,
    sign_in_name: str,
    display_name: str,
    role: Role,
    password_hash: str,
    *,
    must_change: bool,
    now: datetime,
) -> None:
    account_id = accounts.open_account(
        session,
        sign_in_name=sign_in_name,
        display_name=display_name,
        password_hash=password_hash,
        must_change=must_change,
        actor=SYSTEM,
        now=now,
    )
    accounts.grant_role(
        session,
        account_id=account_id,
        role=role,
        site_code=None,
        reason="처음 설치하면서 부여",
        actor=SYSTEM,
        now=now,
    )
