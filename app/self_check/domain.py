"""Owns what a question of the self-check is, and what colour its answer has. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.compliance.domain import Area, Severity
from app.kernel.actor import Role
from app.kernel.messages import N_, Message
from app.law.sources import Source, latest


class Light(StrEnum):
    """How a question stands: green, amber, red, and grey for what there is nothing to judge. Stored names are kept."""

    MET = "met"
    LOOK = "look"
    NOT_MET = "not_met"
    NOT_JUDGED = "not_judged"


LIGHT_NAMES: Mapping[Light, str] = {
    Light.MET: N_("지킴"),
    Light.LOOK: N_("살필 것"),
    Light.NOT_MET: N_("어긋남"),
    Light.NOT_JUDGED: N_("해당 없음"),
}
MISSING, AGAIN = N_("답 없음"), N_("다시 확인")
"""What an answer is called that nobody gave, and one whose day has passed."""


class Outcome(StrEnum):
    """What a person can answer; stored names are permanent."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"


OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.MET: N_("지키고 있음"),
    Outcome.PARTLY: N_("일부만 지킴"),
    Outcome.NOT_MET: N_("지키지 못함"),
    Outcome.NOT_APPLICABLE: N_("우리 회사에 해당 없음"),
}
_LIGHTS = {
    Outcome.MET: Light.MET,
    Outcome.PARTLY: Light.LOOK,
    Outcome.NOT_MET: Light.NOT_MET,
    Outcome.NOT_APPLICABLE: Light.NOT_JUDGED,
}
NEEDS_EVIDENCE = frozenset({Outcome.MET, Outcome.PARTLY})


class Scope(StrEnum):
    """What must be there for a question to have anything to judge."""

    ALWAYS = "always"
    CAMERAS = "cameras"
    SIGNS = "signs"
    PRINTED = "printed"
    INSTEAD = "instead"
    MEASURED = "measured"
    REQUESTS = "requests"
    REGISTER = "register"
    RECORDER_LOGS = "recorder_logs"
    CONTRACTORS = "contractors"
    REVIEWS = "reviews"
    BACKUPS = "backups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A duty as a question. ``rules`` answer it if there are such rules, else a person does.

    ``id`` is permanent. The first source decides how grave it is that nobody answers.
    """

    id: str
    area: Area
    text: str  # A Korean message id.
    met: str  # What counts as met; a Korean message id.
    sources: tuple[str, ...]
    rules: tuple[str, ...] = ()
    scope: Scope = Scope.ALWAYS

    @property
    def is_duty(self) -> bool:
        """Return whether its first source is law that was read: then no answer at all is red, otherwise amber."""
        return latest(self.sources[0]).is_confirmed

    @property
    def cited(self) -> tuple[Source, ...]:
        """Return its sources in their newest wording."""
        return tuple(latest(key) for key in self.sources)

    def answered_by(self, known: Iterable[str]) -> tuple[str, ...]:
        """Return the rules among some that answer it; none: a person answers it."""
        there = frozenset(known)
        return tuple(rule for rule in self.rules if rule in there)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFound:
    """What one rule finds: the worst of it that is open, and at how many objects. ``severity`` None: nothing is open.

    ``acknowledged``: findings somebody said are known and stay for a time; they count, but no more as an error.
    """

    rule: str
    title: str
    severity: Severity | None
    count: int
    acknowledged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a question was judged on; ``judged`` False: there is nothing of the kind."""

    judged: bool
    message: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person answered: from when until the end of which day it holds, what shows it, and in which role."""

    leaf: int
    outcome: Outcome
    note: str
    evidence: str
    answered_on: date
    valid_until: date
    by_id: int
    as_role: Role
    erased_on: date | None = None

    def holds(self, on: date) -> bool:
        """Return whether it holds on a day; its last day counts."""
        return on <= self.valid_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The colour of an answer, the word beside it and why."""

    light: Light
    word: str  # A Korean message id.
    why: Message


def judge_found(found: Sequence[RuleFound], ground: Ground) -> Judged:
    """Return the answer rules give: red with an error, amber with anything else, green with nothing.

    Only acknowledged findings are amber. Without anything to judge there is no colour, unless something is found.
    """
    open_ones = [each for each in found if each.severity is not None]
    if not found:
        if not ground.judged:
            return _judged(Light.NOT_JUDGED, Message(N_("판단할 것이 없습니다.")))
        return _judged(Light.MET, Message(N_("점검에서 찾은 문제가 없습니다.")))
    if not open_ones:
        count = sum(each.acknowledged for each in found)
        return _judged(Light.LOOK, Message(N_("점검 결과 {count}건을 모두 확인해 두었습니다."), {"count": count}))
    count = sum(each.count for each in open_ones)
    grave = any(each.severity is Severity.ERROR for each in open_ones)
    why = Message(N_("점검에서 {count}건을 찾았습니다."), {"count": count})
    return _judged(Light.NOT_MET if grave else Light.LOOK, why)


def judge_said(question: Question, said: Said | None, ground: Ground, *, on: date) -> Judged:
    """Return the answer a person gave, as it stands on a day.

    Nothing said is red for a duty of law and amber for what is only advised; an answer whose day has passed is amber
    at best, and stays red if it was. Neither is ever green.
    """
    if not ground.judged:
        return _judged(Light.NOT_JUDGED, Message(N_("판단할 것이 없습니다.")))
    if said is None:
        light = Light.NOT_MET if question.is_duty else Light.LOOK
        return Judged(light=light, word=MISSING, why=Message(N_("아직 아무도 답하지 않았습니다.")))
    if not said.holds(on):
        light = Light.NOT_MET if said.outcome is Outcome.NOT_MET else Light.LOOK
        why = Message(N_("답의 기한({day})이 지났습니다. 다시 확인하십시오."), {"day": said.valid_until.isoformat()})
        return Judged(light=light, word=AGAIN, why=why)
    values = {"answered": said.answered_on.isoformat(), "until": said.valid_until.isoformat()}
    return _judged(_LIGHTS[said.outcome], Message(N_("{answered}에 확인했고 {until}까지 유효합니다."), values))


def _judged(light: Light, why: Message) -> Judged:
    return Judged(light=light, word=LIGHT_NAMES[light], why=why)
