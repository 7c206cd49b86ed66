"""Owns what the papers of one case are filled from, as the person may read it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.case_papers.content import (
    Notice,
    ProxyForm,
    Receipt,
    RecipientLetter,
    RequestForm,
    notice_of,
)
from app.case_papers.content.parts import OTHERS, PROVISION, SHOWN, USE
from app.case_papers.domain.facts import (
    Appointment,
    CaseFacts,
    DecisionFacts,
    HandoverFacts,
    Looking,
    ReceiptFacts,
    Sender,
)
from app.case_papers.queries.letters import letter_facts
from app.case_papers.queries.senders import sender
from app.case_papers.refusals import PaperNotFound
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.viewing_requests import queries as requests
from app.viewing_requests.clocks import UNPOSTPONED_KINDS
from app.viewing_requests.domain import Handling, RequesterKind
from app.viewing_requests.events import sole_site
from app.viewing_requests.states import DECIDED, GONE_BECAUSE_NAMES, GRANTED, GoneBecause, Outcome

RECEIPT = "receipt"
NO_REQUEST_FORM = frozenset({RequesterKind.INVESTIGATOR, RequesterKind.COURT})
"""They write letters of their own."""
NOTICES: Mapping[str, str] = {
    "approved": "approval-notice",
    "partly_approved": "partial-notice",
    "refused": "refusal-notice",
    "not_existing": "absence-answer",
}
POSTPONEMENT = "postponement-notice"
LETTER = "recipient-letter"
_POSTS: Mapping[str, str] = {Role.MANAGER: "관리책임자", Role.PRIVACY_OFFICER: "개인정보 보호책임자"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOnPaper:
    """A case with everything its papers say, and which papers it has now.

    ``offer``: when and where the asker was told that they see the footage; None while nobody noted that.
    """

    sender: Sender
    case: CaseFacts
    names: tuple[str, ...]
    site: str | None
    decision: DecisionFacts | None
    postponement: DecisionFacts | None
    handover: HandoverFacts | None
    offer: Appointment | None = None

    @property
    def notice(self) -> str | None:
        """Return the name of the notice its decision is told by, None without one."""
        return NOTICES[self.decision.outcome] if self.decision else None

    @property
    def needs_appointment(self) -> bool:
        """Return whether its notice says when and where something is shown."""
        granted = self.decision is not None and self.decision.outcome in GRANTED
        return granted and self.case.kind in SHOWN


def case_on_paper(session: Session, *, number: str, actor: Actor, now: datetime) -> CaseOnPaper:
    """Return a case as its papers need it.

    :raises RequestNotFound: if there is none the person may see.
    :raises PaperNotFound: if who asked was erased, or is not for this person's eyes.
    """
    detail = requests.request_detail(session, number=number, actor=actor, now=now)
    names = requests.stored_names(session, number=number, actor=actor)
    row, party = detail.row, detail.party
    if party is None:
        raise PaperNotFound(name=number)
    case = CaseFacts(
        number=row.number,
        kind=_kind(names),
        requester_kind=names.requester_kind.value,
        channel=names.channel.value,
        received_at=row.received_at,
        due_on=row.due_on,
        span_from=row.span_from,
        span_to=row.span_to,
        requester_name=party.requester_name,
        requester_contact=party.requester_contact,
        requester_body=row.requester_body,
        document_no=row.document_no,
        places=tuple(f"{place.code} {place.label}".strip() for place in row.places),
        place_words=party.place_words or "",
        purpose=party.purpose,
        subject_name=party.subject_name or "",
        relation=party.subject_relation or "",
    )
    gone = requests.footage_gone(session, request_id=row.id)
    found_at = max((at for at, _, _ in gone), default=None)
    decided = detail.decision if row.status in DECIDED else None
    ours = sender(session, on=kst_day(now))
    decision = _decision(ours, case, decided, row.overwrite_at, found_at) if decided else None
    postponed = None if row.kind in UNPOSTPONED_KINDS else _postponement(detail.dates, row.due_on)
    handover = letter_facts(session, detail=detail, purpose=party.purpose, actor=actor)
    notices = ((NOTICES.get(decision.outcome) if decision else None), POSTPONEMENT if postponed else None)
    found = (*_forms(names.requester_kind, case.kind), *notices, LETTER if handover else None)
    everywhere = requests.places_of(session, request_id=row.id, sites=None)
    return CaseOnPaper(
        sender=ours,
        case=case,
        names=tuple(name for name in found if name),
        site=sole_site(everywhere),
        decision=decision,
        postponement=postponed,
        handover=handover,
        offer=_offer(session, number=row.number, decision=detail.decision, actor=actor),
    )


def made(
    found: CaseOnPaper, name: str, *, on: date, receipt: ReceiptFacts, appointment: Appointment
) -> RequestForm | ProxyForm | Receipt | RecipientLetter | Notice:
    """Return a paper of a case by its name.

    :param appointment: what was entered for the notice of an approval; its date and place only if none were noted.
    :raises PaperNotFound: if the case has no such paper now.
    :raises IncompleteNotice: if something the law wants told is missing.
    :raises UnlawfulNotice: if it limits or refuses on a ground the company may not use.
    """
    if name not in found.names:
        raise PaperNotFound(name=name)
    if name == "request-form":
        return RequestForm(found.sender, on, found.case)
    if name == "proxy":
        return ProxyForm(found.sender, on, found.case)
    if name == "receipt":
        return Receipt(found.sender, found.case, receipt)
    if name == LETTER and found.handover is not None:
        return RecipientLetter(found.sender, found.case, found.handover)
    chosen = found.postponement if name == POSTPONEMENT else found.decision
    assert chosen is not None  # noqa: S101  # Its name is among the papers only if it is there.
    if name != POSTPONEMENT and name == found.notice and (found.needs_appointment or found.offer):
        chosen = replace(
            chosen,
            show_at=found.offer.show_at if found.offer else appointment.show_at,
            show_place=found.offer.place if found.offer else appointment.place,
            masking=appointment.masking,
            fee=appointment.fee,
        )
    return notice_of(found.sender, found.case, chosen)


def _department(ours: Sender) -> str:
    """Return which part of the company looked, as the registry names it; never a person."""
    return ours.officer_department or ours.officer_title or ours.name


def _decision(
    ours: Sender,
    case: CaseFacts,
    decision: requests.Decision,
    overwrite_at: datetime | None,
    found_at: datetime | None,
) -> DecisionFacts | None:
    """Return what a notice says of a decision; None once its reason was erased.

    :param overwrite_at: from when the footage may be gone as planned.
    :param found_at: when somebody looked at the recorder and found it gone; None: nobody noted that.
    """
    if decision.erased_on is not None:
        return None
    looked_for = "\n".join(filter(None, (*case.places, case.place_words)))
    gone = GoneBecause(decision.gone_because) if decision.gone_because else None
    lost = gone is GoneBecause.LOST
    planned = decision.gone_at is None or overwrite_at is None or decision.gone_at >= overwrite_at
    cause = GONE_BECAUSE_NAMES[gone] if gone and (planned or lost) else ""
    looking = Looking(
        looked_for=looked_for,
        looked_at=found_at or (decision.decided_at if decision.second_look else None),
        looked_by=(None if found_at else _POSTS.get(decision.decided_as or "")) or _department(ours),
        gone_since=decision.gone_at,
        on_schedule=planned and not lost,
        lost=lost,
        why="\n".join(filter(None, (cause, decision.reason))),
    )
    asked = (*case.places, case.place_words)
    part = decision.allowed_part
    return DecisionFacts(
        outcome=decision.outcome,
        decided_on=kst_day(decision.decided_at),
        items=tuple(item for item in ((part,) if part else asked) if item),
        span=None if part else (case.span_from, case.span_to),
        ground=decision.ground or "",
        reason=decision.reason,
        objection_method=decision.objection_method or "",
        looking=looking if decision.outcome == Outcome.NOT_EXISTING else None,
    )


def _forms(asker: RequesterKind, kind: str) -> tuple[str, ...]:
    """Return the forms of a case: a power of attorney for agents only, none to ask on for who has no right to it."""
    if kind in OTHERS:
        return (RECEIPT,)
    asking = () if asker in NO_REQUEST_FORM else ("request-form",)
    return (*asking, *(("proxy",) if asker is RequesterKind.AGENT else ()), RECEIPT)


def _kind(names: requests.StoredNames) -> str:
    """Return what is asked for as papers call it: our own people ask to use footage, others to be provided with it."""
    if names.handling is not Handling.PROVISION:
        return names.kind.value
    return USE if names.requester_kind is RequesterKind.INTERNAL else PROVISION


def _offer(session: Session, *, number: str, decision: requests.Decision | None, actor: Actor) -> Appointment | None:
    """Return when and where the asker was told to see what a decision grants."""
    if decision is None:
        return None
    for notice in requests.notices_of(session, number=number, actor=actor):
        if notice.told == decision.outcome and notice.noted_at >= decision.decided_at and notice.offered_at:
            return Appointment(show_at=notice.offered_at, place=notice.offered_place or "")
    return None


def _postponement(dates: requests.CaseDates, due_on: date) -> DecisionFacts | None:
    """Return what the newest postponement tells; None without one, or once its reason was erased."""
    line = dates.postponements[-1] if dates.postponements else None
    if line is None or line.erased_on is not None:
        return None
    return DecisionFacts(
        outcome="postponed",
        decided_on=kst_day(line.decided_at),
        reason=line.reason,
        objection_method=line.objection_method,
        ground_ends_on=line.ground_ends_on,
        answer_by=due_on,
    )
