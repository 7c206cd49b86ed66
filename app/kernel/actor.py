"""Owns who acts: a person signed in, or the system itself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Self

from app.kernel.acts import ACTS_OF, Act
from app.kernel.messages import N_
from app.kernel.roles import Role

__all__ = ["SYSTEM", "SYSTEM_ID", "Actor", "Narrowed", "Role"]


SYSTEM_ID = 0
Narrowed = frozenset[tuple[Role, str | None, frozenset[Act]]]
"""Rights that leave out some acts of their role: role, site (None: everywhere), and the acts that are left."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something. ``sites`` is None for all sites, else the codes of the sites they may see.

    ``rights`` says which role holds at which site (None: everywhere). Where nobody said so, every role holds at all
    of ``sites``.

    ``standing_in`` says which of these rights are borrowed from somebody who is away: role, site, and the number of
    that account. What the person holds themselves is never in it: their own right wins.

    ``narrowed`` says which of the rights leave out some acts of their role; the others give all of them.
    """

    id: int
    name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    sites: frozenset[str] | None = None
    origin: str | None = None  # Address the act came from; never part of the ledger's plain body.
    rights: frozenset[tuple[Role, str | None]] = field(default_factory=frozenset)
    standing_in: frozenset[tuple[Role, str | None, int]] = field(default_factory=frozenset)
    narrowed: Narrowed = field(default_factory=frozenset)

    def has(self, *roles: Role, acts: Collection[Act] = ()) -> bool:
        """Return whether the person holds any of the roles, with any of the acts if some are asked for."""
        if not acts:
            return bool(self.roles.intersection(roles))
        return any(self._lets(role, site, acts) for role, site in self._held() if role in roles)

    def may_act_as(self, *roles: Role, acts: Collection[Act] = ()) -> bool:
        """Return whether this is the system itself, or a person who holds any of the roles (with any of the acts)."""
        return self.id == SYSTEM_ID or self.has(*roles, acts=acts)

    def doing(self, *acts: Act) -> Self:
        """Return the person with only those rights that allow any of the acts; without acts, as they are.

        Whatever is done for a request is done by this person: a right that leaves the act out is as if not held.
        """
        if not acts:
            return self
        held = self._held()
        kept = frozenset(right for right in held if self._lets(*right, acts))
        if kept == held:
            return self
        roles = frozenset(role for role, _site in kept)
        if not self.rights:
            return replace(self, roles=roles)
        sites = {site for _role, site in kept}
        seen = None if None in sites else frozenset(site for site in sites if site is not None)
        return replace(
            self,
            roles=roles,
            rights=kept,
            standing_in=frozenset(one for one in self.standing_in if one[:2] in kept),
            narrowed=frozenset(one for one in self.narrowed if one[:2] in kept),
            sites=frozenset() if not kept else self.within(seen).sites,
        )

    def _held(self) -> frozenset[tuple[Role, str | None]]:
        """Return the rights held; where nobody said at which sites, every role everywhere."""
        return self.rights or frozenset((role, None) for role in self.roles)

    def _lets(self, role: Role, site: str | None, acts: Collection[Act]) -> bool:
        """Return whether a right allows any of some acts."""
        left = next((kept for one, at, kept in self.narrowed if (one, at) == (role, site)), ACTS_OF[role])
        return bool(ACTS_OF[role] & left & frozenset(acts))

    def sees_site(self, site_code: str) -> bool:
        """Return whether the person may see anything of a site."""
        return self.sites is None or site_code in self.sites

    def sites_as(self, *roles: Role, acts: Collection[Act] = ()) -> frozenset[str] | None:
        """Return the sites where the person holds any of the roles, with any of the acts; None for all."""
        if not self.rights:
            return self.sites if self.has(*roles, acts=acts) else frozenset()
        held = {site for role, site in self.rights if role in roles and (not acts or self._lets(role, site, acts))}
        return None if None in held else frozenset(site for site in held if site is not None)

    def acting_as(self, *roles: Role, acts: Collection[Act] = ()) -> Self:
        """Return the person limited to the sites where they hold any of the roles, with any of the acts.

        Who operates one site and audits all of them operates that one only.
        """
        return replace(self, sites=self.sites_as(*roles, acts=acts))

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
