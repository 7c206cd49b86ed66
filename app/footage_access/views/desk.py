"""Owns the page operators live on: quick entry, viewings that run, and live list."""

import json
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.footage_access import commands, queries, submission
from app.footage_access.domain import READERS, RECORDERS, REQUEST_HANDLING, RUNNING_KINDS
from app.footage_access.events import View
from app.footage_access.forms import RecordAccessForm
from app.footage_access.pages import ListView, details_of_kinds, list_view, seen
from app.footage_access.refusals import EmptyReason
from app.footage_access.views import blueprint
from app.footage_access.views.looks import note_look
from app.footage_access.views.typed import empty_form, posted_form, recent_places
from app.kernel.acts import FOOTAGE, Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.kernel.reasons import says_something
from app.law.sources import latest
from app.registry import queries as registry
from app.viewing_requests import queries as viewing_requests
from app.viewing_requests.commands import DECIDERS
from app.viewing_requests.domain import Place
from app.viewing_requests.handover_refusals import HandOverInstead
from app.viewing_requests.places import Picked, places_matching, zones_of_sites_matching
from app.web.access import allow, current_actor, wants_fragment
from app.web.looks_recorded import looks_at, seals_its_look
from app.web.preferences import single_keys_of


@blueprint.get("/footage")
@allow(*READERS, act=Act.READ)
@seals_its_look("footage.register_read")
def list_entries() -> ResponseReturnValue:
    """Show the quick form and the newest entries; that they were read is sealed, polls are not."""
    number = request.args.get("request")
    if number and current_actor().has(*RECORDERS):
        row = viewing_requests.request_row(db.session(), number=number, actor=current_actor(), now=utc_now())
        return redirect(url_for(".hand_over_case", number=row.number))
    form, found = empty_form()
    view = _list_view()
    page = _page(form, found, view)
    kind = View.SEARCH if view.text else View.LIST if view.is_first_page else View.OLDER
    note_look(
        kind,
        actor=current_actor(),
        now=utc_now(),
        site=view.site,
        filters={"show": view.shown},
        typed=view.text,
    )
    return page


@blueprint.post("/footage")
@allow(*RECORDERS, act=FOOTAGE)
@looks_at("footage/register")
def record_access() -> ResponseReturnValue:
    """Record one access; what was typed stays on the page if something is missing.

    The page's script sends the same form and is answered without a page: 201, or the form with what is missing.
    """
    form, found = posted_form()
    hand_over = None
    if form.validate():
        try:
            if found.refusal:
                raise found.refusal
            number = _record(form, found)
        except NotAllowed:
            raise
        except HandOverInstead as refusal:
            form.refuse(refusal)
            hand_over = refusal.number
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            said = _("기록 %(number)s번을 저장했습니다.", number=number)
            if wants_fragment():
                return {"number": number, "said": said}, 201
            flash(said)
            return redirect(url_for(".list_entries", show=request.args.get("show")), code=303)
    if wants_fragment():
        parts = _form_parts(form, found, hand_over)
        return render_template("footage_access/quick_form.html", **parts), 422
    return _page(form, found, _list_view(), hand_over), 422


@blueprint.post("/footage/<int:number>/end")
@allow(*RECORDERS, act=FOOTAGE)
@looks_at("footage/{number}")
def end_viewing(number: int) -> ResponseReturnValue:
    """Record that a running viewing is over."""
    with unit_of_work() as session:
        commands.end_viewing(session, leaf=number - 1, actor=current_actor(), now=utc_now())
    said = _("기록 %(number)s번의 열람을 마쳤습니다.", number=number)
    if wants_fragment():
        return {"number": number, "said": said}, 201
    flash(said)
    return redirect(url_for(".list_entries"), code=303)


@blueprint.post("/footage/reason")
@allow(*RECORDERS, act=Act.REGISTER)
def check_reason() -> ResponseReturnValue:
    """Return what is wrong with a reason while it is typed, or nothing."""
    if says_something(request.form.get("text") or ""):
        return Response(status=204)
    return render_template("footage_access/reason.html", problem=EmptyReason(source=latest("guideline.47.4").citation))


@blueprint.get("/footage/live")
@allow(*READERS, act=Act.READ)
@looks_at("footage/register")
def show_live_list() -> ResponseReturnValue:
    """Return the list again if anything is new, else nothing."""
    actor, session = current_actor(), db.session()
    running = queries.running_viewings(session, actor=actor)
    if request.args.get("seen") == seen(queries.newest_leaf(session, actor=actor), len(running)):
        return Response(status=204)
    return render_template("footage_access/live_part.html", view=_list_view())


@blueprint.get("/footage/cameras")
@allow(*RECORDERS, act=Act.REGISTER)
def list_places() -> ResponseReturnValue:
    """Return the cameras, zones and whole sites that fit what is typed, for the picker."""
    typed, sites = (request.args.get("q") or "").strip(), current_actor().sites
    snapshot = registry.snapshot(db.session(), as_of=kst_day(utc_now()))
    found = places_matching(snapshot, typed, sites=sites) if typed else ()
    whole = zones_of_sites_matching(snapshot, typed, sites=sites) if typed else ()
    return render_template("footage_access/list_places.html", places=found, whole=whole)


def _record(form: RecordAccessForm, found: Picked) -> int:
    now = utc_now()
    receipt = submission.record(
        facts=form.parsed(found.places, now=now),
        actor=current_actor(),
        now=now,
        key=form.key.data or None,
        closes_request=not form.more_to_come.data,
    )
    return receipt.leaf + 1


def _form_parts(form: RecordAccessForm, found: Picked, hand_over: str | None = None) -> dict[str, Any]:
    """Return what the quick form shows.

    :param hand_over: the number of a request that is to be handed over instead of what was typed.
    """
    return {
        "hand_over": hand_over,
        "form": form,
        "picked": found,
        "details": details_of_kinds(),
        "recent": recent_places(),
        "running_kinds": RUNNING_KINDS,
    }


@blueprint.app_template_filter("place_json")
def place_json(places: tuple[Place, ...]) -> str:
    """Return places as the picker's script reads them."""
    return json.dumps(
        [{"key": place.key, "code": place.code, "label": place.label} for place in places], ensure_ascii=False
    )


def _page(form: RecordAccessForm, found: Picked, view: ListView, hand_over: str | None = None) -> str:
    actor, now = current_actor(), utc_now()
    decides = actor.has(*DECIDERS)
    return render_template(
        "footage_access/list_entries.html",
        **_form_parts(form, found, hand_over),
        view=view,
        now=now,
        single_keys=single_keys_of(actor),
        may_record=actor.has(*RECORDERS),
        decides=decides,
        to_decide=viewing_requests.requests_to_decide(db.session(), actor=actor, now=now) if decides else [],
        number_to_decide=viewing_requests.number_to_decide(db.session(), actor=actor) if decides else 0,
        going=viewing_requests.footage_about_to_go(db.session(), actor=actor, now=now),
        request_kinds=tuple(REQUEST_HANDLING),
    )


def _list_view() -> ListView:
    return list_view(db.session(), arguments=request.args, actor=current_actor(), now=utc_now())
