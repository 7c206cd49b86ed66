"""On a sign of any size nothing leaves the frame, nothing is too small to read, and too much text is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import fonts
from app.signage.domain import Field, SignDoesNotFit
from app.signage.layout.arrangement import LEGIBLE, layout
from app.signage.layout.sheets import Sheet, SheetTooSmall, places_on
from app.signage.layout.size import MM, UnknownSize, parse_size
from tests.builders.signage import a_sign

QR_MODULES = 37
SIZES = [
    parse_size("A3"), parse_size("A4"), parse_size("A4", landscape=True), parse_size("A5"),
    parse_size("A5", landscape=True), parse_size("100x140"), parse_size("90x120"), parse_size("150x100"),
    parse_size("80x80"), parse_size("600x120"),
]  # fmt: skip
WORDS = st.lists(
    st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=14)
    | st.from_regex(r"[0-9A-Za-z(),·-]{1,10}", fullmatch=True),
    min_size=1,
    max_size=24,
).map(" ".join)


def measure(text: str, *, bold: bool) -> float:
    return fonts.width(text, fonts.BOLD if bold else fonts.REGULAR)


def laid_out(sign, size=SIZES[1], languages=("ko", "en")):
    return layout(sign, size=size, languages=languages, measure=measure, qr_modules=QR_MODULES)


def check_inside(drawn):
    left, right = drawn.margin - 0.1, drawn.width - drawn.margin + 0.1
    bottom, top = drawn.margin - 0.1, drawn.height - drawn.margin + 0.1
    for text in drawn.texts:
        assert left <= text.x, text
        assert text.x + measure(text.text, bold=text.bold) * text.size <= right, text
        assert bottom <= text.y - 0.2 * text.size, text
        assert text.y + 0.78 * text.size <= top, text
    for box in (*drawn.art, *drawn.rules, *drawn.pictures):
        assert left <= box.x, box
        assert box.x + box.width <= right, box
        assert bottom <= box.y, box
        assert box.y + box.height <= top, box


def check_apart(drawn):
    """No two lines of text overlap, and none runs into the QR code."""
    boxes = [
        (
            text.x,
            text.y - 0.18 * text.size,
            text.x + measure(text.text, bold=text.bold) * text.size,
            text.y + 0.74 * text.size,
        )
        for text in drawn.texts
    ]
    boxes += [(box.x, box.y, box.x + box.width, box.y + box.height) for box in drawn.pictures[1:]]
    for n, (left, bottom, right, top) in enumerate(boxes):
        for other_left, other_bottom, other_right, other_top in boxes[:n]:
            beside = right <= other_left + 0.1 or other_right <= left + 0.1
            above = top <= other_bottom + 0.1 or other_top <= bottom + 0.1
            assert beside or above, (n, boxes)


SIGNS = st.builds(
    a_sign,
    purpose=WORDS,
    place=WORDS,
    coverage=WORDS,
    organisation=WORDS.map(lambda words: words[:40].strip()),
    contractor=st.just("") | WORDS,
)


@settings(max_examples=40, deadline=None)
@given(SIGNS, st.sampled_from(SIZES), st.sampled_from([("ko",), ("ko", "en")]))
def test_nothing_leaves_the_frame_or_is_too_small(sign, size, languages):
    try:
        drawn = laid_out(sign, size, languages)
    except SignDoesNotFit:
        return  # Refused is safe; what a refusal says has its own test.
    check_inside(drawn)
    check_apart(drawn)
    for text in drawn.texts:
        label = text.part.endswith("-label") and not text.english
        assert text.size >= (3.5 if label else LEGIBLE), text
        if text.part in set(Field):
            assert text.size >= size.smallest_value, text
    for field, value in sign.lines:
        shown = "".join(text.text for text in drawn.texts if text.part == field.value)
        assert shown.replace(" ", "") == value.replace(" ", "")


@pytest.mark.parametrize("size", SIZES[:8], ids=lambda size: size.label)
def test_every_common_size_holds_an_ordinary_sign(size):
    drawn = laid_out(a_sign(), size)
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
    assert not [text for text in laid_out(a_sign(), languages=("ko",)).texts if text.english]


def test_a_module_of_the_code_is_never_too_small_to_read():
    for size in SIZES:
        assert laid_out(a_sign(contractor="", place="본사"), size).pictures[1].width / QR_MODULES >= 0.35 * MM


@pytest.mark.parametrize(("text", "sides"), [("a4", (210, 297)), ("100x140", (100, 140)), ("120×90", (120, 90))])
def test_sizes_are_read_as_people_write_them(text, sides):
    size = parse_size(text)
    assert (size.width, size.height) == sides


@pytest.mark.parametrize("text", ["", "A9", "10x10", "100", "axb", "5000x5000", "nanxnan", "100x140x3"])
def test_a_size_that_is_none_is_refused(text):
    with pytest.raises(UnknownSize):
        parse_size(text)


@pytest.mark.parametrize(
    ("sheet", "size", "count"), [("A4", "90x120", 4), ("A3", "100x140", 4), ("A4", "A5", 1), ("A3", "A5", 2)]
)
def test_a_sheet_holds_as_many_as_fit(sheet, size, count):
    sides = parse_size(sheet)
    on, one = Sheet(sheet, sides.width, sides.height), parse_size(size)
    places = places_on(on, one)
    assert len(places) == count
    for place in places:
        width, height = (one.height, one.width) if place.turned else (one.width, one.height)
        assert min(place.x, place.y) >= 8.9
        assert place.x + width <= on.width - 8.9
        assert place.y + height <= on.height - 8.9


def test_a_sheet_too_small_for_one_sign_is_refused():
    with pytest.raises(SheetTooSmall):
        places_on(Sheet("A4", 210, 297), parse_size("A3"))
