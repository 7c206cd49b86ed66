"""Owns the page of one entry, its correction and its withdrawal."""

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.footage_access import commands, queries
from app.footage_access.commands import Letter
from app.footage_access.domain import CONSENT_NAMES, READERS, RECORDERS, Kind
from app.footage_access.events import View
from app.footage_access.forms import LetterForm, RecordAccessForm, WithdrawEntryForm, entered_before
from app.footage_access.pages import details_of_kinds
from app.footage_access.refusals import EntryNotFound
from app.footage_access.views import blueprint
from app.footage_access.views.looks import note_look
from app.footage_access.views.typed import posted_form, use_grounds_today
from app.kernel.acts import FOOTAGE, Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.law.sources import latest
from app.viewing_requests import queries as viewing_requests
from app.viewing_requests.commands import DECIDERS
from app.viewing_requests.places import Picked
from app.web.access import allow, current_actor
from app.web.looks_recorded import looks_at, seals_its_look

_LETTER = ("sent_on", "document", "limits", "measures", "accepted_on")


@blueprint.get("/footage/<int:number>")
@allow(*READERS, act=Act.READ)
@seals_its_look("footage.register_read")
def show_entry(number: int) -> ResponseReturnValue:
    """Show one entry with what replaced it; that it was read is recorded."""
    page = _entry_page(number)
    note_look(View.ENTRY, actor=current_actor(), now=utc_now(), leaf=number - 1)
    return page


@blueprint.post("/footage/<int:number>/letter")
@allow(*RECORDERS, act=Act.REGISTER)
@looks_at("footage/{number}")
def record_letter(number: int) -> ResponseReturnValue:
    """Record the letter that goes with a provision (법 18⑤)."""
    now = utc_now()
    form = LetterForm(request.form, now=now)
    if form.validate():
        try:
            with unit_of_work() as session:
                letter = Letter(**{name: form[name].data for name in _LETTER})
                actor, key = current_actor(), form.key.data or None
                commands.record_letter(session, leaf=number - 1, letter=letter, actor=actor, now=now, key=key)
        except (NotAllowed, EntryNotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("기록 %(number)s번의 제한 요청 문서를 기록했습니다.", number=number))
            return redirect(url_for(".show_entry", number=number), code=303)
    return _entry_page(number, letter_form=form), 422


@blueprint.route("/footage/<int:number>/correct", methods=["GET", "POST"])
@allow(*RECORDERS, act=FOOTAGE)
@looks_at("footage/{number}")
def correct_entry(number: int) -> ResponseReturnValue:
    """Record what an entry should have said."""
    actor, now = current_actor(), utc_now()
    row = queries.entry_row(db.session(), leaf=number - 1, actor=actor)
    if request.method == "POST":
        form, found = posted_form()
    else:
        facts = queries.facts_of(db.session(), leaf=row.leaf)
        form, found = RecordAccessForm(now=now, data=entered_before(facts)), Picked(row.places)
        form.offer(use_grounds_today())
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
@allow(*RECORDERS, act=FOOTAGE)
@looks_at("footage/{number}")
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


def _drafted(row: queries.EntryRow, letter: queries.LetterRow | None) -> dict[str, object]:
    """Return the letter drafted for the request of a provision, until one is recorded."""
    if letter is not None or row.request_number is None or row.kind is not Kind.PROVISION:
        return {}
    draft = viewing_requests.drafted_letter(db.session(), number=row.request_number, actor=current_actor())
    if draft is None:
        return {}
    words = {"document": draft.document, "limits": draft.limits, "measures": draft.measures}
    return {"sent_on": draft.letter_on, **words}


def _entry_page(number: int, form: WithdrawEntryForm | None = None, *, letter_form: LetterForm | None = None) -> str:
    actor, now = current_actor(), utc_now()
    row = queries.entry_row(db.session(), leaf=number - 1, actor=actor)
    may_replace = row.replaced_by is None and row.act != "withdrawn" and actor.has(*RECORDERS)
    may_replace = may_replace and (row.handler_id == actor.id or actor.has(*DECIDERS))
    numbers = [row.request_number] if row.request_number else []
    letter = queries.letters_of(db.session(), numbers=numbers).get(row.request_number or "")
    return render_template(
        "footage_access/show_entry.html",
        row=row,
        form=form or WithdrawEntryForm(),
        letter_form=letter_form
        or LetterForm(
            now=now, data={"sent_on": kst_day(now), "key": secrets.token_urlsafe(16), **_drafted(row, letter)}
        ),
        letter=letter,
        is_older_letter=letter is not None and letter.sent_on < kst_day(row.occurred_at),
        asker=viewing_requests.askers_of(db.session(), numbers=numbers).get(row.request_number or ""),
        needs_letter=row.kind is Kind.PROVISION and row.stands,
        letter_source=latest("pipa.18.5"),
        consent_names=[CONSENT_NAMES[item] for item in row.consent_items],
        may_record=actor.has(*RECORDERS),
        may_replace=may_replace,
        may_end=bool(queries.endable(db.session(), rows=[row], actor=actor)),
    )
