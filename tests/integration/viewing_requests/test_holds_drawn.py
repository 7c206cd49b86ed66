"""Whatever is known of a recorder: footage that goes before the answer has its task in time, by the real commands."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.database import db
from app.recorder_checks import queries as recorder_checks
from app.viewing_requests import queries
from app.viewing_requests.clocks import end_of_kst_day
from app.viewing_requests.verification import check_requests
from tests.builders.due_dates import day, postpone
from tests.builders.holds import holds, job
from tests.builders.recorder_checks import LOBBY_1, a_look, record_look
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, receive

LATER = NOW + timedelta(hours=1)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    hours=st.integers(1, 24 * 24),
    measured=st.none() | st.integers(2, 30),
    offset=st.integers(-7200, 7200),
    postponed=st.booleans(),
)
def test_what_goes_before_the_answer_has_a_hold_due_no_later_than_it_goes(app, hours, measured, offset, postponed):
    if not recorder_checks.latest_checks(db.session(), actor=AMIR, on=day("2026-11-20")):
        record_estate()
    span_from = NOW - timedelta(hours=hours)
    number = receive(span_from=span_from, span_to=span_from + timedelta(minutes=5))
    if measured is not None:
        record_look(LOBBY_1, look=a_look(measured, at=NOW, offset_seconds=offset), now=LATER)
    if postponed:
        postpone(number, day("2026-12-04"), now=LATER)
    job(LATER)

    db.session.rollback()
    row = queries.request_row(db.session(), number=number, actor=AMIR, now=LATER)
    (term,) = recorder_checks.footage_terms(db.session(), places=[("HQ", "HQ-lobby", "C-1")], on=day("2026-11-20"))
    gone_at = term.overwriting(span_from, margin=timedelta(hours=12)).at
    raised = [hold for hold in holds(number, actor=AMIR) if hold.is_live]
    assert row.overwrite_at == gone_at
    assert bool(raised) == (gone_at < end_of_kst_day(row.due_on))
    assert all(hold.needed_by <= gone_at for hold in raised)
    assert list(check_requests(db.session())) == []
    assert app
