"""How much of what published policies state is read, in every style of layout: floors, raised as reading gets better.

The goal is 97 % of every field, in every style; ``python -m tests.layouts.score --misses`` prints what is missed.
Every style is read of every fourth case here, each case in several styles; the script reads all of them.
"""

import pytest

from tests.cases import NUMBERS
from tests.layouts.matching import Score
from tests.layouts.score import scores
from tests.layouts.styles import STYLES

FLOORS = {
    "merged": (97, 96),
    "merged-lines": (98, 97),
    "flattened": (95, 95),
    "lists": (98, 97),
    "lists-html": (96, 94),
    "by-place": (97, 96),
    "by-place-text": (93, 91),
    "joined": (98, 97),
    "joined-flat": (94, 96),
    "wide": (98, 97),
    "wide-flat": (94, 97),
    "transposed": (96, 96),
    "long": (90, 97),
    "long-flat": (98, 97),
    "cp949": (98, 96),
    "pdf-ruled": (99, 99),
    "pdf-wide": (99, 99),
    "pdf-bare": (99, 99),
    "pdf-lists": (99, 99),
    "docx": (98, 97),
    "docx-place": (93, 94),
    "docx-transposed": (97, 97),
}
"""The least recall and precision of each style, in per cent, over the cases tried of it."""
EVERY = 4


@pytest.mark.parametrize(("style", "first"), [(style, at % EVERY) for at, style in enumerate(STYLES)])
def test_a_style_is_read_as_well_as_it_was(style, first):
    whole = Score()
    for _style, _number, one in scores([style], NUMBERS[first::EVERY]):
        whole.add(one)
    recall, precision = FLOORS[style.name]
    assert whole.stated.total() > 100
    assert whole.recall() * 100 >= recall, whole.missed
    assert whole.precision() * 100 >= precision, whole.made_up


def test_every_case_is_read_in_several_styles():
    read = {number for at in range(len(STYLES)) for number in NUMBERS[at % EVERY :: EVERY]}
    assert read == set(NUMBERS)
