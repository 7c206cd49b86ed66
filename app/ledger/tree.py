"""Owns the Merkle tree of RFC 9162: leaves, the growing right edge, proofs and how they are checked. Pure.

A *perfect subtree* is named by its level and position: it holds ``2 ** level`` leaves from ``position << level`` on.
The *frontier* is the list of perfect subtrees a tree of some size is made of, largest first; it is all that is needed
to go on. Perfect subtrees of the levels in ``STORED_LEVELS`` are stored, so that a proof reads few rows.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32
STORED_LEVELS = (8, 16, 24)
EMPTY_ROOT = sha256(b"").digest()
_BLOCK_LEVEL = STORED_LEVELS[0]
_BLOCK = 1 << _BLOCK_LEVEL

SubtreeHash = Callable[[int, int], bytes]
"""Returns the hash of the perfect subtree at a level and position."""


class BadProof(ValueError):
    """A proof does not show what it should."""


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of one entry's bytes."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Node:
    """The hash of one perfect subtree."""

    level: int
    position: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Frontier:
    """The perfect subtrees a tree of ``size`` leaves is made of, largest first."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if len(self.hashes) != self.size.bit_count() or any(len(item) != HASH_SIZE for item in self.hashes):
            raise ValueError(f"a tree of {self.size} leaves has {self.size.bit_count()} subtrees of {HASH_SIZE} bytes")

    @classmethod
    def unpack(cls, size: int, packed: bytes) -> "Frontier":
        """Return the frontier that ``packed`` was made from.

        :raises ValueError: if the bytes are not of a tree of that size.
        """
        return cls(size, tuple(packed[start : start + HASH_SIZE] for start in range(0, len(packed), HASH_SIZE)))

    @property
    def packed(self) -> bytes:
        """Return the hashes one after another."""
        return b"".join(self.hashes)

    @property
    def root(self) -> bytes:
        """Return the root of the tree."""
        return _fold(self.hashes)

    def extend(self, leaves: Iterable[bytes]) -> tuple["Frontier", list[Node]]:
        """Return the frontier after appending leaf hashes, and the subtrees to be stored that became complete."""
        stack, size, completed = list(self.hashes), self.size, []
        hashes = list(leaves)
        at = 0
        while at < len(hashes):
            level = 0
            if not size % _BLOCK and len(hashes) - at >= _BLOCK:  # A whole subtree at once is folded much faster.
                level = _BLOCK_LEVEL
                current = levels_of(hashes[at : at + _BLOCK])[-1][0]
                completed.append(Node(level, size >> level, current))
            else:
                current = hashes[at]
            at, size, position = at + (1 << level), size + (1 << level), size >> level
            while position & 1:
                current = node_hash(stack.pop(), current)
                position >>= 1
                level += 1
                if level in STORED_LEVELS:
                    completed.append(Node(level, position, current))
            stack.append(current)
        return Frontier(size, tuple(stack)), completed


def levels_of(leaves: Sequence[bytes]) -> list[Sequence[bytes]]:
    """Return the hashes of every perfect subtree over leaf hashes, by level; what fills none at the end is left out."""
    levels = [leaves]
    while len(levels[-1]) > 1:
        pairs = iter(levels[-1])
        levels.append([sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=False)])
    return levels


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    return Frontier().extend(leaves)[0].root


def inclusion_proof(*, leaf: int, size: int, subtree: SubtreeHash) -> list[bytes]:
    """Return the audit path of a leaf in the tree of the first ``size`` leaves (RFC 9162 §2.1.3.1).

    :raises ValueError: if the tree has no such leaf.
    """
    if not 0 <= leaf < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {leaf}")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _largest_power_below(end - start)
        if leaf < middle:
            path.append(_range_root(middle, end, subtree))
            end = middle
        else:
            path.append(_range_root(start, middle, subtree))
            start = middle
    return path[::-1]


def consistency_proof(*, old: int, new: int, subtree: SubtreeHash) -> list[bytes]:
    """Return the proof that the tree of ``old`` leaves is the beginning of that of ``new`` (RFC 9162 §2.1.4.1).

    :raises ValueError: unless ``0 <= old <= new``.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} leaves does not begin with one of {old}")
    if old in {0, new}:
        return []
    path: list[bytes] = []
    start, end, whole = 0, new, True
    while old != end:
        middle = start + _largest_power_below(end - start)
        if old <= middle:
            path.append(_range_root(middle, end, subtree))
            end = middle
        else:
            path.append(_range_root(start, middle, subtree))
            start, whole = middle, False
    if not whole:
        path.append(_range_root(start, end, subtree))
    return path[::-1]


def check_inclusion(*, leaf: int, size: int, entry: bytes, path: Sequence[bytes], root: bytes) -> None:
    """Check that a leaf hash stands at a place in the tree with that root (RFC 9162 §2.1.3.2).

    :raises BadProof: if it does not, or the path is no path.
    """
    if not 0 <= leaf < size:
        raise BadProof(f"a tree of {size} leaves has no leaf {leaf}")
    position, last, current = leaf, size - 1, entry
    for item in path:
        if last == 0:
            raise BadProof("the path is too long")
        if position & 1 or position == last:
            current = node_hash(item, current)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            current = node_hash(current, item)
        position, last = position >> 1, last >> 1
    if last or current != root:
        raise BadProof("the path does not lead to the root")


def check_consistency(*, old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    """Check that a smaller tree is the beginning of a larger one (RFC 9162 §2.1.4.2).

    :raises BadProof: if it is not, or the path is no path.
    """
    if not 0 <= old <= new:
        raise BadProof(f"a tree of {new} leaves does not begin with one of {old}")
    if old in {0, new}:
        if path or old_root != (EMPTY_ROOT if old == 0 else new_root):
            raise BadProof("the smaller tree is another tree")
        return
    hashes = [old_root, *path] if old.bit_count() == 1 else list(path)
    if not hashes:
        raise BadProof("the path is empty")
    if _both_roots(old, new, hashes) != (old_root, new_root):
        raise BadProof("the path does not lead to the roots")


def _both_roots(old: int, new: int, hashes: Sequence[bytes]) -> tuple[bytes, bytes]:
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old_root = new_root = hashes[0]
    for item in hashes[1:]:
        if last == 0:
            raise BadProof("the path is too long")
        if position & 1 or position == last:
            old_root, new_root = node_hash(item, old_root), node_hash(item, new_root)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            new_root = node_hash(new_root, item)
        position, last = position >> 1, last >> 1
    if last:
        raise BadProof("the path is too short")
    return old_root, new_root


def _largest_power_below(number: int) -> int:
    return 1 << ((number - 1).bit_length() - 1)


def _range_root(start: int, end: int, subtree: SubtreeHash) -> bytes:
    """Return the root over leaves; ``start`` is a multiple of a power of two not below the length."""
    hashes = []
    while start < end:
        level = (end - start).bit_length() - 1
        hashes.append(subtree(level, start >> level))
        start += 1 << level
    return _fold(hashes)


def _fold(hashes: Sequence[bytes]) -> bytes:
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for item in reversed(hashes[:-1]):
        root = node_hash(item, root)
    return root
