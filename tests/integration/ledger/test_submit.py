"""What submit gives back, and what it leaves behind."""

from datetime import timedelta

import pymerkle
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from app.database import WriteWhileReading, db, unit_of_work, writes_refused
from app.kernel.actor import Actor
from app.ledger import commands
from app.ledger.committer import Submission, submit
from app.ledger.domain import EntryTooLarge, KeyReused
from app.ledger.keys import ensure_key
from app.ledger.notes import Checkpoint, InclusionText
from app.ledger.proofs import head, inclusion_proof_of
from app.ledger.tree import check_inclusion
from app.ledger.verification import still_session, verify
from tests.builders.ledger import NOON, WRITER, lamp, seal


def sent(number=1, *, now=NOON, actor=WRITER, key=None, project=None, **kwargs):
    return submit(Submission(event=lamp(number, **kwargs), actor=actor, now=now, key=key, project=project))


def leaf_hash_at(leaf):
    found = db.session.scalar(text("SELECT leaf_hash FROM ledger_entry WHERE leaf = :leaf"), {"leaf": leaf})
    db.session.rollback()
    return bytes(found)


def entries():
    count = db.session.scalar(text("SELECT count(*) FROM ledger_entry"))
    db.session.rollback()
    return count


def test_a_receipt_proves_the_entry_under_the_signed_head_of_its_batch(app):
    signer = ensure_key(app.config["SETTINGS"].home)
    for number in range(20):
        got = sent(number, lit_by="김가상")
        stated = Checkpoint.open(got.note, key=signer.verifier(head(db.session()).origin))
        assert (got.receipt.leaf, got.repeated, stated.size) == (number, False, number + 1)
        entry = leaf_hash_at(number)
        check_inclusion(leaf=number, size=stated.size, entry=entry, path=got.path, root=stated.root)
        assert InclusionText.parse(got.text) == InclusionText(number, got.path, got.note)
    with still_session(db.engine) as session:
        assert verify(session, key=signer.verifier(head(session).origin)).holds


@pytest.mark.parametrize("before", [0, 1, 255, 256, 300])
def test_the_path_made_without_reading_is_the_one_read_from_the_database(app, before):
    assert app
    if before:
        seal(before)
    got = sent()
    with unit_of_work() as session:
        read = inclusion_proof_of(session, leaf=before)
    assert (read.size, read.path, read.note) == (got.size, got.path, None)
    assert got.note is None
    assert got.text is None


def test_a_path_satisfies_an_independent_implementation(app):
    assert app
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for number in range(9):
        got = sent(number)
        body = db.session.scalar(text("SELECT body FROM ledger_entry WHERE leaf = :leaf"), {"leaf": number})
        db.session.rollback()
        tree.append_entry(bytes(body))
        proof = tree.prove_inclusion(number + 1, number + 1)
        assert tuple(proof.path[1:]) == got.path


def test_the_registers_row_stands_or_falls_with_the_entry(app):
    assert app
    with unit_of_work() as session:
        session.execute(text("CREATE TABLE shelf (leaf INTEGER PRIMARY KEY)"))

    def put(session, receipt):
        session.execute(text("INSERT INTO shelf VALUES (:leaf)"), {"leaf": receipt.leaf})

    def fail(session, receipt):
        put(session, receipt)
        raise LookupError("no such shelf")

    assert sent(project=put).receipt.leaf == 0
    with pytest.raises(LookupError, match="no such shelf"):
        sent(project=fail)
    assert sent(project=put).receipt.leaf == 1
    assert db.session.scalars(text("SELECT leaf FROM shelf ORDER BY leaf")).all() == [0, 1]


def test_an_entry_that_is_too_large_is_refused_before_anybody_waits_for_it(app):
    assert app
    with pytest.raises(EntryTooLarge, match="65535바이트 이하"):
        sent(place="가" * 22_000)
    assert entries() == 0


def test_the_same_key_gives_the_same_receipt_and_writes_nothing(app):
    assert app
    first = sent(key="k-1", lit_by="김가상")
    sent(2)
    again = sent(key="k-1", lit_by="김가상", project=lambda _session, _receipt: pytest.fail("was projected again"))
    assert (again.receipt, again.repeated, again.size) == (first.receipt, True, 2)
    root = head(db.session()).root
    check_inclusion(leaf=0, size=2, entry=leaf_hash_at(0), path=again.path, root=root)
    assert entries() == 2


@pytest.mark.parametrize("change", [{"number": 2}, {"lit_by": "이가상"}, {"phone": "033-000-0000"}, {"site": "wonju"}])
def test_a_key_with_another_content_is_refused(app, change):
    assert app
    sent(key="k-1", lit_by="김가상")
    with pytest.raises(KeyReused):
        sent(**{"key": "k-1", "lit_by": "김가상", **change})
    assert entries() == 1


