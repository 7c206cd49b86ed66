"""Owns the list of requests, the case page, and the decision."""

from collections.abc import Callable
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.law.grounds import Ground, ground, provision_grounds, refusal_grounds
from app.law.periods import answer_days, postponed_answer_days
from app.law.sources import latest
from app.registry import queries as registry
from app.viewing_requests import commands, queries
from app.viewing_requests.alternatives import ADVICE, Alternative
from app.viewing_requests.claims import UnlawfulGround
from app.viewing_requests.domain import CHANNEL_NAMES, KIND_NAMES, WORKS_ON_CASES, Handling
from app.viewing_requests.forms.deciding import DecideForm, WithdrawForm
from app.viewing_requests.forms.intake import ReceiveRequestForm
from app.viewing_requests.places import Picked, is_private, picked
from app.viewing_requests.reason_reading import why_unlawful
from app.viewing_requests.refusals import OtherReadingUnsaid, UnlawfulReason
from app.viewing_requests.states import GRANTED
from app.viewing_requests.unlawful_grounds import NO_FACT, unlawful_ground
from app.viewing_requests.views import OBJECTION_METHOD, blueprint
from app.web.access import allow, current_actor, public, safe_path
from app.web.forms import posted
from app.web.languages import language, say

LONGEST_REASON = 2_000

TOLD_FOR = timedelta(days=14)
"""So long the person who took a request in is told on the board that its last day moved."""


@blueprint.app_template_global()
def decision_form(handling: Handling) -> DecideForm:
    """Return an empty decision form with the grounds for a request that is handled so."""
    form = DecideForm(data={"objection_method": say(OBJECTION_METHOD)})
    form.offer(_grounds(handling))
    return form


@blueprint.app_template_filter("ground_name")
def ground_name(key: str | None) -> str:
    """Return a legal ground as it is cited, with its title."""
    if not key:
        return "—"
    named = ground(key)
    return f"{named.citation} ({named.title_en if language() == 'en' else named.title})"


@blueprint.app_template_filter("unlawful_claim")
def unlawful_claim(name: str) -> str:
    """Return what an unlawful ground claims."""
    return say(unlawful_ground(name).claim)


@blueprint.get("/requests")
@allow()
def list_requests() -> ResponseReturnValue:
    """Show open requests by the sooner of their clocks, or closed ones."""
    site = request.args.get("site") or None
    is_open = request.args.get("show") != "closed"
    rows = queries.requests_by_clock(db.session(), actor=current_actor(), now=utc_now(), site=site, is_open=is_open)
    moved = queries.moves_of_own(db.session(), actor=current_actor(), since=utc_now() - TOLD_FOR)
    return render_template(
        "viewing_requests/list_requests.html", rows=rows, site=site, is_open=is_open, moved=moved if is_open else []
    )


@blueprint.get("/requests/<number>")
@allow()
def show_request(number: str) -> ResponseReturnValue:
    """Show a case with everything needed to decide on it; ``opinion`` puts a lawful alternative into words."""
    opinion = request.args.get("opinion")
    if opinion not in set(Alternative):
        return _case_page(number)
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=utc_now())
    form = decision_form(row.handling)
    form.reason.data = say(ADVICE[Alternative(opinion)].opinion)
    return _case_page(number, form=form)


@blueprint.get("/requests/overrides")
@allow(Role.AUDITOR, *commands.DECIDERS)
def list_overrides() -> ResponseReturnValue:
    """Show refusals whose reason was read as unlawful and written all the same."""
    rows = queries.overrides(db.session(), actor=current_actor())
    names = accounts.names_of(db.session(), account_ids={row.overridden_by for row in rows})
    return render_template("viewing_requests/list_overrides.html", rows=rows, names=names)


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
    return _case_page(number, withdrawal=form), 409


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


def _case_page(number: str, *, form: DecideForm | None = None, withdrawal: WithdrawForm | None = None) -> str:
    actor = current_actor()
    found = queries.request_detail(db.session(), number=number, actor=actor, now=utc_now())
    overrides = queries.overrides(db.session(), actor=actor, number=number)
    decided = {found.decision.decided_by} if found.decision else set()
    people = {found.row.received_by} | found.dates.people | decided | {one.overridden_by for one in overrides}
    return render_template(
        "viewing_requests/show_request.html",
        case=found,
        overrides=overrides,
        names=accounts.names_of(db.session(), account_ids=people),
        form=form or decision_form(found.row.handling),
        withdrawal=withdrawal or WithdrawForm(),
        may_decide=actor.has(*commands.DECIDERS) and found.row.awaits_decision,
        own_request=found.row.received_by == actor.id,
        may_work=actor.has(*WORKS_ON_CASES),
        may_fulfil=actor.has(*WORKS_ON_CASES) and found.row.status in GRANTED,
        may_postpone=actor.has(*commands.DECIDERS) and bool(found.row.clocks) and found.row.received_by != actor.id,
        waiting=found.dates.waiting(kst_day(utc_now())),
        civil=latest("civil.period"),
        without_delay=latest("pipa.35.3"),
        afterwards=postponed_answer_days(kst_day(utc_now())),
        pausing=latest("product.pause"),
    )


def _decide(number: str, decide: Callable[..., None], *, done: str) -> ResponseReturnValue:
    """Let a command decide what the form says; what was typed stays on the page if it does not."""
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=utc_now())
    form = DecideForm(request.form)
    form.offer(_grounds(row.handling))
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
                return _case_page(number, form=form), 422
        else:
            flash(done)
            return _onwards(number)
    return _case_page(number, form=form), 409


def _unlawful(reason: str | None) -> tuple[UnlawfulGround, ...]:
    today = kst_day(utc_now())
    private = is_private(registry.snapshot(db.session(), as_of=today))
    return why_unlawful(reason or "", private=private, on=today)


def _grounds(handling: Handling) -> tuple[Ground, ...]:
    today = kst_day(utc_now())
    private = is_private(registry.snapshot(db.session(), as_of=today))
    choose = refusal_grounds if handling is Handling.VIEWING else provision_grounds
    return choose(private=private, on=today)


def _onwards(number: str) -> ResponseReturnValue:
    fallback = url_for(".show_request", number=number)
    return redirect(safe_path(request.form.get("next"), fallback=fallback), code=303)
