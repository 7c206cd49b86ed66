"""Flask glue every page shares: access, forms, errors, headers, dates, languages."""

from collections.abc import Callable

from flask import Flask
from flask.typing import ResponseReturnValue
from werkzeug.middleware.proxy_fix import ProxyFix

from app.kernel.clock import utc_now
from app.web.access import NOTICE_COOKIE, SignedIn, TokenShown, prepare_access, prepare_freshness
from app.web.cookies import cookie_name
from app.web.csrf import prepare_csrf
from app.web.dates import prepare_dates
from app.web.errors import prepare_errors
from app.web.headers import prepare_headers
from app.web.hosts import only_for
from app.web.installation import settings_of
from app.web.languages import prepare_languages
from app.web.plain_addresses import prepare_plain_addresses
from app.web.preferences import blueprint as preferences
from app.web.rate_limits import prepare_rate_limits
from app.web.request_lines import prepare_request_lines
from app.web.secret import secret_key
from app.web.static_files import prepare_static_files
from app.web.whole_numbers import WholeConverter

LARGEST_REQUEST = 32 * 1024 * 1024
"""Bytes of one request, uploads included; a registry of 20,000 cameras is a tenth of it."""


def prepare_web(
    app: Flask,
    *,
    load_signed_in: Callable[[str], SignedIn | None],
    load_token: Callable[[str], TokenShown | None],
    ask_again: Callable[[], ResponseReturnValue | None],
) -> None:
    """Attach everything a page needs to the application.

    ``load_signed_in`` turns the value of the session cookie into who is signed in; ``load_token`` turns what a program
    shows into the token it is; ``ask_again`` has somebody prove again who they are before a dangerous act.

    :raises BadSetting: if the secret key cannot be read, written or kept to its owner.
    """
    settings = settings_of(app)
    app.config.update(
        SECRET_KEY=secret_key(settings.home),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        SESSION_COOKIE_NAME=cookie_name(NOTICE_COOKIE, settings),  # Flask's own session carries flashed notices only.
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        TESTING=settings.testing,
    )
    app.url_map.converters["int"] = WholeConverter
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    prepare_request_lines(app)
    prepare_access(app, load_signed_in=load_signed_in, load_token=load_token)
    prepare_plain_addresses(app)
    prepare_rate_limits(app)
    prepare_csrf(app)
    prepare_freshness(app, ask_again=ask_again, now=utc_now)
    prepare_headers(app)
    prepare_errors(app)
    prepare_languages(app)
    prepare_dates(app)
    prepare_static_files(app)
    app.register_blueprint(preferences)
    app.jinja_env.globals["demo"] = settings.demo
    if settings.hosts is not None:
        app.wsgi_app = only_for(settings.hosts, app.wsgi_app)  # type: ignore[assignment,method-assign]  # As below.
    if settings.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]  # Flask's documented way.
