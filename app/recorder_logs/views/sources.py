"""Owns the pages of sources: the list, settings, and what their names mean."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.recorder_logs import commands, pages, queries
from app.recorder_logs.domain import KEEPERS, READERS, VIEWERS, check_may_keep, month_of
from app.recorder_logs.forms import NamesForm, SourceForm, entered_before
from app.recorder_logs.refusals import SourceNotFound
from app.recorder_logs.views import blueprint
from app.web.access import allow, current_actor, may_open
from app.web.forms import posted
from app.web.looks_recorded import looks_at

_MOST_CHOICES = 2_000


@blueprint.get("/recorder-logs")
@allow(*{*READERS, *VIEWERS}, act=Act.READ)
def list_sources() -> ResponseReturnValue:
    """Show every recorder, how new its log is, and what waits; operators go straight to the findings."""
    actor = current_actor()
    if not actor.has(*VIEWERS):
        return redirect(url_for(".list_findings"))
    now = utc_now()
    lines = queries.source_lines(db.session(), actor=actor)
    return render_template(
        "recorder_logs/list_sources.html",
        lines=lines,
        now=now,
        month=month_of(kst_day(now)),
        waiting=queries.count_open(db.session(), actor=actor) if may_open("recorder_logs.list_findings") else None,
        may_keep=actor.has(*KEEPERS),
    )


@blueprint.route("/recorder-logs/new", methods=["GET", "POST"])
@allow(*KEEPERS, act=Act.MAINTAIN)
def new_source() -> ResponseReturnValue:
    """Set a recorder up."""
    return _edit(SourceForm(posted()), is_new=True)


@blueprint.route("/recorder-logs/<code>/edit", methods=["GET", "POST"])
@allow(*KEEPERS, act=Act.MAINTAIN)
@looks_at("recorder/{code}")
def edit_source(code: str) -> ResponseReturnValue:
    """Change how a recorder's log is understood."""
    source = queries.source_of(db.session(), code=code, actor=current_actor())
    form = SourceForm(posted(), data=entered_before(source))
    if request.method == "POST" and form.code.data != code:
        raise SourceNotFound(code=str(form.code.data))
    return _edit(form, is_new=False, code=code)


def _edit(form: SourceForm, *, is_new: bool, code: str | None = None) -> ResponseReturnValue:
    if request.method == "POST" and form.validate():
        try:
            with unit_of_work() as session:
                commands.record_source(
                    session, source=form.parsed(), is_new=is_new, actor=current_actor(), now=utc_now()
                )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("녹화기 '%(name)s'의 설정을 저장했습니다.", name=form.name.data))
            return redirect(url_for(".show_source", code=form.code.data), code=303)
    status = 422 if request.method == "POST" else 200
    return render_template("recorder_logs/edit_source.html", form=form, code=code), status


@blueprint.get("/recorder-logs/<code>")
@allow(*VIEWERS, act=Act.READ)
@looks_at("recorder/{code}")
def show_source(code: str) -> ResponseReturnValue:
    """Show a recorder: its settings, what was imported, and how its months came out."""
    actor = current_actor()
    source = queries.source_of(db.session(), code=code, actor=actor)
    (line,) = (each for each in queries.source_lines(db.session(), actor=actor) if each.source.code == code)
    return render_template(
        "recorder_logs/show_source.html",
        source=source,
        line=line,
        now=utc_now(),
        imports=queries.imports_of(db.session(), source=code),
        months=queries.months_compared(db.session(), source=code),
        may_keep=_may_keep(source.sites),
    )


@blueprint.route("/recorder-logs/<code>/names", methods=["GET", "POST"])
@allow(*KEEPERS, act=Act.MAINTAIN)
@looks_at("recorder/{code}")
def name_things(code: str) -> ResponseReturnValue:
    """Say which camera and which person each name of a recorder means."""
    actor, now = current_actor(), utc_now()
    source = queries.source_of(db.session(), code=code, actor=actor)
    check_may_keep(actor, source.sites)
    form = NamesForm(posted())
    if request.method == "POST" and form.validate():
        try:
            with unit_of_work() as session:
                told = commands.name_cameras(session, source_code=code, names=form.cameras(), actor=actor, now=now)
                told += commands.name_users(session, source_code=code, names=form.users(), actor=actor, now=now)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("이름 %(count)s개의 뜻을 저장했습니다. 대조를 다시 하면 반영됩니다.", count=told))
            return redirect(url_for(".show_source", code=code), code=303)
    cameras, users = queries.name_counts(db.session(), source=code)
    return render_template(
        "recorder_logs/name_things.html",
        form=form,
        source=source,
        cameras=pages.camera_lines(db.session(), source=source, names=cameras, now=now),
        users=pages.user_lines(db.session(), source=source, names=users),
        known=pages.known_cameras(db.session(), source=source, now=now)[:_MOST_CHOICES],
        people=[person for person in accounts.people(db.session()) if person.disabled_at is None],
    ), 422 if form.errors else 200


def _may_keep(sites: tuple[str, ...]) -> bool:
    try:
        check_may_keep(current_actor(), sites)
    except NotAllowed:
        return False
    return True
