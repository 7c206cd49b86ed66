"""The secret on a receipt: long enough, read however it is typed, and a wrong letter is noticed before looking."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viewing_requests.asker_words import TOLD_WORDS, words_for
from app.viewing_requests.receipts import ALPHABET, SECRET_BITS, read_number, read_secret, secret_of
from app.viewing_requests.states import Status, Told

RANDOM = st.binary(min_size=14, max_size=32)


def test_a_secret_has_at_least_eighty_bits_and_differs_every_time():
    made = {secret_of(secrets.token_bytes(14)) for _ in range(500)}
    assert SECRET_BITS >= 80
    assert len(made) == 500
    assert all(len(one) == 29 and set(one) <= {*ALPHABET, "-"} for one in made)


@given(RANDOM)
def test_every_bit_used_counts(random):
    other = bytes([random[0] ^ 0x80, *random[1:]])
    assert secret_of(random) != secret_of(other)
    last = bytes([*random[:13], random[13] ^ 0x04, *random[14:]])
    assert secret_of(random) != secret_of(last)


@given(RANDOM, st.sampled_from(["lower", "upper"]), st.sampled_from(["", " ", "-", "  ", " – "]))
def test_it_is_read_however_it_is_typed(random, case, mark):
    secret = secret_of(random)
    typed = getattr(mark.join(secret.split("-")), case)()
    assert read_secret(typed) == secret
    assert read_secret(f"\u3000{typed}\n") == secret


@given(RANDOM)
def test_letters_that_look_alike_are_the_same(random):
    secret = secret_of(random)
    assert read_secret(secret.replace("1", "l").replace("0", "o")) == secret
    assert read_secret(secret.translate({ord(c): ord(c) + 0xFEE0 for c in ALPHABET})) == secret  # Full width.


@given(RANDOM, st.integers(0, 23), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(random, place, letter):
    plain = secret_of(random).replace("-", "")
    wrong = plain[:place] + letter + plain[place + 1 :]
    assert (read_secret(wrong) is None) == (letter != plain[place])


@given(RANDOM, st.integers(0, 20))
def test_two_neighbours_exchanged_are_noticed(random, place):
    plain = secret_of(random).replace("-", "")
    wrong = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    assert (read_secret(wrong) is None) == (wrong != plain)


@pytest.mark.parametrize("typed", ["", "abc", "U" * 24, "0" * 23, "0" * 25, "0" * 24 + "'", "가" * 24, "\x00" * 24])
def test_anything_else_is_no_secret(typed):
    assert read_secret(typed) is None


@pytest.mark.parametrize("typed", ["2026-0001", " 2026-0001 ", "２０２６-０００１", "2026–0001"])
def test_a_number_is_read_as_it_is_typed(typed):
    assert read_number(typed) == "2026-0001"


@pytest.mark.parametrize("typed", ["", "2026", "2026-1", "2026-0001;", "26-0001", "२०२६-०००१", "2026-" + "1" * 30])
def test_anything_else_is_no_number(typed):
    assert read_number(typed) is None


def test_every_state_and_every_notice_has_words():
    assert all(words_for(status, taken_up=True) for status in Status)
    assert set(TOLD_WORDS) == set(Told)
    assert words_for(Status.RECEIVED, taken_up=False) != words_for(Status.RECEIVED, taken_up=True)
