"""Owns what papers are filled from: the registry of a day, a case as the person may read it, the requests of a year."""

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
    YearStatistics,
    notice_of,
)
from app.case_papers.content.parts import RIGHTS_TO_SEE
from app.case_papers.domain.facts import (
    Appointment,
    CaseFacts,
    DecisionFacts,
    HandedFile,
    HandoverFacts,
    Looking,
    ReceiptFacts,
    Sender,
)
from app.case_papers.domain.figures import OPEN, AskedCase, figures_of
from app.case_papers.refusals import PaperNotFound
from app.footage_access import queries as footage
from app.footage_access.domain import FORM_NAMES, PURPOSE_NAMES
from app.footage_access.refusals import EntryNotFound
from app.kernel.actor import Actor, Role
from app.kernel.clock import KST, kst_day
from app.law.grounds import refusal_grounds
from app.registry import queries as registry
from app.viewing_requests import queries as requests
from app.viewing_requests.domain import Channel, Handling, RequesterKind, RequestKind
from app.viewing_requests.events import sole_site
from app.viewing_requests.states import DECIDED, GONE_BECAUSE_NAMES, GRANTED, RUNNING, GoneBecause, Outcome, Status

PROVISION = "provision"
FORMS = ("request-form", "proxy", "receipt")
"""Papers every case has."""
NOTICES: Mapping[str, str] = {
    "approved": "approval-notice",
    "partly_approved": "partial-notice",
    "refused": "refusal-notice",
    "not_existing": "absence-answer",
}
POSTPONEMENT = "postponement-notice"
LETTER = "recipient-letter"
_POSTS: Mapping[str, str] = {Role.MANAGER: "관리책임자", Role.PRIVACY_OFFICER: "개인정보 보호책임자"}
_SOME_POST = "영상정보 담당자"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOnPaper:
    """A case with everything its papers say, and which papers it has now."""

    sender: Sender
    case: CaseFacts
    names: tuple[str, ...]
    site: str | None
    decision: DecisionFacts | None
    postponement: DecisionFacts | None
    handover: HandoverFacts | None

    @property
    def notice(self) -> str | None:
        """Return the name of the notice its decision is told by, None without one."""
        return NOTICES[self.decision.outcome] if self.decision else None

    @property
    def needs_appointment(self) -> bool:
        """Return whether its notice says when and where something is shown."""
        granted = self.decision is not None and self.decision.outcome in GRANTED
        return granted and self.case.kind in RIGHTS_TO_SEE


def sender(session: Session, *, on: date) -> Sender:
    """Return the company as the registry of a day has it; an empty registry gives an empty name."""
    snapshot = registry.snapshot(session, as_of=on)
    organisation, officer = snapshot.organisation, snapshot.privacy_officer
    return Sender(
        name=organisation.name if organisation else "",
        name_en=organisation.name_en if organisation else None,
        address=organisation.address if organisation else None,
        phone=organisation.phone if organisation else None,
        homepage=organisation.homepage if organisation else None,
        officer_title=officer.title if officer else None,
        officer_department=officer.department if officer else None,
        officer_phone=officer.phone if officer else None,
    )


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
        kind=PROVISION if names.handling is Handling.PROVISION else names.kind.value,
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
    )
    decision = _decision(case, detail.decision) if row.status in DECIDED and detail.decision else None
    postponed = _postponement(detail.dates, row.due_on)
    handover = _handover(session, number=row.number, actor=actor)
    notices = ((NOTICES.get(decision.outcome) if decision else None), POSTPONEMENT if postponed else None)
    found = (*FORMS, *notices, LETTER if handover else None)
    everywhere = requests.places_of(session, request_id=row.id, sites=None)
    return CaseOnPaper(
        sender=sender(session, on=kst_day(now)),
        case=case,
        names=tuple(name for name in found if name),
        site=sole_site(everywhere),
        decision=decision,
        postponement=postponed,
        handover=handover,
    )


