"""Sites, zones and cameras are found by words, initial consonants and filters, within what the reader may see."""

from datetime import date

import pytest

from app.database import db
from app.kernel.errors import NotFound
from app.registry import queries
from tests.builders.registry import a_small_estate, record_estate

DAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _estate(app):
    record_estate(a_small_estate(sites=[{"code": "HQ-2F", "name": "2층", "parent": "HQ", "order": 3}]))


def found(**filters):
    page = queries.sites_matching(db.session(), as_of=DAY, **{"sites": None, **filters})
    return [line.site.code for line in page.rows]


@pytest.mark.parametrize(
    ("search", "codes"),
    [
        ("", ["G-1", "G-2", "HQ", "HQ-2F"]),
        ("관설", ["G-1"]),
        ("ㄱㅅㄷ", ["G-1"]),
        ("정압기 단구동", ["G-2"]),
        ("g-", ["G-1", "G-2"]),
        ("원주", ["HQ"]),
        ("100%", []),
        ("_", []),
    ],
)
def test_sites_are_found_by_words_and_initial_consonants(search, codes):
    assert found(search=search) == codes


def test_sites_are_filtered_by_kind_and_region():
    assert found(kind="정압기") == ["G-1", "G-2"]
    assert found(region="원주시") == ["HQ"]
    assert queries.site_filters(db.session(), as_of=DAY, sites=None) == queries.SiteFilters(
        kinds=("사옥", "정압기"), regions=("원주시",)
    )


def test_a_reader_sees_only_their_sites():
    assert found(sites=frozenset({"G-2"})) == ["G-2"]
    assert queries.number_of_sites(db.session(), as_of=DAY, sites=frozenset({"G-2"})) == 1
    assert [zone.code for zone in queries.zones_matching(db.session(), as_of=DAY, sites=frozenset({"G-2"}))] == []
    with pytest.raises(NotFound):
        queries.site_detail(db.session(), code="HQ", as_of=DAY, sites=frozenset({"G-2"}))


def test_pages_follow_one_another_without_gap_or_repeat():
    first = queries.sites_matching(db.session(), as_of=DAY, sites=None, size=3)
    second = queries.sites_matching(db.session(), as_of=DAY, sites=None, size=3, after=first.after)

    assert [line.site.code for line in (*first.rows, *second.rows)] == ["G-1", "G-2", "HQ", "HQ-2F"]
    assert second.after is None


def test_a_line_has_count_row_and_inherited_values():
    lines = {line.site.code: line for line in queries.sites_matching(db.session(), as_of=DAY, sites=None).rows}

    assert (lines["G-1"].row_name, lines["G-1"].site.count) == ("정압기", 2)
    assert (lines["HQ"].row_name, lines["HQ"].site.count) == (None, 5)
    assert lines["HQ"].site.values.manager.title == "안전팀장"


def test_the_page_of_a_site_is_the_site_of_the_snapshot():
    whole = {site.code: site for site in queries.snapshot(db.session(), as_of=DAY).sites}

    detail = queries.site_detail(db.session(), code="HQ", as_of=DAY, sites=None)

    assert detail.site == whole["HQ"]
    assert [part.code for part in detail.parts] == ["HQ-2F"]
    assert queries.site_detail(db.session(), code="HQ-2F", as_of=DAY, sites=None).parent_name == "본사 사옥"


def test_a_site_that_is_not_there_that_day_is_not_found():
    with pytest.raises(NotFound):
        queries.site_detail(db.session(), code="nowhere", as_of=DAY, sites=None)


def test_cameras_and_zones_are_found_by_their_own_words_and_those_of_their_place():
    session = db.session()

    assert [one.code for one in queries.cameras_matching(session, as_of=DAY, sites=None, search="본사 로비 2")] == [
        "C-2"
    ]
    assert [one.code for one in queries.cameras_matching(session, as_of=DAY, sites=None, search="ㄹㅂ")] == [
        "C-1",
        "C-2",
    ]
    assert [one.code for one in queries.zones_matching(session, as_of=DAY, sites=None, search="ㅈㅊㅈ")] == ["HQ-car"]
    assert len(queries.cameras_matching(session, as_of=DAY, sites=None, limit=1)) == 1


def test_cameras_and_zones_are_found_by_code():
    session = db.session()

    cameras = queries.cameras_by_code(session, codes=["C-1", "none"], as_of=DAY, sites=None)
    zones = queries.zones_by_code(session, codes=["HQ-car"], as_of=DAY, sites=None)

    assert {code: line.site_name for code, line in cameras.items()} == {"C-1": "본사 사옥"}
    assert {code: line.name for code, line in zones.items()} == {"HQ-car": "주차장"}
