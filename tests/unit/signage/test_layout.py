"""On a sign of any size nothing leaves the frame, nothing is too small to read, and too much text is refused."""

from itertools import combinations, count
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.signage.domain import Field, SignDoesNotFit
from app.signage.layout.arrangement import layout
from app.signage.layout.imposition import Imposition, places_on
from app.signage.layout.measuring import LEGIBLE, LEGIBLE_LABEL
from app.signage.layout.sheets import Sheet, SheetTooSmall
from app.signage.layout.size import MM, UnknownSize, parse_size
from app.signage.looks import Variant
from app.signage.pdf import measure
from tests.builders.signage import a_sign

QR_MODULES = 37
COMMON = [
    parse_size("A4"), parse_size("A4", landscape=True), parse_size("A3"), parse_size("A3", landscape=True),
    parse_size("A5"), parse_size("A5", landscape=True), parse_size("100x140"), parse_size("90x120"),
    parse_size("150x100"), parse_size("100x100"),
]  # fmt: skip
SIZES = [*COMMON, *map(parse_size, ("A2", "80x80", "120x80", "80x120", "119x100", "600x120", "120x600", "1200x80"))]
LANGUAGES = [("ko",), ("ko", "en"), ("ko", "en", "vi"), ("ko", "en", "zh", "ja", "vi"), ("ko", "ja")]
CONTENTS_AT_ONCE, EXAMPLES = 10, 500
WORDS = st.lists(
    st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=14)
    | st.from_regex(r"[0-9A-Za-z(),·-]{1,10}", fullmatch=True),
    min_size=3,
    max_size=12,
)
rounds = count()


def laid_out(sign, size=COMMON[0], languages=("ko", "en"), **more):
    return layout(
        sign, revision="RQDHDZ", size=size, languages=languages, measure=measure, qr_modules=QR_MODULES, **more
    )


def reach(text):
    return text.x + measure(text.text, bold=text.bold) * text.size


def check_inside(drawn):
    frame = drawn.frame
    left, right, bottom, top = frame.x - 0.1, frame.right + 0.1, frame.y - 0.1, frame.top + 0.1
    for text in drawn.texts:
        assert left <= text.x, text
        assert reach(text) <= right, text
        assert bottom <= text.y - 0.2 * text.size, text
        assert text.y + 0.78 * text.size <= top, text
    for box in (*drawn.rules, *drawn.pictures):
        assert left <= box.x, box
        assert box.x + box.width <= right, box
        assert bottom <= box.y, box
        assert box.y + box.height <= top, box
    edge = drawn.bleed + 0.1
    for box in drawn.art:
        assert min(box.x, box.y) >= -edge, box
        assert box.x + box.width <= drawn.width + edge, box
        assert box.y + box.height <= drawn.height + edge, box


def check_apart(drawn):
    """No two lines of text overlap, and none runs into the camera, the QR code or the logo."""
    boxes = [(text.x, text.y - 0.18 * text.size, reach(text), text.y + 0.74 * text.size) for text in drawn.texts]
    boxes += [(box.x, box.y, box.x + box.width, box.y + box.height) for box in drawn.pictures]
    for one, other in combinations(boxes, 2):
        beside = one[2] <= other[0] + 0.1 or other[2] <= one[0] + 0.1
        assert beside or one[3] <= other[1] + 0.1 or other[3] <= one[1] + 0.1, (one, other)


def check_readable(drawn, sign, size):
    for text in drawn.texts:
        label = text.part.endswith("-label") and text.lang == "ko"
        floor = size.smallest_value if text.part in set(Field) else LEGIBLE_LABEL if label else LEGIBLE
        assert text.size >= floor - 1e-9, text
    for field, value in sign.lines:
        shown = "".join(text.text for text in drawn.texts if text.part == field.value)
        assert shown.replace(" ", "") == value.replace(" ", "")
    said = "".join(text.text for text in drawn.texts if text.part == "organisation")
    assert said.replace(" ", "") == sign.organisation.replace(" ", "")
    [code] = [picture for picture in drawn.pictures if picture.part == "qr"]
    assert code.width / QR_MODULES >= 0.33 * MM


def random_sign(words, random):
    def some(most):
        return " ".join(random.choices(words, k=random.randint(1, most)))

    return a_sign(
        purpose=some(5),
        place=some(random.choice((6, 30))),
        coverage=some(8),
        hours=some(3),
        manager=some(3),
        contractor=random.choice(("", some(6))),
        organisation=some(2)[:40].strip(),
    )


@settings(max_examples=EXAMPLES, deadline=None)
@given(WORDS, st.integers(0, 2**32))
def test_nothing_leaves_the_frame_overlaps_or_is_too_small(words, seed):
    """5,000 contents, every size, variant and choice of languages in turn: each size sees 277 of them."""
    random = Random(seed)  # noqa: S311  # Chosen by Hypothesis, so that a failure comes again.
    for _ in range(CONTENTS_AT_ONCE):
        turn = next(rounds)
        size, sign = SIZES[turn % len(SIZES)], random_sign(words, random)
        drawn, refusal = None, None
        try:
            drawn = laid_out(
                sign,
                size,
                LANGUAGES[turn // 7 % len(LANGUAGES)],
                variant=list(Variant)[turn // 3 % 3],
                logo=(None, 2.4, 0.8)[turn // 5 % 3],
            )
        except SignDoesNotFit as refused:
            refusal = refused.message.values
        if drawn is None:
            assert refusal["needed"] > refusal["available"], refusal
            assert refusal["sign"] == "3NQK-8NGM"
            continue
        check_inside(drawn)
        check_apart(drawn)
        check_readable(drawn, sign, size)


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
