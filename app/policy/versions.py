"""Owns where a version of the policy can stand, the moves between, who makes them, and what is refused. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.kernel.messages import N_, Message

LONGEST_NOTE, LONGEST_REASON = 200, 500


class State(StrEnum):
    """Where a version stands; stored names are permanent."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    ANNOUNCED = "announced"  # Published with the day it takes effect; its files are kept from here on.
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


NEXT: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.REVIEWED, State.WITHDRAWN}),
    State.REVIEWED: frozenset({State.APPROVED, State.DRAFT, State.WITHDRAWN}),
    State.APPROVED: frozenset({State.ANNOUNCED, State.DRAFT, State.WITHDRAWN}),
    State.ANNOUNCED: frozenset({State.IN_FORCE, State.WITHDRAWN}),
    State.IN_FORCE: frozenset({State.REPLACED}),
    State.REPLACED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
"""The allowed moves. A trigger (migration 0026) repeats them."""

PREPARING: frozenset[State] = frozenset({State.DRAFT, State.REVIEWED, State.APPROVED})
"""Somebody works on it; there is one such version at a time."""

WAITING: frozenset[State] = PREPARING | {State.ANNOUNCED}
"""It can go stale: the registry or the clauses move on before it takes effect."""

PUBLISHED: frozenset[State] = frozenset({State.ANNOUNCED, State.IN_FORCE, State.REPLACED})
"""Everybody may read it."""

STATE_NAMES: Mapping[State, str] = {
    State.DRAFT: N_("초안"),
    State.REVIEWED: N_("검토됨"),
    State.APPROVED: N_("승인됨"),
    State.ANNOUNCED: N_("공고됨"),
    State.IN_FORCE: N_("시행 중"),
    State.REPLACED: N_("지난 판"),
    State.WITHDRAWN: N_("거두어들임"),
}
TONES: Mapping[State, str] = {
    State.DRAFT: "neutral",
    State.REVIEWED: "neutral",
    State.APPROVED: "warn",
    State.ANNOUNCED: "warn",
    State.IN_FORCE: "ok",
    State.REPLACED: "neutral",
    State.WITHDRAWN: "danger",
}

