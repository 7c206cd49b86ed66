"""Owns who takes which step of a decision, for whom and on what, and writing it down."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.law.sources import latest
from app.ledger import queries as ledger
from app.vault.wiring import vault
from app.viewing_requests.basis import digest_of
from app.viewing_requests.commands.raising import settle_waiting
from app.viewing_requests.commands.rows import check_not_taken_over, end_case, locked_request, schedule_erasing
from app.viewing_requests.decision_refusals import AgreedToPart, NobodyForSecond, OwnInTheirStead
from app.viewing_requests.domain import check_not_own, decision_context
from app.viewing_requests.events import REQUEST_EVENTS
from app.viewing_requests.models import ViewingRequest, ViewingRequestDecision
from app.viewing_requests.number_shapes import shows_resident_number
from app.viewing_requests.queries import basis_of, places_of
from app.viewing_requests.queries.deciders import left_by_first_step
from app.viewing_requests.queries.signing import DECIDERS, principals_at, roles_at
from app.viewing_requests.refusals import (
    ManagerFirst,
    NotADecider,
    OfficerNext,
    OneOfTwo,
    RequestNotFound,
    ResidentNumber,
)
from app.viewing_requests.states import GRANTED, TERMINAL, Outcome, Status, check_can_become

GRANTS = frozenset({Outcome.APPROVED, Outcome.PARTLY_APPROVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a decision: who takes it in which role, for whom, on what, and whether it is the last."""

    round: int
    step: int
    decided_as: Role
    final: bool
    for_account: int | None = None
    pinned_leaf: int | None = None
    pins: dict[str, str] = field(default_factory=dict)

    @property
    def said(self) -> dict[str, Any]:
        """Return what the event of the decision says of it."""
        return {
            "round": self.round,
            "step": self.step,
            "decided_as": self.decided_as,
            "for_account": self.for_account,
            "pinned_leaf": self.pinned_leaf,
            "pinned_digest": digest_of(self.pins),
            "pins": self.pins,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a decider wrote; free words are sealed. ``allowed_part`` belongs to a part, ``gone_…`` to what is gone."""

    outcome: Outcome
    ground: str | None = None
    reason: str = ""
    objection_method: str | None = None
    allowed_part: str | None = None
    gone_at: datetime | None = None
    gone_because: str | None = None


def sealed_words(number: str, words: str) -> str:
    """Return free words as they are stored and recorded, so that only the vault opens them; empty stays empty.

    :raises ResidentNumber: if they hold a resident registration number (법 24의2).
    """
    check_no_resident_number(words)
    return vault().seal(words, context=decision_context(number)) if words.strip() else ""


def check_no_resident_number(*texts: str | None) -> None:
    """Accept free words of people who work on cases, sealed or not.

    :raises ResidentNumber: if one holds a resident registration number (법 24의2).
    """
    if any(text and shows_resident_number(text) for text in texts):
        raise ResidentNumber(source=latest("pipa.24-2.1").citation)


def request_to_decide(session: Session, *, number: str, outcome: Outcome, actor: Actor) -> tuple[ViewingRequest, Step]:
    """Return the locked row of a request, and the step of a decision this person takes.

    :raises NotADecider: if the person is neither manager nor privacy officer.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises WrongMoment: if it does not await a decision.
    :raises OwnRequest: if the person took it in.
    :raises OwnInTheirStead: if the person they stand in for took it in.
    :raises ManagerFirst: if two must agree, nobody has, and the person is no manager.
    :raises OfficerNext: if the manager has agreed, and the person is no privacy officer.
    :raises OneOfTwo: if one person would take part in both steps, for themselves or for another.
    :raises AgreedToPart: if all is to be granted and the manager agreed to a part.
    """
    if not actor.has(*DECIDERS, acts=(Act.DECIDE,)):
        raise NotADecider
    row = locked_request(session, number=number, actor=actor)
    check_can_become(Status(row.status), Status(outcome))
    check_not_own(received_by=row.received_by, decided_by=actor.id)
    round_, step, role, final = _step(row, outcome, decider_at(session, row, actor))
    stands_for = check_not_theirs(session, row, role, actor)
    if step > 1:
        _check_two(session, row, outcome, {actor.id, *stands_for})
    return row, Step(round=round_, step=step, decided_as=role, final=final, for_account=min(stands_for, default=None))


def pinned(session: Session, row: ViewingRequest, step: Step, *, ground: str | None, now: datetime) -> Step:
    """Return a step with what it rests on: the newest entry about the case, and every part of the basis."""
    names = [event.name for event in REQUEST_EVENTS]
    known = ledger.leaves_about(session, subject=f"viewing_request:{row.number}", names=names)
    pins = basis_of(session, request=row, ground=ground, on=kst_day(now)).pins
    return Step(
        round=step.round,
        step=step.step,
        decided_as=step.decided_as,
        final=step.final,
        for_account=step.for_account,
        pinned_leaf=max(known, default=None),
        pins=pins,
    )


def _step(row: ViewingRequest, outcome: Outcome, actor: Actor) -> tuple[int, int, Role, bool]:
    """Return round, step, role, and whether it is the last."""
    alone = Role.PRIVACY_OFFICER if actor.has(Role.PRIVACY_OFFICER) else Role.MANAGER
    if row.status in GRANTED:  # Gone before it could be shown: a decision of its own.
        return row.round + 1, 1, alone, True
    if row.endorsed_by is not None:
        if not actor.has(Role.PRIVACY_OFFICER):
            raise OfficerNext
        return row.round, 2, Role.PRIVACY_OFFICER, True
    if row.steps_needed == 1 or outcome not in GRANTS:
        return row.round, 1, alone, True
    if not actor.has(Role.MANAGER):
        raise ManagerFirst
    return row.round, 1, Role.MANAGER, False


def decider_at(session: Session, row: ViewingRequest, actor: Actor) -> Actor:
    """Return the person with no more than the roles they decide in at a site of a request.

    Who is manager here and privacy officer elsewhere is a manager here.

    :raises RequestNotFound: if they decide at none of its sites.
    """
    sites = {place.site_code for place in places_of(session, request_id=row.id, sites=None)}
    roles = roles_at(actor, sites)
    if not roles:
        raise RequestNotFound(number=row.number)
    return replace(actor, roles=roles)


def check_not_theirs(session: Session, row: ViewingRequest, role: Role, actor: Actor) -> set[int]:
    """Hold that neither a decider nor whom they stand in for took a request in or over; return for whom they act.

    :raises OwnRequest: if the person took it in, or one of them took it over.
    :raises OwnInTheirStead: if the person they stand in for took it in.
    """
    check_not_own(received_by=row.received_by, decided_by=actor.id)
    stands_for = principals(session, row, role, actor)
    if row.received_by in stands_for:
        raise OwnInTheirStead
    check_not_taken_over(session, row, actor.id, *stands_for)
    return stands_for


def check_may_redirect(session: Session, row: ViewingRequest, actor: Actor) -> None:
    """Hold what a decision asks of its decider, for an act that only moves one: postponing it, taking it back.

    :raises RequestNotFound: if they decide at none of its sites.
    :raises OwnRequest: if the person took it in, or one of them took it over.
    :raises OwnInTheirStead: if the person they stand in for took it in.
    """
    for role in sorted(decider_at(session, row, actor).roles):
        check_not_theirs(session, row, role, actor)


def principals(session: Session, row: ViewingRequest, role: Role, actor: Actor) -> set[int]:
    """Return for whom the person acts at the sites of a request; nobody where the right is their own everywhere."""
    sites = {place.site_code for place in places_of(session, request_id=row.id, sites=None)}
    return set(principals_at(actor, role, sites))


def check_second_remains(session: Session, row: ViewingRequest, step: Step, *, actor: Actor, now: datetime) -> None:
    """Hold that whoever signs the first of two steps is not the only one who could sign the second.

    Where nobody could before, it changes nothing: somebody must be named in any case.

    :raises NobodyForSecond: if nobody else could.
    """
    people = frozenset({actor.id} if step.for_account is None else {actor.id, step.for_account})
    left = left_by_first_step(session, request_id=row.id, people=people, actor=actor, now=now)
    if left.lack is not None and not left.was_so:
        raise NobodyForSecond(role=left.lack.missing, instead=left.instead)


def _check_two(session: Session, row: ViewingRequest, outcome: Outcome, people: set[int]) -> None:
    """Hold that two other people take the second step than took the first, for themselves or for another."""
    decision = ViewingRequestDecision
    first = session.execute(
        select(decision.decided_by, decision.for_account, decision.outcome).where(
            decision.request_id == row.id, decision.round == row.round, decision.step == 1
        )
    ).one()
    if people & {first.decided_by, first.for_account}:
        raise OneOfTwo
    if outcome is Outcome.APPROVED and first.outcome == Outcome.PARTLY_APPROVED:
        raise AgreedToPart


def write_step(
    session: Session, row: ViewingRequest, step: Step, written: Written, *, actor: Actor, at: datetime
) -> None:
    """Write a step down, and put the request where it leads.

    :param at: when its entry was sealed.
    """
    session.add(
        ViewingRequestDecision(
            request_id=row.id,
            round=step.round,
            step=step.step,
            received_by=row.received_by,
            handling=row.handling,
            outcome=written.outcome,
            ground=written.ground,
            reason=written.reason,
            allowed_part=written.allowed_part,
            objection_method=written.objection_method,
            gone_at=written.gone_at,
            gone_because=written.gone_because,
            decided_by=actor.id,
            decided_as=step.decided_as,
            for_account=step.for_account,
            pinned_leaf=step.pinned_leaf,
            pinned_digest=digest_of(step.pins),
            decided_at=at,
        )
    )
    if not step.final:
        row.endorsed_by, row.status = actor.id, Status.IN_REVIEW
        session.flush()
        return
    if step.round > row.round:
        row.round, row.endorsed_by = step.round, None
    row.decided_by, row.outcome, row.answered_at = actor.id, written.outcome, at
    if Status(written.outcome) in TERMINAL:
        end_case(row, Status(written.outcome), at=at)
    else:
        row.status = Status(written.outcome)
        settle_waiting(session, row, now=at)
    session.flush()
    if row.closed_at is not None:
        schedule_erasing(session, number=row.number, closed_at=at)
