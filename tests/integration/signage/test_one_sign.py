"""One sign is seen as it would be printed, in any size and manner, and printed from the same form."""

import io
import re
from html import unescape

import pypdfium2
import pytest
from PIL import Image

from app.database import db
from app.documents.raster import png
from app.kernel.actor import Role
from app.ledger import queries as ledger
from tests.browsing import page
from tests.builders.registry import record_estate
from tests.builders.signage import a_signed_estate, contents, issue

CASES = [
    {"size": "A4"},
    {"size": "A5", "landscape": "y", "languages": ["ko", "en", "ja"]},
    {"size": "custom", "width": "300", "height": "200", "languages": ["ko"]},
    {"size": "A3", "variant": "print-shop", "languages": ["ko", "en"]},
    {"size": "100x140", "variant": "plate", "sheet": "A4", "languages": ["ko"]},
]


@pytest.fixture
def number(app):
    record_estate(a_signed_estate())
    return issue()[0].number


@pytest.fixture
def crowded(app):
    """A sign with more to say than a sticker has room for."""
    record_estate(a_signed_estate(coverage="건물 안팎과 출입구, 주차장 및 울타리 주변 " * 16))
    return issue()[0].number


def image_of(text):
    return unescape(re.search(r'<img [^>]*src="(/signs/[^"]+)"', text)[1])


@pytest.mark.parametrize("chosen", CASES)
def test_what_is_seen_is_what_is_printed(number, sign_in, chosen):
    client = sign_in("Olga")
    shown = client.get(f"/signs/{number}/preview", query_string=chosen)
    seen = client.get(image_of(shown.text))
    printed = client.fill(f"/signs/{number}", **chosen)

    assert printed.mimetype == "application/pdf"
    assert seen.data == png(printed.data, most=2_400_000)
    assert seen.headers["Cache-Control"] == shown.headers["Cache-Control"] == "no-store"


def test_the_languages_and_the_direction_chosen_are_printed_and_remembered(number, sign_in):
    printed = sign_in("Olga").fill(f"/signs/{number}", size="A3", landscape="y", languages=["ko", "vi"])
    sheet = pypdfium2.PdfDocument(printed.data)[0]
    [entry] = ledger.entries(db.session(), names={"sign.printed"})

    assert sheet.get_width() > sheet.get_height()
    assert entry.body["data"]["languages"] == ["ko", "vi"]
    assert entry.body["data"]["size"] == "A3-landscape"


def test_nothing_is_kept_of_what_is_only_looked_at(number, sign_in):
    client = sign_in("Olga")
    before = len(list(ledger.entries(db.session(), names={"sign.printed", "sign.issued"})))
    answer = client.fill(
        f"/signs/{number}", button=("preview", "1"), size="custom", width="300", height="200", follow_redirects=True
    )

    page(answer, status=200)
    assert answer.text.index('name="size"') < answer.text.index('id="sign-preview"')  # On a phone the form comes first.
    assert "300×200mm" in answer.text
    assert 'value="300"' in answer.text
    client.get(image_of(answer.text))
    client.get(f"/signs/{number}/sizes")
    assert len(list(ledger.entries(db.session(), names={"sign.printed", "sign.issued"}))) == before


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"size": "custom", "width": "5", "height": "5"}, "쓸 수 없습니다"),
        ({"size": "custom", "width": "300", "height": ""}, "너비와 높이를 mm로"),
        ({"size": "A3", "sheet": "A4"}, "한 장도 놓을 수 없습니다"),
        ({"size": "A4", "sheet": "A3", "variant": "print-shop"}, "모아 찍기를 빼고"),
        ({"size": "A4", "languages": ["ko", "xx"]}, "쓸 수 없는 것"),
        ({"size": "9" * 500}, "쓸 수 없는 것"),
    ],
)
def test_what_cannot_be_is_said_beside_the_form_and_not_printed(number, sign_in, chosen, told):
    client = sign_in("Olga")
    answer = client.fill(f"/signs/{number}", follow_redirects=True, **chosen)

    assert told in client.get(f"/signs/{number}/preview", query_string=chosen).text
    assert told in answer.text
    assert list(ledger.entries(db.session(), names={"sign.printed"})) == []


def test_a_text_that_does_not_fit_is_named_with_what_it_needs_and_has(crowded, sign_in):
    client = sign_in("Olga")
    told = "촬영 범위: 글이 길어 90x120mm 크기에 들어가지 않습니다"

    answer = client.fill(f"/signs/{crowded}", size="90x120", follow_redirects=True)
    assert told in answer.text
    assert re.search(r"필요 [0-9.]+mm, 가능 [0-9.]+mm", answer.text)
    sizes = client.get(f"/signs/{crowded}/sizes").text
    assert told in sizes
    assert "size=90x120" not in sizes
    assert "size=A4" in unescape(sizes)


def test_every_standard_size_is_shown_with_its_millimetres(number, sign_in):
    answer = sign_in("Uma").get(f"/signs/{number}/sizes")

    page(answer, status=200)
    assert answer.text.count('loading="lazy"') == 11
    assert "594×420mm" in answer.text
    assert "자리가 없어 적지 않는 것</strong>: English 항목 이름 모두" in answer.text


def test_the_size_typed_the_languages_and_the_manner_are_shown_beside_the_others_and_taken_as_pdf(number, sign_in):
    client, chosen = sign_in("Uma"), {"size": "custom", "width": "300", "height": "120", "languages": ["ko", "vi"]}
    answer = client.get(f"/signs/{number}/sizes", query_string=chosen | {"variant": "plate"})
    sheet = client.get(unescape(re.search(r'href="(/signs/[^"]+sizes\.pdf[^"]*)"', answer.text)[1]))
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(sheet.data))

    assert answer.text.count('loading="lazy"') == 12
    assert "300×120mm" in answer.text
    assert (
        "languages=vi&amp;variant=plate" in answer.text
        or "variant=plate&amp;languages=ko&amp;languages=vi" in answer.text
    )
    assert "300×120mm" in text
    assert text.count("CAMERA ĐANG GHI HÌNH") == 12
    assert list(ledger.entries(db.session(), names={"sign.printed"})) == []
    refused = client.get(f"/signs/{number}/sizes", query_string={"size": "custom", "width": "5", "height": "9"})
    assert "쓸 수 없습니다" in refused.text
    assert client.get(f"/signs/{number}/sizes.pdf?size=custom&width=5&height=9").status_code == 409


def test_an_image_is_drawn_within_bounds_whatever_is_asked(number, sign_in):
    client = sign_in("Uma")
    answer = client.get(
        f"/signs/{number}.png", query_string={"size": "custom", "width": 1200, "height": 1200, "scale": "large"}
    )
    image = Image.open(io.BytesIO(answer.data))

    assert image.width * image.height <= 2_400_000 * 1.01
    assert client.get(f"/signs/{number}.png?size=custom&width=1e9&height=200").status_code == 409
    assert client.get(f"/signs/{number}.png?size=nonsense").status_code == 409


def test_only_people_of_its_site_see_it_and_an_auditor_does_not_print_it(number, sign_in):
    other = next(each.target for each in contents() if each.site_code == "G-1")
    paths = [f"/signs/{number}{end}" for end in ("/preview", "/sizes", "/sizes.pdf", ".png")]

    assert other
    stranger = sign_in("Olga", sites={"G-1"})
    assert {stranger.get(path).status_code for path in paths} == {404}
    auditor = sign_in(Role.AUDITOR)
    assert auditor.post(f"/signs/{number}/print", data={"size": "A4"}).status_code == 403
