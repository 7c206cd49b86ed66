"""Owns who acts: a person signed in, or the system itself."""

from collections.abc import Iterable
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

    ``standing_in`` says which of these rights are borrowed from somebody who is away: role, site, and the number of
    that account. What the person holds themselves is never in it: their own right wins.
    """

    id: int
    name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    sites: frozenset[str] | None = None
    origin: str | None = None  # Address the act came from; never part of the ledger's plain body.
    rights: frozenset[tuple[Role, str | None]] = field(default_factory=frozenset)
    standing_in: frozenset[tuple[Role, str | None, int]] = field(default_factory=frozenset)

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

    def borrowing(self, borrowed: Iterable[tuple[Role, str | None, int]]) -> Self:
        """Return the person who also stands in for others: role, site (None: everywhere), and for which account.

        What they hold themselves stays theirs, and they see no more sites than before.
        """
        new = frozenset(
            (role, site, principal)
            for role, site, principal in borrowed
            if not self.rights & {(role, site), (role, None)}
        )
        added = frozenset((role, site) for role, site, _principal in new)
        roles = self.roles | {role for role, _site in added}
        return replace(self, roles=roles, rights=self.rights | added, standing_in=new)

    def as_oneself(self) -> Self:
        """Return the person with nothing but the rights they hold themselves: who may do what is not lent."""
        if not self.standing_in:
            return self
        rights = self.rights - {(role, site) for role, site, _principal in self.standing_in}
        return replace(self, roles=frozenset(role for role, _ in rights), rights=rights, standing_in=frozenset())

    def principal_for(self, role: Role, site_code: str | None) -> int | None:
        """Return for whom the person acts when they act in a role at a site (None: everywhere).

        None if they hold the right themselves, or not at all. Of several they stand in for, it is the account with
        the lowest number.
        """
        wanted = {(role, None), (role, site_code)}
        if wanted & self.as_oneself().rights:
            return None
        return min((who for held, site, who in self.standing_in if (held, site) in wanted), default=None)


SYSTEM = Actor(id=SYSTEM_ID, name=N_("시스템"), roles=frozenset({Role.ADMINISTRATOR}))
"""The command line and scheduled jobs act as the system."""
