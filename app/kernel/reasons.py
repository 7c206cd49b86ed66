"""Owns when a reason says something. Pure."""

from app.kernel.hangul import nfc

_EMPTY_WORDS = frozenset(
    {
        "확인", "확인함", "확인완료", "확인했음", "열람", "열람함", "조회", "조회함", "재생", "재생함",
        "점검", "점검함", "업무", "업무용", "업무상", "업무확인", "기타", "없음", "해당없음", "특이사항없음",
        "이상없음", "사유", "비고", "영상확인", "테스트", "test", "ok", "none", "na",
        "asdf", "asdfgh", "qwer", "qwerty", "abcd",
    }
)  # fmt: skip
_LEAST_LETTERS = 4
_LEAST_DIFFERENT = 3


def says_something(text: str) -> bool:
    """Return whether a reason says why: not a dot, not "확인", not one letter again and again, not a key roll."""
    words = nfc(text).casefold()
    letters = [character for character in words if character.isalnum()]
    bare = "".join(letters)
    if len(bare) < _LEAST_LETTERS or bare in _EMPTY_WORDS:
        return False
    if bare.isdigit() or all("ㄱ" <= character <= "ㅣ" for character in bare):
        return False
    if len(set(bare)) < _LEAST_DIFFERENT:
        return False
    return not any(_repeats(bare, word) for word in _parts(bare))


def _parts(bare: str) -> list[str]:
    return [bare[:length] for length in range(1, len(bare) // 2 + 1)]


def _repeats(bare: str, word: str) -> bool:
    return len(bare) % len(word) == 0 and bare == word * (len(bare) // len(word))
