"""Lists offer decisions to whom the command lets take them; free words hold no resident registration number."""

from datetime import timedelta

import pytest

from app.database import db, unit_of_work
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.viewing_requests import commands, queries
from app.viewing_requests.queries.board import Show, board_page, number_waiting
from app.viewing_requests.refusals import OwnRequest, ResidentNumber
from app.viewing_requests.states import GoneBecause
from tests.builders import handovers, holds
from tests.builders.decisions import Offer, answer_gone, do, grant_part, hurry, reopen, review, tell
from tests.builders.papers_in import RESIDENT
from tests.builders.public_requests import ask, receipt_in
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import (
    AMIR,
    NOW,
    OLGA,
    PETRA,
    a_provision,
    approve,
    check_identity,
    receive,
    refuse,
)

GROUND = "pipa.18.2.2"
EVERYWHERE = frozenset({(Role.OPERATOR, None)})
HERE = frozenset({(Role.OPERATOR, "HQ")})
DORA = Actor(id=110, name="Dora", roles=frozenset({Role.OPERATOR}), rights=EVERYWHERE)
SITED = Actor(id=111, name="Sia", roles=frozenset({Role.OPERATOR}), sites=frozenset({"HQ"}), rights=HERE)


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def for_others(actor, role, *lent):
    """Return a person who stands in for others: site (None: everywhere) and account."""
    return actor.borrowing((role, site, who.id) for site, who in lent)


def offered(actor):
    db.session.rollback()
    lines = board_page(db.session(), actor=actor, now=NOW, show=Show.DECIDE).rows
    listed = [row.number for row in queries.requests_to_decide(db.session(), actor=actor, now=NOW)]
    assert sorted(listed) == sorted(line.row.number for line in lines)
    assert queries.number_to_decide(db.session(), actor=actor) == len(listed)
    return listed


def lets(number, actor):
    """Return whether the command takes the next step from this person; nothing is kept."""
    row = queries.request_row(db.session(), number=number, actor=AMIR, now=NOW)
    ground = GROUND if row.handling == "provision" else None
    try:
        commands.approve_request(
            db.session(), number=number, reason="영장을 확인함", ground=ground, actor=actor, now=NOW
        )
    except Refusal:
        return False
    finally:
        db.session.rollback()
    return True


def typed(**changed):
    """Return what is typed into the intake form."""
    day = utc_now() - timedelta(days=1)
    given = {
        "requester_name": "가온나래",
        "requester_contact": "010-0000-0031",
        "span_from": f"{day:%Y-%m-%d} 10:00",
        "span_to": f"{day:%Y-%m-%d} 10:10",
        "place_words": "정문",
        "purpose": "가방을 잃어버림",
    }
    return {**given, **changed}


def take_over(number, actor):
    with unit_of_work() as session:
        commands.take_over_request(session, number=number, actor=actor, now=utc_now())


@pytest.mark.parametrize(
    "actor",
    [
        AMIR,
        PETRA,
        for_others(DORA, Role.MANAGER, (None, AMIR)),
        for_others(DORA, Role.PRIVACY_OFFICER, (None, PETRA)),
        for_others(DORA, Role.MANAGER, (None, OLGA)),
        for_others(SITED, Role.MANAGER, ("HQ", OLGA)),
        for_others(SITED, Role.MANAGER, ("HQ", AMIR)),
        for_others(DORA, Role.PRIVACY_OFFICER, (None, AMIR)),
        for_others(DORA, Role.MANAGER, ("G-1", OLGA), (None, AMIR)),
        Actor(id=AMIR.id, name="Amir", roles=frozenset({Role.MANAGER, Role.PRIVACY_OFFICER})),
    ],
)
def test_what_is_offered_for_decision_is_what_the_command_lets_one_decide(actor, client):
    numbers = [
        check_identity(receive()),
        check_identity(receive(actor=AMIR)),
        check_identity(receive(actor=PETRA)),
        check_identity(a_provision()),
        check_identity(receive(place_words="정문 앞 어딘가")),
        approve(a_provision(), actor=AMIR, ground=GROUND),
    ]
    taken, _secret = receipt_in(ask(client))
    take_over(taken, AMIR)
    numbers.append(check_identity(taken, now=utc_now()))

    allowed = {number for number in numbers if lets(number, actor)}
    assert set(offered(actor)) == allowed
    assert 0 < len(allowed) < len(numbers)


