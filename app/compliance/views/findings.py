"""Owns the pages of findings: the list, one finding with its story, and saying that one is known for a time."""

from datetime import timedelta
from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.domain import READERS_OF_PEOPLE, ROLE_NAMES
from app.accounts.queries.deciding import actors_in_roles
from app.compliance import commands, queries
from app.compliance.acknowledging import (
    ACKNOWLEDGERS,
    ACTS,
    STANDING_NAMES,
    FindingGone,
    Standing,
    may_acknowledge,
)
from app.compliance.domain import AREA_LABELS, SEVERITY_LABELS, Area, Finding, Severity, count_by_severity
from app.compliance.forms import AcknowledgeForm, TakeBackForm
from app.compliance.rules import UNANSWERED
from app.compliance.urgency import OWNER_OF, TURN_NAMES, mark_of, seen_of
from app.compliance.views import blueprint
from app.compliance.views.links import link_to
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.law.periods import acknowledging_days
from app.law.sources import latest
from app.ledger.wiring import names_of_actors
from app.web.access import allow, current_actor, fresh
from app.web.forms import posted
from app.web.looks_recorded import looks_at

Choice = TypeVar("Choice", Severity, Area)
MOST_PLACES, MOST_PLACES_OF_RULE = 20, 500
_USUAL = timedelta(days=30)
"""So long a finding is acknowledged unless another day is typed."""


@blueprint.get("/checks")
@allow()
@looks_at("finding/list")
def list_findings() -> ResponseReturnValue:
    """List what the rules found, by severity, area or rule."""
    actor, now = current_actor(), utc_now()
    everything = queries.findings_for(db.session(), actor=actor, now=now)
    severity = _chosen(Severity, request.args.get("severity"))
    area = _chosen(Area, request.args.get("area"))
    rule = request.args.get("rule", "")
    known = request.args.get("state") == "acknowledged"
    apart = queries.apart(db.session(), everything, actor=actor, on=kst_day(now))
    said = {mark_of(each.key): words for each, words in apart.acknowledged}
    shown = [each for each, _words in apart.acknowledged] if known else apart.open
    in_area = [each for each in shown if area in {None, each.area} and rule in {"", each.rule}]
    return render_template(
        "compliance/list_findings.html",
        rows=queries.followed(
            db.session(),
            [each for each in in_area if severity in {None, each.severity}],
            actor=actor,
            on=kst_day(now),
        ),
        said=said,
        state="acknowledged" if known else None,
        number_open=len(apart.open),
        number_acknowledged=len(apart.acknowledged),
        mark_of=mark_of,
        known_source=latest("product.finding_acknowledged"),
        turn_names=TURN_NAMES,
        role_names=ROLE_NAMES,
        due_source=latest("product.finding_due"),
        counts=count_by_severity(in_area),
        total=len(in_area),
        severity=severity,
        area=area,
        rule=rule,
        areas=[each for each in Area if any(found.area is each for found in everything)],
        severity_labels=SEVERITY_LABELS,
        area_labels=AREA_LABELS,
        most_places=MOST_PLACES_OF_RULE if rule else MOST_PLACES,
        link_to=link_to,
        unanswered=[each for each in UNANSWERED if rule in {"", each.rule}]
        if severity is None and area is None and not known
        else [],
    )


@blueprint.get("/checks/<mark>")
@allow()
@looks_at("finding/{mark}")
def show_finding(mark: str) -> ResponseReturnValue:
    """Show one finding with its whole story, and who may say what of it."""
    return _finding_page(_finding(mark))


@blueprint.post("/checks/<mark>/acknowledge")
@allow(*ACKNOWLEDGERS, act=ACTS)
@fresh
@looks_at("finding/{mark}")
def acknowledge_finding(mark: str) -> ResponseReturnValue:
    """Say why a finding stays until a day."""
    finding, form = _finding(mark), AcknowledgeForm(posted())
    if form.validate():
        reason, until = form.parsed()
        try:
            with unit_of_work() as session:
                commands.acknowledge_finding(
                    session, mark=mark, reason=reason, until=until, actor=current_actor(), now=utc_now()
                )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("%(day)s까지 확인해 두었습니다.", day=until.isoformat()))
            return redirect(url_for(".show_finding", mark=mark), code=303)
    return _finding_page(finding, acknowledging=form), 422


@blueprint.post("/checks/<mark>/take-back")
@allow(*ACKNOWLEDGERS, act=ACTS)
@fresh
@looks_at("finding/{mark}")
def take_back_acknowledgement(mark: str) -> ResponseReturnValue:
    """Open an acknowledged finding again before its day."""
    finding, form = _finding(mark), TakeBackForm(posted())
    if form.validate():
        try:
            with unit_of_work() as session:
                commands.take_back_acknowledgement(
                    session, mark=mark, reason=form.parsed(), actor=current_actor(), now=utc_now()
                )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("점검 결과를 다시 열었습니다."))
            return redirect(url_for(".show_finding", mark=mark), code=303)
    return _finding_page(finding, taking_back=form), 422


def _finding(mark: str) -> Finding:
    """Return a finding as the person may see it.

    :raises FindingGone: if there is none, or none they may know of: the answer is the same.
    """
    found = queries.findings_for(db.session(), actor=current_actor(), now=utc_now())
    for each in found:
        if mark_of(each.key) == mark:
            return each
    raise FindingGone


def _finding_page(
    finding: Finding, *, acknowledging: AcknowledgeForm | None = None, taking_back: TakeBackForm | None = None
) -> str:
    session, actor, now = db.session(), current_actor(), utc_now()
    mark, on = mark_of(finding.key), kst_day(now)
    open_to_all = actor.sites is None or "/row/" not in finding.key
    said = queries.acknowledgements(session, [mark]).get(mark, ()) if open_to_all else ()
    seen = seen_of([finding])[mark]
    holds = said[-1] if said and said[-1].standing(seen, on=on) is Standing.HOLDS else None
    whole = next(
        (each for each in queries.findings_for(session, actor=SYSTEM, now=now) if each.key == finding.key), None
    )
    reads_people = actor.sites is None and actor.has(*READERS_OF_PEOPLE)
    owner = OWNER_OF[finding.area]
    return render_template(
        "compliance/show_finding.html",
        row=queries.followed(session, [finding], actor=actor, on=on)[0],
        finding_mark=mark,
        said=said,
        standings=[each.standing(seen, on=on) for each in said],
        standing_names=STANDING_NAMES,
        holds=holds,
        names=names_of_actors(session),
        owners=[each.name for each in actors_in_roles(session, roles=(owner,), now=now)] if reads_people else [],
        may_acknowledge=whole is not None and may_acknowledge(actor, whole),
        acknowledging=acknowledging or AcknowledgeForm(data={"until": on + _USUAL}),
        taking_back=taking_back or TakeBackForm(),
        most_days=acknowledging_days(on).days,
        turn_names=TURN_NAMES,
        role_names=ROLE_NAMES,
        severity_labels=SEVERITY_LABELS,
        area_labels=AREA_LABELS,
        most_places=MOST_PLACES_OF_RULE,
        link_to=link_to,
        due_source=latest("product.finding_due"),
        known_source=latest("product.finding_acknowledged"),
    )


def _chosen(choices: type[Choice], text: str | None) -> Choice | None:
    return next((choice for choice in choices if choice.value == text), None)
