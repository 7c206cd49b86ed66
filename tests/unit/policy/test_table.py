"""Merged cells are computed from equal neighbours; every row stays complete."""

from app.policy.domain import LONGEST_SPAN, Cell, Column, Line, Table, TableRow

PLACE, HOURS = Column("place", "설치장소"), Column("hours", "촬영시간", merges=True)


def a_table(*hours, total_last=False):
    rows = [TableRow((Cell((Line(f"곳 {number}"),)), hour)) for number, hour in enumerate(hours)]
    if total_last:
        rows[-1] = TableRow(rows[-1].cells, total=True)
    return Table("keeping", "표", (PLACE, HOURS), tuple(rows))


def said(text):
    return Cell((Line(text),))


def spans(table):
    return [row[1] for row in table.row_spans()]


def test_equal_neighbours_span():
    assert spans(a_table(said("24시간"), said("24시간"), said("필요시"))) == [2, 0, 1]


def test_equal_values_apart_do_not_span():
    assert spans(a_table(said("24시간"), said("필요시"), said("24시간"))) == [1, 1, 1]


def test_a_column_that_names_or_counts_never_spans():
    table = Table("x", "표", (PLACE,), (TableRow((said("4대"),)), TableRow((said("4대"),))))
    assert table.row_spans() == ((1,), (1,))


def test_a_total_is_never_merged():
    assert spans(a_table(said("24시간"), said("24시간"), total_last=True)) == [1, 1]


def test_gaps_are_shown_in_every_row():
    gap = Cell((Line("(미기재)", missing=True),))
    assert spans(a_table(gap, gap)) == [1, 1]


def test_a_long_span_says_its_value_again():
    assert spans(a_table(*[said("24시간")] * (LONGEST_SPAN + 2))) == [LONGEST_SPAN, *[0] * (LONGEST_SPAN - 1), 2, 0]
