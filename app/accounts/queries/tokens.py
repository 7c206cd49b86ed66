"""Owns what is read about tokens: which one a program shows, and the list of all."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.domain import TOKEN_PREFIX, NoSuchToken, Scope
from app.accounts.models import ApiToken
from app.accounts.queries import token_hash_of


@dataclass(frozen=True, slots=True)
class Token:
    """A token as a list shows it; ``sites`` is None for every site. Its secret is known to nobody here."""

    id: int
    label: str
    scopes: frozenset[Scope]
    sites: frozenset[str] | None
    issued_at: datetime
    issued_by: int
    expires_at: datetime
    revoked_at: datetime | None
    last_used_on: date | None

    def is_open(self, *, now: datetime) -> bool:
        """Return whether it still opens something."""
        return self.revoked_at is None and now < self.expires_at


def tokens(session: Session) -> list[Token]:
    """Return every token that was ever issued, newest first."""
    return [_token(row) for row in session.scalars(select(ApiToken).order_by(ApiToken.id.desc()))]


def token(session: Session, *, token_id: int) -> Token:
    """Return one token.

    :raises NoSuchToken: if there is none.
    """
    row = session.get(ApiToken, token_id)
    if row is None:
        raise NoSuchToken
    return _token(row)


def token_of_secret(session: Session, *, secret: str, now: datetime) -> Token | None:
    """Return the token a program shows; None if there is none, or it was revoked or has expired."""
    if not secret.startswith(TOKEN_PREFIX):
        return None
    row = session.scalar(select(ApiToken).where(ApiToken.token_hash == token_hash_of(secret)))
    found = None if row is None else _token(row)
    return found if found is not None and found.is_open(now=now) else None


def _token(row: ApiToken) -> Token:
    return Token(
        id=row.id,
        label=row.label,
        scopes=frozenset(Scope(name) for name in row.scopes.split()),
        sites=None if row.sites is None else frozenset(row.sites.split()),
        issued_at=row.issued_at,
        issued_by=row.issued_by,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_used_on=row.last_used_on,
    )
