"""On a sign of any size nothing leaves the frame, nothing is too small to read, and too much text is refused."""

from itertools import count
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.signage.domain import Field, SignDoesNotFit
from app.signage.layout.imposition import Imposition, places_on
from app.signage.layout.sheets import Sheet, SheetTooSmall
from app.signage.layout.size import MM, UnknownSize, parse_size
from app.signage.looks import Variant
from tests.builders.signage import a_sign
from tests.layout_checks import (
    COMMON,
    CONTENTS_AT_ONCE,
    EXAMPLES,
    QR_MODULES,
    SIZES,
    WORDS,
    check_apart,
    check_inside,
    check_sign,
    laid_out,
    random_sign,
)

rounds = count()


@settings(max_examples=EXAMPLES, deadline=None)
@given(WORDS, st.integers(0, 2**32))
def test_nothing_leaves_the_frame_overlaps_or_is_too_small(words, seed):
    """5,000 contents, every size, variant and choice of languages in turn: each size sees 277 of them.

    Every content in every size takes a minute and is run by ``python -m tests.benchmarks layouts``.
    """
    random = Random(seed)  # noqa: S311  # Chosen by Hypothesis, so that a failure comes again.
    for _ in range(CONTENTS_AT_ONCE):
        turn = next(rounds)
        check_sign(random_sign(words, random), turn, SIZES[turn % len(SIZES)])


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("size", COMMON, ids=lambda size: size.label)
def test_every_common_size_holds_an_ordinary_sign(size, variant):
    drawn = laid_out(a_sign(), size, variant=variant)
    check_inside(drawn)
    check_apart(drawn)


def test_all_values_share_one_size():
    drawn = laid_out(a_sign())
    assert {text.size for text in drawn.texts if text.part in set(Field)} == {drawn.value_size}


def test_the_value_size_shrinks_before_the_sign_is_refused():
    assert laid_out(a_sign(place="긴 주소 " * 60)).value_size < laid_out(a_sign()).value_size


def test_what_does_not_fit_is_refused_by_sign_field_and_space():
    with pytest.raises(SignDoesNotFit) as refused:
        laid_out(a_sign(place="가" * 700))
    assert refused.value.message.values["sign"] == "3NQK-8NGM"
    assert "설치 장소" in str(refused.value)
    assert refused.value.message.values["needed"] > refused.value.message.values["available"]


def test_a_line_without_a_value_is_left_out():
    drawn = laid_out(a_sign(contractor=""))
    assert not [text for text in drawn.texts if text.part.startswith("contractor")]


def test_korean_only_signs_carry_no_english():
    assert {text.lang for text in laid_out(a_sign(), languages=("ko",)).texts} == {"ko"}


def test_a_module_of_the_code_is_never_too_small_to_read():
    for size in SIZES:
        drawn = laid_out(a_sign(contractor="", place="본사", purpose="범죄 예방", coverage="건물 안"), size)
        assert drawn.pictures[1].width / QR_MODULES >= 0.35 * MM


@pytest.mark.parametrize(("text", "sides"), [("a4", (210, 297)), ("100x140", (100, 140)), ("120×90", (120, 90))])
def test_sizes_are_read_as_people_write_them(text, sides):
    size = parse_size(text)
    assert (size.width, size.height) == sides


@pytest.mark.parametrize("text", ["", "A9", "10x10", "100", "axb", "5000x5000", "nanxnan", "100x140x3"])
def test_a_size_that_is_none_is_refused(text):
    with pytest.raises(UnknownSize):
        parse_size(text)


@pytest.mark.parametrize(
    ("sheet", "size", "count"), [("A4", "90x120", 4), ("A3", "100x140", 5), ("A4", "A5", 1), ("A3", "A5", 2)]
)
def test_a_sheet_holds_as_many_as_fit(sheet, size, count):
    sides = parse_size(sheet)
    on, one = Sheet(sheet, sides.width, sides.height), parse_size(size)
    places = places_on(Imposition(on), one)
    assert len(places) == count
    for place in places:
        width, height = (one.height, one.width) if place.turned else (one.width, one.height)
        assert min(place.x, place.y) >= 8.9
        assert place.x + width <= on.width - 8.9
        assert place.y + height <= on.height - 8.9


def test_a_sheet_too_small_for_one_sign_is_refused():
    with pytest.raises(SheetTooSmall):
        places_on(Imposition(Sheet("A4", 210, 297)), parse_size("A3"))
