"""Owns what the cards about a decision need of a case: what changed, emergencies, notices, and what may be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.accounts import queries as accounts
from app.database import db
from app.kernel.clock import utc_now
from app.kernel.messages import Message
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import WORKS_ON_CASES, RequestKind
from app.viewing_requests.queries import EmergencyView, NoticeView, RequestRow
from app.viewing_requests.queries.needed import NeededBy, delete_on, needed_elsewhere
from app.viewing_requests.states import GRANTED, NEXT, Status
from app.viewing_requests.views import blueprint
from app.web.access import current_actor

_TOLD = GRANTED | {Status.REFUSED, Status.NOT_EXISTING, Status.POSTPONED}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionParts:
    """What is shown about a decision beside the decision itself, and what this person may do about it."""

    stale: tuple[Message, ...]
    emergencies: tuple[EmergencyView, ...]
    notices: tuple[NoticeView, ...]
    names: Mapping[int, str]
    now: datetime
    me: int
    decides: bool
    may_reopen: bool
    may_submit: bool
    may_hurry: bool
    may_note: bool
    may_answer_gone: bool
    needed: tuple[NeededBy, ...]  # The other cases because of which nothing can be deleted yet.
    delete_on: date | None


@blueprint.app_template_global()
def decision_parts(row: RequestRow) -> DecisionParts:
    """Return everything the cards about a decision show of a case."""
    session, actor, now = db.session(), current_actor(), utc_now()
    opened = queries.emergencies_of(session, number=row.number, actor=actor)
    told = queries.notices_of(session, number=row.number, actor=actor)
    people = {one.opened_by for one in opened} | {one.reviewed_by for one in opened} | {one.noted_by for one in told}
    works, decides = actor.has(*WORKS_ON_CASES), actor.has(*commands.DECIDERS)
    granted, others = row.status in GRANTED, decides and row.received_by != actor.id
    deletes = granted and row.kind is RequestKind.DELETION
    needed = needed_elsewhere(session, request_id=row.id, actor=actor) if deletes else ()
    return DecisionParts(
        stale=queries.stale_parts_of(session, number=row.number, actor=actor, now=now) if granted else (),
        emergencies=opened,
        notices=told,
        names=accounts.names_of(session, account_ids={one for one in people if one is not None}),
        now=now,
        me=actor.id,
        decides=decides,
        may_reopen=others and granted,
        may_submit=works and not granted and Status.IN_REVIEW in NEXT[row.status],
        may_hurry=works and Status.APPROVED in NEXT[row.status],
        may_note=works and row.status in _TOLD and queries.is_untold(session, number=row.number, actor=actor),
        may_answer_gone=others and granted,
        needed=needed,
        delete_on=delete_on(needed) if needed else None,
    )
