"""Owns how the organisation words a clause its own way, and goes back to ours."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.kernel.errors import Invalid, NotFound, Problem, Refusal
from app.kernel.hangul import nfc
from app.kernel.messages import N_, Message
from app.ledger import commands as ledger
from app.policy.clauses import Clause
from app.policy.clauses.copies import CopyFault, copy_name, copy_of, faults_of_copy, kept_text, typed_lines
from app.policy.clauses.names import block_name
from app.policy.commands.wording_trial import Trial, tried
from app.policy.events import PolicyClauseRestored, PolicyClauseReworded
from app.policy.models import PolicyClauseCopy
from app.policy.queries.gates import leaves_nobody
from app.policy.queries.wording import StandingClause, standing_clauses
from app.policy.versions import LONGEST_REASON, WORDERS, NobodyToApprove, check_may


class UnknownClause(NotFound):
    """There is no such section."""

    text = N_("방침에 제{section}호 조문이 없습니다.")


class OtherWording(Refusal):
    """Somebody changed the wording, or ours changed, while it was being edited."""

    text = N_("고치는 동안 조문이 바뀌었습니다. 바뀐 조문을 읽고 다시 고치십시오.")


class SameWording(Refusal):
    """Nothing would be other than it is."""

    text = N_("바뀐 곳이 없습니다.")


class NothingToRestore(Refusal):
    """The wording is ours already."""

    text = N_("고쳐 쓴 조문이 없습니다. 기본 조문 그대로입니다.")


class UnsoundWording(Invalid):
    """A copy lacks what it must say, or says what a policy may not."""

    text = N_("고쳐 쓴 조문에 문제가 {count}건 있습니다. 아무것도 저장하지 않았습니다.")

    def __init__(self, faults: Sequence[CopyFault]) -> None:
        """Carry every fault, by block and line."""
        self.faults = tuple(faults)
        super().__init__([Problem(_place(fault), fault.message) for fault in faults])


class CautionsUnread(Invalid):
    """What our linter cautions of is read, and there is a reason to say it all the same."""

    text = N_("주의할 것이 {count}건 있습니다. 읽었다고 표시하고 그래도 이렇게 쓰는 사유를 적으십시오.")

    def __init__(self, cautions: Sequence[CopyFault]) -> None:
        """Carry every caution, by block and line."""
        self.cautions = tuple(cautions)
        super().__init__([Problem(_place(each), each.message) for each in cautions])


def reword_clause(
    session: Session,
    *,
    section: int,
    language: str,
    blocks: Mapping[str, str],
    newest: int,
    based_on: str,
    actor: Actor,
    now: datetime,
    cautions_read: bool = False,
    reason: str = "",
    alone: bool = False,
    folder: Path | None = None,
) -> int:
    """Word a clause the organisation's own way from today on, and return the number of the change.

    :param blocks: what was typed for each block, by key; an empty one is left out.
    :param newest: how often the wording had been changed when it was read.
    :param based_on: the name of our wording it was read beside.
    :param cautions_read: whether the person read what is cautioned of in it.
    :param reason: why it is said so all the same.
    :param alone: whether the person says that they want it though nobody could then approve it.
    :param folder: where our clauses stand; None: those we wrote.
    :raises NotAllowed: if the person does not word clauses for the whole organisation.
    :raises UnknownClause: if there is no such section.
    :raises OtherWording: if it was changed since it was read.
    :raises UnsoundWording: with each block and line that cannot stand, and why.
    :raises CautionsUnread: with each caution, if there is one and it was not read or no reason is given.
    :raises SameWording: if it says what it says already.
    :raises NobodyToApprove: if nobody but the person could approve it, and the person did not say so.
    """
    check_may(actor, WORDERS, Act.MAINTAIN)
    _lock(session)
    standing = _standing(session, section=section, language=language, now=now, folder=folder)
    if standing.newest != newest or standing.ours.name != based_on:
        raise OtherWording
    said = {key: typed_lines(words) for key, words in blocks.items()}
    _worded, trial = check_wording(standing.ours, said, now=now)
    if all(said.get(key, ()) == wording.lines for key, wording in standing.used.wordings.items()):
        raise SameWording
    why = nfc(reason).strip() if trial.cautions else ""
    if trial.cautions and not (cautions_read and 0 < len(why) <= LONGEST_REASON):
        raise CautionsUnread(trial.cautions)
    if not alone and leaves_nobody(session, beside=(actor.id,), now=now):
        raise NobodyToApprove
    content = kept_text({key: said.get(key, ()) for key in standing.ours.wordings})
    number = standing.newest + 1
    event = PolicyClauseReworded(
        section=section,
        language=language,
        number=number,
        based_on=based_on,
        content=content,
        caution_rules=trial.caution_rules,
        reason=why or None,
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        PolicyClauseCopy(
            section=section,
            language=language,
            number=number,
            based_on=based_on,
            content=content,
            worded_by=actor.id,
            worded_at=receipt.recorded_at,
            leaf=receipt.leaf,
        )
    )
    session.flush()
    return number


def restore_clause(
    session: Session,
    *,
    section: int,
    language: str,
    newest: int,
    actor: Actor,
    now: datetime,
    folder: Path | None = None,
) -> int:
    """Go back to our wording of a clause from today on, and return the number of the change.

    :param newest: how often the wording had been changed when it was read.
    :param folder: where our clauses stand; None: those we wrote.
    :raises NotAllowed: if the person does not word clauses for the whole organisation.
    :raises UnknownClause: if there is no such section.
    :raises OtherWording: if it was changed since it was read.
    :raises NothingToRestore: if the wording is ours.
    """
    check_may(actor, WORDERS, Act.MAINTAIN)
    _lock(session)
    standing = _standing(session, section=section, language=language, now=now, folder=folder)
    if standing.newest != newest:
        raise OtherWording
    if standing.copy is None:
        raise NothingToRestore
    number, based_on = standing.newest + 1, standing.ours.name
    event = PolicyClauseRestored(section=section, language=language, number=number, based_on=based_on)
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        PolicyClauseCopy(
            section=section,
            language=language,
            number=number,
            based_on=based_on,
            worded_by=actor.id,
            worded_at=receipt.recorded_at,
            leaf=receipt.leaf,
        )
    )
    session.flush()
    return number


def check_wording(ours: Clause, said: Mapping[str, tuple[str, ...]], *, now: datetime) -> tuple[Clause, Trial]:
    """Let a copy stand for our clause, and return it as the clause it would be, with what it is cautioned of.

    First it is held beside ours; only what could be composed is then composed and read as our linter reads it.

    :raises UnsoundWording: with each block and line that cannot stand, and why.
    """
    faults = faults_of_copy(ours, said)
    if not faults:
        today, content = kst_day(now), kept_text(said)
        worded = copy_of(ours, name=copy_name(ours.name, 0), content=content, since=today)
        trial = tried(ours, worded, on=today)
        faults = trial.faults
        if not faults:
            return worded, trial
    raise UnsoundWording(faults)


def _standing(session: Session, *, section: int, language: str, now: datetime, folder: Path | None) -> StandingClause:
    found = standing_clauses(session, language=language, on=kst_day(now), folder=folder)
    for each in found:
        if each.ours.section == section:
            return each
    raise UnknownClause(section=section)


def _lock(session: Session) -> None:
    """Let one at a time change wordings. SQLite has only one writer anyway (``BEGIN IMMEDIATE``)."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE policy_clause_copy IN SHARE ROW EXCLUSIVE MODE"))


def _place(fault: CopyFault) -> str:
    name = str(block_name(fault.key))
    return name if fault.line is None else str(Message("{name} {line}", {"name": name, "line": fault.line}))
