"""Owns what a person must do, from every part of the program: cases, reviews, findings, rights, the policy, rounds."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.accounts.queries.confirming import grants_to_confirm
from app.accounts.queries.stand_ins import stand_in_note
from app.compliance.domain import Finding, Severity
from app.compliance.queries.followed import followed
from app.compliance.queries.today_cases import case_lines
from app.compliance.queries.today_reviews import review_lines
from app.compliance.todo import SOON, Provider, Task, by_urgency
from app.compliance.urgency import OWNER_OF
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.kernel.errors import Refusal
from app.kernel.messages import N_, Message
from app.policy import queries as policy
from app.policy.versions import APPROVERS, REVIEWERS, State, check_may, check_not_own
from app.recorder_logs import queries as recorder_logs
from app.signage.queries.rounds import rounds

_LOOK_AT_RECORDERS = "RET-07"
_PEOPLE = (Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
_STEPS = {
    State.DRAFT: (REVIEWERS, N_("방침 제{number}판의 초안을 검토하십시오.")),
    State.REVIEWED: (APPROVERS, N_("방침 제{number}판을 승인하십시오.")),
    State.APPROVED: (APPROVERS, N_("방침 제{number}판의 시행일을 공고하십시오.")),
}


def today(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    findings: Iterable[Finding],
    signs_to_renew: int,
    more: Iterable[Provider] = (),
) -> tuple[Task, ...]:
    """Return what a person must do, the most urgent first, whatever it is about.

    :param findings: what is open of what the rules found, as far as the person may know it.
    :param more: who else has lines, see ``app.compliance.todo``.
    """
    on, found = kst_day(now), tuple(findings)
    lines = [
        *case_lines(session, actor=actor, now=now),
        *review_lines(session, actor=actor, now=now),
        *_of_findings(session, found, actor, on),
        *_of_people(session, actor, now),
        *_of_policy(session, actor),
        *_of_rounds(session, actor, on),
        *_of_recorders(session, actor, found),
        *_of_signs(actor, signs_to_renew),
        *(line for provider in more for line in provider(session, actor, now)),
    ]
    return by_urgency(lines, on=on)


def _of_findings(session: Session, findings: Iterable[Finding], actor: Actor, on: date) -> Iterator[Task]:
    """Yield what is the person's to settle: overdue, due within a week, and errors with more time or no day."""
    own = [each for each in findings if actor.has(OWNER_OF[each.area])]
    late, soon, errors = list[date](), list[date](), 0
    for row in followed(session, own, actor=actor, on=on):
        day = row.deadline.due_on
        if day is not None and day <= on + SOON:
            (late if row.deadline.overdue else soon).append(day)
        elif row.finding.severity is Severity.ERROR:
            errors += 1
    page = "compliance.list_findings"
    if late:
        text = N_("내가 맡은 점검 결과 {count}건의 기한이 지났습니다")
        yield Task(text=Message(text, {"count": len(late)}), endpoint=page, due_on=min(late))
    if soon:
        text = N_("내가 맡은 점검 결과 {count}건을 곧 바로잡아야 합니다")
        yield Task(text=Message(text, {"count": len(soon)}), endpoint=page, due_on=min(soon))
    if errors:
        text = N_("점검에서 내가 바로잡을 위반 {count}건을 찾았습니다")
        said = Message(text, {"count": errors})
        yield Task(text=said, endpoint=page, values={"severity": Severity.ERROR.value}, tone="danger")


def _of_people(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    """Yield rights to be said to be needed still, and the end of standing in."""
    on = kst_day(now)
    if actor.has(*_PEOPLE):
        due = [each.due_on for each in grants_to_confirm(session, now=now, actor=actor, due_only=False)]
        due = [day for day in due if day <= on + SOON]
        if due:
            said = Message(N_("아직 필요한지 확인할 권한이 {count}건 있습니다"), {"count": len(due)})
            yield Task(text=said, endpoint="accounts.confirm_rights", due_on=min(due))
    ends = [each.until_on for each in stand_in_note(session, account_id=actor.id, now=now)]
    if ends and min(ends) <= on + SOON:
        said = Message(N_("대신 처리하는 기간이 끝납니다. 더 필요하면 다시 정하십시오."))
        yield Task(text=said, endpoint="accounts.list_stand_ins", due_on=min(ends))


def _of_policy(session: Session, actor: Actor) -> Iterator[Task]:
    """Yield the next step of the version that is being prepared, if it is this person's."""
    found = policy.version_in_preparation(session) if actor.has(*REVIEWERS, *APPROVERS) else None
    if found is None or found.state not in _STEPS:
        return
    roles, text = _STEPS[found.state]
    try:
        check_may(actor, roles)
        if found.state is not State.APPROVED:
            check_not_own(actor, authors=found.everybody, roles=roles)
    except Refusal:
        return
    said = Message(text, {"number": found.number})
    yield Task(text=said, endpoint="policy.show_version", values={"number": found.number}, due_on=found.effective_on)


def _of_rounds(session: Session, actor: Actor, on: date) -> Iterator[Task]:
    """Yield the open rounds a person is to walk, and those of theirs in which all was looked at or that are late."""
    if not actor.has(Role.OPERATOR, Role.MANAGER):
        return
    for one in rounds(session, actor=actor, today=on):
        if one.closed_at is not None:
            return  # The open ones come first.
        left, values = len(one.numbers) - one.looked_at, {"round_id": one.id}
        if left and (one.assigned_to == actor.id or (one.is_late and one.opened_by == actor.id)):
            said = Message(N_("현장에서 확인할 안내판이 {count}장 남았습니다"), {"count": left})
            yield Task(text=said, endpoint="signage.show_round", values=values, due_on=one.due_on)
        elif not left and one.opened_by == actor.id:
            said = Message(N_("안내판을 모두 확인했습니다. 점검을 마치십시오."))
            yield Task(text=said, endpoint="signage.show_round", values=values, due_on=one.due_on)


def _of_recorders(session: Session, actor: Actor, findings: Iterable[Finding]) -> Iterator[Task]:
    """Yield recordings nobody entered that are to be explained or judged, and recorders nobody has looked at lately."""
    if actor.has(Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER):
        to_explain, to_judge = recorder_logs.count_open(session, actor=actor)
        page = "recorder_logs.list_findings"
        if to_explain and actor.has(Role.OPERATOR):
            said = Message(N_("녹화기에만 남은 재생·내보내기 {count}건을 소명하십시오"), {"count": to_explain})
            yield Task(text=said, endpoint=page, tone="warn")
        if to_judge and actor.has(Role.MANAGER, Role.PRIVACY_OFFICER):
            said = Message(N_("녹화기 대조의 소명 {count}건을 판단하십시오"), {"count": to_judge})
            yield Task(text=said, endpoint=page, tone="warn")
    cameras = sum(each.count for each in findings if each.rule == _LOOK_AT_RECORDERS)
    if cameras and actor.has(Role.OPERATOR, Role.MANAGER):
        said = Message(N_("녹화기의 보관일수를 점검할 카메라 {count}대"), {"count": cameras})
        yield Task(text=said, endpoint="recorder_checks.list_checks")


def _of_signs(actor: Actor, count: int) -> Iterator[Task]:
    if count and actor.has(Role.MANAGER, Role.OPERATOR):
        said = Message(N_("인쇄하거나 바꾸어 달 안내판 {count}개"), {"count": count})
        yield Task(text=said, endpoint="signage.list_signs", tone="warn")
