"""A change in the registry marks exactly the signs that print it: tried for every field there is, printed or not."""

from dataclasses import fields, replace
from datetime import date

import pytest

from app.registry.domain import (
    Agreement,
    Camera,
    Contractor,
    Declared,
    Device,
    Level,
    Organisation,
    Post,
    Purpose,
    Retention,
    SpaceClass,
)
from app.registry.points import Point
from app.registry.snapshot import Effective, Holder, SiteView, Snapshot, ZoneView
from app.signage.content import signs_of
from tests.unit.signage.test_content import LEAD, a_site, a_zone, effective, snapshot_of

KEPT = Retention(text="20일 이내", days=20)
GUARD = Contractor(code="C", name="예시경비", phones=("1588-0000", "1588-0001"), sites=("S-1",))
ROOM, YARD = a_zone("Z-1"), a_zone("Z-2", name="마당", values=effective(coverage="마당 전체"))
HOUSE = a_site(ROOM, YARD)
STATION = a_site(code="S-2", name="관설동 정압기", address="원주시 예시로 2")
ESTATE = snapshot_of(HOUSE, STATION, contractors=(GUARD,))
ALL, OF_HOUSE, OF_ROOM, OF_STATION = {"Z-1", "Z-2", "S-2"}, {"Z-1", "Z-2"}, {"Z-1"}, {"S-2"}

VALUES = {
    "purposes": (Purpose(text="교통 안전"),), "location": "지하 1층", "coverage": "복도", "hours": "주간",
    "retention": Retention(text="7일", days=7), "storage_place": "서버실", "processing_method": "자동 삭제",
    "checking_method": "요청", "checking_place": "관제실", "checking_hours": "09-18시",
    "manager": Holder("관리팀장", "관리팀", ("033-700-0002",)), "access_holders": (LEAD,),
    "space_class": SpaceClass.CLOSED, "device": Device(kind="fixed"), "operation": "자체", "unit": "대",
    "installed": "2020년", "remarks": ("비고",), "origin": {"hours": Level.SITE},
}  # fmt: skip
PRINTED_VALUES = {"purposes", "location", "coverage", "hours", "retention", "manager"}
OF_A_ZONE = {
    "name": "복도", "site_code": "S-9", "site_name": "별관", "by": "cameras", "count": 9,
    "installed_on": date(2020, 1, 1), "sensitive": "탈의실", "declared": Declared(hours="주간"),
    "cameras": (Camera(code="K", zone="Z-1"),),
}  # fmt: skip
OF_A_SITE = {
    "name": "별관", "kind": "창고", "region": "횡성군", "address": "원주시 예시로 3", "row_code": "R-9", "parent": "P",
    "count": 9, "places_count": 9, "declared": Declared(hours="주간"),
    "point": Point(latitude=37_342_200, longitude=127_920_200),
}  # fmt: skip
OF_THE_ESTATE = {
    "as_of": date(2030, 1, 1), "known_at": None, "revision": "f" * 12, "organisation_values": effective(hours="주간"),
    "privacy_officer": LEAD, "posts": (Post(code="P", title="팀장"),),
    "agreements": (Agreement(code="A", party="경찰서"),),
}  # fmt: skip
OF_THE_ORGANISATION = {
    "name_en": "Example Gas", "sector": "가스", "homepage": "https://example.kr", "address": "원주시", "phone": "1",
    "is_public_institution": True, "stated_total": 7, "entrustment_statement": "없음", "legal_bases": ("법",),
}  # fmt: skip
NESTED = [  # Parts of values: what of each is printed.
    (effective(purposes=(Purpose(text="화재 예방", ground="법 25"), Purpose(text="범죄 예방"))), set()),
    (effective(retention=replace(KEPT, reason="사고 조사")), set()),
    (effective(retention=replace(KEPT, condition="녹화기의 여유에 따름")), set()),
    (effective(retention=replace(KEPT, recorded=False)), OF_ROOM),
    (effective(manager=replace(LEAD, label="총괄")), set()),
    (effective(manager=replace(LEAD, phones=("033-700-0001", "033-700-0009"))), set()),
    (effective(manager=replace(LEAD, phones=("033-700-0009",))), OF_ROOM),
    (effective(manager=replace(LEAD, title="안전과장")), OF_ROOM),
    (effective(manager=replace(LEAD, department="시설팀")), OF_ROOM),
]


