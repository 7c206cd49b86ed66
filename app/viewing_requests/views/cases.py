"""Owns taking requests in, deciding on them, and what the public is told of asking."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import utc_now
from app.kernel.errors import NotFound, Refusal
from app.viewing_requests import commands, queries
from app.viewing_requests.alternatives import ADVICE, Alternative
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.forms.deciding import WithdrawForm
from app.viewing_requests.views import blueprint
from app.viewing_requests.views.case_page import case_page, decision_form
from app.web.access import allow, current_actor, safe_path
from app.web.languages import say
from app.web.looks_recorded import looks_at


@blueprint.get("/requests/<number>")
@allow(act=Act.READ)
@looks_at("viewing_request/{number}")
def show_request(number: str) -> ResponseReturnValue:
    """Show a case with everything needed to decide on it; ``opinion`` puts a lawful alternative into words."""
    opinion = request.args.get("opinion")
    if opinion not in set(Alternative):
        return case_page(number)
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=utc_now())
    form = decision_form(row)
    form.reason.data = say(ADVICE[Alternative(opinion)].opinion)
    return case_page(number, form=form)


@blueprint.post("/requests/<number>/withdraw")
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def withdraw_request(number: str) -> ResponseReturnValue:
    """Close a request the asker took back."""
    form = WithdrawForm(request.form)
    if form.validate():
        try:
            with unit_of_work() as session:
                commands.withdraw_request(
                    session, number=number, reason=form.parsed(), actor=current_actor(), now=utc_now()
                )
        except NotFound:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("요청 %(number)s을(를) 철회로 닫았습니다.", number=number))
            return _onwards(number)
    return case_page(number, withdrawal=form), 409


def _onwards(number: str) -> ResponseReturnValue:
    fallback = url_for(".show_request", number=number)
    return redirect(safe_path(request.form.get("next"), fallback=fallback), code=303)
