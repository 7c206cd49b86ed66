"""Owns what each job does, by the job's name; every function opens its own unit of work."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from flask import current_app

from app.accounts.commands import end_lapsed_rights, settle_departures
from app.compliance.commands import follow_findings
from app.compliance.queries import findings_for
from app.database import db, unit_of_work
from app.footage_access import word_index
from app.footage_access.exports import exports_of
from app.inbox import delivery
from app.inbox.commands import tell_confirmers
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day, start_of_kst_day, utc_now
from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.ledger import anchoring, heads
from app.ledger import commands as ledger
from app.ledger.erasing import erase_due
from app.ledger.erasure import clear_traces
from app.ledger.keyring import keyring_of
from app.ledger.keys import ensure_key
from app.ledger.proofs import origin_of_log
from app.ledger.rotation import settle_key
from app.ledger.verification import still_session, verify
from app.ledger.wiring import forgetters, projection_checks
from app.log_review import queries as log_review
from app.log_review.commands import open_review
from app.log_review.reminding import remind_reviews
from app.operations.domain import (
    COMPARE,
    ERASE,
    FOLLOW,
    INDEX,
    KEEP,
    PUBLISH,
    REMIND,
    REVIEW,
    SEAL,
    SEND,
    SETTLE,
    UPKEEP,
    VERIFY,
    WITNESS,
)
from app.policy.commands import enter_due
from app.recorder_checks.commands import record_clock
from app.recorder_logs import queries as recorder_logs
from app.recorder_logs.commands import compare_month
from app.recorder_logs.domain import month_of
from app.settings import Settings
from app.signage.batches import BATCHES
from app.signage.commands import settle_signs
from app.signage.queries.placements import photo_files
from app.signage.reminding import remind_rounds
from app.vault.wiring import vault
from app.viewing_requests import queries as viewing_requests
from app.viewing_requests.reminding import remind
from app.web.taking_away import Shelf

Work = Callable[[Path, datetime], str]


class LedgerDoesNotHold(Refusal):
    """The nightly verification found a bad place."""

    text = N_("원장 검증에 실패했습니다: {fault}")


def seal_head(home: Path, now: datetime) -> str:
    """Sign the ledger's head; what it says is the size signed."""
    with unit_of_work() as session:
        settle_key(session, home)
        key = ensure_key(home)
        note = ledger.checkpoint(session, signer=key, now=now)
    return f"size {note.splitlines()[1]}"


def keep_head_outside(home: Path, now: datetime) -> str:  # noqa: ARG001  # Every job has the same shape.
    """Add the newest signed head to the file outside; what it says is the size kept.

    :raises HeadsNotKept: if the file cannot be written.
    """
    with still_session(db.engine) as session:
        shown = heads.shown_head(session)
    if shown.note is None:
        return "nothing signed"
    heads.keep_head(_settings().heads_folder, shown.note, now=now)
    return f"size {shown.size}"


def take_cosignatures(home: Path, now: datetime) -> str:
    """Keep what witnesses have put into the folder ``witness`` of the home, as ``*.note``; a kept file is removed.

    One that cannot be kept stays, and the job fails until somebody has looked at it.

    :raises NotEvidence: if one is no cosigned checkpoint of this log by a witness that is believed.
    :raises OutsideDiffers: if a witness saw another history.
    """
    key = ensure_key(home)
    count = 0
    for file in sorted((home / "witness").glob("*.note")):
        with unit_of_work() as session:
            ring = keyring_of(session, trusted=key.verifier(origin_of_log(session)))
            if ring is not None:
                anchoring.add_cosignature(session, file.read_text("utf-8", "replace"), ring=ring, now=now)
        file.unlink()
        count += 1
    return f"{count} notes"


def index_register(home: Path, now: datetime) -> str:  # noqa: ARG001  # Every job has the same shape.
    """Let the index of the register's words catch up, in short transactions; what it says is how many entries."""
    indexed = 0
    while True:
        with unit_of_work() as session:
            count = word_index.catch_up(session, most=500)
        indexed += count
        if count == 0:
            return f"{indexed} entries"


def send_notices(home: Path, now: datetime) -> str:  # noqa: ARG001  # Every job has the same shape.
    """Send what people were told by mail too, if there is a mail server, and delete old messages."""
    done = delivery.deliver(_settings(), clock=utc_now)
    return f"{done.sent} sent, {done.failed} failed, {done.given_up} given up, {done.deleted} deleted"


def remind_people(home: Path, now: datetime) -> str:  # noqa: ARG001  # Every job has the same shape.
    """Count anew when footage goes, tell people what waits for them in cases and rounds; it says how much is new."""
    with unit_of_work() as session:
        new = {**remind(session, now=now), "rounds": remind_rounds(session, now=now)}
        new["rights"] = tell_confirmers(session, now=now)
        new["reviews"] = remind_reviews(session, now=now)
    return ", ".join(f"{name} {count}" for name, count in new.items())


def end_what_is_over(home: Path, now: datetime) -> str:  # noqa: ARG001  # Every job has the same shape.
    """End the rights whose time is over, and what people held who left; what it says is how many."""
    with unit_of_work() as session:
        left = settle_departures(session, now=now)
        lapsed = end_lapsed_rights(session, now=now)
    return f"{lapsed} rights, {left} people"


