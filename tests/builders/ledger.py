"""Builds events to seal, and seals them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from sqlalchemy import text

from app.database import unit_of_work
from app.kernel.actor import Actor, Role
from app.ledger import commands
from app.ledger.events import Event, personal

NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # 12:00 in Korea.
WRITER = Actor(id=7, name="근무자", roles=frozenset({Role.OPERATOR}))


@dataclass(frozen=True, kw_only=True)
class LampLit(Event):
    """An event of no meaning outside the tests."""

    name: ClassVar[str] = "lamp.lit"

    number: int = 1
    site: str | None = None
    place: str = "정문"
    lit_by: str | None = personal("person")
    phone: str | None = personal("contact")

    @property
    def subject(self) -> str:
        return f"lamp:{self.number}"

    @property
    def site_code(self) -> str | None:
        return self.site


def lamp(number: int = 1, **kwargs) -> LampLit:
    return LampLit(number=number, lit_by=kwargs.pop("lit_by", None), phone=kwargs.pop("phone", None), **kwargs)


def seal(count: int = 1, *, now: datetime = NOON, **kwargs):
    """Seal so many lamps, and return their receipts."""
    with unit_of_work() as session:
        return commands.append_all(session, [lamp(at, **kwargs) for at in range(count)], actor=WRITER, now=now)


def unguard(*tables: str) -> None:
    """Do what someone who owns the database can do: take the triggers away."""
    with unit_of_work() as session:
        for table in tables:
            if session.get_bind().dialect.name == "sqlite":
                query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
                for name in session.scalars(text(query), {"table": table}).all():
                    session.execute(text(f"DROP TRIGGER {name}"))
            else:
                session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
