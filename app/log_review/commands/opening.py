"""Owns opening the review of a month: it is looked through once, and what was found is kept."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.actor import SYSTEM, Actor
from app.kernel.acts import Act
from app.kernel.canonical import canonical_bytes
from app.kernel.clock import kst_day
from app.kernel.errors import NotAllowed
from app.kernel.messages import Message
from app.ledger import commands as ledger
from app.ledger.proofs import head
from app.log_review.domain import Item, Odd, Settings
from app.log_review.events import LogReviewItemListed, LogReviewOpened, OddSaid
from app.log_review.models import LogReview, LogReviewConcern, LogReviewItem
from app.log_review.queries import look_through, newest_settings, reviews
from app.log_review.refusals import AlreadyOpened, BadSettings, MonthRuns
from app.log_review.states import JUDGES, due_on
from app.recorder_logs.domain import Month

_LOCK = 0x57424C52
"""One number for all of this capability; other locks of the database have others."""
_LAST_HOUR = 23


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening came to."""

    leaf: int
    entries: int
    items: int
    samples: int


def lock(session: Session) -> None:
    """Let one at a time change a review: two who open the same month must not both find it new.

    SQLite has only one writer anyway (``BEGIN IMMEDIATE``).
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def check_for_all_sites(actor: Actor) -> None:
    """Let people who decide at every site: a review is of the whole company.

    :raises NotAllowed: if the person does not.
    """
    if not actor.has(*JUDGES, acts=(Act.DECIDE,)) or actor.sites_as(*JUDGES, acts=(Act.DECIDE,)) is not None:
        raise NotAllowed


def open_review(
    session: Session, *, month: Month, settings: Settings | None = None, actor: Actor, now: datetime
) -> Opened:
    """Look through a month and keep what is to be explained and looked at, with the settings it was found with.

    The sample is drawn with the ledger's root at this moment, so nobody chooses it and everybody can draw it again.

    :param settings: None for those of the review before.
    :raises NotAllowed: unless it is the system, or somebody who decides at all sites.
    :raises BadSettings: if a threshold says nothing.
    :raises MonthRuns: if the month is not over.
    :raises AlreadyOpened: if it was looked through before.
    """
    if actor.id != SYSTEM.id:
        check_for_all_sites(actor)
    chosen = newest_settings(session) if settings is None else settings
    _check_settings(chosen)
    if month.day_after > kst_day(now):
        raise MonthRuns(month=str(month))
    lock(session)
    if any(row.month == month for row in reviews(session)):
        raise AlreadyOpened(month=str(month))
    present = head(session)
    found = look_through(session, month=month, settings=chosen, seed=present.root)
    samples = sum(item.is_sample for item in found.items)
    opened = LogReviewOpened(
        month=str(month),
        due_on=due_on(month),
        settings=chosen,
        size=present.size,
        root=present.root.hex(),
        entries=found.entries,
        items=len(found.items) - samples,
        samples=samples,
        counts=found.counts,
        shifts=found.shifts,
        unanswerable=found.unanswerable,
        recorders=found.recorders,
    )
    listed = [
        _listed(str(month), number, item, people)
        for number, (item, people) in enumerate(zip(found.items, found.people, strict=True), start=1)
    ]
    first, *receipts = ledger.append_all(session, [opened, *listed], actor=actor, now=now)
    session.add(
        LogReview(
            leaf=first.leaf,
            log_id=first.log_id,
            month=str(month),
            first_day_after=month.day_after,
            due_on=opened.due_on,
            opened_on=kst_day(first.recorded_at),
            said=canonical_bytes(opened.open_part()).decode(),
            opened_by=actor.id,
            opened_at=first.recorded_at,
        )
    )
    session.flush()
    session.add_all(
        LogReviewItem(
            leaf=receipt.leaf,
            log_id=receipt.log_id,
            review=first.leaf,
            number=event.number,
            said=canonical_bytes(event.open_part()).decode(),
        )
        for receipt, event in zip(receipts, listed, strict=True)
    )
    session.flush()
    session.add_all(
        LogReviewConcern(item=receipt.leaf, account_id=person)
        for receipt, event in zip(receipts, listed, strict=True)
        for person in event.people
    )
    session.flush()
    return Opened(first.leaf, found.entries, opened.items, samples)


def _check_settings(settings: Settings) -> None:
    given = asdict(settings)
    hours = {given.pop("night_from"), given.pop("night_until")}
    if any(not 0 <= hour <= _LAST_HOUR for hour in hours) or given.pop("shift_grace_minutes") < 0:
        raise BadSettings
    permille = given["sample_permille"]
    if any(number < 1 for number in given.values()) or permille > 1000 or given["sample_least"] > given["sample_most"]:  # noqa: PLR2004  # The whole.
        raise BadSettings


def _listed(month: str, number: int, item: Item, people: frozenset[int]) -> LogReviewItemListed:
    return LogReviewItemListed(
        month=month,
        number=number,
        handler_id=item.handler_id,
        people=tuple(sorted(people)),
        entries=item.leaves,
        sites=tuple(sorted(item.sites)),
        at=item.at,
        odd=tuple(_said(each) for each in item.odd),
    )


def _said(odd: Odd) -> OddSaid:
    values = {
        name: {"message": value.text} if isinstance(value, Message) else value
        for name, value in odd.message.values.items()
    }
    return OddSaid(odd.oddity, odd.message.text, values, odd.finding)
