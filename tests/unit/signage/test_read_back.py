"""What stands in the registry stands on paper: of the example and of 23 published policies every sign is read back."""

import random
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from app.registry.document import read_document
from app.registry.example import example_document
from app.signage.content import sign_contents
from app.signage.domain import sign_number, spoken
from app.signage.layout.size import parse_size
from app.signage.looks import Variant
from app.signage.pdf import render
from tests.builders.policy import a_snapshot, things_of
from tests.cases import NUMBERS, case
from tests.cases.conversion import document_of

SHARES = 4
"""All signs in so many tests."""
FRAMES = 4
"""A telephone looks at many pictures a second, each with other spots; so many are tried."""
SPREAD = 0.05 * 255 / (74 * 3**0.5)
SIZES = ("A3", "A5", "100x140", "150x100", "300x200")
UNSAID = "확인하고 있습니다"
"""Stands on paper where a published policy does not say what a sign must."""


@cache
def signs():
    """Return every sign of the example and of the cases, numbered."""
    documents = [example_document(), *(read_document(document_of(case(number))) for number in NUMBERS)]
    found = [
        content
        for document in documents
        for content in sign_contents(a_snapshot(*things_of(document)), public_url="https://cctv.example.kr")
    ]
    return [
        replace(
            content, number=sign_number(place * 7_919_111 % 2**30), **dict.fromkeys(map(str, content.missing), UNSAID)
        )
        for place, content in enumerate(found)
    ]


def squeezed(text):
    return "".join(text.split())


def codes(image):
    return [found.text for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


def noisy(image, dice):
    """Return the picture with noise of 5 % of the range (one standard deviation), as a sensor adds at dusk."""
    for _ in range(3):  # Three even spreads make nearly a bell.
        noise = Image.frombytes("L", image.size, dice.randbytes(image.width * image.height))
        image = ImageChops.add(image, noise.point(lambda value: 128 + (value - 128) * SPREAD), 1, -128)
    return image


def spotted(image, dice):
    """Return the picture with one point in twenty of any shade: dirt and rain."""
    points = image.width * image.height
    mask = Image.frombytes("L", image.size, dice.randbytes(points)).point(lambda value: 255 * (value <= 256 // 20))
    image.paste(Image.frombytes("L", image.size, dice.randbytes(points)), mask=mask)
    return image


def spoiled(image, seed, way=noisy):
    """Return the picture spoiled in a way, and turned by 15 degrees."""
    dice = random.Random(seed)  # noqa: S311  # The same rain each time.
    turned = way(image, dice).rotate(15, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    return turned.filter(ImageFilter.MedianFilter(3)) if way is spotted else turned


def check_text(page, sign):
    text = squeezed(page.get_textpage().get_text_bounded())
    for field, value in sign.lines:
        assert squeezed(value) in text, (sign.target, field)
    for value in (sign.organisation, spoken(sign.number), sign.revision):
        assert squeezed(value) in text, (sign.target, value)


def foot_of(page):
    """Return the foot of an upright A4 page at 100 dpi."""
    return page.render(scale=100 / 72, grayscale=True, crop=(300, 20, 20, 650)).to_pil().convert("L")


def test_there_are_signs_of_every_document():
    assert len(signs()) >= 170 + 23
    assert len({sign.number for sign in signs()}) == len(signs())


@pytest.mark.parametrize("share", range(SHARES))
def test_every_item_and_every_code_of_every_sign_reads_back(share):
    chosen = signs()[share::SHARES]
    document = pypdfium2.PdfDocument(render(chosen, size=parse_size("A4")))
    for place, (page, sign) in enumerate(zip(document, chosen, strict=True)):
        check_text(page, sign)
        assert codes(page.render(scale=50 / 72, grayscale=True).to_pil()) == [sign.url]
        foot = foot_of(page)
        assert codes(spoiled(foot, place)) == [sign.url], sign.target
        frames = (codes(spoiled(foot.copy(), frame, spotted)) for frame in range(place, place + FRAMES))
        assert [sign.url] in frames, sign.target
    document.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("variant", Variant)
def test_other_sizes_and_variants_read_back(size, variant):
    turn = 5 * SIZES.index(size) + list(Variant).index(variant)
    chosen = [sign for sign in signs() if len(sign.place) < 80][turn::53]
    document = pypdfium2.PdfDocument(render(chosen, size=parse_size(size), variant=variant))
    for place, (page, sign) in enumerate(zip(document, chosen, strict=True)):
        check_text(page, sign)
        image = page.render(scale=100 / 72, grayscale=True).to_pil().convert("L")
        assert codes(image) == [sign.url]
        assert codes(spoiled(image, place)) == [sign.url], sign.target
    document.close()
