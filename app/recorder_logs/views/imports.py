"""Owns importing a log: first looked at, then confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import utc_now
from app.kernel.errors import Invalid, NotAllowed, Problem, Refusal
from app.recorder_logs import commands, queries
from app.recorder_logs.domain import KEEPERS, Seen, Source, check_may_keep
from app.recorder_logs.forms import ConfirmImportForm, ImportForm
from app.recorder_logs.readers import Line, Reading, read_log
from app.recorder_logs.views import blueprint
from app.web import uploads
from app.web.access import allow, current_actor
from app.web.forms import posted
from app.web.installation import current_settings
from app.web.looks_recorded import looks_at

MOST_BYTES = 30 * 1024 * 1024
_SHOWN_LINES = 12


@dataclass(frozen=True, slots=True)
class Preview:
    """What a log would bring, before anything is written."""

    token: str
    reading: Reading
    days: tuple[date, date] | None
    known: int
    seen: Mapping[Seen, int]
    unknown_cameras: tuple[str, ...]
    unknown_users: tuple[str, ...]

    @property
    def first_lines(self) -> tuple[Line, ...]:
        """Return the first lines, as they were understood."""
        return self.reading.lines[:_SHOWN_LINES]

    @property
    def fresh(self) -> int:
        """Return how many rows are not there yet."""
        return len(self.reading.lines) - self.known


@blueprint.route("/recorder-logs/<code>/import", methods=["GET", "POST"])
@allow(*KEEPERS, act=Act.MAINTAIN)
@looks_at("recorder/{code}")
def import_log(code: str) -> ResponseReturnValue:
    """Take a log and show how it was understood, or everything that is wrong with it."""
    actor = current_actor()
    source = _source(code)
    form = ImportForm(posted())
    problems: tuple[Problem, ...] = ()
    preview = None
    if request.method == "POST" and form.validate():
        upload = request.files.get("file")
        name = Path(upload.filename or "").name if upload else ""
        data = upload.read(MOST_BYTES + 1) if upload else b""
        if not name or len(data) > MOST_BYTES:
            form.file.errors = [_("30MB 이하의 파일을 고르십시오.")]
        else:
            reading = read_log(data, source)
            problems = reading.problems
            if not problems:
                token = uploads.keep(_home(), data, ending=".log", actor_id=actor.id)
                preview = _preview(source, reading, token, form.parsed())
    return render_template(
        "recorder_logs/import_log.html", form=form, source=source, problems=problems, preview=preview
    ), 422 if form.errors or problems else 200


@blueprint.post("/recorder-logs/<code>/import/confirm")
@allow(*KEEPERS, act=Act.MAINTAIN)
@looks_at("recorder/{code}")
def confirm_import(code: str) -> ResponseReturnValue:
    """Import what was looked at before, and compare the months it is about."""
    actor, now = current_actor(), utc_now()
    source = _source(code)
    form = ConfirmImportForm(request.form)
    if not form.validate():
        abort(400)
    path = uploads.find(_home(), str(form.token.data), actor_id=actor.id)
    if path is None:
        flash(_("올린 파일이 남아 있지 않습니다. 다시 올리십시오."), "error")
        return redirect(url_for(".import_log", code=code), code=303)
    data = path.read_bytes()
    again = ImportForm(None)
    try:
        with unit_of_work() as session:
            done = commands.import_log(
                session,
                source_code=code,
                reading=read_log(data, source),
                file_hash=sha256(data).hexdigest(),
                days=form.parsed(),
                actor=actor,
                now=now,
            )
            for month in done.months:
                commands.compare_month(session, source_code=code, month=month, actor=actor, now=now)
    except NotAllowed:
        raise
    except Refusal as refusal:
        problems = refusal.problems if isinstance(refusal, Invalid) else ()
        again.refuse(refusal)
        return render_template(
            "recorder_logs/import_log.html", form=again, source=source, problems=problems, preview=None
        ), 422
    uploads.drop(path)
    flash(
        _(
            "새 줄 %(added)s개를 가져와 관리대장과 대조했습니다. 이미 있던 줄은 %(known)s개입니다.",
            added=done.added,
            known=done.known,
        )
    )
    return redirect(url_for(".show_source", code=code), code=303)


def _source(code: str) -> Source:
    source = queries.source_of(db.session(), code=code, actor=current_actor())
    check_may_keep(current_actor(), source.sites)
    return source


def _preview(source: Source, reading: Reading, token: str, days: tuple[date, date] | None) -> Preview:
    session = db.session()
    hashes = [commands.row_hash(source.code, line) for line in reading.lines]
    cameras, users = (
        queries.cameras_named(session, source=source.code),
        queries.users_named(session, source=source.code),
    )
    there = queries.known_hashes(session, source=source.code, hashes=sorted(set(hashes)))
    return Preview(
        token,
        reading,
        days,
        sum(each in there for each in hashes),
        {seen: sum(line.seen is seen for line in reading.lines) for seen in Seen},
        tuple(name for name in reading.cameras if name not in cameras),
        tuple(name for name in reading.users if name not in users),
    )


def _home() -> Path:
    return current_settings().home
