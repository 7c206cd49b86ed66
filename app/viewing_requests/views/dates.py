"""Owns the pages about the last day to answer: postponing, waiting for the asker, and which days are off."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.law.periods import postponed_answer_days
from app.law.sources import latest, source
from app.registry import queries as registry
from app.viewing_requests import commands, queries
from app.viewing_requests.claims import UnlawfulGround
from app.viewing_requests.clocks import UNPOSTPONED_KINDS, refusal_source
from app.viewing_requests.decision_refusals import NeverPostponed
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.forms.dates import DayForm, LiftDayForm, PauseForm, PostponeForm, ResumeForm
from app.viewing_requests.places import is_private
from app.viewing_requests.reason_reading import why_not_postponed
from app.viewing_requests.refusals import OtherReadingUnsaid, UnlawfulReason
from app.viewing_requests.views import blueprint, offered_objection
from app.web.access import allow, current_actor
from app.web.dates import day as shown
from app.web.forms import BaseForm, posted
from app.web.languages import language, say
from app.web.looks_recorded import looks_at


@blueprint.app_template_filter("law_cited")
def law_cited(key: str) -> str:
    """Return how the newest wording of a source is cited."""
    return latest(key).citation


@blueprint.app_template_filter("law_words")
def law_words(source: Any) -> str:  # noqa: ANN401  # A Source; templates pass what they were given.
    """Return what a legal source says, in our words."""
    return str(source.in_words_en if language() == "en" else source.in_words)


@blueprint.route("/requests/<number>/postpone", methods=["GET", "POST"])
@allow(*commands.DECIDERS, act=Act.DECIDE)
@looks_at("viewing_request/{number}")
def postpone_request(number: str) -> ResponseReturnValue:
    """Put the answer to a viewing off until a ground has ended."""
    now = utc_now()
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=now)
    if row.kind in UNPOSTPONED_KINDS:
        told = source(refusal_source(row.kind), on=kst_day(now)).citation
        flash(say(NeverPostponed(source=told)))
        return redirect(url_for(".show_request", number=number), code=303)
    given = {"objection_method": offered_objection(), "notified_on": kst_day(now)}
    form = PostponeForm(posted(), now=now, data=given)

    def postpone(session: Any) -> date:  # noqa: ANN401  # A session; pages do not know SQLAlchemy.
        return commands.postpone_request(session, number=number, entry=form.parsed(), actor=current_actor(), now=now)

    done = _("요청 %(number)s의 답변을 연기했습니다.", number=number)
    return _on_case(number, form, postpone, done=done, template="viewing_requests/postpone_request.html")


@blueprint.route("/requests/<number>/pause", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def pause_request(number: str) -> ResponseReturnValue:
    """Note that the case waits for the asker."""
    now = utc_now()
    form = PauseForm(posted(), now=now, data={"notified_on": kst_day(now)})

    def pause(session: Any) -> date:  # noqa: ANN401  # A session; pages do not know SQLAlchemy.
        return commands.pause_request(session, number=number, entry=form.parsed(), actor=current_actor(), now=now)

    done = _("요청 %(number)s에서 청구인을 기다립니다.", number=number)
    return _on_case(number, form, pause, done=done, template="viewing_requests/pause_request.html")


@blueprint.route("/requests/<number>/resume", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def resume_request(number: str) -> ResponseReturnValue:
    """Go on with a case that waited for the asker."""
    now = utc_now()
    form = ResumeForm(posted(), now=now, data={"because": "arrived"})

    def resume(session: Any) -> date:  # noqa: ANN401  # A session; pages do not know SQLAlchemy.
        return commands.resume_request(session, number=number, because=form.parsed(), actor=current_actor(), now=now)

    done = _("요청 %(number)s에서 기다리기를 끝냈습니다.", number=number)
    return _on_case(number, form, resume, done=done, template="viewing_requests/resume_request.html")


@blueprint.get("/requests/days")
@allow(act=Act.READ)
def list_days() -> ResponseReturnValue:
    """Show the holidays of this year and the next as they count."""
    return _days_page(DayForm(now=utc_now(), data={"known_since": kst_day(utc_now()), "kind": "extra"}))


@blueprint.post("/requests/days")
@allow(*commands.DAY_KEEPERS, act=Act.MAINTAIN)
def set_day() -> ResponseReturnValue:
    """Add a day off or take a public holiday away; open cases move at once."""
    now = utc_now()
    form = DayForm(posted(), now=now)
    if form.validate():
        entry = form.parsed()
        try:
            with unit_of_work() as session:
                moved = commands.set_answer_day(
                    session,
                    day=entry.day,
                    kind=entry.kind,
                    title=entry.title,
                    known_since=entry.known_since,
                    reason=entry.reason,
                    actor=current_actor(),
                    now=now,
                )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(
                _("%(day)s을(를) 바꾸었습니다. 답변 기한이 바뀐 요청: %(moved)s건", day=shown(entry.day), moved=moved)
            )
            return redirect(url_for(".list_days"), code=303)
    return _days_page(form), 422


@blueprint.route("/requests/days/<int:leaf>/lift", methods=["GET", "POST"])
@allow(*commands.DAY_KEEPERS, act=Act.MAINTAIN)
def lift_day(leaf: int) -> ResponseReturnValue:
    """Take back what was said of a day; open cases move at once."""
    now = utc_now()
    found = queries.day_change(db.session(), leaf=leaf)
    form = LiftDayForm(posted(), now=now)
    if posted() is not None and form.validate():
        try:
            with unit_of_work() as session:
                moved = commands.lift_answer_day(
                    session, leaf=leaf, reason=form.parsed(), actor=current_actor(), now=now
                )
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(
                _(
                    "%(day)s의 변경을 거두었습니다. 답변 기한이 바뀐 요청: %(moved)s건",
                    day=shown(found.day),
                    moved=moved,
                )
            )
            return redirect(url_for(".list_days"), code=303)
    return render_template("viewing_requests/lift_day.html", form=form, day=found), 422 if form.errors else 200


def _days_page(form: DayForm) -> str:
    year = kst_day(utc_now()).year
    years = {each: queries.days_of(db.session(), year=each) for each in (year, year + 1)}
    people = {day.set_by for days in years.values() for day in days if day.set_by is not None}
    actor = current_actor()
    return render_template(
        "viewing_requests/list_days.html",
        form=form,
        years=years,
        names=accounts.names_of(db.session(), account_ids=people),
        may_change=actor.has(*commands.DAY_KEEPERS) and actor.sites_as(*commands.DAY_KEEPERS) is None,
        civil=latest("civil.period"),
    )


def _on_case(
    number: str, form: BaseForm, change: Callable[[Any], date], *, done: str, template: str
) -> ResponseReturnValue:
    """Let a command change the dates of a case; what was typed stays on the page if it does not."""
    actor, now, read = current_actor(), utc_now(), False
    before = queries.request_detail(db.session(), number=number, actor=actor, now=now)
    if posted() is not None and form.validate():
        try:
            with unit_of_work() as session:
                due_on = change(session)
        except (NotFound, NotAllowed):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
            read = isinstance(refusal, (UnlawfulReason, OtherReadingUnsaid))
        else:
            same = due_on == before.row.due_on
            how = _("답변 기한은 %(day)s 그대로입니다.", day=shown(due_on))
            moved = _(
                "답변 기한은 %(old)s에서 %(day)s(으)로 바뀌었습니다.", old=shown(before.row.due_on), day=shown(due_on)
            )
            flash(f"{done} {how if same else moved}")
            return redirect(url_for(".show_request", number=number), code=303)
    today = kst_day(now)
    return render_template(
        template,
        form=form,
        case=before,
        own_request=before.row.received_by == actor.id,
        may_stop=actor.has(*commands.STOPS_CLOCKS) and before.row.received_by != actor.id,
        waiting=before.dates.waiting(today),
        notice=source("decree.42.2", on=today),
        without_delay=source("pipa.35.3", on=today),
        afterwards=postponed_answer_days(today),
        pausing=source("product.pause", on=today),
        stopped=_claimed(form, today) if read else (),
        may_read_otherwise=read and actor.has(Role.PRIVACY_OFFICER),
    ), (422 if read else 409) if form.errors else 200


def _claimed(form: BaseForm, today: date) -> tuple[UnlawfulGround, ...]:
    if not isinstance(form, PostponeForm):
        return ()
    private = is_private(registry.snapshot(db.session(), as_of=today))
    return why_not_postponed(form.reason.data or "", private=private, on=today)
