"""The pages of clauses: everybody reads them, authors try other words, the privacy officer saves them."""

from datetime import date

import pytest

from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.policy import queries
from app.policy.clauses import LANGUAGES, SECTIONS, clauses
from app.policy.models import PolicyClauseCopy
from app.policy.versions import WORDERS
from app.registry.domain import Kind, Row
from tests.browsing import page
from tests.builders.accounts import an_account
from tests.builders.policy_clauses import newer_clauses, reword
from tests.builders.registry import record, record_estate

ONE = "/policy/clauses/6/ko"
FEE = "실비만 받습니다."
AUTHORS = {Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR}


@pytest.fixture(autouse=True)
def _estate(app):
    assert app
    record_estate()


def typed(section=6, language="ko", newest=0, **changed):
    ours = clauses(language, on=kst_day(utc_now()))[section]
    words = {key: wording.text for key, wording in ours.wordings.items()} | changed
    blocks = {f"block_{key}": text for key, text in words.items()}
    return {"newest": str(newest), "based_on": ours.name, **blocks}


def fee():
    db.session.rollback()
    return queries.worded_clauses(db.session(), "ko", kst_day(utc_now()))[6]["fee"].text


@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_the_clauses_and_authors_get_the_form(sign_in, role):
    client = sign_in(role)
    listed = page(client.get("/policy/clauses"), status=200)
    assert "정보주체의 영상정보 열람 등 요구에 대한 조치" in listed.text
    assert "「개인정보 보호법」 제35조제3항" in listed.text
    shown = page(client.get(ONE), status=200)
    assert ("<textarea" in shown.text) == (role in AUTHORS)
    assert ('formaction="/policy/clauses/6/ko/preview"' in shown.text) == (role in AUTHORS)
    assert ('action="/policy/clauses/6/ko" novalidate' in shown.text) == (role in WORDERS)


def test_every_clause_has_its_page(sign_in):
    client = sign_in(Role.PRIVACY_OFFICER)
    for language in LANGUAGES:
        for section in SECTIONS:
            page(client.get(f"/policy/clauses/{section}/{language}"), status=200)
    for address in ("/policy/clauses/9/ko", "/policy/clauses/6/fr"):
        assert client.get(address).status_code == 404


def test_the_officer_words_a_clause_and_goes_back(sign_in):
    client = sign_in(Role.PRIVACY_OFFICER)
    assert client.post(ONE, data=typed(fee=FEE) | {"alone": "y"}).status_code == 303
    assert fee() == FEE
    shown = page(client.get(ONE), status=200).text
    assert "고쳐 씀" in shown
    assert "<ins>" in shown
    assert "<del>" in shown
    assert "고쳐 씀" in client.get("/policy/clauses").text
    entry = client.get("/ledger?kind=policy").text
    assert '방침 <a href="/policy/clauses/6/ko">제6호 조문(한국어)</a>의 글을' in entry
    assert client.post(f"{ONE}/restore", data={"newest": "1"}).status_code == 303
    assert fee() == clauses("ko", on=kst_day(utc_now()))[6]["fee"].text
    assert "기본 조문으로 되돌림" in client.get(ONE).text


@pytest.mark.parametrize("role", [role for role in Role if role not in WORDERS])
def test_nobody_else_saves(sign_in, role):
    client = sign_in(role)
    assert client.post(ONE, data=typed(fee=FEE)).status_code == 403
    assert client.post(f"{ONE}/restore", data={"newest": "0"}).status_code == 403
    tried = client.post(f"{ONE}/preview", data=typed(fee=FEE))
    assert tried.status_code == (200 if role in AUTHORS else 403)
    assert fee() != FEE


def test_a_preview_shows_the_section_and_keeps_nothing(sign_in):
    tried = page(sign_in(Role.MANAGER).post(f"{ONE}/preview", data=typed(fee=FEE, closed="")), status=200)
    assert "아직 저장하지 않았습니다" in tried.text
    assert f"<p>{FEE}</p>" in tried.text
    assert "<ins>" in tried.text
    assert fee() != FEE


