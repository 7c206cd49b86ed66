"""Owns which messages go out by mail, who sends each, and when one is given up. Nothing here talks to a server."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from app.accounts.queries import holders_of
from app.inbox.commands.messages import tell
from app.inbox.domain import LEASE, MAIL_WITHIN, TO_SEND, Kind, MailState, next_try
from app.inbox.models import InboxMessage, OutgoingMail
from app.inbox.queries.addresses import addresses_kept, sealed_address
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message

_GIVEN_UP = N_("하루 동안 보내지 못한 전자우편 알림 {count}건을 그만두었습니다. 메일 서버 설정과 연결을 확인하십시오.")
_REFUSED = N_("메일 서버가 계정 {number}번의 전자우편 주소를 받지 않습니다. 주소를 확인하십시오.")
_UNREAD = and_(InboxMessage.read_at.is_(None), InboxMessage.settled_at.is_(None))


@dataclass(frozen=True, slots=True)
class ClaimedMail:
    """A mail that is this worker's to send, to an address that ``sealed`` holds."""

    id: int
    attempt: int
    account_id: int
    sealed: str
    address_leaf: int
    subject: str
    link: str
    urgent: bool
    told_at: datetime


def queue_mails(session: Session, *, now: datetime) -> int:
    """Queue a mail for each message of the last day that nobody read, of accounts with an address; return how many.

    What was told before the address was set is not sent, nor that mails fail. Mails that became needless while they
    waited, because the message was read or settled or the address was taken away, are dropped.
    """
    addresses = {one.account_id: one for one in addresses_kept(session)}
    needed = select(InboxMessage.id).where(_UNREAD, InboxMessage.account_id.in_(sorted(addresses)))
    session.execute(
        delete(OutgoingMail)
        .where(OutgoingMail.state.in_(TO_SEND), OutgoingMail.message_id.not_in(needed))
        .execution_options(synchronize_session=False)
    )
    waiting = (
        select(InboxMessage)
        .where(
            _UNREAD,
            InboxMessage.account_id.in_(sorted(addresses)),
            InboxMessage.told_at > now - MAIL_WITHIN,
            InboxMessage.kind != Kind.MAIL_FAILED,
            ~exists().where(OutgoingMail.message_id == InboxMessage.id),
        )
        .order_by(InboxMessage.id)
    )
    wanted = [row for row in session.scalars(waiting) if row.told_at >= addresses[row.account_id].set_at]
    session.add_all(
        OutgoingMail(
            message_id=row.id, state=MailState.WAITING.value, attempts=0, next_try_at=now, created_at=row.told_at
        )
        for row in wanted
    )
    session.flush()
    return len(wanted)


def claim_mail(session: Session, *, now: datetime) -> ClaimedMail | None:
    """Take the mail that is due longest, so that no other worker sends it; None if none is due.

    The caller commits, sends outside any transaction, and notes the outcome. If it dies in between, the mail is taken
    again after the lease; it carries the same Message-ID then, by which a server drops one that came twice.
    """
    due = (
        select(OutgoingMail, InboxMessage)
        .join(InboxMessage, InboxMessage.id == OutgoingMail.message_id)
        .where(OutgoingMail.state.in_(TO_SEND), OutgoingMail.next_try_at <= now)
        .order_by(OutgoingMail.next_try_at, OutgoingMail.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=OutgoingMail)
    )
    found = session.execute(due).one_or_none()
    if found is None:
        return None
    mail, message = found
    kept = sealed_address(session, account_id=message.account_id)
    if kept is None:  # Taken away since it was queued.
        session.delete(mail)
        return claim_mail(session, now=now)
    mail.attempts += 1
    mail.next_try_at = now + LEASE
    return ClaimedMail(
        id=mail.id,
        attempt=mail.attempts,
        account_id=message.account_id,
        sealed=kept.token,
        address_leaf=kept.leaf,
        subject=message.subject,
        link=message.link,
        urgent=message.urgent,
        told_at=message.told_at,
    )


def note_sent(session: Session, *, mail: ClaimedMail, now: datetime) -> None:
    """Note that a claimed mail was taken by the server, unless it was claimed anew since."""
    _note(session, mail, state=MailState.SENT.value, next_try_at=None, ended_at=now, last_error=None)


def note_failed(session: Session, *, mail: ClaimedMail, error: str, for_good: bool, now: datetime) -> None:
    """Note that a claimed mail could not be sent; it is tried again later, or the administrators hear of it.

    :param error: what kind of failure and which code; no address.
    :param for_good: whether the server refused the address itself.
    """
    if not for_good:
        again = next_try(now, attempts=mail.attempt)
        _note(session, mail, state=MailState.FAILED.value, next_try_at=again, ended_at=None, last_error=error[:80])
        return
    _note(session, mail, state=MailState.GIVEN_UP.value, next_try_at=None, ended_at=now, last_error=error[:80])
    _tell_administrators(
        session,
        Message(_REFUSED, {"number": mail.account_id}),
        link=f"/people/{mail.account_id}",
        subject=f"account:{mail.account_id}",
        key=f"mail_refused:{mail.account_id}:{mail.address_leaf}",
        now=now,
    )


def give_up_old(session: Session, *, now: datetime) -> int:
    """Give up mails nobody could send for a day, tell the administrators in their inboxes, and return how many."""
    old = (
        update(OutgoingMail)
        .where(
            OutgoingMail.state.in_(TO_SEND),
            OutgoingMail.created_at <= now - MAIL_WITHIN,
            or_(OutgoingMail.attempts == 0, OutgoingMail.next_try_at <= now),  # One being sent just now goes on.
        )
        .values(
            state=MailState.GIVEN_UP.value,
            next_try_at=None,
            ended_at=now,
            last_error=func.coalesce(OutgoingMail.last_error, "not tried"),
        )
        .returning(OutgoingMail.id)
        .execution_options(synchronize_session=False)
    )
    count = len(session.scalars(old).all())
    if count:
        _tell_administrators(
            session,
            Message(_GIVEN_UP, {"count": count}),
            link="/inbox",
            subject="mail:server",
            key=f"mail_given_up:{kst_day(now).isoformat()}",
            now=now,
        )
    return count


def _note(session: Session, mail: ClaimedMail, **values: object) -> None:
    session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.id == mail.id, OutgoingMail.attempts == mail.attempt, OutgoingMail.state.in_(TO_SEND))
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _tell_administrators(
    session: Session, message: Message, *, link: str, subject: str, key: str, now: datetime
) -> None:
    tell(
        session,
        to=[account_id for account_id, _name in holders_of(session, role=Role.ADMINISTRATOR, now=now)],
        message=message,
        link=link,
        kind=Kind.MAIL_FAILED,
        subject=subject,
        key=key,
        actor=SYSTEM,
        now=now,
    )