def test_whoever_took_a_case_over_does_not_review_its_emergency(client):
    number, _secret = receipt_in(ask(client))
    take_over(number, AMIR)
    hurry(number, now=utc_now())

    (opened,) = queries.emergencies_of(db.session(), number=number, actor=AMIR)
    assert not opened.may_be_reviewed_by(AMIR.id)
    assert opened.may_be_reviewed_by(PETRA.id)
    with pytest.raises(OwnRequest):
        review(number, now=utc_now())
    review(number, actor=PETRA, now=utc_now())


def provided_copy():
    """Give the police a copy, and return the case and the entry."""
    number = handovers.granted_provision()
    handovers.hand_over(number, handovers.provided())
    return number, handovers.handovers(number)[0].leaf


HOLDS = f"본인 확인 {RESIDENT}"


@pytest.mark.parametrize(
    "act",
    [
        lambda: approve(receive(), reason=HOLDS),
        lambda: refuse(receive(), reason=f"옆 점포의 금고가 보여 그 재산을 해칠 우려 {RESIDENT}"),
        lambda: refuse(receive(), objection=HOLDS),
        lambda: grant_part(receive(), allowed=HOLDS),
        lambda: grant_part(receive(), objection=HOLDS),
        lambda: answer_gone(receive(), reason=HOLDS),
        lambda: answer_gone(receive(), second_look=HOLDS),
        lambda: hurry(receive(), reason=HOLDS),
        lambda: review(hurry(receive()), note=HOLDS),
        lambda: reopen(approve(receive()), reason=HOLDS),
        lambda: do(commands.withdraw_request, receive(), actor=OLGA, reason=HOLDS),
        lambda: handovers.hand_over(handovers.granted(), handovers.shown(what=HOLDS)),
        lambda: handovers.hand_over(handovers.granted(), handovers.shown(recipient_name=HOLDS)),
        lambda: handovers.confirm(*provided_copy(), by_word_of=HOLDS),
        lambda: tell(approve(receive()), offer=Offer(at=NOW + timedelta(days=1), place=HOLDS)),
    ],
)
def test_free_words_hold_no_resident_registration_number(act):
    with pytest.raises(ResidentNumber):
        act()


def test_the_case_page_shows_what_a_second_look_saw(sign_in):
    number = receive()
    answer_gone(number, because=GoneBecause.NOT_COVERED, second_look="녹화기 화면을 다시 보았으나 사각임")

    page = sign_in("Amir").get(f"/requests/{number}").text

    assert "다시 확인한 것</dt><dd>녹화기 화면을 다시 보았으나 사각임" in page


def test_a_lock_about_to_end_counts_in_the_menu(sign_in):
    now = utc_now()
    olga = Actor(id=101, name="Olga", roles=frozenset({Role.OPERATOR}))
    old = {"span_from": now - timedelta(days=17), "span_to": now - timedelta(days=17, minutes=-15)}
    number = check_identity(receive(now=now, **old), now=now)
    holds.lock(number, now=now, until_on=kst_day(now) + timedelta(days=5))
    holds.confirm(number, now=now)

    for days in range(7):
        later = now + timedelta(days=days)
        db.session.rollback()
        asked = {str(task.due.kind) for task in queries.hold_tasks(db.session(), actor=olga, now=later)}
        assert number_waiting(db.session(), actor=olga, now=later) == int("extend" in asked) == int(days >= 3)


def test_the_page_of_a_request_just_taken_in_offers_its_receipt_first(sign_in):
    olga = sign_in("Olga")
    number = olga.fill("/requests/new", **typed()).location.rpartition("/")[2]
    page = olga.get(f"/requests/{number}").text
    assert page.index("접수증 인쇄") < page.index('id="next-heading"')
    assert page.count(f'/requests/{number}/receipt"') == 1

    answer = olga.post(f"/requests/{number}/receipt", data={})

    assert 'class="wb-secret"' in answer.text
    assert "wb-receipt-offer" not in olga.get(f"/requests/{number}").text


@pytest.mark.parametrize(("word", "name"), [("M12345678", "여권번호"), ("11-12-123456-01", "운전면허번호")])
def test_a_number_of_a_paper_on_the_public_form_is_asked_about_once(client, word, name):
    answer = ask(client, purpose=f"확인용 {word}")
    assert answer.status_code == 422
    assert name in answer.text
    assert receipt_in(ask(client, purpose=f"확인용 {word}", means_it="y"))


def test_a_number_of_a_paper_on_the_intake_form_is_asked_about_once(sign_in):
    olga = sign_in("Olga")
    answer = olga.fill("/requests/new", **typed(purpose="여권 M12345678"))
    assert answer.status_code == 422
    assert "여권번호" in answer.text
    assert olga.fill("/requests/new", **typed()).status_code == 303
