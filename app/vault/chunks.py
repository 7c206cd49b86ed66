"""Owns the encryption of streams: chunks sealed one by one, so that a large file needs little memory.

The construction is STREAM: Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption and its Nonce-Reuse
Misuse-Resistance", CRYPTO 2015 (https://eprint.iacr.org/2015/189), over AES-256-GCM. The nonce of a chunk is a random
prefix (7 bytes), its number (4) and whether it is the last (1), so that a chunk left out, added, moved or cut off at
the end does not open. Every stream has a key of its own; the caller derives it.
"""

import struct
from collections.abc import Callable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.vault.domain import CannotOpen

CHUNK = 1 << 16
"""Bytes of plain text in every chunk but the last, which may have fewer, or none if the whole has none."""
TAG = 16
PREFIX_BYTES = 7

Reader = Callable[[int], bytes]


def sealed(read: Reader, *, key: bytes, prefix: bytes, header: bytes) -> Iterator[bytes]:
    """Yield the sealed chunks of a stream; each is bound to the header."""
    cipher = AESGCM(key)
    for number, chunk, last in _numbered(read, CHUNK):
        yield cipher.encrypt(_nonce(prefix, number, last=last), chunk, header)


def opened(read: Reader, *, key: bytes, prefix: bytes, header: bytes) -> Iterator[bytes]:
    """Yield the plain chunks of a sealed stream; what was yielded is whole only when the end is reached.

    :raises CannotOpen: at the first chunk that is not what was sealed at its place.
    """
    cipher = AESGCM(key)
    for number, chunk, last in _numbered(read, CHUNK + TAG):
        try:
            yield cipher.decrypt(_nonce(prefix, number, last=last), chunk, header)
        except InvalidTag as problem:
            raise CannotOpen from problem


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + struct.pack(">I?", number, last)


def _numbered(read: Reader, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Yield chunks of a size with number and whether it is the last; there is always a last one."""
    number, chunk = 0, _full(read, size)
    while True:
        following = _full(read, size) if len(chunk) == size else b""
        yield number, chunk, not following
        if not following:
            return
        number, chunk = number + 1, following


def _full(read: Reader, size: int) -> bytes:
    """Return as many bytes as asked for unless the stream ends; a read may give fewer."""
    parts, missing = [], size
    while missing and (part := read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
