"""PDFs of any program are read by their looks (rules, sizes of letters, columns), and unreadable ones are named."""

import io

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.platypus import PageBreak

from app.documents import fonts
from app.policy.extraction import extract
from app.policy.extraction.pdf_file import LONGEST, printed_pdf
from app.policy.extraction.refusals import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    ScannedFile,
    TooComplicated,
    TooManyPages,
    UnsafeFile,
)
from app.policy.formats import FORMATS
from app.registry.document import read_document
from tests.builders.policy import policy_of_document
from tests.cases import case
from tests.cases.conversion import document_of
from tests.unit.policy.extraction.pdf_files import drawn, pdf_of, table, text, untagged
from tests.unit.policy.extraction.shown import grids_of, lines_of, texts_of


def printed_of(*story):
    return extract(pdf_of(*story), name="policy.pdf")


def test_lines_of_a_paragraph_are_one_and_what_repeats_on_pages_is_left_out():
    printed = printed_of(
        text("운영 방침", fontName=fonts.BOLD, fontSize=15),
        text("회사는 방침을 알립니다. " * 8),
        text("가. 목적"),
        PageBreak(),
        text("끝"),
    )
    first, second, third, last = printed.pieces
    assert (first.text, first.level, first.where.page) == ("운영 방침", 1, 1)
    assert second.text.replace(" ", "") == "회사는방침을알립니다." * 8
    assert (third.marker, third.text, third.where.line) == ("가.", "목적", second.where.line + 2)
    assert (last.text, last.where.page) == ("끝", 2)
    assert printed.lines[third.where.line - 1] == "가. 목적"


def test_merged_cells_cover_what_they_span():
    rows = [["장소", "구분", "대수"], ["본사", "1층", "3대"], ["", "2층", "4대"], ["합계", "", "7대"]]
    printed = printed_of(
        text("1. 설치 대수"), table(rows, ("SPAN", (0, 1), (0, 2)), ("SPAN", (0, 3), (1, 3))), PageBreak(), text("끝")
    )
    (grid,) = grids_of(printed)
    assert texts_of(grid) == [
        ["장소", "구분", "대수"],
        ["본사", "1층", "3대"],
        ["~본사", "2층", "4대"],
        ["합계", "~합계", "7대"],
    ]
    assert lines_of(printed) == [("1.", "설치 대수"), (None, "끝")]


@pytest.mark.parametrize("heads", [0, 1])
def test_a_table_over_pages_is_one_whether_or_not_its_head_is_repeated(heads):
    rows = [["장소", "기간"], *([f"장소 {number}", "30일"] for number in range(60))]
    (grid,) = grids_of(printed_of(text("2. 보관기간"), table(rows, heads=heads)))
    assert texts_of(grid) == rows
    assert (grid.where.page, grid.rows[-1][0].where.page) == (1, 2)


def test_a_table_without_rules_is_known_by_its_columns():
    rows = [["구분", "직위", "연락처"], ["책임자", "안전팀장", "02-000-0000"], ["담당자", "운영자", "02-000-0001"]]
    (grid,) = grids_of(printed_of(text("3. 담당자입니다."), table(rows, ruled=False)))
    assert texts_of(grid) == rows


def test_two_columns_are_read_one_after_the_other_under_their_title():
    def draw(canvas):
        canvas.drawString(150, 780, "두 단을 가로지르는 긴 제목은 가운데에 놓여 있습니다")
        for number in range(8):
            canvas.drawString(50, 740 - number * 30, f"{number}) 왼쪽 단의 줄은 이렇게 길게 이어지는 글")
            canvas.drawString(320, 740 - number * 30, f"{number}) 오른쪽 단의 줄도 이렇게 길게 이어진 글")

    sides = [text[:2] for _marker, text in lines_of(extract(drawn(draw), name="a.pdf"))]
    assert sides == ["두 ", *["왼쪽"] * 8, *["오른"] * 8]


def test_our_own_pdf_without_its_structure_still_gives_every_cell():
    content = FORMATS["pdf"].write(policy_of_document(read_document(document_of(case("12")))))
    tagged, bare = (grids_of(extract(one, name="a.pdf")) for one in (content, untagged(content)))
    flat = [[" ".join(cell.text.split()) for row in grid.rows for cell in row] for grid in tagged]
    assert [[" ".join(cell.text.split()) for row in grid.rows for cell in row] for grid in bare] == flat


def write(canvas):
    canvas.drawString(50, 700, "글입니다")


def test_an_encrypted_file_is_named_unless_it_opens_without_a_password():
    with pytest.raises(EncryptedFile):
        extract(drawn(write, encrypt=StandardEncryption("secret")), name="a.pdf")
    assert lines_of(extract(drawn(write, encrypt=StandardEncryption("", "owner")), name="a.pdf")) == [
        (None, "글입니다")
    ]


def test_a_scan_is_told_from_an_empty_page():
    picture = io.BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "PNG")
    with pytest.raises(ScannedFile, match="그림으로 된"):
        extract(drawn(lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, 300, 300)), name="a.pdf")
    with pytest.raises(EmptyFile):
        extract(drawn(lambda canvas: canvas.rect(1, 1, 9, 9)), name="a.pdf")


def test_half_a_file_and_no_file_are_broken():
    whole = drawn(write)
    for content in (b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\xff" * 300, whole[:200]):
        with pytest.raises((BrokenFile, EmptyFile)):
            extract(content, name="a.pdf")


def test_too_many_pages_too_many_bytes_and_too_much_time_are_refused():
    def turn(canvas):
        for _ in range(301):
            canvas.showPage()

    with pytest.raises(TooManyPages, match="301"):
        extract(drawn(turn), name="a.pdf")
    with pytest.raises(FileTooLarge):
        extract(b"%PDF-1.7" + b" " * 20_000_001, name="a.pdf")
    times = iter((0.0, LONGEST + 1))
    with pytest.raises(TooComplicated):
        printed_pdf(drawn(write), clock=lambda: next(times))


def test_streams_that_unpack_beyond_measure_are_refused(monkeypatch):
    monkeypatch.setattr("app.policy.extraction.pdf_file._MOST_UNPACKED", 1_000)
    with pytest.raises(UnsafeFile):
        extract(drawn(lambda canvas: [write(canvas) for _ in range(200)], pageCompression=1), name="a.pdf")
