"""What must hold of every sign that was laid out, and random things to say on one.

The tests draw each content in one size; ``python -m tests.benchmarks layouts`` draws every content in every size.
"""

from itertools import combinations

from hypothesis import strategies as st

from app.signage.domain import Field, SignDoesNotFit
from app.signage.layout.arrangement import layout
from app.signage.layout.measuring import LEGIBLE, LEGIBLE_LABEL
from app.signage.layout.size import MM, parse_size
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
"""5,000 contents, ten to an example: Hypothesis takes longer to think of one than it takes to lay it out."""
WORDS = st.lists(
    st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=14)
    | st.from_regex(r"[0-9A-Za-z(),·-]{1,10}", fullmatch=True),
    min_size=3,
    max_size=12,
)


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


def check_sign(sign, turn, size):
    """Lay a sign out, in a manner that goes by its turn, and check it; return whether it was refused by name."""
    try:
        drawn = laid_out(
            sign,
            size,
            LANGUAGES[turn // 7 % len(LANGUAGES)],
            variant=list(Variant)[turn // 3 % 3],
            logo=(None, 2.4, 0.8)[turn // 5 % 3],
        )
    except SignDoesNotFit as refused:
        values = refused.message.values
        assert values["needed"] > values["available"], values
        assert values["sign"] == "3NQK-8NGM"
        return True
    check_inside(drawn)
    check_apart(drawn)
    check_readable(drawn, sign, size)
    return False
