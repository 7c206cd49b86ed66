"""Owns what the register's page is made of: the list that an address asks for, and the fields each kind uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.footage_access import queries
from app.footage_access.domain import Filter, Kind
from app.footage_access.queries import EntryRow
from app.footage_access.rules import NEEDS
from app.footage_access.shifts import Shift, shift_at
from app.kernel.actor import Actor
from app.kernel.clock import kst_day, start_of_kst_day
from app.kernel.messages import N_
from app.web.paging import key_of

SHOWN: Mapping[str, str] = {
    "shift": N_("이번 근무"),
    "today": N_("오늘"),
    "mine": N_("내 기록"),
    "all": N_("전체"),
}
"""The filters of the list, by their name in the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """The list as the page shows it; ``arguments`` keep its place in addresses."""

    rows: tuple[EntryRow, ...]
    after: str | None
    count: int
    is_more: bool
    is_first_page: bool
    shown: str
    text: str
    site: str | None
    shift: Shift
    newest: int
    running: tuple[EntryRow, ...]
    endable: frozenset[int]
    without_letter: frozenset[int]
    at: datetime

    @property
    def seen(self) -> str:
        """Return what changes with every entry and with every viewing that ends: polls say what they have seen."""
        return seen(self.newest, len(self.running))

    @property
    def arguments(self) -> dict[str, str]:
        """Return what an address of the same list says."""
        return {name: value for name, value in (("show", self.shown), ("q", self.text), ("site", self.site)) if value}

    @property
    def chips(self) -> tuple[tuple[str, str], ...]:
        """Return the filters with their names, message ids."""
        return tuple(SHOWN.items())


def seen(newest: int, running: int) -> str:
    """Return how a poll names what it has seen: the newest entry, and how many viewings run."""
    return f"{newest}.{running}"


def list_view(session: Session, *, arguments: Mapping[str, str], actor: Actor, now: datetime) -> ListView:
    """Return the list an address asks for.

    :raises BadPlace: if the address names no place in the list.
    """
    shown = arguments.get("show") or "shift"
    shown = shown if shown in SHOWN else "all"
    text, site = (arguments.get("q") or "").strip(), arguments.get("site") or None
    shift = shift_at(now)
    since = {"shift": shift.start, "today": start_of_kst_day(kst_day(now))}.get(shown)
    wanted = Filter(
        text=text,
        since=since,
        handler_id=actor.id if shown == "mine" else None,
        site=site,
    )
    before = key_of(arguments.get("after"), int, int)
    place = (int(before[0]), int(before[1])) if before else None
    page = queries.page_of_entries(session, wanted=wanted, actor=actor, before=place)
    count = queries.count_entries(session, wanted=wanted, actor=actor)
    running = queries.running_viewings(session, actor=actor)
    return ListView(
        rows=page.rows,
        after=page.after,
        count=count.number,
        is_more=count.is_more,
        is_first_page=place is None,
        shown=shown,
        text=text,
        site=site,
        shift=shift,
        newest=queries.newest_leaf(session, actor=actor),
        running=running,
        endable=queries.endable(session, rows=running, actor=actor),
        without_letter=queries.without_letter(session, rows=page.rows),
        at=now,
    )


def details_of_kinds() -> dict[str, str]:
    """Return for each further field of the form the kinds that have a use for it, separated by spaces."""
    useful: dict[str, set[Kind]] = {}
    for kind, needs in NEEDS.items():
        for needed in needs:
            useful.setdefault(needed.field, set()).add(kind)
    given = {Kind.USE, Kind.PROVISION}
    useful |= {"span_to": useful["span_from"], "period_until": given, "more_to_come": useful["request_number"]}
    useful |= {"document": given, "consent_on": given, "consent_items": given}
    useful |= {"copied": {Kind.VIEWING}, "copy_reason": {Kind.VIEWING}}
    useful |= {"form": given | {Kind.VIEWING}, "cycle_days": {Kind.DESTRUCTION}, "cycle_checked_on": {Kind.DESTRUCTION}}
    return {name: " ".join(sorted(kinds)) for name, kinds in useful.items()}
