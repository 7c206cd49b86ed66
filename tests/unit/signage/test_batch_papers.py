"""The papers around a batch: the page to print first measures what it says, the list names all, other papers go on."""

import io
import re

import pdfplumber
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from app.signage.domain import sign_number, spoken
from app.signage.layout.imposition import Imposition
from app.signage.layout.positions import Position, position_in
from app.signage.layout.sheets import Sheet
from app.signage.layout.size import parse_size
from app.signage.looks import Looks, Variant
from app.signage.pdf import Manner, render, write_signs
from app.signage.pdf.calibration import CalibrationTooSmall, calibration_pdf
from app.signage.pdf.cover import write_cover
from app.signage.pdf.cover_line import Line
from app.signage.pdf.fitting import hindrances
from tests.builders.signage import a_sign, many_signs

A3, A4 = Sheet("A3", 297, 420), Sheet("A4", 210, 297)
SHEETS = Manner(size=parse_size("A5"), sheet=Imposition(A3))


def a_line(number=0, **more):
    values = {
        "page": 1, "spot": 1, "site": "S-7", "region": "횡성군", "name": "읍하 지구정압기 · 정압기실",
        "address": "횡성읍 읍하로 1",
        "number": sign_number(number), "revision": "ABC123", "where": "", "position": None, "before": None,
    }  # fmt: skip
    return Line(**(values | more))


def a_list(*lines):
    buffer = io.BytesIO()
    write_cover(buffer, lines, title="안내판 설치 목록", note="2026-11-23 인쇄", author="예시도시가스㈜")
    return buffer.getvalue()


def text_of(pdf):
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def every_paper():
    signs = many_signs(3)
    size, sheet = parse_size("A5"), Imposition(A3)
    return [
        *(render(signs, size=size, variant=variant) for variant in Variant),
        render(signs, size=size, sheet=sheet, languages=("ko", "en", "zh", "ja", "vi")),
        calibration_pdf(A4),
        a_list(a_line()),
    ]


def test_every_font_of_every_paper_is_in_the_file():
    for pdf in every_paper():
        named = set(re.findall(rb"/BaseFont /(\S+)", pdf))
        assert named
        assert all(b"Pretendard" in name for name in named)
        assert pdf.count(b"/FontFile2") == len(re.findall(rb"/Type /FontDescriptor", pdf)) == len(named)


def test_the_rulers_are_a_hundred_millimetres_long_and_the_code_is_read():
    pdf = calibration_pdf(A4)
    grey = pypdfium2.PdfDocument(pdf)[0].render(scale=300 / 72, grayscale=True).to_pil()
    [code] = zxingcpp.read_barcodes(grey)
    assert code.text == "HTTPS://WATCHBOOK.EXAMPLE/100%"
    [page] = pdfplumber.open(io.BytesIO(pdf)).pages
    sides = [(line["x1"] - line["x0"], line["bottom"] - line["top"]) for line in page.lines]
    whole = [[round(side[way] / 72 * 25.4, 2) for side in sides].count(100.0) for way in (0, 1)]
    assert whole == [1, 1]


def test_the_page_to_print_first_shows_the_colours_of_the_organisation():
    pdf = calibration_pdf(A3, looks=Looks(ground="#FFFFFF", ink="#111111", frame="#003300"))
    assert "바탕 #FFFFFF" in text_of(pdf)
    with pytest.raises(CalibrationTooSmall):
        calibration_pdf(Sheet("A5", 148, 210))


def test_the_list_names_every_sign_under_its_region_in_order():
    lines = [a_line(number, region="원주시" if number < 20 else "", page=number + 1) for number in range(45)]
    pdf = a_list(*lines)
    text = text_of(pdf)
    assert len(pypdfium2.PdfDocument(pdf)) > 2
    assert re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", text) == [spoken(line.number) for line in lines]
    assert text.index("지역 미기재") > text.index(spoken(lines[19].number))
    assert "지역 미기재 (이어짐)" in text


def test_the_list_has_a_box_for_each_thing_to_do_and_one_for_an_old_sign():
    first, again = text_of(a_list(a_line())), text_of(a_list(a_line(before="XYZ789")))
    assert (first.count("□"), again.count("□")) == (2, 3)
    assert "XYZ789" in again
    assert "처음" in first


def test_a_telephone_reads_where_to_go():
    pdf = a_list(a_line(position=Position("37.491233", "127.985412"), where="기둥"))
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil()
    [code] = zxingcpp.read_barcodes(image)
    assert code.text == "geo:37.491233,127.985412"


def test_what_nobody_wrote_down_is_said_with_where_to_write_it():
    text = text_of(a_list(a_line(address="")))
    assert "주소 없음" in text
    assert "대장의 S-7에" in text
    assert "주소 없음" not in text_of(a_list(a_line(address="", position=Position("37.491233", "127.985412"))))


def test_a_character_no_font_has_does_not_stop_the_list():
    assert "□ 지구" in text_of(a_list(a_line(name="𓀀 지구")))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("정문 옆 37.491233, 127.985412", "geo:37.491233,127.985412"),
        ("37.4912/127.9854", "geo:37.4912,127.9854"),
        ("횡성로 37.49, 127.98", None),
        ("91.00000, 127.00000", None),
        ("읍하로 100-1", None),
        (None, None),
    ],
)
def test_a_position_is_what_is_written_as_one(text, found):
    position = position_in(text)
    assert (position.uri if position else None) == found


@given(st.floats(-90, 90), st.floats(-180, 180))
@settings(max_examples=200)
def test_every_position_written_with_six_decimals_is_found(latitude, longitude):
    written = f"{latitude:.6f}, {longitude:.6f}"
    assert position_in(f"기둥 {written} 옆").uri == f"geo:{written.replace(' ', '')}"


def test_other_papers_may_be_drawn_between_two_pages():
    signs, said = many_signs(7), []
    alone = io.BytesIO()
    write_signs(alone, signs, SHEETS)
    between = io.BytesIO()

    def progress(written):
        said.append(written)
        render([a_sign(name="다른 곳", place=f"다른 글자 {written} 꽳뷁")], size=parse_size("A4"))

    write_signs(between, signs, SHEETS, progress=progress)
    assert said == [2, 4, 6, 7]
    assert between.getvalue() == alone.getvalue()


def test_what_keeps_a_sign_from_being_drawn_is_told_by_line():
    manner = Manner(size=parse_size("80x80"))
    assert hindrances(a_sign(number=""), manner) == ()
    told = hindrances(a_sign(place="가나다라 " * 200, number=""), manner)
    assert [(one.field, one.message.values["size"]) for one in told] == [("설치 장소", "80x80mm")]
    assert "{" not in str(told[0].message)
    drawn = hindrances(a_sign(coverage="𓀀", organisation="𓀀 가스"), manner)
    assert [one.field for one in drawn] == ["촬영 범위", "운영자"]
    lacking = hindrances(a_sign(hours="", manager=""), manner)
    assert [one.field for one in lacking] == ["촬영 시간", "관리책임자"]
    assert hindrances(a_sign(place="가나다라 " * 200), manner, closely=False) == ()
