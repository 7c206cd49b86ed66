"""Signed heads, and proofs against them."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select, text

from app.database import db, unit_of_work
from app.kernel.errors import NotFound
from app.ledger import commands
from app.ledger.domain import BadLogName, HistoryChanged, KeyChanged, LogAlreadySigned
from app.ledger.keys import KeyUnusable, ensure_key, key_path, read_key
from app.ledger.models import LedgerCheckpoint, LedgerHead
from app.ledger.notes import Checkpoint, InclusionText, SigningKey
from app.ledger.proofs import head, inclusion_proof_of, root_at, subtrees
from app.ledger.tree import check_inclusion, root_of
from tests.builders.ledger import NOON, seal, unguard

SIGNER = SigningKey(Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))


def sign(signer=SIGNER):
    with unit_of_work() as session:
        return commands.checkpoint(session, signer=signer, now=NOON)


def name(origin):
    with unit_of_work() as session:
        commands.name_log(session, origin=origin)


def checkpoints():
    return db.session.scalars(select(LedgerCheckpoint.size).order_by(LedgerCheckpoint.size)).all()


def test_a_checkpoint_says_size_and_root_of_the_present_head(app):
    assert app
    seal(3)
    note = sign()
    now = head(db.session())
    assert Checkpoint.open(note, key=SIGNER.verifier(now.origin)) == Checkpoint(now.origin, 3, now.root)
    assert now.note == note
    assert checkpoints() == [3]


def test_nothing_new_needs_no_new_signature(app):
    assert app
    seal(3)
    assert sign() == sign()
    assert checkpoints() == [3]


def test_an_empty_log_can_be_signed(app):
    assert app
    sign()
    seal(1)
    sign()
    assert checkpoints() == [0, 1]


def test_another_key_does_not_sign_on(app):
    assert app
    sign()
    with pytest.raises(KeyChanged):
        sign(SigningKey(Ed25519PrivateKey.generate()))


def test_a_rewritten_history_is_not_signed(app):
    assert app
    seal(3)
    sign()
    seal(1)
    unguard("ledger_entry")
    with unit_of_work() as session:
        session.execute(text("UPDATE ledger_entry SET leaf_hash = (SELECT leaf_hash FROM ledger_entry WHERE leaf = 0)"))
    with pytest.raises(HistoryChanged, match="3건"):
        sign()


def test_the_log_gets_its_name_until_it_has_signed(app):
    assert app
    assert head(db.session()).origin.startswith("watchbook/")
    name("cctv.example.kr/watchbook")
    assert sign().startswith("cctv.example.kr/watchbook\n0\n")
    name("cctv.example.kr/watchbook")
    with pytest.raises(LogAlreadySigned):
        name("other.example.kr/watchbook")


@pytest.mark.parametrize("origin", ["", "a b", "a+b", " a", "a" * 201])
def test_a_name_that_notes_cannot_carry_is_refused(app, origin):
    assert app
    with pytest.raises(BadLogName):
        name(origin)


@pytest.mark.parametrize("leaf", [0, 255, 256, 511, 599])
def test_a_proof_leads_to_the_signed_root_and_can_be_checked_elsewhere(app, leaf):
    assert app
    seal(600)
    note = sign()
    seal(5)
    proof = inclusion_proof_of(db.session(), leaf=leaf)
    assert (proof.size, proof.note) == (600, note)
    check_inclusion(leaf=leaf, size=600, entry=proof.leaf_hash, path=proof.path, root=proof.root)
    elsewhere = InclusionText.parse(proof.text)
    checkpoint = Checkpoint.open(elsewhere.checkpoint, key=SIGNER.verifier(head(db.session()).origin))
    check_inclusion(leaf=leaf, size=checkpoint.size, entry=proof.leaf_hash, path=elsewhere.path, root=checkpoint.root)


def test_an_entry_after_the_last_checkpoint_is_proven_against_the_unsigned_head(app):
    assert app
    seal(2)
    sign()
    seal(1)
    proof = inclusion_proof_of(db.session(), leaf=2)
    assert (proof.size, proof.note, proof.text) == (3, None, None)
    assert proof.root == head(db.session()).root
    with pytest.raises(NotFound):
        inclusion_proof_of(db.session(), leaf=3)


def test_the_root_of_every_earlier_size_is_found_from_stored_hashes(app):
    assert app
    seal(300)
    leaves = db.session.scalars(text("SELECT leaf_hash FROM ledger_entry ORDER BY leaf")).all()
    subtree = subtrees(db.session())
    for size in (0, 1, 2, 255, 256, 257, 300):
        assert root_at(size, subtree) == root_of(map(bytes, leaves[:size]))
    assert db.session.scalar(select(LedgerHead.size)) == 300


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = ensure_key(tmp_path)
    assert read_key(tmp_path).verifier("x") == first.verifier("x") == ensure_key(tmp_path).verifier("x")
    assert key_path(tmp_path).stat().st_mode & 0o777 == 0o600


def test_a_key_others_may_read_or_that_is_none_is_refused(tmp_path):
    assert read_key(tmp_path) is None
    ensure_key(tmp_path)
    key_path(tmp_path).chmod(0o644)
    with pytest.raises(KeyUnusable, match="chmod 600"):
        ensure_key(tmp_path)
    key_path(tmp_path).chmod(0o600)
    key_path(tmp_path).write_text("no key")
    with pytest.raises(KeyUnusable, match="개인 키"):
        read_key(tmp_path)


def test_sealing_needs_no_key(app):
    seal(1)
    assert read_key(app.config["SETTINGS"].home) is None
