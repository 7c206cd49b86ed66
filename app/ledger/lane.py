"""Owns the connection a process keeps for those who lead: one, taken out of the pool, used by one thread at a time.

A batch then costs no checkout, no ping and no session. On PostgreSQL each statement is a transaction unless one is
begun, so that a batch made for a head that is known is a single trip to the server: statement, transaction and all.
"""

import contextlib
import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, event

from app.ledger.statements import Line, sqlalchemy_errors

STALE_AFTER = 30
"""Seconds unused after which a connection is not trusted any more: a new one comes out of the pool, tried by it."""


class Lane:
    """One connection for whoever leads."""

    def __init__(self, engine: Engine) -> None:
        """Connect when it is first used; close when the engine is disposed of."""
        self._engine = engine
        self._driver: Any = None
        self._used_at = 0.0
        event.listen(engine, "engine_disposed", lambda _engine: self.close())

    @property
    def takes_guesses(self) -> bool:
        """Return whether a statement alone is cheaper than one under a lock: not on SQLite, where no trip is saved."""
        return self._engine.dialect.name != "sqlite"

    @contextlib.contextmanager
    def line(self) -> Iterator[Line]:
        """Give the connection; what was begun on it is committed at the end, or rolled back if anything is raised."""
        dialect = self._engine.dialect
        if time.monotonic() - self._used_at > STALE_AFTER:
            self.close()
        with sqlalchemy_errors(dialect):
            driver = self._driver = self._driver or self._connected()
            try:
                yield Line(driver, dialect)
                dialect.do_commit(driver)
            except BaseException:
                self._roll_back()
                raise
        self._used_at = time.monotonic()

    def close(self) -> None:
        """Give up the connection."""
        driver, self._driver = self._driver, None
        if driver is not None:
            with contextlib.suppress(Exception):
                driver.close()

    def _connected(self) -> Any:  # noqa: ANN401  # DB-API connections have no type.
        connection = self._engine.raw_connection()
        driver: Any = connection.driver_connection
        connection.detach()
        if self.takes_guesses:
            driver.autocommit = True
        return driver

    def _roll_back(self) -> None:
        """Take back what was begun; a connection that cannot do that is closed, which does it as well."""
        try:
            self._engine.dialect.do_rollback(self._driver)
        except Exception:  # noqa: BLE001  # Whatever the driver says, the connection is no good.
            self.close()
