"""The seal at the foot of a paper is read back from the printed page, and is tagged."""

import re

import pypdfium2
import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.documents.flow import Flow
from app.documents.register import Column, register_pdf
from app.documents.seal import Seal, svg
from app.ledger.notes import Checkpoint, Note, SigningKey
from tests.builders.pdf_tags import plain

OLD, NEW = (SigningKey(Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32)) for n in (1, 2))
TEXT = Checkpoint("cctv.example.kr/watchbook", 10_000_000, b"\x07" * 32).text
NAME = "cctv.example.kr/watchbook"
SIGNED = str(OLD.sign(TEXT, name=NAME))
OF_A_CHANGE = str(Note(TEXT, tuple(key.sign(TEXT, name=NAME).signatures[0] for key in (OLD, NEW))))
PRINTED = 150 / 72  # A poor printer, or a telephone held far away: 150 dots an inch.


def a_seal(code=SIGNED):
    return Seal("원장 봉인", ("크기 10000000건, 짧은 코드 0707 0707 0707 0707",), code, "원장 체크포인트의 QR 코드")


def registers(code):
    return register_pdf(title="대장", author="예시", columns=(Column("번호"),), rows=[("1",)] * 5, seal=a_seal(code))


def flowing(code):
    flow = Flow(title="안내", author="예시")
    flow.heading("안내")
    flow.paragraph("본문")
    flow.seal(a_seal(code))
    return flow.pdf()


def read_codes(pdf):
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        found += [code.text for code in zxingcpp.read_barcodes(page.render(scale=PRINTED).to_pil())]
    return found


@pytest.mark.parametrize("code", [SIGNED, OF_A_CHANGE], ids=["one signature", "the change of a key"])
@pytest.mark.parametrize("paper", [registers, flowing])
def test_the_code_is_read_back_from_the_page(paper, code):
    assert read_codes(paper(code)) == [code]


@pytest.mark.parametrize("paper", [registers, flowing])
def test_the_words_stand_beside_it_and_the_code_is_a_figure_with_words_and_a_box_on_the_page(paper):
    pdf = paper(SIGNED)
    page = pypdfium2.PdfDocument(pdf)[0]
    assert "0707 0707 0707 0707" in page.get_textpage().get_text_bounded()
    words = re.search(rb"/S/Figure.*/Alt.*", plain(pdf))[0]
    box = [float(number) for number in re.search(rb"/BBox\[([^\]]*)\]", words)[1].split()]
    text = page.get_textpage()
    at = text.search("원장 봉인").get_next()[0]
    assert box[0] < box[2] < text.get_charbox(at)[0]
    assert box[1] < text.get_charbox(at)[1] < box[3]


def test_a_seal_that_does_not_fit_goes_overleaf_whole():
    for count in range(20, 32):
        pdf = register_pdf(title="대장", author="예시", columns=(Column("번호"),), rows=[("1",)] * count, seal=a_seal())
        assert read_codes(pdf) == [SIGNED]


def test_the_same_seal_gives_the_same_bytes():
    assert registers(SIGNED) == registers(SIGNED)
    assert flowing(SIGNED) == flowing(SIGNED)


def test_the_picture_for_pages_is_the_same_code():
    picture = svg(SIGNED)
    side = int(re.search(r'viewBox="0 0 (\d+)', picture)[1])
    image = bytearray(b"\xff" * side * side)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", picture):
        for column in range(int(x), int(x) + int(length)):
            image[int(y) * side + column] = 0
    from PIL import Image  # noqa: PLC0415  # Only here.

    drawn = Image.frombytes("L", (side, side), bytes(image)).resize((side * 4, side * 4))
    assert [code.text for code in zxingcpp.read_barcodes(drawn)] == [SIGNED]
