"""Hashes of passwords."""

from app.accounts.passwords import matches, one_time_password, password_to_hand_over
from tests.builders.accounts import CHEAP


def test_only_the_right_password_matches():
    hashed = CHEAP.hash("correct horse battery")

    assert matches(hashed, "correct horse battery")
    assert not matches(hashed, "correct horse batterz")


def test_one_spelling_of_hangul_is_as_good_as_another():
    assert matches(CHEAP.hash("한글 비밀번호"), "\u1112\u1161\u11ab\u1100\u1173\u11af 비밀번호")


def test_a_damaged_hash_matches_nothing():
    assert not matches("$argon2id$nonsense", "x")


def test_passwords_handed_over_differ_and_are_long():
    passwords = {one_time_password() for _ in range(100)}

    assert len(passwords) == 100
    assert {len(password) for password in passwords} == {19}


def test_the_hash_to_keep_is_that_of_the_password_to_hand_over():
    password, password_hash = password_to_hand_over(quick=True)
    assert matches(password_hash, password)
