"""A request that comes in gets the next number of its year, and both clocks start."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.clock import utc_now
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import Handling, RequesterKind, RequestKind
from app.viewing_requests.intake_refusals import TakenInOtherwise
from app.viewing_requests.refusals import (
    PlaceMissing,
    PlaceUnknown,
    ReceivedInFuture,
    SpanBackwards,
    SpanInFuture,
    SuspensionOnlyClosed,
)
from tests.builders.registry import a_small_estate, record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, SAM, UMA, an_intake, places, receive


@pytest.fixture
def estate(app):
    record_estate()


def detail(number, actor=OLGA):
    return queries.request_detail(db.session(), number=number, actor=actor, now=NOW)


def test_it_gets_a_number_two_clocks_and_a_sealed_entry_without_personal_data(estate):
    number = receive()

    found = detail(number)
    assert number == "2026-0001"
    assert found.row.due_on == date(2026, 11, 30)
    assert found.row.overwrite_at == found.row.span_from + timedelta(days=20, hours=-12)
    assert [clock.clock for clock in found.row.clocks] == ["answer", "footage"]
    assert found.party.requester_name == "청구인 갑"
    (entry,) = ledger.entries(db.session(), prefix="viewing_request.")
    assert (entry.name, entry.subject, entry.site_code) == (
        "viewing_request.received",
        f"viewing_request:{number}",
        "HQ",
    )
    assert "청구인" not in str(entry.body)
    assert "잃어버림" not in str(entry.body)
    (part,) = ledger.personal_parts(db.session(), leaf=entry.leaf)
    assert part.content.keys() == {"requester_name", "requester_contact", "purpose"}
    assert "청구인" not in str(part.content)


def test_numbers_of_a_year_have_no_gaps_even_when_one_fails(estate):
    numbers = [receive()]
    intake = an_intake()
    with unit_of_work() as session:
        commands.receive_request(session, intake=intake, actor=OLGA, now=NOW)
        session.rollback()
    numbers.append(receive())
    numbers.append(receive(now=datetime(2027, 1, 4, 1, 0, tzinfo=UTC)))

    assert numbers == ["2026-0001", "2026-0002", "2027-0001"]


def test_what_is_sent_twice_is_taken_in_once(estate):
    key = "k" * 16
    number = receive(key=key)

    assert receive(key=key) == number
    for other in ({"purpose": "다른 까닭"}, {"requester_body": "보험사"}, {"places": places("C-2")}):
        with pytest.raises(TakenInOtherwise):
            receive(key=key, **other)
    assert [receive(key=key, actor=AMIR), receive()] == ["2026-0002", "2026-0003"]


def test_a_shorter_promise_of_the_company_binds(app):
    items = a_small_estate()
    items["organisation"][0]["refusal_notice_days"] = 7
    record_estate(items)

    found = detail(receive())

    assert found.dates.course.usual.days == 7
    assert found.row.due_on == date(2026, 11, 27)
    assert found.statutory.days == 10


def test_a_provision_is_due_on_a_day_of_our_own_whatever_the_company_promised_others(app):
    items = a_small_estate()
    items["organisation"][0]["refusal_notice_days"] = 7
    record_estate(items)

    found = detail(receive(requester_kind=RequesterKind.INSURER))

    assert found.dates.course.usual.days == 10
    assert found.statutory.source.key == "product.provision_days"


def test_who_is_not_in_the_footage_asks_for_provision_never_viewing(estate):
    assert detail(receive(subject_in_footage=False)).row.handling is Handling.PROVISION
    assert detail(receive(requester_kind=RequesterKind.INSURER)).row.handling is Handling.PROVISION
    assert detail(receive(requester_kind=RequesterKind.AGENT)).row.handling is Handling.VIEWING


def test_a_place_in_words_is_enough_and_leaves_the_footage_clock_unknown(estate):
    found = detail(receive(place_words="충전소 뒤편 담장"))

    assert found.row.overwrite_at is None
    assert [clock.clock for clock in found.row.clocks] == ["answer"]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        pytest.param({"span_to": NOW - timedelta(days=3)}, SpanBackwards, id="backwards"),
        pytest.param(
            {"span_from": NOW + timedelta(days=1), "span_to": NOW + timedelta(days=2)}, SpanInFuture, id="future"
        ),
        pytest.param({"received_at": NOW + timedelta(hours=1)}, ReceivedInFuture, id="received later than now"),
        pytest.param({"places": (), "place_words": " "}, PlaceMissing, id="no place"),
        pytest.param({"actor": SAM}, PlaceUnknown, id="another's site"),
        pytest.param({"kind": RequestKind.SUSPENSION}, SuspensionOnlyClosed, id="suspension of an open place"),
    ],
)
def test_it_is_refused(estate, values, refusal):
    with pytest.raises(refusal):
        receive(**values)
    assert list(ledger.entries(db.session(), prefix="viewing_request.")) == []


def test_people_of_another_site_do_not_see_it(estate):
    number = receive()

    assert queries.requests_by_clock(db.session(), actor=SAM, now=NOW) == []
    with pytest.raises(Exception, match="찾을 수 없습니다"):
        detail(number, actor=SAM)
    assert [row.number for row in queries.requests_by_clock(db.session(), actor=AMIR, now=NOW, site="HQ")] == [number]
    assert queries.requests_by_clock(db.session(), actor=AMIR, now=NOW, site="G-1") == []


def test_a_site_without_zones_can_be_asked_for(estate):
    number = receive(places=places("단구동"))

    assert [place.site_code for place in detail(number).row.places] == ["G-2"]


def test_only_people_who_work_on_cases_and_the_system_take_requests_in(estate):
    for actor in (UMA, Actor(id=106, name="Ada", roles=frozenset({Role.ADMINISTRATOR}))):
        with pytest.raises(NotAllowed):
            receive(actor=actor)

    assert [receive(actor=actor) for actor in (AMIR, SYSTEM)] == ["2026-0001", "2026-0002"]


def test_what_is_counted_and_checked_are_all_open_requests_however_many(estate, sign_in):
    intake = an_intake(now=utc_now())
    with unit_of_work() as session:
        for _ in range(queries.MOST_ROWS + 2):
            last = commands.receive_request(session, intake=intake, actor=OLGA, now=utc_now())

    assert queries.number_open(db.session(), actor=AMIR, site="HQ") == queries.MOST_ROWS + 2
    assert queries.number_open(db.session(), actor=SAM) == queries.number_open(db.session(), actor=SAM, site="HQ") == 0
    assert [found.number for found in queries.open_requests(db.session(), actor=AMIR)][-1] == last
    board = sign_in("Amir").get("/").text
    assert f"전체 {queries.MOST_ROWS + 2}건" in board
    assert f"{queries.MOST_ROWS - 1}건 더 보기" in board
    assert f"전체 {queries.MOST_ROWS + 2}건" in sign_in("Amir").get("/footage").text
