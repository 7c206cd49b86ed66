"""Owns that a page of the register seals who read it: the one write a GET makes."""

from collections.abc import Mapping
from datetime import datetime

from app.database import db
from app.footage_access.commands import seen_lately
from app.footage_access.domain import check_may_take_out
from app.footage_access.events import RegisterRead, View
from app.kernel.actor import Actor
from app.kernel.uses import Stated
from app.ledger.committer import Submission, submit
from app.web.looks_recorded import look_kept_until


def note_look(
    view: View,
    *,
    actor: Actor,
    now: datetime,
    leaf: int | None = None,
    site: str | None = None,
    filters: Mapping[str, str] | None = None,
    typed: str | None = None,
    stated: Stated | None = None,
) -> None:
    """Seal that somebody read the register unless they did the same within ten minutes; call it last.

    :param leaf: the entry that was read, None for a list.
    :param site: the site the list was limited to.
    :param filters: what else limited the list, nothing that was typed freely.
    :param typed: the words searched for: personal, since they may be a name.
    :param stated: what a print is for.
    :raises NotAllowed: if the person may not read the register.
    """
    check_may_take_out(actor)
    event = RegisterRead(
        view=view,
        entry_leaf=leaf,
        site=site,
        filters=dict(sorted((filters or {}).items())),
        typed=typed or None,
        address=actor.origin,
        use=stated.use if stated else None,
        use_words=stated.words if stated else None,
    )
    if seen_lately(db.session(), event=event, actor=actor, now=now):
        return
    submit(Submission(event=event, actor=actor, now=now, erase_on=look_kept_until(now)), recording_a_look=True)
