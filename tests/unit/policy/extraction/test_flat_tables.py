"""Tables of plain text are found in every shape in which copies of web pages print them."""

from time import process_time

import pytest

from app.policy.printed import TextLine, Where
from tests.unit.policy.extraction.shown import grids_of, lines_of, only_grid, printed_from, texts_of

ROWS = [["설치장소", "대수"], ["본사", "4대"], ["지점", "2대"]]


@pytest.mark.parametrize(
    "text",
    [
        "설치장소 | 대수 |\n---|\n본사 | 4대 |\n지점 | 2대 |",
        "설치장소 | 대수\n---|---\n본사 | 4대\n지점 | 2대",
        "| 설치장소 | 대수 |\n|---|---:|\n| 본사 | 4대 |\n| 지점 | 2대 |",
        "설치장소 | 대수 |\n본사 | 4대 |\n지점 | 2대 |",
        "설치장소\t대수\n본사\t4대\n지점\t2대",
        "설치장소    대수\n본사        4대\n지점        2대",
        "설치장소    대수\n----------------\n본사        4대\n지점        2대",
        (
            "┌────────┬────┐\n│설치장소│대수│\n├────────┼────┤\n│본사    │4대 │\n"
            "├────────┼────┤\n│지점    │2대 │\n└────────┴────┘"
        ),
    ],
    ids=["bars behind", "bars between", "markdown", "no rule", "tabs", "blanks", "ruled blanks", "box"],
)
def test_one_table_in_any_shape_has_the_same_cells_and_a_head(text):
    printed = printed_from(f"머리글입니다.\n\n{text}\n\n맺음글입니다.")
    (grid,) = grids_of(printed)
    assert texts_of(grid) == ROWS
    assert [cell.head for row in grid.rows for cell in row] == [True, True, False, False, False, False]
    assert lines_of(printed) == [(None, "머리글입니다."), (None, "맺음글입니다.")]
    assert grid.rows[1][1].where.row, grid.rows[1][1].where.column == (2, 2)
    assert "본사" in printed.lines[grid.rows[1][0].where.line - 1]


def test_a_caption_glued_to_the_head_is_the_name_of_the_table():
    rows, caption = only_grid("카메라에 관련된 표입니다.설치장소 | 대수 |\n---|\n본사 | 4대 |\n지점 | 2대 |")
    assert (rows, caption) == (ROWS, "카메라에 관련된 표입니다.")


def test_a_row_that_is_too_short_does_not_say_which_cells_are_missing():
    rows, _caption = only_grid("장소 | 책임자 | 연락처 |\n---|\n본사 | 팀장 | 02-000-0000 |\n지점 |\n창고 | 소장 |")
    assert rows[2:] == [["지점", None, None], ["창고", "소장", None]]


def test_tables_that_follow_each_other_stay_apart():
    text = "가 | 나 |\n---|\n1 | 2 |\n다 | 라 |\n---|\n3 | 4 |"
    assert [texts_of(grid) for grid in grids_of(printed_from(text))] == [
        [["가", "나"], ["1", "2"]],
        [["다", "라"], ["3", "4"]],
    ]


def test_a_line_without_bars_ends_a_table_and_one_line_with_a_bar_is_none():
    printed = printed_from("홈 | 회사 소개\n\n가 | 나 |\n---|\n1 | 2 |\n다음 항목\n- 나. 셋")
    assert lines_of(printed) == [(None, "홈 | 회사 소개"), (None, "다음 항목"), ("나.", "셋")]


def test_a_cell_with_line_breaks_goes_on_until_its_row_is_closed():
    rows, _caption = only_grid("장소 | 범위 |\n---|\n본사 | 1층\n2층 |\n지점 | 전체 |")
    assert rows[1:] == [["본사", "1층\n2층"], ["지점", "전체"]]


def test_a_merged_cell_of_a_drawn_table_covers_the_rows_it_spans():
    text = "┌────┬────┐\n│장소│대수│\n├────┼────┤\n│본사│4대 │\n│    ├────┤\n│    │2대 │\n└────┴────┘"
    rows, _caption = only_grid(text)
    assert rows == [["장소", "대수"], ["본사", "4대"], ["~본사", "2대"]]


def test_blanks_leave_a_cell_empty_where_a_row_has_none():
    rows, _caption = only_grid(
        "설치장소      책임자      연락처\n본사          팀장        02-000\n지점                      02-001"
    )
    assert rows[2] == ["지점", "", "02-001"]


def test_markdown_is_printed_without_its_marks():
    text = "# 방침\n\n**설치 \\| 현황**\n\n| 장소 | 대수 |\n|---|---|\n| 본사<br>별관 | 4\\_대 |\n"
    printed = printed_from(text, name="policy.md")
    (grid,) = grids_of(printed)
    assert (texts_of(grid)[1], grid.caption) == (["본사\n별관", "4_대"], "설치 | 현황")
    assert printed.pieces[0] == TextLine("방침", Where(1), 1)


def test_an_empty_cell_after_a_tab_is_empty_and_a_missing_one_unknown():
    rows, _caption = only_grid("번호\t장소\t대수\n1\t본사\t\n2\t지점")
    assert rows[1:] == [["1", "본사", ""], ["2", "지점", None]]


def test_what_states_something_itself_is_no_head_and_a_marked_line_no_row():
    printed = printed_from(
        "시행일 : 2024. 3. 1.    개정일 : 2025. 1. 1.\n구분    대수\n본사    4대\n지점    2대\n가. 끝"
    )
    assert [texts_of(grid) for grid in grids_of(printed)] == [[["구분", "대수"], ["본사", "4대"], ["지점", "2대"]]]
    assert [marker for marker, _text in lines_of(printed)] == [None, "가."]


@pytest.mark.parametrize("line", ["┌─\n│\n", "|\n", "a\tb\nx\n", "┌─\n│ │\n\n"])
def test_what_only_looks_like_tables_takes_no_longer_than_its_length(line):
    began = process_time()
    printed_from(line * 1_500)
    assert process_time() - began < 2
