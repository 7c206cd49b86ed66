"""What the statistics of a year count of random requests is what the requests say, each once."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.case_papers.domain.figures import figures_of
from app.case_papers.queries.years import PROVISION, counted
from app.kernel.clock import kst_day
from app.viewing_requests.domain import Channel, Handling, RequesterKind, RequestKind
from app.viewing_requests.queries import AskedInYear, StoredNames
from app.viewing_requests.states import RUNNING, Outcome, Status
from tests.builders.case_papers import NAMES

NOW = datetime(2027, 1, 4, tzinfo=UTC)
BEGIN = datetime(2025, 12, 31, 15, tzinfo=UTC)  # The first moment of 2026 in Korea.
MOMENTS = st.integers(0, 365 * 24 * 60 - 1).map(lambda minutes: BEGIN + timedelta(minutes=minutes))


@st.composite
def requests(draw):
    received, status = draw(MOMENTS), draw(st.sampled_from(Status))
    outcome = draw(st.none() | st.sampled_from(Outcome)) if status in RUNNING else draw(st.sampled_from(Outcome))
    answered = received + timedelta(minutes=draw(st.integers(0, 40 * 24 * 60))) if outcome else None
    names = StoredNames(
        kind=draw(st.sampled_from(RequestKind)),
        handling=draw(st.sampled_from(Handling)),
        requester_kind=draw(st.sampled_from(RequesterKind)),
        channel=draw(st.sampled_from(Channel)),
    )
    provided = draw(st.integers(0, 3))
    return AskedInYear(
        number="2026-0001",
        received_at=received,
        names=names,
        status=status,
        outcome=outcome,
        ground=draw(st.sampled_from((None, *NAMES["grounds"]))),
        answered_at=answered,
        due_on=draw(st.dates(date(2026, 1, 1), date(2027, 3, 1))),
        held=draw(st.booleans()),
        emergency=draw(st.booleans()),
        provided=provided,
        returned=draw(st.integers(0, provided)),
    )


@given(st.lists(requests(), max_size=30))
def test_totals_of_a_year_are_what_its_requests_add_up_to(asked):
    figures = figures_of(2026, [counted(one, NOW) for one in asked], counted_at=NOW, **NAMES)
    events = {count.name: count.total for count in figures.events}

    assert figures.received.total == len(asked)
    for division in (figures.kinds, figures.requesters, figures.channels, figures.outcomes):
        assert sum(count.total for count in division) == len(asked)
    for month, number in enumerate(figures.received.months, start=1):
        assert number == sum(kst_day(one.received_at).month == month for one in asked)
    viewings = [one for one in asked if one.names.handling is Handling.VIEWING]
    assert sum(count.total for count in figures.grounds) == sum(one.ground is not None for one in viewings)
    provisions = next(count for count in figures.kinds if count.name == PROVISION)
    assert provisions.total == len(asked) - len(viewings)
    assert events["handed_over"] == sum(one.provided for one in asked)
    assert events["returned"] == sum(one.returned for one in asked) <= events["handed_over"]
    assert events["emergency"] == sum(one.emergency for one in asked)
    assert events["held"] == sum(one.held for one in asked)
    assert len(figures.all_answered) == sum(one.answered_at is not None for one in asked)
    assert all(days >= 0 for days in figures.all_answered)
