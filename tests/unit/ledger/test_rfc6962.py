"""Proofs are those of RFC 6962 for every size from 0 to 1,025 and every pair; an independent library says the same.

``pymerkle`` gives every hash and every audit path. Its consistency proofs are longer than the RFC asks, so ours are
compared with the RFC's own recursive definition over its hashes.
"""

from functools import cache

import pytest
from pymerkle import InmemoryTree

from app.ledger import bundle_proofs
from app.ledger.tree import (
    EMPTY_ROOT,
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    levels_of,
    root_of,
)

LARGEST = 1_025
PORTIONS = 16
"""The sizes are dealt out so that several processes share the work."""
LEAVES = [leaf_hash(str(number).encode()) for number in range(LARGEST)]
LEVELS = levels_of(LEAVES)


def subtree(level: int, position: int) -> bytes:
    return LEVELS[level][position]


@pytest.fixture(scope="module")
def oracle():
    """The independent tree, made to remember what it has computed."""
    tree = InmemoryTree(algorithm="sha256")
    for number in range(LARGEST):
        tree.append_entry(str(number).encode())
    tree._get_root = cache(tree._get_root)
    return tree


def subproof(oracle, old: int, start: int, end: int, *, whole: bool) -> list[bytes]:
    """Return SUBPROOF(m, D[n], b) as RFC 6962 §2.1.2 defines it."""
    if old == end - start:
        return [] if whole else [oracle._get_root(start, end)]
    split = 1
    while split * 2 < end - start:
        split *= 2
    if old <= split:
        return [*subproof(oracle, old, start, start + split, whole=whole), oracle._get_root(start + split, end)]
    return [
        *subproof(oracle, old - split, start + split, end, whole=False),
        oracle._get_root(start, start + split),
    ]


def sizes(portion: int) -> range:
    return range(portion or PORTIONS, LARGEST + 1, PORTIONS)


def test_the_empty_tree_is_the_hash_of_nothing(oracle):
    assert root_of([]) == EMPTY_ROOT == oracle.get_root(0)


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_every_audit_path_is_that_of_an_independent_implementation(oracle, portion):
    for size in sizes(portion):
        root = oracle.get_root(size)
        assert root_of(LEAVES[:size]) == root
        for leaf in range(size):
            path = inclusion_proof(leaf=leaf, size=size, subtree=subtree)
            own, *theirs = oracle._get_inclusion_path(leaf + 1, size)[1]
            assert (own, theirs) == (LEAVES[leaf], path)
            check_inclusion(leaf=leaf, size=size, entry=own, path=path, root=root)


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_every_consistency_proof_is_that_of_the_rfc(oracle, portion):
    for new in sizes(portion):
        new_root = oracle.get_root(new)
        for old in range(1, new + 1):
            path = consistency_proof(old=old, new=new, subtree=subtree)
            assert path == subproof(oracle, old, 0, new, whole=True)
            check_consistency(old=old, new=new, old_root=oracle._get_root(0, old), new_root=new_root, path=path)


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_the_stand_alone_verifier_accepts_the_proofs_of_the_largest_trees(oracle, portion):
    for new in (LARGEST - 1, LARGEST):
        root = oracle.get_root(new)
        after = bundle_proofs.Signed("", new, root)
        for place in range(portion, new, PORTIONS):
            path = oracle._get_inclusion_path(place + 1, new)[1][1:]
            bundle_proofs.check_inclusion(place, new, LEAVES[place], path, root)
            before = bundle_proofs.Signed("", place, oracle._get_root(0, place))
            bundle_proofs.check_consistency(before, after, subproof(oracle, place, 0, new, whole=True) if place else [])


# The published vectors of Certificate Transparency's reference implementation, over these eight entries.
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
A = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
B = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
AB = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
CD = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
ABCD = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
E = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
EF = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
GH = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
EFGH = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
PUBLISHED = levels_of([leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES])


def published(level: int, position: int) -> bytes:
    return PUBLISHED[level][position]


@pytest.mark.parametrize(
    ("leaf", "size", "path"),
    [(0, 1, []), (0, 8, [B, CD, EFGH]), (5, 8, [E, GH, ABCD]), (2, 3, [AB]), (1, 5, [A, CD, E])],
)
def test_audit_paths_are_the_published_ones(leaf, size, path):
    assert [item.hex() for item in inclusion_proof(leaf=leaf, size=size, subtree=published)] == path


@pytest.mark.parametrize(
    ("old", "new", "path"), [(1, 1, []), (1, 8, [B, CD, EFGH]), (6, 8, [EF, GH, ABCD]), (2, 5, [CD, E])]
)
def test_consistency_proofs_are_the_published_ones(old, new, path):
    assert [item.hex() for item in consistency_proof(old=old, new=new, subtree=published)] == path
