"""Owns the register as files to take away."""

from secrets import token_urlsafe

from flask import Flask, Response, current_app, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.database import db
from app.footage_access.domain import READERS
from app.footage_access.exports import (
    FEW,
    Wanted,
    count_lines,
    export_of,
    exports_of,
    file_of,
    start_export,
    stated_for,
    write_register,
)
from app.footage_access.forms import ExportForm
from app.footage_access.refusals import ExportBackwards, TooLongForPaper
from app.footage_access.views import blueprint
from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.uses import Stated, Use
from app.registry import queries as registry
from app.web.access import allow, current_actor, fresh
from app.web.forms import posted
from app.web.looks_recorded import looks_at, seals_its_look, use_of_copy
from app.web.uses_stated import take_as_stated


@blueprint.route("/footage/export", methods=["GET", "POST"])
@allow(*READERS, act=Act.PRINT)
@fresh
@seals_its_look("footage.exported", gives="exported")
def export_register() -> ResponseReturnValue:
    """Hand out the register of some days as a file; that it was taken out is sealed."""
    actor, now = current_actor(), utc_now()
    today = kst_day(now)
    form = ExportForm(posted(), now=now, data={"since": today.replace(day=1), "until": today})
    snapshot = registry.snapshot(db.session(), as_of=today)
    sites = [(site.code, site.name) for site in snapshot.sites if actor.sees_site(site.code)]
    form.offer(sites)
    if request.method == "POST" and form.validate():
        since, until = form.parsed()
        if until >= since:
            site = form.site.data if form.site.data in dict(sites) else None
            wanted = Wanted(
                first_day=since,
                last_day=until,
                format=str(form.format.data),
                statutory_only=bool(form.statutory_only.data),
                site=site,
            )
            try:
                total = count_lines(wanted, actor=actor)
                said = use_of_copy(thing="footage/register", usual=Use.REGISTER, rows=total, file=wanted.file_name)
                return _handed_out(wanted, said, total, actor)
            except TooLongForPaper as refusal:
                form.refuse(refusal)
        else:
            form.refuse(ExportBackwards())
    status = 422 if request.method == "POST" else 200
    return render_template("footage_access/export_register.html", form=form), status


@blueprint.get("/footage/exports/<export_id>")
@allow(*READERS, act=Act.PRINT)
def show_export(export_id: str) -> ResponseReturnValue:
    """Show how far a long export is; the part that changes asks again by itself."""
    export = export_of(_app(), export_id, actor=current_actor(), now=utc_now())
    is_part = "HX-Request" in request.headers
    page = "footage_access/export_state.html" if is_part else "footage_access/show_export.html"
    return render_template(page, export=export)


@blueprint.get("/footage/exports/<export_id>/file")
@allow(*READERS, act=Act.PRINT)
@looks_at("footage/register", "downloaded")
@fresh
def fetch_export(export_id: str) -> ResponseReturnValue:
    """Hand out the file of a finished export to whoever asked for it."""
    export = export_of(_app(), export_id, actor=current_actor(), now=utc_now())
    file = file_of(_app(), export)
    take_as_stated(stated_for(export))
    return send_file(file, as_attachment=True, download_name=export.file_name)


def _handed_out(wanted: Wanted, stated: Stated, total: int, actor: Actor) -> ResponseReturnValue:
    now = utc_now()
    if total > FEW:
        export = start_export(_app(), wanted, stated=stated, total=total, actor=actor, now=now)
        return redirect(url_for(".show_export", export_id=export.id), code=303)
    return _written_now(wanted, stated, actor)


def _written_now(wanted: Wanted, stated: Stated, actor: Actor) -> Response:
    now = utc_now()
    target = exports_of(_app().config["SETTINGS"].home).cleared(now) / f"{token_urlsafe(16)}.now"
    try:
        write_register(wanted, target, stated=stated, actor=actor, now=now)
        open_file = target.open("rb")
    finally:
        target.unlink(missing_ok=True)  # What is open is read to its end; nothing stays behind.
    return send_file(open_file, as_attachment=True, download_name=wanted.file_name)


def _app() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined,no-any-return]  # noqa: SLF001  # Flask's own way.
