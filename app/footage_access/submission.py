"""Owns the way an entry takes into the register: together with others' through the committer, or with its request."""

from datetime import datetime

from app.database import db, unit_of_work
from app.footage_access import commands
from app.footage_access.commands.checks import check_facts, check_request, completed_facts
from app.footage_access.commands.rows import register_rows, sealed
from app.footage_access.domain import REQUEST_HANDLING, Act, Facts, check_may_record, erase_day
from app.footage_access.events import FootageAccessed
from app.kernel.actor import Actor
from app.ledger.committer import SealedReceipt, Submission, submit
from app.ledger.domain import Receipt
from app.ledger.statements import Rows


def record(
    *,
    facts: Facts,
    actor: Actor,
    now: datetime,
    key: str | None = None,
    via: str | None = None,
    closes_request: bool = True,
) -> Receipt:
    """Record one access the way its kind asks for; returns when it is committed. Never inside a unit of work.

    :param key: chosen by the client: the same key of the same person gives the same receipt, and nothing new.
    :param via: what wrote it when no person did at a page, e.g. ``token:7``.
    :param closes_request: False when more is to be shown or given on the same request.
    :raises HandOverInstead: if it would fulfil a granted request.
    :raises Refusal: as ``commands.record_access``.
    :raises KeyReused: if something else was recorded under the key.
    """
    if facts.kind not in REQUEST_HANDLING:
        return submit_access(facts=facts, actor=actor, now=now, key=key, via=via).receipt
    with unit_of_work() as session:
        return commands.record_access(
            session, facts=facts, actor=actor, now=now, closes_request=closes_request, key=key, via=via
        )


def submit_access(
    *, facts: Facts, actor: Actor, now: datetime, key: str | None = None, via: str | None = None
) -> SealedReceipt:
    """Record an access that needs no request, in one transaction with whatever else is submitted now.

    :raises Refusal: as ``commands.record_access``.
    :raises KeyReused: if something else was recorded under the key.
    """
    check_may_record(actor)
    reading = db.session()
    completed = completed_facts(reading, facts, actor, now)
    check_request(reading, completed, actor, now, usable=())
    check_facts(reading, completed, actor, now)

    def rows(receipt: Receipt) -> Rows:
        return register_rows(receipt, Act.ACCESSED, completed, actor, via=via)

    return submit(
        Submission(
            event=FootageAccessed(**sealed(completed), via=via),
            actor=actor,
            now=now,
            erase_on=erase_day(completed.occurred_at),
            key=key,
            rows=rows,
        )
    )
