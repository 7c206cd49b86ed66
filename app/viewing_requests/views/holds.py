"""Owns the pages about holds: a form for each thing that is done at a recorder."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.acts import Act as Exercised
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.law.periods import hold_days, hold_most_days
from app.law.sources import latest
from app.registry import queries as registry
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.forms.holds import (
    DropHoldsForm,
    ExtendHoldsForm,
    GoneForm,
    HoldsForm,
    NamePlacesForm,
    ReleaseHoldsForm,
    SetHoldsForm,
)
from app.viewing_requests.hold_refusals import HoldNotFound
from app.viewing_requests.holding import EndedBecause, suggested_until, whole_hours
from app.viewing_requests.places import Picked, picked
from app.viewing_requests.queries import HoldRow
from app.viewing_requests.views import blueprint
from app.viewing_requests.views.hold_acts import CONFIRM, DROP, EXTEND, GONE, RELEASE, SET, Act, works_at
from app.web.access import allow, current_actor, safe_path
from app.web.forms import posted
from app.web.looks_recorded import looks_at
from app.web.whole_numbers import whole


@blueprint.route("/requests/<number>/holds/set", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Exercised.HOLD)
@looks_at("viewing_request/{number}")
def set_holds(number: str) -> ResponseReturnValue:
    """Note what was locked on one recorder, for several of its cameras at once."""
    now, waiting = utc_now(), _eligible(number, SET)
    first = waiting[0]
    chosen = [hold for hold in waiting if hold.leaf in _ticked(waiting)]
    if not request.args.getlist("hold"):
        chosen = [hold for hold in waiting if hold.recorder == first.recorder]
    start, end = whole_hours(*first.shown_span)
    today = kst_day(now)
    periods = {"days": hold_days(today).days or 0, "most_days": hold_most_days(today).days or 0}
    given = {
        "recorder": first.recorder,
        "shown_from": start,
        "shown_to": end,
        "locked_at": _minute(now),
        "until_on": suggested_until(first.due_on, today=today, **periods),
    }
    form = SetHoldsForm(posted(), now=now, data=given)
    ticked = {hold.leaf for hold in chosen}
    return _on_holds(number, form, SET, waiting, ticked=ticked, parsed=lambda: {"entry": form.parsed()})


@blueprint.route("/requests/<number>/holds/confirm", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Exercised.HOLD)
@looks_at("viewing_request/{number}")
def confirm_holds(number: str) -> ResponseReturnValue:
    """Note that somebody looked at the recorder and saw the lock."""
    found = _eligible(number, CONFIRM)
    return _on_holds(number, HoldsForm(posted(), now=utc_now()), CONFIRM, found, ticked=_ticked(found), parsed=dict)


@blueprint.route("/requests/<number>/holds/extend", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Exercised.HOLD)
@looks_at("viewing_request/{number}")
def extend_holds(number: str) -> ResponseReturnValue:
    """Let holds last longer."""
    now, found = utc_now(), _eligible(number, EXTEND)
    today = kst_day(now)
    days = {"days": hold_days(today).days or 0, "most_days": hold_most_days(today).days or 0}
    until = max(hold.until_on or today for hold in found)
    form = ExtendHoldsForm(posted(), now=now, data={"until_on": suggested_until(until, today=today, **days)})
    return _on_holds(number, form, EXTEND, found, ticked=_ticked(found), parsed=form.parsed)


@blueprint.route("/requests/<number>/holds/release", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Exercised.HOLD)
@looks_at("viewing_request/{number}")
def release_holds(number: str) -> ResponseReturnValue:
    """Note that locks were taken off a recorder."""
    now, found = utc_now(), _eligible(number, RELEASE)
    over = found[0].is_release_due
    given = {"unlocked_at": _minute(now), **({"because": EndedBecause.CASE_OVER.value} if over else {})}
    form = ReleaseHoldsForm(posted(), now=now, data=given)
    form.offer(case_over=over)
    return _on_holds(number, form, RELEASE, found, ticked=_ticked(found), parsed=form.parsed)


@blueprint.route("/requests/<number>/holds/gone", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Exercised.HOLD)
@looks_at("viewing_request/{number}")
def find_gone(number: str) -> ResponseReturnValue:
    """Note that footage is not there any more, or never was."""
    now, found = utc_now(), _eligible(number, GONE)
    given = {"found_at": _minute(now)}
    form = GoneForm(posted(), now=now, data=given)
    return _on_holds(number, form, GONE, found, ticked=_ticked(found), parsed=form.parsed)


@blueprint.route("/requests/<number>/holds/drop", methods=["GET", "POST"])
@allow(*commands.DECIDERS, act=Exercised.DECIDE)
@looks_at("viewing_request/{number}")
def drop_holds(number: str) -> ResponseReturnValue:
    """Decide that footage need not be locked."""
    found = _eligible(number, DROP)
    ticked = _ticked(found) if request.args.getlist("hold") else set()  # Nobody gives up everything by one key.
    form = DropHoldsForm(posted(), now=utc_now())
    return _on_holds(number, form, DROP, found, ticked=ticked, parsed=form.parsed)


@blueprint.post("/requests/<number>/holds/again")
@allow(*WORKS_ON_CASES, act=Exercised.HOLD)
@looks_at("viewing_request/{number}")
def hold_again(number: str) -> ResponseReturnValue:
    """Ask again for footage that had been given up."""
    with unit_of_work() as session:
        commands.hold_again(session, number=number, actor=current_actor(), now=utc_now())
    flash(_("다시 잠가야 할 영상으로 올렸습니다."))
    return redirect(url_for(".show_request", number=number), code=303)


@blueprint.route("/requests/<number>/holds/places", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Exercised.REGISTER)
@looks_at("viewing_request/{number}")
def name_places(number: str) -> ResponseReturnValue:
    """Say which cameras filmed what was described in words."""
    actor, now = current_actor(), utc_now()
    case = queries.request_detail(db.session(), number=number, actor=actor, now=now)
    form, found = NamePlacesForm(posted(), now=now), Picked()
    if posted() is not None and form.validate():
        snapshot = registry.snapshot(db.session(), as_of=kst_day(now))
        found = picked(snapshot, keys=form.places.data or (), typed=form.place_query.data or "", sites=actor.sites)
        try:
            if found.refusal:
                raise found.refusal
            with unit_of_work() as session:
                commands.name_places(session, number=number, places=found.places, actor=actor, now=now)
        except (NotFound, NotAllowed):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("카메라를 정했습니다. 잠가야 할 영상을 확인하십시오."))
            return redirect(url_for(".show_request", number=number), code=303)
    page = render_template("viewing_requests/hold_places.html", form=form, case=case, picked=found)
    return page, 409 if form.errors else 200


def _eligible(number: str, act: Act) -> tuple[HoldRow, ...]:
    """Return the holds of a case to which something can be done; NotFound without any."""
    actor = current_actor()
    queries.request_row(db.session(), number=number, actor=actor, now=utc_now())
    found = queries.holds_of_case(db.session(), number=number, actor=actor)
    eligible = tuple(hold for hold in found if act.may(hold) and works_at(actor, hold))
    if not eligible:
        raise HoldNotFound
    return eligible


def _ticked(found: Sequence[HoldRow]) -> set[int]:
    """Return the holds the address names; without any, all."""
    wanted = {whole(leaf) for leaf in request.args.getlist("hold")}
    return ({hold.leaf for hold in found} & wanted) or {hold.leaf for hold in found}


def _on_holds(
    number: str,
    form: HoldsForm,
    act: Act,
    found: Sequence[HoldRow],
    *,
    ticked: set[int],
    parsed: Callable[[], dict[str, Any]],
) -> ResponseReturnValue:
    """Let a command change holds; what was typed stays on the page if it does not."""
    actor, now = current_actor(), utc_now()
    if posted() is not None:
        ticked = set(form.leaves())
        if form.validate():
            try:
                with unit_of_work() as session:
                    act.change(session, number=number, holds=form.leaves(), actor=actor, now=now, **parsed())
            except (NotFound, NotAllowed):
                raise
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                flash(_(act.done))
                fallback = url_for(".show_request", number=number)
                return redirect(safe_path(request.form.get("next"), fallback=fallback), code=303)
    page = render_template(
        "viewing_requests/hold_act.html",
        form=form,
        act=act,
        number=number,
        found=found,
        ticked=ticked,
        next=request.values.get("next"),
        periods=latest("product.hold_days"),
        now=_minute(now),
    )
    return page, 409 if form.errors else 200


def _minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)
