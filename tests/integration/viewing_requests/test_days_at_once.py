"""Days that change while requests come in and are postponed: no case is left on a day that is off."""

from concurrent.futures import ThreadPoolExecutor

from app.database import db, unit_of_work
from app.ledger import queries as ledger
from app.viewing_requests import commands, queries
from app.viewing_requests.verification import check_answer_days, check_requests
from tests.builders.due_dates import dates, day, postpone, set_day
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, OLGA, PETRA, an_intake, receive


def test_no_case_is_left_behind_by_a_day_that_changes_meanwhile(app):
    record_estate()
    there = [receive() for _ in range(3)]
    intake = an_intake()

    def take_in():
        with unit_of_work() as session:
            commands.receive_request(session, intake=intake, actor=OLGA, now=NOW)

    acts = [
        take_in,
        lambda: set_day(day("2026-11-30")),
        take_in,
        lambda: postpone(there[0], day("2026-12-04")),
        lambda: set_day(day("2026-12-14")),
        take_in,
        lambda: postpone(there[1], day("2026-12-04")),
        take_in,
    ]

    def act(what):
        with app.app_context():
            what()
            db.session.remove()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(act, acts))

    db.session.rollback()  # What was read before is over.
    found = queries.requests_by_clock(db.session(), actor=PETRA, now=NOW)
    assert sorted(str(row.due_on) for row in found) == ["2026-12-01"] * 5 + ["2026-12-15"] * 2
    assert all(dates(row.number).agrees for row in found)
    assert list(check_requests(db.session())) == list(check_answer_days(db.session())) == []
    assert len(list(ledger.entries(db.session(), names=["answer_day.set"]))) == 2
