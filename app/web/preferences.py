"""Owns the choices a person makes about pages: language, look, and whether single keys do anything.

They are kept in the browser only; the last for each account, because several people share a control-room computer.
"""

from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, request
from werkzeug.wrappers import Response

from app.kernel.actor import Actor
from app.web.access import public, safe_path
from app.web.cookies import cookie_shown, give_cookie
from app.web.languages import LANGUAGE_COOKIE, LANGUAGES, THEME_COOKIE, THEMES

blueprint = Blueprint("web", __name__)
_A_YEAR = 365 * 24 * 60 * 60
SINGLE_KEYS = ("on", "off")


def single_keys_of(actor: Actor) -> str:
    """Return whether the person wants shortcuts of a single key (WCAG 2.1.4): ``on``, unless switched off."""
    chosen = cookie_shown(_keys_cookie(actor))
    return chosen if chosen in SINGLE_KEYS else "on"


@blueprint.post("/preferences")
@public
def set_preferences() -> Response:
    """Keep the chosen language and look, and go back to where the person was."""
    referrer = urlsplit(request.referrer or "")
    behind = referrer.path if referrer.netloc == request.host else None
    response = redirect(safe_path(request.form.get("next") or behind, fallback="/"), code=303)
    offered = [("language", LANGUAGE_COOKIE, tuple(LANGUAGES)), ("theme", THEME_COOKIE, THEMES)]
    if g.get("actor"):
        offered.append(("single_keys", _keys_cookie(g.actor), SINGLE_KEYS))
    for field, cookie, choices in offered:
        chosen = request.form.get(field)
        if chosen is not None and chosen in choices:
            give_cookie(response, cookie, chosen, max_age=_A_YEAR)
    return response


def _keys_cookie(actor: Actor) -> str:
    return f"single_keys_{actor.id}"
