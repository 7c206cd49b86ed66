"""Owns how breaches that say the same are counted together, without holding all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.compliance.facts import Place
from app.kernel.messages import Message
from app.law.severity import Severity

MOST_PLACES, MOST_OF_SITE = 500, 20
"""How many objects a finding names, in all and of one site; the others are only counted."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One object that does not meet a duty. ``row`` is the published row it stands in: code and name.

    ``part`` tells apart what one rule may say of one object side by side, and lasts; None: the rule's words do.
    """

    place: Place
    message: Message
    severity: Severity | None = None  # None: the rule's own.
    row: tuple[str, str] | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class AtSite:
    """At how many objects of one site something was found, and the first of them."""

    count: int
    places: tuple[Place, ...]


@dataclass(slots=True)
class _Site:
    count: int = 0
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """Breaches that say the same: the first of them, counted, and as many objects as a finding names."""

    first: Breach
    count: int = 0
    last: Place | None = None
    places: list[Place] = field(default_factory=list)
    of_sites: dict[str, _Site] = field(default_factory=dict)

    def add(self, place: Place) -> None:
        """Count an object, once: what is said of it twice is said of it one after the other."""
        if place == self.last or (self.count <= MOST_OF_SITE and place in self.places):
            return
        self.last = place
        self.count += 1
        if len(self.places) < MOST_PLACES:
            self.places.append(place)
        if place.site_code is not None:
            there = self.of_sites.setdefault(place.site_code, _Site())
            there.count += 1
            if len(there.places) < MOST_OF_SITE:
                there.places.append(place)


class Groups:
    """Breaches as they come, like ones together; holds no more than findings name."""

    def __init__(self) -> None:
        """Begin with none."""
        self._groups: dict[tuple[object, ...], Group] = {}

    def __iter__(self) -> Iterator[Group]:
        """Yield the groups in the order of their first breach."""
        return iter(self._groups.values())

    def add(self, breach: Breach) -> None:
        """Put a breach with those that say the same of the same row."""
        row_code = breach.row[0] if breach.row else None
        values = tuple(sorted((key, str(value)) for key, value in breach.message.values.items()))
        said = (breach.severity, breach.message.text, values, row_code, breach.part)
        group = self._groups.setdefault(said, Group(breach))
        group.add(breach.place)
