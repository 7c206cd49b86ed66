"""Owns the pages of batches: many signs chosen, counted while one chooses, made, fetched, and listed for mounting."""

import io
from tempfile import TemporaryFile
from typing import Any
from uuid import UUID

from flask import Flask, current_app, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.database import db
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.kernel.messages import Message
from app.ledger.wiring import names_of_actors
from app.registry import queries as registry
from app.signage.batch_list import write_list
from app.signage.batch_order import BatchOrder
from app.signage.batches import Asked, Sorted, begin_batch, shelf_of, sort_out
from app.signage.choices import LANGUAGES
from app.signage.domain import PRINTERS, spoken
from app.signage.forms.batches import SHEETS, SIZES, STATE_NAMES, VARIANT_NAMES, BatchForm
from app.signage.forms.sizes import CUSTOM
from app.signage.layout.imposition import places_on
from app.signage.layout.sheets import parse_sheet
from app.signage.pdf import check
from app.signage.pdf.calibration import calibration_pdf
from app.signage.queries.batches import MadeBatch, UnknownBatch, goings, made_batch, made_batches
from app.signage.queries.looks import chosen_look, looks_to_draw
from app.signage.views.blueprint import blueprint
from app.web.access import allow, current_actor, wants_fragment
from app.web.forms import posted
from app.web.paging import key_of, page_of
from app.web.taking_away import FileGone, TakeAway

_ROWS = 50
_LISTED = 100
"""Lines of signs left out that a page shows."""
_LOOKED_AT = 2_000
"""Of more signs the texts are measured when they are made, not while somebody chooses."""
_REFUSED = 422


@blueprint.get("/signs/batches")
@allow(*PRINTERS, act=Act.PRINT)
def list_batches() -> ResponseReturnValue:
    """Show the batches that were made, newest first."""
    after = key_of(request.args.get("after"), str)
    found = made_batches(db.session(), actor=current_actor(), size=_ROWS, before=str(after[0]) if after else None)
    return render_template(
        "signage/batches.html",
        page=page_of(found, size=_ROWS, key=lambda one: (one.id,)),
        is_later=after is not None,
        names=names_of_actors(db.session()),
        **_words(),
    )


@blueprint.route("/signs/batches/new", methods=["GET", "POST"])
@allow(*PRINTERS, act=Act.PRINT)
def make_batch() -> ResponseReturnValue:
    """Choose signs and how they are made; make them. ``count`` only says what the choice comes to."""
    form = _form(posted() or request.args or None)
    if posted() is None or "count" in request.form:
        counted, refusal = _counted(form)
        return _form_page(form, counted, refusal), _REFUSED if form.errors else 200
    if form.validate():
        try:
            order = form.parsed()
            asked = Asked(order=order, actor=current_actor(), now=utc_now(), public_url=_public_url())
            total = len(_sorted_out(order).contents)  # What cannot be drawn is refused here, not by the thread.
            db.session.rollback()
            file = begin_batch(_app(), asked, total=total)
        except NotAllowed:
            raise
        except Refusal as refused:
            form.refuse(refused)
        else:
            return redirect(url_for(".show_batch", batch=file.id), code=303)
    counted, refusal = _counted(form)
    return _form_page(form, counted, refusal), _REFUSED


@blueprint.get("/signs/batches/count")
@allow(*PRINTERS, act=Act.PRINT)
def count_batch() -> ResponseReturnValue:
    """Answer with the part of the page that says what a choice comes to."""
    counted, refusal = _counted(_form(request.args))
    return render_template("signage/batch_count.html", counted=counted, refusal=refusal)


@blueprint.get("/signs/batches/calibration.pdf")
@allow(*PRINTERS, act=Act.PRINT)
def draw_calibration() -> ResponseReturnValue:
    """Answer with the sheet to print first, in the size of the paper."""
    sheet = parse_sheet(request.args.get("sheet") or "A4")
    drawn = calibration_pdf(sheet, looks=looks_to_draw(db.session()))
    return send_file(io.BytesIO(drawn), mimetype="application/pdf", download_name=f"calibration-{sheet.name}.pdf")


@blueprint.get("/signs/batches/<uuid:batch>")
@allow(*PRINTERS, act=Act.PRINT)
def show_batch(batch: UUID) -> ResponseReturnValue:
    """Show how far a batch is, and once it is made what it holds; the part that changes asks again by itself."""
    file = _file(batch)
    if wants_fragment():
        part = make_response(render_template("signage/batch_state.html", file=file, batch=str(batch)))
        if file is None or file.state != "running":
            part.headers["HX-Refresh"] = "true"  # The whole page has more to say now.
        return part
    try:
        made = made_batch(db.session(), batch=str(batch), actor=current_actor())
    except UnknownBatch:
        if file is None:
            raise
        made = None
    going = goings(db.session(), batch=made) if made and made.count <= _LOOKED_AT else []
    notes = [] if file is None else [_note(each) for each in file.notes]
    left_out = [each for each in notes if "count" not in each]
    return render_template(
        "signage/batch_show.html",
        batch=str(batch),
        file=file,
        made=made,
        goings=going,
        lost=sum(one.is_lost for one in going),
        shown=_LISTED,
        spoken=spoken,
        again=_again(made) if made else {},
        notes=left_out[:_LISTED],
        more=max(0, len(left_out) - _LISTED),
        omitted=[each for each in notes if "count" in each],
        names=names_of_actors(db.session()),
        **_words(),
    )


