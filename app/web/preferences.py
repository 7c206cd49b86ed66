"""Owns the two choices a person makes about pages, language and look, kept in their browser only."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from app.web.access import public, safe_path
from app.web.installation import current_settings
from app.web.languages import LANGUAGE_COOKIE, LANGUAGES, THEME_COOKIE, THEMES

blueprint = Blueprint("web", __name__)
_A_YEAR = 365 * 24 * 60 * 60


@blueprint.post("/preferences")
@public
def set_preferences() -> Response:
    """Keep the chosen language and look, and go back to where the person was."""
    referrer = urlsplit(request.referrer or "")
    behind = referrer.path if referrer.netloc == request.host else None
    response = redirect(safe_path(request.form.get("next") or behind, fallback="/"), code=303)
    settings = current_settings()
    for field, cookie, choices in (("language", LANGUAGE_COOKIE, LANGUAGES), ("theme", THEME_COOKIE, THEMES)):
        chosen = request.form.get(field)
        if chosen is not None and chosen in choices:
            response.set_cookie(
                cookie, chosen, max_age=_A_YEAR, secure=settings.secure_cookies, httponly=True, samesite="Lax"
            )
    return response
