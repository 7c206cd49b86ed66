"""Rules of signing in: of several the strictest, times within bounds, PINs nobody guesses."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.accounts.commands.session_lists import same_network
from app.accounts.sign_in_rules import DEFAULTS, BadMinutes, WeakPin, check_minutes, check_pin, lasts, strictest
from app.kernel.actor import Role

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def test_of_several_roles_the_strictest_time_counts():
    operator, administrator = DEFAULTS[Role.OPERATOR], replace(DEFAULTS[Role.ADMINISTRATOR], second_factor=True)
    both = strictest([operator, administrator])

    assert both == replace(administrator, second_factor=True)
    assert strictest([]) == DEFAULTS[Role.MANAGER]


@pytest.mark.parametrize("times", [(4, 60, 10), (241, 600, 10), (30, 29, 10), (5, 1441, 10), (30, 60, 0), (60, 30, 10)])
def test_times_out_of_bounds_are_refused(times):
    idle, absolute, fresh = times
    with pytest.raises(BadMinutes):
        check_minutes(idle=idle, absolute=absolute, fresh=fresh)


def test_a_session_ends_by_its_rule_even_if_it_was_promised_longer():
    rule, minute = DEFAULTS[Role.ADMINISTRATOR], timedelta(minutes=1)
    ends = NOW + timedelta(days=1)

    assert lasts(rule, now=NOW, created_at=NOW, seen_at=NOW, expires_at=ends)
    assert not lasts(rule, now=NOW, created_at=NOW, seen_at=NOW - rule.idle, expires_at=ends)
    assert lasts(rule, now=NOW, created_at=NOW - rule.absolute + minute, seen_at=NOW, expires_at=ends)
    assert not lasts(rule, now=NOW, created_at=NOW - rule.absolute, seen_at=NOW, expires_at=ends)
    assert not lasts(rule, now=NOW, created_at=NOW, seen_at=NOW, expires_at=NOW)


@pytest.mark.parametrize(
    "pin", ["12345", "1" * 6, "123456", "987654", "890123", "121212", "739739", "73910a", "7" * 13, ""]
)
def test_pins_that_are_guessed_are_refused(pin):
    with pytest.raises(WeakPin):
        check_pin(pin)


def test_other_pins_are_accepted():
    check_pin("739105")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.7", "192.0.2.200", True),
        ("192.0.2.7", "192.0.3.7", False),
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.7", "2001:db8::1", False),
        ("unix", "unix", True),
        ("unix", "192.0.2.7", False),
    ],
)
def test_neighbours_are_of_one_network(one, other, same):
    assert same_network(one, other) is same
