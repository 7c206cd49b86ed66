"""Owns what can be the name of a place: short, no sentence, no heading, no duty, no note."""

import re
from typing import Final

from app.policy.reading.columns import field_of
from app.policy.reading.values import COUNTED, folded, says_nothing, whole_of

LONGEST_NAME: Final = 40
_NO_PLACE: Final = re.compile(
    r"^[※*]|^(?:(?:세부|상세|설치|운영|전체|총괄|장소별|위치별|시설별|구역별)\s*){0,3}"
    r"(?:현황|내역|내용|개요|목록|일람|명세|사항|구분)(?:표)?$|책임[자관](?:\s*등)?$|담당자?$|권한자(?:\s*등)?$|(?:은|는)\s+(?:각|총|본|해당)\s"
)


def no_place(text: str) -> bool:
    """Return whether words head something, note something or name a duty: they are not called so of any place."""
    if len(COUNTED.findall(text)) > 1 or whole_of(text) is not None:
        return True
    return _NO_PLACE.search(text) is not None or text.count("(") != text.count(")")


def is_name(text: str) -> bool:
    """Return whether a line could be the name of a place: short, no sentence, no heading we know."""
    text = folded(text)
    if not 0 < len(text) <= LONGEST_NAME or says_nothing(text) or field_of(text) is not None or no_place(text):
        return False
    if re.search(r"[:：]\s*\S|(?:예방|방지|시설\s?안전)$", text):  # What cameras are for.
        return False
    return not re.search(r"([다요음함임됨]|니다|바|같음)[.:]?$|[.:;?]$|https?://", text) or bool(
        re.search(r"[가-힣]마을|바다$", text)
    )
