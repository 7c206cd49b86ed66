"""Owns what terms are told for: every camera in service, and every zone or site of which no camera is known. Pure."""

from collections.abc import Iterator
from datetime import date

from app.recorder_checks.domain import CheckedPlace, Unit
from app.registry.domain import Camera, Retention
from app.registry.snapshot import SiteView, Snapshot, ZoneView

Row = tuple[str, str] | None


def units_of(snapshot: Snapshot, *, on: date) -> Iterator[Unit]:
    """Yield the units of a snapshot in published order; what films nothing is left out.

    A zone with cameras of which all were taken down by that day has none left to tell of.
    """
    for row in snapshot.rows:
        for site in row.sites:
            named = (row.code, row.name) if site.row_code is not None else None
            if not site.zones and site.count != 0:
                yield _of_site(site, named)
            for zone in site.zones:
                if zone.cameras:
                    for camera in zone.cameras:
                        if camera.removed_on is None or camera.removed_on > on:
                            yield _of_camera(zone, camera, named)
                elif zone.count != 0:
                    yield _of_zone(zone, named)


def _of_site(site: SiteView, row: Row) -> Unit:
    recorded, shortest, longest = _days(site.values.retention)
    return Unit(
        place=CheckedPlace(site.code),
        site_name=site.name,
        name=site.name,
        recorded=recorded,
        published_days=shortest,
        longest_days=longest,
        recorder=(site.values.device.recorder if site.values.device else None) or "",
        row=row,
    )


def _of_zone(zone: ZoneView, row: Row) -> Unit:
    recorded, shortest, longest = _days(zone.values.retention)
    return Unit(
        place=CheckedPlace(zone.site_code, zone.code),
        site_name=zone.site_name,
        name=zone.name,
        recorded=recorded,
        published_days=shortest,
        longest_days=longest,
        installed_on=zone.installed_on,
        recorder=(zone.values.device.recorder if zone.values.device else None) or "",
        row=row,
    )


def _of_camera(zone: ZoneView, camera: Camera, row: Row) -> Unit:
    own = camera.declared.retention
    recorded, shortest, longest = _days(own if own is not None else zone.values.retention)
    return Unit(
        place=CheckedPlace(zone.site_code, zone.code, camera.code),
        site_name=zone.site_name,
        name=camera.name or f"{zone.name} {camera.code}",
        recorded=recorded,
        published_days=shortest,
        longest_days=longest,
        installed_on=camera.installed_on or zone.installed_on,
        recorder=camera.recorder or (zone.values.device.recorder if zone.values.device else None) or "",
        row=row,
    )


def _days(retention: Retention | None) -> tuple[bool, int | None, int | None]:
    """Return whether anything is recorded, and the shortest and the longest period published."""
    if retention is None:
        return True, None, None
    if not retention.recorded:
        return False, None, None
    known = [days for days in (retention.least_days, retention.days, retention.most_days) if days is not None]
    return True, min(known, default=None), max(known, default=None)
