"""Owns what each job does, by the job's name; every function opens its own unit of work."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day
from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.ledger import commands as ledger
from app.ledger.keys import ensure_key
from app.ledger.proofs import origin_of_log
from app.ledger.verification import still_session, verify
from app.ledger.wiring import projection_checks
from app.operations.domain import ERASE, SEAL, VERIFY

Work = Callable[[Path, datetime], str]


class LedgerDoesNotHold(Refusal):
    """The nightly verification found a bad place."""

    text = N_("원장 검증에 실패했습니다: {fault}")


def seal_head(home: Path, now: datetime) -> str:
    """Sign the ledger's head; what it says is the size signed."""
    key = ensure_key(home)
    with unit_of_work() as session:
        note = ledger.checkpoint(session, signer=key, now=now)
    return f"size {note.splitlines()[1]}"


def erase_personal_parts(home: Path, now: datetime) -> str:  # noqa: ARG001  # Every job has the same shape.
    """Destroy the personal parts due on today's day in Korea, in short transactions; what it says is how many."""
    erased = 0
    while True:
        with unit_of_work() as session:
            count = ledger.erase_due(session, on=kst_day(now), actor=SYSTEM, now=now)
        if count == 0:
            return f"{erased} parts"
        erased += count


def verify_ledger(home: Path, now: datetime) -> str:  # noqa: ARG001  # Every job has the same shape.
    """Recompute the whole ledger.

    :raises LedgerDoesNotHold: naming the first bad place.
    """
    key = ensure_key(home)
    with still_session(db.engine) as session:
        verdict = verify(session, key=key.verifier(origin_of_log(session)), projections=projection_checks())
    if verdict.fault is not None:
        raise LedgerDoesNotHold(fault=verdict.fault.message)
    return f"{verdict.entries} entries"


WORK: Mapping[str, Work] = {SEAL.name: seal_head, ERASE.name: erase_personal_parts, VERIFY.name: verify_ledger}
