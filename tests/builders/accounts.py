"""Builders of people and sessions, written straight into the tables: no ledger entries, no slow hashing."""

import secrets
from datetime import timedelta

from argon2 import PasswordHasher

from app.accounts.domain import ABSOLUTE_TIMEOUT
from app.accounts.models import Account, AccountRole, SignInSession
from app.kernel.actor import SYSTEM_ID, Actor, Role

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "correct horse battery"
HELD = timedelta(days=60)
"""How long people have held their rights: tests are dated before today."""


def an_actor(role=Role.OPERATOR, *, number=7, name="Olga", sites=None) -> Actor:
    """Somebody without an account, for commands that only note who acted."""
    return Actor(id=number, name=name, roles=frozenset({role}), sites=None if sites is None else frozenset(sites))


def an_account(
    session, *, name="Olga", roles=(Role.OPERATOR,), sites=None, now, password=None, sign_in_name=None, held=HELD
):
    """An account with rights held for some time; returns the actor."""
    account = Account(
        sign_in_name=sign_in_name or f"{name.casefold()}-{secrets.token_hex(3)}",
        display_name=name,
        password_hash=CHEAP.hash(password) if password else None,
        must_change=False,
        password_changed_at=now if password else None,
        created_at=now - timedelta(days=1),
    )
    session.add(account)
    session.flush()
    rights = [(role, site) for role in sorted(roles) for site in ([None] if sites is None else sorted(sites))]
    for role, site_code in rights:
        a_right(session, account_id=account.id, role=role, site_code=site_code, now=now - held)
    scope = None if sites is None else frozenset(sites)
    return Actor(id=account.id, name=name, roles=frozenset(roles), sites=scope, rights=frozenset(rights))


def a_right(session, *, account_id, role, site_code, now):
    """A right the system gave, at one site or (None) everywhere."""
    session.add(
        AccountRole(
            account_id=account_id,
            role=role.value,
            site_code=site_code,
            granted_at=now,
            granted_by=SYSTEM_ID,
            reason="시험",
        )
    )
    session.flush()


def a_session(session, actor, *, token_hash, now) -> None:
    """A session opened now."""
    session.add(
        SignInSession(
            token_hash=token_hash,
            account_id=actor.id,
            created_at=now,
            seen_at=now,
            expires_at=now + ABSOLUTE_TIMEOUT,
        )
    )
    session.flush()
