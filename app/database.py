"""Owns the connection to the database: base class of tables, UTC times, and the unit of work.

SQLite runs in WAL mode with ``synchronous=FULL``; writers begin with ``BEGIN IMMEDIATE`` so that two of them
queue instead of failing half-way (ADR 0002). A version of SQLite with the WAL-reset bug is refused.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from app.settings import BadSetting, Settings

__all__ = [
    "OPENED",
    "Base",
    "UTCDateTime",
    "db",
    "engine_options",
    "in_unit_of_work",
    "prepare_engine",
    "refuse_to_write",
    "schema_may_change",
    "sqlite",
    "unit_of_work",
    "writes_refused",
]

try:  # The wheel carries a current SQLite; where there is no wheel, the system's is checked.
    import pysqlite3 as sqlite
except ImportError:  # Depends on the platform.
    import sqlite3 as sqlite

_BUSY_SECONDS = 15
_BESIDE_THREADS = 2
"""Connections beside those of the threads: the ledger's lane, and one to look with."""
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON", "secure_delete=ON")
"""The last one overwrites what is deleted: an erased name must not stay behind in the file."""
OPENED = "opened"
"""Where a unit of work keeps when it was opened (``time.monotonic``): it may have waited long for another's lock."""
_CHANGES_OF_SCHEMA = frozenset(
    getattr(sqlite, f"SQLITE_{action}")
    for action in (
        "DROP_TRIGGER",
        "DROP_TABLE",
        "DROP_INDEX",
        "ALTER_TABLE",
        "CREATE_TABLE",
        "CREATE_TRIGGER",
        "ATTACH",
    )
)
_PRAGMAS_OF_SCHEMA = frozenset({"writable_schema", "recursive_triggers", "foreign_keys"})
schema_may_change: ContextVar[bool] = ContextVar("schema_may_change", default=False)
"""Set by migrations only."""
_writing: ContextVar[bool] = ContextVar("writing", default=False)
writes_refused: ContextVar[bool] = ContextVar("writes_refused", default=False)
"""Set by the web layer while it answers a GET: a page that is only looked at changes nothing."""


class Base(DeclarativeBase):
    """Base of all tables; every constraint has a predictable name, so a violation can be explained."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(metadata=Base.metadata)


class UTCDateTime(TypeDecorator[datetime]):
    """A moment with a time zone, stored and returned in UTC; a naive moment is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any zone into UTC before storing."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's signature.
        """Return an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class WriteWhileReading(RuntimeError):
    """A page that answers a GET tried to change something: a fault of ours, never the user's."""


def refuse_to_write(*, recording_a_look: bool) -> None:
    """Refuse a change while a GET is answered, but the one a GET may make.

    :raises WriteWhileReading: if a GET is being answered and it is not that.
    """
    if writes_refused.get() and not recording_a_look:
        raise WriteWhileReading("a GET must not change anything")


def in_unit_of_work() -> bool:
    """Return whether a unit of work is open here: whoever opens a second one waits for itself."""
    return _writing.get()


@contextmanager
def unit_of_work(*, recording_a_look: bool = False) -> Iterator[Session]:
    """Open a transaction of its own, commit it at the end, roll back if anything is raised.

    ``recording_a_look`` is for the one write a GET may make: sealing that somebody looked (접속기록).

    :raises WriteWhileReading: if a GET is being answered and it is not that.
    """
    refuse_to_write(recording_a_look=recording_a_look)
    token = _writing.set(True)
    try:
        with Session(db.engine, expire_on_commit=False) as session, session.begin():
            session.info[OPENED] = time.monotonic()
            yield session
    finally:
        _writing.reset(token)
        db.session.rollback()  # What is read next must see what was just written.


def _authorize(action: int, first: str | None, second: str | None, *_where: str | None) -> int:
    """Refuse what would take a guard away; SQLite asks this for every action of a statement."""
    guards_at_risk = action in _CHANGES_OF_SCHEMA or (
        action == sqlite.SQLITE_PRAGMA and second is not None and first in _PRAGMAS_OF_SCHEMA
    )
    return int(sqlite.SQLITE_DENY if guards_at_risk and not schema_may_change.get() else sqlite.SQLITE_OK)


def engine_options(settings: Settings) -> dict[str, Any]:
    """Return how to create the engine.

    Each thread may need two connections, one it reads with and one of its unit of work: a pool with fewer would let
    threads that hold the first wait for the second until they give up. One for each thread is kept.

    :raises BadSetting: if this SQLite can lose commits (WAL-reset bug, fixed in 3.51.3, 3.50.7 and 3.44.6).
    """
    pool: dict[str, Any] = {
        "pool_size": settings.threads,
        "max_overflow": settings.threads + _BESIDE_THREADS,
        "hide_parameters": True,  # What people typed stands in no fault's log line.
    }
    if not settings.is_sqlite:
        return {"pool_pre_ping": True, **pool}
    version = tuple(int(part) for part in sqlite.sqlite_version.split("."))
    fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    if not fixed:
        raise BadSetting(
            f"이 SQLite 판({sqlite.sqlite_version})에는 기록을 잃을 수 있는 결함(WAL reset)이 있습니다. "
            "pysqlite3 패키지를 설치하거나 SQLite 3.51.3 이상을 쓰십시오. (install pysqlite3 or SQLite ≥ 3.51.3)"
        )
    return {"module": sqlite, "connect_args": {"timeout": _BUSY_SECONDS}, **pool}


def prepare_engine(engine: Engine, *, closed: bool = True) -> None:
    """Make every connection of an engine durable and every transaction of the right kind. Call once per engine.

    :param closed: on SQLite, refuse to change the schema outside a migration, so that no fault of ours takes a guard
        away; it is asked when a statement is prepared, not for each row.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401  # DB-API connections have no type.
        connection.isolation_level = None  # SQLAlchemy's BEGIN below, not the driver's.
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        if closed:
            connection.set_authorizer(_authorize)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:  # noqa: ANN401  # The same.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")
