"""What must hold in a registry on every day."""

from collections import defaultdict

import pytest

from app.registry.difference import assertions_of, planned
from app.registry.rules import Estate, faults
from tests.builders.registry import a_document, a_small_estate


def broken(items):
    _changes, after = planned({}, assertions_of(a_document(**items), {}, default_from=None))
    return [(f"{key[0].value}:{key[1]}", field) for key, field in _found(after)]


def _found(after):
    return [(fault.key, fault.field) for fault in faults(Estate(after), list(after))]


def estate(**changes):
    """The small estate with fields of single items changed: ``HQ={"parent": "G-1"}``."""
    items = a_small_estate()
    by_code = defaultdict(dict, changes)
    return {key: [{**item, **by_code[item.get("code", "self")]} for item in found] for key, found in items.items()}


def test_nothing_is_wrong_with_the_small_estate():
    assert broken(a_small_estate()) == []


@pytest.mark.parametrize(
    ("items", "found"),
    [
        pytest.param(estate(HQ={"row": "none"}), ("site:HQ", "row"), id="row"),
        pytest.param(estate(HQ={"parent": "none"}), ("site:HQ", "parent"), id="parent"),
        pytest.param(estate(**{"HQ-car": {"site": "none"}}), ("zone:HQ-car", "site"), id="site"),
        pytest.param(estate(**{"C-1": {"zone": "none"}}), ("camera:C-1", "zone"), id="zone"),
        pytest.param(
            estate(self={"privacy_officer": {"post": "x"}}), ("organisation:self", "privacy_officer"), id="cpo"
        ),
        pytest.param(
            estate(HQ={"declared": {"manager": {"post": "x"}}}), ("site:HQ", "declared.manager"), id="manager"
        ),
        pytest.param(
            estate(HQ={"declared": {"access_holders": [{"post": "x"}]}}),
            ("site:HQ", "declared.access_holders"),
            id="access",
        ),
        pytest.param(
            a_small_estate(contractors=[{"code": "k", "name": "수탁사", "sites": ["none"]}]),
            ("contractor:k", "sites"),
            id="contractor",
        ),
        pytest.param(
            estate(lead={"valid_from": "2026-01-01"}), ("organisation:self", "declared.manager"), id="not yet"
        ),
    ],
)
def test_a_code_that_leads_nowhere_is_found(items, found):
    assert broken(items) == [found]


def test_a_site_is_no_part_of_itself_however_far_the_way():
    items = estate(HQ={"parent": "G-1"}, **{"G-1": {"parent": "G-2"}, "G-2": {"parent": "HQ"}})

    assert {code for code, field in broken(items) if field == "parent"} == {"site:HQ", "site:G-1", "site:G-2"}
    assert broken(estate(HQ={"parent": "HQ"})) == [("site:HQ", "parent")]


def test_a_zone_states_no_other_count_than_its_cameras_have():
    assert broken(estate(**{"HQ-lobby": {"camera_count": 3}})) == [("zone:HQ-lobby", "camera_count")]
    assert broken(estate(**{"HQ-lobby": {"camera_count": 2}})) == []


def test_counts_are_compared_on_every_day_something_turns():
    late = estate(**{"HQ-lobby": {"camera_count": 2}, "C-2": {"valid_to": "2027-01-01"}})
    removed = estate(**{"HQ-lobby": {"camera_count": 2}, "C-2": {"removed_on": "2027-01-01"}})

    assert broken(late) == broken(removed) == [("zone:HQ-lobby", "camera_count")]


def test_a_site_states_no_other_count_than_its_zones_have():
    assert broken(estate(HQ={"camera_count": 6})) == [("site:HQ", "camera_count")]
    assert broken(estate(HQ={"camera_count": 5})) == []
    assert broken(estate(HQ={"camera_count": 6, "zones_complete": False})) == []


@pytest.mark.parametrize(
    ("retention", "right"),
    [
        pytest.param({"days": 20}, True, id="days"),
        pytest.param({"least_days": 10, "most_days": 15}, True, id="range"),
        pytest.param({"days": 20, "most_days": 30}, False, id="both"),
        pytest.param({"least_days": 30, "most_days": 15}, False, id="upside down"),
        pytest.param({"recorded": False}, True, id="not recorded"),
        pytest.param({"recorded": False, "days": 3}, False, id="kept though not recorded"),
    ],
)
def test_retention_says_one_thing(retention, right):
    found = broken(estate(HQ={"declared": {"retention": retention}}))

    assert found == ([] if right else [("site:HQ", "declared.retention")])


def test_a_post_has_a_title_or_a_department():
    assert broken(a_small_estate(posts=[{"code": "p"}])) == [("post:p", "title")]


def test_a_camera_is_not_removed_before_it_is_installed():
    items = estate(**{"C-1": {"installed_on": "2026-02-01", "removed_on": "2026-01-01"}})

    assert ("camera:C-1", "removed_on") in broken(items)


def test_a_value_fits_into_one_entry_of_the_ledger():
    safeguards = ["가" * 1000] * 10

    assert broken(estate(self={"safeguards": safeguards})) == [("organisation:self", "")]
