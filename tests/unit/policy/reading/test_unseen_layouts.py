"""Texts laid out as nobody laid one out before are read to the last fact somebody wrote down for them.

Before the reader learned from six of them it found 56 % of their facts; of three written after that, 71 % at once.
"""

import pytest

from tests.layouts.unseen_texts import NAMES, score

KNOWN = {"school": (4, 2)}
"""Facts missed and made up: places under "교내 : 총 서른두 대" are taken for its parts, and have none of their own."""


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_of_a_text_is_read_and_no_other(name):
    wanted, missed, wrong = score(name)
    most_missed, most_wrong = KNOWN.get(name, (0, 0))
    assert len(wanted) > 20
    assert len(missed) <= most_missed, missed
    assert len(wrong) <= most_wrong, wrong


def test_nine_texts_are_tried():
    assert len(NAMES) == 9
