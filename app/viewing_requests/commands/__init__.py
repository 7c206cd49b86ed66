"""Owns every change of a viewing request: the rows and the sealed event together."""

from app.viewing_requests.commands.closing import fulfil_request, lock_request, withdraw_request
from app.viewing_requests.commands.decision import DECIDERS, approve_request, refuse_request
from app.viewing_requests.commands.intake import receive_request

__all__ = [
    "DECIDERS",
    "approve_request",
    "fulfil_request",
    "lock_request",
    "receive_request",
    "refuse_request",
    "withdraw_request",
]
