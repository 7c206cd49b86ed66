"""Owns what is read about the hand-overs of one case."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.messages import N_, Message
from app.viewing_requests.domain import Handling
from app.viewing_requests.giving import GIVING_MODES, Masking, Mode
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestHandover,
    ViewingRequestHandoverItem,
    ViewingRequestReturn,
)
from app.viewing_requests.queries.copies import CopyRow, copies, opened
from app.viewing_requests.queries.sight import may_see

_BACK = N_("사본 {name} 회수·파기 확인({day}까지)")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow:
    """A hand-over as the case page tells it; personal texts are None once erased, or for other eyes."""

    leaf: int
    number: str
    handling: Handling
    mode: Mode
    delivery: str
    entry_leaf: int | None
    letter_leaf: int | None
    accepted_on: date | None
    recipient: str | None
    recipient_is_asker: bool
    recipient_body: str | None
    identity: str | None
    masking: Masking
    method: str | None
    masked_by: int | None
    contractor: str | None
    checked_by: int | None
    unmasked: str | None
    mask_words: str | None
    encrypted: bool
    password_apart: bool
    player_note: str | None
    cost_copying: int
    cost_masking: int
    cost_postage: int
    caused_by_us: bool
    waived: bool
    fee: int
    use_until: date | None
    ends_with: str | None
    return_by: date | None
    kept_because: str | None
    handed_by: int
    handed_at: datetime
    erased_on: date | None
    copies: tuple[CopyRow, ...]

    @property
    def people(self) -> set[int]:
        """Return the accounts that are named."""
        named = {self.handed_by, self.masked_by, self.checked_by}
        named |= {copy.back.confirmed_by for copy in self.copies if copy.back}
        return {one for one in named if one is not None}

    @property
    def cost(self) -> int:
        """Return what it cost, in won."""
        return self.cost_copying + self.cost_masking + self.cost_postage


def handovers_of(session: Session, *, number: str, actor: Actor) -> list[HandoverRow]:
    """Return the hand-overs of a case the person may see, the oldest first."""
    row = ViewingRequestHandover
    statement = (
        select(row)
        .join(ViewingRequest, ViewingRequest.id == row.request_id)
        .where(ViewingRequest.number == number, may_see(actor))
        .order_by(row.leaf)
    )
    found = session.scalars(statement).all()
    found_copies: dict[int, list[CopyRow]] = defaultdict(list)
    for copy in copies(session, (ViewingRequestHandoverItem.leaf.in_([one.leaf for one in found]),), actor):
        found_copies[copy.handover_leaf].append(copy)
    return [_handover(one, number, tuple(found_copies[one.leaf]), actor) for one in found]


def is_masking_answered(session: Session, *, number: str, actor: Actor) -> bool:
    """Return whether something was shown or given on a case, with the answer to how others in it were hidden."""
    row = ViewingRequestHandover
    given = (row.request_id == ViewingRequest.id) & row.mode.in_(sorted(GIVING_MODES))
    statement = select(exists().where(ViewingRequest.number == number, may_see(actor), given))
    return bool(session.scalar(statement))


def returns_still_due(session: Session, *, request_id: int) -> tuple[Message, ...]:
    """Return in words the copies of a case that nobody has accounted for."""
    item, handover, back = ViewingRequestHandoverItem, ViewingRequestHandover, ViewingRequestReturn
    statement = (
        select(item.name, handover.return_by)
        .join(handover, handover.leaf == item.leaf)
        .outerjoin(back, (back.handover_leaf == item.leaf) & (back.position == item.position))
        .where(item.request_id == request_id, handover.return_by.is_not(None), back.leaf.is_(None))
        .order_by(item.ordinal)
    )
    return tuple(Message(_BACK, {"name": name, "day": str(day)}) for name, day in session.execute(statement))


_COLUMNS = tuple(
    name
    for name in HandoverRow.__dataclass_fields__
    if name not in {"number", "handling", "mode", "masking", "copies", "recipient", "mask_words"}
    and name != "player_note"
)
_WORDS = ("recipient", "mask_words", "player_note")


def _handover(row: ViewingRequestHandover, number: str, copies: tuple[CopyRow, ...], actor: Actor) -> HandoverRow:
    columns: dict[str, Any] = {name: getattr(row, name) for name in _COLUMNS}
    columns |= {name: opened(number, name, getattr(row, name), actor) for name in _WORDS}
    return HandoverRow(
        number=number,
        handling=Handling(row.handling),
        mode=Mode(row.mode),
        masking=Masking(row.masking),
        copies=copies,
        **columns,
    )
