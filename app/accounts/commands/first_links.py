"""Owns the link by which the first administrator opens their account: making it, and using it once."""

from datetime import datetime, timedelta

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.accounts.commands.people import close_account, open_account
from app.accounts.commands.rights import grant_role
from app.accounts.domain import check_may_administer
from app.accounts.factor_events import FirstLinkEnded, FirstLinkMade
from app.accounts.factor_models import FirstLink, FirstLinkEnd
from app.accounts.models import Account
from app.accounts.queries.first_links import has_anybody_signed_in, open_links
from app.accounts.sign_in_rules import FirstLinkGone, LinkEnd, SomebodySignedIn
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.kernel.messages import N_
from app.law.periods import first_link_hours
from app.ledger import commands as ledger

_LOCK = 0x57424C4C
_REASON = N_("처음 설치하면서 링크로 부여")
_NOT_USED = N_("처음 비밀번호 대신 링크로 시작함")
"""Why a right was given and an account closed. Kept as data, so in the language of the register."""


def make_first_link(
    session: Session, *, secret_hash: bytes, instead_of: str | None, actor: Actor, now: datetime
) -> datetime:
    """Let whoever knows a secret open the first administrator's account, and return until when; one before ends.

    Kept is its SHA-256, as of session cookies and tokens: of 256 random bits nobody guesses any, so a slow hash would
    protect nothing, and it could not be looked up.

    :param instead_of: the sign-in name of an account that waits with a printed password; it is closed, so that there
        is one way in.
    :raises NotAllowed: unless the actor administers accounts.
    :raises SomebodySignedIn: if somebody ever signed in.
    """
    check_may_administer(actor)
    _one_at_a_time(session)
    if has_anybody_signed_in(session):
        raise SomebodySignedIn
    for before in open_links(session, now=now):
        _end(session, before, why=LinkEnd.REPLACED, account_id=None, actor=actor, now=now)
    waiting = select(Account).where(Account.sign_in_name == instead_of, Account.disabled_at.is_(None))
    for account in session.scalars(waiting.with_for_update()).all():
        close_account(session, account, reason=_NOT_USED, actor=actor, now=now)
    until = now + timedelta(hours=first_link_hours(kst_day(now)).hours or 0)
    made = FirstLinkMade(digest=secret_hash.hex(), expires_at=until)
    receipt = ledger.append(session, made, actor=actor, now=now)
    session.add(FirstLink(leaf=receipt.leaf, secret_hash=secret_hash, made_at=receipt.recorded_at, expires_at=until))
    session.flush()
    return until


def use_first_link(
    session: Session,
    *,
    secret_hash: bytes,
    sign_in_name: str,
    display_name: str,
    password_hash: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Open the first administrator's account by a link, which then opens nothing more; return the account's number.

    :raises NotAllowed: unless the actor administers accounts: the system does, whose link it is.
    :raises FirstLinkGone: unless the link is open, and nobody ever signed in.
    :raises BadSignInName: if the sign-in name has a wrong form.
    :raises SignInNameTaken: if an account had that sign-in name.
    :raises BlankDisplayName: if the person has no name.
    :raises SharedAccount: if the name says that several people would use the account.
    """
    check_may_administer(actor)
    _one_at_a_time(session)
    found = open_links(session, now=now, secret_hash=secret_hash)
    if not found:
        raise FirstLinkGone
    account_id = open_account(
        session,
        sign_in_name=sign_in_name,
        display_name=display_name,
        password_hash=password_hash,
        must_change=False,
        actor=actor,
        now=now,
    )
    grant_role(
        session,
        account_id=account_id,
        role=Role.ADMINISTRATOR,
        site_code=None,
        reason=_REASON,
        actor=actor,
        now=now,
    )
    _end(session, found[0], why=LinkEnd.USED, account_id=account_id, actor=actor, now=now)
    return account_id


def _one_at_a_time(session: Session) -> None:
    """Let one at a time make or use a link; SQLite has only one writer anyway (``BEGIN IMMEDIATE``)."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def _end(
    session: Session, link: FirstLink, *, why: LinkEnd, account_id: int | None, actor: Actor, now: datetime
) -> None:
    ended = FirstLinkEnded(made_leaf=link.leaf, why=why, account_id=account_id)
    receipt = ledger.append(session, ended, actor=actor, now=now)
    row = FirstLinkEnd(
        link_leaf=link.leaf, leaf=receipt.leaf, why=why.value, account_id=account_id, ended_at=receipt.recorded_at
    )
    session.add(row)
    session.flush()
