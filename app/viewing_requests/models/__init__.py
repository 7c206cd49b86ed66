"""Owns the tables of viewing requests, one topic in each module; triggers hold moves and keep what was recorded."""

from app.viewing_requests.models.cases import (
    ViewingRequest,
    ViewingRequestCounter,
    ViewingRequestDecision,
    ViewingRequestParty,
    ViewingRequestPlace,
)
from app.viewing_requests.models.checks import ViewingRequestAttachment, ViewingRequestCheck
from app.viewing_requests.models.dates import (
    AnswerDay,
    ViewingRequestDueMove,
    ViewingRequestPause,
    ViewingRequestPostponement,
)
from app.viewing_requests.models.emergencies import ViewingRequestEmergency
from app.viewing_requests.models.handovers import (
    ViewingRequestHandover,
    ViewingRequestHandoverItem,
    ViewingRequestHandoverPlace,
    ViewingRequestReturn,
)
from app.viewing_requests.models.holds import ViewingRequestHold
from app.viewing_requests.models.letters import ViewingRequestLetterDraft
from app.viewing_requests.models.notices import ViewingRequestNotice
from app.viewing_requests.models.receipts import (
    PublicAttempt,
    PublicFormUse,
    PublicGate,
    ViewingRequestReceipt,
    ViewingRequestTakeover,
)

__all__ = [
    "AnswerDay",
    "PublicAttempt",
    "PublicFormUse",
    "PublicGate",
    "ViewingRequest",
    "ViewingRequestAttachment",
    "ViewingRequestCheck",
    "ViewingRequestCounter",
    "ViewingRequestDecision",
    "ViewingRequestDueMove",
    "ViewingRequestEmergency",
    "ViewingRequestHandover",
    "ViewingRequestHandoverItem",
    "ViewingRequestHandoverPlace",
    "ViewingRequestHold",
    "ViewingRequestLetterDraft",
    "ViewingRequestNotice",
    "ViewingRequestParty",
    "ViewingRequestPause",
    "ViewingRequestPlace",
    "ViewingRequestPostponement",
    "ViewingRequestReceipt",
    "ViewingRequestReturn",
    "ViewingRequestTakeover",
]
