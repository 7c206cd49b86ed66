"""Owns that whoever is shown personal data is recorded first (접속기록): a mark on the view, kept in one place.

A page whose look cannot be recorded is not shown, and what is taken out is not given before its use is stated.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Literal, TypeVar

from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue

from app.kernel.actor import Actor
from app.kernel.uses import Stated, Use
from app.web.access import EVERYBODY, access_of, is_poll, session_shown
from app.web.uses_stated import stated_use, use_question

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
Work = Literal["viewed", "searched", "exported", "printed", "downloaded"]
Taken = Literal["exported", "printed", "downloaded"]
TAKEN = frozenset({"exported", "printed", "downloaded"})
"""Work by which personal data leaves the screen: its use is stated first."""
SHOWN = frozenset({200, 201, 206, 409, 422})
"""Answers that show what a page shows; a form that is refused shows the page again."""
GIVEN = frozenset({200, 206})
"""Answers that hand out a copy."""
LONGEST_TYPED = 200
_RECORDER, _KEEPING, _BEFORE = "looks.record", "looks.keep", "looks.before_copy"


@dataclass(frozen=True, slots=True)
class LookMark:
    """What a view shows, as ``kind/code`` with gaps for parts of its address, by which work, and where words go."""

    thing: str
    work: Work
    typed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SealedItself:
    """A view that seals by itself that somebody looked, under these events, and by which work it gives a copy."""

    events: tuple[str, ...]
    gives: Taken | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody is about to be shown something."""

    thing: str
    work: Work
    page: str
    actor: Actor
    roles: tuple[str, ...]
    standing_in_for: int | None
    session: str | None
    typed: str | None
    by_itself: bool  # A live page asked, not the person.
    stated: Stated | None = None  # What a copy is for.


def looks_at(thing: str, work: Work = "viewed", *, typed: Collection[str] = ()) -> Callable[[View], View]:
    """Mark a view as showing personal data; write it below ``allow``.

    :param thing: what is shown, ``kind/code``; a gap ``{number}`` is a part of the page's address.
    :param typed: names in the query string under which words searched for arrive: with one, the work is a search.
    """

    def mark(view: View) -> View:
        view.looks = LookMark(thing, work, tuple(typed))  # type: ignore[attr-defined]  # Functions take attributes.
        return view

    return mark


def seals_its_look(*events: str, gives: Taken | None = None) -> Callable[[View], View]:
    """Mark a view that shows personal data and seals so by itself, because it knows more of it.

    :param gives: by which work the view gives a copy; it asks ``use_of_copy`` before it seals.
    """

    def mark(view: View) -> View:
        view.looks = SealedItself(events, gives)  # type: ignore[attr-defined]  # As above.
        return view

    return mark


def look_mark_of(endpoint: str) -> LookMark | SealedItself | None:
    """Return how an endpoint is marked, None if it says nothing."""
    mark: LookMark | SealedItself | None = getattr(current_app.view_functions.get(endpoint), "looks", None)
    return mark


def look_kept_until(now: datetime) -> date:
    """Return the day in Korea on which the address and the words of a look at this moment are erased."""
    keeping: Callable[[datetime], date] = current_app.extensions[_KEEPING]
    return keeping(now)


def prepare_looks(
    app: Flask,
    *,
    record: Callable[[Look], None],
    keep_until: Callable[[datetime], date],
    before_copy: Callable[[Actor, str], None],
) -> None:
    """Have every look recorded before the answer leaves; if ``record`` raises, the answer becomes an error page.

    :param before_copy: raises a refusal if the person took out too much lately; the second value is what they want.
    """
    app.extensions[_RECORDER] = record
    app.extensions[_KEEPING] = keep_until
    app.extensions[_BEFORE] = before_copy

    @app.after_request
    def record_look(response: Response) -> Response:
        shows_somebody = request.endpoint is not None and g.get("actor") and not g.get("shows_nobody")
        mark = look_mark_of(request.endpoint or "") if shows_somebody else None
        if _is_copy(mark, response) and g.get("use_stated") is None:
            response.close()
            return use_question(thing=_thing(mark), gives=str(_gives(mark)))
        if isinstance(mark, LookMark) and response.status_code in SHOWN and request.method != "HEAD":
            app.extensions[_RECORDER](_look(mark))
        return response


def use_of_copy(
    *, thing: str | None = None, usual: Use | None = None, rows: int | None = None, file: str | None = None
) -> Stated:
    """Return what the copy this view gives is for; who did not say is asked, and asks for it again with the answer.

    Call it when it is certain that the person may have the copy, and before that is sealed.

    :param thing: what is given out, if the mark of the view does not say.
    :param usual: what it is for most of the time, if that is evident.
    :param rows: how many entries it has, if that is known.
    :param file: what the file will be called, if that is known.
    :raises Refusal: if the person has taken out too much lately.
    """
    mark = look_mark_of(request.endpoint or "")
    wanted = thing or _thing(mark)
    current_app.extensions[_BEFORE](g.actor, wanted)
    return stated_use(thing=wanted, gives=str(_gives(mark)), usual=usual, rows=rows, file=file)


def _gives(mark: LookMark | SealedItself | None) -> str | None:
    """Return by which work a view gives a copy, None if it only shows something."""
    if isinstance(mark, LookMark):
        return mark.work if mark.work in TAKEN else None
    return None if mark is None else mark.gives


def _is_copy(mark: LookMark | SealedItself | None, response: Response) -> bool:
    """Return whether an answer hands out a copy; what seals by itself may show its own form before."""
    is_page = isinstance(mark, SealedItself) and response.mimetype == "text/html"
    return _gives(mark) is not None and response.status_code in GIVEN and not is_page


def _thing(mark: LookMark | SealedItself | None) -> str:
    """Return what a view shows; of one that seals by itself, only the kind of it is known."""
    if isinstance(mark, LookMark):
        return mark.thing.format(**(request.view_args or {}))
    return "" if mark is None else f"{mark.events[0].partition('.')[0]}/list"


def _look(mark: LookMark) -> Look:
    actor: Actor = g.actor
    asked = " ".join(word.strip() for name in mark.typed for word in request.args.getlist(name) if word.strip())
    access = access_of(request.endpoint or "")
    asked_for = access if isinstance(access, frozenset) and access != EVERYBODY else actor.roles
    cookie = session_shown()
    return Look(
        thing=mark.thing.format(**(request.view_args or {})),
        work="searched" if asked else mark.work,
        page=request.endpoint or "",
        actor=actor,
        roles=tuple(sorted(role.value for role in actor.roles & asked_for)),
        standing_in_for=min((who for role, _site, who in actor.standing_in if role in asked_for), default=None),
        session=sha256(cookie.encode()).hexdigest()[:16] if cookie else None,
        typed=asked[:LONGEST_TYPED] or None,
        by_itself=is_poll(),
        stated=g.get("use_stated"),
    )
