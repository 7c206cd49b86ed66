"""Owns the pages of compliance: the board, the findings, and help."""

from typing import TypeVar

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.domain import ROLE_NAMES
from app.compliance import queries
from app.compliance.domain import AREA_LABELS, SEVERITY_LABELS, Area, Place, Severity, Subject, count_by_severity
from app.compliance.rights import rights_of
from app.database import db
from app.kernel.actor import Role
from app.kernel.clock import utc_now
from app.web.access import access_of, allow, current_actor

blueprint = Blueprint("compliance", __name__)
Choice = TypeVar("Choice", Severity, Area)
MOST_PLACES, MOST_PLACES_OF_RULE = 20, 500


@blueprint.get("/")
@allow()
def show_board() -> ResponseReturnValue:
    """Show what the person must do today, then how things stand."""
    actor, now = current_actor(), utc_now()
    return render_template(
        "compliance/show_board.html",
        board=queries.board(db.session(), actor=actor, now=now),
        now=now,
        roles=Role,
        severity_labels=SEVERITY_LABELS,
        link_to=link_to,
    )


@blueprint.get("/checks")
@allow()
def list_findings() -> ResponseReturnValue:
    """List what the rules found, by severity, area or rule."""
    everything = queries.findings_for(db.session(), actor=current_actor(), now=utc_now())
    severity = _chosen(Severity, request.args.get("severity"))
    area = _chosen(Area, request.args.get("area"))
    rule = request.args.get("rule", "")
    in_area = [each for each in everything if area in {None, each.area} and rule in {"", each.rule}]
    return render_template(
        "compliance/list_findings.html",
        findings=[each for each in in_area if severity in {None, each.severity}],
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
    )


@blueprint.get("/help")
@allow()
def show_help() -> ResponseReturnValue:
    """Explain roles, shortcuts and the main tasks."""
    return render_template("compliance/show_help.html", role_names=ROLE_NAMES)


@blueprint.get("/help/rights")
@allow()
def show_rights() -> ResponseReturnValue:
    """Show who may do what, read from the routes themselves."""
    routes = [
        (rule.endpoint, rule.rule, frozenset(rule.methods or ()), access_of(rule.endpoint))
        for rule in current_app.url_map.iter_rules()
    ]
    return render_template("compliance/show_rights.html", areas=rights_of(routes), role_names=ROLE_NAMES)


def link_to(place: Place) -> str:
    """Return the address of the page that shows the object of a finding."""
    match place.kind:
        case Subject.VIEWING_REQUEST:
            return url_for("viewing_requests.show_request", number=place.code)
        case Subject.SIGN:
            return url_for("signage.list_signs", site=place.site_code)
        case Subject.ACCOUNT:
            return url_for("accounts.list_people")
        case Subject.SITE | Subject.ZONE | Subject.CAMERA:
            return url_for("registry.show_site", code=place.site_code)
    return url_for("registry.list_sites")


def _chosen(choices: type[Choice], text: str | None) -> Choice | None:
    return next((choice for choice in choices if choice.value == text), None)
