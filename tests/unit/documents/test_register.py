"""A long table comes out whole: every row, in order, on numbered pages, tagged."""

import pypdfium2
import pytest

from app.documents.fonts import Undrawable
from app.documents.register import Column, register_pdf

COLUMNS = (Column("번호"), Column("일시", 2), Column("목적·사유", 5))


def a_register(rows, **more) -> bytes:
    return register_pdf(title="개인영상정보 관리대장", author="예시도시가스㈜", columns=COLUMNS, rows=rows, **more)


def rows(count: int) -> list[tuple[str, str, str]]:
    return [
        (str(n), f"2026-11-{n % 28 + 1:02} 03:16", f"사유{n} 도난 신고 확인을 위하여 재생함 " * 3) for n in range(count)
    ]


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
    assert pdf.count(b"/Scope/Column") == 3
    assert pdf.count(b"/S/TD/") == 360


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        a_register([("1", "2")])


def test_a_character_no_font_has_is_refused():
    with pytest.raises(Undrawable):
        a_register([("1", "☎", "")])
