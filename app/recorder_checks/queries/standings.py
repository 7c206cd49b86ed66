"""Owns how the looks at recorders stand by camera, and the terms of footage that follow."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.kernel.actor import SYSTEM, Actor
from app.law.periods import hold_margin_hours, recorder_check_days
from app.recorder_checks.domain import CLOCK_TOLERANCE_SECONDS, READERS, CheckedPlace, Measurement, State, Unit
from app.recorder_checks.measuring import Known, is_set_otherwise, is_short, is_young, known_of
from app.recorder_checks.overwriting import Overwriting, explained
from app.recorder_checks.queries.looks import measurements, those_about
from app.recorder_checks.refusals import PlaceNotThere
from app.recorder_checks.units import units_of
from app.registry import queries as registry
from app.registry.domain import Kind
from app.registry.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class FootageTerms:
    """How long one camera's footage is kept, as far as anybody knows; a zone's where no single camera is known.

    ``published_days`` None: not known, or nothing is recorded (``recorded`` False). ``measured_days`` None: never
    measured, not found, or a camera so new that nothing was overwritten yet. ``offset_seconds`` is recorder time minus
    true time; None: nobody looked at the clock.
    """

    place: CheckedPlace
    label: str
    in_registry: bool
    recorded: bool
    published_days: int | None
    measured_days: int | None
    measured_on: date | None
    is_stale: bool
    is_unknown: bool
    is_filling: bool
    locked_left_out: bool
    configured_days: int | None
    offset_seconds: int | None
    clock_on: date | None
    recorder: str
    state: State

    def overwriting(self, recorded_at: datetime, *, margin: timedelta) -> Overwriting:
        """Return when footage recorded at a moment is overwritten at the earliest, and why."""
        return explained(
            recorded_at,
            published_days=self.published_days,
            measured_days=self.measured_days,
            configured_days=self.configured_days,
            margin=margin,
            offset_seconds=self.offset_seconds or 0,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A camera (or undivided zone or site) with what looks at its recorder say, and since when it records."""

    unit: Unit
    known: Known
    started_on: date | None = None

    @property
    def is_short(self) -> bool:
        """Return whether less is kept than published; a camera too new to tell is left in peace."""
        return not self.is_young and is_short(self.known.measured_days, published=self.unit.published_days)

    @property
    def is_set_otherwise(self) -> bool:
        """Return whether the recorder is set to other days than published."""
        unit = self.unit
        return is_set_otherwise(self.known.configured_days, shortest=unit.published_days, longest=unit.longest_days)

    @property
    def is_clock_wrong(self) -> bool:
        """Return whether the recorder's clock was found wrong."""
        return abs(self.known.offset_seconds or 0) > CLOCK_TOLERANCE_SECONDS

    @property
    def is_young(self) -> bool:
        """Return whether the camera was younger than its published period when its footage was looked at last."""
        days, looked_on = self.unit.published_days, self.known.measured_on
        return (
            days is not None
            and looked_on is not None
            and is_young(days, looked_on=looked_on, started_on=self.started_on)
        )


def margin(*, on: date) -> timedelta:
    """Return by how much footage is taken to be overwritten sooner (``product.hold_margin``)."""
    return timedelta(hours=hold_margin_hours(on).hours or 0)


def footage_terms(
    session: Session,
    *,
    places: Sequence[tuple[str, str | None, str | None]],
    on: date,
    known_on: date | None = None,
) -> tuple[FootageTerms, ...]:
    """Return the terms of each camera of some places (site, zone or None, camera or None), each once, in order.

    A zone or site is told by its single cameras where the registry has them, else as a whole. A place that is not in
    the registry stays in the answer, with nothing known. Everybody's: whoever asks has checked who may see the places.

    :param on: the day of the registry, e.g. that of the footage, for a camera taken down since.
    :param known_on: the day against which a look is old; None: ``on``.
    """
    wanted = [CheckedPlace(*place) for place in places]
    codes = {place.site_code for place in wanted}
    units = list(units_of(registry.snapshot_of_sites(session, codes=codes, as_of=on), on=on)) if codes else []
    chosen: dict[str, Unit | CheckedPlace] = {}
    for place in wanted:
        inside = [unit for unit in units if place.covers(unit.place)]
        chosen |= {unit.place.key: unit for unit in inside} if inside else {place.key: place}
    standing = _standings(
        session,
        [one if isinstance(one, Unit) else Unit(place=one, site_name="", name=one.code) for one in chosen.values()],
        on=known_on or on,
    )
    there = {unit.place.key for unit in units}
    return tuple(_terms(each, in_registry=each.unit.place.key in there) for each in standing)


