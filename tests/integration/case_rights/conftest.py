"""Owns the company of two sites every table of rights is tried on: made once for each engine, and each file."""

import secrets
import shutil
from types import SimpleNamespace

import psycopg
import pytest

from app.accounts.queries import token_hash_of
from app.database import unit_of_work
from app.kernel.clock import utc_now
from app.web.access import SESSION_COOKIE
from tests.browsing import CheckedClient
from tests.builders.accounts import a_session
from tests.builders.two_sites import two_sites
from tests.databases import alchemy_url, running_app


@pytest.fixture(scope="module")
def database_url(request, tmp_path_factory):
    """A migrated, empty database for all tests of a file."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("rights") / "watchbook.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server, template = (request.getfixturevalue(name) for name in ("postgresql_server", "postgresql_template"))
    name = "r_" + secrets.token_hex(6)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
    yield alchemy_url(server, name)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def app(database_url, tmp_path_factory):
    with running_app(tmp_path_factory.mktemp("home"), database_url) as app:
        yield app


@pytest.fixture(scope="module")
def company(app):
    """Both sides, and ``client``: a browser of somebody signed in, or of nobody."""
    own, other = two_sites()
    tokens = {}

    def client(actor=None):
        browser = CheckedClient(app)  # A new one each time: what was said to somebody before is not on the next page.
        if actor is not None and actor.id not in tokens:
            tokens[actor.id] = secrets.token_urlsafe(32)
            with unit_of_work() as session:
                a_session(session, actor, token_hash=token_hash_of(tokens[actor.id]), now=utc_now())
        if actor is not None:
            browser.set_cookie(SESSION_COOKIE, tokens[actor.id])
        return browser

    return SimpleNamespace(app=app, own=own, other=other, client=client)


def pytest_collection_modifyitems(items):
    """Let one worker try all of a file on one engine: its company is made, and walked, once."""
    for item in items:
        if "/case_rights/" in str(item.path):
            engine = item.callspec.params.get("database_url", "") if hasattr(item, "callspec") else ""
            item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}-{engine}"))
