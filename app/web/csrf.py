"""Owns proof that a change was asked for from our own pages.

Two lines of defence, neither of which needs a cookie beyond the session's (ADR: plain WTForms):
the browser says where a request comes from (``Sec-Fetch-Site``, ``Origin``), and every change by somebody signed in
carries a token that is a keyed digest of their session. It ends with the session and never before: a page
left open through a night shift still works.
"""

import hashlib
import hmac
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, request

from app.web.access import SAFE_METHODS, access_of, needs_token, session_shown
from app.web.installation import current_settings

FIELD, HEADER = "csrf_token", "X-CSRFToken"


def csrf_token() -> str:
    """Return the token of this session, for forms and htmx; empty without a session."""
    session_token = session_shown()
    return token_for(session_token) if session_token else ""


def token_for(session_token: str) -> str:
    """Return the token that belongs to a session; only this installation can make it."""
    key: bytes = current_app.config["SECRET_KEY"]
    return hmac.new(key, b"csrf\0" + session_token.encode(), hashlib.sha256).hexdigest()


def comes_from_elsewhere() -> bool:
    """Return whether the browser says that another site sent this request. Not a browser: no such header."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    settings = current_settings()
    return origin not in {request.host_url.rstrip("/"), _origin(settings.public_url)}


def prepare_csrf(app: Flask) -> None:
    """Refuse every change that does not prove where it comes from."""
    app.add_template_global(csrf_token)

    @app.before_request
    def check_origin_and_token() -> None:
        if request.method in SAFE_METHODS or request.endpoint is None:
            return
        if comes_from_elsewhere():
            abort(400, "csrf")
        access = access_of(request.endpoint)
        if access == "public" or needs_token(access):
            return  # Nobody acts here on the strength of a session.
        given = request.headers.get(HEADER) or request.form.get(FIELD) or ""
        if not hmac.compare_digest(given.encode(), csrf_token().encode()):
            abort(400, "csrf")


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
