"""Owns writing what happens to findings: sealed, then as rows, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.law.periods import register_years
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.ledger.events import Event
from app.recorder_logs.domain import Move, Reason
from app.recorder_logs.events import (
    FindingAccepted,
    FindingExplained,
    FindingReopened,
    FindingReturned,
    FindingWithdrawn,
)
from app.recorder_logs.models import RecorderFindingMove


@dataclass(frozen=True, slots=True)
class Written:
    """One thing that happens to a finding; ``by`` is who explains, where that is not the actor."""

    finding: int
    site: str
    move: Move
    reason: Reason | None = None
    entry_leaf: int | None = None
    words: str = ""
    by: int | None = None


def write_moves(session: Session, moves: Sequence[Written], *, actor: Actor, now: datetime) -> list[Receipt]:
    """Seal what happens to findings; the words are kept as long as the register, for which they stand in."""
    day = kst_day(now)
    erase_on = register_years(day).first_day_after(day)
    events = [_event(each, actor) for each in moves]
    receipts = ledger.append_all(session, events, actor=actor, now=now, erase_on=erase_on)
    session.add_all(
        RecorderFindingMove(
            leaf=receipt.leaf,
            log_id=receipt.log_id,
            finding=each.finding,
            move=str(each.move),
            reason=str(each.reason) if each.reason else None,
            entry_leaf=each.entry_leaf,
            words=each.words,
            by_id=actor.id if each.by is None else each.by,
            at=receipt.recorded_at,
        )
        for receipt, each in zip(receipts, moves, strict=True)
    )
    session.flush()
    return receipts


def _event(move: Written, actor: Actor) -> Event:
    where: dict[str, Any] = {"finding": move.finding, "site": move.site}
    words = move.words or None
    if move.reason is not None:
        by = actor.id if move.by is None else move.by
        return FindingExplained(**where, reason=move.reason, explained_by=by, entry_leaf=move.entry_leaf, words=words)
    if move.move is Move.ACCEPTED:
        return FindingAccepted(**where, words=words)
    if move.move is Move.RETURNED:
        return FindingReturned(**where, words=words)
    return (FindingWithdrawn if move.move is Move.WITHDRAWN else FindingReopened)(**where)
