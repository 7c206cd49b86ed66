"""Passwords that are guessed soon are refused, and the sentence says why."""

import pytest

from app.accounts.domain import WeakPassword
from app.accounts.one_time_codes import new_secret
from app.accounts.password_strength import check_guessable, typed_in_latin

KNOWN = ["olga.lee", "이올가", "예시도시가스"]


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("password1234", "유출된"),
        ("1q2w3e4r5t6y", "유출된"),
        ("iloveyou2026", "유출된"),
        ("asdfghjkl;'", "이어진 글쇠"),
        ("aaaaaaaaaaab", "되풀이"),
        ("abcdefghijkl", "이어지는 글자"),
        ("qlalfqjsgh12", "영문 자판"),
        ("dkssudgktpdy1", "영문 자판"),
        ("예시도시가스2026", "회사나 장소"),
        ("DPTLehtlrktm!", "회사나 장소"),
        ("olga.lee-2026", "이름"),
        ("가나다라마바사1", "한글"),
    ],
)
def test_what_is_guessed_soon_is_refused_with_its_reason(password, why):
    with pytest.raises(WeakPassword, match=why):
        check_guessable(password, words=KNOWN)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "새 비밀번호 문장입니다 참으로",
        "k7mp-q2xw-9dfe",
        "창밖의 노란 우산",
    ],
)
def test_what_is_long_and_unrelated_is_accepted(password):
    check_guessable(password, words=KNOWN)


def test_secrets_made_by_lot_are_accepted():
    check_guessable(new_secret(), words=KNOWN)
    check_guessable("x" * 10 + new_secret() * 4, words=KNOWN)


def test_korean_words_come_out_as_the_keyboard_types_them():
    assert typed_in_latin("비밀번호") == "qlalfqjsgh"
    assert typed_in_latin("값 괜찮 쭉 a1") == "rkqt rhoscksg Wnr a1"
