"""Owns what checks need of fulfilled requests: the masking answer, the fee, the copies and what is overdue."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.viewing_requests.domain import RequestKind
from app.viewing_requests.giving import COPIES
from app.viewing_requests.models import ViewingRequest, ViewingRequestHandover, ViewingRequestHandoverItem
from app.viewing_requests.queries.copies import overdue_returns
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.states import Status

_SHOWN = (RequestKind.VIEWING, RequestKind.COPY, RequestKind.EXISTENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was given on a request in one hand-over. Without any, ``masking_answered`` is False."""

    number: str
    masking_answered: bool
    gave_copy: bool
    copies: int
    fee: int
    cost: int
    caused_by_us: bool
    overdue: tuple[tuple[str, date], ...] = ()


def given_since(session: Session, *, since: datetime, on: date, actor: Actor) -> Iterator[Given]:
    """Yield what was given on requests that are open or were closed since a moment, the oldest first."""
    late: dict[int, list[tuple[str, date]]] = defaultdict(list)
    for copy in overdue_returns(session, actor=actor, on=on):
        if copy.return_by is not None:
            late[copy.handover_leaf].append((copy.name, copy.return_by))
    request, row, item = ViewingRequest, ViewingRequestHandover, ViewingRequestHandoverItem
    copies = select(func.count()).where(item.leaf == row.leaf).scalar_subquery()
    fulfilled = request.status.in_([str(Status.HANDED_OVER), str(Status.CLOSED)]) & request.kind.in_(_SHOWN)
    statement = (
        select(request.number, row, copies.label("copies"))
        .outerjoin(row, row.request_id == request.id)
        .where(
            may_see(actor),
            or_(row.leaf.is_not(None), fulfilled),
            or_(request.closed_at.is_(None), request.closed_at >= since, row.leaf.in_(late)),
        )
        .order_by(request.id, row.leaf)
    )
    for number, found, count in session.execute(statement):
        if found is None:
            yield Given(
                number=number,
                masking_answered=False,
                gave_copy=False,
                copies=0,
                fee=0,
                cost=0,
                caused_by_us=False,
            )
            continue
        yield Given(
            number=number,
            masking_answered=True,
            gave_copy=found.mode in COPIES,
            copies=count,
            fee=found.fee,
            cost=found.cost_copying + found.cost_masking + found.cost_postage,
            caused_by_us=found.caused_by_us,
            overdue=tuple(late.get(found.leaf, ())),
        )
