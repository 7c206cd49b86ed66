"""Owns the pages of the footage register: quick entry, live list, corrections, export."""

from datetime import date
from io import BytesIO, StringIO

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.footage_access import commands, queries
from app.footage_access.domain import KIND_NAMES, PURPOSE_NAMES, READERS, RECORDERS, REQUEST_HANDLING, Kind, Purpose
from app.footage_access.events import RegisterExported
from app.footage_access.forms import ExportForm, RecordAccessForm, WithdrawEntryForm, entered_before
from app.footage_access.pages import ListView, details_of_kinds, list_view, prefilled
from app.footage_access.refusals import EntryNotFound, ExportBackwards
from app.footage_access.spreadsheet import write_csv, write_pdf, write_xlsx
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.law.grounds import Ground, use_grounds
from app.registry import queries as registry
from app.viewing_requests import queries as viewing_requests
from app.viewing_requests.commands import DECIDERS
from app.viewing_requests.places import Picked, is_private, picked, places_matching
from app.web.access import allow, current_actor
from app.web.forms import posted
from app.web.languages import say

blueprint = Blueprint("footage_access", __name__)


@blueprint.app_template_filter("footage_kind")
def footage_kind(value: str) -> str:
    """Return what a kind of entry is called in the language of the page."""
    return say(KIND_NAMES[Kind(value)])


@blueprint.app_template_filter("footage_purpose")
def footage_purpose(value: str) -> str:
    """Return what a purpose is called in the language of the page."""
    return say(PURPOSE_NAMES[Purpose(value)])


@blueprint.get("/footage")
@allow(*READERS)
def list_entries() -> ResponseReturnValue:
    """Show the quick form and the newest entries."""
    form, found = _empty_form()
    return _page(form, found)


@blueprint.post("/footage")
@allow(*RECORDERS)
def record_access() -> ResponseReturnValue:
    """Record one access; what was typed stays on the page if something is missing."""
    form, found = _posted_form()
    now = utc_now()
    if form.validate():
        try:
            if found.refusal:
                raise found.refusal
            with unit_of_work() as session:
                receipt = commands.record_access(
                    session,
                    facts=form.parsed(found.places, now=now),
                    actor=current_actor(),
                    now=now,
                    closes_request=not form.more_to_come.data,
                )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("기록 %(number)s번을 저장했습니다.", number=receipt.leaf + 1))
            return redirect(url_for(".list_entries", show=request.args.get("show")), code=303)
    return _page(form, found), 422


@blueprint.get("/footage/live")
@allow(*READERS)
def show_live_list() -> ResponseReturnValue:
    """Return the list again if anything is new, else nothing."""
    if request.args.get("seen", type=int) == queries.newest_leaf(db.session(), actor=current_actor()):
        return Response(status=204)
    return render_template("footage_access/live_list.html", view=_list_view())


@blueprint.get("/footage/cameras")
@allow(*RECORDERS)
def list_places() -> ResponseReturnValue:
    """Return the cameras and zones that fit what is typed, for the picker."""
    typed = (request.args.get("q") or "").strip()
    snapshot = registry.snapshot(db.session(), as_of=kst_day(utc_now()))
    found = places_matching(snapshot, typed, sites=current_actor().sites) if typed else ()
    return render_template("footage_access/list_places.html", places=found)


@blueprint.get("/footage/<int:number>")
@allow(*READERS)
def show_entry(number: int) -> ResponseReturnValue:
    """Show one entry with what replaced it."""
    return _entry_page(number, WithdrawEntryForm())


@blueprint.route("/footage/<int:number>/correct", methods=["GET", "POST"])
@allow(*RECORDERS)
def correct_entry(number: int) -> ResponseReturnValue:
    """Record what an entry should have said."""
    actor, now = current_actor(), utc_now()
    row = queries.entry_row(db.session(), leaf=number - 1, actor=actor)
    if request.method == "POST":
        form, found = _posted_form()
    else:
        facts = queries.facts_of(db.session(), leaf=row.leaf)
        form, found = RecordAccessForm(now=now, data=entered_before(facts)), Picked(row.places)
        form.offer(_use_grounds())
    if request.method == "POST" and form.validate():
        try:
            if found.refusal:
                raise found.refusal
            facts = form.parsed(found.places, now=now)
            with unit_of_work() as session:
                receipt = commands.correct_entry(session, leaf=row.leaf, facts=facts, actor=actor, now=now)
        except (NotAllowed, EntryNotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("기록 %(old)s번을 %(new)s번으로 정정했습니다.", old=number, new=receipt.leaf + 1))
            return redirect(url_for(".show_entry", number=receipt.leaf + 1), code=303)
    status = 422 if request.method == "POST" else 200
    return render_template(
        "footage_access/correct_entry.html", form=form, picked=found, row=row, details=details_of_kinds()
    ), status


