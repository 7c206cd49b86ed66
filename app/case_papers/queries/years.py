"""Owns the statistics of a year: the requests a person may know of, each with what it adds to the figures."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.case_papers.content import YearStatistics
from app.case_papers.domain.figures import OPEN, AskedCase, figures_of
from app.case_papers.queries.senders import sender
from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.law.grounds import refusal_grounds
from app.viewing_requests import queries as requests
from app.viewing_requests.domain import Channel, Handling, RequesterKind, RequestKind
from app.viewing_requests.states import RUNNING, Outcome, Status

PROVISION = "provision"


def statistics(session: Session, *, year: int, actor: Actor, now: datetime) -> YearStatistics:
    """Return the statistics of a year over the requests a person may know of."""
    asked = requests.asked_in_year(session, year=year, actor=actor)
    figures = figures_of(
        year,
        [counted(one, now) for one in asked],
        counted_at=now,
        kinds=(*RequestKind, PROVISION),
        requesters=tuple(RequesterKind),
        channels=tuple(Channel),
        outcomes=(*Outcome, Status.WITHDRAWN.value, Status.POSTPONED.value, OPEN),
        grounds=tuple(ground.key for ground in refusal_grounds(private=True, on=kst_day(now))),
    )
    return YearStatistics(sender(session, on=kst_day(now)), figures, whole=actor.sites is None)


def counted(one: requests.AskedInYear, now: datetime) -> AskedCase:
    """Return what a request adds to the figures of its year."""
    received, answered = kst_day(one.received_at), kst_day(one.answered_at) if one.answered_at else None
    taken_back = one.status in {Status.WITHDRAWN, Status.POSTPONED}
    outcome = one.status.value if taken_back else one.outcome or OPEN
    waits = answered is None and one.status in RUNNING
    return AskedCase(
        month=received.month,
        kind=PROVISION if one.names.handling is Handling.PROVISION else one.names.kind.value,
        requester=one.names.requester_kind.value,
        channel=one.names.channel.value,
        outcome=outcome,
        ground=one.ground or "" if one.names.handling is Handling.VIEWING else "",
        days=(answered - received).days if answered else None,
        late=(answered or kst_day(now)) > one.due_on if answered or waits else False,
        held=one.held,
        gone=one.outcome == Outcome.NOT_EXISTING,
        emergency=one.emergency,
        handed_over=one.provided,
        returned=one.returned,
    )
