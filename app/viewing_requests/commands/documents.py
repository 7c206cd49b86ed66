"""Owns the letter or warrant a provision rests on: noting its number, and asking for it before it is granted."""

import re
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.messages import Message
from app.kernel.reasons import says_something
from app.law.sources import source
from app.ledger import commands as ledger
from app.viewing_requests.commands.rows import locked_request, site_of
from app.viewing_requests.commands.steps import check_no_resident_number
from app.viewing_requests.decision_refusals import (
    DocumentEmpty,
    DocumentKnown,
    DocumentMissing,
    OpinionMissing,
    StatuteUnnamed,
)
from app.viewing_requests.domain import Handling, check_may_work_on_cases
from app.viewing_requests.events import DocumentNoted
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.refusals import WrongMoment
from app.viewing_requests.states import OPEN, STATUS_NAMES, Status

BY_STATUTE = "pipa.18.2.2"
"""The ground that another statute provides for it."""
_STATUTE = re.compile(r"영장|명령|\d+\s*조|법\s*(제\s*)?\d+|warrant|article\s*\d+|act\b", re.IGNORECASE)


def note_document(session: Session, *, number: str, document_no: str, actor: Actor, now: datetime) -> None:
    """Note the number of the official letter or warrant of a request that came in without one.

    :raises NotAllowed: if the person does not work on cases.
    :raises DocumentEmpty: without a number.
    :raises ResidentNumber: if a resident registration number was typed (법 24의2).
    :raises RequestNotFound: if there is no such request the person may see.
    :raises WrongMoment: if the case is over.
    :raises DocumentKnown: if its number is known already.
    """
    check_may_work_on_cases(actor)
    typed = document_no.strip()
    if not typed:
        raise DocumentEmpty
    check_no_resident_number(typed)
    row = locked_request(session, number=number, actor=actor)
    if Status(row.status) not in OPEN:
        here = Message(STATUS_NAMES[Status(row.status)])
        raise WrongMoment(current=here, target=here)
    if row.document_no is not None:
        raise DocumentKnown(known=row.document_no)
    ledger.append(
        session,
        DocumentNoted(number=number, site=site_of(session, row.id), document_no=typed),
        actor=actor,
        now=now,
    )
    row.document_no = typed
    session.flush()


def check_opinion(row: ViewingRequest, *, ground: str | None, opinion: str, now: datetime) -> None:
    """Ask of granting a provision that it says why, and by another statute also which, and on what letter.

    :raises OpinionMissing: if the opinion says nothing.
    :raises DocumentMissing: by statute, without the number of the letter or warrant.
    :raises StatuteUnnamed: by statute, if the opinion names neither statute nor warrant.
    """
    if row.handling != Handling.PROVISION:
        return
    if not says_something(opinion):
        raise OpinionMissing
    if ground != BY_STATUTE:
        return
    cited = source(BY_STATUTE, on=kst_day(now)).citation
    if row.document_no is None:
        raise DocumentMissing(source=cited)
    if _STATUTE.search(opinion) is None:
        raise StatuteUnnamed(source=cited)
