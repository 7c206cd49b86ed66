"""Owns the pages of choices: how many signs a site has, what stands for signs, and which signs to take back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.law.sources import latest
from app.ledger.wiring import names_of_actors
from app.registry import queries as registry
from app.registry.snapshot import SiteView
from app.signage import commands, queries
from app.signage.choices import CHOOSERS, INSTEAD, SCHEMES, Scheme, Scope, UnknownSubstitute, UnknownTarget
from app.signage.domain import LABELS, spoken
from app.signage.forms.choices import EndSubstituteForm, SchemeForm, SubstituteForm
from app.signage.queries.choices import (
    SubstituteRow,
    scheme_history,
    schemes,
    substitute_rows,
    unneeded_signs,
)
from app.signage.queries.instead import told_instead
from app.signage.views.blueprint import blueprint
from app.web.access import allow, current_actor, public
from app.web.forms import entered, posted

_REFUSED = 422


@blueprint.get("/signs/choices")
@allow(act=Act.READ)
def list_choices() -> ResponseReturnValue:
    """Show which sites chose other signs, what stands for signs and where, and which signs no place needs."""
    session, actor, today = db.session(), current_actor(), kst_day(utc_now())
    chosen = {code: scheme for code, scheme in schemes(session, sites=actor.sites).items() if scheme is not Scheme.ZONE}
    names = {site.code: site.name for site in registry.snapshot_of_sites(session, codes=set(chosen), as_of=today).sites}
    return render_template(
        "signage/list_choices.html",
        chosen=[(code, names.get(code, code), SCHEMES[scheme]) for code, scheme in sorted(chosen.items())],
        rows=substitute_rows(session, sites=actor.sites, as_of=today),
        unneeded=unneeded_signs(session, as_of=today, sites=actor.sites),
        today=today,
        instead=INSTEAD,
        latest=latest,
        spoken=spoken,
        may_choose=actor.has(*CHOOSERS),
    )


@blueprint.get("/signs/choices/<code>")
@allow(act=Act.READ)
def show_choices(code: str) -> ResponseReturnValue:
    """Show what a site chose about its signs, and let who answers for it choose."""
    return _site_page(code)


@blueprint.post("/signs/choices/<code>/scheme")
@allow(*CHOOSERS, act=Act.MAINTAIN)
def choose_scheme(code: str) -> ResponseReturnValue:
    """Choose how many signs a site has."""
    form = SchemeForm(posted())
    form.offer()
    if form.validate():
        try:
            with unit_of_work() as session:
                settled = commands.choose_scheme(
                    session, site=code, scheme=form.parsed(), actor=current_actor(), now=utc_now()
                )
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            withdrawn, returned = len(settled.withdrawn), len(settled.returned)
            flash(
                _(
                    "안내판의 수를 바꾸었습니다. 거두어들인 안내판 %(withdrawn)s장, 같은 번호로 다시 쓰는 안내판 "
                    "%(returned)s장.",
                    withdrawn=withdrawn,
                    returned=returned,
                )
            )
            return redirect(url_for(".show_choices", code=code), code=303)
    return _site_page(code, scheme_form=form), _REFUSED


@blueprint.post("/signs/choices/<code>/substitutes")
@allow(*CHOOSERS, act=Act.MAINTAIN)
def record_substitute(code: str) -> ResponseReturnValue:
    """Record what stands for the signs of a site, zone or camera."""
    view = _site(code)
    form = SubstituteForm(posted(), now=utc_now())
    form.offer(_places(view))
    if form.validate():
        entry = form.parsed()
        try:
            with unit_of_work() as session:
                commands.record_substitute(
                    session,
                    site=code,
                    scope=entry.scope,
                    target=entry.target,
                    kind=entry.kind,
                    reason=entry.reason,
                    shown_at=entry.shown_at,
                    paper=entry.paper,
                    since=entry.since,
                    until=entry.until,
                    actor=current_actor(),
                    now=utc_now(),
                )
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("안내판을 대신하는 것을 기록했습니다."))
            return redirect(url_for(".show_choices", code=code), code=303)
    return _site_page(code, substitute_form=form), _REFUSED


@blueprint.route("/signs/substitutes/<int:number>/end", methods=["GET", "POST"])
@allow(*CHOOSERS, act=Act.MAINTAIN)
def end_substitute(number: int) -> ResponseReturnValue:
    """End what stands for signs, with its last day and the reason."""
    actor, today = current_actor(), kst_day(utc_now())
    known = substitute_rows(db.session(), sites=actor.sites, as_of=today)
    row = next((row for row in known if row.substitute.number == number), None)
    if row is None:
        raise UnknownSubstitute(number=number)
    form = EndSubstituteForm(posted(), now=utc_now(), data={"ended_on": today})
    if request.method == "POST" and form.validate():
        try:
            with unit_of_work() as session:
                commands.end_substitute(
                    session,
                    number=number,
                    ended_on=entered(form.ended_on),
                    reason=form.reason.data or "",
                    actor=actor,
                    now=utc_now(),
                )
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("안내판 대체·면제 %(number)s번을 끝냈습니다.", number=number))
            return redirect(url_for(".show_choices", code=row.substitute.site_code), code=303)
    status = _REFUSED if request.method == "POST" else 200
    return render_template("signage/end_substitute.html", row=row, form=form, instead=INSTEAD, latest=latest), status


@blueprint.post("/signs/settle")
@allow(*CHOOSERS, act=Act.MAINTAIN)
def settle_signs() -> ResponseReturnValue:
    """Take back the signs no place needs, and return those that are needed again."""
    with unit_of_work() as session:
        settled = commands.settle_signs(session, actor=current_actor(), now=utc_now())
    flash(_("안내판 %(count)s장을 거두어들였습니다.", count=len(settled.withdrawn)))
    return redirect(url_for(".list_choices"), code=303)


@blueprint.get("/public/signs/instead")
@public
def show_public_instead() -> ResponseReturnValue:
    """Tell anybody of the places the homepage tells of instead of a sign, with everything a sign must say."""
    told = told_instead(db.session(), as_of=kst_day(utc_now()))
    return render_template("signage/show_public_instead.html", told=told, labels=LABELS, latest=latest)


def _site_page(
    code: str, *, scheme_form: SchemeForm | None = None, substitute_form: SubstituteForm | None = None
) -> str:
    session, actor, today = db.session(), current_actor(), kst_day(utc_now())
    view = _site(code)
    history = scheme_history(session, site=code)
    current = history[0].scheme if history else Scheme.ZONE
    if scheme_form is None:
        scheme_form = SchemeForm(data={"scheme": current.value})
        scheme_form.offer()
    if substitute_form is None:
        substitute_form = SubstituteForm(data={"since": today}, now=utc_now())
        substitute_form.offer(_places(view))
    rows: tuple[SubstituteRow, ...] = substitute_rows(session, sites=actor.sites, site=code, as_of=today)
    may_choose = actor.has(*CHOOSERS) and actor.acting_as(*CHOOSERS).sees_site(code)
    listed = queries.sign_list(session, as_of=today, public_url="", sites=actor.sites, site=code).rows
    return render_template(
        "signage/show_choices.html",
        site=view,
        current=current,
        schemes=SCHEMES,
        history=history,
        names=names_of_actors(session),
        rows=rows,
        today=today,
        signs=listed,
        instead=INSTEAD,
        latest=latest,
        spoken=spoken,
        scheme_form=scheme_form,
        substitute_form=substitute_form,
        may_choose=may_choose,
    )


def _site(code: str) -> SiteView:
    snapshot = registry.snapshot_of_sites(db.session(), codes={code}, as_of=kst_day(utc_now()))
    view = next((site for site in snapshot.sites if site.code == code), None)
    if view is None or not current_actor().sees_site(code):
        raise UnknownTarget(target=code)
    return view


def _places(view: SiteView) -> list[tuple[str, str]]:
    places = [(f"{Scope.SITE}:{view.code}", _("%(site)s 전체", site=view.name))]
    for zone in view.zones:
        places.append((f"{Scope.ZONE}:{zone.code}", _("구역 %(name)s", name=zone.name)))
        places += [
            (f"{Scope.CAMERA}:{camera.code}", _("카메라 %(name)s", name=f"{zone.name} · {camera.name or camera.code}"))
            for camera in zone.cameras
        ]
    return places
