"""Owns the shortest way to rows: the driver's own cursor, for what is read by the million or again and again.

Statements are plain SQL both databases know, and every type is one that their drivers know themselves.
"""

from typing import Any

from sqlalchemy.orm import Session


class Statement:
    """A SELECT with ``%s`` where values go."""

    def __init__(self, sql: str) -> None:
        """Spell it for both drivers."""
        self._percent, self._mark = sql, sql.replace("%s", "?")

    def rows(self, session: Session, *values: Any) -> list[Any]:  # noqa: ANN401  # A value has no better type.
        """Return the rows as plain tuples, read in the session's transaction."""
        connection = session.connection()
        driver: Any = connection.connection.driver_connection
        if connection.dialect.name == "sqlite":
            found: list[Any] = driver.execute(self._mark, values).fetchall()
            return found
        with driver.cursor(binary=True) as cursor:  # As bytes and numbers, not as text to be read.
            rows: list[Any] = cursor.execute(self._percent, values).fetchall()
        return rows
