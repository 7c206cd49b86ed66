"""What a sign says follows from the registry, names no person, and lacks nothing unnoticed."""

import unicodedata

import pytest

from app.registry.domain import Contractor, Level, Organisation, Purpose, Retention
from app.registry.snapshot import Effective, Holder, RowView, SiteView, Snapshot, ZoneView
from app.signage.content import sign_contents
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


def contents_of(*sites, contractors=(), **more):
    row = RowView(code="R", name="R", kind=None, count=None, places_count=None, values=effective(), sites=sites)
    snapshot = Snapshot(
        as_of=DAY, known_at=None, revision="0" * 12, organisation=Organisation(name="예시도시가스"),
        organisation_values=effective(), privacy_officer=None, rows=(row,), posts=(), contractors=contractors,
        agreements=(),
    )  # fmt: skip
    return sign_contents(snapshot, public_url="https://cctv.example.kr", **more)


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
