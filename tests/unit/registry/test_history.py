"""Valid time and recorded time: what a later assertion does to what was known."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.registry.domain import Kind, Post
from app.registry.history import (
    Assertion,
    Span,
    Version,
    applied,
    folded,
    gaps,
    uncovered,
    until_next_change,
    version_on,
)

JAN, FEB, MAR, APR = (date(2026, month, 1) for month in (1, 2, 3, 4))
DAYS = [None, *(date(2026, 1, day) for day in range(1, 9))]
ALL_DAYS = [date.min, *(date(2026, 1, day) for day in range(1, 10)), date.max]


def post(title):
    return Post(code="p", title=title)


def says(title, start=None, end=None):
    return Assertion(Kind.POST, "p", post(title) if title else None, start, end)


def titles(timeline):
    return [(v.value.title, v.valid_from, v.valid_to) for v in timeline]


def after(*assertions):
    timeline = ()
    for assertion in assertions:
        timeline = applied(timeline, assertion)
    return titles(timeline)


def test_a_later_value_trims_the_one_before():
    assert after(says("a"), says("b", FEB)) == [("a", None, FEB), ("b", FEB, None)]


def test_a_value_within_splits_what_it_falls_into():
    assert after(says("a"), says("b", FEB, MAR)) == [("a", None, FEB), ("b", FEB, MAR), ("a", MAR, None)]


def test_an_end_leaves_a_gap():
    assert after(says("a"), says(None, FEB, MAR)) == [("a", None, FEB), ("a", MAR, None)]


def test_equal_neighbours_become_one():
    assert after(says("a", JAN, FEB), says("a", FEB)) == [("a", JAN, None)]


def test_a_value_over_everything_replaces_everything():
    assert after(says("a", JAN, FEB), says("b", MAR), says("c")) == [("c", None, None)]


def test_what_is_next_known_to_change_is_found_in_versions_and_gaps():
    timeline = applied(applied((), says("a", FEB, MAR)), says("b", APR))

    assert until_next_change(timeline, JAN) == FEB
    assert until_next_change(timeline, FEB) == MAR
    assert until_next_change(timeline, MAR) == APR
    assert until_next_change(timeline, APR) is None


def test_gaps_are_everything_between_and_around_versions():
    assert list(gaps([Version(post("a"), FEB, MAR)])) == [Span(None, FEB), Span(MAR, None)]
    assert list(gaps([Version(post("a"))])) == []


def test_a_span_is_uncovered_where_no_version_holds():
    timeline = (Version(post("a"), None, FEB), Version(post("b"), MAR))

    assert uncovered(Span(JAN, APR), timeline) == Span(FEB, MAR)
    assert uncovered(Span(MAR, None), timeline) is None


spans = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).filter(lambda pair: not Span(*pair).is_empty)
assertions = st.builds(lambda title, span: says(title, *span), st.sampled_from(["a", "b", "c", None]), spans)


def told_by_day(history, day):
    """The plain meaning: the last assertion that covers the day decides."""
    for assertion in reversed(history):
        if assertion.span.holds(day):
            return assertion.value
    return None


@settings(max_examples=300, deadline=None)
@given(st.lists(assertions, max_size=12))
def test_on_every_day_the_last_assertion_that_covers_it_decides(history):
    timeline = folded(history).get((Kind.POST, "p"), ())

    for day in ALL_DAYS:
        version = version_on(timeline, day)
        assert (version.value if version else None) == told_by_day(history, day)


@settings(max_examples=300, deadline=None)
@given(st.lists(assertions, max_size=12))
def test_versions_stand_in_order_never_overlap_and_never_repeat_their_neighbour(history):
    timeline = folded(history).get((Kind.POST, "p"), ())

    for earlier, later in pairwise(timeline):
        assert earlier.valid_to is not None
        assert later.valid_from is not None
        assert earlier.valid_to <= later.valid_from
        assert earlier.valid_to < later.valid_from or earlier.value != later.value


@settings(max_examples=400, deadline=None)
@given(st.lists(assertions, max_size=10), st.lists(assertions, max_size=4))
def test_a_late_correction_never_changes_what_was_known_at_an_earlier_moment(history, corrections):
    known_then = folded(history)

    assert folded([*history, *corrections][: len(history)]) == known_then


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        pytest.param(Span(None, None), Span(FEB, MAR), [Span(None, FEB), Span(MAR, None)], id="hole"),
        pytest.param(Span(JAN, MAR), Span(FEB, None), [Span(JAN, FEB)], id="tail"),
        pytest.param(Span(JAN, FEB), Span(FEB, MAR), [Span(JAN, FEB)], id="touching"),
        pytest.param(Span(FEB, MAR), Span(None, None), [], id="whole"),
    ],
)
def test_what_is_left_of_a_span(one, other, left):
    assert one.minus(other) == left
