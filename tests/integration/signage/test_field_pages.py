"""Staff see what hangs and what is to be done, send others to look, and take in what a phone has kept."""

import io
import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest

from app.database import db
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.ledger import queries as ledger
from app.registry.domain import Kind, Site
from app.signage.placing import Act
from app.web.headers import SCAN_WORKER_POLICY
from tests.builders.registry import record, record_estate
from tests.builders.sightings import a_photo, a_photo_with_its_place, a_sighting, note, walk
from tests.builders.signage import a_signed_estate, contents, issue, print_all

NOW = utc_now()
TODAY = kst_day(NOW)


@pytest.fixture
def signs(app):
    record_estate(a_signed_estate())
    numbered = issue()
    print_all(numbered)
    return numbered


@pytest.fixture
def hung(signs):
    for content in signs:
        note(a_sighting(content.number, Act.MOUNTED, at=NOW, revision=content.revision), now=NOW)
    return signs


def to_do(client, need):
    page = client.get(f"/signs/placements?need={need}").text
    return set(re.findall(r'/signs/([0-9A-Z]{8})"', page))


def sent(number, act="seen", **more):
    looked = {"text_matches": True, "readable": True} if act == "seen" else {}
    return {"id": str(uuid4()), "number": number, "act": act, "at": utc_now().isoformat(), **looked} | more


def sync(client, round_id, *checks, **photos):
    files = {f"photo-{mark}": (io.BytesIO(data), "photo.jpg") for mark, data in photos.items()}
    page = client.get(f"/signs/rounds/{round_id}/field").text
    token = re.search(r'name="csrf_token" value="([0-9a-f]+)"', page)[1]
    form = {"checks": json.dumps(checks), "csrf_token": token, **files}
    return client.post(f"/signs/rounds/{round_id}/sync", data=form, content_type="multipart/form-data")


def test_a_registry_change_marks_exactly_the_signs_that_print_it_until_new_ones_hang(hung, client, sign_in):
    staff = sign_in("Amir")
    assert to_do(staff, "reprint") == set()
    record(Kind.SITE, Site(code="G-1", name="관설동 새정압기", kind="정압기", row="governors", camera_count=2))
    old = hung[2]
    assert to_do(staff, "reprint") == {old.number}

    [new] = [one for one in contents(as_of=TODAY) if one.target == "G-1"]
    print_all([new], now=utc_now())
    assert (to_do(staff, "reprint"), to_do(staff, "mount")) == (set(), {old.number})

    round_id = walk("G-1", assigned_to=staff.actor.id, now=utc_now())
    check = sent(new.number, "mounted", revision=new.revision, place="새 자리")
    assert sync(staff, round_id, check).json["results"][0]["state"] == "recorded"
    assert [to_do(staff, need) for need in ("reprint", "mount", "take_down", "mend", "not_seen")] == [set()] * 5

    page = client.get(f"/public/signs/{old.number}?r={old.revision}").text
    assert "내용이 바뀐 안내판" in page
    assert '<ins lang="ko">관설동 새정압기</ins>' in page


def test_what_nobody_looked_at_for_a_year_is_to_be_looked_at(signs, sign_in):
    long_ago = NOW - timedelta(days=400)
    note(a_sighting(signs[2].number, Act.MOUNTED, at=long_ago), now=NOW)
    note(a_sighting(signs[3].number, Act.MOUNTED, at=NOW), now=NOW)
    assert to_do(sign_in("Olga"), "not_seen") == {signs[2].number}


def test_the_page_of_a_site_tells_how_its_signs_stand(signs, sign_in):
    note(a_sighting(signs[0].number, Act.MOUNTED, at=NOW), now=NOW)
    page = sign_in("Olga").get("/sites/HQ").text
    assert "걸려 있음" in page
    assert "걸어야 할 것" in page


def test_people_see_what_hangs_at_their_sites_only(hung, sign_in):
    assert sign_in("Olga", sites={"G-1"}).get("/signs/placements").text.count("wb-tag-ok") == 1


def test_a_sighting_is_noted_at_the_desk_and_stands_in_the_life_of_the_sign(signs, sign_in):
    client, number = sign_in("Olga"), signs[2].number
    photo = (io.BytesIO(a_photo_with_its_place()), "a.jpg")
    answer = client.fill(f"/signs/{number}/sightings/new", act="damaged", damage="아래가 찢어짐", photo=photo)
    assert answer.status_code == 303
    page = client.get(f"/signs/{number}").text
    assert "아래가 찢어짐" in page
    [address] = re.findall(r"/signs/sightings/[0-9a-f-]{36}/photo", page)

    shown = client.get(address)
    assert shown.mimetype == "image/jpeg"
    assert b"Exif" not in shown.data
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    [entry] = ledger.entries(db.session(), names={"sign_photo.opened"})
    assert (entry.actor_id, entry.data["number"]) == (client.actor.id, number)
    assert sign_in("Amir", name="Far", sites={"HQ"}).get(address).status_code == 404


def test_what_cannot_be_is_told_beside_the_form(signs, sign_in):
    client, number = sign_in("Olga"), signs[2].number
    answer = client.fill(f"/signs/{number}/sightings/new", act="seen")
    assert (answer.status_code, "잘 보이는지를 고르십시오" in answer.text) == (422, True)
    heic = (io.BytesIO(b"\0\0\0\x18ftypheic" + b"\0" * 40), "a.heic")
    answer = client.fill(f"/signs/{number}/sightings/new", act="missing", photo=heic)
    assert "높은 호환성" in answer.text
    assert sign_in(Role.AUDITOR).get(f"/signs/{number}/sightings/new").status_code == 403


