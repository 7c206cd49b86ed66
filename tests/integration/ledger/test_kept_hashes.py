"""Hashes kept for proofs make them quick, and never wrong."""

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.ledger import commands, proofs
from app.ledger.keys import ensure_key
from app.ledger.proofs import inclusion_proof_of, origin_of_log
from app.ledger.tree import BadProof, check_inclusion
from app.ledger.verification import verify
from tests.builders.ledger import NOON, seal, unguard


@pytest.fixture
def key(app):
    """Three blocks, the last of them not full, and a checkpoint."""
    key = ensure_key(app.config["SETTINGS"].home)
    seal(600)
    with unit_of_work() as session:
        commands.checkpoint(session, signer=key, now=NOON)
    return key


def check(leaf):
    proof = inclusion_proof_of(db.session(), leaf=leaf)
    check_inclusion(leaf=leaf, size=proof.size, entry=proof.leaf_hash, path=proof.path, root=proof.root)
    return proof


def kept():
    return proofs._KEPT[db.session().get_bind()]


def test_a_proof_is_the_same_from_kept_hashes(key):
    assert key
    first = [check(leaf) for leaf in (0, 255, 256, 599)]
    assert (8, 1) in kept()
    assert [check(leaf) for leaf in (0, 255, 256, 599)] == first
    assert {proof.root for proof in first} == {first[0].root}


def test_a_kept_hash_that_is_wrong_is_not_used(key):
    assert key
    right = check(3)
    kept().update(dict.fromkeys(kept(), bytes(32)))
    assert check(3) == right
    assert check(300).root == right.root


def test_kept_hashes_hide_no_change_from_the_verification(key):
    right = check(3)
    unguard("ledger_node", "ledger_entry")
    with unit_of_work() as session:
        session.execute(text("UPDATE ledger_node SET hash = :zeros WHERE position = 1"), {"zeros": bytes(32)})
        assert not verify(session, key=key.verifier(origin_of_log(session))).holds
    assert check(3) == right
    kept().clear()
    assert check(3).root != right.root  # What is stored no longer leads to what was signed.


def test_a_changed_leaf_has_a_proof_that_does_not_hold(key):
    assert key
    unguard("ledger_entry")
    with unit_of_work() as session:
        session.execute(text("UPDATE ledger_entry SET leaf_hash = :zeros WHERE leaf = 3"), {"zeros": bytes(32)})
    proof, signed = inclusion_proof_of(db.session(), leaf=3), check(300)
    assert proof.leaf_hash == bytes(32)
    with pytest.raises(BadProof):
        check_inclusion(leaf=3, size=proof.size, entry=proof.leaf_hash, path=proof.path, root=signed.root)
