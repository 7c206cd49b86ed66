"""Owns judging how soon a password is guessed: by zxcvbn with its lists of leaked ones, and Korean habits."""

import unicodedata
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from app.accounts.domain import WeakPassword
from app.kernel.messages import N_

_ENOUGH = 3
"""Of zxcvbn's scores 0 to 4: guessed after 10^8 tries at the earliest."""
_LONGEST_JUDGED = 72
"""zxcvbn looks at no more; what follows only makes it harder."""
_SYLLABLES, _FIRST = range(0xAC00, 0xD7A4), 0xAC00
_INITIAL: tuple[str, ...] = tuple("rRseEfaqQtTdwWczxvg")
_MEDIAL: tuple[str, ...] = (*"koiOjpuPh", "hk", "ho", "hl", *"yn", "nj", "np", "nl", *"bm", "ml", "l")
_FINAL: tuple[str, ...] = (
    "", *"rR", "rt", "s", "sw", "sg", *"ef", "fr", "fa", "fq", "ft", "fx", "fv", "fg", *"aq", "qt", *"tTdwczxvg",
)  # fmt: skip
_HABITS = (
    "비밀번호", "안녕하세요", "사랑해", "사랑해요", "대한민국", "관리자", "상황실", "관제실", "관제",
    "도시가스", "가스", "영상정보", "감시", "보안", "안전", "근무자", "당직", "테스트", "로그인", "한국",
    "우리집", "행복", "감사합니다", "화이팅", "천사", "바보", "고양이", "강아지", "원주", "서울", "부산",
    "가나다라마바사", "가나다라",
)  # fmt: skip
"""Words people here type in the Latin setting of the keyboard: 비밀번호 becomes qlalfqjsgh."""
_REASONS = {
    "passwords": N_("유출된 흔한 비밀번호가 들어 있습니다. 다른 낱말 여러 개를 이어 쓰십시오."),
    "user_inputs": N_(
        "이름, 회사나 장소 이름, 한글을 영문 자판으로 친 흔한 말이 들어 있습니다. 관계없는 낱말을 쓰십시오."
    ),
    "dictionary": N_("흔한 낱말이나 이름 하나로 되어 있습니다. 관계없는 낱말 여러 개를 이어 쓰십시오."),
    "spatial": N_("자판에 이어진 글쇠로 되어 있습니다. 관계없는 낱말 여러 개를 이어 쓰십시오."),
    "repeat": N_("같은 글자가 되풀이됩니다. 관계없는 낱말 여러 개를 이어 쓰십시오."),
    "sequence": N_("abc나 1234처럼 이어지는 글자가 들어 있습니다. 관계없는 낱말 여러 개를 이어 쓰십시오."),
    "regex": N_("연도가 들어 있습니다. 관계없는 낱말 여러 개를 이어 쓰십시오."),
    "date": N_("날짜가 들어 있습니다. 관계없는 낱말 여러 개를 이어 쓰십시오."),
    "bruteforce": N_("짐작하기 쉬운 비밀번호입니다. 더 길게, 관계없는 낱말 여러 개로 정하십시오."),
}


def check_guessable(password: str, *, words: Iterable[str]) -> None:
    """Raise WeakPassword, saying what is wrong, if a password would be guessed soon.

    :param words: what a guesser knows of the person: names, what the company and its places are called.
    """
    text = unicodedata.normalize("NFC", password)
    found = _judged(text[:_LONGEST_JUDGED], sorted({*_known(words), *_habits()}))
    told = sum(len(match["token"]) for match in found["sequence"] if match.get("dictionary_name") == "user_inputs")
    if 2 * told > len(text):  # Put together of what is known of them; zxcvbn would count each order anew.
        raise WeakPassword(_REASONS["user_inputs"])
    if found["score"] < _ENOUGH:
        raise WeakPassword(_REASONS[_worst(found["sequence"])])


def typed_in_latin(word: str) -> str:
    """Return what comes of a Korean word on a keyboard that was left in the Latin setting (two-set layout)."""
    return "".join(_keys(letter) for letter in unicodedata.normalize("NFC", word))


def _keys(letter: str) -> str:
    if ord(letter) not in _SYLLABLES:
        return letter
    rest, final = divmod(ord(letter) - _FIRST, len(_FINAL))
    initial, medial = divmod(rest, len(_MEDIAL))
    return _INITIAL[initial] + _MEDIAL[medial] + _FINAL[final]


@cache
def _habits() -> frozenset[str]:
    return frozenset(_known(_HABITS))


def _known(words: Iterable[str]) -> Collection[str]:
    """Return words in the spellings people use: as they are, in parts, and as they come out in the Latin setting."""
    parts = {part for word in words for part in (word, *word.replace(".", " ").replace("-", " ").split())}
    spelt = {form.casefold() for part in parts for form in (part, typed_in_latin(part))}
    return {each for each in spelt if len(each) > 2 or not each.isascii()}  # noqa: PLR2004  # "kt" is in many words.


def _judged(text: str, words: list[str]) -> Any:  # noqa: ANN401  # What zxcvbn gives has no type of its own.
    from zxcvbn import zxcvbn  # noqa: PLC0415  # Its lists take a tenth of a second to load; few requests need them.

    return zxcvbn(text, user_inputs=words)


def _worst(matches: list[dict[str, Any]]) -> str:
    """Return what the longest known part of a password is."""
    known = [match for match in matches if match["pattern"] != "bruteforce"]
    if not known:
        return "bruteforce"
    longest = max(known, key=lambda match: len(match["token"]))
    if longest["pattern"] != "dictionary":
        return str(longest["pattern"])
    name = str(longest["dictionary_name"])
    return name if name in _REASONS else "dictionary"
