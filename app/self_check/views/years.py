"""Owns freezing a year, and the pages and papers of frozen years."""

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.self_check import commands, queries
from app.self_check.deciding import FREEZERS, READERS, may_freeze, reads_all
from app.self_check.domain import Light
from app.self_check.forms import FreezeForm
from app.self_check.views import blueprint
from app.self_check.views.questions import list_page
from app.self_check.year_paper import answered
from app.web.access import allow, current_actor, fresh


@blueprint.post("/self-check/freeze")
@allow(*FREEZERS, act=Act.DECIDE)
@fresh
def freeze_year() -> ResponseReturnValue:
    """Freeze the self-check of a year as it stands."""
    if not may_freeze(current_actor()):
        raise NotAllowed
    form = FreezeForm(request.form)
    if form.validate():
        year = int(form.year.data or 0)
        try:
            with unit_of_work() as session:
                commands.freeze_year(session, year=year, actor=current_actor(), now=utc_now())
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("%(year)s년 자가점검을 확정했습니다. 원장에 봉인되었습니다.", year=year))
            return redirect(url_for(".show_year", year=year), code=303)
    return list_page(form), 422


@blueprint.get("/self-check/<int:year>")
@allow(*READERS, act=Act.READ)
def show_year(year: int) -> ResponseReturnValue:
    """Show a frozen year as it was; nobody is named."""
    _check_reads_all()
    row, frozen = queries.frozen_year(db.session(), year=year)
    return render_template("self_check/show_year.html", row=row, frozen=frozen, lights=Light, answered=answered)


@blueprint.get("/self-check/<int:year>/paper.pdf")
@allow(*READERS, act=Act.PRINT)
def download_year(year: int) -> ResponseReturnValue:
    """Return the paper of a frozen year, as it was made then."""
    _check_reads_all()
    paper = queries.frozen_paper(db.session(), year=year)
    return send_file(BytesIO(paper), mimetype="application/pdf", download_name=f"self-check-{year}.pdf")


def _check_reads_all() -> None:
    """Let only people who hold a reading role at all sites go on.

    :raises NotAllowed: otherwise.
    """
    if not reads_all(current_actor()):
        raise NotAllowed
