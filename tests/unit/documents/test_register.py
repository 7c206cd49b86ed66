"""A long table comes out whole: every row, in order, on numbered pages, tagged, in memory that hardly grows."""

import io
import tracemalloc
from typing import Any

import pypdfium2
import pytest

from app.documents.fonts import Undrawable
from app.documents.register import Column, Ending, register_pdf, write_register_pdf
from tests.builders.pdf_tags import checked_tags, plain

COLUMNS = (Column("번호"), Column("일시", 2), Column("목적·사유", 5))


def a_register(rows, **more) -> bytes:
    return register_pdf(title="개인영상정보 관리대장", author="예시도시가스㈜", columns=COLUMNS, rows=rows, **more)


def rows(count: int) -> list[tuple[str, str, str]]:
    return [
        (str(n), f"2026-11-{n % 28 + 1:02} 03:16", f"사유{n} 도난 신고 확인을 위하여 재생함 " * 3) for n in range(count)
    ]


class Nowhere(io.RawIOBase):
    """A file that keeps nothing."""

    def write(self, written: Any) -> int:
        return len(written)


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_every_row_stands_once_and_pages_are_numbered():
    found = pages(a_register(rows(120), note="2026-11-01부터"))
    assert len(found) > 2
    for number, page in enumerate(found, start=1):
        assert f"{number}/{len(found)}" in page
        assert "목적·사유" in page
    whole = "".join(found)
    for n in range(120):
        assert whole.count(f"사유{n}도난") == 3


def test_a_row_taller_than_a_page_goes_on_overleaf():
    words = " ".join(f"낱말{n}" for n in range(3000))
    found = pages(a_register([("1", "오늘", words), ("2", "내일", "끝")]))
    assert len(found) > 1
    whole = "".join(found)
    assert all(f"낱말{n}" in whole for n in (0, 1500, 2999))


def test_the_same_rows_give_the_same_bytes():
    assert a_register(rows(5)) == a_register(rows(5))


def test_an_empty_register_is_one_page():
    assert len(pages(a_register([]))) == 1


def test_the_head_is_content_once_and_furniture_after():
    pdf = a_register(rows(120))
    assert plain(pdf).count(b"/Scope/Column") == 3
    assert checked_tags(pdf)["TD"] == 360


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        a_register([("1", "2")])


def test_a_character_no_font_has_is_refused():
    with pytest.raises(Undrawable):
        a_register([("1", "☎", "")])


def test_every_mark_of_every_page_leads_to_its_cell_and_back():
    words = " ".join(f"낱말{n}" for n in range(3000))
    pdf = a_register([*rows(40), ("40", "내일", words), ("41", "", "")], closing=["모두 42건."])
    assert len(pages(pdf)) > 3
    assert checked_tags(pdf) == {"Document": 1, "H1": 1, "Table": 1, "TR": 43, "TH": 3, "TD": 126, "P": 1}


def test_more_pages_than_one_node_of_a_tree_holds_are_found_numbered_and_tagged():
    pdf = a_register((str(n), "", "") for n in range(4_000))
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) > 128
    for place in (0, len(document) // 2, len(document) - 1):
        text = "".join(document[place].get_textpage().get_text_bounded().split())
        assert f"{place + 1}/{len(document)}" in text
    assert checked_tags(pdf)["TR"] == 4_001


def test_another_reader_finds_a_cell_for_every_mark_of_a_page():
    document = pypdfium2.PdfDocument(a_register(rows(60)))
    raw = pypdfium2.raw
    for page in document:
        marks = {raw.FPDFPageObj_GetMarkedContentID(one.raw) for one in page.get_objects()} - {-1}
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        held, waiting = set(), [raw.FPDF_StructTree_GetChildAtIndex(tree, 0)]
        while waiting:
            element = waiting.pop()
            count = max(0, raw.FPDF_StructElement_GetMarkedContentIdCount(element))
            held |= {raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, place) for place in range(count)}
            children = range(raw.FPDF_StructElement_CountChildren(element))
            waiting += filter(None, (raw.FPDF_StructElement_GetChildAtIndex(element, place) for place in children))
        raw.FPDF_StructTree_Close(tree)
        assert marks
        assert held - {-1} == marks


def test_rows_go_to_the_file_while_they_come_and_the_ending_is_asked_for_after_the_last():
    target, seen = io.BytesIO(), []

    def coming():
        for row in rows(400):
            seen.append(len(target.getvalue()))
            yield row
        seen.append(-1)

    def ending():
        assert seen[-1] == -1
        return Ending(["끝"])

    write_register_pdf(target, title="대장", author="예시", columns=COLUMNS, rows=coming(), ending=ending)

    assert seen[399] > seen[200] > seen[100] > 0
    assert "끝" in pages(target.getvalue())[-1]


def test_memory_hardly_grows_with_the_rows():
    def most(count: int) -> int:
        tracemalloc.start()
        write_register_pdf(
            Nowhere(), title="대장", author="예시", columns=COLUMNS[:1], rows=(("1",) for _ in range(count))
        )
        taken = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return taken

    most(100)  # what is kept once and for all, fonts above all, is not growth
    few = most(100)
    assert most(1_500) - few < 1_400 * 300  # rows kept until the end take more than a thousand each


def test_two_papers_made_at_the_same_time_do_not_mix():
    alone = a_register(rows(60))
    others = []

    def coming():
        for row in rows(60):
            others.append(a_register([("1", "다른", "대장의 낱말")]))
            yield row

    assert a_register(coming()) == alone
    assert set(others) == {a_register([("1", "다른", "대장의 낱말")])}
