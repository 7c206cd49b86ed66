"""Owns the pages that are read: the list of sites with the published rows, the page of a site, the posts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts import queries as accounts
from app.database import db
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotFound
from app.registry import queries
from app.registry.difference import FieldChange
from app.registry.domain import Kind
from app.registry.queries import SiteDetail, SiteFilters, SiteLine
from app.registry.snapshot import Disagreement, SiteView, ZoneView
from app.registry.views.blueprint import blueprint, day_asked, may_edit, moment_asked, names_in
from app.registry.wiring import Marked, marked_sites, panels_of_site
from app.registry.wording import LEVELS, Fact, facts_of, said
from app.web.access import allow, current_actor
from app.web.languages import language
from app.web.looks_recorded import looks_at
from app.web.paging import Page

PAGE_SIZE = 50
MARKED = "marked"
_ROWS_SHOWN = 50
_ROWS_KEPT = "registry_published_rows"
_LISTINGS_KEPT = "registry_listings"
_MOST_LISTINGS = 64


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A row as it is published: its cameras, how many sites it stands for, and where they disagree."""

    code: str
    name: str
    kind: str | None
    count: int | None
    sites: int
    single_site: str | None
    retention: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class PublishedRows:
    """The published rows of a day and their total."""

    rows: tuple[PublishedRow, ...]
    number: int
    total: int
    organisation: str | None
    revision: str


