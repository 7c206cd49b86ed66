"""Owns how a sign's lines follow from the registry: one sign for every zone of every site, and no person's name."""

from collections.abc import Collection, Iterator, Mapping

from app.kernel.hangul import nfc
from app.registry.domain import Contractor, Level, Retention
from app.registry.snapshot import Effective, Holder, SiteView, Snapshot, ZoneView
from app.signage.domain import SignContent, SignKind


def sign_contents(
    snapshot: Snapshot,
    *,
    public_url: str,
    numbers: Mapping[tuple[SignKind, str], str] | None = None,
    sites: Collection[str] | None = None,
) -> tuple[SignContent, ...]:
    """Return what every sign must say, in published order: one for each zone, or one for a site without zones.

    ``numbers`` gives the numbers already issued, by kind and code. ``sites`` limits the answer to those codes.
    A zone or site that states zero cameras needs no sign.
    """
    numbers = numbers or {}
    wanted = [site for site in snapshot.sites if sites is None or site.code in sites]
    return tuple(
        content for site in wanted for content in _of_site(site, snapshot=snapshot, numbers=numbers, address=public_url)
    )


def _of_site(
    site: SiteView, *, snapshot: Snapshot, numbers: Mapping[tuple[SignKind, str], str], address: str
) -> Iterator[SignContent]:
    organisation = snapshot.organisation.name if snapshot.organisation else ""
    contractor = _contractors(snapshot.contractors, site.code)
    targets: list[tuple[SignKind, str, str, Effective]] = [
        (SignKind.ZONE, zone.code, _place(site, zone), zone.values) for zone in site.zones if zone.count != 0
    ]
    if not site.zones and site.count != 0:
        targets = [(SignKind.ENTRANCE, site.code, _place(site, None), site.values)]
    for kind, code, place, values in targets:
        zone_name = next((zone.name for zone in site.zones if zone.code == code and kind is SignKind.ZONE), "")
        yield SignContent(
            number=numbers.get((kind, code), ""),
            kind=kind,
            site_code=site.code,
            target=code,
            name=_joined(site.name, zone_name),
            purpose=", ".join(_folded(purpose.text) for purpose in values.purposes),
            place=place,
            coverage=_folded(values.coverage),
            hours=_hours(values.hours, values.retention),
            manager=_manager(values.manager),
            contractor=contractor,
            organisation=_folded(organisation),
            address=f"{address}/public/signs",
        )


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