def revisions(estate):
    return {content.target: content.revision for _place, content in signs_of(estate, public_url="")}


TODAY = revisions(ESTATE)


def marked(estate):
    """Return the signs that say something else than today's."""
    return {target for target, revision in revisions(estate).items() if revision != TODAY[target]}


def with_room(**changed):
    return snapshot_of(replace(HOUSE, zones=(replace(ROOM, **changed), YARD)), STATION, contractors=(GUARD,))


def test_every_field_there_is_is_tried():
    def names(kind, *apart):
        return {one.name for one in fields(kind)} - set(apart)

    assert set(TODAY) == ALL
    assert set(VALUES) == names(Effective)
    assert set(OF_A_ZONE) == names(ZoneView, "code", "values")
    assert set(OF_A_SITE) == names(SiteView, "code", "values", "zones")
    assert set(OF_THE_ESTATE) == names(Snapshot, "organisation", "rows", "contractors")


@pytest.mark.parametrize("name", VALUES)
def test_a_value_of_a_zone_marks_its_sign_if_it_is_printed(name):
    printed = name in PRINTED_VALUES
    assert marked(with_room(values=replace(ROOM.values, **{name: VALUES[name]}))) == (OF_ROOM if printed else set())


@pytest.mark.parametrize("name", VALUES)
def test_a_value_of_a_site_marks_the_sign_of_the_site_and_none_of_its_zones(name):
    values = replace(STATION.values, **{name: VALUES[name]})
    estate = snapshot_of(HOUSE, replace(STATION, values=values), contractors=(GUARD,))
    assert marked(estate) == (OF_STATION if name in PRINTED_VALUES else set())
    other = replace(HOUSE, values=replace(HOUSE.values, **{name: VALUES[name]}))
    assert marked(snapshot_of(other, STATION, contractors=(GUARD,))) == set()


@pytest.mark.parametrize(("values", "wanted"), NESTED)
def test_of_a_part_of_a_value_only_what_is_printed_counts(values, wanted):
    assert marked(with_room(values=values)) == wanted


@pytest.mark.parametrize("name", OF_A_ZONE)
def test_of_a_zone_itself_only_its_name_is_printed(name):
    assert marked(with_room(**{name: OF_A_ZONE[name]})) == (OF_ROOM if name == "name" else set())


@pytest.mark.parametrize("name", OF_A_SITE)
def test_of_a_site_itself_its_name_and_address_are_printed_on_all_its_signs(name):
    estate = snapshot_of(replace(HOUSE, **{name: OF_A_SITE[name]}), STATION, contractors=(GUARD,))
    assert marked(estate) == (OF_HOUSE if name in {"name", "address"} else set())


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"name": "다른경비"}, OF_HOUSE),
        ({"phones": ("1588-0009", "1588-0001")}, OF_HOUSE),
        ({"phones": ("1588-0000",)}, set()),
        ({"sites": ("S-2",)}, ALL),
        ({"sites": ()}, OF_STATION),
        ({"code": "D", "work": "순찰", "contract_on": date(2026, 1, 1)}, set()),
    ],
)
def test_a_contractor_marks_the_signs_of_its_sites(changed, wanted):
    assert marked(replace(ESTATE, contractors=(replace(GUARD, **changed),))) == wanted


@pytest.mark.parametrize("name", OF_THE_ESTATE)
def test_what_is_told_of_no_place_is_on_no_sign(name):
    assert marked(replace(ESTATE, **{name: OF_THE_ESTATE[name]})) == set()


def test_of_the_organisation_only_its_name_is_printed_on_every_sign():
    assert marked(replace(ESTATE, organisation=Organisation(name="다른도시가스"))) == ALL
    assert marked(replace(ESTATE, organisation=replace(ESTATE.organisation, **OF_THE_ORGANISATION))) == set()
