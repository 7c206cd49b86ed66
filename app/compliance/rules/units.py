"""Owns what camera rules walk over: every zone, and every site that has none."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.compliance.domain import Breach, Facts, Place, Severity, Subject
from app.kernel.messages import Message
from app.registry.domain import Camera
from app.registry.snapshot import Effective, Snapshot

ORGANISATION = "self"


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a site that is filmed as one: a zone, or a site that is not divided."""

    place: Place
    row: tuple[str, str] | None
    values: Effective
    address: str | None
    count: int | None
    sensitive: str | None
    cameras: tuple[Camera, ...]

    def breach(self, text: str, *, severity: Severity | None = None, **values: object) -> Breach:
        """Return a breach at this unit."""
        return Breach(self.place, Message(text, values), severity, self.row)


def units(facts: Facts) -> Iterator[Unit]:
    """Return every unit with cameras, in published order; one whose count is a plain zero films nothing."""
    if facts.snapshot is None:
        return
    for row in facts.snapshot.rows:
        named = (row.code, row.name)
        for site in row.sites:
            stands_in = named if site.row_code is not None else None
            if not site.zones and site.count != 0:
                place = Place(Subject.SITE, site.code, site.name, site.code)
                yield Unit(place, stands_in, site.values, site.address, site.count, None, ())
            for zone in site.zones:
                if zone.count == 0:
                    continue
                place = Place(Subject.ZONE, zone.code, f"{site.name} · {zone.name}", site.code)
                values, cameras = zone.values, zone.cameras
                yield Unit(place, stands_in, values, site.address, zone.count, zone.sensitive, cameras)


def organisation_place(snapshot: Snapshot) -> Place:
    """Return the organisation as the object of a finding."""
    name = snapshot.organisation.name if snapshot.organisation else ORGANISATION
    return Place(Subject.ORGANISATION, ORGANISATION, name)
