"""Checks and papers on pages: recorded, asked about, handed out with care, and told to nobody else."""

import io

import pytest

from app.database import db
from app.ledger import queries as ledger
from app.viewing_requests import queries
from tests.builders.papers_in import RESIDENT, attach, card_image, pdf, written
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, OLGA, check_identity, receive


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def upload(browser, number, data, name="공문.pdf", **more):
    """Send the form as it stands on the page that asks, too."""
    fields = {"kind": "letter", "file": (io.BytesIO(data), name), **more}
    return browser.post(f"/requests/{number}/attachments/new", data=fields, content_type="multipart/form-data")


def papers(number):
    return queries.attachments_of(db.session(), number=number, actor=OLGA, reads_names=True)


def test_a_check_is_recorded_and_taken_back_on_the_case_page(sign_in):
    number, olga = receive(now=NOW), sign_in("Olga")
    assert "제46조제1항" in olga.get(f"/requests/{number}").text

    answer = olga.fill(f"/requests/{number}/checks/new", method="identity:id_shown", result="passed", note="창구")

    assert answer.status_code == 303
    page = olga.get(f"/requests/{number}").text
    assert "필요한 확인을 모두 함" in page
    assert "창구" in page
    leaf = queries.checks_of(db.session(), number=number, actor=OLGA, reads_notes=False).made[0].leaf
    olga.post(f"/requests/{number}/checks/{leaf}/revoke", data={"because": "doubted"})
    assert "위조·도용이 의심됨" in olga.get(f"/requests/{number}").text


def test_a_note_with_a_passport_number_is_asked_about_once(sign_in):
    number, olga = receive(), sign_in("Olga")
    where, what = f"/requests/{number}/checks/new", {"method": "identity:id_shown", "note": "M12345678"}
    answer = olga.fill(where, **what)
    assert answer.status_code == 409
    assert "여권번호" in answer.text
    meant = {**what, "result": "passed", "at": "2026-11-20 10:00", "means_it": "y"}
    assert olga.post(where, data=meant).status_code == 303


def test_a_paper_is_uploaded_and_handed_out_as_nothing_that_acts(sign_in):
    number, olga = receive(), sign_in("Olga")
    assert upload(olga, number, pdf()).status_code == 303
    (paper,) = papers(number)

    answer = olga.get(f"/requests/{number}/attachments/{paper.leaf}", use="request")

    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%EA%B3%B5")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    db.session().rollback()
    looks = ledger.entries(db.session(), names={"request_attachment.opened"})
    assert [entry.data["attachment_leaf"] for entry in looks] == [paper.leaf]


def test_a_refused_upload_says_why_and_keeps_nothing(sign_in):
    number, olga = receive(), sign_in("Olga")
    for data, said in ((b"MZ", "EXE"), (pdf(RESIDENT), "주민등록번호"), (b"", "비어")):
        answer = upload(olga, number, data)
        assert answer.status_code == 422
        assert said in answer.text
    assert papers(number) == ()


def test_a_card_is_asked_about_and_the_answer_counts_for_that_file(sign_in):
    number, olga, card = receive(), sign_in("Olga"), written(card_image())
    question = upload(olga, number, card, "신분.jpg")
    assert question.status_code == 422
    assert "신분증과 비율이 같은 네모" in question.text
    digest = question.text.partition('name="noticed"')[2].partition('value="')[2].partition('"')[0]
    assert upload(olga, number, written(card_image(700)), "a.jpg", noticed=digest, is_masked="y").status_code == 422

    assert upload(olga, number, card, "신분.jpg", noticed=digest, is_masked="y").status_code == 303

    assert "번호를 가렸음을 확인했습니다" in olga.get(f"/requests/{number}").text


def test_an_auditor_sees_that_there_is_a_paper_and_neither_name_nor_content(sign_in):
    number = check_identity(receive(), note="따로 적은 말")
    leaf = attach(number, pdf(), name="비밀 이름.pdf")
    uma = sign_in("Uma")
    page = uma.get(f"/requests/{number}").text
    assert "공문" in page
    assert "비밀 이름" not in page
    assert "따로 적은 말" not in page
    assert uma.get(f"/requests/{number}/attachments/{leaf}").status_code == 403


def test_a_case_of_another_site_has_no_papers_and_no_checks(sign_in):
    number = check_identity(receive())
    leaf = attach(number, pdf())
    sam = sign_in("Sam", sites=frozenset({"OTHER-SITE"}))
    for path in (f"attachments/{leaf}", "attachments/new", "checks/new"):
        assert sam.get(f"/requests/{number}/{path}").status_code == 404
    assert sam.post(f"/requests/{number}/attachments/{leaf}/remove", data={"because": "wrong_file"}).status_code == 404
    assert sam.post(f"/requests/{number}/checks/{leaf - 1}/revoke", data={"because": "doubted"}).status_code == 404
    assert papers(number)[0].is_there


def test_a_removed_paper_cannot_be_handed_out(sign_in):
    number, olga = receive(), sign_in("Olga")
    leaf = attach(number, pdf())
    olga.post(f"/requests/{number}/attachments/{leaf}/remove", data={"because": "shows_number"})
    assert olga.get(f"/requests/{number}/attachments/{leaf}").status_code == 303
    assert "주민등록번호나 신분증이 보임" in olga.get(f"/requests/{number}").text
