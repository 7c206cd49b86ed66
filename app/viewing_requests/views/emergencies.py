"""Owns the pages of emergencies and of what askers were told."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.database import db
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.law.grounds import ground
from app.law.sources import latest
from app.viewing_requests import commands, queries
from app.viewing_requests.clocks import refusal_source
from app.viewing_requests.commands import Offer
from app.viewing_requests.domain import CHANNEL_NAMES, WORKS_ON_CASES, Channel, Handling, RequestKind
from app.viewing_requests.emergencies import EMERGENCY_GROUNDS, EMERGENCY_NAMES, EmergencyKind
from app.viewing_requests.forms.deciding import EmergencyForm, NoticeForm, ReviewForm, ground_choices
from app.viewing_requests.states import GRANTED, TOLD_NAMES, Told
from app.viewing_requests.views import blueprint
from app.viewing_requests.views.act_page import act_page
from app.web.access import allow, current_actor, fresh
from app.web.forms import posted
from app.web.languages import say
from app.web.looks_recorded import looks_at


@blueprint.app_template_filter("emergency_name")
def emergency_name(kind: EmergencyKind) -> str:
    """Return what sort of emergency it is."""
    return say(EMERGENCY_NAMES[kind])


@blueprint.app_template_filter("told_name")
def told_name(told: str) -> str:
    """Return what an asker was told."""
    return say(TOLD_NAMES[Told(told)])


@blueprint.app_template_filter("channel_name")
def channel_name(channel: str) -> str:
    """Return how an asker was told."""
    return say(CHANNEL_NAMES[Channel(channel)])


@blueprint.get("/requests/emergencies")
@allow(*commands.DECIDERS, Role.AUDITOR, act=Act.READ)
@looks_at("viewing_request/emergencies")
def list_emergencies() -> ResponseReturnValue:
    """Show what was opened in an emergency and nobody has looked at yet."""
    rows = queries.emergencies_to_review(db.session(), actor=current_actor())
    names = accounts.names_of(db.session(), account_ids={row.opened_by for row in rows})
    return render_template(
        "viewing_requests/list_emergencies.html", rows=rows, names=names, now=utc_now(), me=current_actor().id
    )


@blueprint.route("/requests/<number>/emergency", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
@fresh
def open_emergency(number: str) -> ResponseReturnValue:
    """Grant at once, because somebody's life is in danger or gas escapes."""
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=utc_now())
    form = EmergencyForm(posted(), data={"ground": EMERGENCY_GROUNDS[0]})
    form.ground.choices = ground_choices(tuple(ground(key) for key in EMERGENCY_GROUNDS))

    def open_it(session: Any) -> None:  # noqa: ANN401  # A session; pages do not know SQLAlchemy.
        commands.open_emergency(
            session,
            number=number,
            kind=EmergencyKind(form.kind.data),
            reason=form.reason.data or "",
            ground=form.ground.data or None,
            actor=current_actor(),
            now=utc_now(),
        )

    return act_page(
        number,
        form,
        open_it,
        done=_("요청 %(number)s을(를) 긴급 처리로 열었습니다. 승인자에게 알렸습니다.", number=number),
        title=_("긴급 처리"),
        button=_("승인 없이 열기"),
        warns=[
            _(
                "사람의 생명이 위험하거나 가스 사고일 때만 씁니다. "
                "모든 승인자에게 알리고, 다른 사람이 검토할 때까지 다시 쓸 수 없습니다."
            )
        ],
        notes=[latest("product.emergency_review")],
        hidden=("ground",) if row.handling is Handling.VIEWING else (),
    )


@blueprint.route("/requests/<number>/emergency/review", methods=["GET", "POST"])
@allow(*commands.DECIDERS, act=Act.DECIDE)
@fresh
@looks_at("viewing_request/{number}")
def review_emergency(number: str) -> ResponseReturnValue:
    """Say whether it was an emergency."""
    form = ReviewForm(posted())
    opened = queries.emergencies_of(db.session(), number=number, actor=current_actor())

    def review(session: Any) -> None:  # noqa: ANN401  # A session; pages do not know SQLAlchemy.
        commands.review_emergency(
            session,
            number=number,
            justified=form.justified.data == "yes",
            note=form.note.data or "",
            actor=current_actor(),
            now=utc_now(),
        )

    return act_page(
        number,
        form,
        review,
        done=_("요청 %(number)s의 긴급 처리를 검토했습니다.", number=number),
        title=_("긴급 처리 검토"),
        button=_("검토 기록하기"),
        text=_("긴급하지 않았고 아직 보여 주거나 제공하지 않았으면 처음부터 다시 결정합니다."),
        warns=[opened[0].reason] if opened and opened[0].reason else [],
    )


@blueprint.route("/requests/<number>/notice", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def note_notice(number: str) -> ResponseReturnValue:
    """Note that the asker was told of the decision."""
    now = utc_now()
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=now)
    form = NoticeForm(posted(), now=now, data={"notified_on": kst_day(now)})
    granted = row.status in GRANTED

    def note(session: Any) -> None:  # noqa: ANN401  # A session; pages do not know SQLAlchemy.
        commands.note_notice(
            session,
            number=number,
            notice=form.notice(),
            offer=Offer(at=form.offered_moment(), place=form.offered_place.data or "") if granted else None,
            actor=current_actor(),
            now=utc_now(),
        )

    return act_page(
        number,
        form,
        note,
        done=_("요청 %(number)s의 결정을 알린 것을 기록했습니다.", number=number),
        title=_("결정 통지 기록"),
        button=_("기록하기"),
        text=_("먼저 알리고 기록하십시오."),
        notes=[latest(_told_by(row.kind, granted=granted))],
        hidden=() if granted else ("offered_at", "offered_place"),
    )


def _told_by(kind: RequestKind, *, granted: bool) -> str:
    """Return the key of what says how a decision is told: deletion and suspension have one article for both answers."""
    told = refusal_source(kind)
    return "decree.41.5" if granted and told == "decree.42.2" else told
