"""Owns the home page, help and the printed matrix of rights."""

from collections.abc import Iterator

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.domain import ROLE_NAMES
from app.compliance import queries
from app.compliance.domain import SEVERITY_LABELS
from app.compliance.queries import Board
from app.compliance.rights import rights_of
from app.compliance.todo import PROVIDERS, Provider, Task
from app.compliance.views import blueprint
from app.database import db
from app.kernel.actor import Actor, Role
from app.kernel.acts import ACT_NAMES, ACTS_OF
from app.kernel.clock import KST, kst_day, utc_now
from app.kernel.messages import N_, Message
from app.ledger.exposure import Exposure, exposure
from app.web.access import allow, current_actor, fresh_endpoints, marked_routes
from app.web.languages import language

_SIDES_KEPT, _MOST_SIDES = "compliance_board_sides", 64
_NOT_KEPT = N_("{since}부터의 기록은 밖에 보관한 서명이 없습니다. 정기 작업과 보관 폴더를 확인하십시오.")
_NOT_SIGNED = N_("{since}부터의 기록에는 증인이 서명하지 않았습니다. 증인의 기계를 확인하십시오.")


@blueprint.get("/")
@allow()
def show_board() -> ResponseReturnValue:
    """Show what the person must do today, then how things stand."""
    actor, now, outside = current_actor(), utc_now(), None
    if actor.sites is None:
        outside = exposure(db.session(), folder=current_app.config["SETTINGS"].heads_folder, now=now)
    more: list[Provider] = [lambda _session, person, _now: _of_heads(outside, person)]
    more += current_app.extensions.get(PROVIDERS, [])
    seen = queries.board(db.session(), actor=actor, now=now, more=more)
    return render_template(
        "compliance/show_board.html",
        board=seen,
        side=_drawn_side(seen, actor),
        outside=outside,
        now=now,
        on=kst_day(now),
    )


def _of_heads(outside: Exposure | None, actor: Actor) -> Iterator[Task]:
    """Yield that nobody outside holds or signs what was recorded since a moment."""
    if outside is None or not outside.late or not actor.has(Role.PRIVACY_OFFICER, Role.ADMINISTRATOR):
        return
    since, text = outside.file.lacking_since, _NOT_KEPT
    if not outside.file.late and outside.witness is not None:
        since, text = outside.witness.lacking_since, _NOT_SIGNED
    said = Message(text, {"since": f"{since.astimezone(KST):%Y-%m-%d %H:%M}" if since else ""})
    yield Task(text=said, endpoint="ledger.show_public_head", tone="danger")


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
        areas=rights_of(marked_routes(current_app), fresh=fresh_endpoints(current_app)),
        role_names=ROLE_NAMES,
        act_names=ACT_NAMES,
        acts_of_roles=ACTS_OF,
    )
