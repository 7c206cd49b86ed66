"""Pages of looks at recorders: what is due, the form, a camera with its reasons; and the shell."""

import json
from datetime import timedelta

import pytest
from flask import render_template

from app.cli import watchbook
from app.database import db
from app.kernel.clock import KST, iso, utc_now
from app.kernel.particles import with_particles
from app.ledger import queries as ledger
from app.recorder_checks import queries
from app.recorder_checks.domain import Footage
from tests.builders.recorder_checks import HEAD_OFFICE, LOBBY, LOBBY_1, a_clock_look, a_look, record_look
from tests.builders.registry import record_estate

NOW = utc_now().replace(microsecond=0)
NEW = "/recorders/checks/new"


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def typed(moment):
    return f"{moment.astimezone(KST):%Y-%m-%d %H:%M:%S}"


def looks(place=LOBBY_1):
    return [row.look for row in queries.checks_of_place(db.session(), place=place)]


def test_the_list_says_how_many_are_due_and_shows_what_is_short_first(sign_in):
    record_look(LOBBY_1, look=a_look(14, at=NOW, configured_days=15, offset_seconds=95))
    text = sign_in("Olga").get("/recorders/checks").text
    assert "점검한 적 없음 4" in text
    assert "최근 점검 1" in text
    assert "게시와 다름" in text
    assert "1:35 빠름" in text
    assert text.index("로비 1") < text.index("주차장")


def test_the_list_is_narrowed_by_site_and_state(sign_in):
    record_look(LOBBY_1, look=a_look(at=NOW))
    olga = sign_in("Olga")
    assert "관설동" not in olga.get("/recorders/checks?site=HQ").text.partition("<table")[2]
    shown = olga.get("/recorders/checks?state=current").text.partition("<table")[2]
    assert "로비 1" in shown
    assert "로비 2" not in shown


def test_a_recorder_is_looked_at_for_all_its_cameras_in_one_go(sign_in):
    olga = sign_in("Olga")
    response = olga.fill(
        f"{NEW}?place={LOBBY.key}",
        recorder="NVR-3",
        oldest_at=typed(NOW - timedelta(days=14, hours=2)),
        locked_left_out="y",
        configured_days="15",
        clock="ahead",
        clock_off="1:35",
        places=["HQ|HQ-lobby|C-1", "HQ|HQ-lobby|C-2"],
    )
    assert response.status_code == 303
    (look,) = looks()
    assert (look.recorder, look.configured_days, look.offset_seconds, look.kept_days) == ("NVR-3", 15, 95, 14)
    assert look.locked_left_out
    (entry,) = ledger.entries(db.session(), names=("recorder_check.made",))
    assert [place["camera"] for place in entry.data["places"]] == ["C-1", "C-2"]
    assert entry.actor_id == olga.actor.id
    assert "NVR-3의 점검을 2곳에 기록했습니다" in olga.get(response.location).text


def test_cameras_of_the_same_recorder_are_ticked_beforehand(sign_in):
    record_look(LOBBY, look=a_look(at=NOW, configured_days=15))
    text = sign_in("Olga").get(f"{NEW}?place={LOBBY_1.key}").text
    ticked = [part.partition('"')[0] for part in text.split('name="places" value="')[1:] if " checked" in part[:80]]
    assert ticked == ["HQ|HQ-lobby|C-1", "HQ|HQ-lobby|C-2"]
    assert 'value="NVR-3"' in text
    assert 'value="15"' in text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "녹화기 화면에 보이는 시각을 적거나"),
        ({"oldest_at": "어제 9시", "recorder": ""}, "어느 녹화기인지 적으십시오."),
        ({"oldest_at": "어제 9시", "clock": "ahead"}, "얼마나 틀린지"),
        ({"oldest_at": "그끄저께"}, "일시를 알 수 없습니다"),
        ({"footage": "not_looked"}, "잰 것이 없습니다"),
        ({"oldest_at": "2099-01-01 00:00"}, "점검한 때보다 뒤입니다"),
        ({"footage": "unknown", "places": []}, "하나 이상 고르십시오"),
        ({"footage": "unknown", "places": ["HQ|HQ-attic|"]}, "대장에 없거나"),
    ],
)  # fmt: skip
def test_a_faulty_look_is_returned_with_a_sentence(sign_in, fields, sentence):
    values = {"recorder": "NVR-3", "footage": "found", "places": ["HQ|HQ-lobby|C-1"], "clock": "not_looked", **fields}
    response = sign_in("Olga").post(f"{NEW}?site=HQ", data=values)
    assert response.status_code == 422
    assert sentence in response.text
    assert looks() == []


def test_a_look_that_could_not_tell_is_recorded_and_shown(sign_in):
    olga = sign_in("Olga")
    assert olga.fill(f"{NEW}?place={LOBBY_1.key}", recorder="NVR-3", footage="unknown").status_code == 303
    assert [look.footage for look in looks()] == [Footage.UNKNOWN]
    assert "보관일수 모름 1" in olga.get("/recorders/checks").text


