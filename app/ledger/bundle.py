"""Owns the bundle of some days of the ledger, which is checked elsewhere without this installation.

``bundle_proofs`` and ``bundle_verifier`` go along as ``verify.py``, and ``bundle_guide.ko.txt`` as what to read first.
The same days of the same log give the same bytes.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
from app.ledger.keyring import KeyRing
from app.ledger.models import LedgerAnchor, LedgerCheckpoint, LedgerDay, LedgerEntry
from app.ledger.notes import InclusionText, Note, encoded_hashes
from app.ledger.proofs import origin_of_log, subtrees
from app.ledger.tree import SubtreeHash, consistency_proof, inclusion_proof, levels_of

_BESIDE = Path(__file__).parent
_BLOCK = 1 << 8
"""Leaves of a stored subtree: above it hashes are looked up, below it they are folded once for all its entries."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class NothingToBundle(Refusal):
    """No entry was recorded on the days."""

    text = N_("{first}부터 {last}까지 봉인된 기록이 없습니다. 기간을 확인하십시오.")


class NotSignedYet(Refusal):
    """Without a checkpoint nothing can be proven elsewhere."""

    text = N_("서명된 체크포인트가 없습니다. 먼저 'watchbook ledger checkpoint'를 실행하십시오.")


@dataclass(frozen=True, slots=True)
class Bundled:
    """Which entries a bundle holds; ``digest`` is the SHA-256 of its list of files, which names all their contents."""

    first: date
    last: date
    first_leaf: int
    entries: int
    digest: str


def write_bundle(session: Session, file: BinaryIO, *, first: date, last: date, keys: KeyRing) -> Bundled:
    """Write the ZIP of the days from ``first`` to ``last`` in Korea, and return what it holds.

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
    cosigned = session.execute(_COSIGNED).all()
    notes = {row.size: _own_part(row.evidence, origin_of_log(session)) for row in cosigned}
    notes = dict(sorted((notes | {row.size: row.note for row in session.execute(_CHECKPOINTS)}).items()))
    if not notes:
        raise NotSignedYet
    span = {
        "origin": origin_of_log(session),
        "from": first.isoformat(),
        "to": last.isoformat(),
        "first_leaf": begin,
        "entries": end - begin + 1,
    }
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        bundle = _Archive(archive)
        bundle.add("README.ko.txt", (_BESIDE / "bundle_guide.ko.txt").read_bytes())
        bundle.add("verify.py", verifier_source().encode())
        bundle.add("keys.txt", "".join(f"{held.first_size} {held.key}\n" for held in keys.keys).encode())
        bundle.add("span.json", (json.dumps(span, ensure_ascii=False, indent=2) + "\n").encode())
        for size, note in notes.items():
            bundle.add(f"checkpoints/{size:010}.note", note.encode())
        for number, row in enumerate(cosigned, start=1):
            bundle.add(f"witnesses/{row.size:010}-{number:03}.txt", f"witness {row.via}\n\n{row.evidence}".encode())
        for name, text in _consistency(session, notes):
            bundle.add(name, text.encode())
        for name, content in _entries(session, begin, end, newest=max(notes.items())):
            bundle.add(name, content)
        manifest = "".join(bundle.lines).encode()
        bundle.add("MANIFEST.sha256", manifest)
    return Bundled(first, last, begin, end - begin + 1, sha256(manifest).hexdigest())


def verifier_source() -> str:
    """Return the stand-alone verifier: the two modules it is written in, one after the other."""
    proofs, check = ((_BESIDE / f"bundle_{name}.py").read_text("utf-8") for name in ("proofs", "verifier"))
    before, _, after = check.partition("from app.ledger.bundle_proofs import (")
    return proofs + "\n\n" + before + after.partition("\n)\n")[2]


_CHECKPOINTS = select(LedgerCheckpoint.size, LedgerCheckpoint.note).where(LedgerCheckpoint.log_id == LOG_ID)
_COSIGNED = (
    select(LedgerAnchor.size, LedgerAnchor.via, LedgerAnchor.evidence)
    .where(LedgerAnchor.log_id == LOG_ID)
    .order_by(LedgerAnchor.size, LedgerAnchor.via)
)


def _own_part(evidence: str, origin: str) -> str:
    """Return what the log itself signed of a cosigned checkpoint."""
    note = Note.parse(evidence)
    return str(Note(note.text, tuple(signature for signature in note.signatures if signature.name == origin)))


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


def _consistency(session: Session, notes: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """Yield the proofs between checkpoints that follow each other, as witnesses get them (C2SP tlog-witness)."""
    subtree = subtrees(session)
    for old, new in pairwise(notes):
        path = encoded_hashes(consistency_proof(old=old, new=new, subtree=subtree))
        yield f"consistency/{old:010}-{new:010}.txt", "\n".join([f"old {old}", *path, "", notes[new]])


def _entries(session: Session, begin: int, end: int, *, newest: tuple[int, str]) -> Iterator[tuple[str, bytes]]:
    """Yield each entry and, where the newest checkpoint covers it, its proof."""
    size, note = newest
    above = subtrees(session)
    for start in range(begin - begin % _BLOCK, end + 1, _BLOCK):
        rows = session.execute(
            select(LedgerEntry.leaf, LedgerEntry.body, LedgerEntry.leaf_hash)
            .where(LedgerEntry.log_id == LOG_ID, LedgerEntry.leaf.between(start, start + _BLOCK - 1))
            .order_by(LedgerEntry.leaf)
        ).all()
        subtree = _inside(start, [row.leaf_hash for row in rows], above)
        for leaf, body, _ in rows:
            if not begin <= leaf <= end:
                continue
            yield f"entries/{leaf:010}.json", bytes(body)
            if leaf < size:
                proof = InclusionText(leaf, tuple(inclusion_proof(leaf=leaf, size=size, subtree=subtree)), note)
                yield f"proofs/{leaf:010}.tlog-proof", str(proof).encode()


def _inside(start: int, leaves: list[bytes], above: SubtreeHash) -> SubtreeHash:
    """Return the lookup of hashes for the entries of one block: what stands above it is asked for once."""
    levels = levels_of(leaves)
    others: dict[tuple[int, int], bytes] = {}

    def subtree(level: int, position: int) -> bytes:
        at = position - (start >> level)
        if level < len(levels) and 0 <= at < len(levels[level]) and (position << level) >= start:
            return levels[level][at]
        if (level, position) not in others:
            others[level, position] = above(level, position)
        return others[level, position]

    return subtree
