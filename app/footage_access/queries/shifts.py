"""Owns what a shift recorded, what it leaves open, and how it was handed over."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.footage_access.domain import KIND_NAMES, Filter, Kind
from app.footage_access.models import FootageAccess, FootageShift, FootageShiftRemark, FootageShiftTaken
from app.footage_access.queries.letters import provisions_without_letter
from app.footage_access.queries.lists import page_of_entries
from app.footage_access.queries.rows import EntryRow, may_see
from app.footage_access.queries.running import running_viewings
from app.footage_access.shifts import Shift
from app.kernel.actor import Actor
from app.ledger.erasure import erased_days
from app.viewing_requests import queries as viewing_requests
from app.viewing_requests.queries import RequestRow

MOST_SHOWN = 500
"""Entries of one shift that are listed; the counts are of all."""
_MOST_REQUESTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """That somebody handed a shift over, and who took it; ``remark`` is None without one or once erased."""

    leaf: int
    handed_by: int
    handed_by_name: str
    handed_at: datetime
    entries: int
    open_items: int
    remark: str | None
    taken_by_name: str | None
    taken_at: datetime | None
    erased_on: date | None = None

    @property
    def number(self) -> int:
        """Return its number in the ledger, as people count."""
        return self.leaf + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftTotals:
    """How much a shift recorded, by kind and by person."""

    total: int
    kinds: tuple[tuple[Kind, int], ...]
    people: tuple[tuple[str, int], ...]

    @property
    def kind_names(self) -> tuple[tuple[str, int], ...]:
        """Return the kinds by their Korean names, message ids, with their numbers."""
        return tuple((KIND_NAMES[kind], count) for kind, count in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftReport:
    """What the page of a shift shows; what is open is open now, whichever shift began it."""

    shift: Shift
    totals: ShiftTotals
    rows: tuple[EntryRow, ...]
    running: tuple[EntryRow, ...]
    to_decide: tuple[RequestRow, ...]
    to_fulfil: tuple[RequestRow, ...]
    going: tuple[RequestRow, ...]
    without_letter: tuple[EntryRow, ...]
    handed: tuple[HandOver, ...]

    @property
    def corrections(self) -> tuple[EntryRow, ...]:
        """Return the corrections and withdrawals among the entries."""
        return tuple(row for row in self.rows if row.corrects_leaf is not None)

    @property
    def is_more(self) -> bool:
        """Return whether not all entries are listed."""
        return self.totals.total > len(self.rows)


def shift_report(session: Session, *, shift: Shift, actor: Actor, now: datetime) -> ShiftReport:
    """Return what a shift recorded, the oldest first, and what is open."""
    wanted = Filter(since=shift.start, until=shift.end)
    rows = page_of_entries(session, wanted=wanted, actor=actor, size=MOST_SHOWN).rows
    requests = viewing_requests.requests_by_clock(session, actor=actor, now=now, most=_MOST_REQUESTS)
    return ShiftReport(
        shift=shift,
        totals=shift_totals(session, shift=shift, actor=actor),
        rows=tuple(reversed(rows)),
        running=running_viewings(session, actor=actor),
        to_decide=tuple(row for row in requests if row.awaits_decision),
        to_fulfil=tuple(row for row in requests if not row.awaits_decision),
        going=tuple(viewing_requests.footage_about_to_go(session, actor=actor, now=now)),
        without_letter=tuple(provisions_without_letter(session, actor=actor)),
        handed=hand_overs(session, shift=shift),
    )


def shift_totals(session: Session, *, shift: Shift, actor: Actor) -> ShiftTotals:
    """Return how much a shift recorded."""
    found = session.execute(
        select(FootageAccess.kind, FootageAccess.handler_id, func.count())
        .where(may_see(actor), FootageAccess.occurred_at >= shift.start, FootageAccess.occurred_at < shift.end)
        .group_by(FootageAccess.kind, FootageAccess.handler_id)
    ).all()
    kinds, people = Counter[str](), Counter[int]()
    for kind, handler_id, count in found:
        kinds[kind] += count
        people[handler_id] += count
    names = accounts.names_of(session, account_ids=people)
    return ShiftTotals(
        total=sum(kinds.values()),
        kinds=tuple((kind, kinds[kind]) for kind in Kind if kinds[kind]),
        people=tuple(sorted((names.get(person, ""), count) for person, count in people.items())),
    )


def number_open(session: Session, *, actor: Actor) -> int:
    """Return how much a shift leaves open: running viewings, open requests, provisions without a letter."""
    return (
        len(running_viewings(session, actor=actor))
        + viewing_requests.number_open(session, actor=actor)
        + len(provisions_without_letter(session, actor=actor))
    )


def hand_overs(session: Session, *, shift: Shift) -> tuple[HandOver, ...]:
    """Return how a shift was handed over, the earliest first."""
    given, taken = FootageShift, FootageShiftTaken
    found = session.execute(
        select(given, FootageShiftRemark.remark, taken.taken_by, taken.taken_at)
        .outerjoin(FootageShiftRemark, FootageShiftRemark.leaf == given.leaf)
        .outerjoin(taken, taken.leaf == given.leaf)
        .where(given.shift_start == shift.start)
        .order_by(given.leaf)
    ).all()
    people = {row.FootageShift.handed_by for row in found} | {row.taken_by for row in found if row.taken_by is not None}
    names = accounts.names_of(session, account_ids=people) if people else {}
    silent = [row.FootageShift.leaf for row in found if row.remark is None]
    days = erased_days(session, leaves=silent, part="words") if silent else {}
    return tuple(
        HandOver(
            leaf=handed.leaf,
            handed_by=handed.handed_by,
            handed_by_name=names.get(handed.handed_by, ""),
            handed_at=handed.handed_at,
            entries=handed.entries,
            open_items=handed.open_items,
            remark=remark,
            taken_by_name=None if taken_by is None else names.get(taken_by, ""),
            taken_at=taken_at,
            erased_on=days.get(handed.leaf),
        )
        for handed, remark, taken_by, taken_at in found
    )
