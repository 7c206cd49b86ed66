"""Owns what the checks know of viewing requests: open ones, checks of who asks, locks, answers and hand-overs."""

from datetime import date, datetime
from itertools import chain

from sqlalchemy.orm import Session

from app.compliance.domain import Facts, RequestFact
from app.compliance.facts import AnswerFact, HandoverFact, HoldFact, IntakeFact
from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.viewing_requests import queries as viewing
from app.viewing_requests.clocks import UNPOSTPONED_KINDS
from app.viewing_requests.identity import CheckKind
from app.viewing_requests.queries import Given, HoldRow, OpenRequest
from app.viewing_requests.queries.one_hand import viewings_without_self


def case_facts(session: Session, *, since: datetime, on: date, actor: Actor) -> Facts:
    """Return the facts of requests a person may know of; closed ones too, since a moment."""
    return Facts(
        on=on,
        requests=tuple(map(_request_fact, viewing.open_requests(session, actor=actor))),
        intakes=_intake_facts(session, since=since, actor=actor),
        holds=tuple(map(_hold_fact, viewing.locks_left(session, actor=actor))),
        handovers=tuple(map(_handover_fact, viewing.given_since(session, since=since, on=on, actor=actor))),
        answers=_answer_facts(session, since=since, actor=actor),
    )


def _intake_facts(session: Session, *, since: datetime, actor: Actor) -> tuple[IntakeFact, ...]:
    unchecked = (
        IntakeFact(
            number=found.number,
            given=found.given,
            identity_missing=bool(found.missing & {CheckKind.IDENTITY, CheckKind.OFFICIAL_DOCUMENT}),
            authority_missing=bool(found.missing & {CheckKind.AUTHORITY_AGENT, CheckKind.AUTHORITY_GUARDIAN}),
        )
        for found in viewing.unchecked_requests(session, since=since, actor=actor)
    )
    asked = viewing.papers_asked_about(session, actor=actor)
    alone = viewings_without_self(session, since=since, actor=actor)
    return (
        *unchecked,
        *(IntakeFact(number=number, asked_about=count) for number, count in asked),
        *(IntakeFact(number=number, without_self=True) for number in alone),
    )


def _request_fact(row: OpenRequest) -> RequestFact:
    """Return what rules need of a request."""
    return RequestFact(
        number=row.number,
        undecided=row.awaits_decision,
        due_on=row.due_on,
        legal_on=row.legal_on,
        has_legal_day=row.has_legal_day,
        asks_to_erase=row.kind in UNPOSTPONED_KINDS,
        overwritten_on=kst_day(row.unheld_at) if row.unheld_at else None,
        given_up_on=kst_day(row.given_up_at) if row.given_up_at else None,
    )


def _hold_fact(row: HoldRow) -> HoldFact:
    """Return what rules need of a lock that is left."""
    return HoldFact(
        number=row.number,
        name=row.place.label if row.place else "",
        site_code=row.place.site_code if row.place else None,
        over_on=kst_day(row.over_at) if row.over_at else None,
    )


def _answer_facts(session: Session, *, since: datetime, actor: Actor) -> tuple[AnswerFact, ...]:
    """Return what rules need of the answers of a year."""
    given = chain(
        viewing.untold_answers(session, since=since, actor=actor),
        viewing.limiting_answers(session, since=since, actor=actor),
    )
    return tuple(
        AnswerFact(
            number=one.number,
            due_on=one.due_on,
            legal_on=one.legal_on,
            has_legal_day=one.has_legal_day,
            limits=one.limits,
            ground=one.ground,
            is_complete=one.is_complete,
            unmasked=one.unmasked,
        )
        for one in given
    )


def _handover_fact(row: Given) -> HandoverFact:
    """Return what rules need of a hand-over."""
    return HandoverFact(
        number=row.number,
        masking_answered=row.masking_answered,
        gave_copy=row.gave_copy,
        copies=row.copies,
        fee=row.fee,
        cost=row.cost,
        caused_by_us=row.caused_by_us,
        overdue=row.overdue,
    )
