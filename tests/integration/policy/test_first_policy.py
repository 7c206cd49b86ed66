"""A new customer's first minutes on an empty installation, on forms alone: from the old page to one announced."""

import html
import re
from datetime import timedelta
from io import BytesIO

import pytest

from app.accounts.passwords import hash_password
from app.database import unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.operations.first_start import open_first_administrator
from app.policy.versions import State
from tests.browsing import CheckedClient, form_with, page
from tests.builders import policy_versions as build

PUBLISHED = """<!doctype html><html lang="ko"><head><title>영상정보처리기기 운영·관리 방침</title></head><body>
<h1>한빛목재 주식회사 영상정보처리기기 운영·관리 방침</h1>
<p>한빛목재 주식회사(이하 "회사")는 다음과 같이 고정형 영상정보처리기기를 설치·운영합니다.</p>
<h2>1. 설치 근거 및 목적</h2>
<p>개인정보 보호법 제25조제1항에 따라 다음 목적으로 설치·운영합니다.</p>
<ul><li>시설의 안전 및 관리, 화재 예방</li><li>범죄 예방</li></ul>
<h2>2. 설치 대수, 설치 위치 및 촬영 범위</h2>
<table><thead><tr><th>구분</th><th>설치 대수</th><th>설치 위치</th><th>촬영 범위</th></tr></thead><tbody>
<tr><td>제재소</td><td>4대</td><td>정문 기둥, 야적장 모서리</td><td rowspan="2">출입구와 차량 통로</td></tr>
<tr><td>전시장</td><td>3대</td><td>현관, 주차장 입구</td></tr>
<tr><td>합계</td><td>9대</td><td colspan="2"></td></tr></tbody></table>
<h2>3. 관리책임자 및 접근권한자</h2>
<table><tr><th>구분</th><th>직위</th><th>소속</th><th>연락처</th></tr>
<tr><td>관리책임자</td><td>공장장</td><td>생산부</td><td>033-700-0101</td></tr>
<tr><td>접근권한자</td><td>대리</td><td>생산부</td><td>033-700-0102</td></tr></table>
<p>개인정보 보호책임자: 경영지원부 이사 033-700-0100</p>
<h2>4. 촬영시간, 보관기간, 보관장소 및 처리방법</h2>
<table><tr><th>촬영시간</th><th>보관기간</th><th>보관장소</th></tr>
<tr><td>24시간</td><td>촬영일로부터 30일</td><td>제재소 관리실</td></tr></table>
<p>처리방법: 보관기간이 끝나면 복원할 수 없는 방법으로 삭제합니다.</p>
<h2>5. 영상정보 확인 방법 및 장소</h2>
<p>확인 방법: 관리책임자에게 미리 연락하고 방문하면 확인할 수 있습니다.</p><p>확인 장소: 제재소 관리실</p>
<h2>6. 정보주체의 열람 등 요구에 대한 조치</h2>
<p>영상정보 열람·존재확인 청구서로 요구할 수 있으며 10일 이내에 조치합니다.</p>
<h2>7. 안전성 확보 조치</h2>
<ul><li>접근 권한의 관리</li><li>영상정보의 암호화</li><li>잠금장치 설치</li></ul>
<p>시행일: 2024년 3월 1일</p></body></html>"""
TOLD = {
    "organisation[0].stated_total_reason": "철거한 두 대가 옛 합계에 남음",
    "organisation[0].request_channels": "방문: 생산부 사무실\n전화: 033-700-0101",
    "organisation[0].entrustment_statement": "영상정보 처리 업무를 위탁하지 않습니다.",
    "organisation[0].safeguards": "내부 관리계획의 수립·시행\n접근 권한의 관리\n영상정보의 암호화\n"
    "처리기록의 보관 및 위조·변조 방지\n잠금장치 설치",
}
"""What the old page leaves out, and the officer types on the page of the reading."""
PASSWORD, OWN = "한 번만 쓰는 말 1234", "나무 냄새가 나는 제재소 77"


@pytest.fixture
def administrator(app):
    """The first administrator as `watchbook init` makes it, signed in and with a password of their own."""
    with unit_of_work() as session:
        name = open_first_administrator(session, password_hash=hash_password(PASSWORD, quick=True), now=utc_now())
    client = CheckedClient(app)
    assert client.fill("/sign-in", sign_in_name=name, password=PASSWORD).status_code == 303
    asked = client.get("/")
    assert client.fill(asked.location, current=PASSWORD, new=OWN, again=OWN).status_code == 303
    return client


def submit(client, response, **fields):
    """Send the form of a page that was answered to a post, as it stands there but for some fields."""
    form = form_with(response.text, fields)
    return client.post(form.action, data={**form.values, **fields}, csrf=False)


def grounds_to_choose(text):
    return [html.unescape(name) for name in re.findall(r'<select[^>]*name="([^"]+\.ground)"', text)]


def spaces_to_choose(text):
    return [html.unescape(name) for name in re.findall(r'<select[^>]*name="([^"]+space_class)"', text)]


def test_an_empty_installation_announces_a_policy_read_from_the_old_page(administrator, sign_in):
    admin, reviewer, officer = administrator, sign_in(Role.MANAGER), sign_in(Role.PRIVACY_OFFICER)
    read = admin.post("/policy/read", data={"file": (BytesIO(PUBLISHED.encode()), "policy.html")})
    shown = page(read, status=200)
    assert "설치장소 2곳, 카메라 7대" in shown.text
    assert "합계는 9대라고 적혀 있는데 더하면 7대입니다." in shown.text
    first = re.search(r'<option value="([^"]+)">[^<]*시설', shown.text)
    answers = dict.fromkeys(grounds_to_choose(shown.text), first[1])
    answers |= dict.fromkeys(spaces_to_choose(shown.text), "closed")
    refused = submit(admin, read, act="registry", valid_from="2024-03-01", **answers)
    assert "줄의 합을 쓰는 까닭을 적으십시오" in page(refused, status=422).text
    assert "열람 요구를 어디서 어떻게 받는지 적혀 있지 않습니다." in shown.text
    assert "위탁하는지 적혀 있지 않습니다." in shown.text
    handed = submit(admin, refused, act="registry", **TOLD)
    assert handed.status_code == 303
    preview = page(admin.get(handed.location), status=200)
    assert submit(admin, preview, token=re.search(r'name="token" value="([^"]+)"', preview.text)[1]).status_code == 303

    earliest = kst_day(utc_now()) + timedelta(days=8)
    drafted = admin.fill("/policy/versions/new", effective_on=earliest.isoformat(), note="처음 정함")
    assert drafted.status_code == 303
    steps = ((reviewer, "review", {}), (officer, "approve", {"promises": "y"}), (officer, "announce", {}))
    for who, act, ticked in steps:
        address = f"/policy/versions/1/{act}"
        offered = page(who.get("/policy/versions/1"), status=200).text
        assert f'action="{address}"' in offered, act
        digest = re.search(r'name="text_digest"[^>]*value="([^"]+)"', offered)
        done = who.post(address, data=ticked | ({"text_digest": digest[1]} if digest else {}))
        assert done.status_code == 303, (act, re.findall(r"<li>(.*?)</li>", done.text))
    assert build.version(1).state is State.ANNOUNCED
    assert build.version(1).effective_on == earliest
