"""Builds versions of the policy: each step in one unit of work, by somebody who may, at a moment that fits."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.policy import commands, queries
from app.policy.clauses import clauses
from app.policy.versions import Choices, Numbering, State
from app.registry.domain import Declared, Kind, Site
from tests.builders.accounts import an_actor
from tests.builders.registry import record

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Monday morning in Korea."""
TODAY = date(2026, 3, 2)
AUTHOR = an_actor(Role.MANAGER, number=11, name="Amir")
REVIEWER = an_actor(Role.MANAGER, number=12, name="Mina")
OFFICER = an_actor(Role.PRIVACY_OFFICER, number=13, name="Petra")


def choices(**more) -> Choices:
    values = {
        "effective_on": TODAY,
        "note": "처음 정함",
        "forms": ("standalone",),
        "languages": ("ko",),
        "numbering": Numbering.LETTERS,
    }
    return Choices(**(values | more))


def draft(*, actor=AUTHOR, now=NOW, alone=False, wording=queries.standing_wording, **more) -> int:
    chosen = choices(**more)
    with unit_of_work() as session:
        return commands.draft_version(session, choices=chosen, actor=actor, now=now, alone=alone, wording=wording)


def refresh(number, *, actor=AUTHOR, now=NOW, wording=queries.standing_wording, **more) -> None:
    wished = replace(version(number).choices, **more)
    with unit_of_work() as session:
        commands.refresh_draft(session, number=number, choices=wished, actor=actor, now=now, wording=wording)


def review(number, *, actor=REVIEWER, now=NOW, digest=None, **more) -> None:
    digest = digest or version(number).text_digest
    with unit_of_work() as session:
        commands.review_version(session, number=number, text_digest=digest, actor=actor, now=now, **more)


def approve(number, *, actor=OFFICER, now=NOW, digest=None, **more) -> None:
    digest = digest or version(number).text_digest
    with unit_of_work() as session:
        more = {"promises_read": True} | more
        commands.approve_version(session, number=number, text_digest=digest, actor=actor, now=now, **more)


def send_back(number, *, reason="대장이 바뀜", actor=OFFICER, now=NOW) -> None:
    with unit_of_work() as session:
        commands.send_back(session, number=number, reason=reason, actor=actor, now=now)


def withdraw(number, *, reason="다시 씀", actor=OFFICER, now=NOW) -> None:
    with unit_of_work() as session:
        commands.withdraw_version(session, number=number, reason=reason, actor=actor, now=now)


def announce(number, *, actor=OFFICER, now=NOW, **more) -> None:
    with unit_of_work() as session:
        commands.announce_version(session, number=number, actor=actor, now=now, **more)


def enter(number, *, actor=OFFICER, now=NOW) -> None:
    with unit_of_work() as session:
        commands.enter_into_force(session, number=number, actor=actor, now=now)


_STEPS = (State.REVIEWED, State.APPROVED, State.ANNOUNCED, State.IN_FORCE)


def a_version(state=State.IN_FORCE, *, now=NOW, **more) -> int:
    """Return a version that stands somewhere on its way into force; the first one takes effect the same day."""
    number = draft(now=now, **more)
    for step, act in zip(_STEPS, (review, approve, announce, enter), strict=True):
        if state is State.DRAFT or step not in _STEPS[: _STEPS.index(state) + 1]:
            break
        act(number, now=max(now, start_of(version(number).effective_on)) if act is enter else now)
    return number


def start_of(day: date) -> datetime:
    """Return ten in the morning of a day in Korea."""
    return datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def version(number) -> queries.Version:
    db.session.rollback()
    return queries.version(db.session(), number=number)


def build_a_site(code="NEW", name="새 공급소"):
    """Change the registry: a site more."""
    declared = Declared(location="울타리 안 기둥", coverage="출입문")
    record(Kind.SITE, Site(code=code, name=name, camera_count=1, address="원주시 새길 1", declared=declared))


def other_words(session, language, on):
    """Return our clauses with another first sentence each, as if we had reworded them."""
    reworded = []
    for clause in clauses(language, on=on):
        wordings = {
            key: replace(each, lines=(f"(고침) {each.lines[0]}", *each.lines[1:])) if key != "heading" else each
            for key, each in clause.wordings.items()
        }
        reworded.append(replace(clause, name=f"{clause.name}x", wordings=wordings))
    return tuple(reworded)
