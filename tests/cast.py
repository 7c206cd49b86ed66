"""Owns the standing cast of the tests and how they sign in; every page a test opens is looked over."""

import secrets

import pytest

from app.accounts.queries import token_hash_of
from app.database import unit_of_work
from app.kernel.actor import Actor, Role
from app.kernel.clock import utc_now
from app.web.access import SESSION_COOKIE
from app.web.cookies import cookie_name
from tests.browsing import CheckedClient, page
from tests.builders.accounts import a_session, an_account

__all__ = ["CAST", "SAMS_SITE", "page"]

SAMS_SITE = "OTHER-SITE"
CAST = {
    "Olga": (Role.OPERATOR, None),
    "Amir": (Role.MANAGER, None),
    "Petra": (Role.PRIVACY_OFFICER, None),
    "Uma": (Role.AUDITOR, None),
    "Ada": (Role.ADMINISTRATOR, None),
    "Sam": (Role.OPERATOR, {SAMS_SITE}),
}
_BY_ROLE = {role: name for name, (role, sites) in CAST.items() if sites is None}


@pytest.fixture
def client(app):
    """Somebody who is not signed in."""
    return CheckedClient(app)


@pytest.fixture
def cast(app):
    """Return a person as an actor; their account is made when first asked for.

    ``cast("Olga")`` or ``cast(Role.OPERATOR)`` is of the standing cast; ``sites={"HQ"}`` limits what they see (one
    person per combination); ``cast(Role.OPERATOR, name="Boris")`` is somebody new. Accounts are made without a trace
    in the ledger, which stays the test's own.
    """
    made: dict[tuple[str, frozenset[Role], frozenset[str] | None], Actor] = {}

    def actor_of(role_or_name="Olga", *, name=None, sites=..., roles=None) -> Actor:
        member = role_or_name if role_or_name in CAST else _BY_ROLE[Role(role_or_name)]
        role, usual_sites = CAST[member]
        scope = usual_sites if sites is ... else sites
        who = (name or member, frozenset(roles or {role}), None if scope is None else frozenset(scope))
        if who not in made:
            with unit_of_work() as session:
                made[who] = an_account(session, name=who[0], roles=who[1], sites=who[2], now=utc_now())
        return made[who]

    return actor_of


@pytest.fixture
def sign_in(app, cast):
    """Return a client signed in as somebody of the cast; ``client.actor`` is who. Arguments are those of ``cast``."""

    def signed_in(role_or_name="Olga", **options) -> CheckedClient:
        actor = cast(role_or_name, **options)
        token = secrets.token_urlsafe(32)
        with unit_of_work() as session:
            a_session(session, actor, token_hash=token_hash_of(token), now=utc_now())
        client = CheckedClient(app)
        client.set_cookie(cookie_name(SESSION_COOKIE, app.config["SETTINGS"]), token)
        client.actor = actor
        return client

    return signed_in
