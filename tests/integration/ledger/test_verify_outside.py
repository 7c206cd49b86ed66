"""What is kept outside, side rows that vanish, and keys that were changed: verification names what is wrong."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.ledger import commands
from app.ledger.domain import LOG_ID
from app.ledger.erasing import erase_due
from app.ledger.keys import ensure_key
from app.ledger.notes import Checkpoint, Note
from app.ledger.proofs import origin_of_log
from app.ledger.rotation import change_key
from app.ledger.tree import Frontier, leaf_hash
from app.ledger.verification import still_session, verify
from tests.builders.ledger import NOON, WRITER, lamp, seal, unguard

TABLES = ("ledger_head", "ledger_entry", "ledger_node", "ledger_checkpoint", "ledger_private", "ledger_key")
DUE = date(2026, 11, 30)


@pytest.fixture
def key(app):
    return ensure_key(app.config["SETTINGS"].home)


def sign(key) -> str:
    with unit_of_work() as session:
        return commands.checkpoint(session, signer=key, now=NOON)


def said(key, *outside: str) -> str | None:
    with still_session(db.engine) as session:
        found = verify(session, key=key.verifier(origin_of_log(session)), outside=outside)
    return None if found.fault is None else str(found.fault.message)


def tamper(*statements: str, **values: object) -> None:
    unguard(*TABLES)
    with unit_of_work() as session:
        for statement in statements:
            session.execute(text(statement), values)


def with_people(count: int) -> None:
    with unit_of_work() as session:
        events = [lamp(at, lit_by="김가상", phone="1" if at % 2 else None) for at in range(count)]
        commands.append_all(session, events, actor=WRITER, now=NOON, erase_on=DUE)


def erase() -> None:
    with unit_of_work() as session:
        erase_due(session, on=DUE, forgetters=(), actor=SYSTEM, now=NOON)


def test_what_was_erased_with_a_word_is_no_fault(app, key):
    with_people(5)
    erase()
    seal(2, lit_by="김가상")
    sign(key)
    assert said(key) is None


@pytest.mark.parametrize(("leaf", "part"), [(3, "contact"), (6, "person")])
def test_a_side_row_removed_without_a_word_is_named(app, key, leaf, part):
    with_people(7)
    tamper(f"DELETE FROM ledger_private WHERE leaf = {leaf} AND part = '{part}'")
    named = {"contact": "'contact'가", "person": "'person'이"}[part]
    assert said(key) == f"{leaf + 1}번째 항목의 개인정보 부분 {named} 파기 기록 없이 사라졌습니다."


def test_a_side_row_removed_after_others_were_erased_is_named(app, key):
    with_people(3)
    erase()
    seal(2, lit_by="김가상")
    tamper("DELETE FROM ledger_private WHERE leaf = 5")
    assert "6번째 항목의 개인정보 부분 'person'이 파기 기록 없이 사라졌습니다" in str(said(key))


def test_a_side_row_put_back_after_its_erasure_is_named(app, key):
    with_people(3)
    kept = db.session.execute(text("SELECT * FROM ledger_private WHERE leaf = 1 AND part = 'contact'")).one()
    db.session.rollback()
    erase()
    with unit_of_work() as session:
        session.execute(
            text("INSERT INTO ledger_private VALUES (:log_id, :leaf, :part, :salt, :content, NULL)"),
            {name: value for name, value in kept._mapping.items() if name != "erase_on"},
        )
    assert said(key) == "2번째 항목의 개인정보 부분 'contact'를 파기했다는 기록이 있는데 그대로 있습니다."


def test_a_checkpoint_kept_outside_confirms_the_log(app, key):
    notes = [sign(key)]
    for _ in range(3):
        seal(3)
        notes.append(sign(key))
    assert said(key, *notes) is None
    assert said(key, notes[2]) is None


def test_a_log_taken_back_to_an_older_copy_is_shown_only_from_outside(app, key):
    """Entries, head and the newest checkpoint are gone: what is left proves itself."""
    seal(300)
    older = {
        row.log_id: row
        for row in db.session.execute(text("SELECT log_id, frontier, note FROM ledger_head WHERE log_id = 1"))
    }[LOG_ID]
    db.session.rollback()
    seal(10, now=NOON + timedelta(days=1))
    kept = sign(key)
    tamper(
        "DELETE FROM ledger_checkpoint WHERE size > 300",
        "DELETE FROM ledger_entry WHERE leaf >= 300",
        "DELETE FROM ledger_day WHERE first_leaf >= 300",
        "DELETE FROM ledger_daily WHERE day = '2026-11-23'",
        "UPDATE ledger_head SET size = 300, frontier = :frontier, note = :note, last_at = (SELECT max(recorded_at)"
        " FROM ledger_entry), clock_at = (SELECT max(recorded_at) FROM ledger_entry)",
        frontier=older.frontier,
        note=older.note,
    )
    assert "트리거" in str(said(key))  # Nothing is wrong but the guards that were taken away.
    assert said(key, kept) == (
        "밖에 보관한 체크포인트는 310건이라고 하는데 원장에는 300건뿐입니다. "
        "뒤쪽 10건이 잘렸거나 옛 사본으로 되돌렸습니다."
    )


def test_a_log_written_anew_with_the_key_is_shown_only_from_outside(app, key):
    seal(9)
    kept = sign(key)
    bodies = [bytes(body) for body in db.session.scalars(text("SELECT body FROM ledger_entry ORDER BY leaf"))]
    db.session.rollback()
    bodies[4] = bodies[4].replace("정문".encode(), "후문".encode())
    hashes = [leaf_hash(body) for body in bodies]
    frontier = Frontier().extend(hashes)[0]
    with still_session(db.engine) as session:
        origin = origin_of_log(session)
    forged = str(key.sign(Checkpoint(origin, 9, frontier.root).text, name=origin))
    tamper(
        "UPDATE ledger_entry SET body = :body, leaf_hash = :hash WHERE leaf = 4",
        "UPDATE ledger_head SET frontier = :frontier, note = :note",
        "UPDATE ledger_checkpoint SET note = :note",
        body=bodies[4],
        hash=hashes[4],
        frontier=frontier.packed,
        note=forged,
    )
    assert "트리거" in str(said(key))
    assert "키를 가진 사람이 원장을 다시 꾸미고 서명했습니다" in str(said(key, kept))


def test_a_note_of_somebody_else_confirms_nothing(app, key, tmp_path):
    seal(3)
    sign(key)
    other = ensure_key(tmp_path / "other")
    with still_session(db.engine) as session:
        origin = origin_of_log(session)
    note = str(other.sign(Checkpoint(origin, 3, b"\x00" * 32).text, name=origin))
    assert said(key, note) == "밖에 보관한 체크포인트가 이 원장의 키로 서명한 것이 아닙니다."
    assert said(key, "no note") == "밖에 보관한 체크포인트가 이 원장의 키로 서명한 것이 아닙니다."


@pytest.fixture
def changed(app, key, tmp_path):
    """A log whose key was changed after four entries, and went on."""
    seal(4)
    sign(key)
    new = ensure_key(tmp_path / "new")
    with unit_of_work() as session:
        change_key(session, old=key, new=new, actor=SYSTEM, now=NOON)
    seal(3)
    sign(new)
    return new


def test_a_log_whose_key_was_changed_holds(changed, key):
    assert said(changed) is None
    assert said(key) is None


def test_a_checkpoint_sealed_again_with_the_old_key_is_named(changed, key):
    with still_session(db.engine) as session:
        origin = origin_of_log(session)
        note = session.scalar(text("SELECT note FROM ledger_checkpoint WHERE size = 8"))
    text_of = Note.parse(note).text
    tamper(
        "UPDATE ledger_checkpoint SET note = :note WHERE size = 8",
        "UPDATE ledger_head SET note = :note",
        note=str(key.sign(text_of, name=origin)),
    )
    assert said(changed) == "8건의 체크포인트를 그때 쓰지 않던 옛 키로 서명했습니다. 꾸며 낸 것입니다."


def test_a_key_slipped_into_the_table_needs_a_checkpoint_both_keys_signed(app, key, tmp_path):
    seal(4)
    forger = ensure_key(tmp_path / "forger")
    with still_session(db.engine) as session:
        origin = origin_of_log(session)
    with unit_of_work() as session:
        for size, signer in ((0, key), (3, forger)):
            session.execute(
                text("INSERT INTO ledger_key (log_id, first_size, vkey, made_at) VALUES (1, :size, :vkey, 0)"),
                {"size": size, "vkey": str(signer.verifier(origin))},
            )
    sign(forger)
    assert said(key) == "3건에서 키를 바꾸었다는데 두 키로 서명한 체크포인트가 없습니다."
    assert said(ensure_key(tmp_path / "third")) == "주어진 공개 키는 이 원장의 키가 아닙니다."


def test_a_key_of_a_submission_that_points_nowhere_is_named(app, key):
    seal(2)
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")  # A pragma counts only outside a transaction.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execute(text("ALTER TABLE ledger_submission DISABLE TRIGGER ALL"))
        connection.execute(
            text("INSERT INTO ledger_submission (log_id, key_hash, leaf, content_hash) VALUES (1, :hash, 7, :hash)"),
            {"hash": b"\x01" * 32},
        )
        connection.commit()
        connection.invalidate()
    assert said(key) == "8번째 항목을 가리키는 접수 열쇠가 있는데 그런 항목이 없습니다."
