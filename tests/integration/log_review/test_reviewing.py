"""A month is looked through once; people explain, others decide, and what is concluded stays."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.footage_access import commands as footage
from app.footage_access.domain import Form, Kind
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.errors import NotAllowed
from app.log_review import commands, queries
from app.log_review.domain import Oddity
from app.log_review.refusals import (
    AlreadyOpened,
    BadSettings,
    ItemNotFound,
    MonthRuns,
    NotNow,
    NotYours,
    OwnItem,
    ReviewNotFound,
    WordsNeeded,
)
from app.log_review.states import State
from app.log_review.verification import check_log_reviews
from tests.builders.footage_access import facts, log
from tests.builders.log_review import FEW, MONTH, NEXT, a_month, act, open_review
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, PETRA, SAM, UMA

DECIDING = (
    commands.accept_item,
    commands.return_item,
    commands.follow_up_item,
    commands.look_at_sample,
    commands.mark_sample_odd,
)


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.fixture
def opened():
    """A review with one thing of Olga's to explain, and two samples of hers."""
    a_month()
    return open_review()


def items(actor=AMIR, month=MONTH):
    review = queries.review_of(db.session(), month=month)
    return queries.items_of_review(db.session(), review=review.leaf, actor=actor)


def faults():
    return [str(fault.message) for fault in check_log_reviews(db.session())]


def all_decided():
    act(commands.explain_item, 1, actor=OLGA)
    act(commands.accept_item, 1, actor=AMIR, words="")
    act(commands.look_at_sample, 2, actor=AMIR, words="")
    act(commands.look_at_sample, 3, actor=PETRA, words="작업일지와 같음")


def test_a_month_is_looked_through_and_says_what_it_could_not_answer(opened):
    review = queries.review_of(db.session(), month=MONTH)

    assert (opened.entries, opened.items, opened.samples) == (5, 1, 2)
    assert review.counts == {Oddity.EXPORT_WITHOUT_CASE: 1}
    assert review.unanswerable == review.shifts == 61
    assert len(bytes.fromhex(review.root)) == 32
    assert [item.state for item in items()] == [State.TO_EXPLAIN, State.TO_LOOK_AT, State.TO_LOOK_AT]
    assert faults() == []


def test_settings_changed_later_change_nothing_of_it():
    a_month()
    open_review(settings=replace(FEW, many_cameras=7))
    before = items(), queries.review_of(db.session(), month=MONTH)
    log(Kind.USE, form=Form.FILE, now=NEXT)
    december = MONTH.following
    open_review(month=december, settings=replace(FEW, many_cameras=3, late_hours=1), now=NEXT + timedelta(days=31))

    assert (items(), queries.review_of(db.session(), month=MONTH)) == before
    assert before[1].settings.many_cameras == 7
    assert queries.newest_settings(db.session()).many_cameras == 3
    assert queries.review_of(db.session(), month=december).settings.late_hours == 1


def test_only_months_that_are_over_are_opened_once_by_who_decides_everywhere():
    a_month()
    with pytest.raises(MonthRuns):
        open_review(now=NOW)
    at_one = Actor(id=7, name="Mina", roles=frozenset({Role.MANAGER}), rights=frozenset({(Role.MANAGER, "HQ")}))
    for nobody in (OLGA, UMA, at_one):
        with pytest.raises(NotAllowed):
            open_review(actor=nobody)
    with pytest.raises(BadSettings):
        open_review(settings=replace(FEW, many_cameras=0))
    with pytest.raises(ReviewNotFound):
        queries.review_of(db.session(), month=MONTH)
    open_review(actor=SYSTEM)
    with pytest.raises(AlreadyOpened):
        open_review()


def test_who_did_it_explains_and_somebody_else_decides(opened):
    assert opened
    with pytest.raises(WordsNeeded):
        act(commands.explain_item, 1, actor=OLGA, words="확인")
    with pytest.raises(NotYours):
        act(commands.explain_item, 1, actor=AMIR)
    with pytest.raises(NotNow):
        act(commands.accept_item, 1, actor=AMIR)
    act(commands.explain_item, 1, actor=OLGA)
    with pytest.raises(WordsNeeded):
        act(commands.return_item, 1, actor=AMIR, words="")
    act(commands.return_item, 1, actor=AMIR)
    act(commands.explain_item, 1, actor=OLGA, words="공문 2026-117호에 따라 경찰에 넘긴 영상")
    act(commands.accept_item, 1, actor=PETRA, words="")

    assert items()[0].state is State.ACCEPTED
    with pytest.raises(NotNow):
        act(commands.follow_up_item, 1, actor=AMIR)
    assert faults() == []


