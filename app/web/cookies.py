"""Owns what cookies are called and how they are given: over TLS as ``__Host-…``, which no other host or path can plant.

A browser takes a ``__Host-`` cookie only with Secure, for the whole host and from the host itself (RFC 6265bis, 4.1.3),
so the names differ between an installation with TLS and one without.
"""

from flask import current_app, request
from werkzeug.wrappers import Response

from app.settings import Settings


def cookie_name(name: str, settings: Settings | None) -> str:
    """Return what a cookie of ours is called on an installation; without settings it has no TLS."""
    return f"__Host-{name}" if settings is not None and settings.secure_cookies else name


def cookie_shown(name: str) -> str | None:
    """Return what the browser keeps in a cookie of ours; None if it has none."""
    return request.cookies.get(cookie_name(name, _settings()))


def give_cookie(response: Response, name: str, value: str, *, max_age: int | None = None) -> None:
    """Let the browser keep something, out of reach of scripts and other sites; until it is closed, or in seconds."""
    called = cookie_name(name, _settings())
    secure = called != name
    response.set_cookie(called, value, max_age=max_age, httponly=True, samesite="Lax", secure=secure, path="/")


def drop_cookie(response: Response, name: str) -> None:
    """Let the browser forget a cookie; a ``__Host-`` one is forgotten only if it is said as it was given."""
    called = cookie_name(name, _settings())
    response.delete_cookie(called, path="/", secure=called != name, httponly=True, samesite="Lax")


def _settings() -> Settings | None:
    """Return the installation's settings; a page drawn by itself has none."""
    settings: Settings | None = current_app.config.get("SETTINGS")
    return settings
