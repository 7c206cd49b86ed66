"""Builds events to seal, and seals them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from app.kernel.actor import Actor, Role
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
