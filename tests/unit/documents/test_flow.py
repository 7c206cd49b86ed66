"""Running text comes out whole, in order, with numbers on its pages."""

import re

import pypdfium2
import pytest

from app.documents.flow import Flow
from app.documents.flowables import Cell
from app.documents.fonts import Undrawable
from app.documents.long_table import LONG_FROM


def a_flow() -> Flow:
    return Flow(title="영상정보 운영 방침", author="예시도시가스㈜")


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_same_flow_gives_the_same_bytes():
    def pdf():
        flow = a_flow()
        flow.heading("제목")
        flow.items(["하나", "둘"], ordered=True)
        return flow.pdf()

    assert pdf() == pdf()


def test_markup_in_text_is_only_text():
    flow = a_flow()
    flow.paragraph('<b>굵게</b> & "따옴표" <img src="x">')
    assert '<b>굵게</b> & "따옴표" <img src="x">' in flat(texts(flow.pdf())[0])


def test_a_long_table_repeats_its_head_and_numbers_its_pages():
    flow = a_flow()
    rows = [[Cell("정압기", rows=60), "첫 곳", "1"], *([f"{n}번째 곳", str(n)] for n in range(2, 61))]
    flow.table(head=[["구분", "설치 장소", "대수"]], rows=rows)
    pages = texts(flow.pdf())

    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert "설치 장소" in page
        assert f"{number} / {len(pages)}" in flat(page)
    assert "60번째 곳" in pages[-1]


def test_a_paragraph_longer_than_a_page_keeps_every_word_apart():
    words = [f"낱말{n}" for n in range(2500)]
    flow = a_flow()
    flow.paragraph(" ".join(words))
    assert re.findall(r"낱말\d+", " ".join(texts(flow.pdf()))) == words


def test_a_table_with_a_hole_is_refused():
    with pytest.raises(ValueError, match="do not fill"):
        a_flow().table(head=[["하나", "둘"]], rows=[["셋"]])


def test_a_character_no_font_has_is_refused():
    with pytest.raises(Undrawable):
        a_flow().paragraph("☎ 전화")


def test_structure_names_heads_of_columns_and_rows():
    flow = a_flow()
    flow.table(head=[["구분", "값"]], rows=[[Cell("대수", heads_row=True), "172"]])
    pdf = flow.pdf()
    assert pdf.count(b"/Scope/Column") == 2
    assert pdf.count(b"/Scope/Row") == 1


@pytest.mark.parametrize("rows", [4, LONG_FROM])
def test_a_heading_its_sentence_and_the_first_rows_of_its_table_stand_on_one_page(rows):
    """Wherever on the page they come, also before a table that is made page by page."""
    for lines in range(27, 37, 2 if rows == LONG_FROM else 1):
        flow = a_flow()
        flow.heading("방침")
        for number in range(lines):
            flow.paragraph(f"{number}째 줄")
        flow.heading("보관기간", 2)
        flow.paragraph("보관기간은 다음과 같습니다.")
        flow.table(head=[["장소", "기간"]], rows=[[f"{n}번째 곳", "30일"] for n in range(rows)], caption="보관기간 표")
        (page,) = (text for text in texts(flow.pdf()) if "보관기간은 다음과" in text)
        assert all(words in page for words in ("보관기간 표", "0번째 곳", "1번째 곳"))


def test_a_merged_cell_is_one_cell_of_the_structure_and_never_parted():
    flow = a_flow()
    for number in range(33):
        flow.paragraph(f"{number}째 줄")
    rows = [[Cell("24시간", rows=5), "첫 곳"], *([f"{number}째 곳"] for number in range(2, 6))]
    flow.table(head=[["시간", "장소"]], rows=rows)
    content = flow.pdf()
    assert content.count(b"/RowSpan 5") == 1
    (page,) = (text for text in texts(content) if "24시간" in text)
    assert "5째 곳" in page
