"""Owns the pages for files: import with a preview of differences, exports, the template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from flask import abort, current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Invalid, Problem
from app.registry import commands, queries
from app.registry.commands import ChangedMeanwhile
from app.registry.difference import Change, Changes
from app.registry.document import RegistryDocument
from app.registry.domain import EDITORS, Camera, Kind, Site, Zone
from app.registry.exchange import MOST_BYTES, document_bytes, read_file, template_xlsx, working_copy
from app.registry.forms import ConfirmImportForm, ImportForm
from app.registry.views.blueprint import blueprint, day_asked, editor_of, names_in
from app.web import uploads
from app.web.access import allow, current_actor, fresh
from app.web.forms import posted
from app.web.looks_recorded import looks_at, use_of_copy

_SHOWN_CHANGES = 500
_TYPES = {
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Differences:
    """What a file would change, as it is shown: counts of all, the first of them in full."""

    added: int
    changed: int
    ended: int
    shown: tuple[Change, ...]
    names: Mapping[str, str]
    token: str
    edition: int
    valid_from: date

    @property
    def total(self) -> int:
        """Return how many changes there are."""
        return self.added + self.changed + self.ended


@blueprint.route("/sites/import", methods=["GET", "POST"])
@allow(*EDITORS, act=Act.MAINTAIN)
def import_sites() -> ResponseReturnValue:
    """Take a registry file and show what it would change, or everything that is wrong with it."""
    actor = editor_of(None)
    form = ImportForm(posted(), data={"valid_from": day_asked("valid_from")})
    problems: tuple[Problem, ...] = ()
    differences = None
    if request.method == "GET" and "upload" in request.args:
        differences, problems = _handed_over(request.args["upload"], day_asked("valid_from"), actor.id)
    if request.method == "POST" and form.validate():
        day = form.parsed()
        upload = request.files.get("file")
        name = Path(upload.filename or "").name if upload else ""
        data = upload.read(MOST_BYTES + 1) if upload else b""
        try:
            if not name:
                form.file.errors = [_("파일을 고르십시오.")]
            else:
                changes = _difference(data, name, day)
                token = uploads.keep(_home(), data, ending=Path(name).suffix.casefold(), actor_id=actor.id)
                differences = _differences(changes, token, day)
        except Invalid as refusal:
            problems = refusal.problems
    return render_template(
        "registry/import_sites.html", form=form, problems=problems, differences=differences
    ), 422 if form.errors or problems else 200


@blueprint.route("/sites/import/confirm", methods=["POST"])
@allow(*EDITORS, act=Act.MAINTAIN)
def confirm_import() -> ResponseReturnValue:
    """Record what a file says that was looked at before, unless the registry changed in the meantime."""
    actor = editor_of(None)
    form = ConfirmImportForm(request.form)
    if not form.validate():
        abort(400)
    token, edition, day = form.parsed()
    path = uploads.find(_home(), token, actor_id=actor.id)
    if path is None:
        flash(_("올린 파일이 남아 있지 않습니다. 다시 올리십시오."), "error")
        return redirect(url_for(".import_sites"), code=303)
    try:
        document = _read(path.read_bytes(), path.name, day)
        with unit_of_work() as session:
            changes = commands.apply_document(
                session,
                document=document,
                default_from=day,
                actor=actor,
                now=utc_now(),
                expected_edition=edition,
            )
    except ChangedMeanwhile:
        flash(_("미리 본 뒤에 대장이 바뀌었습니다. 파일을 다시 올려 차이를 확인하십시오."), "error")
        return redirect(url_for(".import_sites"), code=303)
    except Invalid as refusal:
        return render_template(
            "registry/import_sites.html",
            form=ImportForm(None, data={"valid_from": day}),
            problems=refusal.problems,
            differences=None,
        ), 422
    uploads.drop(path)
    flash(_("%(count)d건을 대장에 기록했습니다.", count=len(changes)))
    return redirect(url_for(".list_sites"), code=303)


@blueprint.route("/sites/export.<any(json,xlsx,csv):ending>")
@allow(act=Act.PRINT)
@fresh
@looks_at("registry/all", "exported")
def export_sites(ending: str) -> ResponseReturnValue:
    """Send the registry: JSON complete with its history, a workbook or table as it is today."""
    actor, today = current_actor(), kst_day(utc_now())
    name = f"watchbook-registry-{today:%Y%m%d}.{ending}"
    use_of_copy(file=name)  # People take it to work on, to keep, and to show: nothing of it is usual.
    document = queries.document(db.session())
    if actor.sites is not None:
        document = only_sites(document, actor.sites)
    if ending != "json":
        document = working_copy(document, today)
    return send_file(
        BytesIO(document_bytes(document, f".{ending}")),
        mimetype=_TYPES[f".{ending}"],
        as_attachment=True,
        download_name=name,
    )


@blueprint.route("/sites/template.xlsx")
@allow(act=Act.READ)
def download_template() -> ResponseReturnValue:
    """Send the empty workbook people fill in."""
    return send_file(
        BytesIO(template_xlsx()), mimetype=_TYPES[".xlsx"], as_attachment=True, download_name="watchbook-template.xlsx"
    )


def only_sites(document: RegistryDocument, sites: frozenset[str]) -> RegistryDocument:
    """Return a document without the sites somebody may not see, and without what belongs to those."""
    versions = dict(document.versions)
    zones = {v.value.code: v.value.site for v in document.of(Kind.ZONE) if isinstance(v.value, Zone)}
    versions[Kind.SITE] = tuple(
        v for v in document.of(Kind.SITE) if isinstance(v.value, Site) and v.value.code in sites
    )
    versions[Kind.ZONE] = tuple(v for v in document.of(Kind.ZONE) if zones[v.value.code] in sites)
    versions[Kind.CAMERA] = tuple(
        v for v in document.of(Kind.CAMERA) if isinstance(v.value, Camera) and zones.get(v.value.zone) in sites
    )
    versions[Kind.ROW] = versions[Kind.CONTRACTOR] = versions[Kind.AGREEMENT] = ()
    return RegistryDocument(versions)


def _read(data: bytes, name: str, day: date) -> RegistryDocument:
    return read_file(data, name, base=working_copy(queries.document(db.session()), day))


def _difference(data: bytes, name: str, day: date) -> Changes:
    return commands.difference(db.session(), document=_read(data, name, day), default_from=day)


def _differences(changes: Changes, token: str, day: date) -> Differences:
    ended = sum(change.is_end for change in changes)
    added = sum(change.is_new and not change.is_end for change in changes)
    shown = tuple(change for change, _ in zip(changes, range(_SHOWN_CHANGES), strict=False))
    return Differences(
        added=added,
        changed=len(changes) - ended - added,
        ended=ended,
        shown=shown,
        names=names_in(
            (each for change in shown for each in change.fields),
            new={f"{change.kind}:{change.code}": change.name for change in changes},
        ),
        token=token,
        edition=changes.edition,
        valid_from=day,
    )


def _handed_over(token: str, day: date, actor_id: int) -> tuple[Differences | None, tuple[Problem, ...]]:
    """Return what a file another page prepared would change from a day; nothing if it is gone."""
    path = uploads.find(_home(), token, actor_id=actor_id)
    if path is None:
        flash(_("올린 파일이 남아 있지 않습니다. 다시 올리십시오."), "error")
        return None, ()
    try:
        return _differences(_difference(path.read_bytes(), path.name, day), token, day), ()
    except Invalid as refusal:
        return None, refusal.problems


def _home() -> Path:
    return Path(current_app.config["SETTINGS"].home)
