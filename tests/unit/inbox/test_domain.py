"""What a message and an address may be, and when a mail is tried again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.inbox.domain import (
    KIND_ICONS,
    KIND_NAMES,
    MAIL_WITHIN,
    BadAddress,
    Kind,
    Unfit,
    address_of,
    check_key,
    check_link,
    check_subject,
    next_try,
)
from app.inbox.wording import kept, said
from app.kernel.messages import Message

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def test_every_kind_has_a_name_and_a_picture():
    assert set(KIND_NAMES) == set(KIND_ICONS) == set(Kind)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("gildong@example.co.kr", "gildong@example.co.kr"),
        ("  Gil.Dong+cctv@EXAMPLE.kr ", "Gil.Dong+cctv@example.kr"),
        ("root@localhost", "root@localhost"),
    ],
)
def test_an_address_is_taken_in_one_spelling(typed, address):
    assert address_of(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "", "gildong", "@example.kr", "gildong@", "gil dong@example.kr", "a@b@example.kr", "a@-example.kr",
        "a..b@example.kr", ".a@example.kr", "홍길동@example.kr", "a@예시.kr", "a@example.kr, b@example.kr",
        "<a@example.kr>", '"a b"@example.kr', "a" * 65 + "@example.kr", "a@" + "b" * 64 + ".kr",
        "a@" + "b." * 130 + "kr",
        "a@example.kr\r\nBcc: all@example.kr", "a@example.kr\nSubject: x", "a@example.kr\n", "a\x00@example.kr",
        "a@example.kr\u2028Bcc: b",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_and_line_breaks_above_all(typed):
    with pytest.raises(BadAddress):
        address_of(typed)


@pytest.mark.parametrize("link", ["", "requests", "//evil.example", "https://evil.example/", "/a\\b", "/a\nb", "/a b",
                                  "/" + "a" * 300])  # fmt: skip
def test_a_link_leads_nowhere_else(link):
    with pytest.raises(Unfit):
        check_link(link)


def test_a_path_of_ours_is_a_link():
    check_link("/requests/2026-0001?show=hold#hold")


@pytest.mark.parametrize(
    "subject", ["", "viewing_request", "viewing_request:", "Request:1", "request:a b", "request:\n"]
)
def test_a_subject_is_a_kind_and_a_code(subject):
    with pytest.raises(Unfit):
        check_subject(subject)


@pytest.mark.parametrize("key", ["", "  ", "k" * 201])
def test_a_key_says_something(key):
    with pytest.raises(Unfit):
        check_key(key)


def test_a_mail_is_tried_sooner_at_first_and_hourly_at_last():
    pauses = [next_try(NOW, attempts=attempt) - NOW for attempt in range(1, 9)]
    assert [pause / timedelta(minutes=1) for pause in pauses] == [1, 2, 5, 10, 30, 60, 60, 60]
    assert max(pauses) < MAIL_WITHIN


def test_a_message_comes_back_as_it_was_kept():
    inner = Message("{count}곳", {"count": 3})
    message = Message(
        "{number}: {places}, {day}까지", {"number": "2026-0001", "places": inner, "day": date(2026, 12, 1)}
    )
    found = said(*kept(message))
    assert found.values["places"] == inner
    assert str(found) == "2026-0001: 3곳, 2026-12-01까지"


@pytest.mark.parametrize(
    "message",
    [
        Message("", {}),
        Message("{number} 없음", {"other": 1}),
        Message("{number}", {"number": object()}),
        Message("{number}", {"number": 1.5}),
        Message("가" * 501),
        Message("{words}", {"words": "가" * 2_000}),
    ],
)
def test_a_message_that_could_not_be_said_is_the_callers_mistake(message):
    with pytest.raises(Unfit):
        kept(message)
