"""Owns the pages of passkeys: registering them, and signing in with one, alone or after the password."""

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import commands, queries
from app.accounts.domain import TooManyAttempts, WrongSignIn
from app.accounts.forms import PasskeyForm, SignInForm
from app.accounts.passkeys import (
    PasskeysNotOffered,
    Place,
    WrongPasskey,
    challenge_in,
    place_of,
    proof_asked,
    read_registration,
    registration_asked,
)
from app.accounts.queries.second_factors import passkeys_of
from app.accounts.queries.sessions import knows_address
from app.accounts.sign_in_rules import FactorNeeded
from app.accounts.views import blueprint
from app.accounts.views.proofs import signature_given
from app.accounts.views.signing_in import with_session_cookie
from app.accounts.wiring import tell_new_sign_in
from app.database import db, unit_of_work
from app.kernel.clock import utc_now
from app.kernel.errors import Refusal
from app.web.access import allow, current_actor, fresh, own_session, public, safe_path, session_shown
from app.web.installation import current_settings
from app.web.signed import keyed


@blueprint.app_template_global()
def passkeys_offered() -> bool:
    """Return whether this installation has a DNS name that passkeys count for."""
    return place_of(current_settings().public_url) is not None


@blueprint.get("/account/passkeys")
@allow()
def list_passkeys() -> ResponseReturnValue:
    """Show one's passkeys, and how to register one."""
    _place()
    return _page(PasskeyForm())


@blueprint.post("/account/passkeys/options")
@allow()
def ask_for_passkey() -> ResponseReturnValue:
    """Say what the browser makes a passkey of."""
    actor, place = current_actor(), _place()
    with unit_of_work() as session:
        challenge = commands.ask_for_signature(session, account_id=actor.id, now=utc_now())
    known = [each.credential_id for each in passkeys_of(db.session(), account_id=actor.id)]
    name = queries.person(db.session(), account_id=actor.id).sign_in_name
    user_id = keyed("passkey user", str(actor.id).encode())
    asked = registration_asked(
        place, user_id=user_id, sign_in_name=name, display_name=actor.name, known=known, challenge=challenge
    )
    return Response(asked, content_type="application/json")


@blueprint.post("/account/passkeys")
@allow()
@fresh
def register_passkey() -> ResponseReturnValue:
    """Register the passkey the browser made."""
    form, actor, place = PasskeyForm(request.form), current_actor(), _place()
    if not form.validate():
        return _page(form)
    answer, now = request.form.get("credential", ""), utc_now()
    try:
        challenge = challenge_in(answer, registering=True)
        made = read_registration(place, answer, challenge=challenge)
        with unit_of_work() as session:
            commands.use_challenge(session, challenge=challenge, account_id=actor.id, now=now)
            commands.register_passkey(session, made=made, label=form.parsed(), actor=actor, now=now)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(form)
    flash(_("패스키를 등록했습니다."))
    return redirect(url_for(".list_passkeys"), code=303)


@blueprint.post("/account/passkeys/<int:passkey_id>/end")
@allow()
@fresh
def end_passkey(passkey_id: int) -> ResponseReturnValue:
    """Take one of one's passkeys away."""
    try:
        with unit_of_work() as session:
            token = own_session()
            commands.end_passkey(session, passkey_id=passkey_id, keep_token=token, actor=current_actor(), now=utc_now())
    except FactorNeeded as refusal:
        form = PasskeyForm()
        form.refuse(refusal)
        return _page(form)
    flash(_("패스키를 지웠습니다. 다른 곳의 로그인은 모두 끝났습니다."))
    return redirect(url_for(".list_passkeys"), code=303)


@blueprint.post("/sign-in/passkey/options")
@public
def ask_for_proof() -> ResponseReturnValue:
    """Say what the browser signs: with a key of whoever is half signed in or asked again, else with any it has."""
    place, half = _place(), g.half.actor.id if g.half else None
    with unit_of_work() as session:
        challenge = commands.ask_for_signature(session, account_id=half, now=utc_now())
    again = g.actor.id if g.actor and request.args.get("again") else None
    whose = half or again
    known = [each.credential_id for each in passkeys_of(db.session(), account_id=whose)] if whose else []
    return Response(proof_asked(place, known=known, challenge=challenge), content_type="application/json")


@blueprint.post("/sign-in/passkey")
@public
def sign_in_with_passkey() -> ResponseReturnValue:
    """Let somebody in whose device signed, and lead them on to where they wanted to go."""
    form = SignInForm()
    _place()
    try:
        token = _try_passkey(request.form.get("credential", ""))
    except (WrongPasskey, WrongSignIn, TooManyAttempts) as refusal:
        form.refuse(refusal)
        page = render_template("accounts/sign_in.html", form=form, ended=False, examples=(), example_password="")
        return page, 401
    return with_session_cookie(redirect(safe_path(request.args.get("next"), fallback="/"), code=303), token)


def _try_passkey(answer: str) -> str:
    """Return the token of a session; the signature is looked at outside any transaction."""
    half, now, address = g.half.actor.id if g.half else None, utc_now(), request.remote_addr
    signed = signature_given(answer, account_id=half)
    browser = request.user_agent.string or None
    token, account_id = session_shown(), signed.account_id
    with unit_of_work() as session:
        commands.use_challenge(session, challenge=signed.challenge, account_id=half, now=now)
        knows = knows_address(session, account_id=account_id, address=address)
        if half is not None and token is not None:
            opened = commands.finish_sign_in(
                session, half_token=token, proof=signed.proof, address=address, user_agent=browser, now=now
            )
        else:
            opened = commands.take_over(
                session,
                account_id=account_id,
                proof=signed.proof,
                previous_token=token,
                address=address,
                user_agent=browser,
                now=now,
            )
        if not knows:
            tell_new_sign_in(session, account_id=account_id, now=now)
    return opened


def _place() -> Place:
    place = place_of(current_settings().public_url)
    if place is None:
        raise PasskeysNotOffered
    return place


def _page(form: PasskeyForm) -> str:
    found = passkeys_of(db.session(), account_id=current_actor().id)
    return render_template("accounts/list_passkeys.html", form=form, passkeys=found)
