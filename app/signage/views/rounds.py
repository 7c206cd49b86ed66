"""Owns the pages of rounds: the list, opening one, what it found, the list on paper, and the page for a phone."""

from flask import Response, current_app, flash, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Problem, Refusal
from app.kernel.messages import N_, Message
from app.kernel.uses import Use
from app.registry import queries as registry
from app.signage.commands.rounds import close_round as end_round
from app.signage.commands.rounds import open_round as begin_round
from app.signage.commands.sightings import record_sighting
from app.signage.domain import PRINTERS, spoken
from app.signage.forms.field import OpenRoundForm, sent_checks
from app.signage.photos import LARGEST, LARGEST_MB, cleaned_photo
from app.signage.placing import OPENS_ROUNDS
from app.signage.queries import rounds
from app.signage.queries.rounds import FINDING_NAMES, Finding, Report
from app.signage.refusals import BadSighting
from app.signage.views.blueprint import blueprint
from app.web.access import allow, current_actor
from app.web.forms import SelectChoice, posted
from app.web.headers import SCAN_WORKER_POLICY, WITH_CAMERA
from app.web.languages import say
from app.web.looks_recorded import looks_at, use_of_copy


@blueprint.app_template_filter("sign_finding")
def sign_finding(finding: Finding) -> str:
    """Return what was found wrong."""
    return say(FINDING_NAMES[finding])


@blueprint.get("/signs/rounds")
@allow(act=Act.READ)
@looks_at("sign_round/list")
def list_rounds() -> ResponseReturnValue:
    """Show the rounds, those that are late first."""
    found = rounds.rounds(db.session(), actor=current_actor(), today=kst_day(utc_now()))
    people = {one.assigned_to for one in found}
    return render_template(
        "signage/list_rounds.html",
        rounds=found,
        late=sum(1 for one in found if one.is_late),
        names=accounts.names_of(db.session(), account_ids=people),
        sites=_site_names(),
    )


@blueprint.route("/signs/rounds/new", methods=["GET", "POST"])
@allow(*OPENS_ROUNDS, act=Act.MAINTAIN)
def open_round() -> ResponseReturnValue:
    """Send somebody to look at the signs of a region, or of some sites."""
    actor, now = current_actor(), utc_now()
    views = [view for view in registry.snapshot(db.session(), as_of=kst_day(now)).sites if actor.sees_site(view.code)]
    regions: dict[str, list[str]] = {}
    for view in views:
        if view.region:
            regions.setdefault(view.region, []).append(view.code)
    form = OpenRoundForm(posted(), now=now)
    form.region.choices = [SelectChoice("", _("고르지 않음")), *(SelectChoice(name, name) for name in sorted(regions))]
    form.sites.choices = [SelectChoice(view.code, view.name) for view in views]
    within = (None,) if actor.sites is None else tuple(sorted(actor.sites))  # Nobody learns who works elsewhere.
    pairs = ((role, code) for role in PRINTERS for code in within)
    holders = (accounts.holders_of(db.session(), role=role, site_code=code, now=now) for role, code in pairs)
    people = {number: name for found in holders for number, name in found}
    form.assigned_to.choices = [SelectChoice(number, name) for number, name in sorted(people.items(), key=_by_name)]
    if posted() is not None and form.validate():
        try:
            order = form.parsed(regions)
            db.session().rollback()
            with unit_of_work() as session:
                round_id = begin_round(
                    session,
                    sites=order.sites,
                    region=order.region,
                    assigned_to=order.assigned_to,
                    due_on=order.due_on,
                    actor=actor,
                    now=now,
                )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("현장 점검을 열었습니다."))
            return redirect(url_for(".show_round", round_id=round_id), code=303)
    return render_template("signage/open_round.html", form=form), 422 if form.errors else 200


@blueprint.get("/signs/rounds/<uuid:round_id>")
@allow(act=Act.READ)
@looks_at("sign_round/{round_id}")
def show_round(round_id: object) -> ResponseReturnValue:
    """Show what a round has found, sign by sign, or only the signs of one finding; on paper it is the record."""
    report, asked = _report(round_id), request.args.get("show")
    shown = Finding(asked) if asked in set(Finding) else None
    people = {report.round.assigned_to, report.round.opened_by, report.round.closed_by or 0}
    people |= {line.seen.by for line in report.lines if line.seen}
    return render_template(
        "signage/show_round.html",
        report=report,
        findings={one: report.found(one) for one in Finding},
        shown=shown,
        lines=report.found(shown) if shown else report.lines,
        names=accounts.names_of(db.session(), account_ids=people),
        sites=_site_names(),
        spoken=spoken,
    )


