"""Owns the page operators live on: quick entry and live list."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.footage_access import commands, queries
from app.footage_access.domain import READERS, RECORDERS, REQUEST_HANDLING
from app.footage_access.forms import RecordAccessForm
from app.footage_access.pages import ListView, details_of_kinds, list_view
from app.footage_access.views import blueprint
from app.footage_access.views.typed import empty_form, posted_form
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.registry import queries as registry
from app.viewing_requests import queries as viewing_requests
from app.viewing_requests.commands import DECIDERS
from app.viewing_requests.places import Picked, places_matching
from app.web.access import allow, current_actor


@blueprint.get("/footage")
@allow(*READERS)
def list_entries() -> ResponseReturnValue:
    """Show the quick form and the newest entries."""
    form, found = empty_form()
    return _page(form, found)


@blueprint.post("/footage")
@allow(*RECORDERS)
def record_access() -> ResponseReturnValue:
    """Record one access; what was typed stays on the page if something is missing."""
    form, found = posted_form()
    now = utc_now()
    if form.validate():
        try:
            if found.refusal:
                raise found.refusal
            with unit_of_work() as session:
                receipt = commands.record_access(
                    session,
                    facts=form.parsed(found.places, now=now),
                    actor=current_actor(),
                    now=now,
                    closes_request=not form.more_to_come.data,
                )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("기록 %(number)s번을 저장했습니다.", number=receipt.leaf + 1))
            return redirect(url_for(".list_entries", show=request.args.get("show")), code=303)
    return _page(form, found), 422


@blueprint.get("/footage/live")
@allow(*READERS)
def show_live_list() -> ResponseReturnValue:
    """Return the list again if anything is new, else nothing."""
    if request.args.get("seen", type=int) == queries.newest_leaf(db.session(), actor=current_actor()):
        return Response(status=204)
    return render_template("footage_access/live_list.html", view=_list_view())


@blueprint.get("/footage/cameras")
@allow(*RECORDERS)
def list_places() -> ResponseReturnValue:
    """Return the cameras and zones that fit what is typed, for the picker."""
    typed = (request.args.get("q") or "").strip()
    snapshot = registry.snapshot(db.session(), as_of=kst_day(utc_now()))
    found = places_matching(snapshot, typed, sites=current_actor().sites) if typed else ()
    return render_template("footage_access/list_places.html", places=found)


def _page(form: RecordAccessForm, found: Picked) -> str:
    actor, now = current_actor(), utc_now()
    decides = actor.has(*DECIDERS)
    return render_template(
        "footage_access/list_entries.html",
        form=form,
        picked=found,
        view=_list_view(),
        details=details_of_kinds(),
        today=kst_day(now),
        may_record=actor.has(*RECORDERS),
        decides=decides,
        to_decide=viewing_requests.requests_to_decide(db.session(), actor=actor, now=now) if decides else [],
        number_to_decide=viewing_requests.number_to_decide(db.session(), actor=actor) if decides else 0,
        going=viewing_requests.footage_about_to_go(db.session(), actor=actor, now=now),
        request_kinds=tuple(REQUEST_HANDLING),
    )


def _list_view() -> ListView:
    return list_view(db.session(), arguments=request.args, actor=current_actor(), now=utc_now())
