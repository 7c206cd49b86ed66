"""Owns which rounds a person was sent on and nobody closed: what is left when they leave."""

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.leaving import OpenTask
from app.kernel.messages import N_, Message
from app.signage.models.sightings import SignRound

_ROUND = N_("안내판 현장 점검, {day}까지")


def rounds_left_open(session: Session, *, account_id: int, now: datetime) -> list[OpenTask]:  # noqa: ARG001  # As all finders.
    """Return the open rounds a person is to walk, the soonest first; with the site, if it is one."""
    walked = select(SignRound).where(SignRound.assigned_to == account_id, SignRound.closed_at.is_(None))
    found = []
    for row in session.scalars(walked.order_by(SignRound.due_on, SignRound.id)):
        sites: list[str] = json.loads(row.sites)
        text = Message(_ROUND, {"day": row.due_on.isoformat()})
        site = sites[0] if len(sites) == 1 else None
        found.append(OpenTask(text, "signage.show_round", {"round_id": row.id}, site))
    return found
