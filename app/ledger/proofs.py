"""Owns what the stored hashes prove: how far the log has grown, and that an entry stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.kernel.clock import from_micros
from app.kernel.errors import NotFound
from app.ledger.domain import LOG_ID
from app.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead, LedgerNode
from app.ledger.notes import InclusionText, encoded_hashes
from app.ledger.tree import STORED_LEVELS, Frontier, SubtreeHash, inclusion_proof, levels_of, root_of


@dataclass(frozen=True, slots=True)
class Head:
    """How far the log has grown, and the newest signed checkpoint."""

    origin: str
    size: int
    root: bytes
    last_at: datetime
    note: str | None

    @property
    def shown_root(self) -> str:
        """Return the root as it is printed."""
        return encoded_hashes([self.root])[0]


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """That an entry stands in the log: its hash and what leads from it to the root.

    ``note`` is the newest signed checkpoint that covers the entry, or None while there is none; then the proof leads to
    the present, unsigned head. ``text`` is the C2SP proof for checking elsewhere.
    """

    leaf: int
    leaf_hash: bytes
    path: tuple[bytes, ...]
    size: int
    root: bytes
    note: str | None

    @property
    def text(self) -> str | None:
        """Return the ``.tlog-proof`` text, or None while nothing signed covers the entry."""
        return None if self.note is None else str(InclusionText(self.leaf, self.path, self.note))

    @property
    def shown_leaf_hash(self) -> str:
        """Return the hash of the entry as it is printed."""
        return encoded_hashes([self.leaf_hash])[0]

    @property
    def shown_path(self) -> tuple[str, ...]:
        """Return the hashes of the path as they are printed."""
        return encoded_hashes(self.path)

    @property
    def shown_root(self) -> str:
        """Return the root as it is printed."""
        return encoded_hashes([self.root])[0]


def origin_of_log(session: Session) -> str:
    """Return the name the log signs under."""
    return session.scalars(select(LedgerHead.origin).where(LedgerHead.log_id == LOG_ID)).one()


_HEAD = select(LedgerHead.origin, LedgerHead.size, LedgerHead.frontier, LedgerHead.last_at, LedgerHead.note).where(
    LedgerHead.log_id == LOG_ID
)  # Built once: pages ask for it again and again.


_NEWEST_OVER = (
    select(LedgerCheckpoint.size, LedgerCheckpoint.note)
    .where(LedgerCheckpoint.log_id == LOG_ID, LedgerCheckpoint.size > bindparam("leaf"))
    .order_by(LedgerCheckpoint.size.desc())
    .limit(1)
)  # The same.


def head(session: Session) -> Head:
    """Return how far the log has grown."""
    origin, size, frontier, last_at, note = session.execute(_HEAD).one()
    return Head(origin, size, Frontier.unpack(size, frontier).root, from_micros(last_at), note)


def inclusion_proof_of(session: Session, *, leaf: int) -> InclusionProof:
    """Return the proof that an entry stands in the log.

    :raises NotFound: if there is no such entry.
    """
    connection = session.connection()
    own = connection.scalar(_LEAF_HASHES, {"first": leaf, "end": leaf + 1})
    if own is None:
        raise NotFound
    signed = connection.execute(_NEWEST_OVER, {"leaf": leaf}).one_or_none()
    size, note = (signed.size, signed.note) if signed else (head(session).size, None)
    subtree = subtrees(session)
    path = inclusion_proof(leaf=leaf, size=size, subtree=subtree)
    root = root_at(size, subtree)
    return InclusionProof(leaf, own, tuple(path), size, root, note)


def root_at(size: int, subtree: SubtreeHash) -> bytes:
    """Return the root the log had when it held so many entries."""
    hashes, start = [], 0
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            hashes.append(subtree(level, start >> level))
            start += 1 << level
    return Frontier(size, tuple(hashes)).root


def subtrees(session: Session) -> SubtreeHash:
    """Return what looks up hashes of perfect subtrees: a block of 256 stored hashes is read and folded once."""
    blocks: dict[tuple[int, int], list[Sequence[bytes]]] = {}

    def subtree(level: int, position: int) -> bytes:
        below = max(stored for stored in (0, *STORED_LEVELS) if stored <= level)
        above = level - below
        first = position << above
        block = (below, first >> _BLOCK)
        if above > _BLOCK:
            return root_of(_hashes(session, below, first, 1 << above))
        if block not in blocks:
            blocks[block] = levels_of(_hashes(session, below, block[1] << _BLOCK, 1 << _BLOCK))
        levels, at = blocks[block], position - (block[1] << (_BLOCK - above))
        if above < len(levels) and at < len(levels[above]):
            return levels[above][at]
        return root_of(levels[0][at << above : (at + 1) << above])  # Hashes are missing: the proof will not hold.

    return subtree


_BLOCK = STORED_LEVELS[0]
_ENTRY, _NODE = LedgerEntry.__table__.c, LedgerNode.__table__.c
_LEAF_HASHES = (
    select(_ENTRY.leaf_hash)
    .where(_ENTRY.log_id == LOG_ID, _ENTRY.leaf >= bindparam("first"), _ENTRY.leaf < bindparam("end"))
    .order_by(_ENTRY.leaf)
)
_NODE_HASHES = (
    select(_NODE.hash)
    .where(
        _NODE.log_id == LOG_ID,
        _NODE.level == bindparam("of_level"),
        _NODE.position >= bindparam("first"),
        _NODE.position < bindparam("end"),
    )
    .order_by(_NODE.position)
)


def _hashes(session: Session, level: int, first: int, count: int) -> Sequence[bytes]:
    span = {"first": first, "end": first + count}
    connection = session.connection()
    if level == 0:
        return connection.scalars(_LEAF_HASHES, span).all()
    return connection.scalars(_NODE_HASHES, {**span, "of_level": level}).all()
