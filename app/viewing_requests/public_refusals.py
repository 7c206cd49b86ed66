"""Owns what is refused of askers themselves: what they must say, and what the public pages do not take."""

from app.kernel.errors import Refusal
from app.kernel.messages import N_


class AskerUnsaid(Refusal):
    """Somebody asks, can be reached, and says what for."""

    text = N_("청구인의 이름, 연락처, 목적과 사유를 모두 적으십시오.")