def test_a_sample_marked_odd_is_explained_and_followed_up(opened):
    assert opened
    with pytest.raises(ItemNotFound):  # A sample is nothing an operator is asked.
        act(commands.explain_item, 2, actor=OLGA)
    act(commands.mark_sample_odd, 2, actor=AMIR, words="같은 시각에 다른 사람의 화면이 열려 있었음")
    act(commands.explain_item, 2, actor=OLGA)
    act(commands.follow_up_item, 2, actor=AMIR, words="공용 화면의 잠금 시간을 3분으로 줄이기로 함")

    assert items()[1].state is State.FOLLOW_UP
    assert faults() == []


@pytest.mark.parametrize("command", DECIDING)
def test_nobody_decides_about_what_they_did(command):
    """In whichever role they are, in either kind of item."""
    a_month(actor=AMIR)
    open_review(actor=PETRA)
    if command in {commands.accept_item, commands.return_item}:
        act(commands.explain_item, 1, actor=AMIR)
    for number in (1, 2):
        with pytest.raises(OwnItem):
            act(command, number, actor=AMIR)


def test_nobody_decides_about_what_they_corrected_explained_or_stand_in_for(opened):
    assert opened
    both = replace(OLGA, roles=frozenset({Role.OPERATOR, Role.MANAGER}))
    deputy = Actor(
        id=109,
        name="Dana",
        roles=frozenset({Role.MANAGER, Role.OPERATOR}),
        rights=frozenset({(Role.MANAGER, None), (Role.OPERATOR, None)}),
        standing_in=frozenset({(Role.MANAGER, None, OLGA.id)}),
    )
    act(commands.explain_item, 1, actor=OLGA)
    for command in (commands.accept_item, commands.return_item, commands.follow_up_item):
        for somebody in (both, deputy):
            with pytest.raises(OwnItem):
                act(command, 1, actor=somebody)
    act(commands.accept_item, 1, actor=replace(deputy, standing_in=frozenset({(Role.MANAGER, None, PETRA.id)})))


def test_an_entry_a_manager_corrected_stays_the_operator_s_and_neither_decides():
    leaf = a_month()
    said, later = facts(Kind.USE, now=NOW, form=Form.FILE, text="파일 이름을 바로 적음"), NOW + timedelta(hours=20)
    with unit_of_work() as session:
        footage.correct_entry(session, leaf=leaf, facts=said, actor=AMIR, now=later)
    open_review(actor=PETRA)

    item = next(each for each in items(PETRA) if each.why)
    assert (item.handler_id, item.about.people) == (OLGA.id, {OLGA.id, AMIR.id})
    assert {each.oddity for each in item.why} == {Oddity.EXPORT_WITHOUT_CASE}  # Not late: first recorded at once.
    with pytest.raises(OwnItem):
        act(commands.follow_up_item, item.number, actor=AMIR)


def test_the_database_too_refuses_decisions_about_one_s_own(opened):
    assert opened
    act(commands.explain_item, 1, actor=OLGA)
    values = "SELECT leaf + 1, log_id, item, 'accepted', '', by_id, at FROM log_review_move"
    with pytest.raises(DatabaseError, match=r"refused|append-only"), unit_of_work() as session:
        session.execute(text(f"INSERT INTO log_review_move (leaf, log_id, item, move, words, by_id, at) {values}"))


def test_people_see_what_is_asked_of_them_and_managers_what_lies_at_their_sites(opened):
    assert opened
    elsewhere = Actor(id=8, name="Eun", roles=frozenset({Role.MANAGER}), rights=frozenset({(Role.MANAGER, "OTHER")}),
                      sites=frozenset({"OTHER"}))  # fmt: skip

    assert [item.number for item in items(OLGA)] == [1]
    assert [item.number for item in items(UMA)] == [1, 2, 3]
    assert items(SAM) == items(elsewhere) == []
    with pytest.raises(ItemNotFound):
        act(commands.follow_up_item, 1, actor=elsewhere)