def made(
    found: CaseOnPaper, name: str, *, on: date, receipt: ReceiptFacts, appointment: Appointment
) -> RequestForm | ProxyForm | Receipt | RecipientLetter | Notice:
    """Return a paper of a case by its name.

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
    if name != POSTPONEMENT and found.needs_appointment:
        chosen = replace(
            chosen,
            show_at=appointment.show_at,
            show_place=appointment.place,
            masking=appointment.masking,
            fee=appointment.fee,
        )
    return notice_of(found.sender, found.case, chosen)


def statistics(session: Session, *, year: int, actor: Actor, now: datetime) -> YearStatistics:
    """Return the statistics of a year over the requests a person may know of."""
    asked = requests.asked_in_year(session, year=year, actor=actor)
    figures = figures_of(
        year,
        [_counted(one, now) for one in asked],
        counted_at=now,
        kinds=(*RequestKind, PROVISION),
        requesters=tuple(RequesterKind),
        channels=tuple(Channel),
        outcomes=(*Outcome, Status.WITHDRAWN.value, Status.POSTPONED.value, OPEN),
        grounds=tuple(ground.key for ground in refusal_grounds(private=True, on=kst_day(now))),
    )
    return YearStatistics(sender(session, on=kst_day(now)), figures, whole=actor.sites is None)


def _decision(case: CaseFacts, decision: requests.Decision) -> DecisionFacts | None:
    """Return what a notice says of a decision; None once its reason was erased."""
    if decision.erased_on is not None:
        return None
    looked_for = "\n".join(filter(None, (*case.places, case.place_words)))
    gone = GoneBecause(decision.gone_because) if decision.gone_because else None
    looking = Looking(
        looked_for=looked_for,
        looked_at=decision.decided_at,
        looked_by=_POSTS.get(decision.decided_as or "", _SOME_POST),
        gone_since=decision.gone_at,
        why="\n".join(filter(None, (GONE_BECAUSE_NAMES[gone] if gone else "", decision.reason))),
    )
    asked = (_span(case.span_from, case.span_to), *case.places, case.place_words)
    items = (decision.allowed_part,) if decision.allowed_part else asked
    return DecisionFacts(
        outcome=decision.outcome,
        decided_on=kst_day(decision.decided_at),
        items=tuple(item for item in items if item),
        ground=decision.ground or "",
        reason=decision.reason,
        objection_method=decision.objection_method or "",
        looking=looking if decision.outcome == Outcome.NOT_EXISTING else None,
    )


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


def _handover(session: Session, *, number: str, actor: Actor) -> HandoverFacts | None:
    """Return what the newest letter of a request asks of whom; None without one, or once its words were erased."""
    letter = footage.letters_of(session, numbers=[number]).get(number)
    if letter is None or letter.limits is None or letter.measures is None:
        return None
    try:
        row = footage.entry_row(session, leaf=letter.entry_leaf, actor=actor)
    except EntryNotFound:  # At a site that is not theirs.
        return None
    if row.recipient is None or row.ground is None:
        return None
    span = _span(row.span_from, row.span_to) if row.span_from and row.span_to else ""
    file = HandedFile(name=row.file_name or "", span=span, form=FORM_NAMES[row.form] if row.form else "")
    return HandoverFacts(
        recipient=row.recipient,
        handed_on=kst_day(row.occurred_at),
        letter_on=letter.sent_on,
        document_no=letter.document,
        ground=row.ground,
        purpose=" · ".join(filter(None, (PURPOSE_NAMES[row.purpose], row.text))),
        files=(file,) if file.name or file.span else (),
        limits=letter.limits,
        measures=letter.measures,
        use_until=row.period_until,
    )


def _span(start: datetime, end: datetime) -> str:
    return " – ".join(f"{moment.astimezone(KST):%Y-%m-%d %H:%M}" for moment in (start, end))


def _counted(one: requests.AskedInYear, now: datetime) -> AskedCase:
    received, answered = kst_day(one.received_at), kst_day(one.answered_at) if one.answered_at else None
    taken_back = one.status in {Status.WITHDRAWN, Status.POSTPONED}
    outcome = one.status.value if taken_back else one.outcome or OPEN
    waits = answered is None and one.status in RUNNING
    given = one.names.handling is Handling.PROVISION and one.register_entry is not None
    return AskedCase(
        month=received.month,
        kind=PROVISION if one.names.handling is Handling.PROVISION else one.names.kind.value,
        requester=one.names.requester_kind.value,
        channel=one.names.channel.value,
        outcome=outcome,
        ground=one.ground or "" if one.names.handling is Handling.VIEWING else "",
        days=(answered - received).days if answered else None,
        late=(answered or kst_day(now)) > one.due_on if answered or waits else False,
        held=one.held,
        gone=one.outcome == Outcome.NOT_EXISTING,
        emergency=one.emergency,
        handed_over=int(given),
        returned=int(given and one.status is Status.CLOSED),
    )
