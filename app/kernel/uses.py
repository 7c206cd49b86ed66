"""Owns what personal data is taken out for (용도, 안전성기준 제12조제1항): a short closed list. Pure.

The list is this product's own (``product.use_of_copies``): the law asks that a use is stated, not which there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.kernel.errors import Refusal
from app.kernel.hangul import nfc, without_controls
from app.kernel.messages import N_

LONGEST_WORDS = 200
"""Characters of what is said beside a use."""


class Use(StrEnum):
    """What a file or paper is for; stored names are permanent."""

    REGISTER = "register"
    REQUEST = "request"
    AUTHORITY = "authority"
    REVIEW = "review"
    FIELDWORK = "fieldwork"
    TRANSFER = "transfer"
    OTHER = "other"
    SCRIPTED = "scripted"


USE_NAMES: Mapping[Use, str] = {
    Use.REGISTER: N_("관리대장 제출·점검"),
    Use.REQUEST: N_("정보주체 요구 처리"),
    Use.AUTHORITY: N_("수사기관 등 제공"),
    Use.REVIEW: N_("내부 점검·검토"),
    Use.FIELDWORK: N_("현장 작업·근무 인계"),
    Use.TRANSFER: N_("백업·이관"),
    Use.OTHER: N_("기타"),
    Use.SCRIPTED: N_("정해진 자동 작업"),
}
OFFERED = tuple(use for use in Use if use is not Use.SCRIPTED)
"""What a person chooses from; only the shell says that a script ran."""


class UnknownUse(Refusal):
    """What is stated is none of the list."""

    text = N_("목록에 있는 용도를 고르십시오.")


class UseUnexplained(Refusal):
    """Something else than the list, and nothing says what."""

    text = N_("기타를 골랐으면 어디에 쓰는지 적으십시오(200자까지).")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What somebody said a copy is for; words stand beside it where the list does not say it."""

    use: Use
    words: str | None = None


def stated(code: str, words: str = "", *, offered: tuple[Use, ...] = OFFERED) -> Stated:
    """Return what was stated.

    :raises UnknownUse: if it is none of those offered.
    :raises UseUnexplained: if it is something else without words, or with very long ones.
    """
    if code not in set(offered):
        raise UnknownUse
    said = " ".join(nfc(without_controls(words)).split())
    if len(said) > LONGEST_WORDS or (code == Use.OTHER and not said):
        raise UseUnexplained
    return Stated(use=Use(code), words=said or None)
