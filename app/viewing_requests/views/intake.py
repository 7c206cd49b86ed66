"""Owns taking a request in, with both clocks told while the form is filled in."""

import secrets
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.registry import queries as registry
from app.viewing_requests import commands
from app.viewing_requests.domain import WORKS_ON_CASES, Handling, RequesterKind, RequestKind, handling_for
from app.viewing_requests.forms.intake import ReceiveRequestForm, doubtful_numbers
from app.viewing_requests.intake_refusals import TakenInOtherwise
from app.viewing_requests.places import Picked, picked
from app.viewing_requests.queries.deciders import Left, left_by_intake
from app.viewing_requests.queries.preview import Preview, preview
from app.viewing_requests.views import blueprint
from app.web.access import allow, current_actor
from app.web.forms import KstDateTimeField, posted

_MOST_SITES = 5
"""Of so many sites of a person it is said before a place is picked that nobody else decides there."""


@blueprint.route("/requests/new", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
def new_request() -> ResponseReturnValue:
    """Take a request in."""
    actor, now = current_actor(), utc_now()
    form = ReceiveRequestForm(
        posted(),
        now=now,
        data={
            "received_at": now.replace(second=0, microsecond=0),
            "subject_in_footage": True,
            "key": secrets.token_urlsafe(16),
        },
    )
    found, doubtful = Picked(), tuple[str, ...]()
    if request.method == "POST":
        found = _picked(form)
        if form.validate() and not (doubtful := doubtful_numbers(form)):
            try:
                if found.refusal:
                    raise found.refusal
                with unit_of_work() as session:
                    intake, key = form.parsed(found.places), form.key.data or None
                    number = commands.receive_request(session, intake=intake, actor=actor, now=now, key=key)
            except (NotFound, NotAllowed):
                raise
            except TakenInOtherwise as refusal:
                form.refuse(refusal)
                form.key.data = secrets.token_urlsafe(16)  # Sent once more it is a request of its own.
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                flash(_("요청 %(number)s을(를) 접수했습니다.", number=number))
                return redirect(url_for(".show_request", number=number), code=303)
    status = 422 if request.method == "POST" else 200
    return render_template(
        "viewing_requests/new_request.html",
        form=form,
        picked=found,
        told=_preview(form, found),
        left=_left(form, found),
        doubtful=doubtful,
    ), status


@blueprint.post("/requests/new/preview")
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
def preview_request() -> ResponseReturnValue:
    """Return what both clocks would say of what is typed so far, and under which rules it would be answered."""
    form = ReceiveRequestForm(request.form, now=utc_now())
    found = _picked(form)
    return render_template(
        "viewing_requests/intake_preview.html", form=form, told=_preview(form, found), left=_left(form, found)
    )


def _picked(form: ReceiveRequestForm) -> Picked:
    snapshot = registry.snapshot(db.session(), as_of=kst_day(utc_now()))
    typed, keys = form.place_query.data or "", form.places.data or ()
    return picked(snapshot, keys=keys, typed=typed, sites=current_actor().sites)


def _preview(form: ReceiveRequestForm, found: Picked) -> Preview | None:
    """Return what the clocks would say; None while it is not known when the request came in."""
    now = utc_now()
    received_at = _moment(form.received_at)
    if received_at is None or received_at > now:
        return None
    kind = form.kind.data
    return preview(
        db.session(),
        snapshot=registry.snapshot(db.session(), as_of=kst_day(now)),
        kind=RequestKind(kind) if kind in set(RequestKind) else RequestKind.VIEWING,
        handling=_handling(form),
        received_at=received_at,
        places=found.places,
        span_from=_moment(form.span_from),
        now=now,
    )


def _left(form: ReceiveRequestForm, found: Picked) -> Left:
    """Return whom the request would have to decide on it.

    Before a place is picked, that is asked for each site of somebody who works at some: the first that lacks is told.
    """
    actor, now, session = current_actor(), utc_now(), db.session()
    chosen = frozenset(place.site_code for place in found.places)
    asked = [chosen] if chosen or not actor.sites else [frozenset({site}) for site in sorted(actor.sites)[:_MOST_SITES]]
    lefts = [left_by_intake(session, sites=sites, handling=_handling(form), actor=actor, now=now) for sites in asked]
    return next((left for left in lefts if left.lack is not None), lefts[0])


def _handling(form: ReceiveRequestForm) -> Handling:
    asker = form.requester_kind.data
    chosen = RequesterKind(asker) if asker in set(RequesterKind) else RequesterKind.SUBJECT
    return handling_for(chosen, subject_in_footage=bool(form.subject_in_footage.data))


def _moment(field: KstDateTimeField) -> datetime | None:
    """Return the moment in a field, or None while it is empty or half typed."""
    found: object = field.data
    return found if isinstance(found, datetime) else None