@blueprint.get("/signs/rounds/<uuid:round_id>/list")
@allow(act=Act.PRINT)
@looks_at("sign_round/{round_id}", "printed")
def print_round(round_id: object) -> ResponseReturnValue:
    """Show the signs of a round as a list to print and tick off."""
    report = _report(round_id)
    use_of_copy(usual=Use.FIELDWORK, rows=len(report.lines))
    return render_template("signage/print_round.html", report=report, spoken=spoken)


@blueprint.post("/signs/rounds/<uuid:round_id>/close")
@allow(*OPENS_ROUNDS, act=Act.MAINTAIN)
def close_round(round_id: object) -> ResponseReturnValue:
    """End a round."""
    try:
        with unit_of_work() as session:
            end_round(session, round_id=str(round_id), actor=current_actor(), now=utc_now())
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        flash(say(refusal), "error")
    else:
        flash(_("현장 점검을 마쳤습니다."))
    return redirect(url_for(".show_round", round_id=round_id), code=303)


@blueprint.get("/signs/rounds/<uuid:round_id>/field")
@allow(*PRINTERS, act=Act.REGISTER)
@looks_at("sign_round/{round_id}")
def show_field(round_id: object) -> ResponseReturnValue:
    """Show the page for a phone, which goes on without a network; no other page may use the camera."""
    report = _report(round_id)
    signs = [
        {
            "number": line.number,
            "name": line.name,
            "place": line.place,
            "address": line.address,
            "map": line.point.uri if line.point else None,
            "revision": line.revision,
            "seen": bool(line.seen),
        }
        for line in report.lines
    ]
    answer = make_response(
        render_template("signage/field.html", report=report, signs=signs, most=LARGEST_MB, now=utc_now())
    )
    answer.headers["Permissions-Policy"] = WITH_CAMERA
    return answer


@blueprint.get("/signs/rounds/field-worker.js")
@allow()
def fetch_field_worker() -> ResponseReturnValue:
    """Answer with the service worker of the field page; from here it may serve rounds and nothing else."""
    return _script("field-worker.js")


@blueprint.get("/signs/rounds/scan-worker.js")
@allow()
def fetch_scan_worker() -> ResponseReturnValue:
    """Answer with the worker that reads QR codes; beside the rounds, the service worker can keep it."""
    answer = _script("scan-worker.js")
    answer.headers["Content-Security-Policy"] = SCAN_WORKER_POLICY
    return answer


@blueprint.post("/signs/rounds/<uuid:round_id>/sync")
@allow(*PRINTERS, act=Act.REGISTER)
def sync_round(round_id: object) -> ResponseReturnValue:
    """Take in what a phone has kept, each check in a transaction of its own, and say what became of each.

    What one person noted is never recorded as another's who signed in on the same phone since: 409, and it is kept.
    """
    actor, results = current_actor(), []
    if request.form.get("account", str(actor.id)) != str(actor.id):
        return jsonify(results=[]), 409
    for mark, sighting, old_taken_down in sent_checks(request.form.get("checks", ""), round_id=str(round_id)):
        state, problem = "refused", ""
        try:
            if sighting is None:
                raise _not_understood()
            upload = request.files.get(f"photo-{mark}")
            photo = cleaned_photo(upload.read(LARGEST + 1)) if upload else None
            with unit_of_work() as session:
                state = record_sighting(
                    session, sighting=sighting, photo=photo, old_taken_down=old_taken_down, actor=actor, now=utc_now()
                )
        except Refusal as refusal:
            problem = _told(refusal)
        results.append({"id": mark, "state": state, "problem": problem})
    answer: Response = jsonify(results=results)
    return answer


def _script(name: str) -> Response:
    answer = current_app.send_static_file(f"js/{name}")
    answer.headers["Content-Type"] = "text/javascript; charset=utf-8"
    return answer


def _not_understood() -> BadSighting:
    return BadSighting([Problem(say(N_("보낸 내용")), Message(N_("알 수 없는 내용입니다. 화면을 새로 여십시오.")))])


def _told(refusal: Refusal) -> str:
    problems = refusal.problems if isinstance(refusal, BadSighting) else ()
    return " ".join([say(refusal), *(say(one) for one in problems)])


def _report(round_id: object) -> Report:
    return rounds.round_report(
        db.session(),
        round_id=str(round_id),
        actor=current_actor(),
        today=kst_day(utc_now()),
        public_url=str(current_app.config["SETTINGS"].public_url),
    )


def _site_names() -> dict[str, str]:
    return {view.code: view.name for view in registry.snapshot(db.session(), as_of=kst_day(utc_now())).sites}


def _by_name(pair: tuple[int, str]) -> tuple[str, int]:
    return pair[1], pair[0]
