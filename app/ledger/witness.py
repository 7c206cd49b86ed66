"""Owns what a witness does: on another machine it signs a log's checkpoints, and none that contradicts an earlier one.

It needs no database: what it saw last and its own key stand in a folder of its own. Formats: c2sp.org/tlog-witness (the
body of add-checkpoint) and c2sp.org/tlog-cosignature (cosignature/v1, Ed25519 with the time).
"""

import base64
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.kernel.errors import Refusal
from app.kernel.messages import N_, Message
from app.ledger.notes import BadNote, Checkpoint, Note, Signature, SigningKey, VerifierKey, encoded_hashes, hash_of
from app.ledger.tree import BadProof, check_consistency

_COSIGNATURE = b"\x04"
_KEY_ID_SIZE, _TIME_SIZE, _SIGNATURE_SIZE = 4, 8, 64
_LONGEST_PATH = 63  # C2SP: no more hashes than a tree of 2**63 leaves needs.

_NOT_SIGNED = N_("이 원장의 키로 서명한 체크포인트가 아닙니다. 키를 바꾸었다면 --key 로 알려 주십시오.")
_SHORTER = N_("전에 {size}건을 보았는데 이번에는 {stated}건입니다. 원장이 잘렸거나 옛 사본입니다.")
_FROM_ELSEWHERE = N_("전에 본 것은 {size}건인데 요청은 {old}건부터입니다. --since {size} 로 다시 만드십시오.")
_REWRITTEN = N_("전에 본 {size}건과 이어지지 않습니다. 원장의 앞부분이 다시 쓰였거나 갈라졌습니다.")


class NotCosigned(Refusal):
    """The witness does not sign; the log contradicts what it saw, or the request is none."""

    text = N_("서명하지 않았습니다. {reason}")


@dataclass(frozen=True, slots=True)
class Request:
    """What a witness is asked to sign: a checkpoint, and that it goes on from the size it saw last."""

    old: int
    path: tuple[bytes, ...]
    note: str

    def __str__(self) -> str:
        """Return the body of C2SP add-checkpoint."""
        return "\n".join([f"old {self.old}", *encoded_hashes(self.path), "", self.note])

    @classmethod
    def parse(cls, written: str) -> "Request":
        """Return the parts of a request.

        :raises BadNote: if it is none.
        """
        head, blank, note = written.partition("\n\n")
        first, *hashes = head.split("\n")
        number = first.removeprefix("old ")
        if not blank or number == first or not (number.isascii() and number.isdecimal()):
            raise BadNote("the text is no request to a witness")
        if len(hashes) > _LONGEST_PATH:
            raise BadNote("the consistency proof is too long")
        return cls(int(number), tuple(map(hash_of, hashes)), note)


