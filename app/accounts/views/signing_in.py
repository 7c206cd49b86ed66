"""Owns the pages by which somebody comes in and goes."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from app.accounts import commands, queries
from app.accounts.domain import (
    EXAMPLE_PASSWORD,
    TooManyAttempts,
    WrongSignIn,
)
from app.accounts.forms import CodeForm, SignInForm
from app.accounts.passwords import matches
from app.accounts.queries.second_factors import factors_of
from app.accounts.queries.sessions import knows_address
from app.accounts.sign_in_rules import HandedOverTooLong, WrongCode
from app.accounts.views import blueprint
from app.accounts.views.proofs import code_given, count_attempt, note_failure
from app.accounts.wiring import tell_new_sign_in
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.web.access import (
    NOTICE_COOKIE,
    SESSION_COOKIE,
    allow,
    current_actor,
    own_session,
    public,
    safe_path,
    session_shown,
)
from app.web.cookies import drop_cookie, give_cookie
from app.web.installation import current_settings


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Let somebody in who knows their password, and lead them on to where they wanted to go."""
    form = SignInForm(request.form)
    status = 200
    if request.method == "POST" and form.validate():
        try:
            token = _try_to_sign_in(form)
        except (WrongSignIn, HandedOverTooLong, TooManyAttempts) as refusal:
            form.refuse(refusal)
            status = 429 if isinstance(refusal, TooManyAttempts) else 401
        else:
            response = redirect(safe_path(request.args.get("next"), fallback="/"), code=303)
            return with_session_cookie(response, token)
    return render_template(
        "accounts/sign_in.html",
        form=form,
        ended=request.args.get("ended") == "1",
        examples=queries.example_people(db.session()) if current_settings().demo else (),
        example_password=EXAMPLE_PASSWORD,
    ), status


def _try_to_sign_in(form: SignInForm) -> str:
    """Return the token of a new session. The password is compared outside any transaction: it takes its time."""
    entry, now, address = form.parsed(), utc_now(), request.remote_addr
    with unit_of_work() as session:
        commands.record_attempt(session, sign_in_name=entry.sign_in_name, address=address, now=now)
    found = queries.credentials(db.session(), sign_in_name=entry.sign_in_name)
    right = matches(found.password_hash if found else None, entry.password)
    if found is None or not right or (entry.password == EXAMPLE_PASSWORD and not current_settings().demo):
        with unit_of_work() as session:
            commands.record_failed_sign_in(
                session, sign_in_name=entry.sign_in_name, address=address, actor=SYSTEM, now=now
            )
        raise WrongSignIn
    with unit_of_work() as session:
        knows = knows_address(session, account_id=found.account_id, address=address)
        token = commands.sign_in(
            session,
            account_id=found.account_id,
            verified_hash=found.password_hash or "",
            address=address,
            user_agent=request.user_agent.string or None,
            previous_token=session_shown(),
            now=now,
        )
        if not knows and not factors_of(session, account_id=found.account_id).is_there:
            tell_new_sign_in(session, account_id=found.account_id, now=now)
        return token


@blueprint.route("/sign-in/second", methods=["GET", "POST"])
@public
def prove_second_factor() -> ResponseReturnValue:
    """Ask somebody whose password was right for their second factor; nothing else opens to them before."""
    onwards = safe_path(request.args.get("next"), fallback="/")
    if g.actor is not None:
        return redirect(onwards, code=303)
    if g.half is None:
        return redirect(url_for(".sign_in", next=request.args.get("next"), ended="1"), code=303)
    form, status = CodeForm(request.form), 200
    factors = factors_of(db.session(), account_id=g.half.actor.id)
    if request.method == "POST" and form.validate():
        try:
            token = _try_second_factor(g.half.actor.id, form.parsed())
        except (WrongSignIn, WrongCode, TooManyAttempts) as refusal:
            form.refuse(refusal)
            status = 429 if isinstance(refusal, TooManyAttempts) else 401
        else:
            return with_session_cookie(redirect(onwards, code=303), token)
    return render_template("accounts/prove_second_factor.html", form=form, factors=factors, onwards=onwards), status


def _try_second_factor(account_id: int, typed: str) -> str:
    """Return the token of a whole session; failures count like those of passwords."""
    now, address = utc_now(), request.remote_addr
    name = queries.person(db.session(), account_id=account_id).sign_in_name
    count_attempt(sign_in_name=name, address=address, now=now)
    try:
        proof = code_given(account_id=account_id, typed=typed, now=now)
        with unit_of_work() as session:
            knows = knows_address(session, account_id=account_id, address=address)
            token = commands.finish_sign_in(
                session,
                half_token=own_session(),
                proof=proof,
                address=address,
                user_agent=request.user_agent.string or None,
                now=now,
            )
            if not knows:
                tell_new_sign_in(session, account_id=account_id, now=now)
    except WrongCode:
        note_failure(sign_in_name=name, address=address, now=now)
        raise
    return token


@blueprint.post("/sign-out")
@allow()
def sign_out() -> ResponseReturnValue:
    """End the session, and leave nothing of it in the browser."""
    with unit_of_work() as session:
        commands.sign_out(session, token=own_session(), actor=current_actor(), now=utc_now())
    response = redirect(url_for(".sign_in"), code=303)
    drop_cookie(response, SESSION_COOKIE)
    drop_cookie(response, NOTICE_COOKIE)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def with_session_cookie(response: BaseResponse, token: str) -> BaseResponse:
    """Return an answer that gives the browser a session's token."""
    give_cookie(response, SESSION_COOKIE, token)
    return response
