"""Owns what is read about standing in: who stands in for whom, how far it reaches today, and whom that makes of people.

What a stand-in gives is worked out anew for every request, from the rights its two people hold at that moment.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from app.accounts.models import Account, AccountRole, StandIn
from app.accounts.queries.lasting import counts_at
from app.accounts.standing_in import CASE_WORKERS, LENT, Absence, NoSuchStandIn, Sites, Standing, common, may_lend_some
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day

Rights = Mapping[int, frozenset[tuple[Role, str | None]]]
_PRINCIPAL, _DEPUTY = aliased(Account), aliased(Account)
"""The two people of a stand-in, made once: an alias copies every column, and every page asks for them."""


@dataclass(frozen=True, slots=True)
class StandInView:
    """Who stands in for whom. ``reach`` are the sites where it would count with the rights of this moment.

    ``reason`` is None once it was erased. ``scope`` are the sites it was meant for, whoever may work there now.
    """

    leaf: int
    principal_id: int
    principal: str
    deputy_id: int
    deputy: str
    role: Role
    site_code: str | None
    from_on: date
    until_on: date
    reason: Absence | None
    reason_text: str | None
    set_by: int
    set_at: datetime
    ended_by: int | None
    ended_at: datetime | None
    erased_on: date | None
    scope: Sites
    reach: Sites
    standing: Standing

    @property
    def is_open(self) -> bool:
        """Return whether it can still be ended."""
        return self.standing in {Standing.IN_FORCE, Standing.IDLE, Standing.COMING}

    @property
    def asked(self) -> Sites:
        """Return the sites somebody must be responsible for to end it."""
        return self.scope or frozenset({self.site_code})

    def is_of(self, account_id: int) -> bool:
        """Return whether a person is one of the two."""
        return account_id in {self.principal_id, self.deputy_id}


@dataclass(frozen=True, slots=True)
class Lender:
    """Somebody who may have a stand-in: a role they hold themselves, and where."""

    account_id: int
    name: str
    role: Role
    sites: Sites


def stand_ins(session: Session, *, actor: Actor, now: datetime) -> list[StandInView]:
    """Return every stand-in that touches the actor or a site they see, newest first."""
    found = _views(session, now=now)
    seen: Sites = frozenset({None}) if actor.sites is None else frozenset(actor.sites)
    return [each for each in reversed(found) if each.is_of(actor.id) or None in seen or common(each.scope, seen)]


def stand_in(session: Session, *, leaf: int, actor: Actor, now: datetime) -> StandInView:
    """Return one stand-in.

    :raises NoSuchStandIn: if there is none, or the actor may not know of it.
    """
    for each in stand_ins(session, actor=actor, now=now):
        if each.leaf == leaf:
            return each
    raise NoSuchStandIn


def stand_in_note(session: Session, *, account_id: int, now: datetime) -> list[StandInView]:
    """Return the stand-ins in force of which a person is one of the two, oldest first: what their pages say."""
    found = _views(session, StandIn.principal_id == account_id, or_deputy=account_id, on=kst_day(now), now=now)
    return [each for each in found if each.standing is Standing.IN_FORCE]


def borrowed(notes: Iterable[StandInView], *, account_id: int) -> frozenset[tuple[Role, str | None, int]]:
    """Return what a person holds for others by the stand-ins in force: role, site and for whom."""
    return frozenset(
        (note.role, site, note.principal_id) for note in notes if note.deputy_id == account_id for site in note.reach
    )


def deputies_of(session: Session, *, role: Role, site_code: str | None = None, now: datetime) -> list[tuple[int, str]]:
    """Return number and name of everybody who holds a role for somebody else now, at a site or anywhere, by name."""
    wanted: Sites = frozenset({site_code})
    found = {
        (each.deputy, each.deputy_id)
        for each in _views(session, StandIn.role == role.value, on=kst_day(now), now=now)
        if each.standing is Standing.IN_FORCE and (site_code is None or common(each.reach, wanted))
    }
    return [(number, name) for name, number in sorted(found)]


def stand_ins_in_force(session: Session, *, roles: Collection[Role], now: datetime) -> list[StandInView]:
    """Return every stand-in for one of some roles that counts now, oldest first."""
    wanted = StandIn.role.in_(sorted(role.value for role in roles))
    return [each for each in _views(session, wanted, on=kst_day(now), now=now) if each.standing is Standing.IN_FORCE]


def lenders(session: Session, *, actor: Actor, now: datetime) -> list[Lender]:
    """Return everybody whose stand-ins the actor may set somewhere: role and sites they hold themselves, by name."""
    names = _open_accounts(session)
    rights = rights_of(session, account_ids=names, now=now)
    return [
        Lender(number, name, role, sites_of(rights[number], role))
        for number, name in names.items()
        for role in LENT
        if (sites := sites_of(rights[number], role)) and may_lend_some(actor, principal_id=number, sites=sites)
    ]


def possible_deputies(session: Session, *, actor: Actor, now: datetime) -> list[tuple[int, str]]:
    """Return number and name of everybody who works on cases at a site the actor sees, by name."""
    names = _open_accounts(session)
    rights = rights_of(session, account_ids=names, now=now)
    seen: Sites = frozenset({None}) if actor.sites is None else frozenset(actor.sites)
    return [(number, name) for number, name in names.items() if common(sites_of(rights[number], *CASE_WORKERS), seen)]


def rights_of(session: Session, *, account_ids: Collection[int], now: datetime) -> Rights:
    """Return the rights accounts hold themselves now, by number; a closed account holds none.

    A right that leaves acts out is neither lent nor lets anybody stand in: standing in would give all acts.
    """
    statement = (
        select(AccountRole.account_id, AccountRole.role, AccountRole.site_code)
        .join(Account, Account.id == AccountRole.account_id)
        .where(
            AccountRole.account_id.in_(account_ids),
            counts_at(now),
            AccountRole.acts.is_(None),
            Account.disabled_at.is_(None),
        )
        .order_by(AccountRole.id)
    )
    held: defaultdict[int, set[tuple[Role, str | None]]] = defaultdict(set)
    for row in session.execute(statement):
        held[row.account_id].add((Role(row.role), row.site_code))
    return defaultdict(frozenset, {number: frozenset(rights) for number, rights in held.items()})


def sites_of(rights: Iterable[tuple[Role, str | None]], *roles: Role) -> Sites:
    """Return where some rights hold for any of the roles; None in it stands for every site."""
    return frozenset(site for role, site in rights if role in roles)


def _open_accounts(session: Session) -> dict[int, str]:
    statement = select(Account.id, Account.display_name).where(Account.disabled_at.is_(None))
    return {row.id: row.display_name for row in session.execute(statement.order_by(Account.display_name, Account.id))}


def _views(
    session: Session,
    *conditions: ColumnElement[bool],
    or_deputy: int | None = None,
    on: date | None = None,
    now: datetime,
) -> list[StandInView]:
    statement = (
        select(StandIn, _PRINCIPAL.display_name.label("principal"), _DEPUTY.display_name.label("deputy"))
        .join(_PRINCIPAL, _PRINCIPAL.id == StandIn.principal_id)
        .join(_DEPUTY, _DEPUTY.id == StandIn.deputy_id)
        .order_by(StandIn.leaf)
    )
    if or_deputy is not None:
        conditions = (or_(*conditions, StandIn.deputy_id == or_deputy),)
    if on is not None:
        conditions += (StandIn.ended_at.is_(None), StandIn.from_on <= on, StandIn.until_on >= on)
    rows = session.execute(statement.where(*conditions)).all()
    if not rows:
        return []
    people = {number for row in rows for number in (row.StandIn.principal_id, row.StandIn.deputy_id)}
    rights = rights_of(session, account_ids=people, now=now)
    return [_view(row.StandIn, row.principal, row.deputy, rights, today=kst_day(now)) for row in rows]


def _view(row: StandIn, principal: str, deputy: str, rights: Rights, *, today: date) -> StandInView:
    held = sites_of(rights[row.principal_id], Role(row.role))
    scope = common(held, frozenset({row.site_code}))
    reach = common(scope, sites_of(rights[row.deputy_id], *CASE_WORKERS))
    return StandInView(
        leaf=row.leaf,
        principal_id=row.principal_id,
        principal=principal,
        deputy_id=row.deputy_id,
        deputy=deputy,
        role=Role(row.role),
        site_code=row.site_code,
        from_on=row.from_on,
        until_on=row.until_on,
        reason=Absence(row.reason) if row.reason else None,
        reason_text=row.reason_text,
        set_by=row.set_by,
        set_at=row.set_at,
        ended_by=row.ended_by,
        ended_at=row.ended_at,
        erased_on=row.erased_on,
        scope=scope or frozenset({row.site_code}) - {None},
        reach=reach,
        standing=_standing(row, reach, today=today),
    )


def _standing(row: StandIn, reach: Sites, *, today: date) -> Standing:
    if row.ended_at is not None:
        return Standing.ENDED
    if row.until_on < today:
        return Standing.OVER
    if row.from_on > today:
        return Standing.COMING
    return Standing.IN_FORCE if reach else Standing.IDLE