def standings(session: Session, *, snapshot: Snapshot, on: date) -> tuple[Standing, ...]:
    """Return how the looks stand for every camera of a snapshot, in published order. For checks of everything."""
    return _standings(session, list(units_of(snapshot, on=on)), on=on)


def latest_checks(session: Session, *, actor: Actor, on: date, site: str | None = None) -> tuple[Standing, ...]:
    """Return how the looks stand at the sites where a person reads them; at one of them with ``site``."""
    sites = None if actor.id == SYSTEM.id else actor.sites_as(*READERS)
    if site is not None:
        if sites is not None and site not in sites:
            return ()
        snapshot = registry.snapshot_of_sites(session, codes=[site], as_of=on)
    else:
        snapshot = registry.snapshot(session, as_of=on)
    units = [unit for unit in units_of(snapshot, on=on) if site in {None, unit.place.site_code}]
    return _standings(session, [unit for unit in units if sites is None or unit.place.site_code in sites], on=on)


def standing_of(session: Session, *, key: str, actor: Actor, on: date) -> Standing:
    """Return how the looks stand for one camera, or undivided zone or site.

    :raises PlaceNotThere: if there is none the person may know of.
    """
    for each in latest_checks(session, actor=actor, on=on, site=key.partition("|")[0]):
        if each.unit.place.key == key:
            return each
    raise PlaceNotThere(place=key.replace("|", " ").strip())


def terms_of(standing: Standing) -> FootageTerms:
    """Return the terms of a standing."""
    return _terms(standing, in_registry=True)


def counts_by_state(found: Iterable[Standing]) -> dict[State, int]:
    """Return how many there are in each state, in the order of the states."""
    counted = Counter(each.known.state for each in found)
    return {state: counted[state] for state in State}


def _standings(session: Session, units: Sequence[Unit], *, on: date) -> tuple[Standing, ...]:
    looks = measurements(session, [unit.place for unit in units])
    mine = [those_about(looks, unit.place) for unit in units]
    started = _started(session, [unit for unit, those in zip(units, mine, strict=True) if _matters(unit, those)])
    age_days = recorder_check_days(on).days or 0
    found = []
    for unit, those in zip(units, mine, strict=True):
        started_on = started.get(unit.place.key, unit.installed_on)
        known = known_of(those, on=on, age_days=age_days, started_on=started_on)
        found.append(Standing(unit=unit, known=known, started_on=started_on))
    return tuple(found)


def _matters(unit: Unit, measurements: Iterable[Measurement]) -> bool:
    """Return whether it matters since when a camera records: somebody found less than was published."""
    days = [each.look.kept_days for each in measurements if each.look.kept_days is not None]
    return bool(days) and unit.installed_on is None and (unit.published_days is None or min(days) < unit.published_days)


def _started(session: Session, units: Sequence[Unit]) -> dict[str, date | None]:
    """Return since when the registry knows cameras and zones of which nobody wrote when they were installed."""
    keys = {
        unit.place.key: (Kind.CAMERA if unit.place.camera_code else Kind.ZONE, unit.place.code)
        for unit in units
        if unit.place.zone_code
    }
    known = registry.timelines_of(session, keys=set(keys.values())) if keys else {}
    return {name: versions[0].valid_from for name, key in keys.items() if (versions := known.get(key))}


def _terms(standing: Standing, *, in_registry: bool) -> FootageTerms:
    unit, known = standing.unit, standing.known
    return FootageTerms(
        place=unit.place,
        label=f"{unit.site_name} {unit.name}".strip() if unit.name != unit.site_name else unit.name,
        in_registry=in_registry,
        recorded=unit.recorded,
        published_days=unit.published_days,
        measured_days=known.measured_days,
        measured_on=known.measured_on,
        is_stale=known.is_stale,
        is_unknown=known.is_unknown,
        is_filling=known.is_filling,
        locked_left_out=known.locked_left_out,
        configured_days=known.configured_days,
        offset_seconds=known.offset_seconds,
        clock_on=known.clock_on,
        recorder=known.recorder or unit.recorder,
        state=known.state,
    )
