"""For a print shop colour runs over the trim; a plate is lines in one ink; a logo stands in the foot and is spoken."""

import io
import re

import pypdfium2
import pytest
from PIL import Image

from app.documents.artwork import read_artwork
from app.signage.layout.sheets import Sheet
from app.signage.layout.size import MM, parse_size
from app.signage.looks import Looks, Variant
from app.signage.pdf import AlreadyTrimmed, render
from tests.builders.signage import a_sign, many_signs
from tests.golden_signs import LOGO
from tests.unit.signage.test_pdf import unpacked

A4 = parse_size("A4")


def drawn(**order):
    document = pypdfium2.PdfDocument(render([a_sign()], size=order.pop("size", A4), **order))
    image = document[0].render(scale=2).to_pil().convert("RGB")
    boxes = document[0].get_mediabox(), document[0].get_trimbox(), document[0].get_bleedbox()
    document.close()
    return image, boxes


def test_a_print_shop_gets_three_millimetres_of_bleed_and_marks_outside_it():
    image, (media, trim, bleed) = drawn(variant=Variant.PRINT_SHOP)
    assert media == pytest.approx((0, 0, 230 * MM, 317 * MM), abs=0.01)
    assert trim == pytest.approx((10 * MM, 10 * MM, 220 * MM, 307 * MM), abs=0.01)
    assert bleed == pytest.approx((7 * MM, 7 * MM, 223 * MM, 310 * MM), abs=0.01)

    def at(x, y):
        return image.getpixel((round(x * MM * 2), round(y * MM * 2)))

    navy = at(120, 8)  # Between trim and bleed.
    assert navy == at(8, 160) == at(222, 160) == at(120, 308.5)
    assert sum(navy) < 200
    assert at(120, 5) == at(4, 160) == (255, 255, 255)
    marked = image.convert("L").crop((0, 0, round(6 * MM * 2), round(30 * MM * 2))).getextrema()
    assert marked[0] < 200


def test_a_print_shop_lays_signs_on_sheets_itself():
    with pytest.raises(AlreadyTrimmed):
        render(many_signs(2), size=parse_size("A5"), sheet=Sheet("A3", 297, 420), variant=Variant.PRINT_SHOP)


def test_a_plate_has_no_colour_and_little_ink():
    plate, plain = drawn(variant=Variant.PLATE)[0], drawn()[0]
    assert all(red == green == blue for _, (red, green, blue) in plate.getcolors(1 << 20))

    def inked(image):
        histogram = image.convert("L").histogram()
        return sum(histogram[:250]) / sum(histogram)

    assert inked(plate) < 0.15
    assert inked(plain) > 0.5
    assert not re.search(rb"\brg\b", unpacked(render([a_sign()], size=A4, variant=Variant.PLATE)))


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_logo_is_drawn_and_read_aloud(kind):
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), (0, 120, 60)).save(buffer, "PNG")
    logo = read_artwork(LOGO if kind == "svg" else buffer.getvalue())
    looks = Looks(logo=logo, logo_name="예시도시가스 로고")
    inside = unpacked(render([a_sign()], size=A4, looks=looks))
    assert inside.count(b"/S/Figure") == 3
    assert b"/Alt<feff" + "예시도시가스 로고".encode("utf-16-be").hex().encode() in inside
    colour = (0, 91, 172) if kind == "svg" else (0, 120, 60)
    seen = {colour for _, colour in drawn(looks=looks)[0].getcolors(1 << 20)}
    assert colour in seen
    assert colour not in {colour for _, colour in drawn()[0].getcolors(1 << 20)}


def test_a_plate_shows_no_logo():
    looks = Looks(logo=read_artwork(LOGO))
    assert unpacked(render([a_sign()], size=A4, looks=looks, variant=Variant.PLATE)).count(b"/S/Figure") == 2


def test_looks_change_no_revision():
    texts = []
    for looks in (Looks(), Looks(ground="#0B2E6B", ink="#FFFFFF", frame="#0B2E6B")):
        document = pypdfium2.PdfDocument(render([a_sign()], size=A4, looks=looks))
        texts.append(document[0].get_textpage().get_text_bounded())
        document.close()
    assert texts[0] == texts[1]
    assert a_sign().revision in texts[0]


def test_on_a_sheet_the_pictures_are_where_the_tags_say():
    pdf = render(many_signs(1), size=parse_size("90x120"), sheet=Sheet("A4", 210, 297))
    [camera, _code] = re.findall(rb"/BBox\[([\d. ]+)\]>>/Alt", unpacked(pdf))
    left, bottom, right, top = map(float, camera.split())
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("RGB")
    part = image.crop((int(left), round(842 - top), int(right), round(842 - bottom)))
    assert (255, 209, 0) in {colour for _, colour in part.getcolors(1 << 16)}
    assert part.convert("L").getextrema()[0] < 40
