"""Owns what the role of the services may do on PostgreSQL: what the guards allow, table by table, and nothing else.

The rights follow from the guards that stand in the database, so that a new table cannot be forgotten: where every
update or deletion is refused, the right to it is not given either. ``deploy/postgresql-roles.sql`` makes the roles.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.ledger.guards import guards_of_tables

RUNTIME = "watchbook_app"
_READ_ONLY = frozenset({"alembic_version"})


class NoRoles(Refusal):
    """There is nobody to give rights to."""

    text = N_(
        "PostgreSQL 역할 watchbook_app이 없습니다. 데이터베이스 관리자로 deploy/postgresql-roles.sql을 실행하십시오."
    )


@dataclass(frozen=True, slots=True)
class Rights:
    """What the role of the services may do with a table."""

    table: str
    verbs: tuple[str, ...]

    @property
    def statement(self) -> str:
        """Return what gives exactly these rights."""
        return f'GRANT {", ".join(self.verbs)} ON "{self.table}" TO {RUNTIME}'


def runtime_rights(connection: Connection) -> list[Rights]:
    """Return the rights of the services on every table of the schema, in the order of their names."""
    refused = guards_of_tables(connection)
    found = []
    for table in connection.execute(_TABLES).scalars():
        closed = {"UPDATE", "DELETE", "INSERT"} if table in _READ_ONLY else refused.get(table, frozenset())
        verbs = tuple(verb for verb in ("SELECT", "INSERT", "UPDATE", "DELETE") if verb not in closed)
        found.append(Rights(table, verbs))
    return found


def has_runtime_role(connection: Connection) -> bool:
    """Return whether this is PostgreSQL with the role of the services."""
    if connection.dialect.name != "postgresql":
        return False
    return connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": RUNTIME}) is not None


def grant_rights(connection: Connection) -> list[Rights]:
    """Take every right from the role of the services and give it those it needs, in the caller's transaction.

    :raises NoRoles: if the role does not exist.
    """
    if not has_runtime_role(connection):
        raise NoRoles
    rights = runtime_rights(connection)
    connection.execute(text(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {RUNTIME}, PUBLIC"))
    connection.execute(text(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {RUNTIME}, PUBLIC"))
    connection.execute(text(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {RUNTIME}"))
    for one in rights:
        connection.execute(text(one.statement))
    return rights


_TABLES = text(
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1"
)
