"""Owns every change of a viewing request: the rows and the sealed event together."""

from app.viewing_requests.commands.answer_days import (
    DAY_KEEPERS,
    lift_answer_day,
    recount_due_dates,
    set_answer_day,
)
from app.viewing_requests.commands.closing import (
    close_when_done,
    fulfil_request,
    lock_request,
    withdraw_request,
)
from app.viewing_requests.commands.decision import approve_request, refuse_request
from app.viewing_requests.commands.intake import receive_request
from app.viewing_requests.commands.postponing import (
    STOPS_CLOCKS,
    pause_request,
    postpone_request,
    resume_request,
)
from app.viewing_requests.commands.steps import DECIDERS

__all__ = [
    "DAY_KEEPERS",
    "DECIDERS",
    "STOPS_CLOCKS",
    "approve_request",
    "close_when_done",
    "fulfil_request",
    "lift_answer_day",
    "lock_request",
    "pause_request",
    "postpone_request",
    "receive_request",
    "recount_due_dates",
    "refuse_request",
    "resume_request",
    "set_answer_day",
    "withdraw_request",
]
