"""Owns what is sealed about viewing requests, one topic in each module."""

from app.viewing_requests.events.cases import (
    GuardOverridden,
    RequestApproved,
    RequestClosed,
    RequestEndorsed,
    RequestEvent,
    RequestFulfilled,
    RequestReceived,
    RequestRefused,
    RequestWithdrawn,
    sole_site,
)
from app.viewing_requests.events.dates import (
    AnswerDayLifted,
    AnswerDaySet,
    DueMoved,
    RequestPaused,
    RequestPostponed,
    RequestResumed,
)

REQUEST_EVENTS = (
    RequestReceived,
    RequestPostponed,
    RequestPaused,
    RequestResumed,
    DueMoved,
    RequestEndorsed,
    RequestApproved,
    GuardOverridden,
    RequestRefused,
    RequestFulfilled,
    RequestWithdrawn,
    RequestClosed,
)
"""Everything a request can go through."""


__all__ = [
    "REQUEST_EVENTS",
    "AnswerDayLifted",
    "AnswerDaySet",
    "DueMoved",
    "GuardOverridden",
    "RequestApproved",
    "RequestClosed",
    "RequestEndorsed",
    "RequestEvent",
    "RequestFulfilled",
    "RequestPaused",
    "RequestPostponed",
    "RequestReceived",
    "RequestRefused",
    "RequestResumed",
    "RequestWithdrawn",
    "sole_site",
]
