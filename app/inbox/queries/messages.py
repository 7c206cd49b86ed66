"""Owns what is read of inboxes. Everybody reads their own; who was told of a case is asked by that case's pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.inbox.domain import KIND_ICONS, KIND_NAMES, Kind, MailState
from app.inbox.models import InboxMessage, OutgoingMail
from app.inbox.wording import said
from app.kernel.actor import Actor
from app.kernel.clock import from_micros, kst_day, to_micros
from app.kernel.messages import N_, Message
from app.web.paging import Key, Page, page_of

PAGE = 50
_UNREAD = and_(InboxMessage.read_at.is_(None), InboxMessage.settled_at.is_(None))


@dataclass(frozen=True, slots=True)
class Notice:
    """A message as its reader sees it."""

    id: int
    kind: Kind
    subject: str
    message: Message
    link: str
    urgent: bool
    told_at: datetime
    read_at: datetime | None
    settled_at: datetime | None

    @property
    def is_unread(self) -> bool:
        """Return whether it waits for its reader."""
        return self.read_at is None and self.settled_at is None

    @property
    def kind_name(self) -> str:
        """Return what the kind is called, as a message id."""
        return KIND_NAMES[self.kind]

    @property
    def icon(self) -> str:
        """Return the name of its picture."""
        return KIND_ICONS[self.kind]


@dataclass(frozen=True, slots=True)
class Group:
    """Messages that stand together on the page, under a title (message id)."""

    title: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """That somebody was told something, for the page of what it was about; no text of it."""

    account_id: int
    kind: Kind
    urgent: bool
    told_at: datetime
    read_at: datetime | None
    settled_at: datetime | None
    mail: MailState | None
    """How far the mail of it is; None without one."""
    mailed_at: datetime | None

    @property
    def kind_name(self) -> str:
        """Return what the kind is called, as a message id."""
        return KIND_NAMES[self.kind]


def unread_count(session: Session, *, actor: Actor) -> int:
    """Return how many messages wait for the actor: neither read nor settled."""
    return session.scalar(select(func.count()).where(InboxMessage.account_id == actor.id, _UNREAD)) or 0


def inbox_of(
    session: Session, *, actor: Actor, only_unread: bool = False, before: Key | None = None, size: int = PAGE
) -> Page[Notice]:
    """Return the actor's own messages, those unread first, then from the newest; nobody reads another's.

    :param before: goes on after a message, as the page before said (``Page.after``): unread 1 or 0, microseconds, id.
    """
    unread = case((_UNREAD, 1), else_=0)
    statement = select(InboxMessage).where(InboxMessage.account_id == actor.id)
    if only_unread:
        statement = statement.where(_UNREAD)
    if before is not None:
        was_unread, micros, number = int(before[0]), int(before[1]), int(before[2])
        told_at = from_micros(micros)
        older = or_(InboxMessage.told_at < told_at, and_(InboxMessage.told_at == told_at, InboxMessage.id < number))
        statement = statement.where(or_(unread < was_unread, and_(unread == was_unread, older)))
    statement = statement.order_by(unread.desc(), InboxMessage.told_at.desc(), InboxMessage.id.desc())
    rows = [_notice(row) for row in session.scalars(statement.limit(size + 1))]
    return page_of(rows, size=size, key=lambda row: (int(row.is_unread), to_micros(row.told_at), row.id))


def newest_unread(session: Session, *, actor: Actor, most: int = 5) -> list[Notice]:
    """Return the actor's unread messages for the board, urgent ones first, then from the newest."""
    statement = (
        select(InboxMessage)
        .where(InboxMessage.account_id == actor.id, _UNREAD)
        .order_by(InboxMessage.urgent.desc(), InboxMessage.told_at.desc(), InboxMessage.id.desc())
        .limit(most)
    )
    return [_notice(row) for row in session.scalars(statement)]


def grouped(notices: Sequence[Notice], *, today: date) -> list[Group]:
    """Return messages as the page shows them: unread today, unread earlier, then the others the same."""

    def place(notice: Notice) -> tuple[bool, bool]:
        return notice.is_unread, kst_day(notice.told_at) >= today

    return [Group(_TITLES[which], tuple(some)) for which, some in groupby(notices, key=place)]


def told(session: Session, *, subject: str) -> list[Told]:
    """Return who was told what about something, in order; whoever calls it sees to it that the reader may know."""
    statement = (
        select(InboxMessage, OutgoingMail.state, OutgoingMail.ended_at)
        .outerjoin(OutgoingMail, OutgoingMail.message_id == InboxMessage.id)
        .where(InboxMessage.subject == subject)
        .order_by(InboxMessage.told_at, InboxMessage.id)
    )
    return [
        Told(
            row.account_id,
            Kind(row.kind),
            row.urgent,
            row.told_at,
            row.read_at,
            row.settled_at,
            None if state is None else MailState(state),
            ended_at if state == MailState.SENT else None,
        )
        for row, state, ended_at in session.execute(statement)
    ]


_TITLES = {
    (True, True): N_("오늘 · 읽지 않음"),
    (True, False): N_("이전 · 읽지 않음"),
    (False, True): N_("오늘"),
    (False, False): N_("이전"),
}


def _notice(row: InboxMessage) -> Notice:
    return Notice(
        row.id,
        Kind(row.kind),
        row.subject,
        said(row.text, row.gaps),
        row.link,
        row.urgent,
        row.told_at,
        row.read_at,
        row.settled_at,
    )
