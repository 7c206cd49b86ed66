"""Owns the shifts of the control room. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.kernel.clock import KST
from app.kernel.messages import N_


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift of the control room, from and up to."""

    name: str
    start: datetime
    end: datetime

    @property
    def before(self) -> datetime:
        """Return a moment of the shift before."""
        return self.start - timedelta(minutes=1)


DAY_STARTS, NIGHT_STARTS = 7, 19
"""Hours in Korea at which shifts change: 07:00 and 19:00."""


def shift_at(moment: datetime) -> Shift:
    """Return the shift a moment falls into."""
    local = moment.astimezone(KST)
    morning = local.replace(hour=DAY_STARTS, minute=0, second=0, microsecond=0)
    evening = local.replace(hour=NIGHT_STARTS, minute=0, second=0, microsecond=0)
    if morning <= local < evening:
        return Shift(N_("주간조"), morning, evening)
    if local < morning:
        return Shift(N_("야간조"), evening - timedelta(days=1), morning)
    return Shift(N_("야간조"), evening, morning + timedelta(days=1))
