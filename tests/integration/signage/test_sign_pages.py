"""Staff see which signs are complete and current, and print them."""

import io
from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from app.database import db
from app.kernel.actor import Role
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from app.registry.domain import Kind
from tests.builders.registry import a_small_estate, end, record_estate
from tests.builders.signage import a_signed_estate, contents, issue


@pytest.fixture
def estate(app):
    record_estate(a_signed_estate())
    return app


def today():
    return contents(as_of=utc_now().date())


def test_the_list_shows_every_sign_and_what_it_lacks(app, sign_in):
    record_estate(a_small_estate())
    page = sign_in("Uma").get("/signs")

    assert page.status_code == 200
    assert "안내판 4장" in page.text
    assert "빠진 항목이 있는 것 4장" in page.text
    assert "설치 목적" in page.text


def test_filters_narrow_the_list(estate, sign_in):
    client = sign_in("Olga")
    assert "안내판 2장" in client.get("/signs?kind=사옥").text
    assert "안내판 2장" in client.get("/signs?region=원주시").text
    assert "안내판 1장" in client.get("/signs?site=G-1").text
    assert "조건에 맞는 안내판이 없습니다" in client.get("/signs?state=stale").text
    assert client.get("/signs?state=nonsense&after=@@@").status_code == 409


def test_people_see_only_signs_of_their_sites(estate, sign_in):
    numbered = issue()
    client = sign_in("Olga", sites={"G-1"})

    assert "안내판 1장" in client.get("/signs").text
    assert client.get(f"/signs/{numbered[0].number}").status_code == 404
    assert client.get(f"/signs/{numbered[0].number}.png").status_code == 404
    assert client.get(f"/signs/{numbered[2].number}").status_code == 200


def test_a_removed_sign_is_known_to_people_of_its_site_only(estate, sign_in):
    number = next(content.number for content in issue() if content.target == "G-1")
    end(Kind.SITE, "G-1", on=utc_now().date() - timedelta(days=1))

    assert sign_in("Olga").get(f"/signs/{number}").status_code == 200
    assert sign_in("Sam").get(f"/signs/{number}").status_code == 404


def test_printing_gives_a_pdf_with_a_page_for_every_sign_and_remembers_it(estate, sign_in):
    client = sign_in("Olga")
    answer = client.fill("/signs", size="A4", target="")

    assert answer.mimetype == "application/pdf"
    document = pypdfium2.PdfDocument(answer.data)
    read = [
        found.text
        for page in document
        for found in zxingcpp.read_barcodes(page.render(scale=1).to_pil(), formats=zxingcpp.BarcodeFormat.QRCode)
    ]
    assert read == [content.url for content in today()]
    [entry] = ledger.entries(db.session(), names={"sign.printed"})
    assert entry.actor_id == client.actor.id
    assert client.get("/signs?state=unprinted").text.count("조건에 맞는 안내판이 없습니다") == 1


def test_one_sign_is_printed_from_its_page(estate, sign_in):
    numbered = issue()
    client = sign_in("Amir")
    answer = client.fill(f"/signs/{numbered[2].number}", size="100x140", sheet="A4")
    assert answer.mimetype == "application/pdf"
    [entry] = ledger.entries(db.session(), names={"sign.printed"})
    assert [sign["number"] for sign in entry.body["data"]["signs"]] == [numbered[2].number]
    assert entry.site_code == "G-1"
    assert "100x140mm" in client.get(f"/signs/{numbered[2].number}").text


def test_an_incomplete_batch_is_refused_naming_every_gap_and_nothing_is_issued(app, sign_in):
    record_estate(a_small_estate())
    answer = sign_in("Olga").fill("/signs", size="A4", target="")

    assert answer.mimetype == "text/html"
    assert "본사 사옥 로비 (HQ-lobby) · 설치 목적" in answer.text
    assert "관설동 정압기 (G-1) · 촬영 범위" in answer.text
    assert list(ledger.entries(db.session(), names={"sign.issued", "sign.printed"})) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"size": "custom", "custom_size": "5x5"}, "쓸 수 없습니다"),
        ({"size": "custom", "custom_size": ""}, "쓸 수 없습니다"),
        ({"size": "A3", "sheet": "A4"}, "한 장도 놓을 수 없습니다"),
    ],
)
def test_a_size_that_cannot_be_is_refused(estate, sign_in, fields, told):
    assert told in sign_in("Olga").fill("/signs", target="", **fields).text


def test_an_auditor_prints_nothing(estate, sign_in):
    client = sign_in(Role.AUDITOR)
    assert client.post("/signs/print", data={"size": "A4"}).status_code == 403
    assert "PDF 받기" not in client.get("/signs").text


def test_the_preview_is_the_sign_as_an_image(estate, sign_in):
    [first, *_] = issue()
    answer = sign_in("Uma").get(f"/signs/{first.number}.png?size=A5&landscape=1")
    image = Image.open(io.BytesIO(answer.data))
    assert image.width > image.height
    assert zxingcpp.read_barcodes(image)[0].text == first.url
