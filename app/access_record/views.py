"""Owns the page of the access record, its file, and declaring how long it is kept."""

import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access_record import commands, queries
from app.access_record.domain import READERS, READERS_OF_WORDS, WORK_NAMES, Asked, Work, may_set_keeping
from app.access_record.exports import write_looks
from app.access_record.forms import KeepingForm, SearchForm
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.kernel.uses import USE_NAMES, Use
from app.law.periods import access_log_years
from app.ledger.queries import actors_named
from app.ledger.wiring import names_of_actors, names_of_subjects
from app.web.access import allow, current_actor, fresh
from app.web.forms import posted
from app.web.languages import say
from app.web.looks_recorded import looks_at, use_of_copy

blueprint = Blueprint("access_record", __name__)
_PER_PAGE = 50


@blueprint.app_template_filter("work_name")
def work_name(work: Work) -> str:
    """Return what a kind of work is called in the language of the page."""
    return say(WORK_NAMES[work])


@blueprint.app_template_filter("use_name")
def use_name(use: str) -> str:
    """Return what a copy is for, in the language of the page."""
    return say(USE_NAMES[Use(use)])


@blueprint.get("/access-record")
@allow(*READERS, act=Act.READ)
@looks_at("access_record/list")
def list_looks() -> ResponseReturnValue:
    """Show looks, newest first."""
    session, actor = db.session(), current_actor()
    form, asked = _asked()
    page = queries.page_of_looks(
        session, asked=asked, sites=actor.sites, size=_PER_PAGE, after=request.args.get("after")
    )
    keeping = queries.keeping(session)
    return render_template(
        "access_record/list_looks.html",
        form=form,
        rows=page.rows,
        after=page.after,
        names=_names(row.account_id for row in page.rows),
        called=names_of_subjects(session, subjects={row.subject for row in page.rows}),
        filters={name: value for name, value in request.args.items() if value and name in form},
        reads_words=actor.has(*READERS_OF_WORDS),
        keeping=keeping,
        may_set_keeping=may_set_keeping(actor.doing(Act.DECIDE)),
        kept=access_log_years(kst_day(utc_now()), many_or_sensitive=keeping.many_or_sensitive),
    )


@blueprint.get("/access-record.csv")
@allow(*READERS, act=Act.PRINT)
@looks_at("access_record/list", "exported")
def export_looks() -> ResponseReturnValue:
    """Give what is searched for as a file.

    :raises TooManyLooks: if it would be too long.
    """
    _form, asked = _asked()
    use_of_copy(usual=Use.REVIEW, file="access-record.csv")
    text = io.StringIO(newline="")
    rows = queries.looks_between(db.session(), asked=asked, sites=current_actor().sites)
    write_looks(rows, text, names=names_of_actors(db.session()), with_words=current_actor().has(*READERS_OF_WORDS))
    answer = Response(BOM_UTF8 + text.getvalue().encode(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="access-record.csv"'
    return answer


@blueprint.route("/access-record/keeping", methods=["GET", "POST"])
@allow(Role.PRIVACY_OFFICER, act=Act.DECIDE)
@fresh
def set_keeping() -> ResponseReturnValue:
    """Declare how long the access record is kept.

    :raises NotAllowed: if somebody is privacy officer of some sites only.
    """
    if not may_set_keeping(current_actor()):
        raise NotAllowed
    before = queries.keeping(db.session())
    start = {"many_or_sensitive": "yes" if before.many_or_sensitive else "no", "reason": before.reason}
    form = KeepingForm(posted(), data=start)
    if posted() is not None and form.validate():
        try:
            with unit_of_work() as session:
                many, reason = form.parsed()
                commands.set_keeping(
                    session, many_or_sensitive=many, reason=reason, actor=current_actor(), now=utc_now()
                )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("접속기록의 보관기간을 정했습니다."))
            return redirect(url_for(".list_looks"), code=303)
    return render_template("access_record/set_keeping.html", form=form), 422 if form.errors else 200


def _asked() -> tuple[SearchForm, Asked]:
    form = SearchForm(request.args)
    form.offer(people=_names(actors_named(db.session(), sites=current_actor().sites)))
    return form, form.parsed() if form.validate() else Asked()


def _names(account_ids: Iterable[int]) -> Mapping[int, str]:
    known = names_of_actors(db.session())
    named = {number: name for number, name in known.items() if name != f"#{number}"}
    return {one: named.get(one) or _("계정 %(number)s번", number=one) for one in sorted(set(account_ids))}
