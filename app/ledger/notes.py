"""Owns the texts a log shows the world: C2SP signed notes, checkpoints and inclusion proofs. Pure.

Formats: c2sp.org/signed-note, tlog-checkpoint and tlog-proof, each in version 1. Signatures are Ed25519.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.ledger.tree import HASH_SIZE

_ED25519 = b"\x01"
_KEY_ID_SIZE = 4
_PROOF_HEAD = "c2sp.org/tlog-proof@v1"
_MOST_SIGNATURES = 64
_LARGEST_NOTE = 1_000_000


class BadNote(ValueError):
    """A text is not what it should be, or nobody known has signed it."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line."""

    name: str
    key_id: bytes
    value: bytes

    def __str__(self) -> str:
        """Return the line, without its end."""
        return f"— {self.name} {_encode(self.key_id + self.value)}"


@dataclass(frozen=True, slots=True)
class Note:
    """A text with its signatures; the text ends in a newline. Trust it only after ``VerifierKey.check``."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        """Return the signed note."""
        return self.text + "\n" + "".join(f"{signature}\n" for signature in self.signatures)

    @classmethod
    def parse(cls, written: str) -> "Note":
        """Return the parts of a signed note.

        :raises BadNote: if it is none.
        """
        text, blank, lines = written.rpartition("\n\n")
        if not blank or not lines.endswith("\n") or len(written) > _LARGEST_NOTE:
            raise BadNote("the note has no signatures")
        if any(character < " " and character != "\n" for character in written):
            raise BadNote("the note has a control character")
        signatures = tuple(_signature(line) for line in lines[:-1].split("\n"))
        if len(signatures) > _MOST_SIGNATURES:
            raise BadNote("the note has too many signatures")
        return cls(text + "\n", signatures)


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with the name it signs under."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        _check_name(self.name)
        if len(self.public) != HASH_SIZE:
            raise BadNote("an Ed25519 key has 32 bytes")

    @property
    def key_id(self) -> bytes:
        """Return the four bytes that stand before this key's signatures."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:_KEY_ID_SIZE]

    def __str__(self) -> str:
        """Return the key as it is printed: ``<name>+<id>+<key>``."""
        return f"{self.name}+{self.key_id.hex()}+{_encode(_ED25519 + self.public)}"

    @classmethod
    def parse(cls, written: str) -> "VerifierKey":
        """Return a printed key.

        :raises BadNote: if it is none, is of another kind, or its parts do not belong together.
        """
        name, _, rest = written.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        key = _decode(encoded)
        if key[:1] != _ED25519:
            raise BadNote("the key is not an Ed25519 key")
        found = cls(name, key[1:])
        if found.key_id.hex() != key_id:
            raise BadNote("the key does not have the id it is printed with")
        return found

    def check(self, note: Note) -> None:
        """Check that this key has signed the note.

        :raises BadNote: if it has not, or its signature is wrong.
        """
        own = [s for s in note.signatures if s.name == self.name and s.key_id == self.key_id]
        if not own:
            raise BadNote(f"{self.name} has not signed the note")
        for signature in own:
            try:
                Ed25519PublicKey.from_public_bytes(self.public).verify(signature.value, note.text.encode())
            except InvalidSignature as problem:
                raise BadNote(f"the signature of {self.name} is wrong") from problem


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key; it gets its name from what it signs."""

    private: Ed25519PrivateKey

    def verifier(self, name: str) -> VerifierKey:
        """Return the public half under a name."""
        return VerifierKey(name, self.private.public_key().public_bytes_raw())

    def sign(self, text: str, *, name: str) -> Note:
        """Return a note with one signature.

        :raises BadNote: if the text does not end in a newline.
        """
        if not text.endswith("\n"):
            raise BadNote("the text of a note ends in a newline")
        signature = Signature(name, self.verifier(name).key_id, self.private.sign(text.encode()))
        return Note(text, (signature,))


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: its name, how many entries it has, and their root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """Return the text that is signed."""
        return f"{self.origin}\n{self.size}\n{_encode(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Return what a note's text says; lines after the third are not ours and are passed over.

        :raises BadNote: if it is no checkpoint.
        """
        lines = text.split("\n")
        if len(lines) <= 3 or lines[-1] or not all(lines[:-1]):  # noqa: PLR2004  # Origin, size, root, the end.
            raise BadNote("the text is no checkpoint")
        return cls(lines[0], _number(lines[1]), hash_of(lines[2]))

    @classmethod
    def open(cls, written: str, *, key: VerifierKey) -> "Checkpoint":
        """Return what a signed checkpoint says, after checking who signed it.

        :raises BadNote: if it is no checkpoint, or not signed by the key.
        """
        note = Note.parse(written)
        key.check(note)
        return cls.parse(note.text)


@dataclass(frozen=True, slots=True)
class InclusionText:
    """A proof that an entry stands in a log, as text that is checked without the log."""

    leaf: int
    path: tuple[bytes, ...]
    checkpoint: str

    def __str__(self) -> str:
        """Return the ``.tlog-proof`` text."""
        return "\n".join([_PROOF_HEAD, f"index {self.leaf}", *map(_encode, self.path), "", self.checkpoint])

    @classmethod
    def parse(cls, written: str) -> "InclusionText":
        """Return the parts of a proof; extra data is not authenticated and passed over.

        :raises BadNote: if the text is no proof.
        """
        head, blank, checkpoint = written.partition("\n\n")
        lines = head.split("\n")
        if not blank or lines.pop(0) != _PROOF_HEAD:
            raise BadNote("the text is no proof")
        if lines and lines[0].startswith("extra "):
            lines.pop(0)
        if not lines or not lines[0].startswith("index "):
            raise BadNote("the proof does not say which entry it is about")
        return cls(_number(lines[0].removeprefix("index ")), tuple(map(hash_of, lines[1:])), checkpoint)


def encoded_hashes(hashes: Sequence[bytes]) -> tuple[str, ...]:
    """Return hashes as they stand in proofs and checkpoints."""
    return tuple(map(_encode, hashes))


def hash_of(text: str) -> bytes:
    """Return a hash from how it stands in proofs and checkpoints.

    :raises BadNote: if it is none.
    """
    value = _decode(text)
    if len(value) != HASH_SIZE:
        raise BadNote("a hash has 32 bytes")
    return value


def _signature(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "—":  # noqa: PLR2004  # Dash, name, signature.
        raise BadNote("a signature line is malformed")
    _check_name(parts[1])
    value = _decode(parts[2])
    if len(value) <= _KEY_ID_SIZE:
        raise BadNote("a signature is too short")
    return Signature(parts[1], value[:_KEY_ID_SIZE], value[_KEY_ID_SIZE:])


def _check_name(name: str) -> None:
    if not name or "+" in name or any(character.isspace() for character in name):
        raise BadNote("a key's name has no spaces and no plus sign")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or (text != "0" and text.startswith("0")):
        raise BadNote(f"not a number: {text!r}")
    return int(text)


def _encode(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _decode(text: str) -> bytes:
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise BadNote("not base64") from problem
    if _encode(value) != text:
        raise BadNote("base64 with stray bits")
    return value
