"""Owns how a sign's lines follow from the registry and the scheme of its site; no line holds a person's name.

A zone has one sign unless its site chose otherwise: one at the entrance for the whole building, or one for each camera.
A site without zones has one at its entrance either way. Signs follow for closed places too, though 법 25④ asks for none
there: whoever is filmed should know; ``is_open`` tells the two apart.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from app.kernel.hangul import nfc
from app.registry.domain import Camera, Contractor, Level, Retention, SpaceClass
from app.registry.resolution import Posts, in_service, inherited
from app.registry.snapshot import Effective, Holder, SiteView, Snapshot, ZoneView
from app.signage.choices import Scheme
from app.signage.domain import SignContent, SignKind

_NAMED = 6
_WHOLE = "건물 전체"
"""What a representative sign says is filmed (시행령 24① 단서)."""


@dataclass(frozen=True, slots=True)
class Target:
    """What one sign is for. ``codes``: the zones and cameras it is for, the nearest first; none for a whole site."""

    kind: SignKind
    code: str
    name: str
    place: str
    values: Effective
    coverage: str
    is_open: bool
    codes: tuple[str, ...] = ()


def sign_contents(
    snapshot: Snapshot,
    *,
    public_url: str,
    numbers: Mapping[tuple[SignKind, str], str] | None = None,
    sites: Collection[str] | None = None,
    schemes: Mapping[str, Scheme] | None = None,
) -> tuple[SignContent, ...]:
    """Return what every sign must say, in published order.

    ``numbers`` gives the numbers already issued, by kind and code. ``sites`` limits the answer to those codes.
    ``schemes`` gives the scheme of a site by its code; one sign for each zone where it names none.
    A zone or site that states zero cameras needs no sign.
    """
    return tuple(
        content
        for _target, content in signs_of(snapshot, public_url=public_url, numbers=numbers, sites=sites, schemes=schemes)
    )


def signs_of(
    snapshot: Snapshot,
    *,
    public_url: str,
    numbers: Mapping[tuple[SignKind, str], str] | None = None,
    sites: Collection[str] | None = None,
    schemes: Mapping[str, Scheme] | None = None,
) -> Iterator[tuple[Target, SignContent]]:
    """Yield every sign with what it is for, in published order."""
    numbers, schemes, posts = numbers or {}, schemes or {}, Posts(snapshot.posts)
    organisation = _folded(snapshot.organisation.name if snapshot.organisation else "")
    for site in snapshot.sites:
        if sites is not None and site.code not in sites:
            continue
        contractor = _contractors(snapshot.contractors, site.code)
        scheme = schemes.get(site.code, Scheme.ZONE)
        for target in _targets(site, scheme=scheme, snapshot=snapshot, posts=posts):
            values = target.values
            yield (
                target,
                SignContent(
                    number=numbers.get((target.kind, target.code), ""),
                    kind=target.kind,
                    site_code=site.code,
                    target=target.code,
                    name=target.name,
                    purpose=", ".join(_folded(purpose.text) for purpose in values.purposes),
                    place=target.place,
                    coverage=target.coverage,
                    hours=_hours(values.hours, values.retention),
                    manager=_manager(values.manager),
                    contractor=contractor,
                    organisation=organisation,
                    address=f"{public_url}/public/signs",
                ),
            )


def _targets(site: SiteView, *, scheme: Scheme, snapshot: Snapshot, posts: Posts) -> Iterator[Target]:
    zones = [zone for zone in site.zones if zone.count != 0]
    if not site.zones:
        if site.count != 0:
            place, coverage = _place(site, None), _folded(site.values.coverage)
            is_open = _is_open(site.values)
            name = _folded(site.name)
            yield Target(SignKind.ENTRANCE, site.code, name, place, site.values, coverage, is_open)
    elif scheme is Scheme.ENTRANCE:
        if zones:
            yield _whole_building(site, zones)
    elif scheme is Scheme.CAMERA:
        for zone in zones:
            yield from _cameras(site, zone, snapshot=snapshot, posts=posts)
    else:
        yield from (_of_zone(site, zone) for zone in zones)


def _of_zone(site: SiteView, zone: ZoneView) -> Target:
    name, place = _joined(site.name, zone.name), _place(site, zone)
    coverage = _folded(zone.values.coverage)
    return Target(SignKind.ZONE, zone.code, name, place, zone.values, coverage, _is_open(zone.values), (zone.code,))


def _whole_building(site: SiteView, zones: list[ZoneView]) -> Target:
    """Return the one sign of a building: everything any of its zones is filmed for, and that all of it is filmed."""
    names = list(dict.fromkeys(_folded(zone.name) for zone in zones))
    told = ", ".join(names[:_NAMED])
    more = f" 외 {len(names) - _NAMED}곳" if len(names) > _NAMED else ""
    values = _together([zone.values for zone in zones], site.values)
    coverage = f"{_WHOLE} ({told}{more})"
    is_open = any(_is_open(zone.values) for zone in zones)
    place = _joined(site.address, site.name)
    return Target(SignKind.ENTRANCE, site.code, _folded(site.name), place, values, coverage, is_open)


def _together(zones: list[Effective], site: Effective) -> Effective:
    """Return the values of a building: what its zones share, every purpose of any of them, else what the site says.

    Zones that are filmed at other hours are told apart by the word of each; the manager of the site answers for all.
    """
    purposes = tuple(dict.fromkeys(purpose for zone in zones for purpose in zone.purposes))
    hours = list(dict.fromkeys(_folded(zone.hours) for zone in zones if zone.hours))
    retentions = list(dict.fromkeys(_retention(zone.retention) for zone in zones))
    managers = list(dict.fromkeys(_manager(zone.manager) for zone in zones))
    longest = max(
        (zone.retention for zone in zones if zone.retention is not None),
        key=lambda kept: (kept.recorded, kept.longest_days or 0),
        default=site.retention,
    )
    return Effective(
        purposes=purposes or site.purposes,
        hours=" / ".join(hours) or site.hours,
        retention=zones[0].retention if len(retentions) == 1 else longest,
        manager=zones[0].manager if len(managers) == 1 else site.manager or zones[0].manager,
    )


def _cameras(site: SiteView, zone: ZoneView, *, snapshot: Snapshot, posts: Posts) -> Iterator[Target]:
    """Yield a sign for every listed camera in service, and the zone's own if it has cameras that are not listed."""
    listed = [camera for camera in zone.cameras if in_service(camera, snapshot.as_of)]
    for camera in listed:
        values = inherited(zone.values, camera.declared, Level.CAMERA, posts)
        place = _joined(site.address, site.name, zone.name, _called(camera), _own_location(values))
        yield Target(
            SignKind.CAMERA,
            camera.code,
            _joined(site.name, zone.name, _called(camera)),
            place,
            values,
            _folded(values.coverage),
            _is_open(values),
            (camera.code, zone.code),
        )
    if not listed or (zone.count or 0) > len(listed):
        yield _of_zone(site, zone)


