"""Owns who acts: a person signed in, or the system itself."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.kernel.messages import N_


class Role(StrEnum):
    """What a person may do; stored names are permanent."""

    OPERATOR = "operator"  # 상황실 근무자
    MANAGER = "manager"  # 관리책임자(승인자)
    PRIVACY_OFFICER = "privacy_officer"  # 개인정보 보호책임자
    AUDITOR = "auditor"  # 감사: reads all, changes nothing
    ADMINISTRATOR = "administrator"  # 시스템 관리자


SYSTEM_ID = 0


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something. ``sites`` is None for all sites, else the codes of the sites they may see."""

    id: int
    name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    sites: frozenset[str] | None = None
    origin: str | None = None  # Address the act came from; never part of the ledger's plain body.

    def has(self, *roles: Role) -> bool:
        """Return whether the person holds any of the roles."""
        return bool(self.roles.intersection(roles))

    def sees_site(self, site_code: str) -> bool:
        """Return whether the person may see anything of a site."""
        return self.sites is None or site_code in self.sites


SYSTEM = Actor(id=SYSTEM_ID, name=N_("시스템"), roles=frozenset({Role.ADMINISTRATOR}))
"""The command line and scheduled jobs act as the system."""
