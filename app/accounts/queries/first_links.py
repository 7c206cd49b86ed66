"""Owns whether the first administrator may still open their account by a link, and by which."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.accounts.factor_models import FirstLink, FirstLinkEnd
from app.accounts.models import SignInSession


def has_anybody_signed_in(session: Session) -> bool:
    """Return whether somebody ever signed in, all the way; sessions that ended are kept."""
    return bool(session.scalar(select(exists().where(SignInSession.waits_for.is_(None)))))


def open_links(session: Session, *, now: datetime, secret_hash: bytes | None = None) -> list[FirstLink]:
    """Return the links that still open an account, the oldest first: at most one; none once somebody signed in.

    :param secret_hash: only the link of this secret.
    """
    ended = exists().where(FirstLinkEnd.link_leaf == FirstLink.leaf)
    statement = select(FirstLink).where(~ended, FirstLink.expires_at > now).order_by(FirstLink.leaf)
    if secret_hash is not None:
        statement = statement.where(FirstLink.secret_hash == secret_hash)
    return [] if has_anybody_signed_in(session) else list(session.scalars(statement))


def opens(session: Session, *, secret_hash: bytes, now: datetime) -> bool:
    """Return whether a secret opens the first administrator's account at this moment."""
    return bool(open_links(session, now=now, secret_hash=secret_hash))


def is_waiting(session: Session, *, now: datetime) -> bool:
    """Return whether some link still waits for the first administrator."""
    return bool(open_links(session, now=now))
