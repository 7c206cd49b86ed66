"""Owns how a ratio is measured: interleaved rounds, medians, one process."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Ratio:
    """A measured ratio with the goal it is held against; ``goal`` is text such as ``<= 5``."""

    name: str
    value: float
    goal: str
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Return whether the goal is met; None when there is none."""
        if not self.goal:
            return None
        sign, limit = self.goal.split()
        return self.value <= float(limit) if sign == "<=" else self.value >= float(limit)

    def row(self) -> dict[str, object]:
        """Return the ratio as JSON values."""
        return {**asdict(self), "met": self.met}


def medians(
    ways: Mapping[str, Callable[[], object]], *, rounds: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """Return the median seconds of each way, measured in interleaved rounds after one warm-up.

    Ways that all work in this one thread may be held against each other by ``time.process_time``, which a busy machine
    disturbs less.
    """
    for way in ways.values():
        way()
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            gc.collect()
            begin = clock()
            way()
            taken[name].append(clock() - begin)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}
