"""Owns looking through a month: what the rules look at, read once, and what they and the sample find."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.footage_access.queries.for_review import EntryForReview, entries_for_review, people_on_duty
from app.footage_access.shifts import shift_at
from app.kernel.actor import SYSTEM
from app.kernel.clock import start_of_kst_day
from app.log_review.domain import Item, RecorderGap, ReviewedEntry, Settings, Spot, items_of, sample_of
from app.log_review.events import LookedRecorder
from app.log_review.rules import Material, odd_use
from app.recorder_logs.domain import Month, State
from app.recorder_logs.queries import findings_of_month, sources, summary_of

_CLEARED = frozenset({State.ACCEPTED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What looking through a month came to; ``people`` says for each item who wrote its entries."""

    entries: int
    items: tuple[Item, ...]
    people: tuple[frozenset[int], ...]
    counts: Mapping[str, int]
    shifts: int
    unanswerable: int
    recorders: tuple[LookedRecorder, ...]


def look_through(session: Session, *, month: Month, settings: Settings, seed: bytes) -> Found:
    """Return what is odd in a month of the register and a sample of the rest, in the order of time."""
    since, until = start_of_kst_day(month.first_day), start_of_kst_day(month.day_after)
    read = entries_for_review(session, since=since, until=until)
    entries = [_reviewed(row) for row in read]
    first_shift = shift_at(since).start
    duty = people_on_duty(session, since=first_shift, until=until)
    gaps = _gaps(session, month)
    odd = odd_use(Material(entries=entries, on_duty=duty, gaps=gaps), settings)
    samples = [
        Item(
            handler_id=entry.handler_id,
            leaves=(entry.leaf,),
            sites=frozenset(spot.site_code for spot in entry.spots),
            at=entry.occurred_at,
        )
        for entry in sample_of(entries, odd=odd, seed=seed, settings=settings)
    ]
    items = (*items_of(odd), *samples)
    writers = {row.leaf: row.writers for row in read}
    shifts = _shifts(first_shift, until)
    return Found(
        entries=len(entries),
        items=items,
        people=tuple(_people(item, writers) for item in items),
        counts=Counter(str(each.oddity) for each in odd),
        shifts=len(shifts),
        unanswerable=sum(start not in duty for start in shifts),
        recorders=_recorders(session, month),
    )


def _reviewed(row: EntryForReview) -> ReviewedEntry:
    return ReviewedEntry(
        leaf=row.leaf,
        kind=row.kind,
        handler_id=row.writers[0],
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        purpose=row.purpose,
        spots=tuple(Spot(place.site_code, place.zone_code, place.camera_code) for place in row.places),
        ended_at=row.ended_at,
        request_number=row.request_number,
        document=row.document,
        form=row.form,
        file_name=row.file_name,
    )


def _gaps(session: Session, month: Month) -> list[RecorderGap]:
    return [
        RecorderGap(
            finding=row.leaf,
            handler_id=row.account_id,
            spot=Spot(row.site_code, None, row.place),
            at=row.at,
            entry=row.entry_leaf,
        )
        for source in sources(session)
        for row in findings_of_month(session, source=source.code, month=str(month))
        if row.state not in _CLEARED
    ]


def _recorders(session: Session, month: Month) -> tuple[LookedRecorder, ...]:
    return tuple(
        LookedRecorder(line.source.code, line.compared_at is not None, line.viewings, line.open + line.explained)
        for line in summary_of(session, month=month, actor=SYSTEM)
    )


def _people(item: Item, writers: Mapping[int, tuple[int, ...]]) -> frozenset[int]:
    found = {person for leaf in item.leaves for person in writers.get(leaf, ())}
    return frozenset(found if item.handler_id is None else found | {item.handler_id})


def _shifts(first: datetime, until: datetime) -> list[datetime]:
    """Return when each shift of a span of time begins."""
    found, shift = list[datetime](), shift_at(first)
    while shift.start < until:
        found.append(shift.start)
        shift = shift_at(shift.end)
    return found
