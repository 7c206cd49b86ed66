"""What is done and seen at signs is recorded once, sealed, and its photo goes when its time is over."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.database import db, unit_of_work
from app.factory import FORGETTERS
from app.kernel.actor import SYSTEM
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.ledger.erasing import erase_due
from app.operations.work import sweep_files
from app.signage.commands.sightings import Outcome
from app.signage.domain import UnknownSign
from app.signage.field_verification import check_sightings
from app.signage.models.sightings import SignSighting
from app.signage.photos import cleaned_photo
from app.signage.placing import Act, Stand
from app.signage.queries.placements import life_of, photo_to_show, placed_copies, standings
from app.signage.refusals import (
    OtherSitesSign,
    PhotoNotFound,
    RoundClosed,
    RoundNotFound,
    SightingDiffers,
    SiteNotSeen,
)
from app.vault.wiring import vault
from tests.builders.ledger import unguard
from tests.builders.registry import RECORDED_AT, record_estate
from tests.builders.sightings import LATER, a_photo, a_sighting, end_walk, note, walk
from tests.builders.signage import a_signed_estate, issue, print_all
from tests.builders.viewing_requests import UMA


@pytest.fixture
def signs(app):
    """The numbered signs, printed: two of the head office, one each of two stations."""
    record_estate(a_signed_estate())
    numbered = issue()
    print_all(numbered)
    return numbered


def stands(number):
    revisions = dict.fromkeys([number], "")
    [found] = [one for one in standings(db.session(), today=revisions, as_of=LATER.date()) if one.number == number]
    return [one.stand for one in found.placements]


def entries():
    return list(ledger.entries(db.session(), names={"sign.sighted"}))


def faults():
    return [str(fault.message) for fault in check_sightings(db.session())]


def test_a_sign_is_mounted_seen_and_taken_down(signs):
    number = signs[2].number
    for days, act in enumerate([Act.MOUNTED, Act.SEEN, Act.REMOVED]):
        note(a_sighting(number, act, at=LATER + timedelta(days=days)), now=LATER + timedelta(days=9))

    assert stands(number) == [Stand.REMOVED]
    assert [entry.subject for entry in entries()] == [f"sign:{number}"] * 3
    assert [one.act for one in life_of(db.session(), number=number)] == [Act.REMOVED, Act.SEEN, Act.MOUNTED]
    assert faults() == []


def test_the_same_sent_again_is_recorded_once(signs):
    one, photo = a_sighting(signs[2].number, revision=signs[2].revision), cleaned_photo(a_photo())
    assert [note(one, photo=photo) for _ in range(3)] == [Outcome.RECORDED, Outcome.REPEATED, Outcome.REPEATED]
    assert len(entries()) == 1
    assert len(vault().store.names()) == 1


@pytest.mark.parametrize(
    "change", [{"readable": False}, {"at": RECORDED_AT}, {"damage": "긁힘"}, {"number": 3}, "photo"]
)
def test_something_else_under_the_same_mark_is_refused(signs, change):
    one = a_sighting(signs[2].number)
    note(one)
    if change == "photo":
        again, photo = one, cleaned_photo(a_photo())
    else:
        other = {"number": signs[3].number} if "number" in change else change
        again, photo = replace(one, **other), None
    with pytest.raises(SightingDiffers):
        note(again, photo=photo)
    assert len(entries()) == 1


@pytest.mark.parametrize("taken_down", [True, False])
def test_who_mounts_a_new_one_says_whether_the_old_one_was_taken_down(signs, taken_down):
    number = signs[2].number
    note(a_sighting(number, Act.MOUNTED))
    print_all([signs[2]], now=LATER)
    mounted = a_sighting(number, Act.MOUNTED, at=LATER + timedelta(hours=1))
    for _ in range(2):
        note(mounted, old_taken_down=taken_down, now=LATER + timedelta(days=1))

    assert sorted(stands(number)) == (["mounted", "removed"] if taken_down else ["mounted", "mounted"])
    assert len(entries()) == (3 if taken_down else 2)
    assert faults() == []


def test_an_auditor_and_who_does_not_work_at_the_site_record_nothing(signs, cast):
    with pytest.raises(NotAllowed):
        note(a_sighting(signs[2].number), actor=UMA)
    with pytest.raises(UnknownSign):
        note(a_sighting(signs[2].number), actor=cast("Olga", sites={"HQ"}))
    with pytest.raises(UnknownSign):
        note(a_sighting("3NQK8NGM"))


def test_a_round_takes_its_own_signs_only(signs, cast):
    round_id = walk("G-1", assigned_to=cast("Olga").id)
    assert note(a_sighting(signs[2].number, round_id=round_id)) is Outcome.RECORDED
    with pytest.raises(OtherSitesSign, match="다른 설치장소의 것"):
        note(a_sighting(signs[3].number, round_id=round_id))
    assert note(a_sighting(signs[3].number, Act.ELSEWHERE, round_id=round_id)) is Outcome.RECORDED
    assert stands(signs[3].number) == [Stand.PRINTED]
    with pytest.raises(RoundNotFound):
        note(a_sighting(signs[2].number, round_id=str(uuid4())))


def test_a_closed_round_takes_nothing_more_but_what_it_has(signs, cast):
    round_id, one = walk("G-1", assigned_to=cast("Olga").id), a_sighting(signs[2].number)
    one = replace(one, round_id=round_id)
    note(one)
    end_walk(round_id)
    assert note(one) is Outcome.REPEATED
    with pytest.raises(RoundClosed):
        note(a_sighting(signs[2].number, round_id=round_id))
    with pytest.raises(RoundClosed):
        end_walk(round_id)
    [entry] = ledger.entries(db.session(), names={"sign_round.closed"})
    assert (entry.data["looked_at"], entry.data["due"]) == (1, 1)
    assert faults() == []


def test_nobody_is_sent_where_they_do_not_work(signs, cast):
    with pytest.raises(SiteNotSeen):
        walk("G-1", "G-2", assigned_to=cast("Olga", sites={"G-1"}).id)
    with pytest.raises(SiteNotSeen):
        walk("G-1", assigned_to=cast("Uma").id)
    with pytest.raises(NotAllowed):
        walk("G-1", assigned_to=cast("Olga").id, actor=cast("Olga"))


def test_a_photo_is_kept_encrypted_and_shown_to_who_may_see_the_site(signs, cast):
    photo, one = cleaned_photo(a_photo()), a_sighting(signs[2].number)
    note(one, photo=photo)
    shown = photo_to_show(db.session(), sighting_id=one.id, actor=cast("Olga", sites={"G-1"}))
    store = vault().store
    assert b"".join(store.open(shown.stored_name, context=f"sign_sighting:{one.id}:photo")) == photo
    assert photo[:50] not in (store.folder / shown.stored_name).read_bytes()
    assert entries()[0].data["photo_sha256"] == hashlib.sha256(photo).hexdigest()
    with pytest.raises(PhotoNotFound):
        photo_to_show(db.session(), sighting_id=one.id, actor=cast("Olga", sites={"HQ"}))
    with pytest.raises(PhotoNotFound):
        photo_to_show(db.session(), sighting_id=str(uuid4()), actor=cast("Olga"))


def test_a_photo_goes_after_a_year_and_nothing_else_does(signs):
    one = a_sighting(signs[2].number)
    note(one, photo=cleaned_photo(a_photo()))
    year_on, kept = LATER + timedelta(days=365), db.session().get(SignSighting, one.id).photo_name
    assert sweep_files(year_on) == 0
    for day, count in ((year_on.date() - timedelta(days=1), 0), (year_on.date(), 1)):
        with unit_of_work() as session:
            assert erase_due(session, on=day, forgetters=FORGETTERS, actor=SYSTEM, now=year_on) == count
    assert vault().store.names() == (kept,)
    assert sweep_files(year_on + timedelta(days=300)) == 1
    [seen] = life_of(db.session(), number=one.number)
    assert (seen.had_photo, seen.has_photo, seen.act) == (True, False, Act.SEEN)
    assert faults() == []


def test_a_copy_is_found_for_what_was_seen(signs):
    note(a_sighting(signs[2].number, revision="ZZZZZZ"))
    _copies, [noted] = placed_copies(db.session(), number=signs[2].number)
    assert (noted.batch, noted.revision) == (None, "ZZZZZZ")


CHANGES = [
    "UPDATE sign_sighting SET act = 'missing', text_matches = NULL, readable = NULL",
    "UPDATE sign_sighting SET place = 'x'",
    "UPDATE sign_sighting SET leaf = 0",
    "UPDATE sign_round SET due_on = '2036-01-01'",
    "UPDATE sign_round SET numbers = '[\"00000000\"]'",
    "DELETE FROM sign_sighting",
]


@pytest.fixture
def walked(signs, cast):
    round_id = walk("G-1", assigned_to=cast("Olga").id)
    note(a_sighting(signs[2].number, round_id=round_id), photo=cleaned_photo(a_photo()))
    return round_id


def change(statement):
    with unit_of_work() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    "statement", [*CHANGES, "UPDATE sign_sighting SET photo_name = NULL", "DELETE FROM sign_round"]
)
def test_the_database_refuses_to_change_them(walked, statement):
    with pytest.raises(DatabaseError, match=r"refused|append-only|photo_whole|FOREIGN"):
        change(statement)


@pytest.mark.parametrize("statement", CHANGES)
def test_what_was_changed_by_hand_is_named(walked, statement):
    unguard("sign_sighting", "sign_round")
    change(statement)
    assert "봉인된 기록" in faults()[0]


def test_an_end_nobody_sealed_is_found(walked):
    change("UPDATE sign_round SET closed_at = opened_at, closed_by = 7, close_leaf = 0")
    assert faults() == ["안내판 현장 기록 표에 봉인된 기록이 없는 행이 있습니다."]


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "1"}, {"act": "sold"}, {"source": "mail"}, {"revision": "1"}, {"site_code": " "}, {"number": "00000000"},
        {"act": "mounted", "place": " "}, {"act": "damaged"}, {"readable": None}, {"act": "missing"},
        {"cameras_counted": -1}, {"act": "elsewhere", "text_matches": None, "readable": None, "place": "문"},
        {"photo_sha256": "0" * 64}, {"batch": "0" * 36}, {"round_id": "0" * 36}, {"leaf": 3},
    ],
    ids=str,
)  # fmt: skip
def test_the_database_refuses_what_cannot_be(signs, wrong):
    note(a_sighting(signs[2].number))
    used = db.session().query(SignSighting).one().leaf
    values = {
        "id": str(uuid4()), "number": signs[2].number, "site_code": "G-1", "act": "seen", "at": LATER,
        "source": "desk", "place": "", "text_matches": True, "readable": True, "damage": "", "recorded_by": 0,
        "recorded_at": LATER, "leaf": used + 1,
    }  # fmt: skip
    wrong = wrong if "leaf" not in wrong else {"leaf": used}
    with pytest.raises(IntegrityError), unit_of_work() as session:
        session.execute(insert(SignSighting).values(values | wrong))


def test_the_same_sent_by_many_at_once_is_recorded_once(app, signs):
    one = a_sighting(signs[2].number)

    def send(_time):
        with app.app_context():
            return note(one)

    db.session().rollback()
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(send, range(4)))
    assert sorted(outcomes) == [Outcome.RECORDED, *[Outcome.REPEATED] * 3]
    assert len(entries()) == 1
