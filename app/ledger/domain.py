"""Owns what an entry is made of: its sealed bytes, its commitments to personal parts, and the receipt for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from app.kernel.canonical import canonical_bytes
from app.kernel.errors import Refusal
from app.kernel.messages import N_

LOG_ID = 1
"""The one log of today; every table carries it, so that each operating organisation can have its own."""
BODY_VERSION = 1
MAX_BODY = 65_535
"""Bytes; the length prefix of a C2SP entry bundle has sixteen bits."""
SALT_SIZE = 32
ENTRY_ID_SIZE = 36
_TIME_SIZE = len("2026-11-22T03:16:08.000000Z")
LONGEST_ORIGIN = 200


class EntryTooLarge(Refusal):
    """What should be recorded does not fit into one entry."""

    text = N_("한 번에 기록할 내용이 너무 큽니다({size}바이트). {most}바이트 이하로 줄이거나 나누어 입력하십시오.")


class LogAlreadySigned(Refusal):
    """A log that has been signed keeps its name for good."""

    text = N_("이미 서명한 원장의 이름은 바꿀 수 없습니다.")


class BadLogName(Refusal):
    """A log's name stands in signed notes, which set it off by spaces and plus signs."""

    text = N_("원장 이름은 빈칸과 '+' 없이 200자 이하로 쓰십시오. 예: cctv.example.kr/watchbook")


class KeyChanged(Refusal):
    """The last checkpoint was not signed with this key."""

    text = N_("마지막 체크포인트를 서명한 키가 아닙니다. 백업에서 원래 키를 되돌린 뒤 다시 하십시오.")


class HistoryChanged(Refusal):
    """The log no longer begins with what it once signed."""

    text = N_(
        "이미 서명한 처음 {size}건이 그때와 다릅니다. 서명하지 않았습니다. "
        "'watchbook ledger verify'로 달라진 곳을 확인하십시오."
    )


class KeyReused(Refusal):
    """A key under which something was recorded comes again with something else."""

    text = N_("같은 요청 키로 다른 내용이 이미 기록되었습니다. 새 기록이면 새 키로 보내십시오.")


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where an event was sealed; ``repeated`` if that was done before, under the same key."""

    log_id: int
    leaf: int
    entry_id: str
    recorded_at: datetime
    repeated: bool = field(default=False, compare=False)


def commitment(salt: bytes, content: bytes) -> str:
    """Return what stands in the sealed body for a personal part: it can be checked, and forgotten with its salt."""
    return sha256(salt + content).hexdigest()


@dataclass(frozen=True, slots=True)
class Draft:
    """The sealed bytes of an entry but for its time and identifier, which are known under the head's lock only."""

    before_time: bytes
    before_id: bytes
    after_id: bytes

    def body(self, *, entry_id: str, recorded_at: str) -> bytes:
        """Return the exact bytes that are stored and hashed.

        :param recorded_at: as ``app.kernel.clock.iso`` writes it.
        """
        return b"".join(
            (self.before_time, recorded_at.encode(), self.before_id, entry_id.encode(), self.after_id),
        )


def draft(
    *,
    event: str,
    event_version: int,
    actor_id: int,
    subject: str,
    site_code: str | None,
    open_part: Mapping[str, object],
    commitments: Mapping[str, str],
) -> Draft:
    """Return the canonical bytes of an entry around its time and identifier.

    Canonical keys are in the order of the alphabet, so ``at`` and ``id`` stand between three runs of others.

    :raises EntryTooLarge: if they are more than a leaf may hold.
    """
    middle = canonical_bytes({"data": open_part, "event": event, "event_version": event_version, "id": ""})
    last = canonical_bytes({"private": commitments, "site": site_code, "subject": subject, "v": BODY_VERSION})
    made = Draft(b'{"actor":%d,"at":"' % actor_id, b'",' + middle[1:-2], b'",' + last[1:])
    size = len(made.before_time) + len(made.before_id) + len(made.after_id) + _TIME_SIZE + ENTRY_ID_SIZE
    if size > MAX_BODY:
        raise EntryTooLarge(size=size, most=MAX_BODY)
    return made


def hash_of_key(actor_id: int, key: str) -> bytes:
    """Return what is kept of a key somebody sent an event under: the same key of another person is another."""
    return sha256(canonical_bytes([actor_id, key])).digest()
