"""Reading a published policy into the registry: on forms alone, nothing kept, through the import's own preview."""

import json
import re
from io import BytesIO

import pytest

from app.database import unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.registry import queries as registry
from tests.browsing import page
from tests.builders.policy_versions import a_version
from tests.builders.whole_estate import record_whole_estate
from tests.unit.policy.test_proposal import TEXT

READ, CORRECT = "/policy/read", "/policy/read/correct"


def read(client, text=TEXT, **data):
    return client.post(READ, data={"pasted": text, **data})


def draft_of(response):
    return re.search(r'name="draft" value="([^"]+)"', response.text)[1]


def correct(client, response, act="check", **fields):
    data = {"draft": draft_of(response), "act": act, "valid_from": "2026-01-01"}
    return client.post(CORRECT, data={**data, **fields})


def snapshot():
    with unit_of_work() as session:
        return registry.snapshot(session, as_of=kst_day(utc_now()))


@pytest.fixture
def officer(sign_in):
    return sign_in(Role.PRIVACY_OFFICER)


def test_values_stand_with_their_lines_their_words_and_how_sure_they_are(officer):
    shown = page(read(officer), status=200)
    assert "설치장소 2곳, 카메라 168대" in shown.text
    for words in ("정압기실 내/외부", "8행", "확실", "서로 다름", "60일 이내", "20일 이내"):
        assert words in shown.text


def test_a_file_is_read_like_a_pasted_text(officer):
    response = officer.post(READ, data={"file": (BytesIO(TEXT.encode()), "policy.txt")})
    assert "원주 정압기" in page(response, status=200).text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "파일을 고르거나 글을 붙여 넣으십시오."),
        ({"file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 hwp", "policy.hwp")}, "hwp나 doc 파일은 읽을 수 없습니다."),
        ({"pasted": "가" * 120_001}, "붙여 넣은 글이 너무 깁니다."),
    ],
)
def test_what_cannot_be_read_is_said(officer, data, sentence):
    data = {name: (BytesIO(value[0]), value[1]) if name == "file" else value for name, value in data.items()}
    assert sentence in page(officer.post(READ, data=data), status=422).text


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.MANAGER, Role.AUDITOR])
def test_only_the_officer_and_the_administrator_read(sign_in, role):
    client = sign_in(role)
    assert client.get(READ).status_code == 403
    assert client.post(CORRECT, data={"draft": "x"}).status_code == 403


def test_from_text_to_a_filled_registry_in_two_corrections(officer):
    first = read(officer)
    handed = correct(
        officer,
        first,
        act="registry",
        **{"choice:sites[1].declared.retention": "0", "sites[0].camera_count": "5"},
    )
    assert handed.status_code == 303
    preview = officer.get(handed.location)
    found = page(preview, status=200)
    assert "아직 저장하지 않았습니다" in found.text
    assert snapshot().rows == ()
    hidden = dict(re.findall(r'name="(token|edition|valid_from)" value="([^"]*)"', preview.text))
    done = officer.post("/sites/import/confirm", data=hidden)
    assert done.status_code == 303
    rows = {row.name: row for row in snapshot().rows}
    assert (rows["사옥"].count, rows["원주 정압기"].count) == (5, 164)
    assert rows["원주 정압기"].values.retention.days in (20, 60)
    assert rows["사옥"].values.manager.title == "안전관리팀장"


def test_another_total_than_the_rows_is_corrected_or_its_sum_taken_with_a_reason(officer):
    first = read(officer, TEXT.replace("다. 관리책임자", "합계 | 170대 |\n다. 관리책임자"))
    assert "줄을 더하면 168대" in page(first, status=200).text
    chosen = {"choice:sites[1].declared.retention": "0"}
    asked = page(correct(officer, first, act="registry", **chosen), status=422).text
    assert "적힌 합계는 170대, 줄을 더하면 168대입니다." in asked
    assert 'href="#at-organisation-0-stated-total-reason"' in asked
    mended = correct(officer, first, act="registry", **chosen, **{"sites[0].camera_count": "6"})
    assert mended.status_code == 303
    reasoned = {"organisation[0].stated_total_reason": "두 대는 철거함"}
    assert correct(officer, first, act="registry", **chosen, **reasoned).status_code == 303
    document = json.loads(correct(officer, first, act="file", **chosen, **reasoned).data)["organisation"][0]
    assert (document["stated_total"], document["stated_total_reason"]) == (170, "두 대는 철거함")