@dataclass(frozen=True, slots=True)
class WitnessKey:
    """The public key of a witness with its name."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Return the four bytes that stand before this key's cosignatures."""
        return sha256(self.name.encode() + b"\n" + _COSIGNATURE + self.public).digest()[:_KEY_ID_SIZE]

    def __str__(self) -> str:
        """Return the key as it is printed: ``<name>+<id>+<key>``."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(_COSIGNATURE + self.public).decode()}"

    @classmethod
    def parse(cls, written: str) -> "WitnessKey":
        """Return a printed key.

        :raises BadNote: if it is none, is of another kind, or its parts do not belong together.
        """
        name, _, rest = written.strip().partition("+")
        _id, _, encoded = rest.partition("+")
        try:
            key = base64.b64decode(encoded, validate=True)
        except ValueError as problem:
            raise BadNote("not base64") from problem
        if key[:1] != _COSIGNATURE:
            raise BadNote("the key is not a witness's key")
        found = cls(VerifierKey(name, key[1:]).name, key[1:])  # The other kind of key checks name and length.
        if str(found) != written.strip():
            raise BadNote("the key does not have the id it is printed with")
        return found

    def check(self, note: Note) -> datetime:
        """Return when this witness signed the note.

        :raises BadNote: if it has not, or its signature is wrong.
        """
        for signature in note.signatures:
            if (signature.name, signature.key_id) != (self.name, self.key_id):
                continue
            stamp, value = signature.value[:_TIME_SIZE], signature.value[_TIME_SIZE:]
            if len(value) != _SIGNATURE_SIZE:
                break
            at = int.from_bytes(stamp, "big")
            try:
                Ed25519PublicKey.from_public_bytes(self.public).verify(value, _signed(note.text, at))
                return datetime.fromtimestamp(at, UTC)
            except (InvalidSignature, OverflowError, ValueError) as problem:
                raise BadNote(f"the cosignature of {self.name} is wrong") from problem
        raise BadNote(f"{self.name} has not cosigned the note")


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness with what it remembers in a folder: the log's keys, oldest first, and the note it signed last."""

    folder: Path
    name: str
    signer: SigningKey

    @property
    def key(self) -> WitnessKey:
        """Return the public key."""
        return WitnessKey(self.name, self.signer.private.public_key().public_bytes_raw())

    @property
    def known_size(self) -> int:
        """Return how many entries the note had that was signed last; 0 before the first."""
        seen = self._seen()
        return 0 if seen is None else seen.size

    def trust(self, key: VerifierKey) -> None:
        """Believe a key of the log from now on; once it has signed, those before it count no more."""
        if key not in self._keys():
            self._keep("log.vkey", "".join(f"{known}\n" for known in (*self._keys(), key)))

    def cosign(self, written: str, *, now: datetime) -> str:
        """Return the checkpoint of a request with this witness's cosignature, after remembering it.

        :raises NotCosigned: if the log does not go on from what was seen, or the request cannot be read.
        """
        try:
            request = Request.parse(written)
            note = Note.parse(request.note)
            stated = Checkpoint.parse(note.text)
        except BadNote as problem:
            raise NotCosigned(
                reason=Message(N_("증인에게 보내는 요청이 아닙니다({problem})."), {"problem": problem})
            ) from problem
        keys = self._keys()
        self._check_signed(note, keys)
        seen = self._seen()
        if seen is not None and stated.origin != seen.origin:
            raise NotCosigned(reason=Message(N_("다른 원장입니다: {origin}"), {"origin": stated.origin}))
        self._check_extends(request, stated, seen)
        log = Note(note.text, tuple(s for s in note.signatures if s.name == stated.origin))  # Of a key to come as well.
        self._keep("seen.note", str(log))
        at = int(now.timestamp())
        value = at.to_bytes(_TIME_SIZE, "big") + self.signer.private.sign(_signed(log.text, at))
        return str(Note(log.text, (*log.signatures, Signature(self.name, self.key.key_id, value))))

    def _check_signed(self, note: Note, keys: Sequence[VerifierKey]) -> None:
        if not keys:
            raise NotCosigned(reason=Message(N_("원장의 공개 키를 모릅니다. --key 로 알려 주십시오.")))
        before = self._read("seen.note")
        last = _newest_signer(Note.parse(before), keys) if before else None
        present = _newest_signer(note, keys)
        if present is None:
            raise NotCosigned(reason=Message(_NOT_SIGNED))
        if last is not None and present < last:
            raise NotCosigned(reason=Message(N_("이미 바꾼 옛 키로 서명한 체크포인트입니다.")))

    def _check_extends(self, request: Request, stated: Checkpoint, seen: Checkpoint | None) -> None:
        size = 0 if seen is None else seen.size
        if stated.size < size:
            raise NotCosigned(reason=Message(_SHORTER, {"size": size, "stated": stated.size}))
        if request.old != size:
            raise NotCosigned(reason=Message(_FROM_ELSEWHERE, {"size": size, "old": request.old}))
        if seen is None:
            return
        try:
            check_consistency(
                old=seen.size, new=stated.size, old_root=seen.root, new_root=stated.root, path=request.path
            )
        except BadProof as problem:
            raise NotCosigned(reason=Message(_REWRITTEN, {"size": size})) from problem

    def _seen(self) -> Checkpoint | None:
        written = self._read("seen.note")
        return None if written is None else Checkpoint.parse(Note.parse(written).text)

    def _keys(self) -> tuple[VerifierKey, ...]:
        return tuple(VerifierKey.parse(line) for line in (self._read("log.vkey") or "").splitlines())

    def _read(self, name: str) -> str | None:
        try:
            return (self.folder / name).read_text("utf-8")
        except FileNotFoundError:
            return None

    def _keep(self, name: str, content: str) -> None:
        """Replace a file at once, and not before it is on the disk: a witness that forgets could sign twice."""
        draft = self.folder / f".{name}"
        with draft.open("w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / name)
        descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _signed(text: str, at: int) -> bytes:
    """Return the bytes a cosignature is over."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _newest_signer(note: Note, keys: Sequence[VerifierKey]) -> int | None:
    """Return the place of the newest key that has rightly signed the note."""
    for place in reversed(range(len(keys))):
        try:
            keys[place].check(note)
        except BadNote:
            continue
        return place
    return None
