"""A matching is a best one; what one entry accounts for, and what it does not."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.footage_access.domain import Kind
from app.recorder_logs.domain import Seen
from app.recorder_logs.matching import Entry, Offer, Sight, compare, offers, viewings_of
from app.recorder_logs.matching.assignment import Span, best_pairs

moments = st.lists(st.integers(0, 60), max_size=5).map(sorted)


def best_by_trying(left, right, window):
    best = (0, 0)
    for count in range(min(len(left), len(right)) + 1):
        for some in combinations(range(len(left)), count):
            for others in permutations(range(len(right)), count):
                apart = [abs(left[one] - right[other]) for one, other in zip(some, others, strict=True)]
                if all(each <= window for each in apart):
                    best = max(best, (count, -sum(apart)))
    return best


@given(moments, moments, st.integers(0, 20))
def test_as_many_pairs_as_can_be_and_of_those_the_nearest(left, right, window):
    pairs = best_pairs([Span(at, at) for at in left], [Span(at, at) for at in right], window=window)

    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    cost = sum(abs(left[one] - right[other]) for one, other in pairs)
    assert (len(pairs), -cost) == best_by_trying(left, right, window)


def test_nearest_first_would_leave_one_over():
    pairs = best_pairs([Span(0, 0), Span(4, 4)], [Span(3, 3), Span(9, 9)], window=5)
    assert pairs == [(0, 0), (1, 1)]


def sight(at, *, person=1, camera="C-1", seen=Seen.PLAYBACK, number=0):
    return Sight((1, number or at), at, person, camera, seen)


def entry(at, *, leaf=1, person=1, kind=Kind.PLAYBACK, cameras=("C-1",), lasts=0, areas=()):
    return Entry(leaf, person, kind, at, at + lasts, cameras, areas)


def outcome(sights, entries, **more):
    options = {"tolerance": 300, "gap": 660, "cameras": {"C-1", "C-2"}, "covered": [(-99_999, 99_999)], "offset": 0}
    return compare(viewings_of(sights, gap=660), entries, **{**options, **more})


@pytest.mark.parametrize(
    ("sights", "entries", "unrecorded", "unseen"),
    [
        ([sight(0)], [entry(200)], 0, 0),
        ([sight(0)], [entry(500)], 1, 1),
        ([sight(0)], [entry(0, person=2)], 1, 1),
        ([sight(0)], [entry(0, kind=Kind.LIVE)], 1, 1),
        ([sight(0, seen=Seen.EXPORT)], [entry(0)], 1, 1),
        ([sight(0, seen=Seen.EXPORT), sight(60)], [entry(0, kind=Kind.PROVISION)], 0, 0),
        ([sight(0, seen=Seen.LIVE), sight(120)], [entry(100)], 0, 0),
        ([sight(0), sight(10, camera="C-2")], [entry(0, cameras=("C-1", "C-2"))], 0, 0),
        ([sight(0)], [entry(0, cameras=("C-1", "C-2"))], 0, 1),
        ([sight(0), sight(2_000)], [entry(0, lasts=2_100)], 0, 0),
        ([sight(0), sight(2_000)], [entry(0)], 1, 0),
        ([sight(0, person=None)], [entry(60, person=7)], 0, 0),
        ([sight(0)], [entry(0, cameras=(), areas=(("Z-1", frozenset({"C-1"})),))], 0, 0),
        ([], [entry(0, cameras=("C-9",))], 0, 0),
    ],
    ids=[
        "within tolerance", "beyond it", "somebody else", "live is no playback", "an export needs more",
        "an export with its playback", "live before playback", "two cameras", "one of two cameras",
        "while it lasted", "a second visit", "nobody known", "a zone", "a camera of another recorder",
    ],
)  # fmt: skip
def test_what_an_entry_accounts_for(sights, entries, unrecorded, unseen):
    found = outcome(sights, entries)
    assert (len(found.unrecorded), len(found.unseen)) == (unrecorded, unseen)


def test_a_match_without_a_person_is_weak():
    (match,) = outcome([sight(0, person=None)], [entry(0, person=7)]).matches
    assert match.weak


def test_an_entry_is_missed_only_where_the_log_covers_it():
    assert outcome([], [entry(0)], covered=[(500, 9_000)]).unseen == ()
    assert len(outcome([], [entry(2_000)], covered=[(500, 9_000)]).unseen) == 1


def test_events_that_follow_each_other_are_one_viewing():
    found = viewings_of([sight(0), sight(600), sight(1_300), sight(100, person=2)], gap=660)
    assert [(each.person, each.start, each.end) for each in found] == [(1, 0, 600), (1, 1_300, 1_300), (2, 100, 100)]


def test_a_name_is_offered_what_it_most_likely_means():
    known = [Offer("C-1", ("로비 1",)), Offer("C-10", ("로비 10",)), Offer("7", ("olga", "올가"))]

    assert offers("NVR-1 C-10 east", known)[0].value == "C-10"
    assert offers("로비 1", known)[0].value == "C-1"
    assert offers("EXAMPLE\\olga", known)[0].value == "7"
    assert offers("olga@example.kr", known)[0].value == "7"
    assert offers("garage", known) == ()