def test_a_round_is_opened_for_a_region_and_its_page_alone_may_use_the_camera(signs, sign_in):
    client = sign_in("Amir")
    answer = client.fill(
        "/signs/rounds/new", region="원주시", sites="", assigned_to=str(client.actor.id), due_on=TODAY.isoformat()
    )
    address = answer.headers["Location"]
    assert "본사 사옥 주차장" in client.get(address).text
    assert "본사 사옥 주차장" in client.get(f"{address}/list", use="fieldwork").text
    assert "camera=(self)" in client.get(f"{address}/field").headers["Permissions-Policy"]
    assert "camera=()" in client.get(address).headers["Permissions-Policy"]
    for script, policy in (("field-worker.js", "connect-src 'self'"), ("scan-worker.js", SCAN_WORKER_POLICY)):
        answer = client.get(f"/signs/rounds/{script}")
        assert answer.mimetype == "text/javascript"
        assert policy in answer.headers["Content-Security-Policy"]
    nowhere = client.fill("/signs/rounds/new", sites="", assigned_to=str(client.actor.id), due_on="내일")
    assert "지역이나 설치장소를 고르십시오" in nowhere.text


def test_what_a_phone_sends_is_recorded_once_and_what_is_wrong_is_told(signs, sign_in):
    client = sign_in("Olga")
    round_id = walk("G-1", assigned_to=client.actor.id, now=NOW)
    good, foreign = sent(signs[2].number), sent(signs[3].number)
    broken = [{"id": str(uuid4()), "number": 7}, sent(signs[2].number, at="2026-01-01T00:00:00"), sent("X", act="sold")]
    broken += [sent(signs[2].number, damage="금감\ud83d"), sent(signs[2].number, place="기둥\0")]
    for state in ("recorded", "repeated", "repeated"):
        results = sync(client, round_id, good, foreign, *broken, **{good["id"]: a_photo()}).json["results"]
        assert [one["state"] for one in results] == [state, *["refused"] * 6]
    assert "다른 설치장소의 것" in results[1]["problem"]
    assert len(list(ledger.entries(db.session(), names={"sign.sighted"}))) == 1
    for nothing in ("", "{}", "[1]", "[" * 5000):
        token = re.search(r'name="csrf_token" value="(\w+)"', client.get("/signs/rounds").text)[1]
        form = {"checks": nothing, "csrf_token": token}
        assert client.post(f"/signs/rounds/{round_id}/sync", data=form).json == {"results": []}


def test_what_another_noted_on_the_same_phone_is_not_taken_as_ones_own(signs, sign_in):
    client = sign_in("Olga")
    round_id = walk("G-1", assigned_to=client.actor.id, now=NOW)
    token = re.search(r'name="csrf_token" value="(\w+)"', client.get("/signs/rounds").text)[1]
    form = {"checks": json.dumps([sent(signs[2].number)]), "csrf_token": token}
    for account, status in ((client.actor.id + 1, 409), ("x", 409), (client.actor.id, 200)):
        assert client.post(f"/signs/rounds/{round_id}/sync", data=form | {"account": account}).status_code == status
    assert len(list(ledger.entries(db.session(), names={"sign.sighted"}))) == 1


def test_a_round_tells_exactly_what_it_found(signs, sign_in):
    client = sign_in("Amir")
    round_id = walk("HQ", "G-1", assigned_to=client.actor.id, now=NOW, due_on=TODAY)
    lobby, car, station, other = (one.number for one in signs)
    sync(
        client,
        round_id,
        sent(lobby, text_matches=False, cameras_counted=9),
        sent(car, "missing"),
        sent(other, "elsewhere", place="관설동 정압기 문"),
    )
    page = client.get(f"/signs/rounds/{round_id}").text
    told = dict(re.findall(r'wb-tag-\w+">(확인하지 않음|찾지 못함|글이 다름|카메라 수가 대장과 다름) (\d)<', page))
    assert told == {"확인하지 않음": "1", "찾지 못함": "1", "글이 다름": "1", "카메라 수가 대장과 다름": "1"}
    assert "다른 곳의 안내판 1장" in page
    assert "관설동 정압기 문" in page
    spoken = {number: f"{number[:4]}-{number[4:]}" for number in (lobby, car, station)}
    for finding, wanted in (("missing", {car}), ("not_looked", {station}), ("sold", {lobby, car, station})):
        listed = client.get(f"/signs/rounds/{round_id}?show={finding}").text
        assert {number for number, told in spoken.items() if told in listed} == wanted
    assert "조건에 맞는 안내판이 없습니다" in client.get(f"/signs/rounds/{round_id}?show=damaged").text

    client.fill(f"/signs/rounds/{round_id}")
    assert "마침" in client.get("/signs/rounds").text
    [entry] = ledger.entries(db.session(), names={"sign_round.closed"})
    assert (entry.data["looked_at"], entry.data["due"]) == (2, 3)
    assert station in page


def test_late_rounds_are_told(signs, sign_in):
    client = sign_in("Amir")
    past = NOW - timedelta(days=9)
    walk("G-1", assigned_to=client.actor.id, now=past, due_on=kst_day(past) + timedelta(days=2))
    walk("HQ", assigned_to=client.actor.id, now=NOW, due_on=TODAY + timedelta(days=2))
    assert "기한이 지난 것 1건" in client.get("/signs/rounds").text
    assert client.get("/signs/rounds").text.count("하는 중") == 1
    assert "하는 중" in sign_in("Olga", sites={"HQ"}).get("/signs/rounds").text
    assert "기한 지남" not in sign_in("Olga", sites={"HQ"}).get("/signs/rounds").text
