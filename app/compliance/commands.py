"""Owns recording what the checks find from look to look. The unit of work belongs to the caller."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.compliance.domain import Finding
from app.compliance.events import FindingsFollowed
from app.compliance.models import FindingLook, FindingTurn
from app.compliance.queries.followed import newest_look, standing_marks
from app.compliance.urgency import Turn, digest_of, seen_of, turns
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day
from app.ledger import commands as ledger
from app.ledger.domain import LOG_ID

NO_LOOK = -1
"""Stands for the look before the first."""


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