def test_the_draft_is_handed_out_as_a_file_the_import_takes(officer):
    response = correct(officer, read(officer), act="file")
    document = json.loads(response.data)
    assert document["format"] == "watchbook.registry/1"
    assert "attachment" in response.headers["Content-Disposition"]


def test_what_is_not_understood_comes_back_as_typed_with_its_sentence(officer):
    response = correct(officer, read(officer), act="registry", **{"sites[0].camera_count": "네 대쯤"})
    shown = page(response, status=422)
    assert "은 수가 아닙니다." in shown.text
    assert 'value="네 대쯤"' in response.text


def test_without_the_name_of_the_operator_nothing_goes_into_the_registry(officer):
    response = correct(officer, read(officer, TEXT.replace("예시도시가스", "당사")), act="registry")
    assert "대장에 넣기 전에 운영자(회사) 이름을 적으십시오." in page(response, status=422).text


def test_a_draft_that_was_not_made_here_is_refused(officer):
    good = draft_of(read(officer))
    for draft in ("", "x" * 80, good[:-8], ("B" if good[0] == "A" else "A") + good[1:]):
        assert officer.post(CORRECT, data={"draft": draft}).status_code == 400


def test_nothing_of_a_text_is_kept(officer, app, tmp_path):
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    correct(officer, read(officer))
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before
    assert snapshot().organisation is None
    assert app is not None


def test_mark_up_in_a_text_stays_text(officer):
    response = read(officer, TEXT.replace("건물 내/외부", "<script>alert(1)</script>"))
    assert "<script>alert" not in response.text


def test_a_file_that_was_handed_over_is_nobody_elses(officer, sign_in):
    handed = correct(officer, read(officer), act="registry", **{"choice:sites[1].declared.retention": "0"})
    other = sign_in(Role.ADMINISTRATOR)
    assert "올린 파일이 남아 있지 않습니다." in other.get(handed.location).text


def test_sure_values_are_accepted_at_once_and_doubtful_ones_stay_first(officer):
    first = read(officer)
    assert re.search(r"읽은 값 (\d+)개 가운데 0개 확인, 먼저 볼 값 [1-9]", first.text)
    accepted = page(correct(officer, first, act="accept"), status=200)
    total, done, doubtful = map(
        int, re.search(r"읽은 값 (\d+)개 가운데 (\d+)개 확인, 먼저 볼 값 (\d+)", accepted.text).groups()
    )
    assert (total - done, doubtful > 0) == (doubtful, True)
    assert snapshot().rows == ()


def test_the_doubtful_values_lead_to_each_other_without_a_script(officer):
    text = read(officer).text
    doubtful = re.findall(r'<tr data-doubt>.*?<label for="([^"]+)">', text, re.DOTALL)
    chain, found = re.search(r'href="#([^"]+)" data-next', text)[1], []
    while chain:
        found.append(chain)
        row = text[text.index(f'<label for="{chain}">') :].split("</tr>")[0]
        onward = re.search(r'<a href="#([^"]+)">다음', row)
        chain = onward and onward[1]
    assert found == doubtful
    assert len(found) > 1
    folded = "".join(re.findall(r'<details class="wb-reading-rest">.*?</details>', text, re.DOTALL))
    assert "data-doubt" not in folded


def test_what_was_confirmed_stays_so_when_the_page_comes_back(officer):
    first = read(officer)
    path = re.search(r'data-doubt>.*?name="confirmed" value="([^"]+)"', first.text, re.DOTALL)[1]
    again = correct(officer, first, confirmed=path)
    assert re.search(rf'value="{re.escape(path)}" checked', again.text)
    assert "가운데 1개 확인" in page(again, status=200).text


def test_the_officer_is_told_before_recording_whether_it_makes_them_an_author(sign_in, app):
    officer = sign_in(Role.PRIVACY_OFFICER)
    free = "방침을 쓴 사람이 되지 않습니다"
    assert free in page(officer.get(READ), status=200).text
    assert free in page(read(officer), status=200).text
    assert free not in page(sign_in(Role.ADMINISTRATOR).get(READ), status=200).text
    record_whole_estate()
    a_version()
    told = page(officer.get(READ), status=200).text
    assert "그 값이 처음 실리는 판을 승인할 수 없습니다" in told
    assert "승인할 수 있는 다른 사람이 없습니다" in told
