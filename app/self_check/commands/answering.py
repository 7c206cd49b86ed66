"""Owns answering questions of the self-check, and planning what is done about them."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.kernel.reasons import says_something
from app.law.periods import self_check_answer_years, self_check_note_years
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.self_check.deciding import check_answers, role_answering
from app.self_check.domain import NEEDS_EVIDENCE, Outcome
from app.self_check.events import SelfCheckActionEnded, SelfCheckActionPlanned, SelfCheckAnswered
from app.self_check.models import SelfCheckAction, SelfCheckActionEnd, SelfCheckAnswer
from app.self_check.queries import KNOWN_RULES, NO_EARLIER, action_of, newest_answers
from app.self_check.questions import question_of
from app.self_check.refusals import (
    ActionEnded,
    ActionNeeded,
    AnsweredByRecords,
    BadDay,
    BadValidity,
    EvidenceNeeded,
    NoteNeeded,
)

LONGEST_NOTE, LONGEST_EVIDENCE, LONGEST_ACTION = 1000, 200, 300


def last_valid_day(on: date) -> date:
    """Return the last day until which an answer given on a day may hold."""
    return self_check_answer_years(on).first_day_after(on) - timedelta(days=1)


def answer_question(
    session: Session,
    *,
    question: str,
    outcome: Outcome,
    note: str,
    evidence: str,
    valid_until: date,
    actor: Actor,
    now: datetime,
) -> Receipt:
    """Answer a question no rule answers; the answer before stays in the record.

    :param evidence: a document's number and where it lies; it is copied into the frozen year, so it names nobody.
    :raises QuestionNotFound: if there is no such question.
    :raises NotAllowed: if the person does not answer it.
    :raises AnsweredByRecords: if rules answer it.
    :raises NoteNeeded: if it is not said how it was found out.
    :raises EvidenceNeeded: if nothing shows that it is met.
    :raises BadValidity: if it would hold no day, or too long.
    """
    check_answers(actor)
    asked = question_of(question)
    role = role_answering(actor, asked)
    if asked.answered_by(KNOWN_RULES):
        raise AnsweredByRecords
    words, shown = note.strip(), " ".join(evidence.split())
    if not says_something(words) or len(words) > LONGEST_NOTE:
        raise NoteNeeded
    if len(shown) > LONGEST_EVIDENCE or (outcome in NEEDS_EVIDENCE and not says_something(shown)):
        raise EvidenceNeeded
    on = kst_day(now)
    if not on < valid_until <= last_valid_day(on):
        raise BadValidity(last=last_valid_day(on).isoformat())
    before = newest_answers(session).get(question)
    event = SelfCheckAnswered(
        question=question,
        outcome=outcome,
        evidence=shown,
        answered_on=on,
        valid_until=valid_until,
        as_role=role,
        previous=before.leaf if before else NO_EARLIER,
        note=words,
    )
    erase_on = self_check_note_years(on).first_day_after(valid_until)
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=erase_on)
    session.add(
        SelfCheckAnswer(
            leaf=receipt.leaf,
            log_id=receipt.log_id,
            question=question,
            outcome=outcome.value,
            note=words,
            evidence=shown,
            answered_on=on,
            valid_until=valid_until,
            as_role=role.value,
            by_id=actor.id,
            previous=event.previous,
        )
    )
    session.flush()
    return receipt


def plan_action(
    session: Session, *, question: str, what: str, role: Role, until_on: date, actor: Actor, now: datetime
) -> Receipt:
    """Plan what is done about a question, also of one that rules answer.

    :param what: is copied into the frozen year, so it names nobody.
    :raises QuestionNotFound: if there is no such question.
    :raises NotAllowed: if the person does not answer for it.
    :raises ActionNeeded: if nothing is said.
    :raises BadDay: if its day has passed.
    """
    check_answers(actor)
    role_answering(actor, question_of(question))
    words, on = " ".join(what.split()), kst_day(now)
    if not says_something(words) or len(words) > LONGEST_ACTION:
        raise ActionNeeded
    if until_on < on:
        raise BadDay
    event = SelfCheckActionPlanned(question=question, what=words, role=role, planned_on=on, until_on=until_on)
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        SelfCheckAction(
            leaf=receipt.leaf,
            log_id=receipt.log_id,
            question=question,
            what=words,
            role=role.value,
            planned_on=on,
            until_on=until_on,
            by_id=actor.id,
        )
    )
    session.flush()
    return receipt


def end_action(session: Session, *, action: int, done: bool, actor: Actor, now: datetime) -> Receipt:
    """Say that a planned action was done, or dropped.

    :raises ActionNotFound: if there is no such line.
    :raises NotAllowed: if the person does not answer for its question.
    :raises ActionEnded: if it ended before.
    """
    check_answers(actor)
    line = action_of(session, leaf=action)
    role_answering(actor, question_of(line.question))
    if line.ended_on is not None:
        raise ActionEnded
    event = SelfCheckActionEnded(question=line.question, action=action, done=done, ended_on=kst_day(now))
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        SelfCheckActionEnd(
            leaf=receipt.leaf,
            log_id=receipt.log_id,
            action=action,
            done=done,
            ended_on=event.ended_on,
            by_id=actor.id,
        )
    )
    session.flush()
    return receipt
