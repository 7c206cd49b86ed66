"""Web pages are read as their visitor sees them: lines, lists, tables with their merged cells, and nothing hidden."""

import pytest

from app.policy.extraction import extract
from app.policy.extraction.refusals import EmptyFile, TooComplicated
from app.policy.printed import Medium, TextLine
from tests.unit.policy.extraction.shown import grids_of, lines_of, only_grid, printed_from, texts_of


def page(body):
    return printed_from(f"<!doctype html>\n<html lang='ko-KR'><body>\n{body}\n</body></html>", name="a.html")


def test_headings_have_their_rank_and_lines_the_line_of_the_source():
    printed = page("<h2>방침</h2>\n<p>첫 줄<br>둘째 줄\n이어서</p>\n<div>셋째</div>")
    assert [(piece.text, piece.level, piece.where.line) for piece in printed.pieces] == [
        ("방침", 2, 3),
        ("첫 줄", None, 4),
        ("둘째 줄 이어서", None, 4),
        ("셋째", None, 6),
    ]
    assert (printed.medium, printed.language) == (Medium.HTML, "ko")
    assert printed.lines[3].startswith("<p>첫 줄")


def test_lists_are_nested_and_counted_as_a_browser_counts():
    printed = page(
        "<ol start=3><li>가. 하나<ul><li>둘</li></ul></li><li>셋</li><li value=9>넷</li></ol><ol type=a><li>다섯</ol>"
    )
    assert [(piece.marker, piece.text, piece.depth) for piece in printed.pieces] == [
        ("가.", "하나", 0),
        ("•", "둘", 1),
        ("4.", "셋", 0),
        ("9.", "넷", 0),
        ("a.", "다섯", 0),
    ]


def test_definitions_stand_under_what_they_define():
    assert [(piece.text, piece.depth) for piece in page("<dl><dt>목적<dd>안전<dt>대수<dd>4대</dl>").pieces] == [
        ("목적", 0),
        ("안전", 0),
        ("대수", 0),
        ("4대", 0),
    ]


def test_nothing_hidden_and_no_frame_of_the_site_is_read():
    hidden = (
        "<nav>메뉴</nav><footer>바닥</footer><script>var a='글';</script><style>p{}</style><p hidden>숨김</p>"
        "<div style='color:red; display: none'>안 보임</div><!-- 주석 --><noscript>꺼짐</noscript><p>보임</p>"
    )
    assert lines_of(page(hidden)) == [(None, "보임")]


def test_merged_cells_cover_what_they_span_and_carry_their_text():
    rows, caption = only_grid(
        "<table><caption>현황</caption><thead><tr><th>장소<th>구분<th>대수</thead><tbody>"
        "<tr><td rowspan=2>본사<td>1층<td>3대<tr><td>2층<td>4대<tr><td colspan=2>합계<td>7대</table>",
        name="a.html",
    )
    assert caption == "현황"
    assert rows == [["장소", "구분", "대수"], ["본사", "1층", "3대"], ["~본사", "2층", "4대"], ["합계", "~합계", "7대"]]


def test_rows_merged_to_the_end_of_their_group_stop_there_and_feet_come_last():
    rows, _caption = only_grid(
        "<table><tfoot><tr><td>합계<td>3</tfoot>"
        "<tbody><tr><td rowspan=0>본사<td>1<tr><td>2<tbody><tr><td>지점<td>0</table>",
        name="a.html",
    )
    assert rows == [["본사", "1"], ["~본사", "2"], ["지점", "0"], ["합계", "3"]]


def test_a_span_wider_than_the_table_adds_no_columns():
    rows, _caption = only_grid("<table><tr><td colspan=99>제목<tr><td>가<td>나</table>", name="a.html")
    assert rows == [["제목", "~제목"], ["가", "나"]]


@pytest.mark.parametrize(
    "table",
    [
        "<table summary='요약'><tr><td>가<td>나<tr><td>1<td>2</table>",
        "<table aria-label='요약'><tr><td>가<td>나<tr><td>1<td>2</table>",
        "<div role=region aria-label='요약'><table><tr><td>가<td>나<tr><td>1<td>2</table></div>",
    ],
)
def test_a_table_is_named_by_whatever_names_it(table):
    assert only_grid(table, name="a.html") == ([["가", "나"], ["1", "2"]], "요약")


def test_lines_of_a_cell_stay_apart_and_heads_are_known():
    (grid,) = grids_of(
        page("<table><tr><th>장소<th>범위<tr><td>본사<td>1층<br>2층<p>옥상</p><ul><li>주차장</ul></table>")
    )
    assert texts_of(grid)[1] == ["본사", "1층\n2층\n옥상\n주차장"]
    assert [cell.head for row in grid.rows for cell in row] == [True, True, False, False]


@pytest.mark.parametrize(
    "layout",
    [
        "<table><tr><td><p>머리</p>%s<p>꼬리</p></td></tr></table>",
        "<table role=presentation><tr><td>메뉴<td><p>머리</p>%s</table>",
        "<table><tr><td>메뉴<td><h2>머리</h2>%s</table>",
    ],
)
def test_a_table_that_only_places_its_contents_is_its_contents(layout):
    printed = page(layout % "<table><tr><td>가<td>나<tr><td>1<td>2</table>")
    (grid,) = grids_of(printed)
    assert texts_of(grid) == [["가", "나"], ["1", "2"]]
    assert (None, "머리") in lines_of(printed)


def test_a_table_in_a_cell_of_facts_is_read_after_it():
    printed = page("<table><tr><th>장소<th>내용<tr><td>본사<td><table><tr><th>층<th>대수<tr><td>1<td>2</table></table>")
    assert [texts_of(grid)[0] for grid in grids_of(printed)] == [["장소", "내용"], ["층", "대수"]]


def test_preformatted_lines_stay_lines():
    assert [(piece.text, piece.where.line) for piece in page("<pre>하나\n둘</pre>").pieces] == [("하나", 3), ("둘", 4)]


def test_a_page_is_known_by_its_tags_whatever_it_is_called():
    content = "머리\n<p>하나</p><p>둘</p><table><tr><td>셋</table>".encode()
    assert extract(content, name="a.txt").medium is Medium.HTML
    assert extract("<p>하나".encode(), name="a.html").medium is Medium.HTML
    assert extract("가 < 나, 다 > 라".encode(), name="a.html").medium is Medium.TEXT


def test_entities_are_letters_and_external_ones_are_not_fetched():
    source = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>가&nbsp;&amp;&nbsp;나 &x;</p><p>다</p>'
    printed = printed_from(source, name="a.html")
    assert [piece.text.split(" &x;")[0] for piece in printed.pieces if isinstance(piece, TextLine)][-2:] == [
        "가 & 나",
        "다",
    ]


def test_a_page_nested_beyond_measure_or_without_text_is_refused():
    with pytest.raises((TooComplicated, EmptyFile)):
        printed_from("<div>" * 50_000 + "글" + "</div>" * 50_000, name="a.html")
    with pytest.raises(EmptyFile):
        page("<script>1</script>")
    cells = "<td>가</td>" * 300
    with pytest.raises(TooComplicated):
        page(f"<table><tr>{cells}</tr><tr>{cells}</tr></table>")
