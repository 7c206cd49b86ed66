"""Owns the changes of signage: numbers are issued once, and every batch that is printed is remembered."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from app.kernel.actor import Actor
from app.kernel.canonical import canonical_bytes
from app.ledger import commands as ledger
from app.signage.commands.turning import return_signs
from app.signage.domain import NUMBERS, NothingToPrint, SignContent, check_may_print, sign_number
from app.signage.events import PrintedSign, SignIssued, SignsPrinted
from app.signage.models import Sign, SignPrint

_SIGNS_PER_ENTRY = 900
"""An entry of the ledger holds 65 kB; a sign takes about 45 bytes of it."""


def issue_signs(
    session: Session,
    *,
    contents: Sequence[SignContent],
    actor: Actor,
    now: datetime,
    draw: Callable[[int], int] = secrets.randbelow,
) -> tuple[SignContent, ...]:
    """Return the contents with a number each; those that have none yet are given one, drawn at random.

    A place whose sign was taken back has it returned under its old number. Doing it twice changes nothing.
    ``draw(n)`` returns a number below n; tests give their own.

    :raises NotAllowed: if the person does not print signs.
    """
    check_may_print(actor)
    _lock(session)
    standing = {
        (kind, target): number
        for kind, target, number in session.execute(
            select(Sign.kind, Sign.target, Sign.number).where(Sign.withdrawn_at.is_(None))
        )
    }
    taken = set(session.scalars(select(Sign.number)))
    known = {(content.kind.value, content.target) for content in contents} - standing.keys()
    standing |= {
        (kind.value, target): number
        for (kind, target), number in return_signs(session, targets=known, actor=actor, now=now).items()
    }
    fresh: list[SignContent] = []
    numbered = []
    for content in contents:
        number = standing.get((content.kind.value, content.target))
        if number is None:
            number = _unused(taken, draw)
            taken.add(number)
            standing[content.kind.value, content.target] = number
            fresh.append(replace(content, number=number))
        numbered.append(replace(content, number=number))
    events = [SignIssued(number=one.number, kind=one.kind, target=one.target, site=one.site_code) for one in fresh]
    receipts = ledger.append_all(session, events, actor=actor, now=now) if events else []
    session.add_all(
        Sign(
            number=content.number,
            kind=content.kind.value,
            target=content.target,
            site_code=content.site_code,
            issued_at=receipt.recorded_at,
            leaf=receipt.leaf,
        )
        for content, receipt in zip(fresh, receipts, strict=True)
    )
    session.flush()
    return tuple(numbered)


def record_print(
    session: Session,
    *,
    contents: Sequence[SignContent],
    size: str,
    languages: Sequence[str],
    sheet: str | None,
    registry_revision: str,
    actor: Actor,
    now: datetime,
    batch: str | None = None,
) -> str:
    """Remember that a batch of numbered signs was printed, and seal it; return the batch (default: a new one).

    :raises NotAllowed: if the person does not print signs.
    :raises NothingToPrint: if the batch is empty.
    """
    check_may_print(actor)
    if not contents:
        raise NothingToPrint
    batch = batch or str(uuid7())
    sites = {content.site_code for content in contents}
    chunks = [contents[start : start + _SIGNS_PER_ENTRY] for start in range(0, len(contents), _SIGNS_PER_ENTRY)]
    events = [
        SignsPrinted(
            batch=batch,
            size=size,
            languages=tuple(languages),
            sheet=sheet,
            part=part,
            parts=len(chunks),
            registry_revision=registry_revision,
            signs=tuple(PrintedSign(content.number, content.revision) for content in chunk),
            site=next(iter(sites)) if len(sites) == 1 else None,
        )
        for part, chunk in enumerate(chunks, start=1)
    ]
    receipts = ledger.append_all(session, events, actor=actor, now=now)
    session.add_all(
        SignPrint(
            batch=batch,
            number=content.number,
            revision=content.revision,
            content=canonical_bytes(content.printed()).decode(),
            size=size,
            printed_at=receipt.recorded_at,
            printed_by=actor.id,
            leaf=receipt.leaf,
        )
        for chunk, receipt in zip(chunks, receipts, strict=True)
        for content in chunk
    )
    session.flush()
    return batch


def _lock(session: Session) -> None:
    """Let one at a time give out numbers: two who print at once must find the same sign's number, not draw it twice.

    SQLite has only one writer anyway (``BEGIN IMMEDIATE``).
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE sign IN SHARE ROW EXCLUSIVE MODE"))


def _unused(taken: set[str], draw: Callable[[int], int]) -> str:
    number = sign_number(draw(NUMBERS))
    while number in taken:
        number = sign_number(draw(NUMBERS))
    return number
