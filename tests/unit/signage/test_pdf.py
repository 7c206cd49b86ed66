"""What is drawn is what was said: every line comes back out of the PDF, every code opens its own page."""

import re
import unicodedata
import zlib

import pypdfium2
import pytest
import zxingcpp

from app.documents.fonts import Undrawable
from app.signage.domain import IncompleteSigns, NothingToPrint, SignDoesNotFit, spoken
from app.signage.layout.sheets import Sheet
from app.signage.layout.size import parse_size
from app.signage.pdf import render
from tests.builders.signage import a_sign, many_signs

A4 = parse_size("A4")


def squeezed(text: str) -> str:
    return "".join(text.split())


def text_of(page) -> str:
    return squeezed(page.get_textpage().get_text_bounded())


def codes_of(page, dpi: int) -> list[str]:
    image = page.render(scale=dpi / 72).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


def unpacked(pdf: bytes) -> bytes:
    """Return every stream of a file as it is when unpacked."""
    found = re.findall(rb"/FlateDecode/Length \d+>>\nstream\n(.*?)\nendstream", pdf, re.DOTALL)
    return b"\n".join(map(zlib.decompress, found))


@pytest.mark.parametrize(
    ("size", "dpi"),
    [(A4, 50), (parse_size("A4", landscape=True), 60), (parse_size("A5"), 100), (parse_size("100x140"), 100)],
    ids=["A4", "A4-landscape", "A5", "100x140"],
)
def test_every_line_and_every_code_reads_back(size, dpi):
    signs = many_signs(6)
    document = pypdfium2.PdfDocument(render(signs, size=size))

    assert len(document) == len(signs)
    for sign, page in zip(signs, document, strict=True):
        text = text_of(page)
        for _field, value in sign.lines:
            assert squeezed(value) in text
        assert squeezed(sign.organisation) in text
        assert spoken(sign.number) in text
        assert sign.revision in text
        assert codes_of(page, dpi) == [sign.url]
        assert page.get_size() == pytest.approx((size.width * 72 / 25.4, size.height * 72 / 25.4), abs=0.1)


def test_the_same_signs_give_the_same_bytes():
    assert render(many_signs(3), size=A4) == render(many_signs(3), size=A4)


def test_all_fonts_are_embedded():
    pdf = render(many_signs(3), size=A4)
    named = re.findall(rb"/BaseFont /([A-Za-z+-]+)", pdf)
    assert named
    assert all(re.fullmatch(rb"[A-Z]{6}\+PretendardGOV-(Bold|Regular)", name) for name in named)
    assert pdf.count(b"/FontFile2") == len(re.findall(rb"/Type /FontDescriptor", pdf)) == len(named)
    assert b"Helvetica" not in pdf


def test_the_document_is_tagged_and_says_what_it_is():
    pdf = render([a_sign()], size=A4)
    for needed in (
        b"/Marked true", b"/StructTreeRoot", b"/Lang (ko-KR)", b"pdfuaid:part>1<", b"pdfaid:part>2<",
        b"/GTS_PDFA1", b"/DisplayDocTitle true",
    ):  # fmt: skip
        assert needed in pdf, needed
    inside = unpacked(pdf)
    for needed in (b"/S/H1", b"/S/Figure", b"/Scope/Row", b"/StructParents 0"):
        assert needed in inside, needed
    assert inside.count(b"/S/Figure") == 2
    assert inside.count(b"/Alt<feff") == 2
    assert not re.search(rb"[^\n\r]endstream", pdf)


def test_without_tags_the_same_is_drawn():
    tagged, plain = (pypdfium2.PdfDocument(render([a_sign()], size=A4, tagged=flag)) for flag in (True, False))
    images = [document[0].render(scale=0.5).to_pil().tobytes() for document in (tagged, plain)]
    assert images[0] == images[1]


def test_many_signs_stand_on_a_sheet_with_marks():
    signs = many_signs(6)
    document = pypdfium2.PdfDocument(render(signs, size=parse_size("90x120"), sheet=Sheet("A4", 210, 297)))
    assert len(document) == 2
    assert set(codes_of(document[0], 150)) == {sign.url for sign in signs[:4]}
    assert set(codes_of(document[1], 150)) == {sign.url for sign in signs[4:]}


def test_decomposed_hangul_is_drawn_composed():
    place = "원주시 단구동 정압기실"
    document = pypdfium2.PdfDocument(render([a_sign(place=unicodedata.normalize("NFD", place))], size=A4))
    assert squeezed(place) in text_of(document[0])


def test_hanja_and_signs_of_trade_are_drawn():
    place = "본사 別館 ㈜예시 ① → ® 꽳뷁"
    document = pypdfium2.PdfDocument(render([a_sign(place=place)], size=A4))
    assert squeezed(place) in text_of(document[0])


def test_a_character_no_font_has_is_refused_by_name():
    with pytest.raises(Undrawable) as refused:
        render([a_sign(manager="안전팀장 ☎ 033-000-1000")], size=A4)
    assert "☎" in str(refused.value)


def test_a_batch_with_an_incomplete_sign_is_refused_naming_every_gap():
    with pytest.raises(IncompleteSigns) as refused:
        render([a_sign(), a_sign(target="Z-2", hours="", purpose=""), a_sign(target="Z-3", manager="")], size=A4)
    assert len(refused.value.problems) == 3
    for named in ("Z-2", "Z-3", "촬영 시간", "설치 목적", "관리책임자"):
        assert named in str(refused.value)


def test_a_batch_with_a_sign_that_does_not_fit_is_refused():
    with pytest.raises(SignDoesNotFit):
        render([a_sign(), a_sign(place="가" * 700)], size=A4)


def test_an_empty_batch_is_refused():
    with pytest.raises(NothingToPrint):
        render([], size=A4)


def test_markup_in_a_name_is_only_text():
    document = pypdfium2.PdfDocument(render([a_sign(place='<b>본사</b> & (1) \\ "정문"')], size=A4))
    assert squeezed('<b>본사</b> & (1) \\ "정문"') in text_of(document[0])
