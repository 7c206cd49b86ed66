"""The figures of a year add up by month and in total, whatever the cases are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.case_papers.content import YearStatistics
from app.case_papers.domain.figures import AskedCase, Count, YearFigures, figures_of, median_days, summed
from app.case_papers.domain.paper import Table
from app.case_papers.refusals import FiguresDisagree
from tests.builders.case_papers import NAMES, a_sender, asked, moment, some_figures

CASES = st.lists(
    st.builds(
        AskedCase,
        month=st.integers(1, 12),
        kind=st.sampled_from(NAMES["kinds"]),
        requester=st.sampled_from(NAMES["requesters"]),
        channel=st.sampled_from(NAMES["channels"]),
        outcome=st.sampled_from(NAMES["outcomes"]),
        ground=st.sampled_from(("", *NAMES["grounds"])),
        days=st.none() | st.integers(0, 40),
        handed_over=st.integers(0, 3),
    )
)


@given(CASES)
def test_every_division_adds_up_to_what_was_received(cases):
    figures = some_figures(cases)
    assert figures.received.total == len(cases)
    for division in (figures.kinds, figures.requesters, figures.channels, figures.outcomes):
        assert summed(division) == figures.received.months
    assert len(figures.all_answered) == sum(case.days is not None for case in cases)
    for table in (block for block in YearStatistics(a_sender(), figures).paper().blocks if isinstance(block, Table)):
        rows = [[int(cell) for cell in row[1:]] for row in table.rows if all(re.fullmatch(r"\d+", c) for c in row[1:])]
        if table.caption != "답변에 걸린 날":
            assert all(sum(row[:-1]) == row[-1] for row in rows)
        if table.rows[-1][0] == "합계":
            assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]


def test_a_name_that_is_in_no_list_is_a_fault():
    for fault in ({"kind": "loan"}, {"outcome": "lost"}, {"requester": "cat"}, {"ground": "pipa.35.4.3"}):
        with pytest.raises(FiguresDisagree):
            some_figures([asked(3, **fault)])


def test_figures_that_do_not_add_up_are_not_made():
    right = some_figures()
    fields = {name: getattr(right, name) for name in YearFigures.__dataclass_fields__}
    with pytest.raises(FiguresDisagree):
        YearFigures(**fields | {"received": Count("received", (9,) * 12)})
    with pytest.raises(FiguresDisagree):
        YearFigures(**fields | {"events": (Count("late", (1, 2)),)})
    with pytest.raises(FiguresDisagree):
        YearFigures(**fields | {"answered": ((1, 2, 3), *fields["answered"][1:])})


def test_a_year_without_requests_has_a_paper_all_the_same():
    figures = figures_of(2026, [], counted_at=moment(11, 22), **NAMES)
    texts = list(YearStatistics(a_sender(), figures).paper().texts())
    assert "거절하거나 제한한 요구가 없습니다." in texts
    assert texts.count("–") == 26


def test_the_middle_of_days():
    assert median_days([]) is None
    assert median_days([3]) == 3
    assert median_days([1, 4]) == 2.5
