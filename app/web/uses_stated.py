"""Owns that who takes personal data out says first what for (용도, 안전성기준 제12조제1항): one question, one place.

A view that hands out a file or a paper calls ``stated_use`` after it has looked whether the person may have it: who may
not learns nothing from the question. Where a marked view forgets to, ``looks_recorded`` asks in its stead.
"""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, g, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from app.kernel.errors import Refusal
from app.kernel.uses import Stated, Use, stated
from app.law.sources import latest
from app.web.access import SAFE_METHODS, safe_path
from app.web.csrf import FIELD
from app.web.use_form import UseForm

CODE, WORDS, ASKED = "use", "use_words", "use_asked"
"""The names under which a use arrives, in the query or the form; the last says that the question was on the page."""
_MINE = frozenset({CODE, WORDS, ASKED, FIELD})
_REFUSED = 422


def stated_use(
    *, thing: str, gives: str, usual: Use | None = None, rows: int | None = None, file: str | None = None
) -> Stated:
    """Return what the person asking says the copy is for; if they say nothing, the answer is the question.

    :param thing: what is given out, ``kind/code``, never a person's name.
    :param gives: ``exported``, ``printed`` or ``downloaded``.
    :param usual: what it is for most of the time, chosen beforehand where that is evident.
    :param rows: how many entries it has, if that is known.
    :param file: what the file will be called, if that is known.
    """
    known: Stated | None = g.get("use_stated")
    if known is not None:
        return known
    given = _given()
    if CODE not in given and ASKED not in given:
        abort(use_question(thing=thing, gives=gives, usual=usual, rows=rows, file=file))
    try:
        said = stated(given.get(CODE, ""), given.get(WORDS, ""))
    except Refusal as refusal:
        abort(use_question(thing=thing, gives=gives, usual=usual, rows=rows, file=file, refusal=refusal))
    g.use_stated = said
    return said


def take_as_stated(said: Stated) -> None:
    """Take what was stated before, when the file was asked for, as the use of what is handed out now."""
    g.use_stated = said


def use_question(
    *,
    thing: str,
    gives: str,
    usual: Use | None = None,
    rows: int | None = None,
    file: str | None = None,
    refusal: Refusal | None = None,
) -> Response:
    """Return the page that asks what a copy is for; it sends what was asked for again, with the answer."""
    g.shows_nobody = True  # It names a thing by its number, and nobody.
    form = UseForm(_given() if refusal else None, data={"use": usual.value if usual else None})
    form.offer()
    if refusal is not None:
        form.refuse(refusal)
    page = render_template(
        "access_record/state_use.html",
        form=form,
        thing=thing,
        gives=gives,
        rows=rows,
        file=file,
        kept=_kept(),
        action=_action(),
        method="get" if request.method in SAFE_METHODS else "post",
        back=_back(),
        source=latest("safety.12.1"),
    )
    answer = make_response(page, _REFUSED if refusal else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _given() -> MultiDict[str, str]:
    """Return where the use stands: a form says it itself, or its address does."""
    return request.form if CODE in request.form or ASKED in request.form else request.args


def _kept() -> Sequence[tuple[str, str]]:
    """Return what was asked for besides, to be sent again."""
    sent = request.args if request.method in SAFE_METHODS else request.form
    return [(name, value) for name, value in sent.items(multi=True) if name not in _MINE]


def _action() -> str:
    """Return where the answer goes: the same address; a query of its own stays only if a form is posted."""
    return request.path if request.method in SAFE_METHODS else request.full_path.rstrip("?")


def _back() -> str | None:
    """Return the page of ours the person came from, if the browser says."""
    before: Any = request.referrer or ""
    here = request.host_url.rstrip("/")
    path = safe_path(before.removeprefix(here), fallback="") if before.startswith(here + "/") else ""
    return path if path and path.partition("?")[0] != request.path else None
