"""A mail names the case and the page and nobody, in Korean and English; nothing typed can forge a header."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from app.inbox.domain import BadAddress
from app.inbox.letters import Letter, written

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
FACTS = {
    "number": 17,
    "to": "gildong@example.kr",
    "sender": "watchbook@example.kr",
    "about": "2026-0001",
    "link": "/requests/2026-0001",
    "urgent": False,
    "public_url": "https://cctv.example.kr",
    "at": NOW,
}


def letter(**facts):
    return written(Letter(**{**FACTS, **facts}))


def received(**facts):
    return message_from_bytes(letter(**facts).as_bytes(), policy=default)


def test_korean_survives_the_way_and_nothing_but_ascii_travels():
    sent = letter().as_bytes()
    assert sent.isascii()
    mail = received()
    assert mail["Subject"] == "[영상정보 관리대장] 할 일이 있습니다: 2026-0001"
    assert mail["From"].addresses[0].display_name == "영상정보 관리대장"
    assert mail["From"].addresses[0].addr_spec == "watchbook@example.kr"
    assert mail["To"] == "gildong@example.kr"
    assert mail["Date"].datetime == NOW
    assert mail["Auto-Submitted"] == "auto-generated"
    body = mail.get_content()
    assert "할 일이 있습니다" in body
    assert "something to do" in body
    assert body.count("https://cctv.example.kr/requests/2026-0001") == 2


def test_an_urgent_one_says_so():
    mail = received(urgent=True)
    assert mail["Subject"].startswith("[긴급] ")
    assert "급히 할 일" in mail.get_content()
    assert "urgently" in mail.get_content()
    assert "긴급" not in received()["Subject"]


def test_the_same_mail_sent_twice_has_one_id_and_another_has_another():
    assert received()["Message-ID"] == received()["Message-ID"] != received(number=18)["Message-ID"]
    assert received()["Message-ID"] != received(at=NOW + timedelta(days=1))["Message-ID"]
    assert received()["Message-ID"].endswith("@cctv.example.kr>")


@pytest.mark.parametrize("field", ["to", "sender"])
@pytest.mark.parametrize(
    "forged", ["a@example.kr\r\nBcc: all@example.kr", "a@example.kr\nX: y", "a@example.kr, b@c.kr"]
)
def test_an_address_that_would_forge_a_header_is_refused(field, forged):
    with pytest.raises(BadAddress):
        letter(**{field: forged})


def test_a_case_that_would_forge_a_header_is_refused():
    with pytest.raises(ValueError, match=r"linefeed|newline|header"):
        letter(about="2026-0001\r\nBcc: all@example.kr")
