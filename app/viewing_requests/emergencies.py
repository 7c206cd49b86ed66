"""Owns what counts as an emergency, on which grounds footage leaves in one, and how soon it is reviewed. Pure.

An emergency grants at once what a decider would decide later. That no law sets a time for looking at it afterwards was
not found; 24 hours are our own choice (``product.emergency_review``).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from app.kernel.clock import kst_day
from app.kernel.messages import N_
from app.law.periods import emergency_review_hours


class EmergencyKind(StrEnum):
    """Why nobody can wait for a decision; stored names are permanent."""

    LIFE_IN_DANGER = "life_in_danger"
    GAS_INCIDENT = "gas_incident"


EMERGENCY_NAMES: Mapping[EmergencyKind, str] = {
    EmergencyKind.LIFE_IN_DANGER: N_("사람의 생명이 위험함"),
    EmergencyKind.GAS_INCIDENT: N_("가스 사고(누출·폭발·화재)"),
}
EMERGENCY_GROUNDS = ("pipa.18.2.3", "pipa.18.2.10")
"""Grounds on which a private company may hand footage over at once; the first is taken unless another is chosen."""


def review_due(opened_at: datetime) -> datetime:
    """Return the moment by which an emergency must have been looked at."""
    return opened_at + timedelta(hours=emergency_review_hours(kst_day(opened_at)).hours or 0)
