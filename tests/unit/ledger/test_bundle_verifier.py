"""The stand-alone verifier accepts what the ledger's own tree proves, and nothing else."""

from hashlib import sha256

import pytest

from app.ledger.bundle_proofs import Key, Signed, Wrong, check_consistency, check_inclusion, decoded, keys_of
from app.ledger.tree import consistency_proof, inclusion_proof, root_of

SIZES = range(1, 34)
LEAVES = [sha256(bytes([number])).digest() for number in SIZES]


def subtree(level, position):
    return root_of(LEAVES[position << level : (position + 1) << level])


def signed(size):
    return Signed("", size, root_of(LEAVES[:size]))


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_stands_where_it_stands_and_nowhere_else(size):
    root = root_of(LEAVES[:size])
    for leaf in range(size):
        path = inclusion_proof(leaf=leaf, size=size, subtree=subtree)
        check_inclusion(leaf, size, LEAVES[leaf], path, root)
        for wrong in ([*path, LEAVES[0]], path[:-1] if path else [LEAVES[0]], [LEAVES[-1], *path[1:]]):
            with pytest.raises(Wrong):
                check_inclusion(leaf, size, LEAVES[leaf], wrong, root)
        if size > 1:
            with pytest.raises(Wrong):
                check_inclusion((leaf + 1) % size, size, LEAVES[leaf], path, root)


@pytest.mark.parametrize("new", SIZES)
def test_every_smaller_tree_is_the_beginning_and_no_other_is(new):
    for old in range(new):
        path = consistency_proof(old=old, new=new, subtree=subtree)
        check_consistency(signed(old), signed(new), path)
        with pytest.raises(Wrong):
            check_consistency(Signed("", old, LEAVES[-1]), signed(new), path)
        if old:
            with pytest.raises(Wrong):
                check_consistency(signed(old), Signed("", new, LEAVES[-1]), path)
            with pytest.raises((Wrong, IndexError)):  # Both are told as a fault of the file.
                check_consistency(signed(old), signed(new), path[:-1])


@pytest.mark.parametrize("written", ["", "AAAA", "A" * 43 + "B=", " " + "A" * 43 + "="])
def test_what_is_not_the_one_way_to_write_a_hash_is_refused(written):
    with pytest.raises(ValueError, match=r".+"):
        decoded(written)


def test_a_key_whose_number_is_not_its_own_is_refused():
    with pytest.raises(Wrong):
        Key("log+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")


@pytest.mark.parametrize("firsts", [(1,), (0, 0), (0, 5, 3)])
def test_keys_that_do_not_follow_each_other_are_refused(firsts):
    key = "log+{}+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    number = sha256(b"log\n\x01" + bytes(32)).hexdigest()[:8]
    assert keys_of(f"0 {key.format(number)}\n")[0].name == "log"
    with pytest.raises(Wrong):
        keys_of("".join(f"{first} {key.format(number)}\n" for first in firsts))
