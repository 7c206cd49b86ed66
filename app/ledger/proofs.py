"""Owns what the stored hashes prove: how far the log has grown, and that an entry stands in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from app.kernel.clock import from_micros
from app.kernel.errors import NotFound
from app.ledger.domain import LOG_ID
from app.ledger.driver import Statement
from app.ledger.models import LedgerHead
from app.ledger.notes import BadNote, Checkpoint, InclusionText, Note, encoded_hashes
from app.ledger.tree import (
    STORED_LEVELS,
    BadProof,
    Frontier,
    SubtreeHash,
    check_inclusion,
    inclusion_proof,
    levels_of,
    root_of,
)

Kept = dict[tuple[int, int], bytes]
"""Hashes of perfect subtrees, by level and position."""
Blocks = dict[tuple[int, int], Sequence[Sequence[bytes]]]
"""Hashes of blocks, by the stored level they are read from and their number; each by level above that."""


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


_HEAD = Statement(f"SELECT origin, size, frontier, last_at, note FROM ledger_head WHERE log_id = {LOG_ID}")
_HEAD_AND_LEAVES = Statement(
    "SELECT -1, head.size, signed.size, head.frontier, signed.note FROM ledger_head AS head"
    " LEFT JOIN ledger_checkpoint AS signed ON signed.log_id = head.log_id AND signed.size ="
    f" (SELECT max(size) FROM ledger_checkpoint WHERE log_id = {LOG_ID} AND size > %s) WHERE head.log_id = {LOG_ID}"
    " UNION ALL SELECT leaf, NULL, NULL, leaf_hash, NULL FROM ledger_entry"
    f" WHERE log_id = {LOG_ID} AND leaf >= %s AND leaf < %s"
)
"""The head with the newest checkpoint over a leaf, and hashes of leaves: with one trip to the database."""


def head(session: Session) -> Head:
    """Return how far the log has grown."""
    origin, size, frontier, last_at, note = _HEAD.rows(session)[0]
    return Head(origin, size, Frontier.unpack(size, frontier).root, from_micros(last_at), note)


def inclusion_proof_of(session: Session, *, leaf: int) -> InclusionProof:
    """Return the proof that an entry stands in the log.

    :raises NotFound: if there is no such entry.
    """
    first = leaf >> _BLOCK << _BLOCK
    (_, length, size, frontier, note), *leaves = sorted(
        _HEAD_AND_LEAVES.rows(session, leaf, first, first + (1 << _BLOCK))
    )
    if not 0 <= leaf < length:
        raise NotFound
    if note is None:
        size = length
    try:
        root = Frontier.unpack(length, frontier).root if note is None else Checkpoint.parse(Note.parse(note).text).root
        block = levels_of([hash_ for *_, hash_, _ in leaves])
        path = _quick_path(session, leaf, size, root, block)
        return InclusionProof(leaf, block[0][leaf - first], path, size, root, note)
    except (BadNote, BadProof, IndexError, ValueError):  # Something was changed; the proof shows it.
        return _careful_proof(session, leaf, size, note)


def _quick_path(
    session: Session, leaf: int, size: int, root: bytes, block: Sequence[Sequence[bytes]]
) -> tuple[bytes, ...]:
    """Return the audit path made with kept hashes.

    :param block: the hashes of the block the leaf stands in, by level.
    :raises BadProof: if it does not lead to the root.
    """
    kept = _KEPT.setdefault(session.get_bind(), {})
    if len(kept) > _MOST_KEPT:
        kept.clear()
    number = leaf >> _BLOCK
    path = inclusion_proof(leaf=leaf, size=size, subtree=subtrees(session, kept=kept, blocks={(0, number): block}))
    try:
        check_inclusion(leaf=leaf, size=size, entry=block[0][leaf - (number << _BLOCK)], path=path, root=root)
    except BadProof:
        kept.clear()
        raise
    return tuple(path)


def _careful_proof(session: Session, leaf: int, size: int, note: str | None) -> InclusionProof:
    """Return the proof as the stored hashes give it, even if it does not hold."""
    rows = _LEAF_HASHES.rows(session, leaf, leaf + 1)
    if not rows:
        raise NotFound
    subtree = subtrees(session)
    path = inclusion_proof(leaf=leaf, size=size, subtree=subtree)
    return InclusionProof(leaf, rows[0][0], tuple(path), size, root_at(size, subtree), note)


def root_at(size: int, subtree: SubtreeHash) -> bytes:
    """Return the root the log had when it held so many entries."""
    hashes, start = [], 0
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            hashes.append(subtree(level, start >> level))
            start += 1 << level
    return Frontier(size, tuple(hashes)).root


def subtrees(session: Session, *, kept: Kept | None = None, blocks: Blocks | None = None) -> SubtreeHash:
    """Return what looks up hashes of perfect subtrees: a block of 256 stored hashes is read and folded once.

    :param kept: hashes that are known, to which those of blocks that are read are added: a perfect subtree never
        changes. Whoever looks for changes gives none.
    :param blocks: blocks that were read already.
    """
    blocks = {} if blocks is None else blocks

    def subtree(level: int, position: int) -> bytes:
        if kept is not None and (known := kept.get((level, position))):
            return known
        below = max(stored for stored in (0, *STORED_LEVELS) if stored <= level)
        above = level - below
        first = position << above
        block = (below, first >> _BLOCK)
        if above > _BLOCK:
            return root_of(_hashes(session, below, first, 1 << above))
        if block not in blocks:
            blocks[block] = levels_of(_hashes(session, below, block[1] << _BLOCK, 1 << _BLOCK))
            if kept is not None:
                kept.update(_named(blocks[block], below, block[1] << _BLOCK))
        levels, at = blocks[block], position - (block[1] << (_BLOCK - above))
        if above < len(levels) and at < len(levels[above]):
            return levels[above][at]
        return root_of(levels[0][at << above : (at + 1) << above])  # Hashes are missing: the proof will not hold.

    return subtree


def _named(levels: Sequence[Sequence[bytes]], below: int, first: int) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Yield hashes of a block with their level and position."""
    for above, hashes in enumerate(levels):
        for position, known in enumerate(hashes, start=first >> above):
            yield (below + above, position), known


_BLOCK = STORED_LEVELS[0]
_KEPT: WeakKeyDictionary[Engine | Connection, Kept] = WeakKeyDictionary()
"""Hashes of perfect subtrees above single blocks, by database; a proof made with them is checked before it is given."""
_MOST_KEPT = 100_000
_LEAF_HASHES = Statement(
    f"SELECT leaf_hash FROM ledger_entry WHERE log_id = {LOG_ID} AND leaf >= %s AND leaf < %s ORDER BY leaf"
)
_NODE_HASHES = Statement(
    f"SELECT hash FROM ledger_node WHERE log_id = {LOG_ID} AND level = %s AND position >= %s AND position < %s"
    " ORDER BY position"
)


def _hashes(session: Session, level: int, first: int, count: int) -> Sequence[bytes]:
    if level == 0:
        return [hash_ for (hash_,) in _LEAF_HASHES.rows(session, first, first + count)]
    return [hash_ for (hash_,) in _NODE_HASHES.rows(session, level, first, first + count)]
