"""Owns who may open a page. A route that says nothing is closed; forgetting a decorator locks, never opens."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.database import writes_refused
from app.kernel.actor import Actor, Role

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
SESSION_COOKIE = "watchbook_session"


def allow(*roles: Role) -> Callable[[View], View]:
    """Open a view to people who hold one of the roles; without roles, to everybody signed in."""

    def mark(view: View) -> View:
        view.access = frozenset(roles) or frozenset(Role)  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Open a view to everybody; such a page sets no cookie."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def current_actor() -> Actor:
    """Return who is signed in; only views that are not public may ask."""
    actor: Actor | None = g.get("actor")
    if actor is None:
        abort(401)
    return actor


def prepare_access(app: Flask, *, load_actor: Callable[[str], Actor | None]) -> None:
    """Check every request before its view runs."""

    @app.before_request
    def check_access() -> ResponseReturnValue | None:
        writes_refused.set(request.method in {"GET", "HEAD", "OPTIONS"})
        if request.endpoint is None or request.endpoint == "static":
            return None
        view = current_app.view_functions[request.endpoint]
        access = getattr(view, "access", None)
        token = request.cookies.get(SESSION_COOKIE)
        g.actor = load_actor(token) if token else None
        if access == "public":
            return None
        if g.actor is None:
            return redirect(url_for("accounts.sign_in", next=request.full_path if request.method == "GET" else None))
        if access is None or not g.actor.has(*access):
            abort(403)
        return None
