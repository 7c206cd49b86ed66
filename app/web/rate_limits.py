"""Owns the second line against floods: how often one address may ask. Who guesses is stopped before, in the database.

The counts lie in each process's memory: with two processes an address may ask up to twice as often, and a restart
forgets. They protect the machine, never an account; lockouts (accounts) and the limits of the public form do that.
"""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from app.web.access import access_of, needs_token
from app.web.installation import settings_of

OFTEN = "1200 per minute"
"""Of people signed in: a control room of ten behind one address, each with a page that polls."""
PUBLIC = "300 per minute"
"""Of pages anybody opens, and of whatever has no address here."""
PUBLIC_CHANGES = "60 per minute"
"""Of forms anybody can send: signing in, asking to see footage."""
PROGRAMS = "600 per minute"
"""Of recorders that write entries by themselves."""
_UNLIMITED = frozenset({"static"})


def prepare_rate_limits(app: Flask) -> None:
    """Count requests by address; who asks too often gets 429 and when to come back (RFC 6585, 4)."""
    if not settings_of(app).rate_limited:  # Tests ask thousands of times from one address.
        return
    limiter = Limiter(
        get_remote_address,
        default_limits=[_limit],
        default_limits_exempt_when=lambda: request.endpoint in _UNLIMITED,
        headers_enabled=True,
        storage_uri="memory://",
        strategy="moving-window",
    )
    limiter.init_app(app)


def _limit() -> str:
    """Return how often the address may ask for what the request asks for."""
    access = access_of(request.endpoint) if request.endpoint else "public"
    if needs_token(access):
        return PROGRAMS
    if access == "public":
        return PUBLIC_CHANGES if request.method == "POST" else PUBLIC
    return OFTEN
