"""Owns signing in by the company's OpenID Connect provider (the extra ``sso``, by Authlib): there and back.

State, nonce and the verifier of PKCE wait in the signed notice cookie meanwhile; Authlib compares them.
"""

from typing import Any

from flask import current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.accounts import commands, queries
from app.accounts.domain import WrongSignIn
from app.accounts.forms import SignInForm
from app.accounts.queries.second_factors import factors_of
from app.accounts.queries.sessions import knows_address
from app.accounts.sign_in_rules import NotVouchedFor, SingleSignOnOff
from app.accounts.views import blueprint
from app.accounts.views.proofs import note_failure
from app.accounts.views.signing_in import with_session_cookie
from app.accounts.wiring import tell_new_sign_in
from app.database import db, unit_of_work
from app.kernel.clock import utc_now
from app.web.access import public, safe_path, session_shown
from app.web.installation import current_settings

_CLIENT, _NEXT = "accounts.single_sign_on", "sso_next"
_TIMEOUT = 10
"""Seconds the provider may take to answer."""


@blueprint.app_template_global()
def single_sign_on_offered() -> bool:
    """Return whether this installation has a provider."""
    return current_settings().single_sign_on is not None


@blueprint.get("/sign-in/sso")
@public
def go_to_provider() -> ResponseReturnValue:
    """Lead somebody to the company's provider."""
    from requests import RequestException  # noqa: PLC0415  # Only the extra has it.

    client = _client()  # First: without a provider no cookie is set.
    session[_NEXT] = safe_path(request.args.get("next"), fallback="/")
    back = current_settings().public_url + url_for(".come_from_provider")
    try:
        _check_issuer(client)
        answer: ResponseReturnValue = client.authorize_redirect(back)
    except (NotVouchedFor, RequestException, ValueError):
        return _refused()
    return answer


@blueprint.get("/sign-in/sso/done")
@public
def come_from_provider() -> ResponseReturnValue:
    """Let somebody in whom the provider vouches for, and lead them on to where they wanted to go."""
    client = _client()
    onwards = safe_path(session.pop(_NEXT, None), fallback="/")
    try:
        token = _let_in(_claimed_name(client))
    except (NotVouchedFor, WrongSignIn):
        return _refused()
    return with_session_cookie(redirect(onwards, code=303), token)


def _claimed_name(client: Any) -> str:  # noqa: ANN401  # Authlib's client has no type.
    """Return the sign-in name the provider vouches for: signature, issuer, audience, nonce and state are right.

    :raises NotVouchedFor: if it vouches for nobody, or cannot be reached.
    """
    from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415  # Only the extra has it.
    from joserfc.errors import JoseError  # noqa: PLC0415  # The same.
    from requests import RequestException  # noqa: PLC0415  # The same.

    sso = current_settings().single_sign_on
    try:
        _check_issuer(client)
        claims = client.authorize_access_token().get("userinfo") or {}
    except (AuthlibBaseError, JoseError, RequestException, ValueError) as problem:
        raise NotVouchedFor from problem
    name = claims.get(sso.claim) if sso else None
    if not isinstance(name, str) or not name:
        raise NotVouchedFor
    return name


def _check_issuer(client: Any) -> None:  # noqa: ANN401  # As above.
    """Raise NotVouchedFor unless what the provider publishes about itself names the issuer of the settings.

    Else whoever could answer for the address once would have their own keys believed (OpenID Connect Discovery, 4.3).
    """
    sso = current_settings().single_sign_on
    named = client.load_server_metadata().get("issuer")
    if sso is None or not isinstance(named, str) or named.rstrip("/") != sso.issuer.rstrip("/"):
        raise NotVouchedFor


def _let_in(name: str) -> str:
    now, address = utc_now(), request.remote_addr
    found = queries.credentials(db.session(), sign_in_name=name)
    db.session.rollback()
    if found is None:
        note_failure(sign_in_name=name, address=address, now=now, by_get=True)
        raise NotVouchedFor
    with unit_of_work(recording_a_look=True) as work:  # By the protocol people come back with a GET.
        knows = knows_address(work, account_id=found.account_id, address=address)
        token = commands.sign_in_by_provider(
            work,
            account_id=found.account_id,
            address=address,
            user_agent=request.user_agent.string or None,
            previous_token=session_shown(),
            now=now,
        )
        if not knows and not factors_of(work, account_id=found.account_id).is_there:
            tell_new_sign_in(work, account_id=found.account_id, now=now)
    return token


def _client() -> Any:  # noqa: ANN401  # Authlib's client has no type.
    """Return the client of the provider; its metadata are fetched when first needed.

    :raises SingleSignOnOff: if there is no provider.
    """
    sso = current_settings().single_sign_on
    if sso is None:
        raise SingleSignOnOff
    if _CLIENT not in current_app.extensions:
        from authlib.integrations.flask_client import OAuth  # noqa: PLC0415  # Slow, and only the extra has it.

        app: Any = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  # Flask's own way.
        current_app.extensions[_CLIENT] = OAuth(app).register(
            "provider",
            server_metadata_url=f"{sso.issuer}/.well-known/openid-configuration",
            client_id=sso.client_id,
            client_secret=sso.client_secret,
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                "default_timeout": _TIMEOUT,
            },
        )
    return current_app.extensions[_CLIENT]


def _refused() -> ResponseReturnValue:
    form = SignInForm()
    form.refuse(NotVouchedFor())
    return render_template("accounts/sign_in.html", form=form, ended=False, examples=(), example_password=""), 401
