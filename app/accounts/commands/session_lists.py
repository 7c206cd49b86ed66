"""Owns ending sessions from a list, and noticing that one account or session is used in two places at once."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv4Address, ip_address, ip_network

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.accounts.commands.retention import sign_ins_erased_on
from app.accounts.commands.sessions import end_session_row, end_sessions, short, touch_session
from app.accounts.domain import SessionEnd, check_may_administer
from app.accounts.factor_events import UsedInParallel
from app.accounts.factor_models import ParallelUse
from app.accounts.models import Account, SignInSession
from app.accounts.sign_in_rules import PARALLEL_WITHIN, NoSuchSession
from app.kernel.actor import SYSTEM, Actor
from app.kernel.clock import kst_day
from app.ledger import commands as ledger


@dataclass(frozen=True, slots=True)
class UseNoted:
    """What came of noting a use: whether the session goes on, and whether its owner is to be told."""

    goes_on: bool = True
    owner_to_tell: bool = False


def end_own_session(session: Session, *, key: str, actor: Actor, now: datetime) -> None:
    """End one of the actor's own sessions, wherever it is.

    :param key: the beginning of its stored hash, as the list shows it.
    :raises NoSuchSession: if it is not an open session of theirs.
    """
    row = _open_row(session, account_id=actor.id, key=key)
    end_session_row(session, row, why=SessionEnd.ENDED_BY_OWNER, actor=actor, now=now)


def end_all_own_sessions(session: Session, *, keep_token: str | None, actor: Actor, now: datetime) -> None:
    """End every session of the actor's but the one of ``keep_token`` (None: that too)."""
    end_sessions(
        session, account_id=actor.id, why=SessionEnd.ENDED_BY_OWNER, keep_token=keep_token, actor=actor, now=now
    )


def end_session_of(session: Session, *, account_id: int, key: str, actor: Actor, now: datetime) -> None:
    """End somebody's session.

    :raises NotAllowed: unless the actor administers accounts.
    :raises NoSuchSession: if it is not an open session of theirs.
    """
    check_may_administer(actor)
    row = _open_row(session, account_id=account_id, key=key)
    end_session_row(session, row, why=SessionEnd.ENDED_BY_ADMINISTRATOR, actor=actor, now=now)


def note_use_of_session(
    session: Session, *, token_hash: bytes, address: str | None, same_browser: bool, is_use: bool = True, now: datetime
) -> UseNoted:
    """Note that a session was used: from where, and whether it or its account is used elsewhere at the same time.

    A session whose cookie comes from another network within minutes, or from another browser, was copied: it ends.
    An account with two sessions in use at two addresses goes on, but that is sealed once a day (안전성기준 제5조제4항).

    :param is_use: False where the page asked by itself, which keeps no session alive.
    """
    row = session.get(SignInSession, token_hash, with_for_update=True)
    if row is None or row.ended_at is not None:
        return UseNoted(goes_on=False)
    moved = row.address is not None and address is not None and not same_network(row.address, address)
    if not same_browser or (moved and now - row.seen_at < PARALLEL_WITHIN):
        is_new = _seal_parallel(session, row, row, address=address, now=now)
        end_session_row(session, row, why=SessionEnd.CLONED, actor=SYSTEM, now=now)
        return UseNoted(goes_on=False, owner_to_tell=is_new)
    if not is_use:
        row.address = address if row.address is not None else None
        return UseNoted()
    touch_session(session, token_hash=token_hash, address=address if row.address is not None else None, now=now)
    if address is None or row.waits_for is not None:
        return UseNoted()
    others = (
        select(SignInSession)
        .where(
            SignInSession.account_id == row.account_id,
            SignInSession.token_hash != token_hash,
            SignInSession.ended_at.is_(None),
            SignInSession.waits_for.is_(None),
            SignInSession.seen_at > now - PARALLEL_WITHIN,
            SignInSession.address.is_not(None),
        )
        .order_by(SignInSession.seen_at.desc(), SignInSession.token_hash)
    )
    for other in session.scalars(others).all():
        if not same_network(other.address or "", address):
            return UseNoted(owner_to_tell=_seal_parallel(session, row, other, address=address, now=now))
    return UseNoted()


def same_network(one: str, other: str) -> bool:
    """Return whether two addresses are of one network: its first 24 bits, of IPv6 the first 64."""
    try:
        first, second = ip_address(one), ip_address(other)
    except ValueError:
        return one == other
    if first.version != second.version:
        return False
    bits = 24 if isinstance(first, IPv4Address) else 64
    return second in ip_network(f"{first}/{bits}", strict=False)


def _seal_parallel(
    session: Session, row: SignInSession, other: SignInSession, *, address: str | None, now: datetime
) -> bool:
    """Seal that two places used an account, once a day, and return whether it was new."""
    session.get(Account, row.account_id, with_for_update=True)  # Two at once would seal it twice.
    day = kst_day(now)
    if session.scalar(select(exists().where(ParallelUse.account_id == row.account_id, ParallelUse.seen_on == day))):
        return False
    said = {"session": short(row.token_hash), "other_session": short(other.token_hash)}
    event = UsedInParallel(account_id=row.account_id, address=address, other_address=other.address, **said)
    leaf = ledger.append(session, event, actor=SYSTEM, now=now, erase_on=sign_ins_erased_on(now)).leaf
    session.add(ParallelUse(leaf=leaf, account_id=row.account_id, seen_on=day, **said))
    session.flush()
    return True


def _open_row(session: Session, *, account_id: int, key: str) -> SignInSession:
    rows = session.scalars(
        select(SignInSession)
        .where(
            SignInSession.account_id == account_id,
            SignInSession.ended_at.is_(None),
            SignInSession.waits_for.is_(None),
        )
        .order_by(SignInSession.token_hash)
        .with_for_update()
    )
    found = [row for row in rows if short(row.token_hash) == key]
    if not found:
        raise NoSuchSession
    return found[0]
