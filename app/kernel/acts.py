"""Owns what can be done with footage and records, and which role does what: one table, read by every check.

A grant may leave some acts of its role out; nothing gives an act that its role does not have here.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from app.kernel.messages import N_
from app.kernel.roles import Role


class Act(StrEnum):
    """What a right lets somebody do; stored names are permanent. Whoever may do anything may read."""

    READ = "read"
    REGISTER = "register"
    WATCH_LIVE = "watch_live"
    PLAYBACK = "playback"
    COPY = "copy"
    HAND_OVER = "hand_over"
    HOLD = "hold"
    DECIDE = "decide"
    PRINT = "print"
    PUBLISH = "publish"
    MAINTAIN = "maintain"
    ADMINISTER = "administer"


ACT_NAMES: Mapping[Act, str] = {
    Act.READ: N_("화면·대장 보기"),
    Act.REGISTER: N_("접수하고 적기"),
    Act.WATCH_LIVE: N_("실시간 영상 보기"),
    Act.PLAYBACK: N_("녹화 영상 재생"),
    Act.COPY: N_("사본 만들기"),
    Act.HAND_OVER: N_("열람시키고 제공하기"),
    Act.HOLD: N_("영상 보존(잠금)"),
    Act.DECIDE: N_("결정·승인·검토"),
    Act.PRINT: N_("출력·내보내기"),
    Act.PUBLISH: N_("방침 공개"),
    Act.MAINTAIN: N_("대장·설정 고치기"),
    Act.ADMINISTER: N_("계정·권한 관리"),
}

_ON_CASES = frozenset({
    Act.READ, Act.REGISTER, Act.WATCH_LIVE, Act.PLAYBACK, Act.COPY, Act.HAND_OVER, Act.HOLD, Act.PRINT,
})  # fmt: skip

ACTS_OF: Mapping[Role, frozenset[Act]] = {
    Role.OPERATOR: _ON_CASES,
    Role.MANAGER: _ON_CASES | {Act.DECIDE, Act.MAINTAIN},
    Role.PRIVACY_OFFICER: _ON_CASES | {Act.DECIDE, Act.PUBLISH, Act.MAINTAIN},
    Role.AUDITOR: frozenset({Act.READ, Act.PRINT}),
    Role.ADMINISTRATOR: frozenset({Act.READ, Act.REGISTER, Act.PRINT, Act.MAINTAIN, Act.ADMINISTER}),
}
"""The matrix: what each role may do where somebody holds it. Printed at /help/rights and in docs/rights.md."""

FOOTAGE = (Act.WATCH_LIVE, Act.PLAYBACK, Act.COPY, Act.HAND_OVER, Act.REGISTER)
"""What is written into the footage register; which of them an entry needs depends on its kind."""


def acts_within(role: Role, wanted: Collection[Act] | None) -> frozenset[Act] | None:
    """Return the acts a grant is limited to: those of its role that are wanted, and reading; None for all of them.

    Acts the role does not have are left out, so nothing can be widened here.
    """
    if wanted is None:
        return None
    kept = (ACTS_OF[role] & frozenset(wanted)) | {Act.READ}
    return None if kept == ACTS_OF[role] else kept


def stored(acts: frozenset[Act] | None) -> str | None:
    """Return acts as a table keeps them, in the order of the list; None for all of a role."""
    return None if acts is None else " ".join(act.value for act in Act if act in acts)


def read_acts(text: str | None) -> frozenset[Act] | None:
    """Return acts from what a table keeps; None for all of a role."""
    return None if text is None else frozenset(Act(word) for word in text.split())
