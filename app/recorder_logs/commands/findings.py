"""Owns explaining findings, and accepting or returning what was explained: never by the same person."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.footage_access import queries as footage
from app.footage_access.domain import Act
from app.footage_access.refusals import EntryNotFound
from app.kernel.actor import Actor
from app.kernel.acts import Act as Exercised
from app.kernel.errors import NotAllowed
from app.kernel.messages import Message
from app.kernel.reasons import says_something
from app.ledger.domain import Receipt
from app.recorder_logs.commands.moves import Written, write_moves
from app.recorder_logs.commands.sources import lock
from app.recorder_logs.domain import (
    COVERS,
    EXPLAINERS,
    JUDGES,
    REASONS_FOR,
    STATE_NAMES,
    Direction,
    Move,
    Reason,
    Seen,
    Source,
    State,
)
from app.recorder_logs.queries import FindingRow, finding_row, source_of
from app.recorder_logs.refusals import (
    AlreadyDecided,
    EntryNeeded,
    EntryNotFitting,
    NotExplained,
    OwnExplanation,
    ReasonNotFitting,
    WordsNeeded,
)

_SLACK = timedelta(minutes=10)
"""How much further off than the clock's tolerance a late entry may be: it was typed from memory."""


def explain_finding(
    session: Session,
    *,
    number: int,
    reason: Reason,
    words: str,
    entry_number: int | None,
    actor: Actor,
    now: datetime,
) -> Receipt:
    """Say why something is missing; a new explanation takes the place of one nobody accepted yet.

    :raises NotAllowed: if the person explains nothing at that site.
    :raises FindingNotFound: if there is none the person may see.
    :raises AlreadyDecided: if it was accepted, or is no longer found.
    :raises ReasonNotFitting: if the reason is of the other direction.
    :raises EntryNeeded: for a late entry without its number.
    :raises EntryNotFitting: if that entry is about something else.
    :raises WordsNeeded: if nothing is said beside another reason.
    """
    if not actor.has(*EXPLAINERS, acts=(Exercised.REGISTER,)):
        raise NotAllowed
    lock(session)
    row = finding_row(session, leaf=number - 1, actor=actor)
    if not actor.acting_as(*EXPLAINERS).sees_site(row.site_code):
        raise NotAllowed
    _check_undecided(row)
    if reason not in REASONS_FOR[row.direction]:
        raise ReasonNotFitting
    leaf = None
    if reason is Reason.LATE_ENTRY:
        if entry_number is None:
            raise EntryNeeded
        leaf = _fitting(session, row, entry_number, actor)
    elif not says_something(words):
        raise WordsNeeded
    move = Written(row.leaf, row.site_code, Move.EXPLAINED, reason, leaf, words)
    return write_moves(session, [move], actor=actor, now=now)[0]


def accept_finding(session: Session, *, number: int, words: str, actor: Actor, now: datetime) -> Receipt:
    """Accept an explanation.

    :raises NotAllowed: if the person judges nothing at that site.
    :raises FindingNotFound: if there is none the person may see.
    :raises AlreadyDecided: if it was accepted before, or is no longer found.
    :raises NotExplained: if there is no explanation.
    :raises OwnExplanation: if the person explained it, or it is about their own viewing.
    """
    row = _to_judge(session, number, actor)
    return write_moves(session, [Written(row.leaf, row.site_code, Move.ACCEPTED, words=words)], actor=actor, now=now)[0]


def return_finding(session: Session, *, number: int, words: str, actor: Actor, now: datetime) -> Receipt:
    """Return an explanation, and say why.

    :raises WordsNeeded: if nothing is said.
    :raises Refusal: as ``accept_finding``.
    """
    row = _to_judge(session, number, actor)
    if not says_something(words):
        raise WordsNeeded
    return write_moves(session, [Written(row.leaf, row.site_code, Move.RETURNED, words=words)], actor=actor, now=now)[0]


def _to_judge(session: Session, number: int, actor: Actor) -> FindingRow:
    if not actor.has(*JUDGES, acts=(Exercised.DECIDE,)):
        raise NotAllowed
    lock(session)
    row = finding_row(session, leaf=number - 1, actor=actor)
    if not actor.acting_as(*JUDGES).sees_site(row.site_code):
        raise NotAllowed
    _check_undecided(row)
    if row.state is not State.EXPLAINED:
        raise NotExplained(number=row.number)
    if actor.id in {row.explained_by, row.account_id}:
        raise OwnExplanation
    return row


def _check_undecided(row: FindingRow) -> None:
    if row.state in {State.ACCEPTED, State.WITHDRAWN}:
        raise AlreadyDecided(number=row.number, state=Message(STATE_NAMES[row.state]))


def _fitting(session: Session, row: FindingRow, number: int, actor: Actor) -> int:
    """Return the leaf of an entry that is about the camera, time and act of a viewing."""
    try:
        entry = footage.entry_row(session, leaf=number - 1, actor=actor)
    except EntryNotFound:
        raise EntryNotFitting(number=number) from None
    source: Source = source_of(session, code=row.source)
    reach = timedelta(seconds=source.tolerance_seconds) + _SLACK
    ended = entry.ended_at or entry.occurred_at
    at_the_time = entry.occurred_at - reach <= row.until and row.at <= ended + reach
    there = any(
        row.place in {place.camera_code, place.zone_code, place.site_code}
        or (place.camera_code is None and place.site_code == row.site_code)
        for place in entry.places
    )
    in_force = entry.replaced_by is None and entry.act is not Act.WITHDRAWN
    covers = row.direction is Direction.VIEWING and Seen(row.act) in COVERS[entry.kind]
    theirs = row.account_id is None or entry.handler_id == row.account_id
    if not (at_the_time and there and in_force and covers and theirs):
        raise EntryNotFitting(number=number)
    return entry.leaf
