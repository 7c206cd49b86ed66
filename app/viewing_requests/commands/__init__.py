"""Owns every change of a viewing request: the rows and the sealed event together."""

from app.viewing_requests.commands.answer_days import (
    DAY_KEEPERS,
    lift_answer_day,
    recount_due_dates,
    set_answer_day,
)
from app.viewing_requests.commands.attaching import ReadyPaper, attach_paper, ready_paper, remove_attachment
from app.viewing_requests.commands.checking import check_identity_known, record_check, revoke_check
from app.viewing_requests.commands.closing import (
    close_when_done,
    fulfil_request,
    lock_request,
    withdraw_request,
)
from app.viewing_requests.commands.decision import answer_not_existing, refuse_request
from app.viewing_requests.commands.documents import note_document
from app.viewing_requests.commands.emergencies import open_emergency, review_emergency
from app.viewing_requests.commands.giving_up import drop_holds, hold_again
from app.viewing_requests.commands.granting import approve_in_part, approve_request
from app.viewing_requests.commands.handing_over import confirm_return, write_handover
from app.viewing_requests.commands.handover_basis import check_handover_basis
from app.viewing_requests.commands.handover_checks import Wrong, check_handover, places_of_items, span_of, wrongs_of
from app.viewing_requests.commands.holding import (
    confirm_holds,
    extend_holds,
    find_gone,
    release_holds,
    set_holds,
)
from app.viewing_requests.commands.intake import receive_request
from app.viewing_requests.commands.letters import draft_letter
from app.viewing_requests.commands.notices import Offer, note_notice
from app.viewing_requests.commands.postponing import (
    STOPS_CLOCKS,
    pause_request,
    postpone_request,
    resume_request,
)
from app.viewing_requests.commands.public import (
    receive_public_request,
    record_public_attempt,
    withdraw_public_request,
)
from app.viewing_requests.commands.reading import grounds_of
from app.viewing_requests.commands.receipts import give_back_request, issue_receipt, take_over_request
from app.viewing_requests.commands.recounting import name_places, recount_footage
from app.viewing_requests.commands.repeating import was_handed_over
from app.viewing_requests.commands.reviewing import reopen_decision, submit_for_review, take_back_step
from app.viewing_requests.commands.telling import settle_letter
from app.viewing_requests.queries.signing import DECIDERS

__all__ = [
    "DAY_KEEPERS",
    "DECIDERS",
    "STOPS_CLOCKS",
    "Offer",
    "ReadyPaper",
    "Wrong",
    "answer_not_existing",
    "approve_in_part",
    "approve_request",
    "attach_paper",
    "check_handover",
    "check_handover_basis",
    "check_identity_known",
    "close_when_done",
    "confirm_holds",
    "confirm_return",
    "draft_letter",
    "drop_holds",
    "extend_holds",
    "find_gone",
    "fulfil_request",
    "give_back_request",
    "grounds_of",
    "hold_again",
    "issue_receipt",
    "lift_answer_day",
    "lock_request",
    "name_places",
    "note_document",
    "note_notice",
    "open_emergency",
    "pause_request",
    "places_of_items",
    "postpone_request",
    "ready_paper",
    "receive_public_request",
    "receive_request",
    "record_check",
    "record_public_attempt",
    "recount_due_dates",
    "recount_footage",
    "refuse_request",
    "release_holds",
    "remove_attachment",
    "reopen_decision",
    "resume_request",
    "review_emergency",
    "revoke_check",
    "set_answer_day",
    "set_holds",
    "settle_letter",
    "span_of",
    "submit_for_review",
    "take_back_step",
    "take_over_request",
    "was_handed_over",
    "withdraw_public_request",
    "withdraw_request",
    "write_handover",
    "wrongs_of",
]
