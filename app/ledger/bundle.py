"""Owns the bundle of some days of the ledger, which is checked elsewhere without this installation.

``bundle_verifier`` goes along as ``verify.py``, and ``bundle_guide.ko.txt`` as what to read first. The same days of the
same log give the same bytes.
"""

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.ledger.domain import LOG_ID
from app.ledger.models import LedgerCheckpoint, LedgerDay, LedgerEntry
from app.ledger.notes import InclusionText, VerifierKey, encoded_hashes
from app.ledger.proofs import origin_of_log, subtrees
from app.ledger.tree import consistency_proof, inclusion_proof

_BESIDE = Path(__file__).parent
_AT_ONCE = 4_096
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class NothingToBundle(Refusal):
    """No entry was recorded on the days."""

    text = N_("{first}부터 {last}까지 봉인된 기록이 없습니다. 기간을 확인하십시오.")


class NotSignedYet(Refusal):
    """Without a checkpoint nothing can be proven elsewhere."""

    text = N_("서명된 체크포인트가 없습니다. 먼저 'watchbook ledger checkpoint'를 실행하십시오.")


def write_bundle(session: Session, file: BinaryIO, *, first: date, last: date, key: VerifierKey) -> int:
    """Write the ZIP of the days from ``first`` to ``last`` in Korea, and return how many entries it holds.

    :raises NothingToBundle: if no entry was recorded then.
    :raises NotSignedYet: if the log has no checkpoint.
    """
    begin, end = session.execute(
        select(func.min(LedgerDay.first_leaf), func.max(LedgerDay.last_leaf)).where(
            LedgerDay.log_id == LOG_ID, LedgerDay.day.between(first, last)
        )
    ).one()
    if begin is None:
        raise NothingToBundle(first=first, last=last)
    notes = {row.size: row.note for row in session.execute(_CHECKPOINTS)}
    if not notes:
        raise NotSignedYet
    span = {
        "origin": origin_of_log(session),
        "from": first.isoformat(),
        "to": last.isoformat(),
        "first_leaf": begin,
        "entries": end - begin + 1,
    }
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        bundle = _Archive(archive)
        bundle.add("README.ko.txt", (_BESIDE / "bundle_guide.ko.txt").read_bytes())
        bundle.add("verify.py", (_BESIDE / "bundle_verifier.py").read_bytes())
        bundle.add("key.vkey", f"{key}\n".encode())
        bundle.add("span.json", (json.dumps(span, ensure_ascii=False, indent=2) + "\n").encode())
        for size, note in notes.items():
            bundle.add(f"checkpoints/{size:010}.note", note.encode())
        for name, text in _consistency(session, notes):
            bundle.add(name, text.encode())
        for name, content in _entries(session, begin, end, newest=max(notes.items())):
            bundle.add(name, content)
        bundle.add("MANIFEST.sha256", "".join(bundle.lines).encode())
    return end - begin + 1


_CHECKPOINTS = (
    select(LedgerCheckpoint.size, LedgerCheckpoint.note)
    .where(LedgerCheckpoint.log_id == LOG_ID)
    .order_by(LedgerCheckpoint.size)
)


class _Archive:
    """Files are dated the same always, so that the same content gives the same bytes."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.lines: list[str] = []

    def add(self, name: str, content: bytes) -> None:
        self.lines.append(f"{sha256(content).hexdigest()}  {name}\n")
        entry = ZipInfo(name, _LONG_AGO)
        entry.compress_type = ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        self.archive.writestr(entry, content)


def _consistency(session: Session, notes: dict[int, str]) -> Iterator[tuple[str, str]]:
    """Yield the proofs between checkpoints that follow each other, as witnesses get them (C2SP tlog-witness)."""
    subtree = subtrees(session)
    for old, new in pairwise(notes):
        path = encoded_hashes(consistency_proof(old=old, new=new, subtree=subtree))
        yield f"consistency/{old:010}-{new:010}.txt", "\n".join([f"old {old}", *path, "", notes[new]])


def _entries(session: Session, begin: int, end: int, *, newest: tuple[int, str]) -> Iterator[tuple[str, bytes]]:
    """Yield each entry and, where the newest checkpoint covers it, its proof."""
    size, note = newest
    for start in range(begin, end + 1, _AT_ONCE):
        subtree = subtrees(session)  # A new one each time: it remembers all hashes it has read.
        bodies = select(LedgerEntry.leaf, LedgerEntry.body).where(
            LedgerEntry.log_id == LOG_ID, LedgerEntry.leaf.between(start, min(start + _AT_ONCE - 1, end))
        )
        for leaf, body in session.execute(bodies.order_by(LedgerEntry.leaf)).all():
            yield f"entries/{leaf:010}.json", bytes(body)
            if leaf < size:
                proof = InclusionText(leaf, tuple(inclusion_proof(leaf=leaf, size=size, subtree=subtree)), note)
                yield f"proofs/{leaf:010}.tlog-proof", str(proof).encode()
