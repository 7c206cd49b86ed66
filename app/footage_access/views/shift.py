"""Owns the page on which a shift is handed over, on screen and on paper."""

from datetime import datetime
from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from app.database import db, unit_of_work
from app.documents.seal import svg
from app.footage_access import commands, queries
from app.footage_access.domain import READERS, RECORDERS
from app.footage_access.events import View
from app.footage_access.forms import HandOverForm
from app.footage_access.handover_paper import shift_paper
from app.footage_access.shifts import Shift, shift_at
from app.footage_access.views import blueprint
from app.footage_access.views.looks import note_look
from app.kernel.acts import Act
from app.kernel.clock import KST, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.kernel.uses import Use
from app.ledger.heads import shown_head
from app.ledger.papers import seal_for_paper
from app.web.access import allow, current_actor
from app.web.dates import parse_kst
from app.web.looks_recorded import looks_at, seals_its_look, use_of_copy


@blueprint.get("/footage/shift")
@allow(*READERS, act=Act.READ)
@seals_its_look("footage.register_read")
def show_shift() -> ResponseReturnValue:
    """Show what a shift recorded and what it leaves open; ``at`` is any moment of it."""
    shift = _shift(utc_now())
    page = _page(shift, HandOverForm())
    note_look(View.SHIFT, actor=current_actor(), now=utc_now(), filters={"shift": f"{shift.start:%Y-%m-%dT%H:%MZ}"})
    return page


@blueprint.get("/footage/shift/paper")
@allow(*READERS, act=Act.PRINT)
@seals_its_look("footage.register_read", gives="printed")
def print_shift() -> ResponseReturnValue:
    """Return the page of a shift as a PDF to sign; that it was printed is recorded."""
    actor, now = current_actor(), utc_now()
    shift = _shift(now)
    report = queries.shift_report(db.session(), shift=shift, actor=actor, now=now)
    name = f"shift-{shift.start:%Y-%m-%d-%H}.pdf"
    said = use_of_copy(thing="footage/shift", usual=Use.FIELDWORK, file=name)
    paper = shift_paper(report, seal=seal_for_paper(db.session()), printed_by=actor.name, printed_at=now)
    filters = {"shift": f"{shift.start:%Y-%m-%dT%H:%MZ}"}
    note_look(View.PRINT, actor=actor, now=now, filters=filters, stated=said)
    return send_file(BytesIO(paper), mimetype="application/pdf", download_name=name)


@blueprint.post("/footage/shift/hand-over")
@allow(*RECORDERS, act=Act.REGISTER)
@looks_at("footage/shift")
def hand_over_shift() -> ResponseReturnValue:
    """Record that the person leaves the shift, with a remark."""
    shift, form = _shift(utc_now()), HandOverForm(request.form)
    if form.validate():
        try:
            with unit_of_work() as session:
                remark = form.remark.data or ""
                commands.hand_over(session, shift=shift, remark=remark, actor=current_actor(), now=utc_now())
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("근무를 인계했습니다. 다음 근무자가 인수하면 끝납니다."))
            return redirect(url_for(".show_shift", at=request.args.get("at")), code=303)
    return _page(shift, form), 422


@blueprint.post("/footage/shift/<int:number>/take")
@allow(*RECORDERS, act=Act.REGISTER)
@looks_at("footage/shift")
def take_shift(number: int) -> ResponseReturnValue:
    """Record that the person takes the shift over."""
    with unit_of_work() as session:
        commands.take_over(session, leaf=number - 1, actor=current_actor(), now=utc_now())
    flash(_("근무를 인수했습니다."))
    return redirect(url_for(".show_shift", at=request.args.get("at")), code=303)


def _shift(now: datetime) -> Shift:
    typed = request.args.get("at")
    try:
        return shift_at(parse_kst(typed, now=now) if typed else now)
    except ValueError:
        return shift_at(now)


def _page(shift: Shift, form: HandOverForm) -> str:
    actor, now = current_actor(), utc_now()
    head = shown_head(db.session())
    return render_template(
        "footage_access/show_shift.html",
        at=f"{shift.start.astimezone(KST):%Y-%m-%d %H:%M}",
        before=f"{shift.before.astimezone(KST):%Y-%m-%d %H:%M}",
        report=queries.shift_report(db.session(), shift=shift, actor=actor, now=now),
        form=form,
        head=head,
        code=Markup(svg(head.qr_text)),  # noqa: S704  # Drawn by us: squares only.
        is_now=shift.start <= now < shift.end,
        may_record=actor.has(*RECORDERS),
        actor=actor,
        now=now,
    )
