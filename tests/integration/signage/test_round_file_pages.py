"""A round's result is taken away as CSV or PDF, which say the same; that it was, and the file's digest, are sealed."""

import csv
import io
from datetime import timedelta
from hashlib import sha256

import pypdfium2
import pytest

from app.database import db
from app.kernel.actor import Role
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from app.signage.photos import cleaned_photo
from app.signage.placing import Act
from tests.builders.registry import record_estate
from tests.builders.sightings import a_photo, a_sighting, end_walk, note, walk
from tests.builders.signage import a_signed_estate, issue, print_all

NOW = utc_now()


@pytest.fixture
def signs(app):
    record_estate(a_signed_estate())
    numbered = issue()
    print_all(numbered)
    return numbered


@pytest.fixture
def walked(signs, sign_in):
    """A round over everything: one sign seen, one damaged, one missing, one not looked at, one of elsewhere."""
    round_id = walk("HQ", "G-1", "G-2", assigned_to=sign_in("Olga").actor.id, now=NOW)

    def found(number, act, **more):
        note(a_sighting(number, act, round_id=round_id, at=NOW, **more), now=NOW, photo=cleaned_photo(a_photo()))

    found(signs[0].number, Act.SEEN, revision=signs[0].revision)
    found(signs[1].number, Act.DAMAGED, damage="=아래가 찢어짐")
    found(signs[2].number, Act.MISSING)
    found(signs[2].number, Act.ELSEWHERE, place="옆 건물 현관")
    end_walk(round_id, now=NOW + timedelta(minutes=1))
    return round_id


def test_the_spreadsheet_says_what_was_found_and_is_sealed_with_its_digest(signs, walked, sign_in):
    client = sign_in("Amir")
    answer = client.get(f"/signs/rounds/{walked}/report.csv", use="review")
    head, *lines = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    told = {line[0]: dict(zip(head, line, strict=True)) for line in lines[:4]}
    seen, damaged, missing, left = (told[f"{sign.number[:4]}-{sign.number[4:]}"] for sign in signs)

    assert (seen["결과"], seen["적은 것"]) == ("걸려 있음을 봄, 문제 없음", "글 같음, 잘 보임")
    assert (damaged["결과"], damaged["적은 것"], damaged["사진"]) == ("훼손됨", "'=아래가 찢어짐", "1")
    assert (missing["결과"], left["결과"], left["본 사람"]) == ("찾지 못함", "확인하지 않음", "—")
    assert lines[4][3] == "다른 곳의 안내판이 걸려 있음"
    [entry] = ledger.entries(db.session(), names={"sign_round.exported"})
    assert entry.data["sha256"] == sha256(answer.data).hexdigest()
    assert (entry.data["format"], entry.data["signs"], entry.actor_id) == ("csv", 4, client.actor.id)
    assert "현장 점검의 보고서를 내보냈습니다(안내판 4장, csv" in sign_in(Role.AUDITOR).get("/ledger").text


def test_the_paper_says_the_same_and_names_the_spreadsheet_and_the_seal(walked, sign_in):
    client = sign_in("Amir")
    sheet = client.get(f"/signs/rounds/{walked}/report.csv", use="review").data
    answer = client.get(f"/signs/rounds/{walked}/report.pdf", use="review")
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(answer.data))
    flat = "".join(text.split())

    assert "안내판4장가운데3장을보았습니다.확인하지않음1장,찾지못함1장,훼손됨1장" in flat
    assert "다른곳의안내판이걸려있음1장" in flat
    assert "찍은사진4장" in flat
    assert sha256(sheet).hexdigest() in flat
    assert "원장봉인" in flat


def test_only_who_sees_every_site_of_the_round_takes_it_away(walked, sign_in):
    assert sign_in("Amir", name="Far", sites={"G-1"}).get(f"/signs/rounds/{walked}/report.pdf").status_code == 404
    assert sign_in("Amir", name="Near").get(f"/signs/rounds/{walked}/report.docx").status_code == 404
    assert list(ledger.entries(db.session(), names={"sign_round.exported"})) == []
