"""The pages of versions: who sees what next, the whole way on forms alone, and what everybody may read without one."""

from datetime import timedelta

import pytest

from app.database import unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.policy.versions import State
from app.registry.domain import Kind, Site
from tests.browsing import page
from tests.builders import policy_versions as build
from tests.builders.accounts import an_account
from tests.builders.registry import record
from tests.builders.whole_estate import record_whole_estate

pytestmark = pytest.mark.usefixtures("estate")
FORM = {"note": "처음 정함", "standalone": "y", "section": "y", "ko": "y", "en": "y", "numbering": "letters"}


@pytest.fixture
def estate(app):
    record_whole_estate()


def today():
    return kst_day(utc_now())


def in_days(days):
    return today() + timedelta(days=days)


def a_version(state=State.IN_FORCE, **more):
    """Return a version as of the real clock, which pages read."""
    return build.a_version(state, now=utc_now(), **({"effective_on": today()} | more))


def enter_on_its_day(number):
    build.enter(number, now=build.start_of(build.version(number).effective_on))


def change_the_registry(code="NEW"):
    record(Kind.SITE, Site(code=code, name=f"새 공급소 {code}"), now=utc_now())


def post(client, path, **form):
    return client.post(path, data=form)


def test_the_whole_way_on_forms_alone(sign_in, client):
    author, reviewer, officer = sign_in(Role.OPERATOR), sign_in(Role.MANAGER), sign_in(Role.PRIVACY_OFFICER)
    assert "시행 중인 방침이 없습니다" in page(author.get("/policy"), status=200).text
    page(author.get("/policy/versions/new"), status=200)
    assert post(author, "/policy/versions/new", effective_on=today().isoformat(), **FORM).status_code == 303
    assert "관리책임자가 검토합니다" in page(author.get("/policy/versions/1"), status=200).text
    digest = build.version(1).text_digest
    assert 'value="' + digest in reviewer.get("/policy/versions/1").text
    assert post(reviewer, "/policy/versions/1/review", text_digest=digest).status_code == 303
    assert post(officer, "/policy/versions/1/approve", text_digest=digest, promises="y").status_code == 303
    assert client.get("/public/policy").status_code == 503
    assert post(officer, "/policy/versions/1/announce").status_code == 303
    assert build.version(1).state is State.IN_FORCE
    text = page(author.get("/policy"), status=200).text
    assert "제1판" in text
    assert "변경 이력" in text
    shown = page(client.get("/public/policy"), status=200)
    assert "Set-Cookie" not in shown.headers
    assert "촬영일로부터 20일" in shown.text


def test_a_page_offers_only_what_the_person_may_do_next(sign_in):
    a_version(State.DRAFT)
    offers = {
        role: [act for act in ("review", "approve", "announce", "send-back", "withdraw", "refresh")
               if f"/policy/versions/1/{act}" in sign_in(role).get("/policy/versions/1").text]
        for role in Role
    }  # fmt: skip
    assert offers == {
        Role.OPERATOR: ["refresh"],
        Role.MANAGER: ["review", "refresh"],
        Role.PRIVACY_OFFICER: ["withdraw", "refresh"],
        Role.AUDITOR: [],
        Role.ADMINISTRATOR: ["refresh"],
    }


def test_who_wrote_it_is_told_that_another_must_vouch(sign_in):
    amir = sign_in("Amir")
    draft = {"effective_on": today().isoformat(), **FORM}
    assert (
        "이대로 쓰면 이 판을 검토할 사람이 없습니다"
        in page(post(amir, "/policy/versions/new", **draft), status=422).text
    )
    assert post(amir, "/policy/versions/new", **draft, alone="y").status_code == 303
    text = amir.get("/policy/versions/1").text
    assert "자신이 쓴 판은" in text
    assert "이 판을 검토할 수 있는 사람이 없습니다" in text
    with unit_of_work() as session:
        an_account(session, name="다른관리자", roles=(Role.MANAGER,), now=utc_now())
    assert "이 판을 검토할 수 있는 사람이 없습니다" not in amir.get("/policy/versions/1").text
    assert "이 판을 검토할 사람이 없습니다" not in amir.get("/policy/versions/new").text
    assert "/policy/versions/1/review" not in text
    assert post(amir, "/policy/versions/1/review", text_digest=build.version(1).text_digest).status_code == 403


def test_whoever_may_not_is_refused_by_the_address_too(sign_in):
    a_version(State.DRAFT)
    uma = sign_in(Role.AUDITOR)
    assert uma.get("/policy/versions/new").status_code == 403
    for act in ("review", "approve", "announce", "send-back", "withdraw"):
        assert post(uma, f"/policy/versions/1/{act}", reason="x").status_code == 403
    sam = sign_in("Sam")
    assert page(sam.get("/policy/versions/1"), status=200)
    assert sam.get("/policy/versions/new").status_code == 403
    assert "/policy/versions/new" not in sam.get("/policy").text


def test_a_draft_is_asked_for_its_day_and_note(sign_in):
    client = sign_in(Role.OPERATOR)
    response = post(client, "/policy/versions/new", effective_on="soon", note="", numbering="letters")
    assert response.status_code == 422
    assert "바뀐 내용" in response.text
    assert "형태를 하나 이상" in response.text
    past = post(client, "/policy/versions/new", effective_on=in_days(-1).isoformat(), **FORM)
    assert past.status_code == 422
    assert "지났습니다" in past.text


