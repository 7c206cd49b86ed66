"""Owns what public forms carry instead of a cookie: a text signed here, good for one purpose and a while."""

import base64
import binascii
import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import current_app

_NONCE_BYTES, _MAC_BYTES = 16, 32
_MOMENT = struct.Struct(">Q")
_LONGEST = 400
AHEAD = timedelta(seconds=5)
"""How far the clock of another worker may be ahead."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a signed text says: when it was given out, a number nobody can guess, and what was written on it."""

    given_at: datetime
    nonce: bytes
    written: str

    def age(self, now: datetime) -> timedelta:
        """Return how long ago it was given out."""
        return now - self.given_at


def keyed(purpose: str, content: bytes) -> bytes:
    """Return 32 bytes that only this installation makes of a content (HMAC-SHA-256), others for every purpose."""
    key: bytes = current_app.config["SECRET_KEY"]
    return hmac.new(key, f"watchbook {purpose}/1".encode() + b"\0" + content, hashlib.sha256).digest()


def give_pass(purpose: str, *, now: datetime, written: str = "") -> str:
    """Return a new signed text for a form; nothing is stored."""
    body = _MOMENT.pack(int(now.timestamp())) + secrets.token_bytes(_NONCE_BYTES) + written.encode()
    return base64.urlsafe_b64encode(keyed(purpose, body) + body).decode().rstrip("=")


def read_pass(purpose: str, text: str | None, *, now: datetime, good_for: timedelta) -> Pass | None:
    """Return what a signed text says; None if it was not given out here for this purpose, or too long ago."""
    if not text or len(text) > _LONGEST or not text.isascii():
        return None
    try:
        whole = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    mac, body = whole[:_MAC_BYTES], whole[_MAC_BYTES:]
    if len(body) < _MOMENT.size + _NONCE_BYTES or not hmac.compare_digest(mac, keyed(purpose, body)):
        return None
    nonce, written = body[_MOMENT.size : _MOMENT.size + _NONCE_BYTES], body[_MOMENT.size + _NONCE_BYTES :]
    found = Pass(datetime.fromtimestamp(_MOMENT.unpack_from(body)[0], UTC), nonce, written.decode())
    return found if -AHEAD <= found.age(now) <= good_for else None
