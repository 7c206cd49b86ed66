"""A site has the signs it chose, what stands for a sign has its ground, and numbers stay with their places."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.kernel.errors import Invalid, NotAllowed
from app.ledger import queries as ledger
from app.operations.work import take_signs_back
from app.registry.domain import Kind
from app.signage import queries
from app.signage.choices import (
    EndsBeforeItBegins,
    Instead,
    Paper,
    PublicBodiesOnly,
    SameLook,
    SameScheme,
    Scheme,
    Scope,
    SeparatePlaces,
    SubstituteEnded,
    SubstituteOverlaps,
    UnknownSubstitute,
    UnknownTarget,
)
from app.signage.domain import SignKind
from app.signage.looks import TooLittleContrast
from app.signage.queries.choices import scheme_history, unneeded_signs
from app.signage.queries.looks import chosen_look, logo_file
from app.signage.verification import check_sign_choices, check_signs
from tests.builders.registry import RECORDED_AT, end, record_estate
from tests.builders.sign_choices import DAY, DESIGNATED, LOGO, choose, end_substitute, settle, stand_in_for_signs, style
from tests.builders.signage import PUBLIC_URL, a_signed_estate, contents, issue
from tests.builders.viewing_requests import AMIR, OLGA


@pytest.fixture
def estate(app):
    record_estate(a_signed_estate())
    return app


def sealed(name):
    return [entry.data for entry in ledger.entries(db.session(), names={name})]


def faults():
    return [str(fault.message) for check in (check_signs, check_sign_choices) for fault in check(db.session())]


def numbers_at(site):
    return {content.target: content.number for content in contents(sites={site})}


def test_a_building_changes_to_one_sign_and_back_and_every_sign_keeps_its_number(estate):
    issue()
    zones = numbers_at("HQ")
    went = choose(scheme=Scheme.ENTRANCE)
    assert set(went.withdrawn) == set(zones.values())
    assert numbers_at("HQ") == {"HQ": ""}
    [entrance] = [content for content in issue() if content.target == "HQ"]
    assert entrance.number not in zones.values()

    back = choose(scheme=Scheme.ZONE)

    assert (back.withdrawn, set(back.returned)) == ((entrance.number,), set(zones.values()))
    assert numbers_at("HQ") == zones
    assert {one["why"] for one in sealed("sign.withdrawn")} == {"scheme"}
    assert [change.scheme for change in scheme_history(db.session(), site="HQ")] == [Scheme.ZONE, Scheme.ENTRANCE]
    assert faults() == []


def test_every_camera_may_have_its_own_sign_and_those_not_listed_share_that_of_the_zone(estate):
    choose(scheme=Scheme.CAMERA)
    kinds = {content.target: content.kind for content in contents(sites={"HQ"})}
    assert kinds == {"C-1": SignKind.CAMERA, "C-2": SignKind.CAMERA, "HQ-car": SignKind.ZONE}


def test_a_row_of_separate_places_has_no_one_entrance(app):
    estate = a_signed_estate()
    estate["sites"][0]["places_count"] = 12
    record_estate(estate)
    with pytest.raises(SeparatePlaces, match="12곳"):
        choose()


def test_choosing_the_same_or_what_is_not_there_is_refused(estate):
    with pytest.raises(SameScheme):
        choose(scheme=Scheme.ZONE)
    with pytest.raises(UnknownTarget):
        choose("HQ-lobby")


def test_who_is_not_responsible_for_a_site_chooses_nothing_there(estate):
    for actor in (OLGA, replace(AMIR, sites=frozenset({"G-1"}))):
        with pytest.raises(NotAllowed):
            choose(actor=actor)
        with pytest.raises(NotAllowed):
            stand_in_for_signs(site="HQ", target="HQ", actor=actor)
        with pytest.raises(NotAllowed):
            style(actor=actor)
    with pytest.raises(NotAllowed):
        settle(actor=OLGA)


def test_a_sign_whose_place_is_gone_is_taken_back_once_and_returns_with_the_place(estate):
    issue()
    number = numbers_at("G-1")["G-1"]
    end(Kind.SITE, "G-1", on=DAY + timedelta(days=3))
    assert settle().withdrawn == ()

    later = RECORDED_AT + timedelta(days=4)
    [gone] = unneeded_signs(db.session(), as_of=later.date())
    assert (gone.number, gone.by_scheme) == (number, False)
    assert settle(now=later, sites={"HQ"}).withdrawn == ()
    assert settle(now=later).withdrawn == (number,)
    assert settle(now=later).withdrawn == ()
    assert queries.sign_detail(db.session(), number=number, as_of=later.date(), public_url=PUBLIC_URL).content is None

    record_estate({"sites": [{"code": "G-1", "name": "관설동 정압기", "camera_count": 2}]}, default_from=later.date())
    [again] = issue(contents(as_of=later.date(), sites={"G-1"}), now=later)
    assert again.number == number
    assert faults() == []


def test_a_sign_taken_back_behind_the_programs_back_is_found(estate):
    issue()
    with unit_of_work() as session:
        session.execute(text("UPDATE sign SET withdrawn_at = issued_at WHERE target = 'HQ-car'"))
    assert len(faults()) == 1


def test_what_stands_for_a_sign_is_listed_and_ends(estate):
    number = stand_in_for_signs()
    told = {row.content.target: row.instead for row in rows()}
    assert told["G-1"].number == number
    assert told["G-1"].ground == "decree.24.2.2"
    assert told["HQ-car"] is None

    end_substitute(number)
    assert rows(as_of=DAY)[2].instead is not None
    assert rows(as_of=DAY + timedelta(days=1))[2].instead is None
    with pytest.raises(SubstituteEnded):
        end_substitute(number)
    assert faults() == []


def test_what_stands_for_a_zone_covers_its_cameras_and_for_a_site_everything(estate):
    choose(scheme=Scheme.CAMERA)
    stand_in_for_signs(site="HQ", scope=Scope.ZONE, target="HQ-lobby")
    covered = [row.content.target for row in rows() if row.instead]
    assert covered == ["C-1", "C-2"]
    stand_in_for_signs(site="HQ", target="HQ", kind=Instead.KEY_FACILITY, paper=DESIGNATED)
    assert [row.instead.number for row in rows() if row.instead] == [1, 1, 2]


def rows(as_of=DAY):
    return queries.sign_list(db.session(), as_of=as_of, public_url=PUBLIC_URL).rows


REFUSED = [
    ({"reason": " "}, Invalid),
    ({"kind": Instead.NEWSPAPER, "shown_at": "강원예시신문"}, Invalid),
    ({"kind": Instead.BUSINESS_PLACE}, Invalid),
    ({"until": DAY - timedelta(days=1)}, Invalid),
    ({"reason": "가" * 1001}, Invalid),
    ({"kind": Instead.PUBLIC_BODY}, PublicBodiesOnly),
    ({"scope": Scope.ZONE, "target": "HQ-lobby"}, UnknownTarget),
    ({"site": "G-9", "target": "G-9"}, UnknownTarget),
]


@pytest.mark.parametrize(("wrong", "refusal"), REFUSED)
def test_a_substitute_without_what_the_decree_asks_for_is_refused(estate, wrong, refusal):
    with pytest.raises(refusal):
        stand_in_for_signs(**wrong)
    assert sealed("sign.substitute_recorded") == []


def test_an_exemption_needs_no_reason_and_two_never_overlap(estate):
    number = stand_in_for_signs(kind=Instead.MILITARY, reason="", until=DAY + timedelta(days=9))
    with pytest.raises(SubstituteOverlaps):
        stand_in_for_signs(since=DAY + timedelta(days=9))
    stand_in_for_signs(since=DAY + timedelta(days=10))
    with pytest.raises(EndsBeforeItBegins):
        end_substitute(number, on=DAY - timedelta(days=1))
    with pytest.raises(Invalid):
        end_substitute(number, reason=" ")
    with pytest.raises(UnknownSubstitute):
        end_substitute(77)
    with pytest.raises(UnknownSubstitute):
        end_substitute(number, actor=replace(AMIR, sites=frozenset({"HQ"})))


def test_looks_are_chosen_with_a_logo_that_is_kept_once(estate):
    assert chosen_look(db.session()).number == 0
    style(logo=LOGO, languages=("ko", "en", "vi"))
    style(ground="#ffffff")
    look = chosen_look(db.session())
    assert (look.number, look.ground, look.size) == (2, "#FFFFFF", "A3")
    assert logo_file(db.session(), digest=look.logo) == (LOGO, "image/svg+xml")
    style(keep_logo=False, ground="#FFFFFF")
    assert chosen_look(db.session()).logo is None
    style(logo=LOGO, ground="#FFFFFF")
    assert [one["brings_logo"] for one in sealed("sign.look_chosen")] == [True, False, False, False]
    with pytest.raises(SameLook):
        style(logo=LOGO, ground="#FFFFFF")
    with pytest.raises(TooLittleContrast):
        style(ground="#808080")
    assert faults() == []


def test_an_exemption_records_its_document(estate):
    stand_in_for_signs(kind=Instead.KEY_FACILITY, reason="", paper=DESIGNATED)
    [said] = sealed("sign.substitute_recorded")
    assert (said["document_number"], said["document_on"]) == (DESIGNATED.number, "2024-03-02")
    assert not Paper(title="지정서").is_whole


def test_every_night_what_no_place_needs_is_taken_back(estate, tmp_path):
    issue()
    end(Kind.SITE, "G-1", on=DAY)
    assert take_signs_back(tmp_path, RECORDED_AT + timedelta(days=1)) == "1 withdrawn, 0 returned"


@pytest.mark.parametrize("scheme", Scheme)
def test_a_sign_read_alone_says_what_it_says_among_all_others(estate, scheme):
    if scheme is not Scheme.ZONE:
        choose(scheme=scheme)
    for content in issue():
        detail = queries.sign_detail(db.session(), number=content.number, as_of=DAY, public_url=PUBLIC_URL)
        assert (detail.state, detail.content) == ("current", content)
