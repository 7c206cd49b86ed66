"""Owns taking requests in, deciding on them, and what the public is told of asking."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.law.grounds import refusal_grounds
from app.law.periods import answer_days
from app.law.sources import latest
from app.registry import queries as registry
from app.viewing_requests import commands, queries
from app.viewing_requests.alternatives import ADVICE, Alternative
from app.viewing_requests.claims import UnlawfulGround
from app.viewing_requests.domain import CHANNEL_NAMES, KIND_NAMES, WORKS_ON_CASES
from app.viewing_requests.forms.deciding import DecideForm, WithdrawForm
from app.viewing_requests.forms.intake import ReceiveRequestForm
from app.viewing_requests.places import Picked, is_private, picked
from app.viewing_requests.reason_reading import why_unlawful
from app.viewing_requests.refusals import OtherReadingUnsaid, UnlawfulReason
from app.viewing_requests.unlawful_grounds import NO_FACT
from app.viewing_requests.views import blueprint
from app.viewing_requests.views.case_page import case_page, decision_form, grounds_for
from app.web.access import allow, current_actor, public, safe_path
from app.web.forms import posted
from app.web.languages import say

LONGEST_REASON = 2_000


@blueprint.get("/requests/<number>")
@allow()
def show_request(number: str) -> ResponseReturnValue:
    """Show a case with everything needed to decide on it; ``opinion`` puts a lawful alternative into words."""
    opinion = request.args.get("opinion")
    if opinion not in set(Alternative):
        return case_page(number)
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=utc_now())
    form = decision_form(row.handling)
    form.reason.data = say(ADVICE[Alternative(opinion)].opinion)
    return case_page(number, form=form)


@blueprint.post("/requests/reason-check")
@allow(*commands.DECIDERS)
def check_reason() -> ResponseReturnValue:
    """Return why a reason may not be refused with, while it is typed; nothing if it may.

    Until a ground for refusing is chosen it may be an opinion to approve with: only what it claims is told then.
    """
    found = _unlawful((request.form.get("reason") or "")[:LONGEST_REASON])
    return render_template(
        "viewing_requests/reason_check.html",
        grounds=tuple(one for one in found if one is not NO_FACT or request.form.get("ground")),
        number=request.form.get("number") or None,
    )


@blueprint.route("/requests/new", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES)
def new_request() -> ResponseReturnValue:
    """Take a request in."""
    actor, now = current_actor(), utc_now()
    snapshot = registry.snapshot(db.session(), as_of=kst_day(now))
    form = ReceiveRequestForm(
        posted(), now=now, data={"received_at": now.replace(second=0, microsecond=0), "subject_in_footage": True}
    )
    found = Picked()
    if request.method == "POST":
        found = picked(snapshot, keys=form.places.data or (), typed=form.place_query.data or "", sites=actor.sites)
        if form.validate():
            try:
                if found.refusal:
                    raise found.refusal
                with unit_of_work() as session:
                    number = commands.receive_request(session, intake=form.parsed(found.places), actor=actor, now=now)
            except (NotFound, NotAllowed):
                raise
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                flash(_("요청 %(number)s을(를) 접수했습니다.", number=number))
                return redirect(url_for(".show_request", number=number), code=303)
    status = 422 if request.method == "POST" else 200
    return render_template("viewing_requests/new_request.html", form=form, picked=found), status


@blueprint.post("/requests/<number>/approve")
@allow(*commands.DECIDERS)
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
@allow(*commands.DECIDERS)
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


@blueprint.post("/requests/<number>/withdraw")
@allow(*WORKS_ON_CASES)
def withdraw_request(number: str) -> ResponseReturnValue:
    """Close a request the asker took back."""
    form = WithdrawForm(request.form)
    if form.validate():
        try:
            with unit_of_work() as session:
                commands.withdraw_request(
                    session, number=number, reason=form.parsed(), actor=current_actor(), now=utc_now()
                )
        except NotFound:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("요청 %(number)s을(를) 철회로 닫았습니다.", number=number))
            return _onwards(number)
    return case_page(number, withdrawal=form), 409


@blueprint.get("/public/request")
@public
def show_public_request() -> ResponseReturnValue:
    """Tell anybody how to ask to see footage of themselves, with the form to print."""
    now = utc_now()
    snapshot = registry.snapshot(db.session(), as_of=kst_day(now))
    return render_template(
        "viewing_requests/show_public_request.html",
        organisation=snapshot.organisation,
        officer=snapshot.privacy_officer,
        rows=snapshot.rows,
        period=answer_days(kst_day(now)),
        channels=tuple(CHANNEL_NAMES.values()),
        kinds=tuple(KIND_NAMES.values()),
        refusal_grounds=refusal_grounds(private=is_private(snapshot), on=kst_day(now)),
        fees=latest("decree.47.1"),
        identity=latest("decree.46.1"),
        proxy=latest("decree.45.2"),
        objection=latest("pipa.38.5"),
    )


def _decide(number: str, decide: Callable[..., None], *, done: str) -> ResponseReturnValue:
    """Let a command decide what the form says; what was typed stays on the page if it does not."""
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=utc_now())
    form = DecideForm(request.form)
    form.offer(grounds_for(row.handling))
    if form.validate():
        try:
            with unit_of_work() as session:
                decide(session, form.parsed(), actor=current_actor(), now=utc_now())
        except NotFound:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
            if isinstance(refusal, (UnlawfulReason, OtherReadingUnsaid)):
                form.stop(_unlawful(form.reason.data), may_read_otherwise=current_actor().has(Role.PRIVACY_OFFICER))
                return case_page(number, form=form), 422
        else:
            flash(done)
            return _onwards(number)
    return case_page(number, form=form), 409


def _unlawful(reason: str | None) -> tuple[UnlawfulGround, ...]:
    today = kst_day(utc_now())
    private = is_private(registry.snapshot(db.session(), as_of=today))
    return why_unlawful(reason or "", private=private, on=today)


def _onwards(number: str) -> ResponseReturnValue:
    fallback = url_for(".show_request", number=number)
    return redirect(safe_path(request.form.get("next"), fallback=fallback), code=303)
