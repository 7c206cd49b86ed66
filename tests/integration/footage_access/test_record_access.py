"""An entry of the register is sealed and written at once, or not at all; each kind needs what the law asks."""

from datetime import timedelta

import pytest

from app.database import db, unit_of_work
from app.footage_access import commands, queries
from app.footage_access.domain import Filter, Kind
from app.footage_access.events import RegisterExported
from app.footage_access.refusals import (
    CycleHalf,
    EmptyReason,
    FieldMissing,
    GroundNotAllowed,
    NotYours,
    OccurredInFuture,
    PlaceNeeded,
    RequestNotUsable,
    RequestNotWanted,
    SpanAfterAccess,
    SpanBackwards,
    SpanHalf,
    WrongHandling,
)
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.viewing_requests import queries as viewing_requests
from app.viewing_requests.refusals import PlaceUnknown, RequestNotFound
from app.viewing_requests.states import Status
from tests.builders.footage_access import facts, log
from tests.builders.handovers import hand_over, shown
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import (
    AMIR,
    NOW,
    OLGA,
    SAM,
    UMA,
    a_provision,
    approve,
    grant_provision,
    places,
    receive,
)


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def entries():
    return queries.page_of_entries(db.session(), wanted=Filter(), actor=OLGA).rows


def sealed():
    return list(ledger.entries(db.session(), prefix="footage."))


def status_of(number):
    return viewing_requests.request_row(db.session(), number=number, actor=OLGA, now=NOW).status


def test_several_cameras_at_once_make_one_sealed_entry():
    receipt = log(Kind.PLAYBACK, places=places("C-1", "C-2"))

    (row,) = entries()
    (entry,) = sealed()
    assert row.leaf == receipt.leaf == entry.leaf
    assert [place.code for place in row.places] == ["C-1", "C-2"]
    assert entry.subject == "camera:C-1"
    assert entry.data["span_from"] == "2026-11-19T16:00:00.000000Z"


def test_a_viewing_closes_its_approved_request_in_the_same_transaction():
    number = approve(receive())

    receipt = log(Kind.VIEWING, request_number=number)

    row = viewing_requests.request_detail(db.session(), number=number, actor=OLGA, now=NOW)
    assert (row.row.status, row.entry_leaf) == (Status.CLOSED, receipt.leaf)
    assert [entry.name for entry in ledger.entries(db.session(), subject=f"viewing_request:{number}")] == [
        "viewing_request.received",
        "viewing_request.checked",
        "viewing_request.approved",
        "footage.accessed",
        "viewing_request.given",
        "viewing_request.fulfilled",
    ]


def test_a_provision_takes_recipient_and_ground_from_the_decision_and_hides_the_recipient():
    number = grant_provision(a_provision(), ground="pipa.18.2.2")

    log(Kind.PROVISION, request_number=number)

    (row,) = entries()
    assert (row.recipient, row.ground) == ("예시경찰서 형사과", "pipa.18.2.2")
    assert "예시경찰서" not in str(sealed()[0].body)


def test_a_request_stays_open_when_more_is_to_come():
    number = approve(receive())
    hand_over(number, shown(more_to_come=True))

    log(Kind.VIEWING, request_number=number, closes_request=False)

    assert status_of(number) is Status.APPROVED


@pytest.mark.parametrize(
    ("kind", "field", "source"),
    [
        (Kind.PLAYBACK, "span_from", "제47조제4호"),
        (Kind.PLAYBACK, "text", "제47조제4호"),
        (Kind.VIEWING, "file_name", "제44조제5항"),
        (Kind.VIEWING, "request_number", "제44조제1항"),
        (Kind.USE, "recipient", "제42조제1항"),
        (Kind.USE, "ground", "제18조제2항"),
        (Kind.USE, "form", "제42조제1항"),
        (Kind.PROVISION, "file_name", "제42조제1항"),
        (Kind.PROVISION, "request_number", "제40조"),
        (Kind.DESTRUCTION, "file_name", "제42조제2항"),
        (Kind.DESTRUCTION, "method", "제42조제2항"),
    ],
)
def test_what_a_kind_needs_is_asked_for_with_its_source(kind, field, source):
    values = {field: None if field != "text" else ""}
    if field == "span_from":
        values["span_to"] = None
    if kind in {Kind.VIEWING, Kind.PROVISION} and field != "request_number":
        values["request_number"] = (
            approve(receive()) if kind is Kind.VIEWING else grant_provision(a_provision(), ground="pipa.18.2.2")
        )
    with pytest.raises(FieldMissing, match=source):
        log(kind, **values)
    assert entries() == ()
    assert sealed() == []


