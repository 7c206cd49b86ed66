"""Owns one-time codes: those of authenticator apps (RFC 6238, by pyotp), and recovery codes for a lost app."""

import hmac
import secrets
import unicodedata
from datetime import datetime

import pyotp

STEP_SECONDS = 30
DIGITS = 6
DRIFT = 1
"""Steps a device's clock may be off, either way (RFC 6238, 5.2 recommends at most one)."""
RECOVERY_CODES = 10
ISSUER = "Watchbook"
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # Without l, o, 0 and 1, which are read wrongly.
_HALF = 5


def new_secret() -> str:
    """Return a random secret of 160 bits in base 32, as RFC 4226 recommends."""
    return pyotp.random_base32(32)


def spaced(secret: str) -> str:
    """Return a secret in groups of four, to be typed."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def enrolment_address(secret: str, *, sign_in_name: str) -> str:
    """Return what an authenticator app reads from the QR code (``otpauth://``)."""
    return pyotp.TOTP(secret).provisioning_uri(name=sign_in_name, issuer_name=ISSUER)


def step_of(secret: str, typed: str, *, now: datetime, after: int = -1) -> int | None:
    """Return which step a typed code is of; None if it is of none around now, or of none after ``after``.

    Every candidate is compared, in constant time each, so that nothing is learnt from how long it takes.
    """
    code = _digits(typed)
    if len(code) != DIGITS:
        return None
    present, totp = int(now.timestamp()) // STEP_SECONDS, pyotp.TOTP(secret)
    found = None
    for step in range(present - DRIFT, present + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step), code) and step > after:
            found = step
    return found


def new_recovery_codes() -> tuple[str, ...]:
    """Return ten codes of 50 random bits each, easy to read aloud: ``k7mpq-2xw9d``."""

    def half() -> str:
        return "".join(secrets.choice(_LETTERS) for _ in range(_HALF))

    return tuple(f"{half()}-{half()}" for _ in range(RECOVERY_CODES))


def recovery_code_of(typed: str) -> str | None:
    """Return a recovery code in its one spelling; None if what was typed cannot be one."""
    text = "".join(letter for letter in unicodedata.normalize("NFKC", typed).casefold() if letter.isalnum())
    if len(text) != 2 * _HALF or any(letter not in _LETTERS for letter in text):
        return None
    return f"{text[:_HALF]}-{text[_HALF:]}"


def _digits(typed: str) -> str:
    text = "".join(unicodedata.normalize("NFKC", typed).split())
    return text if text.isascii() and text.isdecimal() else ""
