"""Owns what numbers of identity documents look like in a text. Pure.

Resident and alien registration numbers are refused (법 24의2); passport and driving licence numbers are warned about:
they have fewer marks, so harmless numbers look like them too.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from app.kernel.messages import N_
from app.viewing_requests.domain import holds_resident_number


class NumberShape(StrEnum):
    """A number a text seems to hold; stored names are permanent."""

    PASSPORT = "passport"
    DRIVING_LICENCE = "driving_licence"


SHAPE_NAMES: Mapping[NumberShape, str] = {
    NumberShape.PASSPORT: N_("여권번호"),
    NumberShape.DRIVING_LICENCE: N_("운전면허번호"),
}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－·."), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SPACED = re.compile(r"(?<=\d)[ \t\u00a0]+(?=\d)")
# Ordinary, official, diplomatic and residence passports: a letter with eight digits, or since 2021 one more letter.
_PASSPORT = re.compile(r"(?<![A-Z0-9])(?:[MSROGDP][A-Z]?[0-9]{7,8}|[MSROGDP][0-9]{3}[A-Z][0-9]{4})(?![A-Z0-9])")
# Region (two digits or its name), year, six digits, two to check.
_LICENCE = re.compile(
    r"(?<!\d)(?:\d{2}|서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산)"
    r"\s*-?\s*\d{2}\s*-\s*\d{6}\s*-\s*\d{2}(?!\d)"
)


def plainly(text: str) -> str:
    """Return a text with full-width digits, odd dashes and unseen characters made plain."""
    return unicodedata.normalize("NFKC", text.translate(_UNSEEN)).translate(_DASHES)


def shows_resident_number(text: str) -> bool:
    """Return whether a text holds a resident or alien registration number, also one written oddly."""
    plain = plainly(text)
    return holds_resident_number(plain) or holds_resident_number(_SPACED.sub("", plain))


def shapes_in(text: str) -> tuple[NumberShape, ...]:
    """Return which other numbers of identity documents a text seems to hold."""
    plain = plainly(text).upper()
    found = []
    if _PASSPORT.search(plain):
        found.append(NumberShape.PASSPORT)
    if _LICENCE.search(plain):
        found.append(NumberShape.DRIVING_LICENCE)
    return tuple(found)
