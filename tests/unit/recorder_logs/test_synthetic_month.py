"""In a month of 5,000 events with clocks ±5 minutes off, the 100 gaps planted in both directions are found."""

import pytest

from app.recorder_logs.matching import compare, viewings_of
from tests.builders.recorder_logs import DAYS, MONTH_BEGINS, synthetic_month


def figures(month, *, tolerance=300, gap=660, **more):
    """Return precision, recall and the clock offset told."""
    viewings = viewings_of(month.sights, gap=gap)
    outcome = compare(
        viewings,
        month.entries,
        tolerance=tolerance,
        gap=gap,
        cameras=month.cameras,
        covered=[(MONTH_BEGINS, MONTH_BEGINS + DAYS * 86_400)],
        **more,
    )
    told = set()
    for at in outcome.unrecorded:
        viewing = viewings[at]
        told.add((viewing.person, viewing.camera, month.true_at[viewing.keys[0]]))
    unseen = {(each.leaf, each.place) for each in outcome.unseen}
    planted = len(month.planted_viewings) + len(month.planted_entries)
    right = len(told & month.planted_viewings) + len(unseen & month.planted_entries)
    return right / (len(outcome.unrecorded) + len(unseen)), right / planted, outcome.offset


@pytest.mark.parametrize("seed", range(1, 7))
@pytest.mark.parametrize("offset", [140, -420, 9 * 3_600], ids=["2 min ahead", "7 min behind", "zone wrong"])
def test_precision_and_recall_are_at_least_98_percent(seed, offset):
    precision, recall, told = figures(synthetic_month(seed, offset=offset))

    assert precision >= 0.98
    assert recall >= 0.98
    assert abs(told - offset) <= 60


def test_a_tolerance_below_the_clocks_error_would_not_do():
    precision, _recall, _told = figures(synthetic_month(1), tolerance=200)
    assert precision < 0.5
