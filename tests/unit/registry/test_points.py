"""A place on the map is read as people copy it, kept in whole numbers, and written the same everywhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.errors import Invalid
from app.registry.document import FORMAT, read_document, write_document
from app.registry.domain import Kind
from app.registry.exchange import read_file
from app.registry.exchange.cells import Unreadable, latitude, longitude
from app.registry.points import Point, degrees_text, millionths, pair_of
from app.registry.wording import label_of, said_plain
from tests.builders.registry_files import a_table

WONJU = {"latitude": 37_342_200, "longitude": 127_920_200}


def a_document(point):
    return {"format": FORMAT, "sites": [{"code": "S-1", "name": "정압기", "point": point}]}


@given(st.integers(-180_000_000, 180_000_000))
@settings(max_examples=100)
def test_what_is_written_in_degrees_is_read_as_the_same_number(number):
    assert millionths(degrees_text(number)) == number


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("37.3422", 37_342_200),
        (37.3422, 37_342_200),
        (37, 37_000_000),
        (1e-05, 10),
        (" 37.34221249° ", 37_342_212),
        ("−0.5", -500_000),
        ("３７.5", 37_500_000),
        ("90", 90_000_000),
        ("-90.0000004", -90_000_000),
        ("", None),
        (None, None),
    ],
)
def test_degrees_of_a_cell_are_read_to_the_nearest_millionth(cell, found):
    assert latitude(cell) == found


@pytest.mark.parametrize("cell", ["37°20'31\"", "북위 37", "37,3422", "nan", "1e2", True, "90.000001", "-91", "9" * 50])
def test_what_is_no_latitude_is_refused(cell):
    with pytest.raises(Unreadable):
        latitude(cell)


def test_what_lies_beyond_the_globe_is_told_with_its_bounds():
    assert longitude("-180") == -180_000_000
    with pytest.raises(Unreadable, match="-180에서 180 사이"):
        longitude("180.000001")


@pytest.mark.parametrize(
    ("pasted", "pair"),
    [
        ("37.3422, 127.9202", ("37.3422", "127.9202")),
        ("(37.3422 127.9202)", ("37.3422", "127.9202")),
        ("geo:37.3422,127.9202?z=19", ("37.3422", "127.9202")),
        ("37.3422", None),
        ("37,3422, 127,9202", None),
    ],
)
def test_a_pair_pasted_from_a_map_is_parted(pasted, pair):
    assert pair_of(pasted) == pair


def test_a_place_is_written_for_people_and_for_telephones():
    point = Point(latitude=37_342_200, longitude=-1_000_001)
    assert point.text == "37.342200, -1.000001"
    assert point.uri == "geo:37.342200,-1.000001"


def test_a_document_keeps_the_whole_numbers():
    document = read_document(a_document(WONJU))
    assert document.of(Kind.SITE)[0].value.point == Point(**WONJU)
    assert read_document(write_document(document)) == document


@pytest.mark.parametrize(
    ("point", "place"),
    [
        ({"latitude": 1}, "sites[0].point.longitude"),
        ({"latitude": 90_000_001, "longitude": 0}, "sites[0].point.latitude"),
        ({"latitude": 0, "longitude": -180_000_001}, "sites[0].point.longitude"),
        ({"latitude": 37.5, "longitude": 127}, "sites[0].point.latitude"),
        ({"latitude": 0, "longitude": 0, "height": 0}, "sites[0].point.height"),
    ],
)
def test_half_a_place_and_one_beyond_the_globe_are_refused_by_name(point, place):
    with pytest.raises(Invalid) as caught:
        read_document(a_document(point))
    assert [problem.place for problem in caught.value.problems] == [place]


def test_a_list_gives_both_numbers_or_says_which_is_missing():
    head = "장소 코드,장소,위도,경도"
    whole = read_file(a_table("S-1,정압기,37.3422,127.9202", head=head), "t.csv")
    assert whole.of(Kind.SITE)[0].value.point == Point(**WONJU)
    [problem] = read_file(a_table("S-1,정압기,37.3422,", head=head), "t.csv").problems
    assert "'경도' 열" in problem.place


def test_a_cell_left_empty_takes_the_place_away_and_no_column_keeps_it():
    known = read_document(a_document(WONJU))
    kept = read_file(a_table("S-1,정압기", head="장소 코드,장소"), "t.csv", base=known)
    assert kept.of(Kind.SITE)[0].value.point == Point(**WONJU)
    gone = read_file(a_table("S-1,정압기,,", head="장소 코드,장소,위도,경도"), "t.csv", base=known)
    assert gone.of(Kind.SITE)[0].value.point is None


def test_a_difference_says_the_place_in_degrees():
    assert label_of("point") == "지도 위치"
    assert said_plain(WONJU, field="point") == "37.342200, 127.920200"
