"""Owns sending mails: each is claimed in one transaction, sent in none, and its outcome noted in another.

Two workers never send the same mail: the claim is a row only one of them changes. If a worker dies after the server
took a mail and before that is noted, it goes out once more after the lease, with the same Message-ID.
"""

import smtplib
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from app.database import unit_of_work
from app.inbox import commands
from app.inbox.commands.outbox import ClaimedMail
from app.inbox.domain import address_context
from app.inbox.letters import Letter, written
from app.kernel.actor import SYSTEM
from app.kernel.errors import Refusal
from app.settings import MailServer, Settings
from app.vault.wiring import vault

MOST_AT_ONCE = 50
SECONDS_AT_ONCE = 40
"""A run ends after this, so that other jobs have their turn; the next minute goes on."""
_ANSWER_WITHIN = 10
_PERMANENT = 500

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one run did."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    deleted: int = 0


class _ServerUnusable(Exception):
    """No mail can be handed over now; the first argument says why, without any address."""


def keep_house(*, now: datetime) -> int:
    """Delete what was kept long enough and the addresses of closed accounts; return how many messages went."""
    with unit_of_work() as session:
        commands.drop_addresses_of_closed(session, actor=SYSTEM, now=now)
    with unit_of_work() as session:
        return commands.delete_old(session, now=now)


def deliver(settings: Settings, *, clock: Clock) -> Delivery:
    """Send what is due, and keep house. Without a mail server there is only the house.

    Opens its own transactions; call it outside any.
    """
    deleted = keep_house(now=clock())
    server = settings.mail
    if server is None:
        return Delivery(deleted=deleted)
    with unit_of_work() as session:
        commands.queue_mails(session, now=clock())
    with unit_of_work() as session:
        given_up = commands.give_up_old(session, now=clock())
    sent = failed = 0
    for error in _each_sent(server, settings.public_url, clock):
        sent, failed = (sent + 1, failed) if error is None else (sent, failed + 1)
    return Delivery(sent, failed, given_up, deleted)


def _each_sent(server: MailServer, public_url: str, clock: Clock) -> Iterator[str | None]:
    """Send mail after mail over one connection, and yield None or what went wrong for each."""
    first = _claimed(clock())
    if first is None:
        return  # Nothing to send: the server is left alone.
    mail: ClaimedMail | None = first
    end = time.monotonic() + SECONDS_AT_ONCE
    try:
        with connection(server, named=urlsplit(public_url).hostname or "localhost") as smtp:
            for _ in range(MOST_AT_ONCE):
                if mail is None:
                    return
                yield _sent(smtp, server, mail, public_url, clock)
                mail = _claimed(clock()) if time.monotonic() < end else None
    except _ServerUnusable as problem:
        if mail is not None:
            _failed(mail, str(problem), for_good=False, now=clock())
            yield str(problem)


def _claimed(now: datetime) -> ClaimedMail | None:
    with unit_of_work() as session:
        return commands.claim_mail(session, now=now)


def _sent(smtp: smtplib.SMTP, server: MailServer, mail: ClaimedMail, public_url: str, clock: Clock) -> str | None:
    """Hand one mail over, and note what came of it; return what went wrong.

    :raises _ServerUnusable: if the connection is gone; then nothing is noted yet.
    """
    try:
        address = vault().open(mail.sealed, context=address_context(mail.account_id))
        message = written(
            Letter(
                number=mail.id,
                to=address,
                sender=server.sender,
                about=mail.subject.partition(":")[2],
                link=mail.link,
                urgent=mail.urgent,
                public_url=public_url,
                at=mail.told_at,
            )
        )
        smtp.send_message(message, from_addr=server.sender, to_addrs=[address])
    except (Refusal, ValueError) as problem:  # The address does not open, or is none.
        return _failed(mail, type(problem).__name__, for_good=False, now=clock())
    except smtplib.SMTPRecipientsRefused as problem:
        code = next(iter(problem.recipients.values()))[0]
        return _failed(mail, _named(problem, code), for_good=code >= _PERMANENT, now=clock())
    except smtplib.SMTPServerDisconnected as problem:
        raise _ServerUnusable(_named(problem)) from problem
    except smtplib.SMTPResponseException as problem:
        return _failed(mail, _named(problem, problem.smtp_code), for_good=False, now=clock())
    except (OSError, smtplib.SMTPException) as problem:
        raise _ServerUnusable(_named(problem)) from problem
    with unit_of_work() as session:
        commands.note_sent(session, mail=mail, now=clock())
    return None


def _failed(mail: ClaimedMail, error: str, *, for_good: bool, now: datetime) -> str:
    with unit_of_work() as session:
        commands.note_failed(session, mail=mail, error=error, for_good=for_good, now=now)
    return error


@contextmanager
def connection(server: MailServer, *, named: str) -> Iterator[smtplib.SMTP]:
    """Open a connection on which mail may be handed over: encrypted unless the server is this machine, signed in.

    Certificates are checked against the authorities of the system (``SSL_CERT_FILE`` names others).

    :param named: what this host calls itself; asking the network for a name may take long.
    :raises _ServerUnusable: if the server cannot be reached, encrypts nothing or refuses the password.
    """
    try:
        smtp = _connected(server, named)
    except (OSError, smtplib.SMTPException) as problem:
        raise _ServerUnusable(_named(problem, getattr(problem, "smtp_code", None))) from problem
    try:
        yield smtp
    finally:
        try:
            smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()


def _connected(server: MailServer, named: str) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=named, timeout=_ANSWER_WITHIN, context=trusted
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, local_hostname=named, timeout=_ANSWER_WITHIN)
    try:
        if server.security == "starttls":
            smtp.starttls(context=trusted)  # Raises where the server does not offer it: no mail goes out in the open.
        if server.user is not None:
            smtp.login(server.user, server.password or "")
    except BaseException:
        smtp.close()
        raise
    return smtp


def _named(problem: Exception, code: int | None = None) -> str:
    """Return what kind of failure it was and its code; a server's own words may repeat the address."""
    return type(problem).__name__ if code is None else f"{type(problem).__name__} {code}"
