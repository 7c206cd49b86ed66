"""Owns who could sign the steps of a decision that are still open, and why nobody could. Pure.

The commands hold the same rules by the same functions: nobody signs what they, or whom they stand in for, took in,
took over, or signed before.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.kernel.actor import Actor, Role
from app.kernel.messages import N_, Message
from app.viewing_requests.domain import WORKS_ON_CASES

DECIDERS = (Role.MANAGER, Role.PRIVACY_OFFICER)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """What a decision still needs: where, by how many, and who has no part in it. ``first``: who took the first step.

    ``own_to`` are those who took the case in or over.
    """

    sites: frozenset[str]  # Empty: its place is known in words only.
    steps_needed: int
    own_to: frozenset[int] = frozenset()
    first: frozenset[int] | None = None  # With whom they stood in for.


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who could sign a step; ``people`` are they and whom they stand in for there."""

    actor: Actor
    people: frozenset[int]


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step nobody has signed yet: the roles that may, and who could."""

    step: int
    roles: tuple[Role, ...]
    signers: tuple[Signer, ...]


class Why(StrEnum):
    """Why nobody could sign."""

    NOBODY = "nobody"  # Nobody holds the role there.
    TOOK_PART = "took_part"  # Whoever holds it has a part in the case already.
    SAME_PERSON = "same_person"  # Both steps would be one person's.


@dataclass(frozen=True, slots=True)
class Lack:
    """A step that nobody could sign. It names a site only where the case has one: then whoever sees it knows it."""

    step: int
    roles: tuple[Role, ...]
    why: Why
    sites: frozenset[str]

    @property
    def says(self) -> Message:
        """Return in a sentence that nobody can decide, which role is missing, and where."""
        return Message(_SAID[self.why], {"who": self.missing})

    @property
    def missing(self) -> Message:
        """Return which role is missing, and where."""
        role = Message(_ROLES[self.roles])
        if len(self.sites) == 1:
            return Message(N_("설치장소 {site}의 {role}"), {"site": min(self.sites), "role": role})
        text = N_("청구한 설치장소들의 {role}") if self.sites else N_("모든 설치장소를 맡은 {role}")
        return Message(text, {"role": role})


_ROLES = {
    (Role.MANAGER,): N_("관리책임자"),
    (Role.PRIVACY_OFFICER,): N_("개인정보 보호책임자"),
    DECIDERS: N_("관리책임자나 개인정보 보호책임자"),
}
_SAID = {
    Why.NOBODY: N_("결정할 사람이 없습니다: {who}가 없습니다."),
    Why.TOOK_PART: N_("결정할 사람이 없습니다: {who}는 이미 이 요청에 관여한 사람뿐입니다."),
    Why.SAME_PERSON: N_("결정할 사람이 없습니다: {who}와 첫 번째로 결정할 사람이 같은 한 사람뿐입니다."),
}


def roles_at(actor: Actor, sites: Collection[str]) -> frozenset[Role]:
    """Return the roles in which a person decides on a case of some sites; of no site, in any they hold."""
    held = {role: actor.sites_as(role) for role in DECIDERS if actor.has(role)}
    return frozenset(role for role, at in held.items() if at is None or not sites or at & frozenset(sites))


def principals_at(actor: Actor, role: Role, sites: Collection[str]) -> frozenset[int]:
    """Return for whom a person acts in a role at some sites; nobody where the right is their own everywhere."""
    found = {actor.principal_for(role, site) for site in (sites or (None,))}
    return frozenset(account for account in found if account is not None)


def open_steps(actors: Iterable[Actor], case: ToSign) -> tuple[OpenStep, ...]:
    """Return the steps nobody has signed, with who could; of two, the first's only if somebody else is left."""
    everybody = tuple(actors)
    if case.steps_needed == 1:
        return (OpenStep(1, DECIDERS, _signers(everybody, case, DECIDERS)),)
    seconds = _signers(everybody, case, (Role.PRIVACY_OFFICER,))
    if case.first is not None:
        return (OpenStep(2, (Role.PRIVACY_OFFICER,), seconds),)
    firsts = _signers(everybody, case, (Role.MANAGER,))
    kept = tuple(one for one in firsts if any(not one.people & other.people for other in seconds))
    left = tuple(other for other in seconds if any(not one.people & other.people for one in firsts))
    return (OpenStep(1, (Role.MANAGER,), kept), OpenStep(2, (Role.PRIVACY_OFFICER,), left))


def lack_of(actors: Iterable[Actor], case: ToSign) -> Lack | None:
    """Return the step that nobody could sign; None while the case can be granted."""
    everybody = tuple(actors)
    steps = open_steps(everybody, case)
    if all(step.signers for step in steps):
        return None
    for step in steps:
        if not _signers(everybody, case, step.roles):
            alone = replace(case, own_to=frozenset(), first=None)
            why = Why.TOOK_PART if _signers(everybody, alone, step.roles) else Why.NOBODY
            return Lack(step.step, step.roles, why, case.sites)
    return Lack(steps[-1].step, steps[-1].roles, Why.SAME_PERSON, case.sites)


def _signers(actors: Iterable[Actor], case: ToSign, roles: tuple[Role, ...]) -> tuple[Signer, ...]:
    out = case.own_to | (case.first or frozenset())
    found = []
    for actor in actors:
        held = roles_at(actor, case.sites).intersection(roles)
        if not held or not _sees(actor, case.sites):
            continue
        role = Role.PRIVACY_OFFICER if Role.PRIVACY_OFFICER in held else Role.MANAGER
        people = principals_at(actor, role, case.sites) | {actor.id}
        if not people & out:
            found.append(Signer(actor, people))
    return tuple(found)


def _sees(actor: Actor, sites: frozenset[str]) -> bool:
    """Return whether a person who has no part in a case may work on it: of no site, only who works everywhere."""
    working = actor.acting_as(*WORKS_ON_CASES).sites
    return working is None or bool(sites & working)
