"""Owns the figures of a year: counted from single requests by the month they came in, so that totals add up. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from app.case_papers.refusals import FiguresDisagree

MONTHS = range(1, 13)
OPEN = "open"
"""The outcome of a request that has none yet."""

ByMonth = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCase:
    """What one request adds to the figures; stored names, no person. ``days`` from receipt to the answer, 0 at once."""

    month: int  # In which it was received, 1 to 12, in Korea.
    kind: str
    requester: str
    channel: str
    outcome: str = OPEN
    ground: str = ""
    days: int | None = None  # None: not answered.
    late: bool = False
    held: bool = False
    gone: bool = False
    emergency: bool = False
    handed_over: int = 0
    returned: int = 0  # Hand-overs whose return or destruction was confirmed.


@dataclass(frozen=True, slots=True)
class Count:
    """How many there were by month."""

    name: str
    months: ByMonth

    @property
    def total(self) -> int:
        """Return how many in the year."""
        return sum(self.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """The figures of a year. ``answered`` holds, per month of receipt, the days each answer took.

    :raises FiguresDisagree: if a division does not add up to what was received, or a count is not of twelve months.
    """

    year: int
    counted_at: datetime
    received: Count
    kinds: tuple[Count, ...]
    requesters: tuple[Count, ...]
    channels: tuple[Count, ...]
    outcomes: tuple[Count, ...]
    grounds: tuple[Count, ...]
    events: tuple[Count, ...]  # late, held, gone, emergency, handed_over, returned
    answered: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        for division in (self.kinds, self.requesters, self.channels, self.outcomes):
            if summed(division) != self.received.months:
                raise FiguresDisagree(self.received.name, [count.name for count in division])
        counts = (self.received, *self.grounds, *self.events)
        if len(self.answered) != len(MONTHS) or any(len(count.months) != len(MONTHS) for count in counts):
            raise FiguresDisagree(self.year)
        if any(len(days) > month for days, month in zip(self.answered, self.received.months, strict=True)):
            raise FiguresDisagree("answered")

    @property
    def all_answered(self) -> tuple[int, ...]:
        """Return the days every answer of the year took."""
        return tuple(days for month in self.answered for days in month)


def summed(counts: Sequence[Count]) -> ByMonth:
    """Return the sum of counts by month."""
    return tuple(sum(count.months[place] for count in counts) for place in range(len(MONTHS)))


def figures_of(
    year: int,
    cases: Iterable[AskedCase],
    *,
    counted_at: datetime,
    kinds: Sequence[str],
    requesters: Sequence[str],
    channels: Sequence[str],
    outcomes: Sequence[str],
    grounds: Sequence[str],
) -> YearFigures:
    """Return the figures of a year; every name of a list gets its row, also when nothing was counted.

    :raises FiguresDisagree: if a case has a name that is in no list.
    """
    found = tuple(cases)

    def count(name: str, weights: Iterable[int]) -> Count:
        months = [0] * len(MONTHS)
        for case, weight in zip(found, weights, strict=True):
            months[case.month - 1] += weight
        return Count(name, tuple(months))

    def divided(field: str, names: Sequence[str]) -> tuple[Count, ...]:
        return tuple(count(name, [int(getattr(case, field) == name) for case in found]) for name in names)

    unknown = {case.ground for case in found} - {"", *grounds}
    if unknown:
        raise FiguresDisagree(*sorted(unknown))
    return YearFigures(
        year=year,
        counted_at=counted_at,
        received=count("received", [1] * len(found)),
        kinds=divided("kind", kinds),
        requesters=divided("requester", requesters),
        channels=divided("channel", channels),
        outcomes=divided("outcome", outcomes),
        grounds=divided("ground", grounds),
        events=tuple(
            count(name, [int(getattr(case, name)) for case in found])
            for name in ("late", "held", "gone", "emergency", "handed_over", "returned")
        ),
        answered=tuple(
            tuple(sorted(case.days for case in found if case.month == month and case.days is not None))
            for month in MONTHS
        ),
    )


def median_days(days: Sequence[int]) -> float | None:
    """Return the median, None without any."""
    return float(median(days)) if days else None
