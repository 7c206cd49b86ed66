"""Owns the page of a month: what the monthly review takes up."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from app.database import db, unit_of_work
from app.documents.seal import svg
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.ledger.heads import shown_head
from app.recorder_logs import commands, queries
from app.recorder_logs.domain import KEEPERS, OVERSEERS, Month, month_of, parse_month
from app.recorder_logs.forms import CompareForm
from app.recorder_logs.views import blueprint
from app.web.access import allow, current_actor
from app.web.looks_recorded import looks_at


@blueprint.get("/recorder-logs/months/<month>")
@allow(*{*OVERSEERS, *KEEPERS}, act=Act.READ)
@looks_at("recorder_month/{month}")
def show_month(month: str) -> ResponseReturnValue:
    """Show a month, recorder by recorder, to look through or to print."""
    actor, chosen, now = current_actor(), _month(month), utc_now()
    lines = queries.summary_of(db.session(), month=chosen, actor=actor)
    findings = []
    for line in lines:
        findings += queries.findings_of_month(db.session(), source=line.source.code, month=str(chosen), actor=actor)
    head = shown_head(db.session())
    return render_template(
        "recorder_logs/show_month.html",
        head=head,
        code=Markup(svg(head.qr_text)),  # noqa: S704  # Drawn by us: squares only.
        month=chosen,
        lines=lines,
        findings=[row for row in findings if row.state.value != "withdrawn"],
        is_last=chosen.first_day >= month_of(kst_day(now)).first_day,
        now=now,
        may_keep=actor.has(*KEEPERS),
    )


@blueprint.post("/recorder-logs/months/<month>/compare")
@allow(*KEEPERS, act=Act.MAINTAIN)
@looks_at("recorder_month/{month}")
def compare_month(month: str) -> ResponseReturnValue:
    """Compare a month again: after names were told, or entries made late."""
    actor, chosen, now = current_actor(), _month(month), utc_now()
    form = CompareForm(request.form)
    if not form.validate():
        abort(400)
    lines = queries.summary_of(db.session(), month=chosen, actor=actor)
    codes = [form.source.data] if form.source.data else [line.source.code for line in lines]
    opened = resolved = 0
    with unit_of_work() as session:
        for code in codes:
            done = commands.compare_month(session, source_code=str(code), month=chosen, actor=actor, now=now)
            opened, resolved = opened + done.opened, resolved + done.resolved
    flash(_("다시 대조했습니다. 새로 찾은 것 %(opened)s건, 풀린 것 %(resolved)s건.", opened=opened, resolved=resolved))
    return redirect(url_for(".show_month", month=month), code=303)


def _month(text: str) -> Month:
    try:
        return parse_month(text)
    except ValueError:
        abort(404)
