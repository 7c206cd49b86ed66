"""Verification says that all is well, or names the first bad place."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.kernel.messages import Message
from app.ledger import commands
from app.ledger.keys import ensure_key
from app.ledger.proofs import origin_of_log
from app.ledger.tree import Frontier, leaf_hash
from app.ledger.verification import Fault, still_session, verify
from tests.builders.ledger import NOON, WRITER, lamp, seal, unguard

TABLES = ("ledger_head", "ledger_entry", "ledger_node", "ledger_checkpoint", "ledger_private")


@pytest.fixture
def key(app):
    return ensure_key(app.config["SETTINGS"].home)


@pytest.fixture
def sealed(app, key):
    """300 entries over two days, with personal parts and two checkpoints."""
    seal(290, lit_by="김가상")
    checkpoint(key)
    seal(10, now=NOON + timedelta(days=1), site="wonju")
    checkpoint(key)
    return app


def checkpoint(key):
    with unit_of_work() as session:
        commands.checkpoint(session, signer=key, now=NOON)


def verdict(key, **kwargs):
    with still_session(db.engine) as session:
        return verify(session, key=key.verifier(origin_of_log(session)), **kwargs)


def tamper(*statements: str, **values: object) -> None:
    """Change the database as its owner can."""
    unguard(*TABLES)
    with unit_of_work() as session:
        for statement in statements:
            session.execute(text(statement), values)


def said(key) -> tuple[int | None, str]:
    fault = verdict(key).fault
    assert fault is not None
    return fault.leaf, str(fault.message)


def body_of(leaf: int) -> bytes:
    return bytes(db.session.scalar(text("SELECT body FROM ledger_entry WHERE leaf = :leaf"), {"leaf": leaf}))


def test_what_was_sealed_holds(sealed, key):
    assert sealed
    seen = []
    found = verdict(key, progress=seen.append)
    assert found.holds
    assert (found.entries, found.checkpoints, found.private_parts, sum(seen)) == (300, 2, 290, 300)


def test_an_empty_ledger_holds(app, key):
    assert app
    assert verdict(key).holds


def test_a_changed_byte_is_named(sealed, key):
    assert sealed
    tamper(
        "UPDATE ledger_entry SET body = :body WHERE leaf = 6", body=body_of(6).replace("정문".encode(), "후문".encode())
    )
    leaf, message = said(key)
    assert leaf == 6
    assert message == "7번째 항목(2026-11-22 12:00:00, lamp.lit): 내용이 바뀌었습니다."


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("subject = 'lamp:999'", "찾기용 열"),
        ("site_code = 'other'", "찾기용 열"),
        ("actor_id = 8", "찾기용 열"),
        ("event = 'lamp.out'", "찾기용 열"),
        ("recorded_at = recorded_at + 1", "찾기용 열"),
        ("entry_id = '00000000-0000-7000-8000-000000000000'", "찾기용 열"),
        ("leaf_hash = (SELECT hash FROM ledger_node)", "내용이 바뀌었습니다"),
    ],
    ids=lambda text: text.split(" ")[0],
)
def test_a_changed_column_is_named(sealed, key, change, words):
    assert sealed
    tamper(f"UPDATE ledger_entry SET {change} WHERE leaf = 299")
    leaf, message = said(key)
    assert leaf == 299
    assert words in message


def test_a_removed_entry_is_named(sealed, key):
    assert sealed
    tamper("DELETE FROM ledger_private WHERE leaf = 6", "DELETE FROM ledger_entry WHERE leaf = 6")
    assert said(key) == (6, "7번째 항목이 없습니다. 지워졌거나 번호가 바뀌었습니다.")


def test_swapped_entries_are_named(app, key):
    assert app
    seal(5)
    seal(5, now=NOON + timedelta(minutes=1))
    tamper(
        "UPDATE ledger_entry SET leaf = 999 WHERE leaf = 3",
        "UPDATE ledger_entry SET leaf = 3 WHERE leaf = 6",
        "UPDATE ledger_entry SET leaf = 6 WHERE leaf = 999",
    )
    leaf, message = said(key)
    assert leaf == 4
    assert message.endswith("앞 항목보다 이른 시각입니다. 순서가 바뀌었습니다.")


def test_entries_of_one_moment_swapped_are_found_among_few(sealed, key):
    assert sealed
    tamper(
        "DELETE FROM ledger_private",
        "UPDATE ledger_entry SET leaf = 999 WHERE leaf = 295",
        "UPDATE ledger_entry SET leaf = 295 WHERE leaf = 296",
        "UPDATE ledger_entry SET leaf = 296 WHERE leaf = 999",
    )
    leaf, message = said(key)
    assert leaf == 290
    assert message.startswith("291~300번째 항목 가운데")


def test_an_entry_changed_together_with_its_hash_is_found_among_few(sealed, key):
    assert sealed
    body = body_of(6).replace("정문".encode(), "후문".encode())
    tamper("UPDATE ledger_entry SET body = :body, leaf_hash = :hash WHERE leaf = 6", body=body, hash=leaf_hash(body))
    leaf, message = said(key)
    assert leaf == 0
    assert message.startswith("1~256번째 항목 가운데")


def test_an_entry_and_all_hashes_above_it_changed_is_shown_by_the_signature(sealed, key):
    """Without the key nobody can sign the other history."""
    assert sealed
    body = body_of(6).replace("정문".encode(), "후문".encode())
    hashes = [bytes(item) for item in db.session.scalars(text("SELECT leaf_hash FROM ledger_entry ORDER BY leaf"))]
    hashes[6] = leaf_hash(body)
    frontier, nodes = Frontier().extend(hashes)
    tamper(
        "UPDATE ledger_entry SET body = :body, leaf_hash = :hash WHERE leaf = 6",
        "UPDATE ledger_node SET hash = :node",
        "UPDATE ledger_head SET frontier = :frontier",
        body=body,
        hash=hashes[6],
        node=nodes[0].hash,
        frontier=frontier.packed,
    )
    assert "1~290번째" in said(key)[1]


def test_a_truncated_log_is_shown_by_a_checkpoint(sealed, key):
    assert sealed
    hashes = [bytes(item) for item in db.session.scalars(text("SELECT leaf_hash FROM ledger_entry ORDER BY leaf"))]
    tamper(
        "DELETE FROM ledger_entry WHERE leaf >= 290",
        "DELETE FROM ledger_day WHERE first_leaf >= 290",
        "DELETE FROM ledger_daily WHERE site_code = 'wonju'",
        "UPDATE ledger_head SET size = 290, frontier = :frontier",
        frontier=Frontier().extend(hashes[:290])[0].packed,
    )
    leaf, message = said(key)
    assert leaf == 290
    assert message == "체크포인트는 300건이라고 서명했는데 290건뿐입니다. 뒤쪽 기록이 잘렸습니다."


def test_a_tail_removed_without_the_head_is_named(sealed, key):
    assert sealed
    seal(2, now=NOON + timedelta(days=1))
    tamper(
        "DELETE FROM ledger_entry WHERE leaf >= 301",
        "UPDATE ledger_day SET last_leaf = 300 WHERE last_leaf = 301",
        "UPDATE ledger_daily SET entries = 1 WHERE day = '2026-11-23' AND site_code = ''",
    )
    assert said(key) == (301, "302번째 항목부터 1건이 없습니다. 뒤쪽 기록이 잘렸습니다.")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE ledger_head SET frontier = :zeros", "그 위의 해시가"),
        ("UPDATE ledger_head SET size = 299, frontier = :zeros", "봉인되지 않은 항목"),
        ("UPDATE ledger_head SET last_at = last_at + 1", "시각"),
        ("UPDATE ledger_head SET note = NULL", "체크포인트가 없습니다"),
        ("UPDATE ledger_head SET origin = 'other'", "서명한 것이 아닙니다"),
        ("UPDATE ledger_head SET note = replace(note, '300', '299')", "서명한 것이 아닙니다"),
        ("UPDATE ledger_checkpoint SET note = replace(note, '290', '289')", "서명한 것이 아닙니다"),
        ("UPDATE ledger_checkpoint SET size = 289 WHERE size = 290", "다른 크기"),
        ("UPDATE ledger_node SET hash = (SELECT leaf_hash FROM ledger_entry WHERE leaf = 0)", "1~256번째"),
        ("DELETE FROM ledger_node", "중간 해시가 없습니다"),
        ("UPDATE ledger_node SET position = 1", "중간 해시가 없습니다"),
        ("UPDATE ledger_private SET content = salt WHERE leaf = 6", "7번째 항목의 개인정보 부분 'person'"),
        ("UPDATE ledger_private SET part = 'x' WHERE leaf = 6", "어느 항목에도 없습니다"),
        ("UPDATE ledger_private SET leaf = 295 WHERE leaf = 6", "어느 항목에도 없습니다"),
        ("UPDATE ledger_daily SET entries = 11 WHERE site_code = 'wonju'", "2026-11-23의 건수"),
        ("UPDATE ledger_day SET first_leaf = 1 WHERE first_leaf = 0", "2026-11-22의 항목 범위"),
        ("DELETE FROM ledger_day WHERE first_leaf > 0", "2026-11-23의 항목 범위"),
        ("INSERT INTO ledger_daily VALUES (1, '2020-01-01', '', 'x', 1)", "없는 날의 집계"),
    ],
    ids=range(18),
)
def test_every_other_change_is_named(sealed, key, change, words):
    assert sealed
    values = {"zeros": b"\x00" * 32 * (4 if "299" not in change else 5)} if ":zeros" in change else {}
    tamper(change, **values)
    assert words in said(key)[1]


def test_a_value_of_the_wrong_kind_is_named(sealed, key):
    assert sealed
    tamper(
        "UPDATE ledger_entry SET body = :body, leaf_hash = :hash WHERE leaf = 6",
        body=b"no json",
        hash=leaf_hash(b"no json"),
    )
    leaf, message = said(key)
    assert leaf == 6
    assert "읽을 수 없는 값" in message


def test_another_key_did_not_sign(sealed, tmp_path):
    assert sealed
    assert "서명한 것이 아닙니다" in said(ensure_key(tmp_path / "other"))[1]


def test_checkpoints_cannot_be_trusted_without_a_key(sealed):
    assert sealed
    with still_session(db.engine) as session:
        assert "서명 키가 없어" in str(verify(session, key=None).fault.message)


def test_a_guard_taken_away_is_told_when_all_else_holds(sealed, key):
    assert sealed
    unguard("ledger_node")
    assert "guard_ledger_node_" in said(key)[1]


def test_rows_of_other_capabilities_are_compared_by_their_own_checks(sealed, key):
    assert sealed
    fault = Fault(Message("등록부 3행이 사건과 다릅니다."), 3)
    assert verdict(key, projections=[lambda _session: [], lambda _session: [fault]]).fault == fault


def test_a_second_log_is_not_looked_at(sealed, key):
    """Every table leads with the log; today there is one."""
    assert sealed
    with unit_of_work() as session:
        session.execute(
            text(
                "INSERT INTO ledger_head (log_id, origin, size, frontier, last_at, clock_at) "
                "VALUES (2, 'second', 0, :empty, 0, 0)"
            ),
            {"empty": b""},
        )
    assert verdict(key).holds
    with unit_of_work() as session:
        assert commands.append(session, lamp(), actor=WRITER, now=NOON + timedelta(days=1)).leaf == 300
