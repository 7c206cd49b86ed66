"""The board: which cases it shows to whom, in which order, page by page, and without a query for each row."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from app.database import db
from app.kernel.actor import Actor, Role
from app.viewing_requests.queries.board import Show, board_counts, board_page, number_waiting
from app.web.paging import key_of
from tests.builders import holds
from tests.builders.decisions import tell
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import (
    AMIR,
    NOW,
    OLGA,
    PETRA,
    SAM,
    UMA,
    a_provision,
    approve,
    check_identity,
    receive,
    refuse,
)

OLD = {"span_from": NOW - timedelta(days=17), "span_to": NOW - timedelta(days=17) + timedelta(minutes=15)}
"""Footage that goes before the answer is due."""


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@contextmanager
def statements():
    """Collect the statements that are sent."""
    sent = []
    event.listen(db.engine, "before_cursor_execute", keep := lambda *given: sent.append(given[2]))
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", keep)


def shown(actor=AMIR, **wanted):
    db.session.rollback()
    return [line.row.number for line in board_page(db.session(), actor=actor, now=NOW, **wanted).rows]


def counted(actor=AMIR):
    db.session.rollback()
    return board_counts(db.session(), actor=actor, now=NOW)


def line_of(number, actor=AMIR):
    db.session.rollback()
    rows = board_page(db.session(), actor=actor, now=NOW).rows
    return next(line for line in rows if line.row.number == number)


def over(at):
    """Refuse a new request, and tell the asker."""
    return tell(refuse(receive(), now=at), now=at)


def test_the_sooner_clock_comes_first_and_a_lock_puts_it_off():
    later, sooner = receive(), receive(**OLD)
    assert shown() == [sooner, later]

    holds.lock(sooner, now=NOW)
    holds.confirm(sooner, now=NOW)

    assert shown() == [later, sooner]
    assert line_of(sooner).row.footage_clock.is_held


def test_pages_follow_each_other_without_gap_or_double():
    numbers = {receive() for _ in range(7)}
    found, after = [], None
    for _ in range(4):
        page = board_page(db.session(), actor=AMIR, now=NOW, size=2, after=after)
        found += [line.row.number for line in page.rows]
        after = key_of(page.after, int, int, int)

    assert after is None
    assert sorted(found) == sorted(numbers)
    assert len(found) == len(numbers)


def test_closed_cases_go_from_the_newest_page_by_page():
    closed = [over(NOW + timedelta(minutes=number)) for number in range(3)]
    first = board_page(db.session(), actor=AMIR, now=NOW, show=Show.CLOSED, size=2)
    rest = board_page(
        db.session(), actor=AMIR, now=NOW, show=Show.CLOSED, size=2, after=key_of(first.after, int, int, int)
    )

    assert [line.row.number for line in (*first.rows, *rest.rows)] == closed[::-1]
    assert first.rows[0].outcome == "거절"


def test_each_choice_shows_what_it_counts():
    decide, second = receive(), approve(a_provision(), ground="pipa.18.2.2")
    held, granted, untold, closed = receive(**OLD), approve(receive()), refuse(receive()), over(NOW)

    assert set(shown(show=Show.DECIDE)) == {decide, held}
    assert set(shown(PETRA, show=Show.DECIDE)) == {decide, held, second}
    assert shown(show=Show.SECOND) == [second]
    assert shown(show=Show.HELD) == [held]
    assert shown(show=Show.CLOSED) == [closed]
    assert set(shown(AMIR, show=Show.DO)) == {granted, untold}  # To give, and to tell.
    assert set(shown(show=Show.OPEN)) == {decide, second, held, granted, untold}
    assert decide in shown(OLGA, show=Show.DO)  # Nobody checked who asks.
    for actor in (AMIR, PETRA, OLGA, UMA):
        assert counted(actor) == {show: len(shown(actor, show=show)) for show in Show}


def test_what_is_done_is_no_longer_to_do():
    number = check_identity(receive())

    assert shown(OLGA, show=Show.DO) == []
    assert line_of(number, OLGA).is_mine is False
    assert line_of(number, AMIR).is_mine is True


def test_the_number_of_what_waits_counts_a_case_once():
    both = Actor(id=107, name="Boris", roles=frozenset({Role.OPERATOR, Role.MANAGER}))
    receive(**OLD)

    assert number_waiting(db.session(), actor=both, now=NOW) == 1
    assert number_waiting(db.session(), actor=UMA, now=NOW) == 0


def test_another_site_is_neither_shown_nor_counted():
    receive(**OLD)
    refuse(receive())

    assert shown(SAM) == []
    assert set(counted(SAM).values()) == {0}
    assert number_waiting(db.session(), actor=SAM, now=NOW) == 0


def test_part_of_a_number_and_a_site_narrow_the_board():
    first, second = receive(), receive()

    assert shown(text=first[-3:]) == [first]
    assert shown(text="%") == []
    assert set(shown(site="HQ")) == {first, second}
    assert shown(site="G-1") == []


@pytest.mark.parametrize("actor", [AMIR, OLGA, UMA], ids=lambda actor: actor.name)
def test_more_cases_need_no_more_statements(actor):
    asked = []
    for _ in range(2):
        for _ in range(4):
            receive(**OLD)
        db.session.rollback()
        with statements() as sent:
            board_page(db.session(), actor=actor, now=NOW)
            board_counts(db.session(), actor=actor, now=NOW)
        asked.append(len(sent))

    assert asked[0] == asked[1] < 16


def test_the_page_goes_on_and_comes_back_with_its_choices(sign_in):
    for _ in range(51):
        receive()
    amir = sign_in("Amir")
    first = amir.get("/requests?site=HQ").text
    onwards = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")

    assert "전체 51건" in first
    assert "site=HQ" in onwards
    second = amir.get(onwards).text
    assert "2026-0051" in second
    assert "2026-0001" not in second
    assert 'rel="prev"' in second


def test_a_place_in_the_list_that_is_none_is_refused(sign_in):
    assert sign_in("Amir").get("/requests?after=nonsense", checked=False).status_code in {400, 404, 409}
