"""Owns what is read about copies that left: what is out and when it is due back, and whose content a digest is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.vault.wiring import vault
from app.viewing_requests.domain import Place
from app.viewing_requests.giving import EndsWith, Medium, Returned
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestHandover,
    ViewingRequestHandoverItem,
    ViewingRequestHandoverPlace,
    ViewingRequestReturn,
)
from app.viewing_requests.queries.sight import may_see

READS_HANDOVERS = (Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR)
"""Whose eyes the names in a hand-over are for."""
MOST_COPIES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyBack:
    """What became of a copy. ``word_of`` None: erased, or not for this person's eyes."""

    leaf: int
    how: Returned
    on_day: date
    document: str | None
    word_of: str | None
    confirmed_by: int
    confirmed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """A copy that left. ``file_name`` None: erased, or not for this person's eyes."""

    number: str
    handover_leaf: int
    position: int
    name: str
    file_name: str | None
    medium: Medium
    sha256: str | None
    size_bytes: int | None
    span_from: datetime
    span_to: datetime
    places: tuple[Place, ...]
    handed_at: datetime
    recipient_body: str | None
    ends_with: EndsWith | None
    return_by: date | None
    back: CopyBack | None

    def is_overdue(self, on: date) -> bool:
        """Return whether nobody has confirmed by its day what became of it."""
        return self.back is None and self.return_by is not None and self.return_by < on

    @property
    def is_out(self) -> bool:
        """Return whether it is still expected."""
        return self.back is None and self.return_by is not None


def copies_out(
    session: Session, *, actor: Actor, site: str | None = None, most: int | None = MOST_COPIES
) -> list[CopyRow]:
    """Return copies whose return or destruction nobody has confirmed, the sooner due first."""
    expected = ViewingRequestHandover.return_by.is_not(None), ViewingRequestReturn.leaf.is_(None)
    return copies(session, (*expected, *_at(site, actor)), actor, by_day=True, most=most)


def overdue_returns(session: Session, *, actor: Actor, on: date) -> list[CopyRow]:
    """Return copies that were due back, or to be destroyed, before a day, the longest overdue first."""
    late = ViewingRequestHandover.return_by < on, ViewingRequestReturn.leaf.is_(None)
    return copies(session, (*late,), actor, by_day=True)


def copies_back(session: Session, *, actor: Actor, most: int = MOST_COPIES) -> list[CopyRow]:
    """Return copies whose end was confirmed, the newest first."""
    return copies(session, (ViewingRequestReturn.leaf.is_not(None),), actor, newest=True, most=most)


def copies_with_digest(session: Session, *, sha256: str, actor: Actor) -> list[CopyRow]:
    """Return the copies with exactly this content the person may know of, the newest first."""
    return copies(session, (ViewingRequestHandoverItem.sha256 == sha256,), actor, newest=True)


def copies_of_size(session: Session, *, size_bytes: int, sha256: str, actor: Actor) -> list[CopyRow]:
    """Return the copies as large as a file whose content is another: what an altered file may have been."""
    item = ViewingRequestHandoverItem
    return copies(session, (item.size_bytes == size_bytes, item.sha256 != sha256), actor, newest=True, most=20)


def _at(site: str | None, actor: Actor) -> tuple[ColumnElement[bool], ...]:
    if site is None:
        return ()
    place = ViewingRequestHandoverPlace
    there = select(place.leaf).where(place.leaf == ViewingRequestHandoverItem.leaf, place.site_code == site).exists()
    return (there,) if actor.sees_site(site) else (ViewingRequest.id.is_(None),)


def copies(
    session: Session,
    which: Iterable[ColumnElement[bool]],
    actor: Actor,
    *,
    by_day: bool = False,
    newest: bool = False,
    most: int | None = None,
) -> list[CopyRow]:
    """Return copies that meet some conditions and that the person may know of."""
    item, handover, back = ViewingRequestHandoverItem, ViewingRequestHandover, ViewingRequestReturn
    order: Sequence[ColumnElement[Any]] = [item.leaf.asc(), item.position.asc()]
    if by_day:
        order = [handover.return_by.asc(), *order]
    if newest:
        order = [item.leaf.desc(), item.position.asc()]
    statement = (
        select(item, handover, back, ViewingRequest.number)
        .join(handover, handover.leaf == item.leaf)
        .join(ViewingRequest, ViewingRequest.id == item.request_id)
        .outerjoin(back, (back.handover_leaf == item.leaf) & (back.position == item.position))
        .where(*which, may_see(actor))
        .order_by(*order)
        .limit(most)
    )
    found = session.execute(statement).all()
    places = _places(session, {rows[0].leaf for rows in found}, actor)
    return [_copy(rows, places, actor) for rows in found]


def _copy(
    rows: Row[ViewingRequestHandoverItem, ViewingRequestHandover, ViewingRequestReturn | None, str],
    places: dict[tuple[int, int], tuple[Place, ...]],
    actor: Actor,
) -> CopyRow:
    item, of, end, number = rows
    back = None
    if end is not None:
        back = CopyBack(
            leaf=end.leaf,
            how=Returned(end.how),
            on_day=end.on_day,
            document=end.document,
            word_of=opened(number, "word_of", end.word_of, actor),
            confirmed_by=end.confirmed_by,
            confirmed_at=end.confirmed_at,
        )
    return CopyRow(
        number=number,
        handover_leaf=item.leaf,
        position=item.position,
        name=item.name,
        file_name=opened(number, "file_name", item.file_name, actor),
        medium=Medium(item.medium),
        sha256=item.sha256,
        size_bytes=item.size_bytes,
        span_from=item.span_from,
        span_to=item.span_to,
        places=places.get((item.leaf, item.position), ()),
        handed_at=of.handed_at,
        recipient_body=of.recipient_body,
        ends_with=EndsWith(of.ends_with) if of.ends_with else None,
        return_by=of.return_by,
        back=back,
    )


def _places(session: Session, leaves: set[int], actor: Actor) -> dict[tuple[int, int], tuple[Place, ...]]:
    row = ViewingRequestHandoverPlace
    found: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in session.scalars(select(row).where(row.leaf.in_(leaves)).order_by(row.leaf, row.item, row.position)):
        if actor.sees_site(place.site_code):
            found[place.leaf, place.item].append(
                Place(
                    site_code=place.site_code,
                    zone_code=place.zone_code,
                    camera_code=place.camera_code,
                    label=place.label,
                )
            )
    return {key: tuple(places) for key, places in found.items()}


def opened(number: str, part: str, token: str, actor: Actor) -> str | None:
    """Return a personal text, or None where it was erased or is not for this person's eyes."""
    if not token or not actor.has(*READS_HANDOVERS):
        return None
    return vault().open(token, context=f"viewing_request:{number}:{part}")
