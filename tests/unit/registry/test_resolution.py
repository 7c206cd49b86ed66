"""Values are inherited downwards, counts added upwards, disagreements named."""

from datetime import date

from app.registry.domain import Level
from app.registry.resolution import snapshot_of
from tests.builders.registry import a_document, a_small_estate

DAY = date(2026, 3, 1)


def snapshot(items, day=DAY):
    document = a_document(**items)
    things = [v.value for versions in document.versions.values() for v in versions if v.span.holds(day)]
    return snapshot_of(things, as_of=day, known_at=None, revision="")


def row(items, code):
    return next(found for found in snapshot(items).rows if found.code == code)


def fields(disagreements):
    return [found.field for found in disagreements]


def test_the_lowest_level_that_declares_a_value_wins():
    items = a_small_estate()
    items["sites"][0]["declared"] = {"hours": "09-18시", "storage_place": "통신실"}
    items["zones"][0]["declared"]["hours"] = "필요시"

    lobby, car_park = snapshot(items).zones

    assert (lobby.values.hours, lobby.values.origin["hours"]) == ("필요시", Level.ZONE)
    assert (car_park.values.hours, car_park.values.origin["hours"]) == ("09-18시", Level.SITE)
    assert lobby.values.storage_place == "통신실"


def test_declared_none_stops_inheritance_of_a_list():
    items = a_small_estate()
    items["organisation"][0]["declared"]["access_holders"] = [{"post": "lead"}]
    items["sites"][0]["declared"] = {"access_holders": []}

    found = {site.code: site for site in snapshot(items).sites}

    assert found["HQ"].values.access_holders == ()
    assert [holder.title for holder in found["G-1"].values.access_holders] == ["안전팀장"]


def test_a_part_of_a_site_inherits_what_that_site_declares_and_counts_alone():
    items = a_small_estate(sites=[{"code": "HQ-2F", "name": "2층", "parent": "HQ", "order": 1, "camera_count": 4}])
    items["sites"][0]["declared"] = {"storage_place": "통신실"}

    found = {site.code: site for site in snapshot(items).sites}

    assert found["HQ-2F"].values.storage_place == "통신실"
    assert (found["HQ"].count, found["HQ-2F"].count) == (5, 4)


def test_cameras_are_counted_from_the_day_they_hang_until_they_are_taken_down():
    items = a_small_estate()
    items["cameras"][0]["installed_on"] = "2026-02-01"
    items["cameras"][1]["removed_on"] = "2026-04-01"

    counts = [next(snapshot(items, date(2026, month, 1)).zones).count for month in (1, 2, 4)]

    assert counts == [1, 2, 1]


def test_zones_cut_in_two_ways_are_added_once():
    items = {
        "sites": [{"code": "s", "name": "사옥"}],
        "zones": [
            {"code": "z1", "site": "s", "name": "로비", "order": 1, "camera_count": 3},
            {"code": "z2", "site": "s", "name": "현관", "order": 2, "camera_count": 2},
            {"code": "z3", "site": "s", "name": "로비 보관", "order": 3, "by": "storage", "camera_count": 5},
        ],
    }

    assert snapshot(items).total == 5


def test_a_count_nobody_states_is_unknown_and_adds_nothing():
    items = a_small_estate(sites=[{"code": "X", "name": "창고"}])

    assert row(items, "X").count is None
    assert snapshot(items).total == 10


def test_zones_that_are_only_some_of_a_site_are_not_added_up():
    items = a_small_estate()
    items["sites"][0]["zones_complete"] = False

    assert row(items, "HQ").count is None


def test_a_row_that_does_not_add_up_is_shown_as_published_with_the_disagreement():
    items = a_small_estate()
    items["rows"][0]["camera_count"] = 164

    found = row(items, "governors")

    assert found.count == 164
    assert fields(found.disagreements) == ["count"]
    assert "164대" in str(found.disagreements[0].message)
    assert "5대" in str(found.disagreements[0].message)


def test_sites_under_one_row_that_differ_are_named_and_never_averaged():
    items = a_small_estate()
    items["rows"][0]["declared"] = {"retention": {"days": 60}}
    items["sites"][2]["declared"] = {"retention": {"days": 30}}

    found = row(items, "governors")

    assert found.values.retention.days == 60
    assert [(one.field, one.sites) for one in found.disagreements] == [("retention", ("G-2",))]


def test_a_zone_below_a_row_of_many_sites_may_not_differ_unseen():
    items = a_small_estate(
        zones=[{"code": "G-1-in", "site": "G-1", "name": "내부", "camera_count": 2, "declared": {"hours": "주간"}}]
    )

    assert [(one.field, one.sites) for one in row(items, "governors").disagreements] == [("hours", ("G-1",))]


def test_a_value_all_sites_of_a_row_share_is_the_value_of_the_row():
    items = a_small_estate()
    for site in items["sites"][1:]:
        site["declared"] = {"storage_place": "안전팀"}

    found = row(items, "governors")

    assert found.values.storage_place == "안전팀"
    assert found.values.origin["storage_place"] is Level.SITE
    assert found.disagreements == ()


def test_each_site_may_say_its_location_more_exactly_than_the_row():
    items = a_small_estate()
    items["rows"][0]["declared"] = {"location": "원주·횡성 정압기"}
    items["sites"][1]["declared"] = {"location": "관설동 1-1"}

    found = row(items, "governors")

    assert found.values.location == "원주·횡성 정압기"
    assert found.disagreements == ()


def test_a_site_without_a_row_stands_as_its_own():
    found = row(a_small_estate(), "HQ")

    assert (found.name, [site.code for site in found.sites]) == ("본사 사옥", ["HQ"])
