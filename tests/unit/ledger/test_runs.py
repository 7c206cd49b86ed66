"""Sets of leaves as runs say what sets of leaves say."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ledger.disposal import Disposals
from app.ledger.faults import FaultFound
from app.ledger.runs import Runs

LEAVES = st.sets(st.integers(0, 40))


def runs(leaves) -> Runs:
    return Runs((leaf, leaf) for leaf in leaves)


@given(LEAVES, LEAVES)
def test_the_first_leaf_outside_is_that_of_the_sets(one, other):
    assert runs(one).first_outside(runs(other)) == min(one - other, default=None)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9))))
def test_spans_that_overlap_or_touch_become_one(spans):
    found = list(Runs((first, first + more) for first, more in spans))
    leaves = {leaf for first, more in spans for leaf in range(first, first + more + 1)}
    assert {leaf for first, last in found for leaf in range(first, last + 1)} == leaves
    assert all(before[1] + 1 < after[0] for before, after in pairwise(found))


def compared(missing, *entries) -> str | None:
    disposals = Disposals()
    disposals.miss("person", sorted(missing))
    try:
        for data in entries:
            disposals.note(data, leaf=100)
        disposals.compare()
    except FaultFound as found:
        return str(found.fault.message)
    return None


@given(LEAVES, LEAVES)
def test_what_is_missing_must_be_what_is_said_to_be_erased(missing, said):
    found = compared(missing, {"erased": {"person": [[leaf, leaf] for leaf in said]}})
    assert (found is None) == (missing == said)


@pytest.mark.parametrize(
    ("missing", "entry", "words"),
    [
        ({1, 2, 5}, {"erased": {"person": [[1, 2], [5, 5]]}}, None),
        ({1, 2, 5}, {"erased": {"person": [[1, 2]]}}, "6번째 항목의 개인정보 부분 'person'이 파기 기록 없이"),
        ({1, 2}, {"erased": {"person": [[1, 3]]}}, "4번째 항목의 개인정보 부분 'person'을 파기했다는"),
        ({1}, {"erased": {"other": [[1, 1]]}}, "2번째 항목의 개인정보 부분 'other'를 파기했다는"),
        (set(), {"erased": {"person": [[99, 100]]}}, "101번째 항목이 있지도 않던"),
        ({1, 5}, {"parts": ["person"], "count": 2, "first_leaf": 0, "last_leaf": 7}, None),
        ({1, 8}, {"parts": ["person"], "count": 2, "first_leaf": 0, "last_leaf": 7}, "9번째 항목의"),
        ({1}, {"parts": ["other"], "count": 1, "first_leaf": 0, "last_leaf": 7}, "2번째 항목의"),
    ],
)
def test_the_first_leaf_that_differs_is_named(missing, entry, words):
    found = compared(missing, entry)
    assert found is None if words is None else words in str(found)
