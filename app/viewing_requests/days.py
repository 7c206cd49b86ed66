"""Owns which days a period cannot end on: week-ends, public holidays, and what the company added or took away. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from holidays import country_holidays

from app.kernel.messages import N_, Message

_SATURDAY = 5


class DayKind(StrEnum):
    """What somebody says of a day; stored names are permanent."""

    EXTRA = "extra"  # A day off the list of public holidays does not know, e.g. a temporary holiday.
    REMOVED = "removed"  # A public holiday of the list that is none.


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """Return the public holidays of a year in Korea with their names, substitute holidays included."""
    return dict(sorted(country_holidays("KR", years=year, language="ko").items()))


def weekend(day: date) -> str | None:
    """Return Saturday or Sunday in Korean (a message id), or None for another day."""
    if day.weekday() < _SATURDAY:
        return None
    return N_("토요일") if day.weekday() == _SATURDAY else N_("일요일")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off as they count: the public holidays, with the days added and taken away, each with its name."""

    extra: Mapping[date, str] = field(default_factory=dict)
    removed: Mapping[date, str] = field(default_factory=dict)

    def day_off(self, day: date) -> str | Message | None:
        """Return why a period cannot end on a day (holiday, Saturday, Sunday), or None for a working day."""
        if day in self.extra:
            return Message(N_("더한 휴일: {name}"), {"name": self.extra[day]})
        name = public_holidays(day.year).get(day)
        return name if name and day not in self.removed else weekend(day)

    def note(self, day: date) -> str | Message | None:
        """Return what there is to say of a day: why it is off, or that it would be if it had not been taken away."""
        off = self.day_off(day)
        if off is None and day in self.removed:
            return Message(N_("뺀 휴일: {name}"), {"name": self.removed[day]})
        return off


AS_LISTED = Calendar()
"""The public holidays alone."""


def day_off(day: date) -> str | Message | None:
    """Return why a period cannot end on a day by the public holidays alone, or None for a working day."""
    return AS_LISTED.day_off(day)