@blueprint.get("/signs/batches/<uuid:batch>/file")
@allow(*PRINTERS, act=Act.PRINT)
def fetch_batch(batch: UUID) -> ResponseReturnValue:
    """Hand out the file of a batch to whoever made it, piece by piece from the disk."""
    file = _file(batch)
    if file is None:
        raise FileGone
    path = shelf_of(_app()).finished(file)
    return send_file(path, mimetype="application/pdf", as_attachment=True, download_name=file.file_name)


@blueprint.get("/signs/batches/<uuid:batch>/cover.pdf")
@allow(*PRINTERS, act=Act.PRINT)
def fetch_cover(batch: UUID) -> ResponseReturnValue:
    """Hand out the list for whoever mounts a batch: the same file whenever it is asked for."""
    made = made_batch(db.session(), batch=str(batch), actor=current_actor())
    paper = TemporaryFile()  # noqa: SIM115  # What answers reads and closes it.
    write_list(db.session(), made, paper)
    paper.seek(0)
    name = f"signs-{kst_day(made.made_at).isoformat()}-cover-{made.count}.pdf"
    return send_file(paper, mimetype="application/pdf", as_attachment=True, download_name=name)


def _form(given: Any) -> BatchForm:  # noqa: ANN401  # Any multidict, or nothing.
    actor, chosen = current_actor(), chosen_look(db.session())
    languages = [code for code in chosen.languages if code != "ko"]
    form = BatchForm(given, data={"size": chosen.size if chosen.size in SIZES else "A4", "languages": languages})
    today = kst_day(utc_now())
    views = [view for view in registry.snapshot(db.session(), as_of=today).sites if actor.sees_site(view.code)]
    form.offer(views)
    return form


def _sorted_out(order: BatchOrder) -> Sorted:
    """Return what an order comes to.

    :raises Refusal: if it cannot be drawn on its sheets.
    """
    found = sort_out(
        db.session(),
        order,
        sites=current_actor().sites,
        as_of=kst_day(utc_now()),
        public_url=_public_url(),
        most=_LOOKED_AT,
    )
    if found.contents:
        check(found.contents, size=order.size, sheet=order.sheet, variant=order.variant)
    return found


def _counted(form: BatchForm) -> tuple[dict[str, Any] | None, Refusal | None]:
    """Return what is said of a choice as it stands in the form, or why it comes to nothing."""
    if not form.validate():
        return None, None
    try:
        order = form.parsed()
        found = _sorted_out(order)
    except Refusal as refusal:
        return None, refusal
    each = len(places_on(order.sheet, order.size)) if order.sheet else 1
    return {
        "found": found,
        "count": len(found.contents),
        "pages": -(-len(found.contents) // each),
        "each": each,
        "shown": found.left_out[:_LISTED],
        "more": max(0, len(found.left_out) - _LISTED),
    }, None


def _form_page(form: BatchForm, counted: dict[str, Any] | None, refusal: Refusal | None) -> str:
    return render_template("signage/batch_new.html", form=form, counted=counted, refusal=refusal)


def _file(batch: UUID) -> TakeAway | None:
    try:
        return shelf_of(_app()).find(str(batch), account_id=current_actor().id, now=utc_now())
    except FileGone:
        return None


def _note(said: Any) -> dict[str, Any]:  # noqa: ANN401  # A note as JSON kept it.
    return {**said, "message": Message(said["text"], said["values"])}


def _again(made: MadeBatch) -> dict[str, object]:
    """Return what the address of the form says so that it asks for a batch like one that was made."""
    size, _dash, wide = made.size.partition("-")
    typed = size.removesuffix("mm")
    values: dict[str, object] = {
        "state": made.state or "",
        "site": made.site or "",
        "region": made.region or "",
        "kind": made.kind or "",
        "size": typed if typed in SIZES else CUSTOM,
        "custom_size": "" if typed in SIZES else typed,
        "languages": [language for language in made.languages if language != "ko"],
        "variant": made.variant,
    }
    if wide:
        values["landscape"] = "y"
    if made.sheet:
        sheet = made.sheet.removesuffix("mm")
        known = sheet in SHEETS
        values |= {"sheet": sheet if known else CUSTOM, "custom_sheet": "" if known else sheet}
        values |= {"margin": made.margin, "gap": made.gap}
        if not made.marked:
            values["unmarked"] = "y"
    return values


def _words() -> dict[str, Any]:
    return {"state_names": STATE_NAMES, "variant_names": VARIANT_NAMES, "languages": LANGUAGES}


def _public_url() -> str:
    return str(current_app.config["SETTINGS"].public_url)


def _app() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined,no-any-return]  # noqa: SLF001  # Flask's own way.
