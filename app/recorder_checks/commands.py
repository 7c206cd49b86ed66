"""Owns how a look at a recorder is recorded: by a person, or of the clock alone by the comparison of logs."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from app.kernel.actor import SYSTEM_ID, Actor
from app.kernel.clock import kst_day
from app.kernel.hangul import nfc
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.recorder_checks.domain import (
    CLOCK_TOLERANCE_SECONDS,
    LONGEST_LABEL,
    MEASURERS,
    MOST_OFFSET_SECONDS,
    CheckedPlace,
    Look,
    Measurement,
    check_look,
    check_may_measure,
)
from app.recorder_checks.events import RecorderChecked, SealedPlace
from app.recorder_checks.models import RecorderCheck, RecorderCheckPlace
from app.recorder_checks.queries import newest_clocks
from app.recorder_checks.refusals import NoPlaces, PlaceNotThere
from app.registry import queries as registry

_PLACES_PER_ENTRY = 300
"""An entry of the ledger holds 65 kB; a place with codes of eighty letters takes 200 bytes of it."""


def record_look(
    session: Session, *, places: Sequence[CheckedPlace], look: Look, actor: Actor, now: datetime
) -> list[Receipt]:
    """Record what somebody saw at a recorder, for everything it records; one entry for each site.

    A wrong one is corrected by a newer one; nothing is changed.

    :raises NotAllowed: if the person looks at no recorders.
    :raises NoPlaces: if it records nothing.
    :raises PlaceNotThere: if a place is not in the registry, or at a site where the person looks at no recorders.
    :raises Refusal: as ``domain.check_look``.
    """
    check_may_measure(actor)
    look = replace(look, recorder=nfc(look.recorder))
    check_look(look, now=now)
    wanted = list(dict.fromkeys(places))
    if not wanted:
        raise NoPlaces
    seen = actor.acting_as(*MEASURERS) if actor.id else actor
    _check_there(session, wanted, seen, now)
    return _write(session, wanted, look, actor, now)


def record_clock(
    session: Session,
    *,
    cameras: Collection[str],
    recorder: str,
    offset_seconds: int,
    since: datetime,
    until: datetime,
    actor: Actor,
    now: datetime,
) -> list[Receipt]:
    """Record how far a recorder's clock was off over some days, as its log told, for the cameras where that is news.

    News is what differs by more than ``CLOCK_TOLERANCE_SECONDS`` from the last offset known (a clock nobody looked at
    counts as right). Who looked at the clock after ``since`` knows better than the days together, and what is known of
    a moment after ``until`` is newer. Cameras the registry does not have today are left out, and an error of more than
    a day: it says that the log was read wrongly.

    :param until: the last moment the log tells of; the look is recorded as of then, or of now if that is earlier.
    :raises NotAllowed: if the person looks at no recorders.
    """
    check_may_measure(actor)
    if abs(offset_seconds) > MOST_OFFSET_SECONDS:
        return []
    sites = actor.sites_as(*MEASURERS) if actor.id else None
    lines = registry.cameras_by_code(session, codes=cameras, as_of=kst_day(now), sites=sites)
    there = [CheckedPlace(line.site_code, line.zone_code, code) for code, line in sorted(lines.items())]
    look = Look(at=min(until, now), recorder=nfc(recorder)[:LONGEST_LABEL], offset_seconds=offset_seconds)
    check_look(look, now=now)
    known = newest_clocks(session, places=there)
    news = [place for place in there if _is_news(look, known.get(place.key), since)]
    return _write(session, news, look, actor, now) if news else []


def _is_news(look: Look, known: Measurement | None, since: datetime) -> bool:
    if known is None:
        return abs(look.offset_seconds or 0) > CLOCK_TOLERANCE_SECONDS
    if known.look.at >= look.at or (known.made_by != SYSTEM_ID and known.look.at >= since):
        return False
    return abs((look.offset_seconds or 0) - (known.look.offset_seconds or 0)) > CLOCK_TOLERANCE_SECONDS


def _check_there(session: Session, places: Sequence[CheckedPlace], seen: Actor, now: datetime) -> None:
    codes = {place.site_code for place in places if seen.sees_site(place.site_code)}
    snapshot = registry.snapshot_of_sites(session, codes=codes, as_of=kst_day(now)) if codes else None
    there: set[CheckedPlace] = set()
    for site in snapshot.sites if snapshot else ():
        there.add(CheckedPlace(site.code))
        for zone in site.zones:
            there.add(CheckedPlace(site.code, zone.code))
            there.update(CheckedPlace(site.code, zone.code, camera.code) for camera in zone.cameras)
    for place in places:
        if place.site_code not in codes or place not in there:
            raise PlaceNotThere(place=place.code)


def _write(session: Session, places: Sequence[CheckedPlace], look: Look, actor: Actor, now: datetime) -> list[Receipt]:
    chunks = list(_chunks(places))
    events = [
        RecorderChecked(
            site=chunk[0].site_code,
            places=tuple(SealedPlace(place.zone_code, place.camera_code) for place in chunk),
            checked_at=look.at,
            recorder=look.recorder,
            configured_days=look.configured_days,
            footage=look.footage,
            oldest_at=look.oldest_at,
            locked_left_out=look.locked_left_out,
            offset_seconds=look.offset_seconds,
        )
        for chunk in chunks
    ]
    receipts = ledger.append_all(session, events, actor=actor, now=now)
    for receipt, event in zip(receipts, events, strict=True):
        session.add(_row(receipt, event, actor))
    session.flush()
    session.add_all(
        RecorderCheckPlace(
            leaf=receipt.leaf,
            position=position,
            site_code=place.site_code,
            zone_code=place.zone_code,
            camera_code=place.camera_code,
        )
        for receipt, chunk in zip(receipts, chunks, strict=True)
        for position, place in enumerate(chunk, start=1)
    )
    session.flush()
    return receipts


def _row(receipt: Receipt, event: RecorderChecked, actor: Actor) -> RecorderCheck:
    return RecorderCheck(
        leaf=receipt.leaf,
        log_id=receipt.log_id,
        site_code=event.site,
        checked_at=event.checked_at,
        checked_by=actor.id,
        recorder=event.recorder,
        configured_days=event.configured_days,
        footage=event.footage.value,
        oldest_at=event.oldest_at,
        locked_left_out=event.locked_left_out,
        offset_seconds=event.offset_seconds,
        recorded_at=receipt.recorded_at,
    )


def _chunks(places: Sequence[CheckedPlace]) -> Iterator[list[CheckedPlace]]:
    """Yield places of one site each, sites in order, as many as fit into an entry."""
    for _site, of_site in groupby(sorted(places, key=lambda place: place.site_code), key=lambda place: place.site_code):
        found = list(of_site)
        for start in range(0, len(found), _PLACES_PER_ENTRY):
            yield found[start : start + _PLACES_PER_ENTRY]