@blueprint.route("/sites")
@allow(act=Act.READ)
def list_sites() -> ResponseReturnValue:
    """Show the published rows with their total, and the sites found by search and filters."""
    actor, day = current_actor(), day_asked()
    search, after = request.args.get("q", "").strip()[:100], request.args.get("after")
    kind, region = request.args.get("kind") or None, request.args.get("region") or None
    is_today = day == kst_day(utc_now())
    marked = marked_sites(db.session(), actor=actor, now=utc_now()) if is_today else None
    only = bool(marked and request.args.get("show") == MARKED)
    listing = _listing(
        day=day,
        sites=marked.sites if marked and only else actor.sites,
        search=search,
        kind=kind,
        region=region,
        after=after,
        marked=marked,
    )
    return render_template(
        "registry/list_sites.html",
        rows=published_rows(day) if actor.sites is None else None,
        found=listing.found,
        table=listing.table,
        number=listing.number,
        filters=listing.filters,
        search=search,
        kind=kind,
        region=region,
        after=after,
        day=day,
        is_today=is_today,
        marked=marked,
        only=only,
        may_edit=may_edit(actor),
        sees_all=actor.sites is None,
        said=said,
    )


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list of sites, how many there are in all, and what they can be filtered by."""

    found: Page[SiteLine]
    number: int
    filters: SiteFilters
    table: Markup  # The rows as they are shown: drawing them is most of the work of the page.


def _listing(
    *, day: date, sites: frozenset[str] | None, after: str | None, marked: Marked | None, **wanted: str | None
) -> Listing:
    """Return what a list page shows; the newest few are kept for as long as the registry stands still."""
    session = db.session()
    key = (queries.edition(session), day, sites, after, marked and marked.sites, language(), *wanted.values())
    kept: dict[object, Listing] = current_app.extensions.setdefault(_LISTINGS_KEPT, {})
    listing = kept.get(key)
    if listing is None:
        search, kind, region = (wanted[name] for name in ("search", "kind", "region"))
        asked: dict[str, Any] = {"as_of": day, "sites": sites, "search": search, "kind": kind, "region": region}
        found = queries.sites_matching(session, **asked, size=PAGE_SIZE, after=after)
        drawn = render_template("registry/sites_table.html", found=found, said=said, marked=marked)
        listing = Listing(
            found=found,
            table=Markup(drawn),  # noqa: S704  # A template of ours, which escaped every value.
            number=queries.number_of_sites(session, **asked),
            filters=queries.site_filters(session, as_of=day, sites=sites),
        )
        while len(kept) >= _MOST_LISTINGS:
            kept.pop(next(iter(kept)), None)  # Another thread may have been quicker.
        kept[key] = listing
    return listing


def published_rows(day: date) -> PublishedRows:
    """Return the published rows of a day; worked out once for each edition of the registry."""
    session = db.session()
    key = (queries.edition(session), day)
    kept: dict[object, PublishedRows] = current_app.extensions.setdefault(_ROWS_KEPT, {})
    found = kept.get(key)
    if found is None:
        snapshot = queries.snapshot(session, as_of=day)
        shown = [
            PublishedRow(
                code=row.code,
                name=row.name,
                kind=row.kind,
                count=row.count,
                sites=len(row.sites),
                single_site=row.sites[0].code if len(row.sites) == 1 and row.sites[0].row_code is None else None,
                retention=said(row.values.retention),
                disagreements=row.disagreements,
            )
            for row in snapshot.rows
        ]
        shown.sort(key=lambda row: not row.disagreements)  # What disagrees is never cut off; the order stays.
        cut = tuple(shown if len(shown) <= _ROWS_SHOWN else shown[:_ROWS_SHOWN])
        order = {row.code: at for at, row in enumerate(snapshot.rows)}
        found = PublishedRows(
            rows=tuple(sorted(cut, key=lambda row: order[row.code])),
            number=len(shown),
            total=snapshot.total,
            organisation=snapshot.organisation.name if snapshot.organisation else None,
            revision=snapshot.revision,
        )
        kept.clear()  # Only the newest: an older edition is never asked for again.
        kept[key] = found
    return found


@dataclass(frozen=True, slots=True)
class ZoneFacts:
    """A zone with what it declares differently from its site."""

    zone: ZoneView
    own: tuple[Fact, ...]


@blueprint.route("/sites/<code>")
@allow(act=Act.READ)
@looks_at("site/{code}")
def show_site(code: str) -> ResponseReturnValue:
    """Show a site as it is on a day, or as it was known: values and where they come from, zones, cameras, history."""
    actor, session, day, moment = current_actor(), db.session(), day_asked(), moment_asked()
    if moment is None:
        detail = queries.site_detail(session, code=code, as_of=day, sites=actor.sites)
    else:
        if not actor.sees_site(code):
            raise NotFound
        detail = _known_then(code, day)
    history = queries.history_of(session, kind=Kind.SITE, code=code)
    if moment is not None:
        history = [entry for entry in history if entry.recorded_at <= moment]
    site = detail.site
    return render_template(
        "registry/show_site.html",
        object_names=names_in(FieldChange(**change) for entry in history for change in entry.changed),
        panels=panels_of_site(session, site=site, actor=actor, now=utc_now()),
        detail=detail,
        site=site,
        facts=facts_of(site.values),
        zones=[ZoneFacts(zone, _own_facts(zone)) for zone in site.zones],
        levels=LEVELS,
        history=history,
        names=accounts.names_of(session, account_ids={entry.actor_id for entry in history}),
        day=day,
        moment=moment,
        is_today=day == kst_day(utc_now()) and moment is None,
        may_edit=may_edit(actor) and moment is None,
        said=said,
    )


def _own_facts(zone: ZoneView) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts_of(zone.values) if getattr(zone.declared, fact.field) is not None)


def _known_then(code: str, day: date) -> SiteDetail:
    snapshot = queries.snapshot(db.session(), as_of=day, known_at=moment_asked())
    views: dict[str, SiteView] = {site.code: site for site in snapshot.sites}
    if code not in views:
        raise NotFound
    site = views[code]
    return SiteDetail(
        site=site,
        row_name=next((row.name for row in snapshot.rows if row.code == site.row_code), None),
        parent_name=views[site.parent].name if site.parent in views else None,
        parts=tuple(each for each in views.values() if each.parent == code),
        edition=0,
    )


@blueprint.route("/posts")
@allow(act=Act.READ)
@looks_at("post/list")
def list_posts() -> ResponseReturnValue:
    """Show the posts with their duties, contractors and agreements; people are not named here."""
    actor, session, day = current_actor(), db.session(), day_asked()
    known = queries.timelines(session, kinds=(Kind.POST, Kind.CONTRACTOR, Kind.AGREEMENT))
    found: dict[Kind, list[object]] = {Kind.POST: [], Kind.CONTRACTOR: [], Kind.AGREEMENT: []}
    for (kind, _code), timeline in sorted(known.items(), key=lambda item: item[0][1]):
        found[kind] += [version.value for version in timeline if version.span.holds(day)]
    return render_template(
        "registry/list_posts.html",
        posts=found[Kind.POST],
        contractors=found[Kind.CONTRACTOR],
        agreements=found[Kind.AGREEMENT],
        day=day,
        may_edit=may_edit(actor) and actor.sites is None,
    )
