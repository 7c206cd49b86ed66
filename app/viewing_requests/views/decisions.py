"""Owns deciding on a request from its page: yes, no, in part, that the footage is gone, and anew."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.law.sources import latest
from app.registry import queries as registry
from app.viewing_requests import commands, queries
from app.viewing_requests.alternatives import PARTS, Alternative
from app.viewing_requests.claims import UnlawfulGround
from app.viewing_requests.domain import WORKS_ON_CASES, Handling, RequestKind
from app.viewing_requests.forms.deciding import DecideForm, NotExistingForm, PartForm, ReopenForm
from app.viewing_requests.places import is_private
from app.viewing_requests.reason_reading import reads_refusal_of, why_not_gone
from app.viewing_requests.refusals import OtherReadingUnsaid, UnlawfulReason
from app.viewing_requests.states import GRANTED, GoneBecause
from app.viewing_requests.unlawful_grounds import NO_ARTICLE, NO_FACT
from app.viewing_requests.views import blueprint, offered_objection
from app.viewing_requests.views.act_page import act_page
from app.viewing_requests.views.case_page import case_page, grounds_for
from app.web.access import allow, current_actor, fresh, safe_path
from app.web.forms import posted
from app.web.languages import say
from app.web.looks_recorded import looks_at

LONGEST_REASON = 2_000
_READ_OTHERWISE_HINT = _l("사유를 잘못 읽었을 때에만 적습니다. 적은 사람과 까닭이 원장에 남고 감사자가 봅니다.")


@blueprint.post("/requests/reason-check")
@allow(*commands.DECIDERS, act=Act.DECIDE)
def check_reason() -> ResponseReturnValue:
    """Return why a reason may not be refused with, while it is typed; nothing if it may.

    Until a ground for refusing is chosen it may be an opinion to approve with: only what it claims is told then.
    """
    number = request.form.get("number") or None
    found = _unlawful((request.form.get("reason") or "")[:LONGEST_REASON], _kind_of(number))
    weak = () if request.form.get("ground") else (NO_FACT.name, NO_ARTICLE.name)
    grounds = tuple(one for one in found if one.name not in weak)
    return render_template("viewing_requests/reason_check.html", grounds=grounds, number=number)


@blueprint.post("/requests/<number>/approve")
@allow(*commands.DECIDERS, act=Act.DECIDE)
@fresh
@looks_at("viewing_request/{number}")
def approve_request(number: str) -> ResponseReturnValue:
    """Approve; the opinion is kept with the decision."""
    return _decide(
        number,
        lambda session, entry, **who_and_when: commands.approve_request(
            session, number=number, reason=entry.reason, ground=entry.ground, **who_and_when
        ),
        done=_("요청 %(number)s을(를) 승인했습니다.", number=number),
    )


@blueprint.post("/requests/<number>/refuse")
@allow(*commands.DECIDERS, act=Act.DECIDE)
@fresh
@looks_at("viewing_request/{number}")
def refuse_request(number: str) -> ResponseReturnValue:
    """Refuse, on a ground, with a reason and the way to object."""
    return _decide(
        number,
        lambda session, entry, **who_and_when: commands.refuse_request(
            session,
            number=number,
            ground=entry.ground,
            reason=entry.reason,
            objection_method=entry.objection_method,
            other_reading=entry.other_reading,
            **who_and_when,
        ),
        done=_("요청 %(number)s을(를) 거절했습니다.", number=number),
    )


@blueprint.route("/requests/<number>/part", methods=["GET", "POST"])
@allow(*commands.DECIDERS, act=Act.DECIDE)
@fresh
@looks_at("viewing_request/{number}")
def approve_in_part(number: str) -> ResponseReturnValue:
    """Grant a part; ``opinion`` puts a lawful alternative into words."""
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=utc_now())
    opinion = request.args.get("opinion", "")
    start = {"objection_method": offered_objection()}
    if opinion in PARTS:
        words = PARTS[Alternative(opinion)]
        start |= {"allowed_part": say(words.allowed), "reason": say(words.reason), "ground": words.ground}
    form = PartForm(posted(), data=start)
    form.offer(grounds_for(row))
    stopped: tuple[UnlawfulGround, ...] = ()

    def approve(session: Any) -> None:  # noqa: ANN401  # A session; pages do not know SQLAlchemy.
        nonlocal stopped
        stopped = _unlawful(form.reason.data, row.kind)
        commands.approve_in_part(
            session,
            number=number,
            ground=form.ground.data or None,
            reason=form.reason.data or "",
            allowed_part=form.allowed_part.data or "",
            objection_method=form.objection_method.data or "",
            other_reading=form.other_reading.data or "",
            actor=current_actor(),
            now=utc_now(),
        )

    return act_page(
        number,
        form,
        approve,
        done=_("요청 %(number)s을(를) 일부 승인했습니다.", number=number),
        title=_("일부 승인"),
        button=_("일부 승인하기"),
        notes=[latest("decree.42.1"), latest("decree.41.5")],
        hidden=() if current_actor().has(Role.PRIVACY_OFFICER) else ("other_reading",),
        hints={
            "allowed_part": _("예: 14시 00분부터 14시 20분까지, 또는 다른 사람을 가린 영상"),
            "other_reading": _READ_OTHERWISE_HINT,
        },
        stopped=lambda: stopped,
    )


@blueprint.route("/requests/<number>/not-existing", methods=["GET", "POST"])
@allow(*commands.DECIDERS, act=Act.DECIDE)
@fresh
@looks_at("viewing_request/{number}")
def answer_not_existing(number: str) -> ResponseReturnValue:
    """Answer that there is no such footage; ``granted`` says that whoever answers knows it was to be shown."""
    if posted() is None and "granted" not in request.args:
        row = queries.request_row(db.session(), number=number, actor=current_actor(), now=utc_now())
        if row.status in GRANTED:
            return redirect(url_for(".answer_not_existing", number=number, granted=1))
    start = {"objection_method": offered_objection(), "gone_because": "overwritten", "gone_at": _reckoned_gone(number)}
    form = NotExistingForm(posted(), now=utc_now(), data=start)
    stopped: tuple[UnlawfulGround, ...] = ()

    def answer(session: Any) -> None:  # noqa: ANN401  # A session; pages do not know SQLAlchemy.
        nonlocal stopped
        stopped = _claimed(form.reason.data)
        commands.answer_not_existing(
            session,
            number=number,
            gone_because=GoneBecause(form.gone_because.data),
            gone_at=form.gone_moment(),
            reason=form.reason.data or "",
            second_look=form.second_look.data or "",
            other_reading=form.other_reading.data or "",
            was_granted=request.args.get("granted") == "1",
            objection_method=form.objection_method.data or "",
            actor=current_actor(),
            now=utc_now(),
        )

    return act_page(
        number,
        form,
        answer,
        done=_("요청 %(number)s에 부존재로 답했습니다.", number=number),
        title=_("부존재로 답하기"),
        button=_("부존재로 답하기"),
        text=_("영상이 없다는 답은 거절이 아닙니다. 언제, 왜 없어졌는지 적습니다."),
        hints={
            "gone_at": _("덮어써졌거나 고장·손상으로 없어졌을 때에만 적습니다."),
            "second_look": _(
                "기록으로는 영상이 남아 있어야 할 때 누가 무엇을 보았는지 적습니다."
                " 예: 관제요원이 녹화기에서 그 시각 앞뒤를 재생함"
            ),
            "other_reading": _READ_OTHERWISE_HINT,
        },
        hidden=() if current_actor().has(Role.PRIVACY_OFFICER) else ("other_reading",),
        stopped=lambda: stopped,
        stopped_title=_("이 설명으로는 부존재라고 답할 수 없습니다"),
    )


def _reckoned_gone(number: str) -> datetime | None:
    """Return from when the footage is reckoned to be overwritten, up to the minute; None if not yet, or not known."""
    now = utc_now()
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=now)
    if row.overwrite_at is None:
        return None
    minute = row.overwrite_at.replace(second=0, microsecond=0)
    gone_at = minute if minute == row.overwrite_at else minute + timedelta(minutes=1)
    return gone_at if gone_at <= now else None


@blueprint.route("/requests/<number>/reopen", methods=["GET", "POST"])
@allow(*commands.DECIDERS, act=Act.DECIDE)
@fresh
@looks_at("viewing_request/{number}")
def reopen_decision(number: str) -> ResponseReturnValue:
    """Have what was granted decided anew."""
    form = ReopenForm(posted())

    def reopen(session: Any) -> None:  # noqa: ANN401  # A session; pages do not know SQLAlchemy.
        commands.reopen_decision(
            session, number=number, reason=form.reason.data or "", actor=current_actor(), now=utc_now()
        )

    return act_page(
        number,
        form,
        reopen,
        done=_("요청 %(number)s을(를) 다시 결정합니다.", number=number),
        title=_("다시 결정하기"),
        button=_("다시 결정하기"),
        text=_("앞의 결정은 기록에 남고, 처음 단계부터 다시 결정합니다."),
    )


@blueprint.post("/requests/<number>/submit")
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
def submit_for_review(number: str) -> ResponseReturnValue:
    """Put a case before those who decide."""
    try:
        with unit_of_work() as session:
            commands.submit_for_review(session, number=number, actor=current_actor(), now=utc_now())
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        flash(say(refusal))
    else:
        flash(_("요청 %(number)s을(를) 승인자에게 올렸습니다.", number=number))
    return _onwards(number)


def _decide(number: str, decide: Callable[..., None], *, done: str) -> ResponseReturnValue:
    """Let a command decide what the form says; what was typed stays on the page if it does not."""
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=utc_now())
    form = DecideForm(request.form)
    form.offer(grounds_for(row))
    if form.validate():
        try:
            with unit_of_work() as session:
                decide(session, form.parsed(), actor=current_actor(), now=utc_now())
        except NotFound:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
            if isinstance(refusal, (UnlawfulReason, OtherReadingUnsaid)):
                officer = current_actor().has(Role.PRIVACY_OFFICER)
                form.stop(_unlawful(form.reason.data, row.kind), may_read_otherwise=officer)
                return case_page(number, form=form), 422
        else:
            flash(_agreed(number) or done)
            return _onwards(number)
    return case_page(number, form=form), 409


def _agreed(number: str) -> str | None:
    """Return the sentence after the first of two agreements; None once it is decided."""
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=utc_now())
    waits = row.handling is Handling.PROVISION and row.awaits_decision
    return str(_("동의했습니다. 개인정보 보호책임자가 결정합니다.")) if waits else None


def _kind_of(number: str | None) -> RequestKind:
    """Return what a request asks for, as far as this person may know; otherwise it is read as a viewing."""
    try:
        return queries.request_row(db.session(), number=number or "", actor=current_actor(), now=utc_now()).kind
    except NotFound:
        return RequestKind.VIEWING


def _unlawful(reason: str | None, kind: RequestKind) -> tuple[UnlawfulGround, ...]:
    today = kst_day(utc_now())
    private = is_private(registry.snapshot(db.session(), as_of=today))
    return reads_refusal_of(kind)(reason or "", private=private, on=today)


def _claimed(reason: str | None) -> tuple[UnlawfulGround, ...]:
    today = kst_day(utc_now())
    private = is_private(registry.snapshot(db.session(), as_of=today))
    return why_not_gone(reason or "", private=private, on=today)


def _onwards(number: str) -> ResponseReturnValue:
    return redirect(safe_path(request.form.get("next"), fallback=url_for(".show_request", number=number)), code=303)
