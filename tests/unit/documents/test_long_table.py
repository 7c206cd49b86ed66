"""A table of hundreds of rows is made some rows at a time, and nobody sees it."""

import re

import pypdfium2
import pytest

from app.documents.flow import Flow
from app.documents.flowables import Cell
from app.documents.fonts import Undrawable
from app.documents.long_table import LONG_FROM

ROWS = LONG_FROM + 40


class WholeFlow(Flow):
    """Makes all rows of a table at once."""

    long_from = None


def pdf_of(kind, *, stretched=()):
    flow = kind(title="영상정보 운영 방침", author="예시도시가스㈜")
    flow.paragraph("안내")
    rows = [
        [Cell("정압기" if n == 97 else "역", rows=6), f"{n}번째 곳", str(n)] if n % 6 == 1 else [f"{n}번째 곳", str(n)]
        for n in range(1, ROWS + 1)
    ]
    for n in stretched:
        rows[n][-2] = "긴 이름의 장소 " * 20
    flow.table(head=[["구분", "설치 장소", "대수"]], rows=rows, caption="설치 장소별 대수")
    flow.paragraph("끝")
    return flow.pdf()


def pages(pdf):
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def tags(pdf):
    """Return the tags of all elements, those of a parent after it, as they stand in the file."""
    return re.findall(rb"/Type/StructElem/S/(\w+)", pdf)


@pytest.mark.parametrize("stretched", [(), (1, 97, 100, 101, 220)])
def test_it_breaks_and_is_tagged_as_if_made_whole(stretched):
    whole, long = pdf_of(WholeFlow, stretched=stretched), pdf_of(Flow, stretched=stretched)

    assert pages(long) == pages(whole)
    assert tags(long) == tags(whole)


def test_it_is_one_table_with_one_head():
    found = tags(pdf_of(Flow))

    assert found.count(b"Table") == 1
    assert found.count(b"TR") == ROWS + 1
    assert found.count(b"TH") == 3


def test_its_pages_are_full():
    assert all("번째 곳" in page and "설치 장소" in page for page in pages(pdf_of(Flow)))


def test_a_character_no_font_has_is_refused_when_the_table_is_added():
    flow = Flow(title="방침", author="예시도시가스㈜")

    with pytest.raises(Undrawable):
        flow.table(head=[["장소"]], rows=[["정문"]] * LONG_FROM + [["\U0001f4f7"]])
