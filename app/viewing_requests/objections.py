"""Owns the sentence that says how to object (법 제38조제5항), as forms offer it; others may be written. Pure."""

import re

_KOREAN = (
    "이 결정에 이의가 있으면 방문, 서면, 전화 또는 전자우편으로 이의를 제기할 수 있습니다. 이의를 받는 곳: {where}"
)
_ENGLISH = "You may object to this decision in person, in writing, by telephone or by e-mail. Objections go to: {where}"
_OFFERED = re.compile(re.escape(_KOREAN).replace(re.escape("{where}"), r"(?P<where>[^\n]+)"))


def objection_method(*, company: str, department: str | None, phone: str | None, language: str = "ko") -> str:
    """Return how to object, with who takes it and their phone as the registry names them."""
    where = " ".join(filter(None, (company, department)))
    number = f"전화 {phone}" if phone else ""
    said = _KOREAN.format(where=", ".join(filter(None, (where, number))))
    return said if language == "ko" else in_english(said) or said


def in_english(method: str) -> str | None:
    """Return the offered sentence in English; None for words of the company's own."""
    found = _OFFERED.fullmatch(method.strip())
    return _ENGLISH.format(where=found["where"].replace("전화 ", "tel. ")) if found else None
