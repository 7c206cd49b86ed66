"""Owns the checks of who asks and whether they may: recording one, taking one back, and what waits for them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.messages import Message
from app.law.sources import source
from app.ledger import commands as ledger
from app.vault.wiring import vault
from app.viewing_requests.commands.rows import locked_request, site_of
from app.viewing_requests.domain import CHANNEL_NAMES, Channel, check_may_work_on_cases
from app.viewing_requests.events import CheckRevoked, RequestChecked
from app.viewing_requests.identity import CHECK_NAMES, METHOD_NAMES, WAYS, CheckKind, Method, RevokedBecause
from app.viewing_requests.intake_refusals import (
    CaseOver,
    CheckEnded,
    CheckNotFound,
    ChecksMissing,
    CheckTimeWrong,
    MethodDoesNotFit,
    MethodNeedsPresence,
)
from app.viewing_requests.models import ViewingRequest, ViewingRequestCheck
from app.viewing_requests.number_shapes import shows_resident_number
from app.viewing_requests.queries.checks import missing_checks, note_context
from app.viewing_requests.refusals import ResidentNumber
from app.viewing_requests.states import OPEN, STATUS_NAMES, Status


def record_check(
    session: Session,
    *,
    number: str,
    what: CheckKind,
    method: Method,
    at: datetime,
    passed: bool,
    note: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Record that identity or authority was checked, and return the leaf of its entry.

    The first check of a request that was only received puts it where it is being checked. The same check sent again
    by the same person writes nothing: it has the leaf it had.

    :param at: when somebody looked.
    :param note: what else is to be known; encrypted, and never a number of a card.
    :raises NotAllowed: if the person does not work on cases.
    :raises ResidentNumber: if the note holds a resident registration number (법 24의2).
    :raises RequestNotFound: if there is no such request the person may see.
    :raises CaseOver: if the case is closed.
    :raises MethodDoesNotFit: if the method cannot show it.
    :raises MethodNeedsPresence: if it does not work over the channel the request came in.
    :raises CheckTimeWrong: if it was before the day of receipt, or later than now.
    """
    check_may_work_on_cases(actor)
    if shows_resident_number(note):
        raise ResidentNumber(source=source("pipa.24-2.1", on=kst_day(now)).citation)
    row = locked_request(session, number=number, actor=actor)
    check_case_open(row)
    _check_fits(row, what, method)
    if at > now or kst_day(at) < kst_day(row.received_at):
        raise CheckTimeWrong
    said = {"what": what, "method": method, "checked_at": at, "passed": passed, "checked_by": actor.id}
    again = _newest(session, row)
    if again is not None and all(getattr(again, name) == value for name, value in said.items()):
        before = vault().open(again.note, context=note_context(number)) if again.note else ""
        if again.revoked_at is None and before == note.strip():
            return again.leaf
    token = vault().seal(note.strip(), context=note_context(number)) if note.strip() else None
    event = RequestChecked(
        number=number,
        site=site_of(session, row.id),
        what=what,
        method=method,
        checked_at=at,
        passed=passed,
        note=token,
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        ViewingRequestCheck(leaf=receipt.leaf, request_id=row.id, note=token, recorded_at=receipt.recorded_at, **said)
    )
    if row.status == Status.RECEIVED:
        row.status = Status.VERIFYING
    session.flush()
    return receipt.leaf


def revoke_check(
    session: Session, *, number: str, leaf: int, because: RevokedBecause, actor: Actor, now: datetime
) -> None:
    """Take a check back: it stays on record and no longer counts.

    :raises NotAllowed: if the person does not work on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises CaseOver: if the case is closed.
    :raises CheckNotFound: if there is no such check of it.
    :raises CheckEnded: if it was taken back before.
    """
    check_may_work_on_cases(actor)
    row = locked_request(session, number=number, actor=actor)
    check_case_open(row)
    found = session.scalars(
        select(ViewingRequestCheck)
        .where(ViewingRequestCheck.leaf == leaf, ViewingRequestCheck.request_id == row.id)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise CheckNotFound
    if found.revoked_at is not None:
        raise CheckEnded
    event = CheckRevoked(
        number=number, site=site_of(session, row.id), check_leaf=leaf, what=CheckKind(found.what), because=because
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    found.revoked_by, found.revoked_at, found.revoked_because = actor.id, receipt.recorded_at, because
    session.flush()


def check_identity_known(session: Session, *, number: str, actor: Actor) -> None:
    """Let footage be shown or given whose asker and their authority were checked (영 46①, 45②; 표준지침 §44③).

    A case opened as an emergency does not wait for it.

    :raises RequestNotFound: if there is no such request the person may see.
    :raises ChecksMissing: naming each check that is missing, with its source.
    """
    row = locked_request(session, number=number, actor=actor)
    if missing := missing_checks(session, request_id=row.id):
        raise ChecksMissing(missing, number=number)


def check_case_open(row: ViewingRequest) -> None:
    """Let something be added to a case that is not over.

    :raises CaseOver: if it is.
    """
    if Status(row.status) not in OPEN:
        raise CaseOver(status=Message(STATUS_NAMES[Status(row.status)]))


def _newest(session: Session, row: ViewingRequest) -> ViewingRequestCheck | None:
    check = ViewingRequestCheck
    newest = select(check).where(check.request_id == row.id).order_by(check.leaf.desc()).limit(1)
    return session.scalars(newest.execution_options(populate_existing=True)).one_or_none()


def _check_fits(row: ViewingRequest, what: CheckKind, method: Method) -> None:
    way, channel = WAYS[method], Channel(row.channel)
    if what not in way.shows:
        raise MethodDoesNotFit(method=Message(METHOD_NAMES[method]), what=Message(CHECK_NAMES[what]))
    if channel not in way.channels:
        raise MethodNeedsPresence(channel=Message(CHANNEL_NAMES[channel]), method=Message(METHOD_NAMES[method]))
