"""What a sign says follows from the registry, names no person, and lacks nothing unnoticed."""

import unicodedata

import pytest

from app.registry.domain import Camera, Contractor, Declared, Level, Organisation, Purpose, Retention, SpaceClass
from app.registry.snapshot import Effective, Holder, RowView, SiteView, Snapshot, ZoneView
from app.signage.choices import Scheme
from app.signage.content import sign_contents, signs_of
from app.signage.domain import Field, SignKind, problems
from tests.builders.signage import DAY, a_sign

LEAD = Holder("안전팀장", "안전팀", ("033-700-0001",))


def effective(**more) -> Effective:
    values = {
        "purposes": (Purpose(text="화재 예방"), Purpose(text="범죄 예방")),
        "coverage": "출입구 주변",
        "hours": "24시간",
        "retention": Retention(text="20일 이내", days=20),
        "manager": LEAD,
    }
    return Effective(**(values | more))


def a_zone(code="Z-1", **more) -> ZoneView:
    values = {
        "code": code, "name": "로비", "site_code": "S-1", "site_name": "본사", "by": "place", "count": 2,
        "installed_on": None, "sensitive": None, "values": effective(), "declared": None,
    }  # fmt: skip
    return ZoneView(**(values | more))


def a_site(*zones, **more) -> SiteView:
    values = {
        "code": "S-1", "name": "본사", "kind": "사옥", "region": "원주시", "address": "원주시 예시로 1",
        "row_code": None, "parent": None, "count": 2, "places_count": None, "values": effective(), "declared": None,
        "zones": zones,
    }  # fmt: skip
    return SiteView(**(values | more))


def snapshot_of(*sites, contractors=()):
    row = RowView(code="R", name="R", kind=None, count=None, places_count=None, values=effective(), sites=sites)
    return Snapshot(
        as_of=DAY, known_at=None, revision="0" * 12, organisation=Organisation(name="예시도시가스"),
        organisation_values=effective(), privacy_officer=None, rows=(row,), posts=(), contractors=contractors,
        agreements=(),
    )  # fmt: skip


def contents_of(*sites, contractors=(), **more):
    snapshot = snapshot_of(*sites, contractors=contractors)
    return sign_contents(snapshot, public_url="https://cctv.example.kr", **more)


def open_ones(*sites, scheme):
    found = signs_of(snapshot_of(*sites), public_url="", schemes={"S-1": scheme})
    return {content.target: place.is_open for place, content in found}


def test_every_zone_gets_a_sign_with_every_required_line():
    [first, second] = contents_of(a_site(a_zone(), a_zone("Z-2", name="주차장")))

    assert first.lines == (
        (Field.PURPOSE, "화재 예방, 범죄 예방"),
        (Field.PLACE, "원주시 예시로 1 본사 로비"),
        (Field.COVERAGE, "출입구 주변"),
        (Field.HOURS, "24시간 (보관기간 20일 이내)"),
        (Field.MANAGER, "안전팀장 033-700-0001"),
    )
    assert second.place.endswith("주차장")
    assert (first.missing, first.kind) == ((), SignKind.ZONE)


def test_a_site_without_zones_gets_one_at_its_entrance():
    [only] = contents_of(a_site())
    assert (only.kind, only.target) == (SignKind.ENTRANCE, "S-1")


def test_one_sign_at_the_entrance_tells_of_the_whole_building():
    night = effective(hours="야간", purposes=(Purpose(text="범죄 예방"), Purpose(text="주차 관리")))
    site = a_site(a_zone(), a_zone("Z-2", name="주차장", values=night), a_zone("Z-3", name="옥상", count=0))
    [only] = contents_of(site, schemes={"S-1": Scheme.ENTRANCE})
    assert (only.kind, only.target) == (SignKind.ENTRANCE, "S-1")
    assert only.coverage == "건물 전체 (로비, 주차장)"
    assert only.purpose == "화재 예방, 범죄 예방, 주차 관리"
    assert only.hours == "24시간 / 야간 (보관기간 20일 이내)"
    assert only.place == "원주시 예시로 1 본사"
    assert only.missing == ()


def test_a_building_of_many_zones_names_six_and_counts_the_others():
    zones = [a_zone(f"Z-{n}", name=f"{n}층") for n in range(1, 9)]
    [only] = contents_of(a_site(*zones), schemes={"S-1": Scheme.ENTRANCE})
    assert only.coverage == "건물 전체 (1층, 2층, 3층, 4층, 5층, 6층 외 2곳)"


