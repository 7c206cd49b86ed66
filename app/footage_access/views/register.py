"""Owns the register as files to take away."""

from datetime import date
from io import BytesIO, StringIO

from flask import Response, render_template, request, send_file
from flask.typing import ResponseReturnValue

from app.database import db, unit_of_work
from app.footage_access import commands, queries
from app.footage_access.domain import READERS
from app.footage_access.events import RegisterExported
from app.footage_access.forms import ExportForm
from app.footage_access.refusals import ExportBackwards
from app.footage_access.spreadsheet import write_csv, write_pdf, write_xlsx
from app.footage_access.views import blueprint
from app.kernel.clock import kst_day, utc_now
from app.web.access import allow, current_actor
from app.web.forms import posted


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
