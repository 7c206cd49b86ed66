"""Owns what comes next in a case, and who does it, as pages and lists tell it. Pure; commands hold the rules."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.kernel.actor import Actor, Role
from app.kernel.messages import N_, Message
from app.viewing_requests.domain import Handling, RequestKind
from app.viewing_requests.states import GRANTED, UNDECIDED, Status


class Turn(StrEnum):
    """Whose turn it is."""

    OPERATOR = "operator"
    WORKER = "worker"  # Whoever works on cases.
    MANAGER = "manager"
    OFFICER = "officer"
    DECIDER = "decider"
    ASKER = "asker"
    TIME = "time"  # Nobody: a day must come.
    NAMING = "naming"  # Whoever gives rights or names a deputy.


TURN_NAMES = {
    Turn.OPERATOR: N_("상황실"),
    Turn.WORKER: N_("담당자"),
    Turn.MANAGER: N_("관리책임자"),
    Turn.OFFICER: N_("개인정보 보호책임자"),
    Turn.DECIDER: N_("관리책임자 또는 개인정보 보호책임자"),
    Turn.ASKER: N_("청구인"),
    Turn.TIME: N_("기다림"),
    Turn.NAMING: N_("시스템 관리자 또는 개인정보 보호책임자"),
}
_ROLES = {
    Turn.OPERATOR: (Role.OPERATOR,),
    Turn.WORKER: (Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER),
    Turn.MANAGER: (Role.MANAGER,),
    Turn.OFFICER: (Role.PRIVACY_OFFICER,),
    Turn.DECIDER: (Role.MANAGER, Role.PRIVACY_OFFICER),
    Turn.ASKER: (),
    Turn.TIME: (),
    Turn.NAMING: (Role.ADMINISTRATOR, Role.PRIVACY_OFFICER),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a case is, beside its status. Numbers count; ``untold`` is a decision the asker was not told of."""

    status: Status
    handling: Handling
    kind: RequestKind
    own_to: frozenset[int]  # Who took it in, or over: none of them decides on it.
    is_endorsed: bool = False
    endorsed_by: int | None = None
    held_until: datetime | None = None
    locks_to_set: int = 0
    locks_past: int = 0  # Of these: past their retention when they were asked for.
    locks_to_confirm: int = 0
    locks_to_release: int = 0
    checks_missing: int = 0
    copies_out: int = 0
    waits_until: date | None = None
    to_review_of: int | None = None  # Who opened the emergency that nobody has reviewed yet.
    is_emergency: bool = False
    owes_letter: bool = False  # It was given in an emergency, and the letter is still to follow.
    untold: bool = False
    unowned: bool = False  # It came in by the web, and nobody has taken it over.
    blocked_until: date | None = None  # On this day it is deleted: other cases need the footage before.
    nobody: Message | None = None  # That nobody can decide, and why.


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do, whose turn it is, and the part of the case page where it is done."""

    turn: Turn
    says: Message
    place: str
    closed_to: frozenset[int] = frozenset()

    @property
    def turn_name(self) -> str:
        """Return whose turn it is in Korean, a message id."""
        return TURN_NAMES[self.turn]

    def is_for(self, actor: Actor) -> bool:
        """Return whether a person may do it; who took a request in never decides on it."""
        return actor.has(*_ROLES[self.turn]) and actor.id not in self.closed_to


def next_steps(case: Standing) -> tuple[NextStep, ...]:
    """Return what is to be done in a case, what comes first at the front; nothing once it is over."""
    found: list[NextStep] = []
    if case.to_review_of is not None:
        by = case.own_to | {case.to_review_of}
        found.append(_step(Turn.DECIDER, N_("긴급 처리를 검토합니다"), "decision", by))
    if case.owes_letter:
        found.append(_step(Turn.WORKER, _LETTER, "handover"))
    if case.status in UNDECIDED:
        found += _before_a_decision(case)
    elif case.status in GRANTED:
        if case.checks_missing:
            found.append(_step(Turn.OPERATOR, N_("신분·자격을 확인합니다"), "checks"))
        if case.untold:
            found.append(_step(Turn.WORKER, N_("결정을 청구인에게 알립니다"), "decision"))
        found.append(_giving(case))
    else:
        if case.untold:
            found.append(_step(Turn.WORKER, N_("결과를 청구인에게 알립니다"), "decision"))
        if case.copies_out:
            found.append(_step(Turn.WORKER, N_("내준 사본의 반환·파기를 확인합니다"), "handover"))
    if case.status not in UNDECIDED and case.status not in GRANTED and case.locks_to_release:
        found.append(_counted(N_("영상 잠금 {count}건을 풉니다"), case.locks_to_release))
    return tuple(found)


_PAST = N_("영상 {count}건이 남아 있는지 먼저 확인하고, 없으면 ‘영상 없음’을 적습니다")
_LETTER = N_("긴급 제공 뒤의 제한 요청 문서를 보내고 수락을 기록합니다")
_BLOCKED = N_("다른 요청에 필요한 영상이어서 {day}에 삭제합니다")
_GIVING = {RequestKind.DELETION: N_("삭제하고 기록합니다"), RequestKind.SUSPENSION: N_("처리를 멈추고 기록합니다")}


def _before_a_decision(case: Standing) -> list[NextStep]:
    found: list[NextStep] = []
    if case.nobody is not None:
        found.append(NextStep(Turn.NAMING, case.nobody, "decision"))
    if case.unowned:
        found.append(_step(Turn.WORKER, N_("인터넷 신청을 맡습니다"), "taking-over"))
    if case.locks_past:
        found.append(_counted(_PAST, case.locks_past))
    if case.locks_to_set > case.locks_past:
        found.append(_counted(N_("영상 {count}건을 잠급니다"), case.locks_to_set - case.locks_past))
    if case.locks_to_confirm:
        found.append(_counted(N_("영상 잠금 {count}건을 확인합니다"), case.locks_to_confirm))
    if case.checks_missing:
        found.append(_step(Turn.OPERATOR, N_("신분·자격을 확인합니다"), "checks"))
    if case.waits_until is not None:
        says = Message(N_("{day}까지 청구인을 기다립니다"), {"day": case.waits_until.isoformat()})
        found.append(NextStep(Turn.ASKER, says, "clocks"))
    if case.status is Status.POSTPONED:
        found.append(_step(Turn.TIME, N_("연기한 사유가 끝나면 결정합니다"), "clocks"))
    found.append(_deciding(case))
    return found


def _giving(case: Standing) -> NextStep:
    if case.blocked_until is not None:
        return NextStep(Turn.TIME, Message(_BLOCKED, {"day": case.blocked_until.isoformat()}), "needed")
    return _step(Turn.WORKER, _GIVING.get(case.kind, N_("보여 주거나 내주고 기록합니다")), "handover")


def _deciding(case: Standing) -> NextStep:
    if case.handling is Handling.VIEWING:
        return _step(Turn.DECIDER, N_("결정합니다"), "decision", case.own_to)
    if case.is_endorsed:
        by = case.own_to | {case.endorsed_by or 0}
        return _step(Turn.OFFICER, N_("두 번째로 결정합니다"), "decision", by)
    return _step(Turn.MANAGER, N_("첫 번째로 결정합니다"), "decision", case.own_to)


def _counted(text: str, count: int) -> NextStep:
    return NextStep(Turn.OPERATOR, Message(text, {"count": count}), "holds")


def _step(turn: Turn, text: str, place: str, closed_to: frozenset[int] = frozenset()) -> NextStep:
    return NextStep(turn, Message(text), place, closed_to)
