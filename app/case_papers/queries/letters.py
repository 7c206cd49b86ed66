"""Owns what the letter to a recipient is filled from: the draft; later the register's entry and what left."""

from sqlalchemy.orm import Session

from app.case_papers.domain.facts import HandedFile, HandoverFacts
from app.footage_access import queries as footage
from app.footage_access.domain import FORM_NAMES
from app.footage_access.refusals import EntryNotFound
from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.viewing_requests import queries as requests
from app.viewing_requests.giving import MEDIUM_NAMES


def letter_facts(
    session: Session, *, detail: requests.RequestDetail, purpose: str, actor: Actor
) -> HandoverFacts | None:
    """Return what a recipient is asked: by the newest letter on record, else by the one drafted before anything left.

    None without either, or once its words were erased.

    :param purpose: for what the recipient asked for it: they may use it for nothing else (법 18⑤).
    """
    number = detail.row.number
    letter = footage.letters_of(session, numbers=[number]).get(number)
    if letter is None:
        return _drafted(session, detail, purpose=purpose, actor=actor)
    if letter.limits is None or letter.measures is None:
        return None
    try:
        row = footage.entry_row(session, leaf=letter.entry_leaf, actor=actor)
    except EntryNotFound:  # At a site that is not theirs.
        return None
    if row.recipient is None or row.ground is None:
        return None
    handovers = requests.handovers_of(session, number=number, actor=actor)
    handover = next((one for one in handovers if one.entry_leaf == letter.entry_leaf), None)
    files = tuple(_file(copy) for copy in handover.copies) if handover else ()
    if not files and (row.file_name or row.span_from):
        period = (row.span_from, row.span_to) if row.span_from and row.span_to else None
        files = (HandedFile(name=row.file_name or "", span=period, form=FORM_NAMES[row.form] if row.form else ""),)
    return HandoverFacts(
        recipient=row.recipient,
        handed_on=kst_day(row.occurred_at),
        letter_on=letter.sent_on,
        document_no=letter.document,
        ground=row.ground,
        purpose=purpose,
        files=files,
        limits=letter.limits,
        measures=letter.measures,
        use_until=row.period_until,
        ends_with=(handover.ends_with or "") if handover else "",
        confirm_by=handover.return_by if handover else None,
    )


def _drafted(session: Session, detail: requests.RequestDetail, *, purpose: str, actor: Actor) -> HandoverFacts | None:
    """Return what the newest drafted letter asks; it names what was granted, as no file is known yet."""
    row, decision, party = detail.row, detail.decision, detail.party
    draft = requests.drafted_letter(session, number=row.number, actor=actor)
    opened = requests.emergencies_of(session, number=row.number, actor=actor)
    ground = decision.ground if decision else opened[0].ground if opened else None
    if draft is None or ground is None or party is None:
        return None
    part = decision.allowed_part if decision else None
    asked = part or ", ".join(f"{place.code} {place.label}".strip() for place in row.places) or party.place_words
    return HandoverFacts(
        recipient=row.requester_body or party.requester_name,
        handed_on=None,
        letter_on=draft.letter_on,
        document_no=draft.document,
        ground=ground,
        purpose=purpose,
        files=(HandedFile(name=asked or "", span=None if part else (row.span_from, row.span_to)),),
        limits=draft.limits,
        measures=draft.measures,
        use_until=draft.use_until,
        ends_with=draft.ends_with or "",
        confirm_by=draft.return_by,
    )


def _file(copy: requests.CopyRow) -> HandedFile:
    """Return a copy as its recipient has it: under the name of its file, once that is erased under the open one."""
    return HandedFile(
        name=copy.file_name or copy.name,
        digest=copy.sha256 or "",
        span=(copy.span_from, copy.span_to),
        form=MEDIUM_NAMES[copy.medium],
    )
