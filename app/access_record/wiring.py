"""Owns that looks at marked pages are sealed in the ledger before anybody sees the page."""

from datetime import date, datetime
from typing import Any

from flask import Flask

from app.access_record import queries
from app.access_record.domain import (
    IN_TIME,
    MOST_COPIES,
    ONCE_IN,
    ONCE_IN_BY_ITSELF,
    TooManyCopies,
    Work,
    erase_day,
)
from app.access_record.events import CopiesStopped, PersonalDataExported
from app.access_record.queries import OWN, LookRow
from app.database import db
from app.kernel.actor import SYSTEM, Actor
from app.kernel.clock import utc_now
from app.kernel.uses import Stated
from app.ledger.committer import Submission, submit
from app.web.installation import current_settings
from app.web.looks_recorded import TAKEN, Look, prepare_looks

_SHOWN_ON_A_CASE = 20


def connect_access_record(app: Flask) -> None:
    """Record every look at a page marked with ``looks_at``; give pages of things the newest looks at them."""
    prepare_looks(app, record=seal_look, keep_until=kept_until, before_copy=check_copies)
    app.add_template_global(looks_at_this, "looks_at_this")


def seal_look(look: Look) -> None:
    """Seal a look unless the same session had the same one not long ago.

    :raises EntryTooLarge: if it does not fit into one entry.
    """
    now = utc_now()
    event = OWN[Work(look.work)](
        thing=look.thing,
        page=look.page,
        session=look.session,
        roles=look.roles,
        standing_in_for=look.standing_in_for,
        address=look.actor.origin,
        typed=look.typed,
        **_said(look.stated if look.work in TAKEN else None),
    )
    last = queries.newest_like(db.session(), event=event, account_id=look.actor.id)
    if last is not None and now - last < (ONCE_IN_BY_ITSELF if look.by_itself else ONCE_IN):
        return
    submit(Submission(event=event, actor=look.actor, now=now, erase_on=kept_until(now)), recording_a_look=True)


def check_copies(actor: Actor, thing: str) -> None:
    """Stop somebody who takes out more in an hour than work needs; that they were is sealed once an hour.

    :raises TooManyCopies: if they do.
    """
    if not current_settings().rate_limited:  # Tests take out hundreds.
        return
    now = utc_now()
    if not queries.has_copied(db.session(), account_id=actor.id, most=MOST_COPIES, since=now - IN_TIME):
        return
    if not queries.was_stopped(db.session(), account_id=actor.id, since=now - IN_TIME):
        event = CopiesStopped(account_id=actor.id, thing=thing, most=MOST_COPIES)
        submit(Submission(event=event, actor=actor, now=now), recording_a_look=True)
    raise TooManyCopies(most=MOST_COPIES)


def seal_export_from_shell(said: Stated) -> None:
    """Seal that the access record was taken out from the shell, and what for."""
    now = utc_now()
    event = PersonalDataExported(thing="access_record/list", page="cli", address=None, typed=None, **_said(said))
    submit(Submission(event=event, actor=SYSTEM, now=now, erase_on=kept_until(now) if said.words else None))


def _said(stated: Stated | None) -> dict[str, Any]:
    """Return the fields of an event that say what a copy is for; none of a look that took nothing out."""
    return {} if stated is None else {"use": stated.use, "use_words": stated.words}


def kept_until(now: datetime) -> date:
    """Return the day on which the address and the words of a look at this moment are erased."""
    return erase_day(now, many_or_sensitive=queries.keeping(db.session()).many_or_sensitive)


def looks_at_this(thing: str) -> tuple[LookRow, ...]:
    """Return the newest looks at a thing, for the page of the thing itself."""
    return queries.looks_at_thing(db.session(), thing=thing, size=_SHOWN_ON_A_CASE)
