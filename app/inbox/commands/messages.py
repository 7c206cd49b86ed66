"""Owns telling people something, and what they do with it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from app.accounts.queries.in_use import accounts_in_use
from app.inbox.domain import Kind, NoSuchMessage, Unfit, check_key, check_link, check_subject
from app.inbox.models import InboxMessage, OutgoingMail
from app.inbox.wording import kept
from app.kernel.actor import Actor
from app.kernel.clock import kst_day, start_of_kst_day
from app.kernel.messages import Message
from app.law.periods import message_days


def tell(
    session: Session,
    *,
    to: Collection[int],
    message: Message,
    link: str,
    kind: Kind | str,
    subject: str,
    urgent: bool = False,
    key: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Put a message into the inboxes of some accounts, and return how many are new.

    Once for each account and key: telling again, even after the message was read or settled, does nothing. So a key
    names the matter and its round, e.g. ``hold_due:2026-0001:3``. Accounts that are closed or unknown are passed over.

    To escalate, tell whoever is next with another kind and key (``decision_overdue:2026-0001:1`` after
    ``decision_waiting:2026-0001:1``); ``queries.told`` says who was told what and who looked. Once the matter is done,
    ``settle`` closes all of it.

    **A message holds no personal data of people who asked or were filmed**, in no gap, link, subject or key: numbers
    of cases, posts, sites and days only. It is kept in the open, and a mail about it names the case and the link.

    :param to: numbers of accounts.
    :param message: a Korean message id with gaps (text, whole numbers, days, messages), said in the reader's language.
    :param link: the path in this application where something is to be done, e.g. ``/requests/2026-0001``.
    :param subject: what it is about, as events say it: ``viewing_request:2026-0001``.
    :raises Unfit: if the caller gives something that could not be shown; ValueError for an unknown kind.
    """
    check_link(link)
    check_subject(subject)
    check_key(key)
    text, gaps = kept(message)
    people = sorted(accounts_in_use(session, account_ids=to))
    if not people:
        return 0
    same = {
        "key": key,
        "kind": Kind(kind).value,
        "subject": subject,
        "text": text,
        "gaps": gaps,
        "link": link,
        "urgent": urgent,
        "told_by": actor.id,
        "told_at": now,
    }
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    telling = (
        insert(InboxMessage)
        .values([{"account_id": account_id, **same} for account_id in people])
        .on_conflict_do_nothing(index_elements=["account_id", "key"])
        .returning(InboxMessage.id)
    )
    return len(session.scalars(telling).all())


def mark_read(session: Session, *, message_id: int, actor: Actor, now: datetime) -> str:
    """Note that the actor opened a message of theirs, and return where it leads.

    :raises NoSuchMessage: if there is none, or it is somebody else's.
    """
    found = session.execute(
        select(InboxMessage.link).where(InboxMessage.id == message_id, InboxMessage.account_id == actor.id)
    ).one_or_none()
    if found is None:
        raise NoSuchMessage
    session.execute(
        update(InboxMessage)
        .where(InboxMessage.id == message_id, InboxMessage.read_at.is_(None))
        .values(read_at=now)
        .execution_options(synchronize_session=False)
    )
    link: str = found.link
    return link


def mark_all_read(session: Session, *, actor: Actor, now: datetime, up_to: int) -> int:
    """Note that the actor has read their messages, and return how many were unread.

    :param up_to: the highest number of a message that was shown: what came in since stays unread.
    """
    reading = (
        update(InboxMessage)
        .where(
            InboxMessage.account_id == actor.id,
            InboxMessage.id <= up_to,
            InboxMessage.read_at.is_(None),
            InboxMessage.settled_at.is_(None),
        )
        .values(read_at=now)
        .returning(InboxMessage.id)
        .execution_options(synchronize_session=False)
    )
    return len(session.scalars(reading).all())


def settle(
    session: Session,
    *,
    key: str | None = None,
    subject: str | None = None,
    kinds: Collection[Kind | str] | None = None,
    now: datetime,
) -> int:
    """Close messages whose matter is done, whoever has them, and return how many: they no longer count as unread.

    Give a key, or a subject and, unless every message about it is done, the kinds.

    :raises Unfit: if neither or both are given, or kinds without a subject.
    """
    if (key is None) == (subject is None) or (kinds is not None and subject is None):
        raise Unfit("give a key, or a subject with or without kinds")
    statement = update(InboxMessage).where(InboxMessage.settled_at.is_(None))
    if key is not None:
        statement = statement.where(InboxMessage.key == key)
    else:
        statement = statement.where(InboxMessage.subject == subject)
    if kinds is not None:
        statement = statement.where(InboxMessage.kind.in_(sorted(Kind(kind).value for kind in kinds)))
    settled = statement.values(settled_at=now).returning(InboxMessage.id)
    return len(session.scalars(settled.execution_options(synchronize_session=False)).all())


def delete_old(session: Session, *, now: datetime) -> int:
    """Delete messages kept long enough (``product.inbox.days``), with what is known of their mails; return how many.

    Whole days in Korea: one told on a day is there to the end of the last day of the period.
    """
    today = kst_day(now)
    days = message_days(today).days or 0
    old = InboxMessage.told_at < start_of_kst_day(today) - timedelta(days=days)
    session.execute(delete(OutgoingMail).where(OutgoingMail.message_id.in_(select(InboxMessage.id).where(old))))
    return len(session.scalars(delete(InboxMessage).where(old).returning(InboxMessage.id)).all())
