"""The tree is that of RFC 9162."""

from hashlib import sha256

import pytest
from pymerkle import InmemoryTree
from pymerkle.proof import MerkleProof

from app.ledger.tree import (
    EMPTY_ROOT,
    BadProof,
    Frontier,
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
)

# The eight leaves and the roots over the first n of them that Certificate Transparency's reference trees use.
INPUTS = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = 130


@pytest.fixture(scope="module")
def oracle():
    tree = InmemoryTree(algorithm="sha256")
    for number in range(SIZES):
        tree.append_entry(str(number).encode())
    return tree


LEAVES = [leaf_hash(str(number).encode()) for number in range(SIZES)]


def subtree(level: int, position: int) -> bytes:
    return root_of(LEAVES[position << level : (position + 1) << level])


def path_of(proof: MerkleProof, *, leaf_first: bool) -> list[bytes]:
    hashes = [bytes.fromhex(text) for text in proof.serialize()["path"]]
    return hashes[1:] if leaf_first else hashes


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size):
    assert root_of(map(leaf_hash, INPUTS[:size])).hex() == ROOTS[size]


def test_published_audit_path_of_the_first_leaf_of_eight():
    leaves = [leaf_hash(item) for item in INPUTS]
    path = inclusion_proof(leaf=0, size=8, subtree=lambda level, at: root_of(leaves[at << level : (at + 1) << level]))
    assert [item.hex() for item in path] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


def test_roots_agree_with_an_independent_implementation(oracle):
    for size in range(1, SIZES + 1):
        assert root_of(LEAVES[:size]) == oracle.get_root(size)


@pytest.mark.parametrize("remainder", range(10))
def test_every_inclusion_proof_of_every_size_agrees_with_an_independent_implementation(oracle, remainder):
    for size in range(remainder or 10, SIZES + 1, 10):
        root = root_of(LEAVES[:size])
        for leaf in range(size):
            path = inclusion_proof(leaf=leaf, size=size, subtree=subtree)
            assert path == path_of(oracle.prove_inclusion(leaf + 1, size), leaf_first=True)
            check_inclusion(leaf=leaf, size=size, entry=LEAVES[leaf], path=path, root=root)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        (2, 5, ["5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]),
        (6, 8, ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]),
    ],
)  # fmt: skip
def test_published_consistency_proofs(old, new, path):
    leaves = [leaf_hash(item) for item in INPUTS]
    ours = consistency_proof(
        old=old, new=new, subtree=lambda level, at: root_of(leaves[at << level : (at + 1) << level])
    )
    assert [item.hex() for item in ours] == path


@pytest.mark.parametrize("new", [1, 2, 3, 6, 8, 63, 64, 65, 129])
def test_every_consistency_proof_is_accepted_and_a_changed_one_refused(new):
    new_root = root_of(LEAVES[:new])
    for old in range(new + 1):
        old_root = root_of(LEAVES[:old])
        path = consistency_proof(old=old, new=new, subtree=subtree)
        check_consistency(old=old, new=new, old_root=old_root, new_root=new_root, path=path)
        for place in range(len(path)):
            changed = [*path[:place], EMPTY_ROOT, *path[place + 1 :]]
            with pytest.raises(BadProof):
                check_consistency(old=old, new=new, old_root=old_root, new_root=new_root, path=changed)


@pytest.mark.parametrize("new", [1, 2, 5, 8, 21, 63, 64, 65, 100, 128, 130])
def test_consistency_is_agreed_with_an_independent_implementation(oracle, new):
    for old in range(1, new + 1):
        ours = consistency_proof(old=old, new=new, subtree=subtree)
        their_roots = {"old_root": oracle.get_root(old), "new_root": oracle.get_root(new)}
        check_consistency(old=old, new=new, path=ours, **their_roots)
        theirs = oracle.prove_consistency(old, new)
        theirs.verify(root_of(LEAVES[:old]), root_of(LEAVES[:new]), prior_size=old, later_size=new)


def test_a_proof_for_another_leaf_size_or_root_is_refused():
    path = inclusion_proof(leaf=5, size=9, subtree=subtree)
    root = root_of(LEAVES[:9])
    for leaf, size, entry, given, to in (
        (4, 9, LEAVES[5], path, root),
        (5, 8, LEAVES[5], path, root),
        (5, 9, LEAVES[4], path, root),
        (5, 9, LEAVES[5], path[:-1], root),
        (5, 9, LEAVES[5], [*path, path[0]], root),
        (5, 9, LEAVES[5], path, EMPTY_ROOT),
        (9, 9, LEAVES[5], path, root),
    ):
        with pytest.raises(BadProof):
            check_inclusion(leaf=leaf, size=size, entry=entry, path=given, root=to)


def test_places_outside_the_tree_have_no_proof():
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_proof(leaf=3, size=3, subtree=subtree)
    with pytest.raises(ValueError, match="begin"):
        consistency_proof(old=4, new=3, subtree=subtree)
    with pytest.raises(BadProof):
        check_consistency(old=4, new=3, old_root=EMPTY_ROOT, new_root=EMPTY_ROOT, path=[])
    with pytest.raises(BadProof):
        check_consistency(old=0, new=3, old_root=LEAVES[0], new_root=root_of(LEAVES[:3]), path=[])
    with pytest.raises(BadProof):
        check_consistency(old=3, new=5, old_root=root_of(LEAVES[:3]), new_root=root_of(LEAVES[:5]), path=[])


def test_appending_in_any_portions_gives_the_same_frontier():
    whole, nodes = Frontier().extend(LEAVES)
    frontier = Frontier()
    for portion in (LEAVES[:1], LEAVES[1:64], [], LEAVES[64:]):
        frontier = Frontier.unpack(frontier.size, frontier.packed).extend(portion)[0]
    assert frontier == whole
    assert nodes == []
    assert whole.root == root_of(LEAVES)


def test_subtrees_of_256_leaves_and_above_are_handed_over_for_storing():
    leaves = [sha256(bytes([number % 256])).digest() for number in range(513)]
    nodes = Frontier().extend(leaves)[1]
    assert [(node.level, node.position) for node in nodes] == [(8, 0), (8, 1)]
    assert nodes[1].hash == root_of(leaves[256:512])


def test_a_frontier_of_the_wrong_shape_is_refused():
    with pytest.raises(ValueError, match="2 subtrees"):
        Frontier.unpack(3, b"\x00" * 32)


def test_a_node_is_not_a_leaf():
    assert node_hash(b"a" * 32, b"b" * 32) != leaf_hash(b"a" * 32 + b"b" * 32)
