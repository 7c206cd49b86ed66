"""Signs on a sheet: none overlaps another or the margin, each is there once, and no cut mark touches a sign."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.signage.layout.imposition import BadMargins, Imposition, crop_marks, drawn, places_on, sheets_for
from app.signage.layout.sheets import Sheet, SheetTooSmall
from app.signage.layout.size import Size, parse_size

SIDES = st.floats(80, 420).map(lambda side: round(side, 1))
SHEETS = st.builds(lambda width, height: Sheet("s", width, height), st.floats(80, 700), st.floats(80, 700))
IMPOSITIONS = st.builds(Imposition, SHEETS, st.integers(3, 30), st.integers(0, 20))
SIZES = st.builds(lambda width, height: Size("s", width, height), SIDES, SIDES)
A3 = Imposition(Sheet("A3", 297, 420))
NEAR = 1e-6


def box(place, size):
    width, height = (size.height, size.width) if place.turned else (size.width, size.height)
    return place.x, place.y, place.x + width, place.y + height


def apart(one, other, gap):
    """Return whether two boxes are a gap apart in at least one direction."""
    return any(
        one[low] >= other[high] + gap - NEAR or other[low] >= one[high] + gap - NEAR for low, high in ((0, 2), (1, 3))
    )


def found(imposition, size):
    try:
        return places_on(imposition, size)
    except SheetTooSmall:
        return []


@settings(max_examples=500)
@given(IMPOSITIONS, SIZES)
def test_signs_stand_apart_and_inside_the_margins(imposition, size):
    sheet, margin = imposition.sheet, imposition.margin
    boxes = [box(place, size) for place in found(imposition, size)]
    assert all(apart(one, other, imposition.gap) for one, other in combinations(boxes, 2))
    for left, bottom, right, top in boxes:
        assert min(left, bottom) >= margin - NEAR
        assert right <= sheet.width - margin + NEAR
        assert top <= sheet.height - margin + NEAR


@settings(max_examples=500)
@given(IMPOSITIONS, SIZES)
def test_no_sheet_holds_fewer_than_a_plain_grid(imposition, size):
    sheet, margin, gap = imposition.sheet, imposition.margin, imposition.gap
    across, up = sheet.width - 2 * margin + gap, sheet.height - 2 * margin + gap
    plain = max(
        max(0, int(across // (width + gap))) * max(0, int(up // (height + gap)))
        for width, height in ((size.width, size.height), (size.height, size.width))
    )
    assert len(found(imposition, size)) >= plain


@settings(max_examples=500)
@given(IMPOSITIONS, SIZES)
def test_no_mark_touches_a_sign_or_leaves_the_sheet(imposition, size):
    places = found(imposition, size)
    boxes = [box(place, size) for place in places]
    for line in crop_marks(imposition, places, size):
        across = sorted((line.x1, line.x2))
        up = sorted((line.y1, line.y2))
        assert across[0] >= 0
        assert across[1] <= imposition.sheet.width + NEAR
        assert up[0] >= 0
        assert up[1] <= imposition.sheet.height + NEAR
        assert all(apart((across[0], up[0], across[1], up[1]), each, 0) for each in boxes)


@given(st.integers(1, 500), IMPOSITIONS, SIZES)
def test_every_sign_has_one_place(count, imposition, size):
    places = found(imposition, size)
    if places:
        pages = sheets_for(count, imposition, size)
        dealt = [(page, place) for page in range(pages) for place in places][:count]
        assert len(set(dealt)) == count
        assert (pages - 1) * len(places) < count


@pytest.mark.parametrize(
    ("sheet", "size", "count"), [((297, 420), "100x140", 5), ((420, 594), "90x120", 18), ((320, 450), "A5", 4)]
)
def test_what_a_grid_leaves_over_is_filled_with_turned_signs(sheet, size, count):
    assert len(places_on(Imposition(Sheet("s", *sheet)), parse_size(size))) == count


def test_signs_that_touch_are_cut_by_marks_at_the_edge_only():
    tight = Imposition(Sheet("A4", 210, 297), 9, 0)
    size = parse_size("80x80")
    places = places_on(tight, size)
    marks = crop_marks(tight, places, size)
    assert len(places) == 6
    assert len(marks) == 14  # At both ends of three cuts one way, and of four the other.
    assert len(drawn(marks).split(" S")) - 1 == 14


def test_marks_are_left_out_when_nobody_wants_them():
    plain = Imposition(A3.sheet, marked=False)
    size = parse_size("90x120")
    assert crop_marks(A3, places_on(A3, size), size)
    assert crop_marks(plain, places_on(plain, size), size) == []


@pytest.mark.parametrize(("margin", "gap"), [(2, 6), (61, 6), (9, -1), (9, 61)])
def test_margins_no_printer_prints_are_refused(margin, gap):
    with pytest.raises(BadMargins):
        Imposition(A3.sheet, margin, gap)


def test_without_sheets_every_sign_has_a_page():
    assert sheets_for(7, None, parse_size("A4")) == 7
