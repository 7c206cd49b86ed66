"""The home page tells each person what they must do, of every kind, most urgent first, and nothing of other sites."""

from datetime import timedelta

import pytest

from app.compliance.commands import follow_findings
from app.compliance.queries import board, findings_for
from app.compliance.todo import PROVIDERS, Task, by_urgency
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import kst_day
from app.kernel.messages import Message
from app.log_review.commands import explain_item
from app.log_review.queries import items_of_review, review_of
from tests.builders import log_review as reviews
from tests.builders import policy_versions as policy
from tests.builders.accounts import an_account
from tests.builders.decisions import hurry
from tests.builders.handovers import granted_provision, hand_over, provided
from tests.builders.registry import record_estate
from tests.builders.sightings import walk
from tests.builders.signage import a_signed_estate, issue, print_all
from tests.builders.stand_ins import stand_in
from tests.builders.viewing_requests import NOW, approve, check_identity, receive

NEXT, TODAY = reviews.NEXT, kst_day(reviews.NEXT)
BACK = TODAY - timedelta(days=1)
NEARLY_GONE = NEXT - timedelta(days=18)
"""Footage is kept for twenty days."""
HELD = timedelta(days=178)
"""Rights are confirmed after 180 days."""
PEOPLE = {
    "Olga": (Role.OPERATOR, None),
    "Amir": (Role.MANAGER, None),
    "Mina": (Role.MANAGER, None),
    "Petra": (Role.PRIVACY_OFFICER, None),
    "Uma": (Role.AUDITOR, None),
    "Ada": (Role.ADMINISTRATOR, None),
    "Gwan": (Role.OPERATOR, {"G-1"}),
    "Mira": (Role.MANAGER, {"G-1"}),
}


@pytest.fixture
def people(app):
    """Plant something of every kind."""
    record_estate(a_signed_estate())
    with unit_of_work() as session:
        cast = {
            name: an_account(session, name=name, roles=(role,), sites=sites, now=NEXT, held=HELD)
            for name, (role, sites) in PEOPLE.items()
        }
    olga, amir, mina, petra = (cast[name] for name in ("Olga", "Amir", "Mina", "Petra"))
    print_all(issue())
    receive(actor=olga)
    granted = receive(actor=olga)
    check_identity(granted, actor=olga)
    approve(granted, actor=amir)
    hurry(receive(actor=olga, now=NEXT), actor=olga, now=NEXT)
    receive(actor=olga, now=NEXT, span_from=NEARLY_GONE, span_to=NEARLY_GONE + timedelta(minutes=30))
    case = granted_provision()
    hand_over(case, provided(use_until=BACK, return_by=BACK))
    reviews.a_month(actor=olga)
    reviews.open_review(actor=amir)
    walk("HQ", actor=amir, assigned_to=olga.id, due_on=TODAY + timedelta(days=1), now=NEXT)
    with unit_of_work() as session:
        follow_findings(session, findings=findings_for(session, actor=SYSTEM, now=NOW), now=NOW)
    policy.draft(actor=amir, now=NEXT, effective_on=TODAY + timedelta(days=20), alone=True)
    stand_in(petra, mina, role=Role.PRIVACY_OFFICER, from_on=TODAY, until_on=TODAY + timedelta(days=3), now=NEXT)
    db.session.rollback()
    return cast


def lines(actor, more=()):
    found = board(db.session(), actor=actor, now=NEXT, more=more)
    return [f"{each.days_left(TODAY)} {each.text}" for each in found.todo]


