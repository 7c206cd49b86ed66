"""Owns the pages of compliance: the board, the findings, and help."""

from collections.abc import Mapping
from typing import Any, TypeVar

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.domain import ROLE_NAMES
from app.compliance import queries
from app.compliance.domain import AREA_LABELS, SEVERITY_LABELS, Area, Place, Severity, Subject, count_by_severity
from app.compliance.queries import Board
from app.compliance.rights import rights_of
from app.compliance.rules import UNANSWERED
from app.compliance.urgency import TURN_NAMES
from app.database import db
from app.kernel.actor import Actor, Role
from app.kernel.acts import ACT_NAMES, ACTS_OF
from app.kernel.clock import kst_day, utc_now
from app.law.sources import latest
from app.ledger.exposure import exposure
from app.web.access import allow, current_actor, marked_routes, may_open
from app.web.languages import language
from app.web.looks_recorded import looks_at

blueprint = Blueprint("compliance", __name__)
Choice = TypeVar("Choice", Severity, Area)
MOST_PLACES, MOST_PLACES_OF_RULE = 20, 500
_SIDES_KEPT, _MOST_SIDES = "compliance_board_sides", 64
_SITE_PAGE = ("registry.show_site", {"code": "site_code"})
_PAGES: Mapping[Subject, tuple[str, Mapping[str, str]]] = {
    Subject.SITE: _SITE_PAGE,
    Subject.ZONE: _SITE_PAGE,
    Subject.CAMERA: _SITE_PAGE,
    Subject.SIGN: ("signage.list_signs", {"site": "site_code"}),
    Subject.VIEWING_REQUEST: ("viewing_requests.show_request", {"number": "code"}),
    Subject.ACCOUNT: ("accounts.list_people", {}),
    Subject.ENTRY: ("footage_access.show_entry", {"number": "code"}),
    Subject.MONTH: ("recorder_logs.show_month", {"month": "code"}),
    Subject.CONTRACTOR: ("registry.list_posts", {}),
    Subject.REVIEW: ("log_review.show_review", {"month": "code"}),
}
"""Where an object is shown: endpoint, and which attribute of the place fills which part of the address."""
_SETTINGS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "sign_in": ("accounts.list_sign_in_rules", {}),
    "access_record": ("access_record.list_looks", {}),
    "rights": ("accounts.list_people", {}),
    "ledger": ("ledger.list_entries", {}),
    "backups": ("ledger.list_entries", {"kind": "backup"}),
}
"""Where each setting is shown, by the code of its place: endpoint, and what its address asks for."""


@blueprint.get("/")
@allow()
def show_board() -> ResponseReturnValue:
    """Show what the person must do today, then how things stand."""
    actor, now = current_actor(), utc_now()
    seen = queries.board(db.session(), actor=actor, now=now)
    outside = None
    if actor.sites is None:
        outside = exposure(db.session(), folder=current_app.config["SETTINGS"].heads_folder, now=now)
    return render_template(
        "compliance/show_board.html",
        board=seen,
        side=_drawn_side(seen, actor),
        outside=outside,
        now=now,
        roles=Role,
    )


def _drawn_side(seen: Board, actor: Actor) -> Markup:
    """Return the cards of checks and registry; the last ones drawn are kept until what they say changes."""
    key = (language(), actor.roles, tuple(seen.severities.items()), seen.findings, seen.registry)
    kept: dict[object, Markup] = current_app.extensions.setdefault(_SIDES_KEPT, {})
    drawn = kept.get(key)
    if drawn is None:
        text = render_template("compliance/board_side.html", board=seen, severity_labels=SEVERITY_LABELS)
        drawn = Markup(text)  # noqa: S704  # A template of ours, which escaped every value.
        while len(kept) >= _MOST_SIDES:
            kept.pop(next(iter(kept)), None)  # Another thread may have been quicker.
        kept[key] = drawn
    return drawn


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
    in_area = [each for each in everything if area in {None, each.area} and rule in {"", each.rule}]
    return render_template(
        "compliance/list_findings.html",
        rows=queries.followed(
            db.session(),
            [each for each in in_area if severity in {None, each.severity}],
            actor=actor,
            on=kst_day(now),
        ),
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
        if severity is None and area is None
        else [],
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
    return render_template(
        "compliance/show_rights.html",
        areas=rights_of(marked_routes(current_app)),
        role_names=ROLE_NAMES,
        act_names=ACT_NAMES,
        acts_of_roles=ACTS_OF,
    )


def link_to(place: Place) -> str:
    """Return the address of the page that shows the object of a finding."""
    if place.kind is Subject.ORGANISATION and may_open("registry.edit_object"):
        return url_for("registry.edit_object", kind=place.kind.value, code=place.code)
    if place.kind is Subject.SETTING:
        setting, asked = _SETTINGS[place.code]
        return url_for(setting, **asked) if may_open(setting) else url_for("compliance.list_findings")
    endpoint, values = _PAGES.get(place.kind, ("registry.list_sites", {}))
    return url_for(endpoint, **{name: getattr(place, attribute) for name, attribute in values.items()})


def _chosen(choices: type[Choice], text: str | None) -> Choice | None:
    return next((choice for choice in choices if choice.value == text), None)