def test_a_key_belongs_to_its_actor(app):
    assert app
    sent(key="k-1")
    assert sent(key="k-1", actor=Actor(id=8, name="다른 근무자")).receipt.leaf == 1


def test_after_erasure_the_same_key_still_gives_the_same_receipt(app):
    assert app
    first = sent(key="k-1", lit_by="김가상")
    with unit_of_work() as session:
        session.execute(text("DELETE FROM ledger_private"))
    assert sent(key="k-1", lit_by="김가상").receipt == first.receipt


def test_no_hash_of_a_personal_value_stays_behind(app):
    assert app
    sent(key="k-1", lit_by="김가상")
    sent(key="k-2", lit_by="이가상")
    hashes = db.session.scalars(text("SELECT content_hash FROM ledger_submission")).all()
    assert hashes[0] == hashes[1]


def test_append_knows_a_key_as_well(app):
    assert app
    first = sent(key="k-1")
    with unit_of_work() as session:
        again = commands.append(session, lamp(1), actor=WRITER, now=NOON, key="k-1")
        assert (again, again.repeated) == (first.receipt, True)
        new = commands.append(session, lamp(2), actor=WRITER, now=NOON, key="k-2")
        assert commands.append(session, lamp(2), actor=WRITER, now=NOON, key="k-2").leaf == new.leaf == 1
        with pytest.raises(KeyReused):
            commands.append(session, lamp(3), actor=WRITER, now=NOON, key="k-2")
    assert entries() == 2


def test_a_get_seals_nothing_but_that_somebody_looked(app):
    assert app
    writes_refused.set(True)
    try:
        with pytest.raises(WriteWhileReading):
            sent()
        looked = submit(Submission(event=lamp(), actor=WRITER, now=NOON), recording_a_look=True)
    finally:
        writes_refused.set(False)
    assert looked.receipt.leaf == 0


def test_inside_a_unit_of_work_submit_says_so_instead_of_waiting_for_itself(app):
    assert app
    with unit_of_work(), pytest.raises(RuntimeError, match="append is for inside one"):
        sent()


def test_a_clock_set_back_is_said_once(app):
    assert app
    sent(1)
    late = sent(2, now=NOON - timedelta(hours=1))
    assert (late.receipt.leaf, late.receipt.recorded_at) == (2, NOON)
    assert sent(3, now=NOON - timedelta(minutes=59)).receipt.leaf == 3


def test_a_checkpoint_is_stored_when_the_log_has_grown_past_65536_entries(app, monkeypatch):
    signer = ensure_key(app.config["SETTINGS"].home)
    monkeypatch.setattr("app.ledger.committer.CHECKPOINT_EVERY", 3)
    for number in range(17):
        sent(number)
    sizes = db.session.scalars(text("SELECT size FROM ledger_checkpoint ORDER BY size")).all()
    assert sizes == [8, 16]
    with still_session(db.engine) as session:
        assert verify(session, key=signer.verifier(head(session).origin)).holds


def test_a_commit_that_happened_but_whose_answer_was_lost_is_found_and_not_repeated(app, monkeypatch):
    assert app
    dialect = db.engine.dialect
    commit = dialect.do_commit

    def commit_and_lose_the_line(connection):
        commit(connection)
        monkeypatch.undo()
        raise dialect.dbapi.OperationalError("the line was cut")

    monkeypatch.setattr(dialect, "do_commit", commit_and_lose_the_line)
    assert sent().receipt.leaf == 0
    assert entries() == 1


def test_a_commit_that_did_not_happen_is_told_to_whoever_asked(app, monkeypatch):
    assert app
    dialect = db.engine.dialect

    def lose_the_line(_connection):
        monkeypatch.undo()
        raise dialect.dbapi.OperationalError("the line was cut")

    monkeypatch.setattr(dialect, "do_commit", lose_the_line)
    with pytest.raises(OperationalError, match="the line was cut"):
        sent()
    assert entries() == 0
    assert sent().receipt.leaf == 0


@pytest.mark.parametrize(
    ("key_hash", "leaf", "content_hash", "violated"),
    [
        (31, 0, 32, "key_hash"),
        (32, 0, 31, "content_hash"),
        (32, 9, 32, "foreign key|refused"),
        (32, 1, 32, "uq_|refused"),
    ],
)
def test_the_database_knows_what_a_key_is(app, key_hash, leaf, content_hash, violated):
    assert app
    sent()
    sent(key="k-1")
    insert = text(
        "INSERT INTO ledger_submission (log_id, key_hash, leaf, content_hash) VALUES (1, :key, :leaf, :content)"
    )
    values = {"key": b"k" * key_hash, "leaf": leaf, "content": b"c" * content_hash}
    with pytest.raises(IntegrityError, match=f"(?i){violated}"), unit_of_work() as session:
        session.execute(insert, values)