AUTHORS = (Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
REVIEWERS = (Role.MANAGER,)
APPROVERS = (Role.PRIVACY_OFFICER,)
WORDERS = (Role.MANAGER, Role.PRIVACY_OFFICER)
"""Who words clauses; whoever did does not approve the version that says so."""
RETURNERS = (*REVIEWERS, *APPROVERS)
"""Who sends a version back to be drafted again."""
NEXT_STEPS: Mapping[State, str] = {
    State.DRAFT: N_("초안을 쓰지 않은 관리책임자가 검토합니다."),
    State.REVIEWED: N_("초안을 쓰지 않은 개인정보 보호책임자가 승인합니다."),
    State.APPROVED: N_("개인정보 보호책임자가 시행일을 공고합니다."),
    State.ANNOUNCED: N_("시행일 0시에 저절로 시행됩니다."),
}
"""What comes next, and who may do it."""


class Numbering(StrEnum):
    """How the eight items of 영 25① are numbered in print; stored names are permanent."""

    LETTERS = "letters"  # 가. to 아. where it is a part of a privacy policy in Korean, 1. to 8. elsewhere.
    NUMBERS = "numbers"  # 1. to 8. everywhere.


class UnknownVersion(NotFound):
    """No version has the number."""

    text = N_("방침 제{number}판이 없습니다.")


class WrongMove(Refusal):
    """A version cannot go from where it stands to where it was to go."""

    text = N_("'{current}' 판은 '{target}'(으)로 바꿀 수 없습니다.")


class AlreadyPreparing(Refusal):
    """One version is prepared at a time: two drafts of one promise would be approved past each other."""

    text = N_("준비하고 있는 제{number}판이 있습니다. 그 판을 끝내거나 거두어들인 뒤에 새로 쓰십시오.")


class OwnVersion(NotAllowed):
    """Nobody reviews or approves what they wrote themselves, also not in somebody's place."""

    text = N_("자신이 쓴 초안은 검토하거나 승인할 수 없습니다. 다른 사람이 해야 합니다.")


class OwnWording(NotAllowed):
    """Nobody approves words of their own, also where another pressed the button that made a draft of them."""

    text = N_("이 판에 실릴 조문이나 조직 공통값을 고친 사람은 승인할 수 없습니다. 승인할 수 있는 사람: {others}")


class NotTheirs(NotAllowed):
    """A draft is taken back by who wrote it, or by who would approve it."""

    text = N_("초안은 쓴 사람과 개인정보 보호책임자만 거두어들일 수 있습니다.")


class GroundsUnread(Refusal):
    """Whoever approves purposes without a legal ground says that they know of it."""

    text = N_(
        "법적 근거가 없는 목적이 있습니다. 알고 승인한다면 표시하십시오. 그렇지 않으면 대장에서 근거를 고르십시오."
    )


class NobodyToApprove(Refusal):
    """Whoever writes what nobody else could then approve says that they want to."""

    text = N_("이대로 쓰면 이 판을 승인할 사람이 없습니다. 그래도 쓰려면 표시하십시오.")


class NobodyToReview(Refusal):
    """Whoever drafts what nobody else could then review says that they want to."""

    text = N_("이대로 쓰면 이 판을 검토할 사람이 없습니다. 그래도 쓰려면 표시하십시오.")


class PromisesUnread(Refusal):
    """Some sentences no record bears out: whoever approves says that they are so."""

    text = N_("방침이 약속하는 일이 사실인지 확인하고 표시하십시오.")


class StaleVersion(Refusal):
    """What was read is no longer what the registry and the clauses say."""

    text = N_("판을 만든 뒤에 대장이나 조문이 바뀌었습니다. 초안으로 되돌려 새로 만든 뒤에 하십시오.")


class StaleDraft(Refusal):
    """A draft is made anew before somebody vouches for it."""

    text = N_("초안을 만든 뒤에 대장이나 조문이 바뀌었습니다. '새로 만들기'를 먼저 하십시오.")


class OtherText(Refusal):
    """Somebody changed the text while it was being read."""

    text = N_("보고 있던 글이 그 사이에 바뀌었습니다. 바뀐 글을 읽고 다시 하십시오.")


class EffectiveTooSoon(Refusal):
    """A change is announced some days before it takes effect."""

    text = N_("{day}에 시행하기에는 공고가 늦습니다. {days}일 뒤인 {earliest}부터 시행할 수 있습니다.")


class EffectiveInPast(Refusal):
    """No promise takes effect before it is published."""

    text = N_("시행일 {day}이(가) 지났습니다. 오늘부터 시행할 수 있습니다.")


class NotAfterLast(Refusal):
    """A version takes effect after the one that is published already."""

    text = N_("시행일은 제{number}판의 시행일 {day}보다 뒤여야 합니다.")


class NotYet(Refusal):
    """A version enters into force on its day, not before."""

    text = N_("제{number}판은 {day}부터 시행합니다.")


class NothingChosen(Refusal):
    """A version is published in some form and language."""

    text = N_("공개할 형태와 언어를 하나 이상 고르십시오.")


class NoteNeeded(Refusal):
    """The history of changes says what changed (개인정보 보호법 30②)."""

    text = N_("무엇을 바꾸었는지 {most}자까지 적으십시오. 방침의 변경 이력에 실립니다.")


class ReasonNeeded(Refusal):
    """Going back is done for a reason that stays on record."""

    text = N_("사유를 {most}자까지 적으십시오.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the organisation decides about a version: its day, what it says it changed, forms, languages, numbers.

    ``forms`` and ``languages`` in their own order; names of ``domain.Form`` and codes of languages.
    """

    effective_on: date
    note: str
    forms: tuple[str, ...]
    languages: tuple[str, ...]
    numbering: Numbering = Numbering.LETTERS


def check_can_become(current: State, target: State) -> None:
    """Let a version move from one state to the other.

    :raises WrongMove: if the move is not among ``NEXT``.
    """
    if target not in NEXT[current]:
        raise WrongMove(current=Message(STATE_NAMES[current]), target=Message(STATE_NAMES[target]))


def check_is_draft(current: State) -> None:
    """Let a version be composed anew while it is a draft.

    :raises WrongMove: if somebody vouched for it already; it is sent back first.
    """
    if current is not State.DRAFT:
        raise WrongMove(current=Message(STATE_NAMES[current]), target=Message(STATE_NAMES[State.DRAFT]))


def check_choices(choices: Choices, *, on: date) -> None:
    """Let a version be drafted with some choices on a day.

    :raises EffectiveInPast: if it would take effect before that day.
    :raises NoteNeeded: if it does not say what changed.
    :raises NothingChosen: if it would be published in no form or language.
    """
    if choices.effective_on < on:
        raise EffectiveInPast(day=choices.effective_on.isoformat())
    if not 0 < len(choices.note.strip()) <= LONGEST_NOTE:
        raise NoteNeeded(most=LONGEST_NOTE)
    if not choices.forms or not choices.languages:
        raise NothingChosen


def check_day(choices: Choices, *, on: date, earliest: date) -> None:
    """Let a version take effect on a day that can be kept if it were announced on a day.

    :raises EffectiveTooSoon: if it is nearer than a version announced on that day may take effect.
    """
    if choices.effective_on < earliest:
        day, days = choices.effective_on.isoformat(), (earliest - on).days
        raise EffectiveTooSoon(day=day, days=days, earliest=earliest.isoformat())


def check_reason(reason: str) -> None:
    """Ask for a reason.

    :raises ReasonNeeded: if there is none, or it is too long.
    """
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise ReasonNeeded(most=LONGEST_REASON)


def check_may(actor: Actor, roles: tuple[Role, ...], *acts: Act) -> None:
    """Let people act on the policy who hold one of some roles for the whole organisation, and the system.

    :param acts: what the right must allow, one of them.

    :raises NotAllowed: if the person does not, or holds it at some sites only: the policy speaks of all.
    """
    if actor.id and (not actor.has(*roles, acts=acts) or actor.sites_as(*roles, acts=acts) is not None):
        raise NotAllowed


def check_not_own(actor: Actor, *, authors: Collection[int], roles: Iterable[Role]) -> int | None:
    """Let somebody vouch for a text that others wrote; return for whom they stand in, if they do.

    :raises OwnVersion: if they wrote it, or stand in for who did.
    """
    principal = next((found for role in roles if (found := actor.principal_for(role, None)) is not None), None)
    if {actor.id, principal} & set(authors):
        raise OwnVersion
    return principal
