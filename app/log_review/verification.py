"""Owns the check that the rows of reviews say what the sealed entries say, and kept minutes are what was sealed."""

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.canonical import canonical_bytes
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.ledger import queries as ledger
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.ledger.queries import Entry
from app.log_review import events
from app.log_review.models import LogReview, LogReviewConcern, LogReviewItem, LogReviewMinutes, LogReviewMove
from app.log_review.states import Move
from app.recorder_logs.domain import parse_month

_WRONG = N_("접속기록 점검의 내용이 봉인된 기록 {number}번과 다릅니다.")
_EXTRA = N_("접속기록 점검 표 {table}에 봉인된 기록이 없는 행이 있습니다.")
_TABLES = (LogReview, LogReviewItem, LogReviewConcern, LogReviewMove, LogReviewMinutes)
GUARDED: Mapping[str, Collection[str]] = {table.__tablename__: ("update", "delete") for table in _TABLES}
"""The tables whose recorded rows stand, and what their guards refuse (migration 0037)."""
_MOVES = {
    events.ItemExplained.name: Move.EXPLAINED,
    events.ItemAccepted.name: Move.ACCEPTED,
    events.ItemReturned.name: Move.RETURNED,
    events.ItemFollowedUp.name: Move.FOLLOW_UP,
    events.SampleLookedAt.name: Move.LOOKED_AT,
    events.SampleMarkedOdd.name: Move.MARKED_ODD,
}
Said = dict[Any, list[list[Any]]]


def check_log_reviews(session: Session) -> Iterator[Fault]:
    """Yield a fault for each row of reviews that is not what its entry says, or that has no entry."""
    sealed: dict[Any, int] = {}
    reviews: dict[str, int] = {}
    for entry in ledger.entries(session, names=(*_CHECKS, *_MOVES)):
        if entry.name == events.LogReviewOpened.name:
            reviews[entry.data["month"]] = entry.leaf
        said = _CHECKS.get(entry.name, _said_move)(session, entry, reviews)
        for table, rows in said.items():
            sealed[table] = sealed.get(table, 0) + len(rows)
            if rows != _found(session, table, entry.leaf):
                yield Fault(Message(_WRONG, {"number": entry.number}), entry.leaf)
    for table in _TABLES:
        if (session.scalar(select(func.count()).select_from(table)) or 0) > sealed.get(table, 0):
            yield Fault(Message(_EXTRA, {"table": table.__tablename__}))


def _found(session: Session, table: Any, leaf: int) -> list[list[Any]]:  # noqa: ANN401  # One of our tables.
    key = table.item if table is LogReviewConcern else table.leaf
    columns = [column for column in table.__table__.columns if column.name not in {"leaf", "log_id", "item"}]
    if table is LogReviewMove:
        columns.insert(0, table.__table__.c["item"])
    rows = session.execute(select(*columns).where(key == leaf).order_by(*columns[:1]))
    return [[sha256(value).hexdigest() if isinstance(value, bytes) else plain(value) for value in row] for row in rows]


def _said_review(_session: Session, entry: Entry, _reviews: Mapping[str, int]) -> Said:
    data = entry.data
    over = parse_month(data["month"]).day_after.isoformat()
    opened_on = kst_day(entry.recorded_at).isoformat()
    said = canonical_bytes(data).decode()
    row = [data["month"], over, data["due_on"], opened_on, said, entry.actor_id, plain(entry.recorded_at)]
    return {LogReview: [row]}


def _said_item(_session: Session, entry: Entry, reviews: Mapping[str, int]) -> Said:
    data = entry.data
    row = [reviews.get(data["month"]), data["number"], canonical_bytes(data).decode()]
    return {LogReviewItem: [row], LogReviewConcern: [[person] for person in sorted(data["people"])]}


def _said_move(session: Session, entry: Entry, _reviews: Mapping[str, int]) -> Said:
    words, erased = "", None
    if "words" in entry.body["private"]:
        values = ledger.personal_values(session, entry=entry)
        if values:
            words = str(values["words"])
        else:
            erased = plain(session.scalar(select(LogReviewMove.erased_on).where(LogReviewMove.leaf == entry.leaf)))
            words = "" if erased else "?"  # Destroyed in the ledger, and the copy still here.
    move = str(_MOVES[entry.name])
    return {LogReviewMove: [[entry.data["item"], move, words, entry.actor_id, plain(entry.recorded_at), erased]]}


def _said_minutes(session: Session, entry: Entry, reviews: Mapping[str, int]) -> Said:
    data = entry.data
    digest, erased = data["digest"], None
    if not ledger.personal_values(session, entry=entry):
        erased = plain(session.scalar(select(LogReviewMinutes.erased_on).where(LogReviewMinutes.leaf == entry.leaf)))
    pdf = None if erased else digest
    made = [entry.actor_id, plain(entry.recorded_at)]
    return {LogReviewMinutes: [[reviews.get(data["month"]), data["document"], digest, pdf, *made, erased]]}


_CHECKS = {
    events.LogReviewOpened.name: _said_review,
    events.LogReviewItemListed.name: _said_item,
    events.LogReviewConcluded.name: _said_minutes,
}
