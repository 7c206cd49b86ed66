"""Owns who takes which step of a decision, and writing it down."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.viewing_requests.commands.rows import end_case, locked_request, schedule_erasing
from app.viewing_requests.domain import check_not_own
from app.viewing_requests.models import ViewingRequest, ViewingRequestDecision
from app.viewing_requests.refusals import (
    ManagerFirst,
    NotADecider,
    OfficerNext,
    OneOfTwo,
)
from app.viewing_requests.states import TERMINAL, Outcome, Status, check_can_become

DECIDERS = (Role.MANAGER, Role.PRIVACY_OFFICER)
GRANTS = frozenset({Outcome.APPROVED, Outcome.PARTLY_APPROVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a decision: who takes it in which role, and whether it is the last."""

    round: int
    step: int
    decided_as: Role
    final: bool

    @property
    def said(self) -> dict[str, Any]:
        """Return what the event of the decision says of it."""
        return {"round": self.round, "step": self.step, "decided_as": self.decided_as}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a decider wrote. ``allowed_part`` belongs to a part, ``gone_…`` to footage that does not exist."""

    outcome: Outcome
    ground: str | None = None
    reason: str = ""
    objection_method: str | None = None
    allowed_part: str | None = None
    gone_at: datetime | None = None
    gone_because: str | None = None


def request_to_decide(session: Session, *, number: str, outcome: Outcome, actor: Actor) -> tuple[ViewingRequest, Step]:
    """Return the locked row of a request, and the step of a decision this person takes.

    :raises NotADecider: if the person is neither manager nor privacy officer.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises WrongMoment: if it does not await a decision.
    :raises OwnRequest: if the person took it in.
    :raises ManagerFirst: if two must agree, nobody has, and the person is no manager.
    :raises OfficerNext: if the manager has agreed, and the person is no privacy officer.
    :raises OneOfTwo: if the manager who agreed is the same person.
    """
    if not actor.has(*DECIDERS):
        raise NotADecider
    row = locked_request(session, number=number, actor=actor)
    check_can_become(Status(row.status), Status(outcome))
    check_not_own(received_by=row.received_by, decided_by=actor.id)
    return row, _step(row, outcome, actor)


def _step(row: ViewingRequest, outcome: Outcome, actor: Actor) -> Step:
    if row.endorsed_by is not None:
        if not actor.has(Role.PRIVACY_OFFICER):
            raise OfficerNext
        if row.endorsed_by == actor.id:
            raise OneOfTwo
        return Step(round=row.round, step=2, decided_as=Role.PRIVACY_OFFICER, final=True)
    if row.steps_needed == 1 or outcome not in GRANTS:
        role = Role.PRIVACY_OFFICER if actor.has(Role.PRIVACY_OFFICER) else Role.MANAGER
        return Step(round=row.round, step=1, decided_as=role, final=True)
    if not actor.has(Role.MANAGER):
        raise ManagerFirst
    return Step(round=row.round, step=1, decided_as=Role.MANAGER, final=False)


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
            decided_at=at,
        )
    )
    if not step.final:
        row.endorsed_by, row.status = actor.id, Status.IN_REVIEW
        session.flush()
        return
    row.decided_by, row.outcome, row.answered_at = actor.id, written.outcome, at
    if Status(written.outcome) in TERMINAL:
        end_case(row, Status(written.outcome), at=at)
    else:
        row.status = Status(written.outcome)
    session.flush()
    if row.closed_at is not None:
        schedule_erasing(session, number=row.number, closed_at=at)