def test_each_camera_says_what_it_declares_itself():
    cameras = (
        Camera(code="C-1", zone="Z-1", name="정문", declared=Declared(coverage="정문 앞 5m")),
        Camera(code="C-2", zone="Z-1", removed_on=DAY),
    )
    whole = a_zone(count=1, cameras=cameras)
    [only] = contents_of(a_site(whole), schemes={"S-1": Scheme.CAMERA})
    assert (only.kind, only.target, only.coverage) == (SignKind.CAMERA, "C-1", "정문 앞 5m")
    assert only.place == "원주시 예시로 1 본사 로비 정문"
    some = contents_of(a_site(a_zone(count=3, cameras=cameras)), schemes={"S-1": Scheme.CAMERA})
    assert [one.target for one in some] == ["C-1", "Z-1"]


def test_a_place_counts_as_open_unless_it_is_said_to_be_closed():
    shut = effective(space_class=SpaceClass.CLOSED)
    site = a_site(a_zone(values=shut), a_zone("Z-2", name="정문"))
    assert open_ones(site, scheme=Scheme.ZONE) == {"Z-1": False, "Z-2": True}
    assert open_ones(site, scheme=Scheme.ENTRANCE) == {"S-1": True}
    assert open_ones(a_site(a_zone(values=shut)), scheme=Scheme.ENTRANCE) == {"S-1": False}


def test_where_nothing_films_no_sign_is_needed():
    assert contents_of(a_site(a_zone(count=0)), a_site(code="S-2", count=0)) == ()


def test_a_place_does_not_say_the_same_twice():
    values = effective(location="본사 로비 천장", origin={"location": Level.ZONE})
    [only] = contents_of(a_site(a_zone(values=values)))
    assert only.place == "원주시 예시로 1 본사 로비 천장"


def test_a_location_declared_for_all_sites_is_not_a_place():
    values = effective(location="건물 내/외부", origin={"location": Level.ORGANISATION})
    [only] = contents_of(a_site(a_zone(values=values)))
    assert "내/외부" not in only.place


@pytest.mark.parametrize(
    ("retention", "told"),
    [
        (Retention(days=30), "24시간 (보관기간 30일)"),
        (Retention(least_days=10, most_days=15), "24시간 (보관기간 10~15일)"),
        (Retention(most_days=15), "24시간 (보관기간 15일 이내)"),
        (Retention(recorded=False), "24시간 (녹화하지 않음)"),
        (Retention(), "24시간"),
        (None, "24시간"),
    ],
)
def test_hours_tell_how_long_footage_is_kept(retention, told):
    [only] = contents_of(a_site(a_zone(values=effective(retention=retention))))
    assert only.hours == told


def test_only_contractors_of_the_site_are_named():
    contractors = (
        Contractor(code="A", name="㈜예시경비", phones=("1588-0000",), sites=("S-1",)),
        Contractor(code="B", name="㈜다른회사", sites=("S-9",)),
    )
    [only] = contents_of(a_site(), contractors=contractors)
    assert only.contractor == "㈜예시경비 1588-0000"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (effective(purposes=()), Field.PURPOSE),
        (effective(coverage=None), Field.COVERAGE),
        (effective(hours=" "), Field.HOURS),
        (effective(manager=None), Field.MANAGER),
        (effective(manager=Holder("팀장", None, ())), Field.MANAGER),
    ],
)
def test_a_required_line_without_a_value_is_named(values, field):
    [only] = contents_of(a_site(a_zone(values=values)))
    assert only.missing == (field,)
    [problem] = problems((only,))
    assert "본사 로비 (Z-1)" in problem.place


def test_the_revision_changes_exactly_with_what_is_printed():
    sign = a_sign()
    assert a_sign(number="", name="다른 이름", address="https://other.example").revision == sign.revision
    assert len(sign.revision) == 6
    for line in Field:
        assert a_sign(**{line.value: "다름"}).revision != sign.revision
    assert a_sign(organisation="다른 회사").revision != sign.revision


def test_decomposed_hangul_is_the_same_revision():
    sign = a_sign()
    assert a_sign(place=unicodedata.normalize("NFD", sign.place)).revision == sign.revision
