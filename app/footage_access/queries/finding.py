"""Owns how words find entries: those recorded last come first.

A number somebody copied from a letter is looked up as it stands. Words are looked up in the index of letters
(``word_index``); whatever that suggests, and everything newer than it reaches, is compared with the words themselves.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false, func, or_, select, true
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.footage_access import word_index
from app.footage_access.domain import Filter
from app.footage_access.models import FootageAccess, FootageAccessCamera
from app.footage_access.queries.walks import sites_of
from app.footage_access.word_index import Wanted, token
from app.kernel.actor import Actor
from app.kernel.hangul import search_key, search_term

_FEW = 2_000
"""So many leaves are read themselves; no index is faster."""
_MOST_PLACES = 200
"""A word that fits more places than this is looked for in the entries themselves: it is everywhere."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is looked for, and the people whose names hold it."""

    term: str
    handlers: tuple[int, ...]


def found_leaves(session: Session, wanted: Filter, actor: Actor, *, most: int, below: int | None = None) -> list[int]:
    """Return the newest leaves of entries that fit, the newest first.

    :param below: only leaves before this one.
    """
    newest = (session.scalar(select(func.max(FootageAccess.leaf))) or 0) + 1
    below = newest if below is None else min(below, newest)
    number = _number(session, wanted.text)
    if number is not None:
        return _among(session, [*_kept(wanted, actor), number], above=0, below=below, most=most)
    words = _words(session, wanted.text)
    conditions = [*_kept(wanted, actor), *(_has(word, actor) for word in words)]
    above = 0 if wanted.since is None else _first_recorded(session, wanted.since, newest)
    until = max(above, min(below, word_index.indexed_until(session)))
    if below - above <= _FEW:
        until = above
    found = _among(session, conditions, above=until, below=below, most=most)
    if len(found) < most and until > above:
        asked = _asked(session, wanted, actor, words)
        if asked.is_open:
            found += _among(session, conditions, above=above, below=until, most=most - len(found))
        else:
            for part in _suggested(session, asked, above=above, below=until, at_first=2 * most):
                among = [*conditions, FootageAccess.leaf.in_(part)]
                found += _among(session, among, above=above, below=until, most=most - len(found))
                if len(found) >= most:
                    break
    return found


def _suggested(session: Session, asked: Wanted, *, above: int, below: int, at_first: int) -> Iterator[list[int]]:
    """Yield leaves the index suggests, the newest first, more and more at once."""
    most = at_first
    while True:
        part = word_index.leaves_with(session, asked, below=below, above=above, most=most)
        if part:
            yield part
        if len(part) < most:
            return
        below, most = part[-1], min(4 * most, 10_000)


def _among(session: Session, conditions: list[ColumnElement[bool]], *, above: int, below: int, most: int) -> list[int]:
    if above >= below:
        return []
    leaf = FootageAccess.leaf
    statement = select(leaf).where(leaf >= above, leaf < below, *conditions).order_by(leaf.desc()).limit(most)
    return list(session.scalars(statement))


def _number(session: Session, typed: str) -> ColumnElement[bool] | None:
    """Return the SQL of "this entry has that number", if any entry has the number that was typed."""
    spellings = sorted({typed.strip(), typed.strip().upper()})
    entry = FootageAccess
    for column in (entry.request_number, entry.document, entry.file_name):
        if session.scalar(select(entry.leaf).where(column.in_(spellings)).limit(1)) is not None:
            return column.in_(spellings)
    return None


def _words(session: Session, typed: str) -> list[Word]:
    people = [(person.id, search_key(person.display_name)) for person in accounts.people(session)]
    terms = dict.fromkeys(search_term(word) for word in typed.split())
    return [Word(term, tuple(number for number, name in people if term in name)) for term in terms]


def _kept(wanted: Filter, actor: Actor) -> list[ColumnElement[bool]]:
    """Return the SQL of everything a filter asks for beside words."""
    entry, camera = FootageAccess, FootageAccessCamera
    kept = [] if actor.sites is None else [_at(actor, true())]
    if wanted.since is not None:
        kept.append(entry.occurred_at >= wanted.since)
    if wanted.until is not None:
        kept.append(entry.occurred_at < wanted.until)
    if wanted.handler_id is not None:
        kept.append(entry.handler_id == wanted.handler_id)
    if wanted.request_number is not None:
        kept.append(entry.request_number == wanted.request_number)
    if wanted.asked_kinds is not None:
        kept.append(entry.kind.in_([str(kind) for kind in wanted.asked_kinds]))
    if wanted.site is not None:
        kept.append(_at(actor, camera.site_code == wanted.site))
    if wanted.camera is not None:
        kept.append(_at(actor, camera.camera_code == wanted.camera))
    return kept


def _has(word: Word, actor: Actor) -> ColumnElement[bool]:
    """Return the SQL of "this entry has the word": in what is said, in a place, or in the handler's name."""
    entry = FootageAccess
    return or_(
        entry.search.contains(word.term, autoescape=True),
        _at(actor, FootageAccessCamera.search.contains(word.term, autoescape=True)),
        entry.handler_id.in_(word.handlers) if word.handlers else false(),
    )


def _at(actor: Actor, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the SQL of "one of the places the person may see is so"."""
    camera = FootageAccessCamera
    seen = true() if actor.sites is None else camera.site_code.in_(sorted(actor.sites))
    found = select(camera.leaf).where(camera.leaf == FootageAccess.leaf, seen, condition)
    return found.offset(0).exists()  # So that PostgreSQL looks places up entry by entry, and never hashes them all.


def _asked(session: Session, wanted: Filter, actor: Actor, words: list[Word]) -> Wanted:
    """Return what the index is asked: at least what the entries must have."""
    groups = []
    for word in words:
        letters, places = word_index.grams(word.term), word_index.place_tokens(session, word.term)
        if letters and len(places) <= _MOST_PLACES:
            groups.append((letters, places | {token("h", str(handler)) for handler in word.handlers}))
    sets = []
    if wanted.handler_id is not None:
        sets.append(frozenset({token("h", str(wanted.handler_id))}))
    if wanted.camera is not None:
        sets.append(frozenset({token("c", wanted.camera)}))
    sites, kinds = sites_of(wanted, actor), wanted.asked_kinds
    if sites and len(sites) <= _MOST_PLACES:
        sets.append(frozenset(token("s", site) for site in sites))
    if kinds:
        sets.append(frozenset(token("k", kind) for kind in kinds))
    return Wanted(tuple(groups), tuple(sets))


def _first_recorded(session: Session, moment: datetime, end: int) -> int:
    """Return a leaf before which nothing was recorded at that moment or later: recorded time never goes back."""
    entry = FootageAccess

    def is_later(leaf: int) -> bool:
        statement = select(entry.recorded_at).where(entry.leaf >= leaf).order_by(entry.leaf).limit(1)
        at = session.scalar(statement)
        return at is None or at >= moment

    return bisect_left(range(end), x=True, key=is_later)
