"""Owns what proves a bundle of the ledger: signatures of checkpoints, and the paths that lead from entries to them.

The first half of ``verify.py`` in every bundle; ``bundle_verifier`` is the other. It imports nothing of ours.
"""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:  # Everything else can be checked without it; the verdict then is "incomplete".
    Ed25519PublicKey = None  # type: ignore[assignment, misc]  # Asked for before use.

CAN_CHECK_SIGNATURES = Ed25519PublicKey is not None


class Wrong(ValueError):
    """What a file says is not so; the text says why, in Korean."""


@dataclass(frozen=True)
class Signed:
    """A signed checkpoint: how many entries, and the root over them."""

    note: str
    size: int
    root: bytes


def decoded(text: str, size: int = 32) -> bytes:
    """Return what base64 text stands for; ``Wrong`` if it is not the one way to write that many bytes."""
    value = base64.b64decode(text, validate=True)
    if base64.b64encode(value).decode() != text or len(value) != size:
        raise Wrong("해시나 서명의 형식이 맞지 않습니다.")
    return value


def node(left: bytes, right: bytes) -> bytes:
    """Return the hash over two subtrees (RFC 9162 §2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


def sides(place: int, last: int, path: Sequence[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield each hash of a path and whether it stands on the left; ``Wrong`` if the path is too short."""
    for item in path:
        left = bool(place & 1) or place == last
        while left and place and not place & 1:
            place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
        yield item, left
    if last:
        raise Wrong("증명의 길이가 맞지 않습니다.")


def check_inclusion(leaf: int, size: int, current: bytes, path: Sequence[bytes], root: bytes) -> None:
    """Check that a leaf stands in a tree (RFC 9162 §2.1.3.2); ``Wrong`` if it does not."""
    for item, left in sides(leaf, size - 1, path):
        current = node(item, current) if left else node(current, item)
    if current != root:
        raise Wrong(f"{leaf + 1}번째 기록이 서명된 뿌리 해시로 이어지지 않습니다. 내용이나 증명이 바뀌었습니다.")


def check_consistency(old: Signed, new: Signed, path: Sequence[bytes]) -> None:
    """Check that the smaller tree is the beginning of the larger one (RFC 9162 §2.1.4.2); ``Wrong`` if it is not."""
    first, second = sha256(b"").digest(), new.root
    if old.size or path:
        hashes = [old.root, *path] if old.size.bit_count() == 1 else path
        shift = ((old.size - 1) ^ old.size).bit_length() - 1  # As many as old.size - 1 has ones at its end.
        first = second = hashes[0]
        for item, left in sides((old.size - 1) >> shift, (new.size - 1) >> shift, hashes[1:]):
            first = node(item, first) if left else first
            second = node(item, second) if left else node(second, item)
    if (first, second) != (old.root, new.root):
        raise Wrong(f"{old.size}건까지의 원장이 {new.size}건까지의 원장의 앞부분이 아닙니다.")


@dataclass(frozen=True)
class Key:
    """A public key as printed (C2SP vkey), and for which sizes its signature counts; both ends are included."""

    printed: str
    first: int = 0
    last: int | None = None
    kind: bytes = b"\x01"

    def __post_init__(self) -> None:
        """Refuse a key whose name, number and value do not belong together."""
        name, key_id, encoded = self.printed.split("+", 2)
        key = decoded(encoded, 33)
        if key[:1] != self.kind or sha256(f"{name}\n".encode() + key).hexdigest()[:8] != key_id:
            raise Wrong("공개 키의 이름, 번호, 값이 서로 맞지 않습니다.")

    @property
    def name(self) -> str:
        """Return the name it signs under."""
        return self.printed.partition("+")[0]

    def check(self, note: str) -> None:
        """Check that it has signed a note, ``Wrong`` if not; without ``cryptography`` only that it seems to have."""
        text, _, lines = note.rpartition("\n\n")
        _, key_id, encoded = self.printed.split("+", 2)
        signed, start, extra = f"{text}\n".encode(), f"— {self.name} ", 0 if self.kind == b"\x01" else 8
        found = [decoded(s.removeprefix(start), 68 + extra) for s in lines.split("\n") if s.startswith(start)]
        value = next((value for value in found if value[:4].hex() == key_id), None)
        if value is None or not lines.endswith("\n"):
            raise Wrong(f"체크포인트에 이 이름의 서명이 없습니다: {self.name}")
        if extra:  # A witness signs the time as well (C2SP cosignature/v1).
            signed = f"cosignature/v1\ntime {int.from_bytes(value[4:12], 'big')}\n".encode() + signed
        if CAN_CHECK_SIGNATURES:
            try:
                Ed25519PublicKey.from_public_bytes(decoded(encoded, 33)[1:]).verify(value[4 + extra :], signed)
            except InvalidSignature:
                raise Wrong("체크포인트의 서명이 맞지 않습니다.") from None


def keys_of(written: str) -> list[Key]:
    """Return the keys of the log, oldest first: each line holds the first size a key counts for, and the key."""
    lines = [line.split(" ") for line in written.removesuffix("\n").split("\n")]
    firsts = [int(first) for first, _ in lines]
    if firsts[0] != 0 or any(one >= other for one, other in pairwise(firsts)):
        raise Wrong("키의 순서가 맞지 않습니다.")
    return [Key(key, first, last) for (_, key), first, last in zip(lines, firsts, [*firsts[1:], None], strict=True)]


def opened(name: str, note: str, keys: Sequence[Key]) -> Signed:
    """Return what a checkpoint says; ``Wrong`` if not all keys of its size have signed, or the file's name differs."""
    origin, size, root = f"{note.rpartition(chr(10) * 2)[0]}\n".split("\n")[:3]
    counting = [key for key in keys if key.first <= int(size) and (key.last is None or int(size) <= key.last)]
    for key in counting:
        key.check(note)
    if {key.name for key in counting} != {origin} or str(int(size)) != size:
        raise Wrong("이 공개 키로 서명한 체크포인트가 아닙니다.")
    if name != f"checkpoints/{int(size):010}.note":
        raise Wrong("파일 이름과 다른 크기를 말합니다.")
    return Signed(note, int(size), decoded(root))
