"""Owns the language of a page. Korean is the message id, so a missing translation can never break Korean."""

import contextlib
import os
from pathlib import Path
from urllib.parse import urlencode

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale
from flask_babel import gettext as _gettext
from flask_babel import ngettext as _ngettext
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from app.kernel.errors import Problem, Refusal
from app.kernel.messages import Message
from app.kernel.particles import has_particles, with_particles
from app.web.cookies import cookie_shown

LANGUAGES = {"ko": "한국어", "en": "English"}
LANGUAGE_COOKIE, THEME_COOKIE = "lang", "theme"
THEMES = ("light", "dark", "auto")
FOLDER = Path(__file__).resolve().parent.parent / "translations"


def language() -> str:
    """Return the language of the page being made: ``ko`` or ``en``; Korean outside a request."""
    if not has_request_context():
        return "ko"
    if "language" not in g:
        g.language = _wished_language()
    chosen: str = g.language
    return chosen


def theme() -> str:
    """Return the look the person chose: ``light``, ``dark`` or ``auto``."""
    chosen = cookie_shown(THEME_COOKIE)
    return chosen if chosen in THEMES else "auto"


def translate_message(message: Message) -> str:
    """Return a sentence of the kernel in the language of the page, its gaps filled; messages in gaps are translated."""
    text = _translated(message.text)
    if not message.values:
        return text
    said = text.format(
        **{name: say(value) if isinstance(value, _SAID) else value for name, value in message.values.items()}
    )
    return with_particles(said) if has_particles(text) else said


def say(value: Message | Refusal | Problem | str | None) -> str:
    """Return a message, refusal, problem or message id in the language of the page."""
    match value:
        case None | "":
            return ""
        case Message():
            return translate_message(value)
        case Refusal():
            return translate_message(value.message)
        case Problem():
            return f"{value.place}: {translate_message(value.message)}"
    return _translated(str(value))


def _translated(text: str) -> str:
    found: str = _gettext(text)
    return found


_SAID = (Message, Refusal, Problem)


def compile_catalogues(folder: Path = FOLDER) -> None:
    """Compile every catalogue that is newer than its compiled form; an installed, read-only one is left alone."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        draft = compiled.with_name(f".{compiled.name}.{os.getpid()}")
        with contextlib.suppress(PermissionError):
            with source.open("rb") as text, draft.open("wb") as binary:
                write_mo(binary, read_po(text))
            draft.replace(compiled)


def in_language(tongue: str) -> str:
    """Return the address of the page being made in a language, everything else that was asked for kept."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"?{urlencode([*asked, ('lang', tongue)])}"


def prepare_languages(app: Flask) -> None:
    """Choose the language of every request and offer ``_``, ``get_locale``, ``theme`` and the filter ``say``."""
    compile_catalogues()
    babel = _Babel()
    babel.init_app(
        app,
        default_locale="ko",
        default_timezone="Asia/Seoul",
        default_translation_directories=str(FOLDER),
        locale_selector=language,
    )
    # After Flask-Babel, whose own look-up would run for Korean as well.
    app.jinja_env.install_gettext_callables(_in_page, _in_page_counted, newstyle=True)  # type: ignore[attr-defined]  # By the i18n extension.
    app.jinja_env.globals["gettext"] = _said_in_page  # What ``_`` calls.
    app.add_template_global(get_locale)
    app.add_template_global(language)
    app.add_template_global(in_language)
    app.add_template_global(theme)
    app.add_template_filter(say)


class _Domain(Domain):  # type: ignore[misc]  # Flask-Babel has no types.
    """The catalogue, whose sentences have the particles that the words in their gaps ask for."""

    def gettext(self, string: str, **variables: object) -> str:
        """Return a sentence in the language of the page, its gaps filled."""
        said: str = super().gettext(string, **variables)
        return with_particles(said) if variables and has_particles(string) else said


class _Babel(Babel):  # type: ignore[misc]  # As above.
    """Flask-Babel with our catalogue."""

    domain_instance = _Domain()


@pass_context
def _said_in_page(_context: Context, text: str, **values: object) -> Markup:
    """Return a sentence of a template, its gaps filled, escaped, with the particles they ask for."""
    found = _in_page(text)
    said = Markup(found) % values  # noqa: S704  # Sentences are ours; what fills their gaps is escaped.
    return Markup(with_particles(said)) if values and has_particles(found) else said  # noqa: S704  # As above.


def _in_page(text: str) -> str:
    """Return a message of a template. Korean is the id itself: no look-up, hundreds of times a page."""
    return text if language() == "ko" else str(_gettext(text))


def _in_page_counted(one: str, many: str, number: int) -> str:
    return (one if number == 1 else many) if language() == "ko" else str(_ngettext(one, many, number))


def _wished_language() -> str:
    wished = request.args.get("lang") or cookie_shown(LANGUAGE_COOKIE)
    if wished in LANGUAGES:
        return wished
    for tag in request.accept_languages.values():  # Best first; "ko-KR" is Korean.
        spoken = tag.partition("-")[0].lower()
        if spoken in LANGUAGES:
            return spoken
    return "ko"
