"""When its time is over, everything that names people is gone from every table, and what was sealed still holds."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.database import db, unit_of_work
from app.factory import FORGETTERS, PROJECTIONS
from app.footage_access.models import FootageAccess
from app.kernel.actor import SYSTEM
from app.ledger.erasing import erase_due
from app.ledger.events import catalogue
from app.ledger.keys import ensure_key
from app.ledger.models import LedgerEntry, LedgerPrivate
from app.ledger.proofs import origin_of_log
from app.ledger.verification import still_session, verify
from app.operations.work import erase_personal_parts
from app.viewing_requests import commands as requests
from tests.builders.erasure import (
    ENCRYPTED,
    LONG_AFTER,
    PEOPLE,
    commitments_opened,
    everything_that_names_people,
    found_in,
    raw_copy,
)
from tests.builders.viewing_requests import NOW, OLGA

TEN_YEARS_ON = date(2036, 1, 1)
STILL_OPEN = "2026-0004"
DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "erasure.md"


@pytest.fixture
def over(app):
    everything_that_names_people()
    return app


def verdict(app):
    with still_session(db.engine) as session:
        key = ensure_key(app.config["SETTINGS"].home).verifier(origin_of_log(session))
        return verify(session, key=key, projections=PROJECTIONS)


def salts() -> list[bytes]:
    return list(db.session.scalars(select(LedgerPrivate.salt)))


def bodies() -> list[bytes]:
    return list(db.session.scalars(select(LedgerEntry.body)))


def erase(*, on=TEN_YEARS_ON, most=1_000, forgetters=FORGETTERS) -> int:
    with unit_of_work() as session:
        return erase_due(session, on=on, forgetters=forgetters, actor=SYSTEM, now=NOW, most=most)


@pytest.mark.usefixtures("over")
def test_every_part_has_its_day_once_what_it_belongs_to_is_over():
    unknown = db.session.execute(
        select(LedgerEntry.event, LedgerEntry.subject)
        .join(LedgerPrivate, LedgerPrivate.leaf == LedgerEntry.leaf)
        .where(LedgerPrivate.erase_on.is_(None))
    ).all()
    assert unknown == [("viewing_request.received", f"viewing_request:{STILL_OPEN}")]


def test_nothing_that_names_people_is_left_in_a_raw_copy_and_all_still_verifies(over, tmp_path):
    before = salts()
    assert found_in(raw_copy(), before) == set(PEOPLE) - ENCRYPTED
    assert len(commitments_opened(before, bodies())) >= 6

    with unit_of_work() as session:
        requests.withdraw_request(session, number=STILL_OPEN, reason="전화로 철회", actor=OLGA, now=NOW)
    erase_personal_parts(tmp_path, LONG_AFTER)

    copy = raw_copy()
    assert salts() == []
    assert found_in(copy, salts()) == set()
    assert not any(salt in copy for salt in before)
    assert commitments_opened(salts(), bodies()) == set()
    assert verdict(over).fault is None


@pytest.mark.parametrize("most", [1, 3])
def test_between_any_two_transactions_all_verifies(over, most):
    left = len(salts())
    while count := erase(most=most):
        left -= count
        fault = verdict(over).fault
        assert fault is None, str(fault.message)
    assert left == len(salts()) == 1


def test_a_copy_that_is_not_forgotten_is_left_behind_and_can_be_found(over):
    while erase(forgetters=()):
        pass
    assert found_in(raw_copy(), salts()) >= {"가나다로", "수령인 가상", "이름 적힌 확인"}


def test_part_and_copies_go_together_or_not_at_all(over):
    def fail(_session, _pairs, _on):
        raise RuntimeError

    parts = len(salts())
    with pytest.raises(RuntimeError):
        erase(forgetters=(*FORGETTERS, fail))
    assert len(salts()) == parts
    assert verdict(over).fault is None
    assert db.session.scalar(select(FootageAccess.leaf).where(FootageAccess.erased_on.is_not(None))) is None


def test_people_who_are_still_here_are_not_forgotten(over, cast):
    olga = cast("Olga")
    while erase():
        pass
    names = dict(db.session.execute(text("SELECT id, display_name FROM account")).all())
    assert names[olga.id] == "Olga"
    assert sorted(name for name in names.values() if name.startswith("#")) == [f"#{min(names)}"]


def test_every_event_with_personal_parts_is_in_the_table_of_days():
    told = DOCUMENT.read_text(encoding="utf-8")
    naming = [
        name
        for name, event in catalogue().items()
        if any("personal" in field.metadata for field in event.__dataclass_fields__.values())
    ]
    assert [name for name in naming if f"`{name}`" not in told] == []
