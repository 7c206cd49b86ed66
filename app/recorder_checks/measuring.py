"""Owns what all looks at a camera's recorder together say of it on a day. Pure.

The newest look counts; of looks at the same moment, one at the camera before one at its zone, and that before one at
its site. What was looked at counts by itself: a look at the clock alone does not make the one at the footage older.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.kernel.clock import kst_day
from app.recorder_checks.domain import Footage, Measurement, State

DUE_SOON_DAYS = 7
"""A look that becomes old within so many days is due."""
_SLACK_DAYS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the recorder of one camera.

    ``measured_days`` is what shortens the footage's clock: None where no footage was found, or where the camera is so
    new that nothing had been overwritten yet (``is_filling``). ``kept_days`` is the age of the oldest footage found by
    the newest look, however it came about.
    """

    state: State
    newest: Measurement | None = None
    recorder: str = ""
    looked_on: date | None = None
    measured_on: date | None = None
    measured_days: int | None = None
    kept_days: int | None = None
    is_stale: bool = False  # What was measured is older than a look may be; it still shortens.
    is_unknown: bool = False  # The newest look could not tell the oldest footage.
    is_filling: bool = False
    locked_left_out: bool = True  # False: the newest footage found may be locked footage.
    configured_days: int | None = None
    offset_seconds: int | None = None
    clock_on: date | None = None


def known_of(measurements: Iterable[Measurement], *, on: date, age_days: int, started_on: date | None = None) -> Known:
    """Return what looks say together.

    Footage found without leaving locked footage out may look older than what is overwritten: such a look can shorten,
    and lengthens nothing. So the newest look that left it out counts, and every later one where it is shorter.

    :param age_days: the days after which a look is old.
    :param started_on: since when the camera records; None: unknown, then it is taken for an old one.
    """
    looks = sorted(measurements, key=newness, reverse=True)
    if not looks:
        return Known(state=State.NEVER)
    at_footage = [each for each in looks if each.look.footage is not Footage.NOT_LOOKED]
    found = [each for each in at_footage if each.look.footage is Footage.FOUND]
    looked_on = kst_day(at_footage[0].look.at) if at_footage else None
    measured_on = kst_day(found[0].look.at) if found else None
    clock = next((each for each in looks if each.look.offset_seconds is not None), None)
    return Known(
        state=_state(at_footage, on, age_days),
        newest=looks[0],
        recorder=looks[0].look.recorder,
        looked_on=looked_on,
        measured_on=measured_on,
        measured_days=_shortening(found, started_on),
        kept_days=found[0].look.kept_days if found else None,
        is_stale=measured_on is not None and (on - measured_on).days > age_days,
        is_unknown=bool(at_footage) and at_footage[0].look.footage is Footage.UNKNOWN,
        is_filling=bool(found) and _is_filling(found[0], started_on),
        locked_left_out=not found or found[0].look.locked_left_out,
        configured_days=next((each.look.configured_days for each in looks if each.look.configured_days), None),
        offset_seconds=clock.look.offset_seconds if clock else None,
        clock_on=kst_day(clock.look.at) if clock else None,
    )


def is_young(days: int, *, looked_on: date, started_on: date | None) -> bool:
    """Return whether a camera had not yet recorded for so many days when somebody looked."""
    return started_on is not None and (looked_on - started_on).days < days


def newness(each: Measurement) -> tuple[datetime, int, int]:
    """Return what the newest look is the largest of."""
    return each.look.at, each.place.narrowness, each.leaf


def _state(at_footage: Sequence[Measurement], on: date, age_days: int) -> State:
    if not at_footage:
        return State.NEVER
    if at_footage[0].look.footage is Footage.UNKNOWN:
        return State.UNKNOWN
    left = age_days - (on - kst_day(at_footage[0].look.at)).days
    if left < 0:
        return State.OVERDUE
    return State.DUE if left <= DUE_SOON_DAYS else State.CURRENT


def _shortening(found: Iterable[Measurement], started_on: date | None) -> int | None:
    days: list[int] = []
    for each in found:
        if each.look.kept_days is not None and not _is_filling(each, started_on):
            days.append(each.look.kept_days)
        if each.look.locked_left_out:
            break
    return min(days, default=None)


def _is_filling(each: Measurement, started_on: date | None) -> bool:
    """Return whether the oldest footage is the first there ever was: then nothing had been overwritten yet."""
    if started_on is None or each.look.kept_days is None:
        return False
    age = kst_day(each.look.at) - started_on
    return abs(age - timedelta(days=each.look.kept_days)) <= timedelta(days=_SLACK_DAYS)


def is_set_otherwise(configured: int | None, *, shortest: int | None, longest: int | None) -> bool:
    """Return whether a recorder is set to other days than published."""
    if configured is None or shortest is None:
        return False
    return not shortest <= configured <= (longest if longest is not None else shortest)


def is_short(measured: int | None, *, published: int | None) -> bool:
    """Return whether a recorder keeps less than published.

    Whole days are counted, and a recorder that erases after exactly twenty days has footage of nineteen: a day less is
    no shortfall.
    """
    return measured is not None and published is not None and measured + _SLACK_DAYS < published
