"""What a public form carries counts only as it was given out: whole, for its purpose, and for a while."""

import base64
from datetime import timedelta

import pytest

from app.kernel.clock import utc_now
from app.web.signed import give_pass, read_pass

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def inside(app):
    with app.test_request_context("/"):
        yield


def test_it_says_what_was_written_and_when():
    now = utc_now()
    found = read_pass("form", give_pass("form", now=now, written="2026-0001 가"), now=now + HOUR, good_for=2 * HOUR)
    assert found.written == "2026-0001 가"
    assert abs(found.age(now)) < timedelta(seconds=1)


def test_two_differ_and_each_counts_for_its_purpose_and_time_only():
    now = utc_now()
    given = give_pass("form", now=now)
    assert given != give_pass("form", now=now)
    assert read_pass("other", given, now=now, good_for=HOUR) is None
    assert read_pass("form", given, now=now + 2 * HOUR, good_for=HOUR) is None
    assert read_pass("form", given, now=now - HOUR, good_for=HOUR) is None


def test_no_changed_byte_passes():
    now = utc_now()
    whole = base64.urlsafe_b64decode(give_pass("form", now=now, written="2026-0001 secret!") + "==")
    for place in range(len(whole)):
        changed = bytes([*whole[:place], whole[place] ^ 1, *whole[place + 1 :]])
        text = base64.urlsafe_b64encode(changed).decode().rstrip("=")
        assert read_pass("form", text, now=now, good_for=HOUR) is None
    assert read_pass("form", base64.urlsafe_b64encode(whole[:-1]).decode(), now=now, good_for=HOUR) is None


@pytest.mark.parametrize("text", [None, "", "x", "가", "=" * 80, "A" * 90, "A" * 10_000])
def test_anything_else_is_none(text):
    assert read_pass("form", text, now=utc_now(), good_for=HOUR) is None
