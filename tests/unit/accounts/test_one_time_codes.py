"""Codes of authenticator apps and recovery codes."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from app.accounts.one_time_codes import (
    enrolment_address,
    new_recovery_codes,
    new_secret,
    recovery_code_of,
    spaced,
    step_of,
)

RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
NOW = datetime(2026, 11, 22, 6, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")]
)
def test_codes_are_those_of_the_standard(seconds, code):
    """RFC 6238, appendix B (SHA-1), the last six digits."""
    now = datetime.fromtimestamp(seconds, UTC)

    assert step_of(RFC_SECRET, code, now=now) == seconds // 30


@pytest.mark.parametrize(("seconds", "counts"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_one_step_off_either_way(seconds, counts):
    code = pyotp.TOTP(RFC_SECRET).at(NOW + timedelta(seconds=seconds))

    assert (step_of(RFC_SECRET, code, now=NOW) is not None) is counts


def test_a_code_never_counts_twice_nor_one_before_it():
    code = pyotp.TOTP(RFC_SECRET).at(NOW)
    step = step_of(RFC_SECRET, code, now=NOW)

    assert step_of(RFC_SECRET, code, now=NOW, after=step) is None
    assert step_of(RFC_SECRET, pyotp.TOTP(RFC_SECRET).at(NOW - timedelta(seconds=30)), now=NOW, after=step) is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５", "-12345", "১২৩৪৫৬", "\x00" * 6])
def test_what_cannot_be_a_code_is_none(typed):
    assert step_of(RFC_SECRET, typed, now=NOW) is None


def test_a_code_may_be_typed_in_groups_and_in_wide_digits():
    code = pyotp.TOTP(RFC_SECRET).at(NOW)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)

    assert step_of(RFC_SECRET, f" {code[:3]} {code[3:]} ", now=NOW) == step_of(RFC_SECRET, wide, now=NOW) is not None


def test_secrets_are_of_160_bits_and_the_address_names_product_and_person():
    secret = new_secret()

    assert len(secret) == 32
    assert spaced(secret).replace(" ", "") == secret
    assert enrolment_address(secret, sign_in_name="김관제") == (
        f"otpauth://totp/Watchbook:%EA%B9%80%EA%B4%80%EC%A0%9C?secret={secret}&issuer=Watchbook"
    )


def test_recovery_codes_differ_and_may_be_typed_loosely():
    codes = new_recovery_codes()

    assert len(set(codes)) == 10
    assert recovery_code_of(f" {codes[0].upper().replace('-', ' ')} ") == codes[0]
    assert recovery_code_of("123456") is None
    assert recovery_code_of("l" * 10) is None
