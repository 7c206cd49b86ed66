"""Many writers at once: no leaf twice, none left out, the tree valid."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from app.database import db, unit_of_work
from app.ledger import commands
from app.ledger.proofs import head
from app.ledger.tree import root_of
from app.ledger.verification import still_session, verify
from tests.builders.ledger import NOON, WRITER, lamp, seal

WRITERS, EACH = 8, 25


def test_eight_writers_leave_a_dense_and_valid_log(app):
    def write(writer: int) -> list[int]:
        leaves = []
        with app.app_context():
            for number in range(EACH):
                with unit_of_work() as session:
                    event = lamp(number, site=f"site-{writer}", lit_by="김가상")
                    leaves.append(commands.append(session, event, actor=WRITER, now=NOON).leaf)
        return leaves

    with ThreadPoolExecutor(WRITERS) as pool:
        receipts = list(pool.map(write, range(WRITERS)))
    assert sorted(leaf for leaves in receipts for leaf in leaves) == list(range(WRITERS * EACH))
    assert all(leaves == sorted(leaves) for leaves in receipts)
    with still_session(db.engine) as session:
        found = verify(session, key=None)
    assert found.holds
    assert found.entries == WRITERS * EACH


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(portions=st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_any_portions_give_the_root_of_all_leaves(app, portions):
    assert app
    for count in portions:
        seal(count)
    leaves = db.session.scalars(text("SELECT leaf_hash FROM ledger_entry ORDER BY leaf")).all()
    found = head(db.session())
    db.session.rollback()
    assert (found.size, found.root) == (len(leaves), root_of(map(bytes, leaves)))


def test_verification_sees_one_moment_while_others_write(app):
    assert app
    seal(3)
    with still_session(db.engine) as session:
        session.execute(text("SELECT size FROM ledger_head")).one()
        seal(2, now=NOON + timedelta(days=1))
        assert verify(session, key=None).entries == 3
