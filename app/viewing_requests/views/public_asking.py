"""Owns the public page by which anybody asks for footage: what to know, the form, and the receipt it yields.

No cookie is set: the form carries a text this installation signed, which tells when it was opened and that it was sent
once. Nothing personal stands in an address.
"""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.law.grounds import refusal_grounds
from app.law.periods import answer_days, request_years
from app.law.sources import latest
from app.registry import queries as registry
from app.registry.snapshot import RowView, Snapshot
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import CHANNEL_NAMES, KIND_NAMES, Place
from app.viewing_requests.forms.intake import doubtful_numbers
from app.viewing_requests.forms.public import OTHER_PLACE, PublicRequestForm, typed_by_anybody
from app.viewing_requests.places import is_private, places_of_site
from app.viewing_requests.public_refusals import AlreadySent, TriedTooOften
from app.viewing_requests.receipts import (
    FORM_GOOD_FOR,
    SHORTEST_FILLING,
    SHOWN_AGAIN_FOR,
    Attempt,
    digest_of_secret,
    secret_of,
)
from app.viewing_requests.views import blueprint
from app.viewing_requests.views.public_limits import counted, too_many
from app.web.access import public
from app.web.signed import Pass, give_pass, keyed, read_pass

PURPOSE = "public request form"
_MOST_SITES = 400


@blueprint.get("/public/request")
@public
def show_public_request() -> ResponseReturnValue:
    """Tell anybody how to ask to see footage of themselves, with the form to send or to print."""
    now = utc_now()
    return _page(PublicRequestForm(now=now), now)


@blueprint.post("/public/request")
@public
def send_public_request() -> ResponseReturnValue:
    """Take in what somebody asks, and show the receipt: its secret is shown here and in no address."""
    now = utc_now()
    form = PublicRequestForm(typed_by_anybody(), now=now)
    snapshot = registry.snapshot(db.session(), as_of=kst_day(now))
    form.offer(_offered(snapshot))
    shown = read_pass(PURPOSE, form.form_pass.data, now=now, good_for=FORM_GOOD_FOR)
    if not form.validate() or shown is None or not _is_person(form, shown, now):
        if shown is None:
            form.form_errors.append(_("화면을 연 지 오래되었습니다. 내용을 확인하고 다시 한번 보내십시오."))
        return _page(form, now, snapshot=snapshot, shown=shown)
    doubtful, (place, words) = doubtful_numbers(form), _place(form, snapshot)
    if place is None or doubtful:
        return _page(form, now, snapshot=snapshot, shown=shown, doubtful=doubtful)
    secret = secret_of(keyed("receipt of a form", shown.nonce))
    intake = form.parsed(places=place, words=words, now=now)
    try:
        counted(Attempt.REQUEST, now)
        with unit_of_work() as session:
            number = commands.receive_public_request(
                session, intake=intake, nonce=shown.nonce, digest=digest_of_secret(secret), now=now
            )
    except TriedTooOften as refusal:
        return too_many(refusal)
    except AlreadySent as sent:
        return _again(sent, secret, shown, now)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(form, now, snapshot=snapshot, shown=shown)
    return _receipt(number, secret)


def _is_person(form: PublicRequestForm, shown: Pass, now: datetime) -> bool:
    """Return whether a person filled the form, as far as one can tell; what was typed stays on the page."""
    if form.homepage.data:
        form.homepage.errors = [_("이 칸을 비우고 다시 보내십시오. 자동으로 채워졌을 수 있습니다.")]
        return False
    if shown.age(now) < SHORTEST_FILLING:
        form.form_errors.append(_("너무 빨리 보냈습니다. 내용을 확인하고 다시 한번 보내십시오."))
        return False
    return True


def _again(sent: AlreadySent, secret: str, shown: Pass, now: datetime) -> ResponseReturnValue:
    """Show the receipt once more for a while: the first answer may have been lost on the way."""
    is_fresh = shown.age(now) <= FORM_GOOD_FOR and queries.used_form_since(
        db.session(), nonce=shown.nonce, since=now - SHOWN_AGAIN_FOR
    )
    fits = queries.receipt_fits(db.session(), number=sent.number, digest=digest_of_secret(secret))
    return _receipt(sent.number, secret if is_fresh and fits else None, again=True)


def _receipt(number: str, secret: str | None, *, again: bool = False) -> ResponseReturnValue:
    page = render_template(
        "viewing_requests/public_receipt_given.html",
        number=number,
        secret=secret,
        again=again,
        due=queries.due_of(db.session(), number=number) if secret else None,
        organisation=registry.snapshot(db.session(), as_of=kst_day(utc_now())).organisation,
    )
    return page, HTTPStatus.OK, {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def _page(
    form: PublicRequestForm,
    now: datetime,
    *,
    snapshot: Snapshot | None = None,
    shown: Pass | None = None,
    doubtful: tuple[str, ...] = (),
) -> ResponseReturnValue:
    """Show the form; a pass that still counts is kept, so that what is sent again is known for the same form."""
    today = kst_day(now)
    snapshot = snapshot or registry.snapshot(db.session(), as_of=today)
    form.offer(_offered(snapshot))
    if shown is None:
        form.form_pass.data = give_pass(PURPOSE, now=now)
    page = render_template(
        "viewing_requests/show_public_request.html",
        form=form,
        doubtful=doubtful,
        organisation=snapshot.organisation,
        officer=snapshot.privacy_officer,
        rows=snapshot.rows,
        period=answer_days(today),
        channels=tuple(CHANNEL_NAMES.values()),
        kinds=tuple(KIND_NAMES.values()),
        refusal_grounds=refusal_grounds(private=is_private(snapshot), on=today),
        fees=latest("decree.47.1"),
        identity=latest("decree.46.1"),
        proxy=latest("decree.45.2"),
        objection=latest("pipa.38.5"),
        right=latest("pipa.35.3"),
        no_numbers=latest("pipa.24-2.1"),
        kept=request_years(today),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return page, status, {"Cache-Control": "no-store"}


def _offered(snapshot: Snapshot) -> Mapping[str, str]:
    """Return the places whose names are published: the rows of the policy."""
    return {row.code: row.name for row in snapshot.rows[:_MOST_SITES]}


def _place(form: PublicRequestForm, snapshot: Snapshot) -> tuple[tuple[Place, ...] | None, str | None]:
    """Return the places a published row stands for, and the words; None where words are needed and missing.

    A row of many sites (governor stations) publishes no site of its own: words say which is meant.
    """
    words = (form.place_words.data or "").strip() or None
    row: RowView | None = next((one for one in snapshot.rows if one.code == form.site.data), None)
    if row is not None and len(row.sites) == 1:
        return places_of_site(row.sites[0]), words
    if not form.ask_for_words():
        return None, None
    return (), words if form.site.data == OTHER_PLACE or row is None else f"{row.name}: {words}"