def _called(camera: Camera) -> str:
    return camera.name or camera.code


def _is_open(values: Effective) -> bool:
    """Return whether a place counts as open to the public: 법 25 holds unless it is said to be closed."""
    return values.space_class is not SpaceClass.CLOSED


def _folded(text: str | None) -> str:
    return nfc(text or "")


def _joined(*parts: str | None) -> str:
    """Return the parts with those left out that an earlier or later part already says."""
    kept: list[str] = []
    for part in map(_folded, parts):
        if not part or any(part in earlier for earlier in kept):
            continue
        kept = [earlier for earlier in kept if earlier not in part] + [part]
    return " ".join(kept)


def _place(site: SiteView, zone: ZoneView | None) -> str:
    if zone is None:
        return _joined(site.address, site.name, _own_location(site.values))
    return _joined(site.address, site.name, zone.name, _own_location(zone.values))


def _own_location(values: Effective) -> str | None:
    """Return the location, unless it is declared for many sites at once and says nothing about this one."""
    return None if values.origin.get("location") in {Level.ORGANISATION, Level.ROW} else values.location


def _hours(hours: str | None, retention: Retention | None) -> str:
    told = _folded(hours)
    kept = _retention(retention)
    return f"{told} ({kept})" if told and kept else told


def _retention(retention: Retention | None) -> str:
    if retention is None:
        return ""
    if not retention.recorded:
        return "녹화하지 않음"
    period = _folded(retention.text)
    if not period and retention.days is not None:
        period = f"{retention.days}일"
    if not period and retention.least_days is not None and retention.most_days is not None:
        period = f"{retention.least_days}~{retention.most_days}일"
    if not period and retention.most_days is not None:
        period = f"{retention.most_days}일 이내"
    return f"보관기간 {period}" if period else ""


def _manager(holder: Holder | None) -> str:
    """Return post and phone; without a phone nobody can be reached, so that counts as nothing."""
    if holder is None or not holder.phone:
        return ""
    return " ".join(filter(None, (_joined(holder.department, holder.title), _folded(holder.phone))))


def _contractors(contractors: tuple[Contractor, ...], site_code: str) -> str:
    covering = (one for one in contractors if not one.sites or site_code in one.sites)
    return " / ".join(" ".join(filter(None, (_folded(one.name), *one.phones[:1]))) for one in covering)
