"""Owns what the vault is made of: keys with numbers, the ring that gives them out, and what it refuses."""

from dataclasses import dataclass, field
from typing import Protocol

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.kernel.errors import Refusal
from app.kernel.messages import N_

KEY_BYTES = 32
MARK_BYTES = 4


class CannotOpen(Refusal):
    """What was sealed was changed, or belongs to another place than the one it was opened for."""

    text = N_("암호화된 내용을 열 수 없습니다. 내용이 바뀌었거나 다른 자리의 것입니다.")


class KeyMissing(CannotOpen):
    """The key that something was sealed with is not in the ring."""

    text = N_("암호화된 내용을 열 {number}번 키가 없습니다. 백업에서 keys 폴더를 되돌리십시오.")


class ForeignKey(CannotOpen):
    """The key of that number is not the one that something was sealed with."""

    text = N_(
        "암호화된 내용을 {number}번 키로 열 수 없습니다. 다른 설치의 키이거나 내용이 바뀌었습니다. "
        "백업의 keys 폴더를 확인하십시오."
    )


class CannotSeal(Refusal):
    """A text has a lone half of a surrogate pair, which no file or database can hold."""

    text = N_("저장할 수 없는 글자가 있습니다. 다시 입력하십시오.")


@dataclass(frozen=True, slots=True)
class VaultKey:
    """One key of the ring. The secret is in no text made of it, so that no log or traceback shows it."""

    number: int
    secret: bytes = field(repr=False)

    @property
    def mark(self) -> bytes:
        """Return four bytes that tell this key from another of the same number, and nothing about it."""
        return self.derived(b"watchbook vault mark/1", length=MARK_BYTES)

    def derived(self, purpose: bytes, *, salt: bytes | None = None, length: int = KEY_BYTES) -> bytes:
        """Return a key made from this one for one purpose (HKDF-SHA256, RFC 5869); the secret itself seals nothing."""
        return HKDF(algorithm=SHA256(), length=length, salt=salt, info=purpose).derive(self.secret)


class KeyRing(Protocol):
    """Gives out keys by number; files today, a key service if ever there is one."""

    def newest(self) -> VaultKey:
        """Return the key to seal with, made if there is none.

        :raises Refusal: if it cannot be had.
        """
        ...

    def key(self, number: int) -> VaultKey:
        """Return the key that something was sealed with.

        :raises KeyMissing: if the ring has none of that number.
        :raises Refusal: if it cannot be used.
        """
        ...

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of all keys, ascending."""
        ...

    def rotate(self) -> VaultKey:
        """Return a new key that everything is sealed with from now on; older keys still open.

        :raises Refusal: if it cannot be made.
        """
        ...