@blueprint.post("/footage/<int:number>/withdraw")
@allow(*RECORDERS)
def withdraw_entry(number: int) -> ResponseReturnValue:
    """Take an entry back, by an entry that says why."""
    form = WithdrawEntryForm(request.form)
    if form.validate():
        try:
            with unit_of_work() as session:
                commands.withdraw_entry(
                    session, leaf=number - 1, reason=form.parsed(), actor=current_actor(), now=utc_now()
                )
        except (NotAllowed, EntryNotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("기록 %(number)s번을 철회했습니다.", number=number))
            return redirect(url_for(".show_entry", number=number), code=303)
    return _entry_page(number, form), 422


@blueprint.route("/footage/export", methods=["GET", "POST"])
@allow(*READERS)
def export_register() -> ResponseReturnValue:
    """Hand out the register of some days as a file; that it was taken out is sealed."""
    now = utc_now()
    today = kst_day(now)
    form = ExportForm(posted(), now=now, data={"since": today.replace(day=1), "until": today})
    if request.method == "POST" and form.validate():
        since, until = form.parsed()
        if until >= since:
            return _export(form, since, until)
        form.refuse(ExportBackwards())
    status = 422 if request.method == "POST" else 200
    return render_template("footage_access/export_register.html", form=form), status


def _export(form: ExportForm, since: date, until: date) -> Response:
    actor = current_actor()
    rows = queries.register_rows(
        db.session(), first_day=since, last_day=until, actor=actor, statutory_only=bool(form.statutory_only.data)
    )
    target = BytesIO()
    if form.format.data == "xlsx":
        count = write_xlsx(rows, target)
    elif form.format.data == "pdf":
        today = kst_day(utc_now())
        count = write_pdf(db.session(), rows, target, first_day=since, last_day=until, today=today)
    else:
        text = StringIO(newline="")
        count = write_csv(rows, text)
        target.write(text.getvalue().encode("utf-8-sig"))
    event = RegisterExported(since=since, until=until, format=form.format.data, rows=count)
    with unit_of_work() as session:
        commands.note_export(session, event=event, actor=actor, now=utc_now())
    target.seek(0)
    name = f"footage-register-{since.isoformat()}-{until.isoformat()}.{form.format.data}"
    return send_file(target, as_attachment=True, download_name=name)


def _empty_form() -> tuple[RecordAccessForm, Picked]:
    actor, now = current_actor(), utc_now()
    last = queries.last_entry_of(db.session(), actor=actor)
    usual = last.purpose if last and last.kind in {Kind.LIVE, Kind.PLAYBACK} else Purpose.FACILITY_SAFETY
    values, found = {"kind": Kind.LIVE, "purpose": usual}, Picked()
    number = request.args.get("request")
    if number and actor.has(*RECORDERS):
        detail = viewing_requests.request_detail(db.session(), number=number, actor=actor, now=now)
        values, found = prefilled(detail), Picked(detail.row.places)
    form = RecordAccessForm(now=now, data=values)
    form.offer(_use_grounds())
    return form, found


def _posted_form() -> tuple[RecordAccessForm, Picked]:
    now = utc_now()
    form = RecordAccessForm(request.form, now=now)
    form.offer(_use_grounds())
    snapshot = registry.snapshot(db.session(), as_of=kst_day(now))
    keys, typed = form.places.data or (), form.place_query.data or ""
    return form, picked(snapshot, keys=keys, typed=typed, sites=current_actor().sites)


def _use_grounds() -> tuple[Ground, ...]:
    today = kst_day(utc_now())
    return use_grounds(private=is_private(registry.snapshot(db.session(), as_of=today)), on=today)


def _page(form: RecordAccessForm, found: Picked) -> str:
    actor, now = current_actor(), utc_now()
    decides = actor.has(*DECIDERS)
    return render_template(
        "footage_access/list_entries.html",
        form=form,
        picked=found,
        view=_list_view(),
        details=details_of_kinds(),
        today=kst_day(now),
        may_record=actor.has(*RECORDERS),
        decides=decides,
        to_decide=viewing_requests.requests_to_decide(db.session(), actor=actor, now=now) if decides else [],
        number_to_decide=viewing_requests.number_to_decide(db.session(), actor=actor) if decides else 0,
        going=viewing_requests.footage_about_to_go(db.session(), actor=actor, now=now),
        request_kinds=tuple(REQUEST_HANDLING),
    )


def _entry_page(number: int, form: WithdrawEntryForm) -> str:
    actor = current_actor()
    row = queries.entry_row(db.session(), leaf=number - 1, actor=actor)
    may_replace = row.replaced_by is None and row.act != "withdrawn" and actor.has(*RECORDERS)
    may_replace = may_replace and (row.handler_id == actor.id or actor.has(*DECIDERS))
    return render_template("footage_access/show_entry.html", row=row, form=form, may_replace=may_replace)


def _list_view() -> ListView:
    return list_view(db.session(), arguments=request.args, actor=current_actor(), now=utc_now())
