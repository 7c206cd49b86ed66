"""Owns copying the self-check of a day into a frozen year, in Korean. Pure."""

from datetime import date

from app.accounts.domain import ROLE_NAMES
from app.compliance.domain import AREA_LABELS, SEVERITY_LABELS
from app.kernel.actor import Role
from app.self_check.domain import LIGHT_NAMES, OUTCOME_NAMES, RuleFound
from app.self_check.frozen import FORMAT, FrozenAction, FrozenQuestion, FrozenSource, FrozenYear
from app.self_check.queries import Action, Assessment, Result


def freeze(assessment: Assessment, *, year: int, document: str, role: Role) -> FrozenYear:
    """Return everything a self-check says on its day, as words; nothing in it points to what may change."""
    return FrozenYear(
        format=FORMAT,
        year=year,
        document=document,
        frozen_on=assessment.on.isoformat(),
        role=ROLE_NAMES[role],
        organisation=assessment.organisation,
        revision=assessment.revision,
        counts={light.value: count for light, count in assessment.counts.items()},
        names={light.value: name for light, name in LIGHT_NAMES.items()},
        questions=tuple(_question(result, assessment.on) for result in assessment.results),
    )


def _question(result: Result, on: date) -> FrozenQuestion:
    asked, said, ground = result.question, result.said, result.ground
    answered = ""
    if said is not None:
        answered = f"{said.answered_on.isoformat()} {ROLE_NAMES[said.as_role]}, {said.valid_until.isoformat()}까지"
    return FrozenQuestion(
        id=asked.id,
        area=AREA_LABELS[asked.area],
        text=asked.text,
        met=asked.met,
        light=result.judged.light.value,
        word=result.judged.word,
        why=str(result.judged.why),
        ground=str(ground.message) if ground.message is not None else "",
        rules=result.rules,
        found=tuple(_found(each) for each in result.found),
        outcome=OUTCOME_NAMES[said.outcome] if said is not None else "",
        evidence=said.evidence if said is not None else "",
        answered=answered,
        sources=tuple(
            FrozenSource(
                key=source.key,
                citation=source.citation,
                words=source.in_words,
                confirmed=source.confirmed.value,
                confirmed_words=source.confirmed.words,
            )
            for source in asked.cited
        ),
        actions=tuple(_action(line, on) for line in result.actions),
    )


def _found(each: RuleFound) -> str:
    known = f", 확인해 둔 것 {each.acknowledged}건" if each.acknowledged else ""
    open_ones = f"{SEVERITY_LABELS[each.severity]} {each.count}건" if each.severity is not None else "열린 것 없음"
    return f"{each.rule} {each.title}: {open_ones}{known}"


def _action(line: Action, on: date) -> FrozenAction:
    if line.ended_on is not None:
        state = f"{line.ended_on.isoformat()} {'끝냄' if line.done else '하지 않기로 함'}"
    else:
        state = "기한 지남" if line.is_late(on) else "할 일"
    return FrozenAction(what=line.what, role=ROLE_NAMES[line.role], until=line.until_on.isoformat(), state=state)
