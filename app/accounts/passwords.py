"""Owns how passwords become hashes (argon2id) and are compared. Slow on purpose: never call it in a transaction."""

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # Without l, o, 0 and 1, which are read wrongly.


def hash_password(password: str, *, quick: bool = False) -> str:
    """Return the argon2id hash of a password; ``quick`` only in tests, for it makes guessing quick too."""
    return (_QUICK if quick else _HASHER).hash(_text(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Return whether a password is the hashed one; takes as long when there is no hash."""
    try:
        _HASHER.verify(password_hash or _NOBODYS, _text(password))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def one_time_password() -> str:
    """Return a random password to hand over once, easy to read aloud: ``k7mp-q2xw-9dfe-…``."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def link_secret() -> str:
    """Return 256 random bits as text that stands in an address: the secret of a link that works once."""
    return secrets.token_urlsafe(32)


def password_to_hand_over(*, quick: bool = False) -> tuple[str, str]:
    """Return a one-time password, to be shown once, and its hash, to be kept."""
    password = one_time_password()
    return password, hash_password(password, quick=quick)


def _text(password: str) -> str:
    return unicodedata.normalize("NFC", password)
