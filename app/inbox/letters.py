"""Owns what a mail says: that there is something to do, about which case, and where. Nothing about people. Pure."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from app.inbox.domain import address_of

_SENDER_NAME = "영상정보 관리대장"
_BODY = """\
영상정보 관리대장에 {urgently}할 일이 있습니다.

  건: {about}
  화면: {address}

로그인해야 내용을 볼 수 있습니다. 이 편지에는 개인정보를 적지 않습니다. 답장은 읽지 않습니다.

--
There is something to do in Watchbook{urgently_english}.

  Case: {about}
  Page: {address}

Sign in to read it. This mail names nobody. Replies are not read.
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """What one mail is made of. ``number`` makes its Message-ID: sent twice, it is the same mail."""

    number: int
    to: str
    sender: str
    about: str
    """The code of a case, post or site: ``2026-0001``."""
    link: str
    """A path in this application."""
    urgent: bool
    public_url: str
    at: datetime


def written(letter: Letter) -> EmailMessage:
    """Return the mail, in Korean and English.

    :raises BadAddress: if an address is none; a line break in it would forge headers.
    :raises ValueError: if the code it is about holds a line break.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(_SENDER_NAME, addr_spec=address_of(letter.sender))
    message["To"] = Address(addr_spec=address_of(letter.to))
    urgent = "[긴급] " if letter.urgent else ""
    message["Subject"] = f"{urgent}[영상정보 관리대장] 할 일이 있습니다: {letter.about}"
    message["Date"] = format_datetime(letter.at)
    host = urlsplit(letter.public_url).hostname or "localhost"
    message["Message-ID"] = f"<watchbook-{letter.number}-{int(letter.at.timestamp())}@{host}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no vacation answers.
    message["Content-Language"] = "ko, en"
    body = _BODY.format(
        urgently="급히 " if letter.urgent else "",
        urgently_english=", urgently" if letter.urgent else "",
        about=letter.about,
        address=f"{letter.public_url}{letter.link}",
    )
    message.set_content(body, charset="utf-8", cte="base64")
    return message
