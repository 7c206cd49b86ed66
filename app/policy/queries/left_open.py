"""Owns which versions of the policy a person drafted and nobody settled: what is left when they leave."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.leaving import OpenTask
from app.kernel.messages import N_, Message
from app.policy.models import PolicyVersion
from app.policy.versions import State

_DRAFT = N_("공개하지 않은 방침의 판 {number}")
_UNSETTLED = (State.DRAFT, State.REVIEWED, State.APPROVED)


def drafts_left_open(session: Session, *, account_id: int, now: datetime) -> list[OpenTask]:  # noqa: ARG001  # As all finders.
    """Return the versions a person drafted that are not announced."""
    drafted = select(PolicyVersion.number).where(
        PolicyVersion.drafted_by == account_id, PolicyVersion.state.in_([state.value for state in _UNSETTLED])
    )
    return [
        OpenTask(Message(_DRAFT, {"number": number}), "policy.show_version", {"number": number})
        for number in session.scalars(drafted.order_by(PolicyVersion.number))
    ]
