"""Owns the tables of viewing requests, one topic in each module; triggers hold moves and keep what was recorded."""

from app.viewing_requests.models.cases import (
    ViewingRequest,
    ViewingRequestCounter,
    ViewingRequestDecision,
    ViewingRequestParty,
    ViewingRequestPlace,
)
from app.viewing_requests.models.dates import (
    AnswerDay,
    ViewingRequestDueMove,
    ViewingRequestPause,
    ViewingRequestPostponement,
)

__all__ = [
    "AnswerDay",
    "ViewingRequest",
    "ViewingRequestCounter",
    "ViewingRequestDecision",
    "ViewingRequestDueMove",
    "ViewingRequestParty",
    "ViewingRequestPause",
    "ViewingRequestPlace",
    "ViewingRequestPostponement",
]
