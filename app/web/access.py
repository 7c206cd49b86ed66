"""Owns who may open a page. A route that says nothing is closed; forgetting a decorator locks, never opens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from app.database import writes_refused
from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.web.cookies import cookie_shown

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
SESSION_COOKIE, NOTICE_COOKIE = "watchbook_session", "watchbook_notice"
"""Ours, and Flask's own, which carries flashed notices only."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
EVERYBODY = frozenset(Role)
"""Everybody signed in, even somebody whose every right has ended: they can still sign out."""
_TOKEN = "token:"  # noqa: S105  # How a mark begins, no secret.
_OPEN_WITH_OLD_PASSWORD = frozenset(
    {"accounts.show_own_account", "accounts.set_own_password", "accounts.sign_out", "web.set_preferences"}
)

_OPEN_WITHOUT_FACTOR = _OPEN_WITH_OLD_PASSWORD | {
    "accounts.show_second_factor", "accounts.enrol_authenticator", "accounts.list_passkeys", "accounts.ask_for_passkey",
    "accounts.register_passkey",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, and what they must do first: choose a password of their own, enrol a second factor.

    ``half``: the password was right and the second factor is still to come; nothing opens to them yet. ``fresh_until``:
    how long their last proof of who they are is enough for dangerous acts (None: for good).
    """

    actor: Actor
    must_change: bool = False
    must_enrol: bool = False
    half: bool = False
    fresh_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class TokenShown:
    """A token that opens something: its number, scopes, and the sites it counts at (None: all)."""

    id: int
    scopes: frozenset[str]
    sites: frozenset[str] | None


def allow(*roles: Role, act: Act | tuple[Act, ...] = ()) -> Callable[[View], View]:
    """Open a view to people who hold one of the roles with the act the view exercises (with any, if it has several).

    Without roles it opens to whoever has a right with that act; without an act too, to everybody signed in.
    """

    def mark(view: View) -> View:
        view.access = frozenset(roles) or EVERYBODY  # type: ignore[attr-defined]  # Functions take attributes.
        view.acts = (act,) if isinstance(act, Act) else act  # type: ignore[attr-defined]  # As above.
        return view

    return mark


def fresh(view: View) -> View:
    """Mark a view whose changes are dangerous: who makes one has proven who they are not long ago, or does so first."""
    view.fresh = True  # type: ignore[attr-defined]  # Functions take attributes.
    return view


def public(view: View) -> View:
    """Open a view to everybody; such a page sets no cookie."""
    view.access = "public"  # type: ignore[attr-defined]  # Functions take attributes.
    return view


def open_to_tokens(scope: str) -> Callable[[View], View]:
    """Open a view to programs that show a token of a scope, and to nobody else; a session opens nothing there."""

    def mark(view: View) -> View:
        view.access = f"{_TOKEN}{scope}"  # type: ignore[attr-defined]  # Functions take attributes.
        return view

    return mark


def needs_token(access: frozenset[Role] | str | None) -> bool:
    """Return whether only a token opens what is marked so."""
    return isinstance(access, str) and access.startswith(_TOKEN)


def current_token() -> TokenShown:
    """Return the token a program shows; only views open to tokens may ask."""
    token: TokenShown | None = g.get("token")
    if token is None:
        abort(401)
    return token


def session_shown() -> str | None:
    """Return the session's token the browser shows; None without one. Whether it opens anything is not said."""
    return cookie_shown(SESSION_COOKIE)


def own_session() -> str:
    """Return the token of the session of who is signed in; only views that are not public may ask."""
    token = session_shown()
    if token is None:
        abort(401)
    return token


def current_actor() -> Actor:
    """Return who is signed in; only views that are not public may ask."""
    actor: Actor | None = g.get("actor")
    if actor is None:
        abort(401)
    return actor


def access_of(endpoint: str) -> frozenset[Role] | str | None:
    """Return who may open an endpoint: roles, ``public``, ``token:…``, or None when it is closed or does not exist."""
    if endpoint == "static":
        return "public"
    view = current_app.view_functions.get(endpoint)
    access: frozenset[Role] | str | None = getattr(view, "access", None)
    return access


def acts_of(endpoint: str) -> tuple[Act, ...]:
    """Return the acts of which a right must allow one to open an endpoint; none if any right, or none, does."""
    acts: tuple[Act, ...] = getattr(current_app.view_functions.get(endpoint), "acts", ())
    return acts


def marked_routes(app: Flask) -> list[tuple[str, str, frozenset[str], frozenset[Role] | str | None, tuple[Act, ...]]]:
    """Return endpoint, address, methods, access mark and acts of every route."""
    with app.app_context():
        return [
            (rule.endpoint, rule.rule, frozenset(rule.methods or ()), access_of(rule.endpoint), acts_of(rule.endpoint))
            for rule in app.url_map.iter_rules()
        ]


def fresh_endpoints(app: Flask) -> frozenset[str]:
    """Return the endpoints that ask for a proof anew."""
    return frozenset(name for name, view in app.view_functions.items() if getattr(view, "fresh", False))


def may_open(endpoint: str) -> bool:
    """Return whether the person asking may open an endpoint; navigation shows only what opens."""
    access = access_of(endpoint)
    if access == "public":
        return True
    actor: Actor | None = g.get("whole_actor")
    return actor is not None and _is_open_to(actor, access, acts_of(endpoint))


def safe_path(target: str | None, *, fallback: str) -> str:
    """Return a path inside this application to go on to; anything that could lead elsewhere becomes ``fallback``."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return fallback
    if "\\" in target or not target.isprintable():
        return fallback
    try:
        parts = urlsplit(target)
    except ValueError:
        return fallback
    return fallback if parts.scheme or parts.netloc else target


def wants_fragment() -> bool:
    """Return whether part of a page is asked for (htmx), so that no whole page may answer."""
    return request.headers.get("HX-Request") == "true"


def is_poll() -> bool:
    """Return whether a live page asks by itself, without the person: that never keeps a session alive."""
    return request.headers.get("X-Watchbook-Poll") == "1" or request.headers.get("HX-Request-Type") == "partial"


def prepare_access(
    app: Flask,
    *,
    load_signed_in: Callable[[str], SignedIn | None],
    load_token: Callable[[str], TokenShown | None],
) -> None:
    """Check every request before its view runs."""
    app.add_template_global(may_open)

    @app.before_request
    def check_access() -> ResponseReturnValue | None:
        writes_refused.set(request.method in SAFE_METHODS)
        g.actor = g.whole_actor = g.token = g.half = g.fresh_until = None
        if request.endpoint is None or request.endpoint == "static":
            return None
        access = access_of(request.endpoint)
        if needs_token(access):
            g.token = _shown_token(str(access).removeprefix(_TOKEN), load_token)
            return None
        signed_in = _who_asks(load_signed_in)
        if access == "public":
            return None
        if signed_in is None:
            return _ask_to_sign_in(had_session=session_shown() is not None)
        acts = acts_of(request.endpoint)
        if not _is_open_to(signed_in.actor, access, acts):
            abort(403)
        g.actor = signed_in.actor.doing(*acts)  # A right that leaves the act out is as if not held.
        if isinstance(access, frozenset) and access != EVERYBODY:
            g.actor = g.actor.acting_as(*access)  # A role counts at its own sites only.
        return _what_comes_first(signed_in, request.endpoint)

    @app.teardown_request
    def allow_writes_again(_fault: BaseException | None) -> None:
        writes_refused.set(False)


def prepare_freshness(
    app: Flask, *, ask_again: Callable[[], ResponseReturnValue | None], now: Callable[[], datetime]
) -> None:
    """Have people prove again who they are before a dangerous change; prepare it after the proof of origin (CSRF).

    ``ask_again`` looks for a proof in what was sent and returns None if it is right, else the page that asks for it
    and carries everything that was sent.
    """

    @app.before_request
    def check_freshness() -> ResponseReturnValue | None:
        view = current_app.view_functions.get(request.endpoint or "")
        if not getattr(view, "fresh", False) or g.fresh_until is None or g.fresh_until > now():
            return None
        methods = (request.url_rule.methods if request.url_rule else None) or ()
        if request.method in SAFE_METHODS and "POST" in methods:
            return None  # The form itself may be read; sending it is what counts.
        return ask_again()


def _who_asks(load_signed_in: Callable[[str], SignedIn | None]) -> SignedIn | None:
    """Return who is signed in, if anybody; whoever is half signed in is nobody yet, and stands in ``g.half``."""
    token = session_shown()
    signed_in = load_signed_in(token) if token else None
    if signed_in is None:
        return None
    if signed_in.half:
        g.half = signed_in
        return None
    g.actor = g.whole_actor = signed_in.actor
    g.fresh_until = signed_in.fresh_until
    return signed_in


def _what_comes_first(signed_in: SignedIn, endpoint: str) -> ResponseReturnValue | None:
    """Lead to what must be done before anything else opens: a password of one's own, then a second factor."""
    if signed_in.must_change:
        return None if endpoint in _OPEN_WITH_OLD_PASSWORD else redirect(url_for("accounts.show_own_account"), code=303)
    if signed_in.must_enrol and endpoint not in _OPEN_WITHOUT_FACTOR:
        return redirect(url_for("accounts.show_second_factor"), code=303)
    return None


def _shown_token(scope: str, load_token: Callable[[str], TokenShown | None]) -> TokenShown:
    """Return the token in the header (RFC 6750 §2.1); without one that opens this, the request ends here."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    shown = load_token(secret.strip()) if scheme.casefold() == "bearer" else None
    if shown is None:
        raise Unauthorized(www_authenticate=WWWAuthenticate("bearer", {"realm": "watchbook"}))
    if scope not in shown.scopes:
        abort(403)
    return shown


def _is_open_to(actor: Actor, access: frozenset[Role] | str | None, acts: tuple[Act, ...]) -> bool:
    """Return whether a person opens what is marked so: this is the one place where it is decided."""
    if not isinstance(access, frozenset):
        return False
    return (access == EVERYBODY and not acts) or actor.has(*access, acts=acts)


def _ask_to_sign_in(*, had_session: bool) -> ResponseReturnValue:
    if wants_fragment():
        abort(401)
    here = request.full_path.rstrip("?") if request.method == "GET" else None
    if g.half:
        return redirect(url_for("accounts.prove_second_factor", next=here if here != "/" else None), code=303)
    ended = "1" if had_session else None
    return redirect(url_for("accounts.sign_in", next=here if here != "/" else None, ended=ended), code=303)
