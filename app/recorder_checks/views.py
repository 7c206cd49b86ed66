"""Owns the pages of looks at recorders: what is due, a form for who stands at one, what is known of a camera."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.recorder_checks import commands, queries
from app.recorder_checks.domain import MEASURERS, READERS, STATE_NAMES, TONES, State, place_of_key
from app.recorder_checks.forms import LookForm
from app.recorder_checks.overwriting import length_of
from app.recorder_checks.queries import Standing
from app.web.access import allow, current_actor
from app.web.forms import posted
from app.web.looks_recorded import looks_at
from app.web.paging import key_of, page_of

blueprint = Blueprint("recorder_checks", __name__)
PAGE_SIZE = 100
_ORDER = {state: order for order, state in enumerate(State)}
blueprint.add_app_template_filter(length_of, "clock_length")


@blueprint.get("/recorders/checks")
@allow(*READERS, act=Act.READ)
@looks_at("recorder_check/list")
def list_checks() -> ResponseReturnValue:
    """List every camera with what its recorder was found to keep, what needs a look first."""
    actor, on = current_actor(), kst_day(utc_now())
    everything = queries.latest_checks(db.session(), actor=actor, on=on)
    sites = {each.unit.place.site_code: each.unit.site_name for each in everything}
    site = request.args.get("site") or None
    of_site = [each for each in everything if site in {None, each.unit.place.site_code}]
    state = next((each for each in State if each.value == request.args.get("state")), None)
    found = [each for each in of_site if state in {None, each.known.state}]
    found.sort(key=lambda each: (not each.is_short, _ORDER[each.known.state]))
    after = key_of(request.args.get("after"), int)
    start = int(after[0]) + 1 if after else 0
    page = page_of(list(enumerate(found))[start : start + PAGE_SIZE + 1], size=PAGE_SIZE, key=lambda pair: (pair[0],))
    return render_template(
        "recorder_checks/list_checks.html",
        page=page,
        start=start,
        number=len(found),
        counts=queries.counts_by_state(of_site),
        total=len(of_site),
        sites=sites,
        site=site,
        state=state,
        state_names=STATE_NAMES,
        tones=TONES,
        may_measure=actor.has(*MEASURERS),
        measured_sites=actor.sites_as(*MEASURERS),
    )


@blueprint.route("/recorders/checks/new", methods=["GET", "POST"])
@allow(*MEASURERS, act=Act.REGISTER)
@looks_at("recorder_check/list")
def new_check() -> ResponseReturnValue:
    """Write down what is seen at a recorder, for all of its cameras in one go."""
    actor, now = current_actor().acting_as(*MEASURERS), utc_now()
    offer = _offer(actor)
    form = LookForm(posted(), data=offer.entered_before(), now=now)
    if request.method == "POST" and form.validate():
        try:
            places = form.chosen()
            with unit_of_work() as session:
                commands.record_look(session, places=places, look=form.parsed(now=now), actor=current_actor(), now=now)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("녹화기 %(name)s의 점검을 %(count)s곳에 기록했습니다.", name=form.recorder.data, count=len(places)))
            return redirect(url_for(".list_checks", site=places[0].site_code), code=303)
    status = 422 if request.method == "POST" else 200
    return render_template(
        "recorder_checks/new_check.html",
        form=form,
        offer=offer,
        ticked=set(form.places.data or ()),
        sites={} if offer.units else _sites(actor),
        state_names=STATE_NAMES,
        tones=TONES,
    ), status


@blueprint.get("/recorders/checks/place")
@allow(*READERS, act=Act.READ)
@looks_at("recorder_check/place")
def show_place() -> ResponseReturnValue:
    """Show what is known of one camera's recorder, when its footage goes and why, and every look at it."""
    actor, now = current_actor(), utc_now()
    on = kst_day(now)
    each = queries.standing_of(db.session(), key=request.args.get("place", ""), actor=actor, on=on)
    terms = queries.terms_of(each)
    return render_template(
        "recorder_checks/show_place.html",
        each=each,
        terms=terms,
        goes=terms.overwriting(now.replace(second=0, microsecond=0), margin=queries.margin(on=on)),
        looks=queries.checks_of_place(db.session(), place=each.unit.place),
        state_names=STATE_NAMES,
        tones=TONES,
        may_measure=actor.has(*MEASURERS) and actor.acting_as(*MEASURERS).sees_site(each.unit.place.site_code),
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """The cameras of a site to choose from, and those that are likely meant: all of one recorder."""

    site: str | None
    units: Sequence[Standing]
    ticked: Sequence[Standing]

    def entered_before(self) -> dict[str, object]:
        """Return what the form holds before anything is typed: the last look's recorder and setting."""
        first = self.ticked[0] if self.ticked else None
        return {
            "places": [each.unit.place.key for each in self.ticked],
            "recorder": _recorder(first) if first else "",
            "configured_days": first.known.configured_days if first else None,
        }


def _offer(actor: Actor) -> Offer:
    keys = request.values.getlist("place") or request.form.getlist("places")
    wanted = [place_of_key(key) for key in keys if key]
    site = request.values.get("site") or (wanted[0].site_code if wanted else None)
    if site is None:
        return Offer(None, (), ())
    on = kst_day(utc_now())
    units = queries.latest_checks(db.session(), actor=actor, on=on, site=site)
    meant = [each for each in units if any(place.covers(each.unit.place) for place in wanted)] or units
    names = {_recorder(each) for each in meant}
    return Offer(site, units, [each for each in units if each in meant or _recorder(each) in names - {""}])


def _recorder(each: Standing) -> str:
    return each.known.recorder or each.unit.recorder


def _sites(actor: Actor) -> dict[str, str]:
    found = queries.latest_checks(db.session(), actor=actor, on=kst_day(utc_now()))
    return {each.unit.place.site_code: each.unit.site_name for each in found}
