"""Owns the acts that belong to a case's coming in: taking over a web request, giving it back, giving out a receipt."""

import secrets
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import utc_now
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.forms.intake import DocumentForm
from app.viewing_requests.queries import ComingIn, RequestRow
from app.viewing_requests.receipts import digest_of_secret, secret_of
from app.viewing_requests.views import blueprint
from app.viewing_requests.views.act_page import act_page
from app.web.access import allow, current_actor
from app.web.forms import posted
from app.web.looks_recorded import looks_at


@blueprint.app_template_global()
def coming_in(row: RequestRow) -> ComingIn:
    """Return how a case came in, for its page."""
    return queries.coming_in(db.session(), request_id=row.id, actor=current_actor())


@blueprint.post("/requests/<number>/take-over")
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def take_over_request(number: str) -> ResponseReturnValue:
    """Be responsible for a request that came in by the web."""
    with unit_of_work() as session:
        commands.take_over_request(session, number=number, actor=current_actor(), now=utc_now())
    flash(_("요청 %(number)s을(를) 맡았습니다. 접수한 사람으로 보아 결정은 다른 사람이 합니다.", number=number))
    return redirect(url_for(".show_request", number=number), code=303)


@blueprint.post("/requests/<number>/give-back")
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def give_back_request(number: str) -> ResponseReturnValue:
    """Be responsible no more for a request that was taken over by mistake."""
    with unit_of_work() as session:
        commands.give_back_request(session, number=number, actor=current_actor(), now=utc_now())
    flash(_("요청 %(number)s을(를) 내려놓았습니다. 다른 담당자가 맡고, 본인은 결정할 수 있습니다.", number=number))
    return redirect(url_for(".show_request", number=number), code=303)


@blueprint.post("/requests/<number>/receipt")
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def issue_receipt(number: str) -> ResponseReturnValue:
    """Give out a receipt: its secret is shown in this answer only, with a button to print it."""
    secret = secret_of(secrets.token_bytes(14))
    with unit_of_work() as session:
        commands.issue_receipt(
            session, number=number, digest=digest_of_secret(secret), actor=current_actor(), now=utc_now()
        )
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=utc_now())
    page = render_template("viewing_requests/receipt_given.html", row=row, secret=secret)
    return page, HTTPStatus.OK, {"Cache-Control": "no-store"}


@blueprint.route("/requests/<number>/document", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def note_document(number: str) -> ResponseReturnValue:
    """Note the number of the letter or warrant that a request came in without."""
    form = DocumentForm(posted())

    def note(session: Any) -> None:  # noqa: ANN401  # A session; pages do not know SQLAlchemy.
        commands.note_document(
            session, number=number, document_no=form.document_no.data or "", actor=current_actor(), now=utc_now()
        )

    return act_page(
        number,
        form,
        note,
        done=_("요청 %(number)s의 공문 번호를 적었습니다.", number=number),
        title=_("공문 번호 적기"),
        button=_("공문 번호 적기"),
    )
