"""Owns the database of PostgreSQL that one test leaves to the next: emptied, and checked to be as it was.

Making and dropping a database takes the server longer than most tests. What cannot be put back — a changed schema,
gathered statistics, a connection somebody else holds — is not put back: the next test has a new database then.
"""

import contextlib
import time
from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine

MOST_TESTS = 100
"""After so many tests the database is made anew: deleted rows keep their room, as nothing vacuums it."""
SCHEMA = ("class", "trigger", "constraint", "attrdef", "rewrite", "policy", "event_trigger", "type", "namespace")
"""Catalogues that say what the schema is; a change of any row of ours writes it anew, with another ``xmin``."""
BY_TABLE = {"attribute": "attrelid", "index": "indexrelid", "statistic": "starelid"}
OURS = 16_384
"""Object numbers from here on are not the server's own."""
AS_IT_WAS = " UNION ALL ".join(
    f"SELECT '{name}', count(*), sum(xmin::text::bigint) FROM pg_{name} WHERE {number} >= {OURS}"
    for name, number in [*((name, "oid") for name in SCHEMA), *BY_TABLE.items()]
) + (
    " UNION ALL SELECT 'setting', count(*), sum(xmin::text::bigint) FROM pg_db_role_setting"
    " UNION ALL SELECT 'function', count(*), sum(hashtext(pg_get_functiondef(oid))) FROM pg_proc"
    f" WHERE oid >= {OURS} AND prokind = 'f'"
)
FILLED = (
    "SELECT oid::regclass::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    " AND pg_relation_size(oid) > 0"
)
LARGE = "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND oid >= 16384 AND pg_relation_size(oid) > 400000"
"""Tables whose room the server would count on, though they are empty: it would ask them in another way."""
GUARDS = (
    "SELECT DISTINCT tgfoid::regproc::text, pg_get_functiondef(tgfoid) FROM pg_trigger"
    " WHERE tgenabled = 'A' AND NOT tgisinternal ORDER BY 1"
)
ASLEEP = "CREATE OR REPLACE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'"
"""What a guard that watches in every session does while the database is emptied."""
RESTART = (
    "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) FROM pg_sequences"
    " WHERE last_value IS NOT NULL"
)
PEOPLE = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
FORGET = (
    "ROLLBACK; CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all();"
    " DISCARD TEMP; DISCARD SEQUENCES"
)


class KeptConnection(psycopg.Connection[Any]):
    """A connection that waits for the next test when it is closed."""

    kept: "KeptDatabase | None" = None

    def close(self) -> None:
        """Go back to the database, or be closed if anything is amiss."""
        if self.kept is None or not self.kept.take_back(self):
            super().close()


