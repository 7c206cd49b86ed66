"""Footage is taken to go at the earliest moment any term allows, and the page can say why."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.recorder_checks.overwriting import Term, explained, length_of, overwritten_at

RECORDED = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
MARGIN = timedelta(hours=12)
DAYS = st.none() | st.integers(1, 3660)
MARGINS = st.timedeltas(timedelta(0), timedelta(days=5))
OFFSETS = st.integers(-86_400, 86_400)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # Hypothesis adds the zone.


def at(**changed):
    terms = {"published_days": 20, "measured_days": None, "margin": MARGIN, "offset_seconds": 0, **changed}
    return overwritten_at(RECORDED, **terms)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({}, datetime(2026, 11, 20, 18, 0, tzinfo=UTC)),
        ({"measured_days": 14}, datetime(2026, 11, 14, 18, 0, tzinfo=UTC)),
        ({"measured_days": 30}, datetime(2026, 11, 20, 18, 0, tzinfo=UTC)),
        ({"published_days": None, "measured_days": 14}, datetime(2026, 11, 14, 18, 0, tzinfo=UTC)),
        ({"configured_days": 10}, datetime(2026, 11, 10, 18, 0, tzinfo=UTC)),
        ({"margin": timedelta(0)}, datetime(2026, 11, 21, 6, 0, tzinfo=UTC)),
        ({"offset_seconds": 3600}, datetime(2026, 11, 20, 17, 0, tzinfo=UTC)),
        ({"offset_seconds": -3600}, datetime(2026, 11, 20, 17, 0, tzinfo=UTC)),
    ],
)
def test_the_earliest_moment_is_reckoned(terms, expected):
    assert at(**terms) == expected


def test_nobody_knows_where_no_number_of_days_is_known():
    assert at(published_days=None) is None
    unknown = explained(RECORDED, published_days=None, measured_days=None, margin=MARGIN, offset_seconds=0)
    assert unknown.decided_by is None
    assert "셈하지 못합니다" in str(unknown.reasons[-1])


@given(recorded=MOMENTS, published=DAYS, measured=DAYS, configured=DAYS, margin=MARGINS, offset=OFFSETS)
def test_it_is_never_later_than_the_shortest_period(*, recorded, published, measured, configured, margin, offset):
    found = overwritten_at(
        recorded,
        published_days=published,
        measured_days=measured,
        configured_days=configured,
        margin=margin,
        offset_seconds=offset,
    )
    known = [days for days in (published, measured, configured) if days is not None]
    assert (found is None) == (not known)
    if known:
        latest = recorded + timedelta(days=min(known))
        assert found <= latest
        assert latest - found == margin + timedelta(seconds=abs(offset))


@given(
    recorded=MOMENTS,
    later=st.timedeltas(timedelta(0), timedelta(days=400)),
    published=st.integers(1, 3660),
    measured=DAYS,
    longer=st.integers(0, 400),
    margin=MARGINS,
    more=MARGINS,
    offset=OFFSETS,
    further=st.integers(0, 86_400),
)
def test_it_moves_one_way_with_every_term(
    *, recorded, later, published, measured, longer, margin, more, offset, further
):
    terms = {"published_days": published, "measured_days": measured, "margin": margin, "offset_seconds": offset}
    base = overwritten_at(recorded, **terms)
    assert overwritten_at(recorded + later, **terms) - base == later
    assert overwritten_at(recorded, **{**terms, "published_days": published + longer}) >= base
    assert overwritten_at(recorded, **{**terms, "measured_days": None}) >= base
    if measured is not None:
        assert overwritten_at(recorded, **{**terms, "measured_days": measured + longer}) >= base
    assert overwritten_at(recorded, **{**terms, "margin": margin + more}) <= base
    further_off = offset + further if offset >= 0 else offset - further
    assert overwritten_at(recorded, **{**terms, "offset_seconds": further_off}) <= base
    assert overwritten_at(recorded, **{**terms, "offset_seconds": -offset}) == base


def test_every_term_is_told_with_its_source():
    why = explained(RECORDED, published_days=20, measured_days=14, margin=MARGIN, offset_seconds=-95)
    assert why.decided_by is Term.MEASURED
    assert [str(reason) for reason in why.reasons] == [
        "녹화 시각 2026-11-01 15:00:00",
        "+ 녹화기에서 잰 보관일수 14일",
        "(게시한 보관기간 20일은 더 짧지 않음)",
        "− 여유 12시간",
        "− 녹화기 시계 오차 1:35(느림)",
    ]


def test_a_tie_is_told_by_what_was_published():
    assert (
        explained(RECORDED, published_days=20, measured_days=20, margin=MARGIN, offset_seconds=0).decided_by
        is Term.PUBLISHED
    )


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (95, "1:35"), (-95, "1:35"), (3599, "59:59"), (32_400, "9:00:00")]
)
def test_a_length_is_shown_as_on_a_clock(seconds, shown):
    assert length_of(seconds) == shown