@pytest.mark.parametrize(
    ("kind", "values", "refusal"),
    [
        pytest.param(Kind.LIVE, {"places": ()}, PlaceNeeded, id="no place"),
        pytest.param(Kind.LIVE, {"text": "확인"}, EmptyReason, id="a reason that says nothing"),
        pytest.param(Kind.LIVE, {"occurred_at": NOW + timedelta(minutes=1)}, OccurredInFuture, id="future"),
        pytest.param(Kind.PLAYBACK, {"span_to": None}, SpanHalf, id="half a span"),
        pytest.param(Kind.PLAYBACK, {"span_to": NOW - timedelta(days=1)}, SpanBackwards, id="backwards"),
        pytest.param(Kind.PLAYBACK, {"occurred_at": NOW - timedelta(days=2)}, SpanAfterAccess, id="filmed later"),
        pytest.param(Kind.DESTRUCTION, {"cycle_days": 20}, CycleHalf, id="a cycle nobody checked"),
        pytest.param(Kind.USE, {"ground": "pipa.18.2.7"}, GroundNotAllowed, id="a ground of public bodies"),
        pytest.param(
            Kind.PLAYBACK, {"request_number": "2026-0001"}, RequestNotWanted, id="a request it has no use for"
        ),
        pytest.param(Kind.VIEWING, {"request_number": "2026-0099"}, RequestNotFound, id="no such request"),
        pytest.param(Kind.LIVE, {"actor": SAM}, PlaceUnknown, id="another's site"),
        pytest.param(Kind.LIVE, {"actor": UMA}, NotAllowed, id="an auditor"),
    ],
)
def test_it_is_refused_and_nothing_is_written(kind, values, refusal):
    with pytest.raises(refusal):
        log(kind, **values)
    assert entries() == ()
    assert sealed() == []


def test_footage_is_shown_only_against_an_approved_request():
    number = receive()

    with pytest.raises(RequestNotUsable, match="접수"):
        log(Kind.VIEWING, request_number=number)


def test_a_provision_is_never_recorded_as_a_viewing():
    number = grant_provision(a_provision(), ground="pipa.18.2.2")

    with pytest.raises(WrongHandling, match="제공"):
        log(Kind.VIEWING, request_number=number)


def test_people_of_another_site_see_only_their_own_part():
    log(Kind.LIVE, text="두 곳 동시 경보 발생", places=places("C-1", "관설동"))
    sees_governor = type(SAM)(id=9, name="Sam", roles=SAM.roles, sites=frozenset({"G-1"}))

    (row,) = queries.page_of_entries(db.session(), wanted=Filter(), actor=sees_governor).rows
    assert [place.site_code for place in row.places] == ["G-1"]
    assert queries.page_of_entries(db.session(), wanted=Filter(text="로비"), actor=sees_governor).rows == ()
    assert queries.page_of_entries(db.session(), wanted=Filter(), actor=SAM).rows == ()
    assert queries.count_entries(db.session(), wanted=Filter(), actor=SAM).number == 0
    assert queries.newest_leaf(db.session(), actor=SAM) == -1
    assert AMIR.sites is None


def test_who_sees_part_of_an_entry_replaces_none_of_it():
    leaf = log(Kind.LIVE, text="두 곳 동시 경보 발생", places=places("C-1", "관설동")).leaf
    local = type(SAM)(id=OLGA.id, name="Olga", roles=SAM.roles, sites=frozenset({"G-1"}))
    corrected = facts(places=places("관설동"))

    with pytest.raises(NotYours), unit_of_work() as session:
        commands.correct_entry(session, leaf=leaf, facts=corrected, actor=local, now=NOW)


def test_who_no_longer_works_with_footage_changes_not_even_their_own_entries():
    leaf, now_auditor = log().leaf, Actor(id=OLGA.id, name="Olga", roles=frozenset({Role.AUDITOR}))
    corrected = facts()

    with unit_of_work() as session:
        with pytest.raises(NotAllowed):
            commands.correct_entry(session, leaf=leaf, facts=corrected, actor=now_auditor, now=NOW)
        with pytest.raises(NotAllowed):
            commands.withdraw_entry(session, leaf=leaf, reason="다른 카메라를 잘못 적음", actor=now_auditor, now=NOW)


def test_who_reads_the_register_takes_it_out_and_nobody_else():
    ada = Actor(id=106, name="Ada", roles=frozenset({Role.ADMINISTRATOR}))
    event = RegisterExported(since=NOW.date(), until=NOW.date(), format="csv", rows=0, address=None)

    with unit_of_work() as session:
        for actor in (UMA, OLGA, SYSTEM):
            assert commands.note_export(session, event=event, actor=actor, now=NOW).entry_id
        with pytest.raises(NotAllowed):
            commands.note_export(session, event=event, actor=ada, now=NOW)
