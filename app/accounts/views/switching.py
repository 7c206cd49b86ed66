"""Owns taking over a shared control-room computer: by PIN and one-time code; the page stays, no right does."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import commands, queries
from app.accounts.commands.proving import ProofGiven
from app.accounts.domain import TooManyAttempts, WrongSignIn
from app.accounts.forms import SetPinForm, SwitchForm
from app.accounts.passwords import hash_password, matches
from app.accounts.queries.second_factors import factors_of, pin_hash_of
from app.accounts.queries.sessions import knows_address
from app.accounts.sign_in_rules import Proof, WrongCode, WrongSwitch, check_pin
from app.accounts.views import blueprint
from app.accounts.views.proofs import code_given, count_attempt, note_failure
from app.accounts.views.signing_in import with_session_cookie
from app.accounts.wiring import tell_new_sign_in
from app.database import db, unit_of_work
from app.kernel.clock import utc_now
from app.kernel.errors import Refusal
from app.web.access import allow, current_actor, fresh, public, safe_path, session_shown
from app.web.installation import current_settings


@blueprint.route("/switch", methods=["GET", "POST"])
@public
def switch_person() -> ResponseReturnValue:
    """Let the next person take over this computer and stay on the page; the session before ends."""
    form, status = SwitchForm(request.form), 200
    onwards = safe_path(request.args.get("next"), fallback="/")
    if request.method == "POST" and form.validate():
        try:
            token = _take_over(*form.parsed())
        except (WrongSwitch, WrongSignIn, TooManyAttempts) as refusal:
            form.refuse(refusal)
            status = 429 if isinstance(refusal, TooManyAttempts) else 401
        else:
            session.clear()  # A notice meant for whoever sat here before.
            response = with_session_cookie(redirect(onwards, code=303), token)
            response.headers["Clear-Site-Data"] = '"cache"'
            return response
    return render_template("accounts/switch_person.html", form=form), status


def _take_over(sign_in_name: str, pin: str, typed: str) -> str:
    """Return the token of the next person's session; what is wrong is not said, and failures count as at sign-in."""
    now, address = utc_now(), request.remote_addr
    count_attempt(sign_in_name=sign_in_name, address=address, now=now)
    found = queries.credentials(db.session(), sign_in_name=sign_in_name)
    pin_hash = pin_hash_of(db.session(), account_id=found.account_id) if found else None
    right = matches(pin_hash, pin)
    try:
        if found is None or not right:
            raise WrongCode  # noqa: TRY301  # Handled as any other wrong part.
        given = code_given(account_id=found.account_id, typed=typed, now=now)
        with unit_of_work() as work:
            knows = knows_address(work, account_id=found.account_id, address=address)
            token = commands.take_over(
                work,
                account_id=found.account_id,
                proof=ProofGiven(Proof.PIN, step=given.step, code_hash=given.code_hash),
                previous_token=session_shown(),
                address=address,
                user_agent=request.user_agent.string or None,
                now=now,
            )
            if not knows:
                tell_new_sign_in(work, account_id=found.account_id, now=now)
    except WrongCode:
        note_failure(sign_in_name=sign_in_name, address=address, now=now)
        raise WrongSwitch from None
    return token


@blueprint.route("/account/pin", methods=["GET", "POST"])
@allow()
@fresh
def set_own_pin() -> ResponseReturnValue:
    """Choose one's PIN for the shared computer."""
    form, actor = SetPinForm(request.form), current_actor()
    if request.method == "POST" and form.validate():
        try:
            pin = form.parsed()
            check_pin(pin)
            pin_hash = hash_password(pin, quick=current_settings().testing)
            with unit_of_work() as work:
                commands.set_switch_pin(work, pin_hash=pin_hash, actor=actor, now=utc_now())
            flash(_("PIN을 정했습니다."))
            return redirect(url_for(".show_own_account"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    factors = factors_of(db.session(), account_id=actor.id)
    return render_template("accounts/set_own_pin.html", form=form, factors=factors)


@blueprint.post("/account/pin/remove")
@allow()
def remove_own_pin() -> ResponseReturnValue:
    """Do without one's PIN."""
    with unit_of_work() as work:
        commands.remove_switch_pin(work, actor=current_actor(), now=utc_now())
    flash(_("PIN을 없앴습니다."))
    return redirect(url_for(".show_own_account"), code=303)
