"""Owns the board of cases: open ones by the sooner of their clocks, closed ones, and what waits for a person."""

from datetime import timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.database import db
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.registry import queries as registry
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.queries.board import SHOW_NAMES, Show, board_counts, board_page
from app.viewing_requests.views import blueprint
from app.web.access import allow, current_actor
from app.web.looks_recorded import looks_at
from app.web.paging import key_of

TOLD_FOR = timedelta(days=14)
"""So long the person who took a request in is told on the board that its last day moved."""
_LONGEST_TEXT = 20


@blueprint.get("/requests")
@allow(act=Act.READ)
@looks_at("viewing_request/list", typed=("q",))
def list_requests() -> ResponseReturnValue:
    """Show cases page by page, with both clocks, their state and who acts next."""
    session, actor, now = db.session(), current_actor(), utc_now()
    site = request.args.get("site") or None
    text = (request.args.get("text") or "").strip()[:_LONGEST_TEXT]
    show = next((one for one in Show if one == request.args.get("show")), Show.OPEN)
    after = key_of(request.args.get("after"), int, int, int)
    page = board_page(session, actor=actor, now=now, show=show, site=site, text=text, after=after)
    moved = queries.moves_of_own(session, actor=actor, since=now - TOLD_FOR)
    return render_template(
        "viewing_requests/list_requests.html",
        page=page,
        shown=show,
        shows=_shows(),
        names=SHOW_NAMES,
        counts=board_counts(session, actor=actor, now=now, site=site, text=text),
        site=site,
        sites=_sites(site),
        text=text,
        filters={"site": site, "text": text or None},
        is_first=after is None,
        moved=moved if show is Show.OPEN and after is None else [],
        may_work=actor.has(*WORKS_ON_CASES),
    )


@blueprint.get("/requests/overrides")
@allow(Role.AUDITOR, *commands.DECIDERS, act=Act.READ)
@looks_at("viewing_request/overrides")
def list_overrides() -> ResponseReturnValue:
    """Show refusals whose reason was read as unlawful and written all the same."""
    rows = queries.overrides(db.session(), actor=current_actor())
    names = accounts.names_of(db.session(), account_ids={row.overridden_by for row in rows})
    return render_template("viewing_requests/list_overrides.html", rows=rows, names=names)


def _shows() -> tuple[Show, ...]:
    """Return the choices that mean something to the person."""
    actor = current_actor()
    hidden = set()
    if not actor.has(*commands.DECIDERS):
        hidden.add(Show.DECIDE)
    if not actor.has(*WORKS_ON_CASES):
        hidden.add(Show.DO)
    return tuple(one for one in Show if one not in hidden)


def _sites(chosen: str | None) -> list[tuple[str, str]]:
    """Return the sites a person may choose from, by code and name."""
    actor = current_actor()
    snapshot = registry.snapshot(db.session(), as_of=kst_day(utc_now()))
    found = [(site.code, site.name) for site in snapshot.sites if actor.sees_site(site.code)]
    known = {code for code, _name in found}
    return found if chosen is None or chosen in known else [*found, (chosen, chosen)]
