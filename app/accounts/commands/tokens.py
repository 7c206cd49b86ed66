"""Owns every change to the tokens by which recorders and other programs write."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.commands.retention import rights_erased_on
from app.accounts.domain import (
    LONGEST_TOKEN_LIFE,
    TOKEN_PREFIX,
    BadTokenLife,
    NoSuchToken,
    Scope,
    TokenIsOver,
    check_may_administer,
    label_of,
    reason_of,
    site_code_of,
)
from app.accounts.events import TokenIssued, TokenRevoked
from app.accounts.models import ApiToken
from app.accounts.queries import token_hash_of
from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.ledger import commands as ledger


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A new token. ``secret`` is shown once and kept nowhere."""

    id: int
    secret: str


def issue_token(
    session: Session,
    *,
    label: str,
    scopes: frozenset[Scope],
    sites: tuple[str, ...] | None,
    expires_at: datetime,
    reason: str,
    actor: Actor,
    now: datetime,
) -> IssuedToken:
    """Issue a token to a program, for some acts at some sites (None: all) until it expires.

    :raises NotAllowed: unless the actor administers accounts.
    :raises BadLabel: if nobody could tell what the token is for.
    :raises BadTokenLife: if it would allow nothing, is over before it begins, or lasts longer than a token may.
    :raises BadSiteCode: if a site cannot be one.
    :raises BlankReason: if no reason is given.
    """
    check_may_administer(actor)
    name, why = label_of(label), reason_of(reason)
    codes = None if sites is None else tuple(sorted({code for site in sites if (code := site_code_of(site))}))
    if not scopes or not now < expires_at <= now + LONGEST_TOKEN_LIFE:
        raise BadTokenLife
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    row = ApiToken(
        token_hash=token_hash_of(secret),
        label=name,
        scopes=" ".join(sorted(scopes)),
        sites=None if codes is None else " ".join(codes),
        issued_at=now,
        issued_by=actor.id,
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    issued = TokenIssued(
        token_id=row.id,
        label=name,
        scopes=tuple(sorted(scopes)),
        sites=codes,
        expires_at=expires_at,
        digest=row.token_hash.hex(),
        reason=why,
    )
    ledger.append(session, issued, actor=actor, now=now, erase_on=rights_erased_on(expires_at))
    return IssuedToken(row.id, secret)


def revoke_token(session: Session, *, token_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """End a token at once; what it wrote stays.

    :raises NotAllowed: unless the actor administers accounts.
    :raises NoSuchToken: if there is none.
    :raises TokenIsOver: if it was revoked before.
    :raises BlankReason: if no reason is given.
    """
    check_may_administer(actor)
    why = reason_of(reason)
    row = session.scalar(select(ApiToken).where(ApiToken.id == token_id).with_for_update())
    if row is None:
        raise NoSuchToken
    if row.revoked_at is not None:
        raise TokenIsOver
    _revoke(session, row, reason=why, actor=actor, now=now)


def revoke_for_leaver(session: Session, *, account_id: int, reason: str, actor: Actor, now: datetime) -> int:
    """End every token that somebody who left has seen when they issued it, and return how many."""
    issued = select(ApiToken).where(
        ApiToken.issued_by == account_id, ApiToken.revoked_at.is_(None), ApiToken.expires_at > now
    )
    found = session.scalars(issued.order_by(ApiToken.id).with_for_update()).all()
    for row in found:
        _revoke(session, row, reason=reason, actor=actor, now=now)
    return len(found)


def _revoke(session: Session, row: ApiToken, *, reason: str, actor: Actor, now: datetime) -> None:
    row.revoked_at, row.revoked_by = now, actor.id
    session.flush()
    revoked = TokenRevoked(token_id=row.id, reason=reason)
    ledger.append(session, revoked, actor=actor, now=now, erase_on=rights_erased_on(now))


def note_use(session: Session, *, token_id: int, now: datetime) -> None:
    """Write down that a token was used today, so that one nobody uses is found."""
    row = session.get_one(ApiToken, token_id)
    row.last_used_on = kst_day(now)