def test_what_went_stale_says_so_and_is_made_anew(sign_in):
    a_version(State.DRAFT, languages=("ko", "en"))
    change_the_registry()
    client = sign_in(Role.MANAGER)
    text = page(client.get("/policy/versions/1"), status=200).text
    assert "지금 만들면 달라지는 부분" in text
    assert "/policy/versions/1/review" not in text
    refused = post(client, "/policy/versions/1/review", text_digest=build.version(1).text_digest)
    assert refused.status_code == 409
    assert "새로 만들기" in refused.text
    assert "대장과 다름" in client.get("/policy").text
    page(client.get("/policy/versions/1/refresh"), status=200)
    again = post(client, "/policy/versions/1/refresh", effective_on=today().isoformat(), **FORM | {"note": "고침"})
    assert again.status_code == 303
    assert "지금 만들면 달라지는 부분" not in client.get("/policy/versions/1").text


def test_an_announced_version_that_went_stale_is_said_loudly(sign_in):
    a_version(State.ANNOUNCED, effective_on=in_days(9))
    change_the_registry()
    officer = sign_in(Role.PRIVACY_OFFICER)
    assert "공고한 글이 대장과 다릅니다" in officer.get("/policy/versions/1").text
    assert post(officer, "/policy/versions/1/withdraw", reason="").status_code == 422
    assert post(officer, "/policy/versions/1/withdraw", reason="공급소가 늘어남").status_code == 422
    sure = {"reason": "공급소가 늘어남", "certain": "y"}
    assert post(officer, "/policy/versions/1/withdraw", **sure).status_code == 303
    assert "공급소가 늘어남" in page(officer.get("/policy/versions/1"), status=200).text


def test_going_back_needs_a_reason_and_is_in_the_history(sign_in):
    a_version(State.APPROVED)
    client = sign_in(Role.MANAGER)
    assert post(client, "/policy/versions/1/send-back", reason="표현을 고침").status_code == 303
    text = client.get("/policy/versions/1").text
    assert "초안으로 되돌림" in text
    assert "표현을 고침" in text
    late = post(client, "/policy/versions/1/send-back", reason="또")
    assert late.status_code == 409


def test_files_are_given_out_as_kept(sign_in, client):
    a_version(State.ANNOUNCED, effective_on=in_days(3))
    before = client.get("/public/policy/1/standalone-ko.pdf", checked=False).data
    enter_on_its_day(1)
    change_the_registry()
    assert client.get("/public/policy/1/standalone-ko.pdf", checked=False).data == before
    own = sign_in(Role.AUDITOR).get("/policy/versions/1/files/standalone-ko.pdf", checked=False)
    assert own.data == before
    assert own.headers["Content-Disposition"] == 'attachment; filename="cctv-policy-v1-standalone-ko.pdf"'
    for path in ("1/section-ko.pdf", "1/standalone-en.pdf", "1/standalone-ko.exe", "2/standalone-ko.pdf"):
        assert client.get(f"/public/policy/{path}").status_code == 404


def test_a_draft_gives_its_files_to_those_signed_in_only(sign_in, client):
    a_version(State.APPROVED)
    shown = sign_in(Role.AUDITOR).get("/policy/versions/1/files/standalone-ko.txt", checked=False)
    assert "예시도시가스" in shown.text
    assert client.get("/public/policy/1").status_code == 404
    assert client.get("/public/policy/1/standalone-ko.txt").status_code == 404


def test_everybody_reads_earlier_and_announced_versions(client):
    a_version()
    a_version(State.ANNOUNCED, effective_on=in_days(8), note="보관기간을 줄임")
    text = page(client.get("/public/policy"), status=200).text
    assert f"{in_days(8).isoformat()}(" in text
    assert "부터 시행 예정" in text
    assert "/public/policy/2" in text
    coming = page(client.get("/public/policy/2"), status=200)
    assert "부터 시행 예정" in coming.text
    assert "지금 시행하는 제1판 보기" in coming.text
    listed = page(client.get("/public/policy/versions"), status=200).text
    assert ("시행 예정" in listed, "시행 중" in listed, "보관기간을 줄임" in listed) == (True, True, True)
    assert "Set-Cookie" not in coming.headers


def test_a_withdrawn_version_is_not_public(client):
    a_version(State.ANNOUNCED, effective_on=in_days(8))
    build.withdraw(1)
    assert client.get("/public/policy/1").status_code == 404
    assert "제1판" not in page(client.get("/public/policy/versions"), status=200).text
    assert client.get("/public/policy").status_code == 503


def test_a_version_is_read_in_english_where_it_is_published_so(client, sign_in):
    a_version(languages=("ko", "en"))
    assert "Requests of data subjects" in page(client.get("/public/policy?lang=en"), status=200).text
    signed_in = sign_in(Role.AUDITOR)
    assert "Requests of data subjects" in signed_in.get("/policy/versions/1?language=en").text
    assert signed_in.get("/policy/versions/9").status_code == 404