def test_faults_stand_beside_their_block_with_their_line(sign_in):
    client = sign_in(Role.PRIVACY_OFFICER)
    unlawful = "다음의 경우에는 열람을 거절할 수 있습니다.\n- 그 밖에 정당한 공익적 사유가 있는 경우"
    refused = client.post(ONE, data=typed(refusal=unlawful))
    assert refused.status_code == 422
    assert 'href="#block_refusal"' in refused.text
    assert "2째 줄: " in refused.text
    assert "POL-07" in refused.text
    assert "정당한 공익적 사유가 있는 경우</textarea>" in refused.text
    empty = client.post(ONE, data=typed(answer="", fee="<b>"))
    assert 'href="#block_answer"' in empty.text
    assert 'href="#block_fee"' in empty.text
    assert "<b>\n" not in empty.text
    assert fee() == clauses("ko", on=kst_day(utc_now()))[6]["fee"].text


def test_what_somebody_else_changed_is_not_written_over(sign_in):
    reword(fee=FEE)
    client = sign_in(Role.PRIVACY_OFFICER)
    refused = client.post(ONE, data=typed(fee="다른 말입니다."))
    assert refused.status_code == 422
    assert "고치는 동안 조문이 바뀌었습니다" in refused.text
    assert client.post(f"{ONE}/restore", data={"newest": "x"}).status_code == 422
    assert fee() == FEE


def test_a_newer_wording_of_ours_is_shown_in_three_ways(sign_in, tmp_path, monkeypatch):
    monkeypatch.setattr("app.policy.clauses.OURS", newer_clauses(tmp_path, since=date(2026, 3, 10)))
    reword(fee=FEE)
    shown = page(sign_in(Role.PRIVACY_OFFICER).get(ONE), status=200).text
    assert "고쳐 쓴 뒤에 기본 조문이 바뀌었습니다" in shown
    assert "지금의 기본 조문은 06-requests.v3입니다" in shown
    assert "<ins>새로 </ins>" in shown
    assert "기본 조문이 바뀜" in shown
    assert "늦으면 알립니다." in shown


def test_a_contradicting_registry_keeps_the_words_editable(sign_in):
    record(Kind.ROW, Row(code="governors", name="정압기", order=2, camera_count=99))
    client = sign_in(Role.PRIVACY_OFFICER)
    assert "서로 맞지 않는 값" in page(client.get(ONE), status=200).text
    assert client.post(ONE, data=typed(fee=FEE) | {"alone": "y"}).status_code == 303


def test_who_alone_could_approve_is_asked_once_more_before_the_words_are_kept(sign_in):
    client = sign_in(Role.PRIVACY_OFFICER)
    assert 'name="alone"' in page(client.get(ONE), status=200).text
    asked = page(client.post(ONE, data=typed(fee=FEE)), status=422).text
    assert "승인할 사람이 없습니다. 그래도 쓰려면 표시하십시오." in asked
    assert FEE in asked
    with unit_of_work() as session:
        assert session.query(PolicyClauseCopy).count() == 0
    assert client.post(ONE, data=typed(fee=FEE) | {"alone": "y"}).status_code == 303
    drafting = page(client.get("/policy/versions/new"), status=200).text
    assert 'name="alone"' in drafting


def test_who_leaves_somebody_to_approve_is_not_asked(sign_in):
    assert 'name="alone"' not in sign_in(Role.MANAGER).get(ONE).text
    with unit_of_work() as session:
        an_account(session, name="다른책임자", roles=(Role.PRIVACY_OFFICER,), now=utc_now())
    client = sign_in(Role.PRIVACY_OFFICER)
    assert 'name="alone"' not in client.get(ONE).text
    assert client.post(ONE, data=typed(fee=FEE)).status_code == 303