def put_policy_in_force(home: Path, now: datetime) -> str:  # noqa: ARG001  # Every job has the same shape.
    """Put announced versions of the policy in force on their day; what it says is which."""
    with unit_of_work() as session:
        numbers = enter_due(session, actor=SYSTEM, now=now)
    return f"version {', '.join(map(str, numbers))}" if numbers else "nothing due"


def take_signs_back(home: Path, now: datetime) -> str:  # noqa: ARG001  # Every job has the same shape.
    """Take back the signs no place needs any more, and return those that are needed again; what it says is how many."""
    with unit_of_work() as session:
        settled = settle_signs(session, actor=SYSTEM, now=now)
    return f"{len(settled.withdrawn)} withdrawn, {len(settled.returned)} returned"


def follow_checks(home: Path, now: datetime) -> str:  # noqa: ARG001  # Every job has the same shape.
    """Record which findings of the checks began and ended; what it says is how many."""
    with unit_of_work() as session:
        found = findings_for(session, actor=SYSTEM, now=now)
        kept = follow_findings(session, findings=found, now=now)
    return f"{kept.looked} findings, {kept.began} began, {kept.ended} ended"


def erase_personal_parts(home: Path, now: datetime) -> str:
    """Destroy the personal parts due on today's day in Korea, with all copies and files; what it says is how many.

    In short transactions, so that others append in between; broken off half-way, the next run goes on.
    """
    exports_of(home).cleared(now)  # Exports whose hour is over go with them,
    Shelf(home, BATCHES).cleared(now)  # and files of signs.
    erased = 0
    while True:
        with unit_of_work() as session:
            count = erase_due(session, on=kst_day(now), forgetters=forgetters(), actor=SYSTEM, now=now)
        if count == 0:
            if erased:
                clear_traces(db.engine)
            swept = sweep_files(now)
            return f"{erased} parts, {swept} files"
        erased += count


def sweep_files(now: datetime) -> int:
    """Remove the files of the vault's store that nothing names any more, and return how many.

    A file whose row was just emptied is older than a day and goes at once; so does one that a crash left behind. One
    whose transaction was broken off goes a day later.
    """
    session = db.session()
    known = frozenset((*viewing_requests.attachment_files(session), *photo_files(session)))
    db.session().rollback()
    return len(vault().store.sweep(known=known, now=now))


def compare_recorder_logs(home: Path, now: datetime) -> str:  # noqa: ARG001  # Every job has the same shape.
    """Compare each recorder's running and last month with the register; what it says is how many findings are new.

    In a transaction each, so that others append in between. A month no imported log speaks of has nothing to compare.
    How far the recorder's clock was off, where the comparison can tell, is recorded as a look at it.
    """
    running = month_of(kst_day(now))
    opened = resolved = 0
    for source in recorder_logs.sources(db.session()):
        spans = recorder_logs.coverage(db.session(), source=source.code)
        for month in (running.previous, running):
            start, end = start_of_kst_day(month.first_day), start_of_kst_day(month.day_after)
            if not any(since < end and until > start for since, until in spans):
                continue
            with unit_of_work() as session:
                compared = compare_month(session, source_code=source.code, month=month, actor=SYSTEM, now=now)
                if compared.offset_seconds != source.offset_seconds:  # Else too little told of the clock.
                    named = recorder_logs.cameras_named(session, source=source.code)
                    record_clock(
                        session,
                        cameras={code for code in named.values() if code},
                        recorder=source.name,
                        offset_seconds=compared.offset_seconds,
                        since=start,
                        until=min(end, max(until for since, until in spans if since < end)),
                        actor=SYSTEM,
                        now=now,
                    )
            opened += compared.opened
            resolved += compared.resolved
    return f"{opened} opened, {resolved} resolved"


def open_due_review(home: Path, now: datetime) -> str:  # noqa: ARG001  # Every job has the same shape.
    """Open the review of the last month once its day has come; what it says is which."""
    opened = []
    for month in log_review.months_to_open(db.session(), on=kst_day(now)):
        with unit_of_work() as session:
            done = open_review(session, month=month, actor=SYSTEM, now=now)
        opened.append(f"{month} {done.items} items")
    return ", ".join(opened) or "nothing due"


def verify_ledger(home: Path, now: datetime) -> str:  # noqa: ARG001  # Every job has the same shape.
    """Recompute the whole ledger, and compare it with every head kept outside.

    :raises LedgerDoesNotHold: naming the first bad place.
    """
    key = ensure_key(home)
    with still_session(db.engine) as session:
        verdict = verify(
            session,
            key=key.verifier(origin_of_log(session)),
            projections=projection_checks(),
            outside=list(heads.kept_notes(_settings().heads_folder)),
        )
    if verdict.fault is not None:
        raise LedgerDoesNotHold(fault=verdict.fault.message)
    return f"{verdict.entries} entries"


def _settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


WORK: Mapping[str, Work] = {
    SEAL.name: seal_head,
    KEEP.name: keep_head_outside,
    WITNESS.name: take_cosignatures,
    UPKEEP.name: end_what_is_over,
    INDEX.name: index_register,
    PUBLISH.name: put_policy_in_force,
    SETTLE.name: take_signs_back,
    REMIND.name: remind_people,
    SEND.name: send_notices,
    ERASE.name: erase_personal_parts,
    FOLLOW.name: follow_checks,
    COMPARE.name: compare_recorder_logs,
    REVIEW.name: open_due_review,
    VERIFY.name: verify_ledger,
}