class KeptDatabase:
    """A migrated database and its connections."""

    def __init__(self, name: str, uri: str, url: str) -> None:
        """Remember how a database looks that has just been made."""
        self.name, self.url = name, url
        self._idle: list[KeptConnection] = []
        self._left = MOST_TESTS
        self._given_up = False
        self._keeper = psycopg.connect(uri, autocommit=True)
        # Keys between tables sleep in this session; the guards, which never do, are put to sleep and woken again.
        self._keeper.execute("SET session_replication_role = replica")
        self._keeper.execute("SET lock_timeout = '1s'")
        self._seeds = {table: rows for table in self._filled() if (rows := self._rows(table))}
        self._guards = self._keeper.execute(GUARDS).fetchall()
        self._was = self._keeper.execute(AS_IT_WAS).fetchall()

    def lend_connections(self, engine: Engine) -> None:
        """Let an engine nobody has connected to yet use what earlier ones have opened."""
        arguments, options = engine.dialect.create_connect_args(engine.url)

        def lent() -> KeptConnection:
            with contextlib.suppress(IndexError):
                return self._idle.pop()
            connection = KeptConnection.connect(*arguments, **options)
            connection.kept = self
            return connection

        pool: Any = engine.pool  # No engine is made that asks somebody for connections and still reads its address.
        pool._creator = lambda _record=None: lent()

    def take_back(self, connection: KeptConnection) -> bool:
        """Return whether a connection is kept for the next who asks."""
        if connection in self._idle:
            return True
        if (
            self._given_up
            or connection.closed
            or connection.info.transaction_status
            not in {
                TransactionStatus.IDLE,
                TransactionStatus.INTRANS,
                TransactionStatus.INERROR,
            }
        ):
            return False
        try:
            connection.rollback()
            connection.autocommit = False
        except psycopg.Error:
            return False
        connection._notice_handlers.clear()  # Every engine adds its own.
        self._idle.append(connection)
        return True

    def empty(self) -> bool:
        """Return whether the next test finds what the first one found."""
        self._left -= 1
        try:
            return self._left > 0 and self._emptied()
        except psycopg.Error:
            return False

    def _emptied(self) -> bool:
        for connection in self._idle:
            connection.autocommit = True
            connection.execute(FORGET)
            connection.autocommit = False
        if not self._alone() or self._keeper.execute(AS_IT_WAS).fetchall() != self._was:
            return False
        if self._keeper.execute(LARGE).fetchone() != (0,):
            return False
        guarded = [table for table in self._filled() if table not in self._seeds or self._changed(table)]
        with self._keeper.transaction():
            for guard, _ in self._guards:
                self._keeper.execute(ASLEEP.format(guard))
            for table in guarded:
                self._keeper.execute(f"DELETE FROM {table}")
                for row in self._seeds.get(table, ()):
                    self._keeper.execute(f"INSERT INTO {table} SELECT (%s::{table}).*", row)
            for _, awake in self._guards:
                self._keeper.execute(awake)
            self._keeper.execute(RESTART)
        return True

    def _changed(self, table: str) -> bool:
        return self._rows(table) != self._seeds[table]

    def _alone(self) -> bool:
        """Return whether nobody is connected but us; who has just left may be seen for a moment."""
        for _ in range(3):
            if self._keeper.execute(PEOPLE).fetchone() == (1 + len(self._idle),):
                return True
            time.sleep(0.003)
        return False

    def _filled(self) -> list[str]:
        return [table for (table,) in self._keeper.execute(FILLED)]

    def _rows(self, table: str) -> list[tuple[str]]:
        return self._keeper.execute(f"SELECT t::text FROM {table} t ORDER BY 1").fetchall()

    def give_up(self) -> None:
        """Close all connections, those that are out when they come back."""
        self._given_up = True
        for connection in self._idle:
            connection.kept = None
            connection.close()
        self._idle.clear()
        self._keeper.close()


class KeptDatabases:
    """The database of this process that is left to the next test, if there is one."""

    def __init__(self) -> None:
        """Begin without one."""
        self._waiting: KeptDatabase | None = None
        self._used: dict[str, KeptDatabase] = {}

    def lend_connections(self, engine: Engine, url: str) -> None:
        """Let the engine of a lent database use the connections that are open."""
        if url in self._used:
            self._used[url].lend_connections(engine)

    @contextlib.contextmanager
    def lent(self, make: Any, drop: Any, *, new: bool) -> Iterator[str]:
        """Give the address of the waiting database, or of one made now; keep it if it could be emptied.

        :param new: one made now, whatever waits.
        """
        if new or self._waiting is None:
            database = KeptDatabase(*make())
        else:
            database, self._waiting = self._waiting, None
        self._used[database.url] = database
        try:
            yield database.url
        finally:
            del self._used[database.url]
            if self._waiting is None and database.empty():
                self._waiting = database
            else:
                database.give_up()
                drop(database.name)

    def give_up(self) -> None:
        """Close the connections of the last one; its server goes with it."""
        if self._waiting is not None:
            self._waiting.give_up()
            self._waiting = None


KEPT = KeptDatabases()
