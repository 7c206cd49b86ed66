"""A table of a PDF that is drawn without rules is one table, with cells of several lines in one piece."""

from reportlab.platypus import Spacer

from app.policy.extraction import extract
from app.policy.printed import Grid, TextLine
from tests.unit.policy.extraction.pdf_files import pdf_of, table, text

HEAD = ["설치장소", "관리책임자", "소속", "전화", "접근권한자"]


def pieces_of(*story):
    return extract(pdf_of(*story), name="bare.pdf").pieces


def grids_of(*story):
    found = [piece for piece in pieces_of(*story) if isinstance(piece, Grid)]
    return [[[cell.text for cell in row] for row in grid.rows] for grid in found]


def test_a_wide_table_is_not_taken_for_two_columns_of_text():
    rows = [[f"제{number}사옥 관리동", "총무과장", "총무과", "051-220-4110", "업무담당자"] for number in range(9)]
    assert grids_of(table([HEAD, *rows], ruled=False)) == [[HEAD, *rows]]


def test_a_line_nearer_than_rows_are_goes_on_with_its_cell():
    cells = [
        ["본사", "총무과장", "총무과", "24시간", "담당자"],
        ["별관", "시설과장", "시설\n과", "24시간", "담당자"],
        ["창고", "안전과장", "안전과", "24시간", "담당자"],
    ]
    (found,) = grids_of(table([HEAD, *cells], ("VALIGN", (0, 0), (-1, -1), "TOP"), ruled=False))
    assert found == [HEAD, cells[0], ["별관", "시설과장", "시설과", "24시간", "담당자"], cells[2]]


def test_words_alone_under_a_table_are_no_row_of_it():
    cells = [["본사", "4대"], ["별관", "2대"]]
    pieces = pieces_of(table([["설치장소", "대수"], *cells], ruled=False), Spacer(1, 9), text("세부"))
    (grid,) = (piece for piece in pieces if isinstance(piece, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == [["설치장소", "대수"], *cells]
    assert [piece.text for piece in pieces if isinstance(piece, TextLine)][-1] == "세부"
