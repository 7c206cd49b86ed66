"""The ledger's pages: who may read what, filters, sentences and proofs."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from app.database import unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import utc_now
from app.ledger import commands
from app.ledger.erasing import erase_due
from app.ledger.events import catalogue
from app.ledger.forms import KINDS, OTHER, events_of
from app.ledger.keys import ensure_key
from app.ledger.notes import InclusionText
from app.ledger.tree import leaf_hash
from tests.builders.ledger import NOON, lamp
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import approve, receive

READERS = (Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR)


@pytest.fixture
def uma(sign_in):
    return sign_in("Uma")


def record(actor, *events, now=NOON):
    with unit_of_work() as session:
        return [receipt.leaf for receipt in commands.append_all(session, events, actor=actor, now=now)]


def checkpoint(app):
    with unit_of_work() as session:
        commands.checkpoint(session, signer=ensure_key(app.config["SETTINGS"].home), now=utc_now())


@pytest.mark.parametrize("role", READERS)
def test_the_ledger_opens_for_those_who_watch_over_it(sign_in, role):
    assert sign_in(role).get("/ledger").status_code == 200


def test_an_operator_and_a_stranger_do_not_read_it(sign_in, client):
    assert sign_in("Olga").get("/ledger").status_code == 403
    assert client.get("/ledger").status_code == 303


def test_entries_are_grouped_by_korean_day_newest_first(uma, cast):
    record(cast("Olga"), lamp(1), lamp(2))
    record(cast("Amir"), lamp(3), now=NOON + timedelta(hours=12))
    shown = uma.get("/ledger").text
    assert shown.index("2026-11-23(월)") < shown.index("lamp:3") < shown.index("2026-11-22(일)") < shown.index("lamp:2")
    assert shown.index("lamp:2") < shown.index("lamp:1")


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("site=wonju", {"lamp:1", "lamp:3"}),
        ("subject=lamp:2", {"lamp:2"}),
        ("since=2026-11-23", {"lamp:3"}),
        ("until=2026-11-22", {"lamp:1", "lamp:2"}),
        ("since=2026-11-24", set()),
        ("subject=lamp:2&site=hoengseong", {"lamp:2"}),
        ("kind=registry", set()),
    ],
)
def test_filters_narrow_the_list(uma, cast, query, subjects):
    record(cast("Olga"), lamp(1, site="wonju"), lamp(2, site="hoengseong"))
    record(cast("Amir"), lamp(3, site="wonju"), now=NOON + timedelta(days=1))
    shown = uma.get(f"/ledger?{query}").text
    assert {subject for subject in ("lamp:1", "lamp:2", "lamp:3") if f">{subject}</a>" in shown} == subjects


def test_a_person_can_be_picked(uma, cast):
    record(cast("Olga"), lamp(1))
    record(cast("Amir"), lamp(2))
    shown = uma.get(f"/ledger?person={cast('Amir').id}").text
    assert ">lamp:2</a>" in shown
    assert ">lamp:1</a>" not in shown


def test_a_filter_that_cannot_be_understood_is_told(uma):
    shown = uma.get("/ledger?since=neverday").text
    assert "날짜를 알 수 없습니다" in shown


def test_long_lists_go_on_from_the_last_entry_and_keep_the_filter(uma, cast):
    record(cast("Olga"), *(lamp(number, site="wonju") for number in range(60)))
    first = uma.get("/ledger?site=wonju").text
    assert ">lamp:59</a>" in first
    assert ">lamp:9</a>" not in first
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert "site=wonju" in following
    second = uma.get(following).text
    assert ">lamp:9</a>" in second
    assert ">lamp:59</a>" not in second


def test_somebody_of_one_site_sees_its_entries_only(sign_in, cast):
    mine, other, none = record(cast("Olga"), lamp(1, site="wonju"), lamp(2, site="seoul"), lamp(3))
    amir = sign_in("Amir", sites={"wonju"})
    shown = amir.get("/ledger").text
    assert ">lamp:1</a>" in shown
    assert ">lamp:2</a>" not in shown
    assert ">lamp:3</a>" not in shown
    assert amir.get(f"/ledger/{mine}").status_code == 200
    for leaf in (other, none, 99):
        for part in ("", "/proof", "/body"):
            assert amir.get(f"/ledger/{leaf}{part}").status_code == 404


def test_an_entry_shows_its_proof_once_it_is_signed(app, uma, cast):
    (leaf,) = record(cast("Olga"), lamp(1))
    assert "서명 전" in uma.get(f"/ledger/{leaf}").text
    assert uma.get(f"/ledger/{leaf}/proof").status_code == 404
    checkpoint(app)
    shown = uma.get(f"/ledger/{leaf}").text
    assert "서명됨" in shown
    assert "— watchbook/" in shown


def test_proof_and_sealed_bytes_are_handed_out_as_they_are(app, uma, cast):
    record(cast("Olga"), lamp(1), lamp(2))
    checkpoint(app)
    proof = InclusionText.parse(uma.get("/ledger/1/proof").text)
    body = uma.get("/ledger/1/body", use="review").data
    assert proof.leaf == 1
    assert b'"subject":"lamp:2"' in body
    assert len(leaf_hash(body)) == 32


@pytest.mark.parametrize(("role", "may"), [(role, role is not Role.ADMINISTRATOR) for role in READERS])
def test_personal_parts_are_shown_to_those_who_answer_for_them(sign_in, cast, role, may):
    (leaf,) = record(cast("Olga"), lamp(1, lit_by="김가상"))
    page = sign_in(role).get(f"/ledger/{leaf}").text
    assert ("김가상" in page) is may
    assert ("이 내용을 볼 권한이 없습니다." in page) is not may


def test_an_erased_personal_part_is_said_to_be_erased(uma, cast):
    (leaf,) = record(cast("Olga"), lamp(1, lit_by="김가상"))
    with unit_of_work() as session:
        session.execute(text("DELETE FROM ledger_private"))
    shown = uma.get(f"/ledger/{leaf}").text
    assert "파기됨" in shown
    assert "김가상" not in shown


def test_people_of_one_site_are_not_offered_the_names_of_others(sign_in, cast):
    record(cast("Olga"), lamp(1, site="HQ"))
    record(cast("Sam"), lamp(2, site="OTHER-SITE"))
    manager = sign_in(Role.MANAGER, name="Lena", sites={"OTHER-SITE"})

    shown = manager.get("/ledger").text

    assert ">Sam<" in shown
    assert "Olga" not in shown


def test_an_event_without_a_sentence_is_called_by_its_name(uma, cast):
    record(cast("Olga"), lamp(1))
    assert "lamp.lit" in uma.get("/ledger").text


def test_a_clock_set_back_is_told_in_a_sentence(uma, cast):
    record(cast("Olga"), lamp(1))
    record(cast("Olga"), lamp(2), now=NOON - timedelta(hours=1))
    shown = uma.get("/ledger?kind=ledger").text
    assert "서버 시계가 2026-11-22(일) 12:00:00에서 2026-11-22(일) 11:00:00으로" in shown
    assert ">lamp:1</a>" not in shown


def test_an_empty_ledger_says_so(uma):
    assert "찾는 기록이 없습니다" in uma.get("/ledger").text


def test_a_name_of_markup_is_shown_as_text(uma, cast):
    (leaf,) = record(cast("Olga"), lamp(1, place="<b>정문</b>", lit_by="<script>"))
    shown = uma.get(f"/ledger/{leaf}").text
    assert "<b>정문" not in shown
    assert "<script>" not in shown.split("<main", 1)[1]


def test_objects_are_named_in_words_and_lead_to_their_page(sign_in):
    record_estate()
    number = receive()
    approve(number)
    shown = sign_in(Role.AUDITOR).get("/ledger?kind=request").text
    assert f'<a href="/requests/{number}">요청 {number}</a>을 승인했습니다.' in shown
    assert "본사 사옥" in shown


def test_backups_are_a_kind_of_their_own():
    assert events_of("backup") == ("backup.made",)
    assert "backup.made" not in events_of(OTHER)


def test_a_kind_is_its_own_events_and_every_event_has_one():
    names = [name for _label, names in KINDS.values() for name in names]
    assert len(names) == len(set(names))
    assert set(names) | set(events_of(OTHER)) >= set(catalogue())
    assert set(names).isdisjoint(events_of(OTHER))


def test_what_was_erased_says_when_and_by_which_entry(uma, cast):
    with unit_of_work() as session:
        leaf = commands.append(
            session, lamp(1, lit_by="김가상"), actor=cast("Olga"), now=NOON, erase_on=date(2026, 11, 22)
        ).leaf
        erase_due(session, on=date(2026, 11, 22), forgetters=(), actor=SYSTEM, now=NOON)
    shown = uma.get(f"/ledger/{leaf}").text
    assert "파기됨 (2026-11-22(일))" in shown
    assert f'href="/ledger/{leaf + 1}"' in shown


def test_a_code_alone_finds_what_entries_are_about(uma):
    record_estate()
    shown = uma.get("/ledger?subject=C-1").text
    assert "subject=camera:C-1" in shown
    assert "subject=camera:C-2" not in shown


@pytest.mark.parametrize(
    ("subject", "called"),
    [
        ("recorder:NVR-1", "녹화기 NVR-1"),
        ("recorder_finding:7", "대조 결과 7번"),
        ("token:3", "API 토큰 3번"),
        ("shift:2026-11-21T19", "근무 2026-11-21T19"),
        ("footage:9", "기록 9번"),
    ],
)
def test_what_an_entry_is_about_is_said_in_words(app, subject, called):
    with app.test_request_context():
        words = app.jinja_env.get_template("ledger/objects.html").module.words

        assert words(subject, {}).strip() == called
