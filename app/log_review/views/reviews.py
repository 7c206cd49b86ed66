"""Owns the pages of months: which were looked through, one of them, opening and concluding, and the minutes."""

from dataclasses import asdict
from datetime import timedelta
from io import BytesIO

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access_record.queries import copies_by_use
from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.kernel.uses import Use
from app.log_review import commands, queries
from app.log_review.forms import ConcludeForm, OpenForm
from app.log_review.states import JUDGES, OVERSEERS, READERS, State
from app.log_review.views import blueprint
from app.recorder_logs.domain import Month, month_of, parse_month
from app.web.access import allow, current_actor, fresh
from app.web.looks_recorded import looks_at, use_of_copy

SHOWN = {
    "todo": frozenset({State.TO_EXPLAIN, State.TO_LOOK_AT, State.EXPLAINED, State.RETURNED}),
    "done": frozenset({State.ACCEPTED, State.FOLLOW_UP, State.LOOKED_AT}),
    "all": frozenset(State),
}


@blueprint.get("/reviews")
@allow(*READERS, act=Act.READ)
@looks_at("log_review/list")
def list_reviews() -> ResponseReturnValue:
    """Show the months that were looked through, and those that should have been."""
    return _list(None)


@blueprint.post("/reviews/open")
@allow(*JUDGES, act=Act.DECIDE)
@looks_at("log_review/list")
def open_review() -> ResponseReturnValue:
    """Look through a month."""
    form = OpenForm(request.form)
    if form.validate():
        month, settings = form.parsed()
        try:
            with unit_of_work() as session:
                done = commands.open_review(
                    session, month=month, settings=settings, actor=current_actor(), now=utc_now()
                )
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(
                _(
                    "기록 %(entries)s건을 보았습니다: 소명할 것 %(items)s건, 표본 %(samples)s건.",
                    entries=done.entries,
                    items=done.items,
                    samples=done.samples,
                )
            )
            return redirect(url_for(".show_review", month=month), code=303)
    elif current_actor().sites_as(*JUDGES) is not None:
        raise NotAllowed
    return _list(form), 422


@blueprint.get("/reviews/<month>")
@allow(*READERS, act=Act.READ)
@looks_at("log_review/{month}")
def show_review(month: str) -> ResponseReturnValue:
    """Show what was looked at, and the items the person may see."""
    return _page(month, ConcludeForm())


@blueprint.post("/reviews/<month>/conclude")
@allow(*JUDGES, act=Act.DECIDE)
@fresh
@looks_at("log_review/{month}")
def conclude_review(month: str) -> ResponseReturnValue:
    """Write the minutes and close the review."""
    form = ConcludeForm(request.form)
    if form.validate():
        try:
            with unit_of_work() as session:
                commands.conclude_review(session, month=month_asked(month), actor=current_actor(), now=utc_now())
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("점검을 끝냈습니다. 회의록이 원장에 봉인되었습니다."))
            return redirect(url_for(".show_review", month=month), code=303)
    return _page(month, form), 422


@blueprint.get("/reviews/<month>/minutes.pdf")
@allow(*OVERSEERS, act=Act.PRINT)
@looks_at("log_review/{month}", "downloaded")
def download_minutes(month: str) -> ResponseReturnValue:
    """Return the minutes as they were sealed; of the whole company, so for who oversees all sites."""
    review = queries.review_of(db.session(), month=month_asked(month))
    paper = queries.minutes_file(db.session(), review=review.leaf)
    if current_actor().sites_as(*OVERSEERS) is not None or paper is None:
        abort(404)
    name = f"log-review-{review.month}.pdf"
    use_of_copy(usual=Use.REVIEW, file=name)
    return send_file(BytesIO(paper), mimetype="application/pdf", download_name=name)


def month_asked(text: str) -> Month:
    """Return the month of an address; anything else is not found."""
    try:
        return parse_month(text)
    except ValueError:
        abort(404)


def _list(form: OpenForm | None) -> str:
    actor, today = current_actor(), kst_day(utc_now())
    rows = queries.reviews(db.session())
    known = {row.month for row in rows}
    late = [each for each in queries.reviews_overdue(db.session(), on=today) if each.month not in known]
    last = month_of(today).previous
    offered = form or OpenForm(data={"month": str(last), **asdict(queries.newest_settings(db.session()))})
    waiting = {}
    for row in rows:
        seen = queries.items_of_review(db.session(), review=row.leaf, actor=actor) if row.minutes is None else []
        waiting[row.leaf] = sum(not item.is_decided for item in seen)
    return render_template(
        "log_review/list_reviews.html",
        rows=rows,
        waiting=waiting,
        late=late,
        today=today,
        form=offered,
        may_open=actor.has(*JUDGES, acts=(Act.DECIDE,)) and actor.sites_as(*JUDGES) is None,
        sees_all=actor.sites_as(*OVERSEERS) is None,
    )


def _page(month: str, form: ConcludeForm) -> str:
    actor = current_actor()
    review = queries.review_of(db.session(), month=month_asked(month))
    seen = queries.items_of_review(db.session(), review=review.leaf, actor=actor)
    shown = request.args.get("show") or ("todo" if review.minutes is None else "all")
    shown = shown if shown in SHOWN else "all"
    everywhere = actor.sites_as(*OVERSEERS) is None
    days = {"first_day": review.month.first_day, "last_day": review.month.day_after - timedelta(days=1)}
    left = sum(not item.is_decided for item in seen)
    return render_template(
        "log_review/show_review.html",
        review=review,
        items=[item for item in seen if item.state in SHOWN[shown]],
        counts={name: sum(item.state in states for item in seen) for name, states in SHOWN.items()},
        left=left,
        shown=shown,
        today=kst_day(utc_now()),
        form=form,
        everywhere=everywhere,
        copies=copies_by_use(db.session(), **days) if everywhere else (),
        may_conclude=review.minutes is None
        and actor.sites_as(*JUDGES, acts=(Act.DECIDE,)) is None
        and actor.has(*JUDGES),
    )
