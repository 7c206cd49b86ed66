"""What two texts say differently of each place: found wherever it is printed, and only where it is printed."""

import pytest

from app.policy.clauses import clauses
from app.policy.composition import compose
from app.policy.domain import Form
from app.policy.redline.by_place import Place, Told, different_places, different_rows, places_said
from app.registry.document import read_document
from tests.builders.policy import TODAY, a_snapshot, things_of
from tests.builders.registry import a_small_estate


def snapshot_of(items):
    return a_snapshot(*things_of(read_document({"format": "watchbook.registry/1", **items})))


def said_by(items, language="ko"):
    worded = clauses(language, on=TODAY)
    text = compose(snapshot_of(items), form=Form.STANDALONE, language=language, clauses=worded, on=TODAY)
    return places_said(text)


def places_of(items):
    return [
        Place(site.code, row.code, tuple(zone.code for zone in site.zones))
        for row in snapshot_of(items).rows
        for site in row.sites
    ]


def told(change, *, language="ko"):
    """Return what is told differently of each place after a change of the small estate."""
    before, after = a_small_estate(), a_small_estate()
    change(after)
    return different_places(said_by(before, language), said_by(after, language), places_of(after))


def renames(items):
    items["sites"][0]["name"] = "본사 새 사옥"


def keeps_longer(items):
    items["organisation"][0]["declared"]["retention"] = {"text": "25일", "days": 25}


def keeps_one_longer(items):
    items["sites"][0]["declared"] = {"retention": {"text": "25일", "days": 25}}


def counts_one_more(items):
    items["sites"][2]["camera_count"] = 4
    items["rows"][0]["camera_count"] = 6


def adds_one(items):
    items["sites"].append({"code": "G-0", "name": "무실동 정압기", "row": "governors", "camera_count": 1})
    items["rows"][0]["camera_count"] = 6


def moves_one_out_of_its_row(items):
    del items["sites"][1]["row"]
    items["rows"][0]["camera_count"] = 3


def counts_in_a_zone(items):
    items["zones"][1]["camera_count"] = 4


def calls_on_another(items):
    items["posts"][0]["phones"] = ["033-700-0009"]


def gives_a_purpose_of_its_own(items):
    items["sites"][0]["declared"] = {"purposes": [{"text": "화재 예방", "ground": "pipa.25.1.3"}]}


CHANGES = {
    renames: {"HQ"},
    keeps_longer: {"HQ", "G-1", "G-2"},
    keeps_one_longer: {"HQ"},
    counts_one_more: {"G-2"},
    adds_one: {"G-0"},
    moves_one_out_of_its_row: {"G-1", "G-2"},
    counts_in_a_zone: {"HQ"},
    calls_on_another: {"HQ", "G-1", "G-2"},
    gives_a_purpose_of_its_own: {"HQ"},
}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("change", [*CHANGES], ids=lambda change: change.__name__)
def test_a_change_is_told_of_the_places_it_concerns_and_of_no_other(change, language):
    assert set(told(change, language=language)) == CHANGES[change]


def test_both_values_are_told_with_what_they_are():
    assert told(keeps_one_longer)["HQ"] == (Told("보관기간", "촬영일로부터 20일", "촬영일로부터 25일"),)
    assert Told("주차장: 설치 대수", "3대", "4대") in told(counts_in_a_zone)["HQ"]


def test_a_place_that_is_new_has_no_values_before():
    assert all(one.before is None for one in told(adds_one)["G-0"])


def test_a_place_that_moved_within_the_text_is_told_only_by_what_is_new():
    assert {one.what for found in told(moves_one_out_of_its_row).values() for one in found} <= {"종류", "설치장소"}


@pytest.mark.parametrize("change", [counts_one_more, adds_one])
def test_a_row_is_told_by_what_it_says_itself(change):
    before, after = a_small_estate(), a_small_estate()
    change(after)
    assert set(different_rows(said_by(before), said_by(after), ["governors", "HQ"])) == {"governors"}


def test_a_text_knows_the_names_of_the_places_it_lists():
    assert said_by(a_small_estate()).places == {
        "HQ": "본사 사옥",
        "governors": "정압기",
        "G-1": "관설동 정압기",
        "G-2": "단구동 정압기",
    }
