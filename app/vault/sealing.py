"""Owns the sealing of texts: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce, bound to a context.

A token is ``wv1:<key number>:<base64url>`` of key mark, nonce, ciphertext and tag. Whoever has the database but not the
keys learns how long a text is and nothing else; two tokens of one text differ. Random nonces are safe for 2^32 texts
under one key (SP 800-38D, 8.3); a ring is rotated long before.
"""

import base64
import binascii
import re
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.vault.domain import MARK_BYTES, CannotOpen, CannotSeal, ForeignKey, KeyRing, VaultKey
from app.vault.store import FileStore

PREFIX = "wv1:"
_TOKEN = re.compile(r"wv1:([1-9][0-9]{0,8}):([A-Za-z0-9_-]+)")
_NONCE_BYTES = 12
_TAG_BYTES = 16
_PURPOSE = b"watchbook vault text/1"


def is_sealed(text: str) -> bool:
    """Return whether a text is a token, or claims to be one."""
    return text.startswith(PREFIX)


class Vault:
    """Seals and opens texts with the keys of a ring, and has the store of encrypted files."""

    def __init__(self, ring: KeyRing, store: FileStore) -> None:
        """Touch nothing yet."""
        self.ring = ring
        self.store = store

    def seal(self, text: str, *, context: str) -> str:
        """Return the token of a text; it opens under the same context only.

        The context says whose text it is and which, e.g. ``viewing_request:2026-0001:requester``; it is no secret.

        :raises CannotSeal: if the text has a lone surrogate.
        :raises Refusal: if the ring gives no key.
        """
        try:
            plain = text.encode()
        except UnicodeEncodeError as problem:
            raise CannotSeal from problem
        key, nonce = self.ring.newest(), secrets.token_bytes(_NONCE_BYTES)
        body = key.mark + nonce + _cipher(key).encrypt(nonce, plain, context.encode())
        return f"{PREFIX}{key.number}:{base64.urlsafe_b64encode(body).decode().rstrip('=')}"

    def open(self, token: str, *, context: str) -> str:
        """Return the text of a token; a text that is no token is returned as it is (rows from before there were any).

        :raises CannotOpen: if the token was changed or sealed under another context.
        :raises KeyMissing: if its key is gone.
        :raises ForeignKey: if the key of its number is another installation's.
        :raises Refusal: if the key cannot be used.
        """
        if not is_sealed(token):
            return token
        number, body = _taken_apart(token)
        key = self.ring.key(number)
        mark, nonce, ciphertext = (
            body[:MARK_BYTES],
            body[MARK_BYTES : MARK_BYTES + _NONCE_BYTES],
            body[MARK_BYTES + _NONCE_BYTES :],
        )
        if mark != key.mark:
            raise ForeignKey(number=number)
        try:
            return _cipher(key).decrypt(nonce, ciphertext, context.encode()).decode()
        except InvalidTag as problem:
            raise CannotOpen from problem


def _taken_apart(token: str) -> tuple[int, bytes]:
    """Return key number and body; a spelling that ``seal`` never writes is refused, so that every bit is bound."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise CannotOpen
    try:
        body = base64.urlsafe_b64decode(found[2] + "=" * (-len(found[2]) % 4))
    except binascii.Error as problem:
        raise CannotOpen from problem
    if base64.urlsafe_b64encode(body).decode().rstrip("=") != found[2]:
        raise CannotOpen
    if len(body) < MARK_BYTES + _NONCE_BYTES + _TAG_BYTES:
        raise CannotOpen
    return int(found[1]), body


@lru_cache(maxsize=16)
def _cipher(key: VaultKey) -> AESGCM:
    """Return the cipher of a key; kept, because lists open thousands of texts, and keys stay in memory anyway."""
    return AESGCM(key.derived(_PURPOSE))
