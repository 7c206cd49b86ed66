"""Owns the company that is attacked: two sites, filled, with somebody of each role who holds it everywhere."""

import secrets
from types import SimpleNamespace

import pytest

from app.accounts.queries import token_hash_of
from app.database import unit_of_work
from app.kernel.clock import utc_now
from app.web.access import SESSION_COOKIE
from tests.browsing import CheckedClient
from tests.builders.accounts import a_session, an_account
from tests.builders.two_sites import ROLES
from tests.integration.case_rights.conftest import app, company, database_url  # noqa: F401  # Fixtures.
from tests.integration.case_rights.everywhere import things_of


@pytest.fixture(scope="module")
def besieged(company):  # noqa: F811  # The fixture.
    """The company, things of its own site, and by role somebody who holds it at all sites."""
    now = utc_now()
    with unit_of_work() as session:
        people = {
            name: an_account(session, name=f"모든{name}", roles=(role,), sites=None, now=now)
            for name, role in ROLES.items()
        }
    tokens = {}

    def client(role):
        browser = CheckedClient(company.app)
        if role in people:
            if role not in tokens:
                tokens[role] = secrets.token_urlsafe(32)
                with unit_of_work() as session:
                    a_session(session, people[role], token_hash=token_hash_of(tokens[role]), now=utc_now())
            browser.set_cookie(SESSION_COOKIE, tokens[role])
        return browser

    return SimpleNamespace(
        app=company.app,
        own=company.own,
        people=people,
        things=things_of(company.own),
        client=client,
        forget=lambda role: tokens.pop(role, None),
    )


def pytest_collection_modifyitems(items):
    """Let one worker try all of a file: its company is made once."""
    for item in items:
        if "/attacks/" in str(item.path):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
