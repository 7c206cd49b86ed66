"""The pages of handing over: one form, what is out, what came back, and checking a file. No file is ever sent."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from app.database import db
from app.footage_access.domain import ConsentItem, Kind
from app.footage_access.queries import entry_row
from app.kernel.clock import kst_day, utc_now
from app.viewing_requests.domain import RequesterKind, RequestKind
from app.web.headers import CONTENT_SECURITY_POLICY, DIGEST_WORKER
from tests.builders.handovers import DIGEST, handovers
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import OLGA, a_provision, approve, grant_provision, receive

SCRIPTS = Path(__file__).resolve().parents[3] / "app" / "static" / "js"
TYPED = {
    "mode": "file",
    "masking": "not_needed",
    "unmasked": "nobody_else",
    "mask_words": "구간을 모두 보았고 혼자임",
    "identity": "resident_card",
    "copy_reason": "본인이 나온 영상의 사본을 청구함",
    "copy1-file_name": "홍길동.mp4",
    "copy1-sha256": DIGEST.upper(),
    "copy1-size_bytes": "1073741824",
}
POLICE = {
    "letter_document": "안전관리-2026-118",
    "limits": "수사 목적으로만",
    "measures": "끝나면 파기",
    "identity": "official_card",
    "ends_with": "destroy",
    "accepted_on": "오늘",
}


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.fixture
def copy_case():
    return approve(receive(kind=RequestKind.COPY, now=utc_now()), now=utc_now())


@pytest.fixture
def police_case():
    return grant_provision(a_provision(kind=RequestKind.COPY, now=utc_now()), now=utc_now())


def page_of(number):
    return f"/footage/hand-over/{number}"


def test_the_way_of_delivery_is_chosen_by_the_server_and_by_no_script(sign_in, copy_case, police_case):
    olga = sign_in("Olga")

    def chosen(number):
        way = re.search(r'<select[^>]*name="delivery".*?</select>', olga.get(page_of(number)).text, re.DOTALL)[0]
        return re.findall(r'<option selected value="(\w+)"', way)

    assert (chosen(copy_case), chosen(police_case)) == (["in_person"], ["collected"])
    assert "delivery" not in (SCRIPTS / "hand-over.js").read_text(encoding="utf-8")


def provide(client, number):
    day = kst_day(utc_now()) + timedelta(days=30)
    return client.fill(page_of(number), **{**TYPED, **POLICE, "use_until": str(day), "return_by": str(day)})


def test_the_form_hands_a_copy_over(sign_in, copy_case):
    olga = sign_in("Olga")

    response = olga.fill(page_of(copy_case), follow_redirects=True, **TYPED)

    assert response.status_code == 200
    for said in (
        "홍길동.mp4",
        DIGEST,
        "다른 사람이 나오지 않음",
        f"{copy_case}-{DIGEST[:8]}.mp4",
        "정보주체 본인의 사본",
    ):
        assert said in response.text
    assert handovers(copy_case)[0].copies[0].file_name == "홍길동.mp4"


def test_a_provision_by_consent_asks_when_it_was_given_and_all_five_things_that_were_told(sign_in):
    now = utc_now()
    insurer = {"requester_kind": RequesterKind.INSURER, "requester_body": "예시손해보험"}
    number = grant_provision(a_provision(kind=RequestKind.COPY, now=now, **insurer), now=now, ground="pipa.18.2.1")
    olga, day = sign_in("Olga"), kst_day(utc_now())
    assert "제18조제3항" in olga.get(page_of(number)).text
    typed = {**TYPED, **POLICE, "use_until": str(day), "return_by": str(day), "consent_on": str(day)}
    told = [str(item) for item in ConsentItem]

    four = olga.fill(page_of(number), **typed, consent_items=told[:4])
    assert four.status_code == 422
    assert "제18조제3항" in four.text
    assert olga.fill(page_of(number), **typed, consent_items=told).status_code == 303

    (given,) = handovers(number)
    entry = entry_row(db.session(), leaf=given.entry_leaf, actor=OLGA)
    assert (entry.consent_on, entry.consent_items) == (day, tuple(ConsentItem))


def test_other_grounds_ask_for_no_consent_and_our_own_use_for_no_letter(sign_in, police_case):
    olga, now = sign_in("Olga"), utc_now()
    police = olga.get(page_of(police_case)).text
    assert ("consent_on" in police, "letter_document" in police) == (False, True)
    ours = {"requester_kind": RequesterKind.INTERNAL, "requester_body": "안전관리팀"}
    number = grant_provision(a_provision(now=now, **ours), now=now, ground="pipa.18.2.3")

    assert "letter_document" not in olga.get(page_of(number)).text
    shown = {**TYPED, "mode": "shown", "recipient_body": "안전관리팀", "delivery": "in_person"}
    assert olga.fill(page_of(number), **shown).status_code == 303
    assert entry_row(db.session(), leaf=handovers(number)[0].entry_leaf, actor=OLGA).kind is Kind.USE


def test_without_an_answer_on_masking_nothing_leaves(sign_in, copy_case):
    response = sign_in("Olga").fill(page_of(copy_case), **{**TYPED, "masking": "", "mask_words": ""})

    assert response.status_code == 422
    assert "제46조" in response.text
    assert DIGEST.upper() in response.text, "what was typed stays"
    assert handovers(copy_case) == []


def test_one_more_copy_is_asked_for_without_losing_what_was_typed(sign_in, copy_case):
    response = sign_in("Olga").fill(page_of(copy_case), **{**TYPED, "add": "1"})

    assert response.status_code == 200
    assert 'name="copy2-sha256"' in response.text
    assert "홍길동.mp4" in response.text
    assert handovers(copy_case) == []


def test_the_file_field_has_no_name_and_the_form_sends_text_only(sign_in, copy_case):
    html = sign_in("Olga").get(page_of(copy_case)).text

    picks = [line for line in html.splitlines() if 'type="file"' in line]
    assert picks
    assert not [line for line in picks if "name=" in line]
    assert "multipart" not in html


def test_the_worker_may_connect_to_nothing(sign_in):
    olga = sign_in("Olga")

    policy = olga.get(f"/static/{DIGEST_WORKER}", checked=False).headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"
    assert "wasm" not in CONTENT_SECURITY_POLICY
    assert olga.get("/static/js/page.js", checked=False).headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


def test_a_provision_is_listed_as_out_until_its_end_is_confirmed(sign_in, police_case):
    olga = sign_in("Olga")
    assert provide(olga, police_case).status_code == 303
    leaf = handovers(police_case)[0].leaf
    listed = olga.get("/requests/returns").text
    assert f"/requests/{police_case}/returned/{leaf}" in listed
    assert "홍길동" not in listed

    response = olga.fill(
        f"/requests/{police_case}/returned/{leaf}", how="destroyed", by_word_of="수사관 병", follow_redirects=True
    )

    assert "파기했음을 확인함" in response.text
    assert "수사관 병" in response.text
    assert "종결" in response.text
    assert f"/returned/{leaf}" not in olga.get("/requests/returns").text


def test_a_return_without_a_word_stays_on_the_page(sign_in, police_case):
    olga = sign_in("Olga")
    provide(olga, police_case)
    leaf = handovers(police_case)[0].leaf

    assert olga.fill(f"/requests/{police_case}/returned/{leaf}", by_word_of="").status_code == 422
    assert olga.get(f"/requests/{police_case}/returned/{leaf + 1}", checked=False).status_code == 404


def test_a_file_is_what_was_given_or_it_was_altered(sign_in, copy_case):
    olga = sign_in("Olga")
    olga.fill(page_of(copy_case), **TYPED)

    same = olga.fill("/requests/verify-file", sha256=DIGEST)
    other = olga.fill("/requests/verify-file", sha256=DIGEST[::-1], size_bytes="1073741824")

    assert "열람·제공한 파일과 같습니다" in same.text
    assert copy_case in same.text
    assert "기록이 없습니다" in other.text
    assert "그 파일이었다면 바뀐 것입니다" in other.text
    assert olga.fill("/requests/verify-file", sha256="xyz").status_code == 422


def test_an_auditor_looks_and_hands_nothing_over(sign_in, copy_case):
    uma = sign_in("Uma")

    assert uma.get("/requests/returns").status_code == 200
    assert uma.get(page_of(copy_case), checked=False).status_code == 403


def test_the_case_page_leads_here_and_says_when_it_is_too_early(sign_in, copy_case):
    olga = sign_in("Olga")

    assert page_of(copy_case) in olga.get(f"/requests/{copy_case}").text
    assert "승인된 요청만 이행합니다" in olga.get(page_of(receive(now=utc_now()))).text


def test_everything_wrong_is_said_at_once_each_at_its_field_under_its_own_name(sign_in, police_case):
    olga = sign_in("Olga")
    wrong = {
        **TYPED,
        "what": "",
        "masking": "",
        "identity": "",
        "copy_reason": "",
        "copy1-sha256": "zz",
        "mask_words": "",
    }

    answer = olga.fill(page_of(police_case), **wrong, use_until="", return_by="")

    assert answer.status_code == 422
    summary = re.search(r'id="error-summary".*?</ul>', answer.text, re.DOTALL)[0]
    assert answer.text.count('id="error-summary"') == 1
    linked = re.findall(r'<a href="#([\w-]+)">([^:]+): ', summary)
    assert [field for field, _label in linked] == [
        "what", "identity", "masking", "mask_words", "copy_reason", "letter_document", "limits", "measures",
        "accepted_on", "use_until", "return_by", "copy1-sha256",
    ]  # fmt: skip
    for field, label in linked:
        assert f'id="{field}"' in answer.text
        if field == "masking":  # A group has no value of its own; each of its buttons is marked.
            buttons = re.findall(r'<input[^>]*name="masking"[^>]*>', answer.text)
            assert len(buttons) > 1
            assert all('aria-invalid="true"' in button for button in buttons)
        else:
            assert re.search(rf'aria-invalid="true"[^>]* id="{field}"', answer.text), field
            assert f">{label.rpartition(' · ')[2]} <span" in answer.text or "SHA" in label, label
    assert handovers(police_case) == []


def test_a_field_is_marked_as_needed_where_the_kind_asks_for_it(sign_in, copy_case, police_case):
    olga = sign_in("Olga")

    def needed(number):
        return set(re.findall(r'<label for="(\w+)">[^<]*<span class="wb-required">', olga.get(page_of(number)).text))

    provision = {"letter_on", "letter_document", "accepted_on", "limits", "measures", "use_until"}
    assert provision <= needed(police_case)
    assert not provision & needed(copy_case)
    assert {"identity", "mask_words", "copy_reason", "what"} <= needed(copy_case) & needed(police_case)


def test_the_register_carries_what_the_asker_said_it_is_for(sign_in, copy_case):
    olga = sign_in("Olga")
    olga.fill(page_of(copy_case), **TYPED)

    entry = entry_row(db.session(), leaf=handovers(copy_case)[0].entry_leaf, actor=OLGA)
    assert entry.text == "정보주체 본인 사본 요구: 주차장에서 물건을 잃어버림"
