"""Owns recording what the checks find from look to look, and what people say of it: known, until when, why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.compliance.acknowledging import (
    NO_EARLIER,
    AlreadyAcknowledged,
    FindingGone,
    NotAcknowledged,
    Standing,
    check_end,
    check_may_acknowledge,
    check_may_ask,
    check_reason,
)
from app.compliance.domain import Finding
from app.compliance.events import FindingAcknowledged, FindingAcknowledgementEnded, FindingsFollowed
from app.compliance.models import FindingAcknowledgement, FindingAcknowledgementEnd, FindingLook, FindingTurn
from app.compliance.queries.acknowledged import acknowledgements
from app.compliance.queries.followed import newest_look, standing_marks
from app.compliance.queries.standing import findings_for
from app.compliance.urgency import Seen, Turn, digest_of, mark_of, seen_of, turns
from app.kernel.actor import SYSTEM, Actor
from app.kernel.clock import kst_day
from app.law.periods import register_years
from app.ledger import commands as ledger
from app.ledger.domain import LOG_ID, Receipt

NO_LOOK = -1
"""Stands for the look before the first."""
_LOCK = 0x57424C46
"""The number of our lock on PostgreSQL; any that no other lock has."""


@dataclass(frozen=True, slots=True)
class LookKept:
    """How many findings there are, and how many began and ended since the look before."""

    looked: int
    began: int
    ended: int


def follow_findings(session: Session, *, findings: Iterable[Finding], now: datetime) -> LookKept:
    """Record which findings began and which ended since the look before.

    One entry is sealed a look. Of two looks at once the second fails: each follows another one.

    :param findings: everything the rules find now, for somebody who sees all of it.
    """
    seen = seen_of(findings)
    turned = turns(standing_marks(session), seen)
    before = newest_look(session)
    began = sum(each.turn is Turn.BEGAN for each in turned)
    event = FindingsFollowed(
        on=kst_day(now),
        previous=NO_LOOK if before is None else before.leaf,
        looked=len(seen),
        began=began,
        ended=len(turned) - began,
        digest=digest_of(turned),
    )
    receipt = ledger.append(session, event, actor=SYSTEM, now=now)
    session.add(
        FindingLook(
            leaf=receipt.leaf,
            log_id=LOG_ID,
            previous=event.previous,
            on_day=event.on,
            looked=event.looked,
            began=event.began,
            ended=event.ended,
            digest=event.digest,
        )
    )
    session.flush()
    session.add_all(
        FindingTurn(
            leaf=receipt.leaf,
            position=position,
            mark=each.seen.mark,
            rule=each.seen.rule,
            turn=each.turn.value,
            severity=each.seen.severity.value,
            count=each.seen.count,
        )
        for position, each in enumerate(turned, start=1)
    )
    session.flush()
    return LookKept(event.looked, event.began, event.ended)


def acknowledge_finding(
    session: Session, *, mark: str, reason: str, until: date, actor: Actor, now: datetime
) -> Receipt:
    """Say why a finding stays until the end of a day: it waits apart from the open ones, and is settled by nothing.

    The reason is erased three years after that day (``product.register.years``, ours).

    :raises FindingGone: if the checks do not find it now.
    :raises NotAllowed: unless the person may (``acknowledging.check_may_acknowledge``).
    :raises BadEnd: if the day is not within the days allowed.
    :raises ReasonMissing: if the reason says nothing.
    :raises AlreadyAcknowledged: while another acknowledgement of it holds.
    """
    on = kst_day(now)
    check_may_ask(actor)
    finding, seen = _found(session, mark, now)
    check_may_acknowledge(actor, finding)
    check_end(until, on=on)
    words = check_reason(reason)
    _lock(session)
    earlier = acknowledgements(session, [mark]).get(mark, ())
    if earlier and earlier[-1].standing(seen, on=on) is Standing.HOLDS:
        raise AlreadyAcknowledged(until=earlier[-1].until.isoformat())
    event = FindingAcknowledged(
        mark=mark,
        rule=seen.rule,
        severity=seen.severity.value,
        count=seen.count,
        on=on,
        until=until,
        previous=earlier[-1].leaf if earlier else NO_EARLIER,
        reason=words,
    )
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=register_years(until).first_day_after(until))
    session.add(
        FindingAcknowledgement(
            leaf=receipt.leaf,
            log_id=LOG_ID,
            mark=mark,
            rule=event.rule,
            severity=event.severity,
            count=event.count,
            on_day=on,
            until_day=until,
            reason=words,
            acknowledged_by=actor.id,
            previous=event.previous,
        )
    )
    session.flush()
    return receipt


def take_back_acknowledgement(session: Session, *, mark: str, reason: str, actor: Actor, now: datetime) -> Receipt:
    """Open an acknowledged finding again before its day.

    :raises FindingGone: if the checks do not find it now.
    :raises NotAllowed: unless the person may acknowledge it.
    :raises ReasonMissing: if the reason says nothing.
    :raises NotAcknowledged: if no acknowledgement of it holds.
    """
    on = kst_day(now)
    check_may_ask(actor)
    finding, seen = _found(session, mark, now)
    check_may_acknowledge(actor, finding)
    words = check_reason(reason)
    _lock(session)
    earlier = acknowledgements(session, [mark]).get(mark, ())
    if not earlier or earlier[-1].standing(seen, on=on) is not Standing.HOLDS:
        raise NotAcknowledged
    event = FindingAcknowledgementEnded(mark=mark, rule=seen.rule, acknowledged=earlier[-1].leaf, on=on, reason=words)
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=register_years(on).first_day_after(on))
    session.add(
        FindingAcknowledgementEnd(
            leaf=receipt.leaf,
            log_id=LOG_ID,
            acknowledged=event.acknowledged,
            on_day=on,
            reason=words,
            ended_by=actor.id,
        )
    )
    session.flush()
    return receipt


def _found(session: Session, mark: str, now: datetime) -> tuple[Finding, Seen]:
    """Return a finding as somebody sees it who sees all of it."""
    found = [each for each in findings_for(session, actor=SYSTEM, now=now) if mark_of(each.key) == mark]
    if not found:
        raise FindingGone
    return found[0], seen_of(found)[mark]


def _lock(session: Session) -> None:
    """Let one at a time speak of findings; SQLite has only one writer anyway (``BEGIN IMMEDIATE``)."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
