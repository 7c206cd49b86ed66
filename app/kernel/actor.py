"""Owns who acts: a person signed in, or the system itself."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

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
    """Who does something. ``sites`` is None for all sites, else the codes of the sites they may see.

    ``rights`` says which role holds at which site (None: everywhere). Where nobody said so, every role holds at all
    of ``sites``.
    """

    id: int
    name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    sites: frozenset[str] | None = None
    origin: str | None = None  # Address the act came from; never part of the ledger's plain body.
    rights: frozenset[tuple[Role, str | None]] = field(default_factory=frozenset)

    def has(self, *roles: Role) -> bool:
        """Return whether the person holds any of the roles."""
        return bool(self.roles.intersection(roles))

    def may_act_as(self, *roles: Role) -> bool:
        """Return whether this is the system itself, or a person who holds any of the roles."""
        return self.id == SYSTEM_ID or self.has(*roles)

    def sees_site(self, site_code: str) -> bool:
        """Return whether the person may see anything of a site."""
        return self.sites is None or site_code in self.sites

    def sites_as(self, *roles: Role) -> frozenset[str] | None:
        """Return the sites where the person holds any of the roles; None for all."""
        if not self.rights:
            return self.sites if self.has(*roles) else frozenset()
        held = {site for role, site in self.rights if role in roles}
        return None if None in held else frozenset(site for site in held if site is not None)

    def acting_as(self, *roles: Role) -> Self:
        """Return the person limited to the sites where they hold any of the roles.

        Who operates one site and audits all of them operates that one only.
        """
        return replace(self, sites=self.sites_as(*roles))

    def within(self, sites: frozenset[str] | None) -> Self:
        """Return the person limited to some sites (None: no further)."""
        if sites is None:
            return self
        return replace(self, sites=sites if self.sites is None else self.sites & sites)


SYSTEM = Actor(id=SYSTEM_ID, name=N_("시스템"), roles=frozenset({Role.ADMINISTRATOR}))
"""The command line and scheduled jobs act as the system."""
