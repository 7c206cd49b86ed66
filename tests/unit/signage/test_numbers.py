"""A sign's number survives being read from a wall, and a misread one is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.signage.domain import ALPHABET, NUMBERS, UnknownSign, parse_number, sign_number, spoken

values = st.integers(0, NUMBERS - 1)


@given(values)
def test_a_number_reads_back_however_it_is_typed(value):
    number = sign_number(value)
    assert parse_number(spoken(number).lower()) == number
    assert parse_number(f" {number} ") == number


@given(values)
def test_letters_that_look_like_digits_are_read_as_digits(value):
    number = sign_number(value)
    assert parse_number(number.replace("0", "O").replace("1", "l")) == number


@given(values, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(value, place, character):
    number = sign_number(value)
    wrong = number[:place] + character + number[place + 1 :]
    if wrong != number:
        with pytest.raises(UnknownSign):
            parse_number(wrong)


@given(values, st.integers(0, 4))
def test_two_swapped_characters_are_noticed(value, place):
    number = sign_number(value)
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if wrong != number:
        with pytest.raises(UnknownSign):
            parse_number(wrong)


@pytest.mark.parametrize("typed", ["", "7K3M", "7K3M-9QAU", "가나다라마바사아", "0" * 9, "../../etc"])
def test_what_cannot_be_a_number_is_refused(typed):
    with pytest.raises(UnknownSign):
        parse_number(typed)


def test_a_value_out_of_range_has_no_number():
    with pytest.raises(ValueError, match="no sign number"):
        sign_number(NUMBERS)
