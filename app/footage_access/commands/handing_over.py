"""Owns the act of handing over: the entry of the register, the letter, what left, and the case, in one transaction."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.footage_access.commands.letters import Letter, record_letter
from app.footage_access.commands.recording import write_access
from app.footage_access.domain import ConsentItem, Facts, Form, Kind, Method, Purpose, check_may_record
from app.kernel.actor import Actor
from app.kernel.messages import N_
from app.ledger.domain import Receipt
from app.viewing_requests import commands as viewing_requests
from app.viewing_requests import queries as requests
from app.viewing_requests.domain import Handling, Place, RequesterKind
from app.viewing_requests.giving import COPIES, GIVING_MODES, HandOver, Mode, open_name
from app.viewing_requests.queries import RequestDetail, RequestRow
from app.viewing_requests.states import GRANTED, Status, check_can_become

_FORMS = {Mode.SHOWN: Form.SCREEN, Mode.PRINT: Form.PRINT, Mode.FILE: Form.FILE}
_NAMES = {Mode.SHOWN: N_("화면"), Mode.ANSWER: N_("존재 확인 답변"), Mode.DELETED: N_("삭제한 영상")}
"""What the register's column 파일명/형태 says where there is no file."""
_PURPOSES = {RequesterKind.INVESTIGATOR: Purpose.INVESTIGATION, RequesterKind.COURT: Purpose.INVESTIGATION}
"""Why a body is given footage, by who asks; everybody else looks into something that happened."""
_NAMED = 5
_AND_MORE = N_("{first} 외 {count}개")
"""So many copies are named in the register; of more the first and how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """Which entries were written: the register's (None: suspension) and the hand-over's (None: sent twice)."""

    entry_leaf: int | None
    handover_leaf: int | None
    repeated: bool = False


def hand_over_case(
    session: Session,
    *,
    number: str,
    handover: HandOver,
    actor: Actor,
    now: datetime,
    key: str | None,
    places: tuple[Place, ...] = (),
) -> HandedOver:
    """Record that something was shown or given for a granted request, or that what was asked was done or told.

    :param key: chosen by the client: the same key of the same person writes nothing a second time.
    :param places: what was shown, where the request knows its place in words only.
    :raises NotAllowed: if the person does not work with footage, or not on cases.
    :raises RequestNotFound: if there is no such request the person may see.
    :raises WrongMoment: if the request is not granted.
    :raises Refusal: as ``check_handover``, ``write_access`` and ``record_letter``.
    """
    check_may_record(actor)
    viewing_requests.lock_request(session, number=number, actor=actor)
    detail = requests.request_detail(session, number=number, actor=actor, now=now)
    row = detail.row
    own_key = key if handover.mode is Mode.SUSPENDED else None  # Else the register's entry has it.
    if own_key is not None and viewing_requests.was_handed_over(session, number=number, key=own_key, actor=actor):
        return HandedOver(entry_leaf=None, handover_leaf=None, repeated=True)
    if row.status in GRANTED:
        viewing_requests.check_handover(session, row, handover, now=now)
        shows = viewing_requests.places_of_items(handover, row.places or places)
        viewing_requests.check_handover_basis(session, number=number, handover=handover, places=shows, actor=actor)
        viewing_requests.check_identity_known(session, number=number, actor=actor)
    elif key is None or handover.mode is Mode.SUSPENDED:  # Else it may have been sent before.
        check_can_become(row.status, Status.HANDED_OVER)
    entry = _record(session, detail, handover, places=places, actor=actor, now=now, key=key)
    if entry is not None and entry.repeated:
        return HandedOver(entry_leaf=entry.leaf, handover_leaf=None, repeated=True)
    check_can_become(row.status, Status.HANDED_OVER)
    letter_leaf = _write_letter(session, row, handover, entry, actor=actor, now=now)
    entry_leaf = entry.leaf if entry else None
    receipt = viewing_requests.write_handover(
        session,
        number=number,
        handover=handover,
        recipient=handover.recipient_name or (detail.party.requester_name if detail.party else ""),
        entry_leaf=entry_leaf,
        letter_leaf=letter_leaf,
        actor=actor,
        now=now,
        key=own_key,
    )
    if not handover.more_to_come:
        viewing_requests.fulfil_request(session, number=number, entry_leaf=entry_leaf, actor=actor, now=now)
    return HandedOver(entry_leaf=entry_leaf, handover_leaf=receipt.leaf)


def register_facts(
    detail: RequestDetail, handover: HandOver, places: tuple[Place, ...], requester: RequesterKind
) -> Facts | None:
    """Return what the register says of a hand-over; None for a suspension, which it has no kind for."""
    row = detail.row
    if handover.mode is Mode.SUSPENDED:
        return None
    span_from, span_to = viewing_requests.span_of(handover, row)
    there = viewing_requests.places_of_items(handover, row.places or places)
    if handover.mode is Mode.DELETED:
        return Facts(
            kind=Kind.DESTRUCTION,
            occurred_at=handover.handed_at,
            places=there,
            purpose=Purpose.DATA_SUBJECT,
            text=handover.what,
            span_from=span_from,
            span_to=span_to,
            file_name=f"{_NAMES[Mode.DELETED]} ({row.number})",
            method=Method(handover.method) if handover.method else None,
        )
    outside = row.handling is Handling.PROVISION  # Footage of others: 법 17, 18.
    names = [open_name(row.number, position, item) for position, item in enumerate(handover.items, start=1)]
    copied = handover.mode in COPIES and not outside
    facts = Facts(
        kind=Kind.PROVISION if outside else Kind.VIEWING,
        occurred_at=handover.handed_at,
        places=there,
        purpose=_PURPOSES.get(requester, Purpose.INCIDENT) if outside else Purpose.DATA_SUBJECT,
        text=handover.what,
        span_from=span_from,
        span_to=span_to,
        request_number=row.number,
        file_name=_named(names) or _NAMES.get(handover.mode),
        recipient=handover.recipient_body if outside else None,
        form=_FORMS.get(handover.mode, Form.PRINT if outside else None),
        period_until=handover.use_until,
        consent_on=handover.consent_on if outside else None,
        consent_items=tuple(map(ConsentItem, handover.consent_items)) if outside else (),
        copied=", ".join(names) if copied else None,
        copy_reason=handover.copy_reason if copied else None,
    )
    return _used(facts, detail, handover, named=bool(names)) if row.own_use else facts


def _used(facts: Facts, detail: RequestDetail, handover: HandOver, *, named: bool) -> Facts:
    """Return what the register says of our own use (표준지침 §42①): who used it and why it may be used, by itself.

    Entries of that kind name no request; the words of the file name do, as those of a destruction.
    """
    row = detail.row
    asker = detail.party.requester_name if detail.party else None
    return replace(
        facts,
        kind=Kind.USE,
        request_number=None,
        file_name=facts.file_name if named else f"{facts.file_name} ({row.number})",
        recipient=handover.recipient_body or handover.recipient_name or row.requester_body or asker,
        ground=detail.decision.ground if detail.decision else None,
        document=row.document_no,
    )


def _named(names: list[str]) -> str:
    if len(names) <= _NAMED:
        return ", ".join(names)
    return _AND_MORE.format(first=names[0], count=len(names) - 1)


def _record(
    session: Session,
    detail: RequestDetail,
    handover: HandOver,
    *,
    places: tuple[Place, ...],
    actor: Actor,
    now: datetime,
    key: str | None,
) -> Receipt | None:
    names = requests.stored_names(session, number=detail.row.number, actor=actor)
    facts = register_facts(detail, handover, places, names.requester_kind)
    if facts is None:
        return None
    return write_access(session, facts=facts, actor=actor, now=now, key=key)


def _write_letter(
    session: Session, row: RequestRow, handover: HandOver, entry: Receipt | None, *, actor: Actor, now: datetime
) -> int | None:
    duties = handover.duties
    asks = row.handling is Handling.PROVISION and not row.own_use and handover.mode in GIVING_MODES
    if entry is None or not asks:
        return None
    if duties is None:
        return entry.leaf  # In an emergency: by word of mouth, the letter follows.
    assert duties.sent_on is not None  # noqa: S101  # check_handover asked for it.
    letter = Letter(
        sent_on=duties.sent_on,
        document=duties.document,
        limits=duties.limits,
        measures=duties.measures,
        accepted_on=duties.accepted_on,
    )
    return record_letter(session, leaf=entry.leaf, letter=letter, actor=actor, now=now).leaf
