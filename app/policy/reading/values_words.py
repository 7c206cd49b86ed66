"""Owns numbers written out: native Korean ("예순네 대"), and the words that name a place in a list ("제3호의 장소")."""

import re
from typing import Final

_ONES: Final = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "서": 3, "넷": 4, "네": 4, "넉": 4, "너": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_TENS: Final = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
_ANY_ONE: Final = "|".join(sorted(_ONES, key=len, reverse=True))
_ANY_TEN: Final = "|".join(sorted(_TENS, key=len, reverse=True))
NATIVE: Final = rf"(?:(?:{_ANY_TEN})\s?(?:{_ANY_ONE})?|(?:{_ANY_ONE}))"
"""A native Korean number of 1 to 99."""
_NATIVE: Final = re.compile(rf"(?P<ten>{_ANY_TEN})?\s?(?P<one>{_ANY_ONE})?")


def native(text: str) -> int:
    """Return the number a native Korean number says."""
    found = _NATIVE.fullmatch(text.strip())
    return (_TENS.get(found["ten"] or "", 0) + _ONES.get(found["one"] or "", 0)) if found else 0


_NUMBER: Final = r"(?:제\s*)?\d{1,4}\s*(?:호|번)?"
_BY_NUMBER: Final = re.compile(
    rf"(?:위\s*|상기\s*)?(?P<numbers>{_NUMBER}(?:\s*(?:,|및|와|과|·|ㆍ|~|내지|부터)\s*{_NUMBER})*)(?<=[호번])\s*(?:까지)?\s*의?\s*"
    r"(?:설치\s*)?(?:장소|시설|곳|건물|항목)?(?:\s*(?:와|과)\s*(?:같음|같습니다|동일(?:함)?))?\.?"
)


def numbers_meant(text: str) -> tuple[int, ...]:
    """Return the numbers of the rows a text refers to ("제2호 및 3호의 장소"), or nothing if it is no reference."""
    found = _BY_NUMBER.fullmatch(text.strip())
    if found is None:
        return ()
    if "제" not in text and re.fullmatch(rf"\s*{_NUMBER}\s*", text):
        return ()  # "101호" is a room.
    digits = [int(one) for one in re.findall(r"\d+", found["numbers"])]
    if re.search(r"~|내지|부터", found["numbers"]) and len(digits) == 2:  # noqa: PLR2004  # From and to.
        return tuple(range(digits[0], digits[1] + 1))
    return tuple(digits)


_FOOTNOTE: Final = re.compile(r"\s*(?:\*+\s*\d{0,2}\s*\)?|[¹²³⁴⁵⁶⁷⁸⁹]+[)⁾]?|\(?주\s?\d{1,2}\)|※\s*\d{0,2}\)?)\s*$")


def without_footnote(text: str) -> str:
    """Return a text without the mark of a footnote at its end ("생활관*1)")."""
    return _FOOTNOTE.sub("", text) or text


_APART: Final = re.compile(
    r"\s*(?P<name>[가-힣A-Za-z0-9][^,;/\n:：()]{0,24}?[가-힣A-Za-z)])\s*(?:은|는|의\s*경우|[:：])?\s*"
    r"(?P<period>(?:최대\s*|약\s*)?\d{1,3}\s*(?:일|개월|주)(?:\s*간)?(?:\s*보관)?)\s*\.?\s*"
)
_NO_PLACE: Final = re.compile(
    r"(?:시|때|경우|후|전|이내|부터|까지|최대|최소|최장|최단|기본|원칙|평상시?|영상|사고|수사|요청|분쟁|민원|기간|자료|기록|이상|약|총)$"
)


def periods_by_place(text: str) -> tuple[tuple[str, str], ...]:
    """Return the places of "정수장 60일, 그 밖의 장소 30일" with their periods, or nothing if it is none."""
    pieces = [one for one in re.split(r"\s*[,;\n]\s*|\s*/\s*", text) if one.strip()]
    found = [_APART.fullmatch(one) for one in pieces]
    told = [(one["name"].strip(), one["period"]) for one in found if one]
    if len(told) < 2 or len(told) != len(pieces) or any(_NO_PLACE.search(name) for name, _period in told):  # noqa: PLR2004  # Else it is one period.
        return ()
    return tuple(told)
