"""Owns the page on which the first administrator opens their account by the link that ``watchbook init`` printed."""

from datetime import datetime

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts import commands
from app.accounts.domain import TooManyAttempts, check_password
from app.accounts.first_link_form import FirstEntry, FirstLinkForm
from app.accounts.password_strength import check_guessable
from app.accounts.passwords import hash_password
from app.accounts.queries import token_hash_of
from app.accounts.queries.first_links import opens
from app.accounts.sign_in_rules import FirstLinkGone
from app.accounts.views import blueprint
from app.accounts.views.proofs import count_attempt, note_failure
from app.accounts.views.signing_in import with_session_cookie
from app.accounts.wiring import company_words
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.law.periods import first_link_hours
from app.web.access import public, session_shown
from app.web.installation import current_settings

_TRIED = "/first"
"""What such tries stand under among failed sign-ins: no sign-in name can be so."""


@blueprint.route("/first", methods=["GET", "POST"])
@public
def open_first_account() -> ResponseReturnValue:
    """Open the first administrator's account for whoever knows the link's secret, and sign them in.

    The secret stands behind ``#`` in the address, which no browser sends: so it is in no log and no Referer. A script
    moves it into the form; without one it is typed. The page is always the same, whether a link waits or not.
    """
    form, status = FirstLinkForm(request.form), 200
    if request.method == "POST" and form.validate():
        try:
            token = _open(form.parsed(), now=utc_now())
        except Refusal as refusal:
            form.refuse(refusal)
            status = {TooManyAttempts: 429, FirstLinkGone: 401}.get(type(refusal), 422)
        else:
            return with_session_cookie(redirect("/", code=303), token)
    return render_template(
        "accounts/open_first_account.html", form=form, hours=first_link_hours(kst_day(utc_now())).hours
    ), status


def _open(entry: FirstEntry, *, now: datetime) -> str:
    """Return the token of the new administrator's session. Whoever guesses blocks their own address only."""
    address, digest = request.remote_addr, token_hash_of(entry.secret)
    counted_as = f"{_TRIED} {address}"
    count_attempt(sign_in_name=counted_as, address=address, now=now)
    if not opens(db.session(), secret_hash=digest, now=now):
        note_failure(sign_in_name=_TRIED, address=address, now=now)
        raise FirstLinkGone
    with unit_of_work() as session:
        commands.forget_attempts(session, sign_in_name=counted_as)
    check_password(entry.password, sign_in_name=entry.sign_in_name, demo=current_settings().demo)
    known = [entry.sign_in_name, entry.display_name, *company_words(db.session(), now=now)]
    check_guessable(entry.password, words=known)
    hashed = hash_password(entry.password, quick=current_settings().testing)
    with unit_of_work() as session:
        account_id = commands.use_first_link(
            session,
            secret_hash=digest,
            sign_in_name=entry.sign_in_name,
            display_name=entry.display_name,
            password_hash=hashed,
            actor=SYSTEM,
            now=now,
        )
        return commands.sign_in(
            session,
            account_id=account_id,
            verified_hash=hashed,
            address=address,
            user_agent=request.user_agent.string or None,
            previous_token=session_shown(),
            now=now,
        )
