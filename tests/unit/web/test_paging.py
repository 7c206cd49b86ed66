"""Pages of long lists."""

import pytest

from app.web.paging import BadPlace, key_of, page_of, place


def test_a_page_knows_where_the_next_begins():
    page = page_of([5, 4, 3], size=2, key=lambda row: (row,))

    assert page.rows == (5, 4)
    assert key_of(page.after, int) == (4,)


def test_the_last_page_has_no_next():
    assert page_of([5, 4], size=2, key=lambda row: (row,)).after is None
    assert page_of([], size=2, key=lambda row: (row,)).rows == ()


def test_a_key_survives_the_address():
    assert key_of(place(("관설동", 7)), str, int) == ("관설동", 7)
    assert key_of(None, int) is None
    assert key_of("", int) is None


@pytest.mark.parametrize("text", ["%%%", "e30", "WzEsMl0", place(("a",)), place((True,)), "한글", "W1td"])
def test_a_forged_place_is_refused(text):
    with pytest.raises(BadPlace):
        key_of(text, int)
