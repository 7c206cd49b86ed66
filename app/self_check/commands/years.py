"""Owns freezing a year: everything it says is copied, drawn and sealed once."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.self_check.deciding import check_may_freeze
from app.self_check.events import SelfCheckFrozen
from app.self_check.freezing import freeze
from app.self_check.frozen import written
from app.self_check.models import SelfCheckYear
from app.self_check.queries import assess, first_year, is_frozen
from app.self_check.refusals import AlreadyFrozen, NothingThere, NotThisYear
from app.self_check.year_paper import year_paper


def freeze_year(session: Session, *, year: int, actor: Actor, now: datetime) -> Receipt:
    """Freeze the self-check of a year as it stands now.

    The year before may still be frozen; then it says on which later day that was.

    :raises NotAllowed: unless the person is privacy officer of all sites.
    :raises NotThisYear: if it is neither this year nor the one before, or nothing was recorded in it yet.
    :raises AlreadyFrozen: if it was frozen before.
    :raises NothingThere: if no organisation is recorded.
    """
    check_may_freeze(actor)
    on = kst_day(now)
    if year not in {on.year, on.year - 1} or year < (first_year(session) or on.year):
        raise NotThisYear
    if is_frozen(session, year=year):
        raise AlreadyFrozen(year=year)
    stands = assess(session, now=now)
    if not stands.organisation:
        raise NothingThere
    document = f"SC-{year}"
    frozen = freeze(stands, year=year, document=document, role=Role.PRIVACY_OFFICER)
    content, paper = written(frozen), year_paper(session, frozen)
    event = SelfCheckFrozen(
        year=year,
        frozen_on=on,
        document=document,
        digest=sha256(content.encode()).hexdigest(),
        paper_digest=sha256(paper).hexdigest(),
        counts=frozen.counts,
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        SelfCheckYear(
            leaf=receipt.leaf,
            log_id=receipt.log_id,
            year=year,
            document=document,
            digest=event.digest,
            paper_digest=event.paper_digest,
            content=content,
            pdf=paper,
            frozen_on=on,
            frozen_at=receipt.recorded_at,
            frozen_by=actor.id,
        )
    )
    session.flush()
    return receipt
