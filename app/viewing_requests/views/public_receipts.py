"""Owns the public page on which whoever holds a receipt sees where the request stands, and may take it back.

Number and secret are posted, never part of an address; no cookie is set, and nothing of the asker or of staff is shown.
"""

from datetime import datetime
from http import HTTPStatus

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.database import db, unit_of_work
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.law.sources import latest
from app.registry import queries as registry
from app.viewing_requests import commands, queries
from app.viewing_requests.asker_words import TOLD_WORDS, words_for
from app.viewing_requests.forms.public import ReceiptForm, WithdrawByReceiptForm, typed_by_anybody
from app.viewing_requests.public_refusals import ReceiptNotFound, TriedTooOften
from app.viewing_requests.queries import PublicState
from app.viewing_requests.receipts import WITHDRAWAL_GOOD_FOR, Attempt, digest_of_secret
from app.viewing_requests.views import blueprint, offered_objection
from app.viewing_requests.views.public_limits import counted, too_many
from app.web.access import public
from app.web.languages import language
from app.web.signed import give_pass, read_pass

PURPOSE = "public receipt"
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


@blueprint.get("/public/request/receipt")
@public
def show_receipt_form() -> ResponseReturnValue:
    """Ask for number and secret of a receipt."""
    return _form(ReceiptForm())


@blueprint.post("/public/request/receipt")
@public
def show_receipt() -> ResponseReturnValue:
    """Show where the request of a receipt stands; a wrong pair is always answered the same."""
    now = utc_now()
    form = ReceiptForm(typed_by_anybody(), now=now)
    if not form.validate():
        return _form(form)
    number, secret = form.parsed()
    try:
        counted(Attempt.RECEIPT, now)
        digest = digest_of_secret(secret)
        found = queries.state_by_receipt(db.session(), number=number, digest=digest, on=kst_day(now))
    except TriedTooOften as refusal:
        return too_many(refusal)
    except ReceiptNotFound as refusal:
        form.refuse(refusal)
        return _form(form)
    return _state(found, digest, now)


@blueprint.post("/public/request/receipt/withdraw")
@public
def withdraw_by_receipt() -> ResponseReturnValue:
    """Take a request back for whoever was just shown its state."""
    now = utc_now()
    form = WithdrawByReceiptForm(typed_by_anybody())
    shown = read_pass(PURPOSE, form.receipt_pass.data, now=now, good_for=WITHDRAWAL_GOOD_FOR)
    if shown is None:
        return _form(ReceiptForm(), expired=True)
    number, _mark, digest = shown.written.partition(" ")
    try:
        counted(Attempt.RECEIPT, now)
        found = queries.state_by_receipt(db.session(), number=number, digest=digest, on=kst_day(now))
        if not form.validate():
            return _state(found, digest, now, form=form)
        with unit_of_work() as session:
            commands.withdraw_public_request(session, number=number, sites=set(found.sites), now=now)
    except TriedTooOften as refusal:
        return too_many(refusal)
    except ReceiptNotFound:
        return _form(ReceiptForm(), expired=True)
    except Refusal as refusal:
        form.refuse(refusal)
        return _state(
            queries.state_by_receipt(db.session(), number=number, digest=digest, on=kst_day(now)),
            digest,
            now,
            form=form,
        )
    done = queries.state_by_receipt(db.session(), number=number, digest=digest, on=kst_day(now))
    return _state(done, digest, now, withdrawn=True)


def _form(form: ReceiptForm, *, expired: bool = False) -> ResponseReturnValue:
    page = render_template(
        "viewing_requests/public_receipt.html",
        form=form,
        expired=expired,
        organisation=registry.snapshot(db.session(), as_of=kst_day(utc_now())).organisation,
    )
    wrong = request.method == "POST"
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK, _HEADERS


def _state(
    found: PublicState,
    digest: str,
    now: datetime,
    *,
    form: WithdrawByReceiptForm | None = None,
    withdrawn: bool = False,
) -> ResponseReturnValue:
    snapshot = registry.snapshot(db.session(), as_of=kst_day(now))
    withdrawal = form or WithdrawByReceiptForm()
    withdrawal.receipt_pass.data = give_pass(PURPOSE, now=now, written=f"{found.number} {digest}")
    page = render_template(
        "viewing_requests/public_state.html",
        case=found,
        words=words_for(found.status, taken_up=found.taken_up),
        told_words=TOLD_WORDS,
        withdrawal=withdrawal,
        withdrawn=withdrawn,
        organisation=snapshot.organisation,
        officer=snapshot.privacy_officer,
        objection=found.objection_method or offered_objection(language()),
        civil=latest("civil.period"),
        may_object=latest("pipa.38.5"),
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK, _HEADERS
