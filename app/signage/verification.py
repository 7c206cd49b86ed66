"""Owns the check that the rows of signs say what the sealed entries say."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.messages import N_, Message
from app.ledger import queries as ledger
from app.ledger.faults import Fault
from app.ledger.queries import Entry
from app.signage.domain import revision_of
from app.signage.events import SignIssued, SignsPrinted
from app.signage.models import Sign, SignPrint

_WRONG = N_("안내판 {number}의 내용이 봉인된 기록과 다릅니다.")
_EXTRA = N_("안내판 표에 봉인된 기록이 없는 행이 있습니다.")
GUARDED: Mapping[str, Collection[str]] = {"sign": ("update", "delete"), "sign_print": ("update", "delete")}
"""The tables whose recorded rows stand, and what their guards refuse (migration 0007)."""


def check_signs(session: Session) -> Iterator[Fault]:
    """Yield a fault for each sign or printing that is not what its entry says, or that has no entry."""
    issued = printed = 0
    for entry in ledger.entries(session, names=(SignIssued.name, SignsPrinted.name)):
        if entry.name == SignIssued.name:
            issued += 1
            yield from _check_issue(session, entry)
        else:
            printed += len(entry.data["signs"])
            yield from _check_printings(session, entry)
    for table, sealed in ((Sign, issued), (SignPrint, printed)):
        if (session.scalar(select(func.count()).select_from(table)) or 0) > sealed:
            yield Fault(Message(_EXTRA))


def _check_issue(session: Session, entry: Entry) -> Iterator[Fault]:
    data = entry.data
    row = session.execute(
        select(Sign.kind, Sign.target, Sign.site_code, Sign.issued_at, Sign.leaf, Sign.withdrawn_at).where(
            Sign.number == data["number"]
        )
    ).one_or_none()
    # Nothing withdraws a sign yet; the event that will is to be followed here.
    said = (data["kind"], data["target"], data["site"], entry.recorded_at, entry.leaf, None)
    if row is None or tuple(row) != said:
        yield Fault(Message(_WRONG, {"number": data["number"]}), entry.leaf)


def _check_printings(session: Session, entry: Entry) -> Iterator[Fault]:
    data = entry.data
    rows = {number: found for number, *found in _printings(session, entry)}
    for sign in data["signs"]:
        said = [sign["revision"], sign["revision"], data["size"], entry.recorded_at, entry.actor_id]
        if rows.pop(sign["number"], None) != said:
            yield Fault(Message(_WRONG, {"number": sign["number"]}), entry.leaf)
    for number in rows:
        yield Fault(Message(_WRONG, {"number": number}), entry.leaf)


def _printings(session: Session, entry: Entry) -> Iterator[tuple[str, str, str, str, datetime, int]]:
    """Yield the printings of an entry, each with the revision it says and the one its content has."""
    statement = select(
        SignPrint.number,
        SignPrint.revision,
        SignPrint.content,
        SignPrint.size,
        SignPrint.printed_at,
        SignPrint.printed_by,
    ).where(SignPrint.batch == entry.data["batch"], SignPrint.leaf == entry.leaf)
    for number, revision, content, size, printed_at, printed_by in session.execute(
        statement.order_by(SignPrint.number)
    ):
        yield number, revision, revision_of(content.encode()), size, printed_at, printed_by