def test_without_a_place_the_site_is_asked_for_first(sign_in):
    text = sign_in("Olga").get(NEW).text
    assert "어디의 녹화기인가" in text
    assert '<option value="HQ">' in text


def test_a_camera_says_when_its_footage_goes_and_why(sign_in):
    record_look(LOBBY_1, look=a_look(14, at=NOW - timedelta(days=40), offset_seconds=-3600))
    text = sign_in("Uma").get("/recorders/checks/place?place=HQ|HQ-lobby|C-1").text
    for said in ("녹화기에서 잰 보관일수 14일", "여유 12시간", "시계 오차 1:00:00(느림)", "오래된 점검", "시스템"):
        assert said in text
    assert f'href="{NEW}' not in text


def test_locked_footage_and_new_cameras_are_explained(sign_in):
    record_look(LOBBY_1, look=a_look(14, at=NOW, locked_left_out=False))
    text = sign_in("Olga").get("/recorders/checks/place?place=HQ|HQ-lobby|C-1").text
    assert "잠근 영상을 빼지 않고 보았습니다" in text


def test_the_page_of_a_site_shows_its_recorders(sign_in):
    record_look(HEAD_OFFICE, look=a_look(14, at=NOW))
    assert "14일만 보관" in sign_in("Olga").get("/sites/HQ").text
    assert "녹화기 점검" not in sign_in("Ada").get("/sites/HQ").text


def test_nobody_sees_or_records_at_a_site_of_others(sign_in):
    record_look(LOBBY_1, look=a_look(14, at=NOW, recorder="SECRET"))
    sam = sign_in("Sam", sites={"G-1"})
    for address in ("/recorders/checks", "/recorders/checks?site=HQ", f"{NEW}?place={LOBBY_1.key}", NEW):
        text = sam.get(address).text
        assert "로비" not in text
        assert "SECRET" not in text
        assert "본사" not in text
    assert sam.get("/recorders/checks/place?place=HQ|HQ-lobby|C-1").status_code == 404
    data = {"recorder": "N", "footage": "unknown", "clock": "not_looked", "places": ["HQ|HQ-lobby|C-1"]}
    assert sam.post(NEW, data=data).status_code in {404, 422}
    assert len(looks()) == 1


@pytest.mark.parametrize(
    ("name", "listed", "recorded"),
    [("Olga", 200, 200), ("Amir", 200, 200), ("Petra", 200, 200), ("Uma", 200, 403), ("Ada", 403, 403)],
)
def test_who_may_do_what(sign_in, name, listed, recorded):
    client = sign_in(name)
    assert client.get("/recorders/checks").status_code == listed
    assert client.get(NEW).status_code == recorded


@pytest.mark.parametrize(
    ("look", "sentence"),
    [
        (a_look(14, at=NOW, offset_seconds=95), "NVR-3을 점검했습니다(1곳). 시계가 95초 빨랐습니다."),
        (a_look(None, at=NOW), "NVR-3을 점검했습니다(1곳). 가장 오래된 영상은 알 수 없었습니다."),
        (a_clock_look(-95, at=NOW), "NVR-3을 점검했습니다(1곳). 시계가 95초 느렸습니다."),
    ],
)
def test_the_ledger_says_it_in_a_sentence(app, look, sentence):
    record_look(LOBBY_1, look=look)
    (entry,) = ledger.entries(db.session(), names=("recorder_check.made",))
    with app.test_request_context():
        said = render_template(
            "ledger/entries/recorder_check.made.html", entry=entry, data=entry.data, actor_name="올가"
        )
    assert with_particles(" ".join(said.split())).endswith(sentence)


def run(app, *arguments):
    return app.test_cli_runner().invoke(watchbook, ["recorders", *arguments])


def test_the_shell_measures_and_lists(app):
    oldest = iso(NOW - timedelta(days=14, hours=1))
    done = run(app, "measure", "--place", "HQ|HQ-lobby", "--recorder", "NVR-3", "--oldest", oldest, "--offset", "-20")
    assert done.exit_code == 0, done.output
    listed = run(app, "checks", "--site", "HQ", "--json")
    assert listed.exit_code == 1
    assert {each["place"]: (each["state"], each["measured_days"]) for each in json.loads(listed.output)} == {
        "HQ|HQ-lobby|C-1": ("current", 14),
        "HQ|HQ-lobby|C-2": ("current", 14),
        "HQ|HQ-car|": ("never", None),
    }
    assert run(app, "measure", "--place", "HQ|HQ-car", "--recorder", "N", "--oldest", oldest).exit_code == 0
    assert run(app, "checks", "--site", "HQ").exit_code == 0


def test_the_shell_refuses_with_a_sentence(app):
    refused = run(app, "measure", "--place", "NOPE", "--recorder", "N", "--oldest", "unknown")
    assert refused.exit_code == 2
    assert "대장에 없거나" in refused.output
    assert run(app, "measure", "--place", "HQ", "--recorder", "N", "--oldest", "yesterday").exit_code == 2
