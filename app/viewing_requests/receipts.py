"""Owns the secret on a receipt: how it is made, read as people type it, and how often it may be tried."""

import re
import unicodedata
from datetime import timedelta
from enum import StrEnum

from app.web.signed import keyed

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, so that nothing is taken for something else."""
SECRET_BITS = 110
_DATA, _CHECK, _GROUP = 22, 2, 4
_PRIME = 1021
"""The largest prime below 32²: one wrong letter, or two neighbours exchanged, never give the same remainder."""
_READ = str.maketrans("ILO", "110")
_NUMBER = re.compile(r"\d{4}-\d{4,9}")


class Attempt(StrEnum):
    """What the public pages count; stored names are permanent."""

    REQUEST = "request"
    RECEIPT = "receipt"


LIMITS = {
    Attempt.REQUEST: (timedelta(hours=1), 10, 100),
    Attempt.RECEIPT: (timedelta(minutes=15), 30, 600),
}
"""In what time how often: from one address, and from all together. Our choice; no law sets a number."""
ATTEMPTS_KEPT = timedelta(days=1)
FORM_GOOD_FOR = timedelta(hours=6)
"""How long an opened form can be sent."""
SHORTEST_FILLING = timedelta(seconds=4)
"""Nobody fills the form faster; programs do."""
SHOWN_AGAIN_FOR = timedelta(minutes=10)
"""So long the same form, sent again, shows its receipt again: the first answer may not have arrived."""
WITHDRAWAL_GOOD_FOR = timedelta(minutes=15)


def secret_of(random: bytes) -> str:
    """Return the secret made of random bytes: 22 letters (110 bits), two to check them, in groups of four.

    :param random: at least 14 bytes that nobody can guess.
    """
    value = int.from_bytes(random[:14]) >> 2
    return grouped(_letters(value, _DATA) + _letters(value % _PRIME, _CHECK))


def read_secret(typed: str) -> str | None:
    """Return a secret as it was given out, however it was typed; None if a letter is wrong, missing or too many."""
    plain = re.sub(r"[\s\-–—_.]", "", unicodedata.normalize("NFKC", typed)).upper().translate(_READ)
    if len(plain) != _DATA + _CHECK or any(letter not in ALPHABET for letter in plain):
        return None
    value = _value(plain[:_DATA])
    return grouped(plain) if value % _PRIME == _value(plain[_DATA:]) else None


def digest_of_secret(secret: str) -> str:
    """Return what is stored of a receipt's secret: a digest only this installation can make (hexadecimal)."""
    return keyed("receipt secret", secret.encode()).hex()


def read_number(typed: str) -> str | None:
    """Return a number of a request as it is written, ``2026-0143``; None if it is none."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed)).replace("–", "-").replace("−", "-")
    return plain if _NUMBER.fullmatch(plain) and plain.isascii() else None


def grouped(letters: str) -> str:
    """Return letters in groups of four with marks between."""
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def _letters(value: int, count: int) -> str:
    return "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(count)))


def _value(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value << 5 | ALPHABET.index(letter)
    return value
