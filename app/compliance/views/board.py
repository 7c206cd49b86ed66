"""Owns the home page, help and the printed matrix of rights."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.domain import ROLE_NAMES
from app.compliance import queries
from app.compliance.domain import SEVERITY_LABELS
from app.compliance.queries import Board
from app.compliance.rights import rights_of
from app.compliance.views import blueprint
from app.database import db
from app.kernel.actor import Actor, Role
from app.kernel.acts import ACT_NAMES, ACTS_OF
from app.kernel.clock import utc_now
from app.ledger.exposure import exposure
from app.web.access import allow, current_actor, marked_routes
from app.web.languages import language

_SIDES_KEPT, _MOST_SIDES = "compliance_board_sides", 64


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
    key = (language(), actor.roles, tuple(seen.severities.items()), seen.findings, seen.acknowledged, seen.registry)
    kept: dict[object, Markup] = current_app.extensions.setdefault(_SIDES_KEPT, {})
    drawn = kept.get(key)
    if drawn is None:
        text = render_template("compliance/board_side.html", board=seen, severity_labels=SEVERITY_LABELS)
        drawn = Markup(text)  # noqa: S704  # A template of ours, which escaped every value.
        while len(kept) >= _MOST_SIDES:
            kept.pop(next(iter(kept)), None)  # Another thread may have been quicker.
        kept[key] = drawn
    return drawn


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