DECIDE, RETURN = "결정을 기다립니다 · 열람", "-1 2026-0005 내준 사본의 반환·파기를 확인하십시오"
HURRIED, CONCLUDE = "1 2026-0003 긴급 처리를 검토하십시오", "25 2026-11 접속기록 점검을 끝내십시오"
RECORDERS = "None 녹화기의 보관일수를 점검할 카메라"
STAND_IN = "3 대신 처리하는 기간이 끝납니다. 더 필요하면 다시 정하십시오."
MANAGERS = (
    f"-6 2026-0001 {DECIDE}",
    "-2 내가 맡은 점검 결과 9건의 기한이 지났습니다",
    RETURN,
    "None 점검에서 내가 바로잡을 위반 2건을 찾았습니다",
    f"1 2026-0004 {DECIDE}",
    HURRIED,
    "2 아직 필요한지 확인할 권한이 4건 있습니다",
)
EXPECTED = {
    "Olga": (
        "-6 2026-0001 신분·자격을 확인합니다",
        "-6 2026-0002 결정을 청구인에게 알립니다",
        RETURN,
        "0 2026-0004 녹화기에서 잠그기 · 본사 사옥 로비 1",
        "1 현장에서 확인할 안내판이 2장 남았습니다",
        "10 2026-0003 보여 주거나 내주고 기록합니다",
        "25 2026-11 접속기록 점검에서 소명할 것 5건",
        f"{RECORDERS} 5대",
    ),
    "Amir": (*MANAGERS, CONCLUDE, f"{RECORDERS} 5대"),
    "Mina": (*MANAGERS, STAND_IN, "20 방침 제1판의 초안을 검토하십시오.", CONCLUDE, f"{RECORDERS} 5대"),
    "Petra": (
        f"-6 2026-0001 {DECIDE}",
        "-2 내가 맡은 점검 결과 11건의 기한이 지났습니다",
        RETURN,
        f"1 2026-0004 {DECIDE}",
        HURRIED,
        "2 아직 필요한지 확인할 권한이 6건 있습니다",
        STAND_IN,
        CONCLUDE,
    ),
    "Uma": (),
    "Ada": ("2 아직 필요한지 확인할 권한이 7건 있습니다",),
    "Gwan": (f"{RECORDERS} 1대",),
    "Mira": (
        "None 점검에서 내가 바로잡을 위반 4건을 찾았습니다",
        "2 아직 필요한지 확인할 권한이 1건 있습니다",
        f"{RECORDERS} 1대",
    ),
}
"""Days left and text. All of it lies at the head office but some cameras; Gwan and Mira work at one station only."""


def test_each_person_is_told_what_they_must_do_the_most_urgent_first_and_nothing_of_other_sites(people):
    assert {name: tuple(lines(actor)) for name, actor in people.items()} == EXPECTED


def test_a_line_goes_on_to_who_is_next(people):
    olga, amir, mina, petra = (people[name] for name in ("Olga", "Amir", "Mina", "Petra"))
    policy.review(1, actor=mina, now=NEXT)
    review = review_of(db.session(), month=reviews.MONTH)
    asked = [item.number for item in items_of_review(db.session(), review=review.leaf, actor=olga)]
    for number in asked:
        reviews.act(explain_item, number, actor=olga)

    assert [line for line in lines(mina) if "방침" in line] == []
    assert [line for line in lines(petra) if "방침" in line] == ["20 방침 제1판을 승인하십시오."]
    assert [line for line in lines(olga) if "접속기록" in line] == []
    assert [line for line in lines(amir) if "접속기록" in line] == ["25 2026-11 접속기록 점검에서 판단할 것 5건"]


def test_other_parts_of_the_program_add_lines_of_their_own(app, sign_in):
    def provide(_session, actor, now):
        if actor.has(Role.PRIVACY_OFFICER):
            day = kst_day(now) - timedelta(days=2)
            yield Task(text=Message("스스로 점검하십시오 <1>"), endpoint="compliance.show_help", due_on=day)

    app.extensions.setdefault(PROVIDERS, []).append(provide)
    told, other = sign_in("Petra").get("/").text, sign_in("Amir").get("/").text

    assert '<a href="/help">스스로 점검하십시오 &lt;1&gt;</a>' in told
    assert "2일 지남" in told
    assert "스스로" not in other


def a_task(name, days, tone=None):
    return Task(
        text=Message(name), endpoint="x", due_on=None if days is None else TODAY + timedelta(days=days), tone=tone
    )


def test_lines_stand_by_day_and_what_has_no_day_by_how_bad_it_is():
    tasks = [
        a_task("last", None),
        a_task("far", 30),
        a_task("warned", None, "warn"),
        a_task("week", 7),
        a_task("at once", None, "danger"),
        a_task("late", -1),
        a_task("longer late", -9),
        a_task("today, and late", 0, "danger"),
        a_task("today", 0),
    ]

    found = by_urgency(reversed(tasks), on=TODAY)

    assert [str(each.text) for each in found] == [
        "longer late", "late", "today, and late", "at once", "today", "week", "warned", "far", "last",
    ]  # fmt: skip
    assert [each.shown_tone(TODAY) for each in found] == [
        "danger", "danger", "danger", "danger", "warn", "neutral", "warn", "neutral", "neutral",
    ]  # fmt: skip
