"""Finding places by what somebody types: order, whole sites, what one may know of, and at 20,000 cameras."""

import time

import pytest

from app.registry.domain import Camera, Site, Zone
from app.viewing_requests.places import picked, places_known, places_matching, zones_of_sites_matching
from tests.builders.policy import a_snapshot


@pytest.fixture(scope="module")
def estate():
    """500 sites of two zones and 20,000 cameras."""
    sites = [Site(code=f"S-{number:03}", name=f"관설동 정압기 {number:03}") for number in range(500)]
    zones = [Zone(code=f"{site.code}-{part}", site=site.code, name=f"구역 {part}") for site in sites for part in "AB"]
    cameras = [
        Camera(code=f"C-{number:05}", zone=zones[number % len(zones)].code, name=f"외곽 {number}")
        for number in range(20_000)
    ]
    return a_snapshot(*sites, *zones, *cameras)


def test_an_exact_code_comes_first_then_codes_that_begin_so(estate):
    found = places_matching(estate, "c-0012", sites=None)

    assert found[0].code == "C-00120"
    assert places_matching(estate, "S-012-A", sites=None)[0].code == "S-012-A"
    assert len(found) == 10


def test_initial_consonants_find_and_other_sites_stay_unknown(estate):
    assert places_matching(estate, "ㄱㅅㄷ 외곽", sites=None)
    found = places_matching(estate, "ㄱㅅㄷ", sites=frozenset({"S-007"}))
    assert {place.site_code for place in found} == {"S-007"}
    assert places_known(estate, ["S-008|S-008-A|"], sites=frozenset({"S-007"})) == ()


def test_a_whole_site_is_its_zones(estate):
    ((site, zones),) = zones_of_sites_matching(estate, "정압기 123", sites=None)

    assert site.code == "S-123"
    assert [zone.key for zone in zones] == ["S-123|S-123-A|", "S-123|S-123-B|"]


def test_places_that_are_gone_are_left_out_and_each_comes_once(estate):
    keys = ["S-001|S-001-A|", "S-999||", "S-001|S-001-A|"]

    assert [place.key for place in places_known(estate, keys, sites=None)] == ["S-001|S-001-A|"]


def test_a_search_among_twenty_thousand_cameras_folds_no_name_again(estate):
    places_matching(estate, "외곽", sites=None)  # Makes the index.
    began = time.perf_counter()
    for typed in ("C-19999", "ㄱㅅㄷ", "정압기 499 외곽", "없는 이름"):
        places_matching(estate, typed, sites=None)
    searched = (time.perf_counter() - began) / 4
    began = time.perf_counter()
    picked(estate, keys=["S-001|S-001-A|C-00002"], typed="C-19999", sites=None)
    assert max(searched, time.perf_counter() - began) < 0.25  # Folding all names again takes longer.
