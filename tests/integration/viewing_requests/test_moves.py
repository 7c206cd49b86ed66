"""Every pair of states: a move that is not in the table is refused by plain SQL; and every command in every state."""

from itertools import pairwise

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.kernel.errors import Refusal
from app.viewing_requests import commands
from app.viewing_requests.states import GRANTED, NEXT, TERMINAL, UNDECIDED, Status
from tests.builders.decisions import answer_gone, do, grant_part, hurry, reopen, submit, tell
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, OLGA, PETRA, approve, check_identity, receive, refuse


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


UNANSWERED = "decided_by = NULL, endorsed_by = NULL, outcome = NULL, answered_at = NULL, closed_at = NULL"
ANSWERED = "decided_by = 102, endorsed_by = NULL, answered_at = recorded_at"
COLUMNS = {
    **dict.fromkeys(UNDECIDED, UNANSWERED),
    Status.APPROVED: f"{ANSWERED}, outcome = 'approved', closed_at = NULL",
    Status.PARTLY_APPROVED: f"{ANSWERED}, outcome = 'partly_approved', closed_at = NULL",
    Status.HANDED_OVER: f"{ANSWERED}, outcome = 'approved', closed_at = NULL, entry_leaf = 1",
    Status.CLOSED: f"{ANSWERED}, outcome = 'approved', closed_at = recorded_at, entry_leaf = 1",
    Status.REFUSED: f"{ANSWERED}, outcome = 'refused', closed_at = recorded_at",
    Status.NOT_EXISTING: f"{ANSWERED}, outcome = 'not_existing', closed_at = recorded_at",
    Status.WITHDRAWN: f"{UNANSWERED[: -len(', closed_at = NULL')]}, closed_at = recorded_at",
}
"""Columns that are right in each state, whatever stood before."""


def path_to(target):
    """Return a shortest way from the first state to another."""
    ways = [[Status.RECEIVED]]
    while ways[0][-1] is not target:
        way = ways.pop(0)
        ways += [[*way, following] for following in sorted(NEXT[way[-1]]) if following not in way]
    return ways[0]


def move(session, number, current, target):
    anew = current in GRANTED and target in {Status.IN_REVIEW, Status.NOT_EXISTING}
    round_ = "round = round + 1, emergency_leaf = NULL" if anew else "round = round"
    session.execute(
        text(f"UPDATE viewing_request SET status = :status, {round_}, {COLUMNS[target]} WHERE number = :number"),
        {"status": str(target), "number": number},
    )


@pytest.mark.parametrize("current", Status)
def test_plain_sql_moves_only_as_the_table_says(current):
    number, way = receive(), path_to(current)
    with unit_of_work() as session:
        for old, new in pairwise(way):
            move(session, number, old, new)
    for target in Status:
        if target is current:
            continue
        allowed = target in NEXT[current]
        assert is_let_through(number, current, target) is allowed, f"{current} → {target}"


def is_let_through(number, current, target):
    """Return whether the database lets a case move; nothing is kept."""
    session = db.session()
    try:
        move(session, number, current, target)
        session.flush()
    except DatabaseError:
        return False
    finally:
        session.rollback()
    return True


@pytest.mark.parametrize("target", [Status.IN_REVIEW, Status.NOT_EXISTING])
@pytest.mark.parametrize("current", sorted(GRANTED))
def test_what_was_granted_is_decided_otherwise_only_in_a_new_round(current, target):
    number = approve(receive()) if current is Status.APPROVED else grant_part(receive())

    with pytest.raises(DatabaseError), unit_of_work() as session:
        session.execute(
            text(f"UPDATE viewing_request SET status = '{target}', {COLUMNS[target]} WHERE number = :n"), {"n": number}
        )


def test_a_new_round_starts_with_nothing_decided():
    number = approve(receive())

    with pytest.raises(DatabaseError), unit_of_work() as session:
        session.execute(
            text("UPDATE viewing_request SET status = 'in_review', round = round + 1 WHERE number = :n"), {"n": number}
        )


def fulfil(number, actor=OLGA):
    return do(commands.fulfil_request, number, actor=actor, entry_leaf=0)


def withdraw(number, actor=OLGA):
    return do(commands.withdraw_request, number, actor=actor, reason="전화로 철회")


def hand_over(number):
    """Carry an emergency out: its review keeps the case open."""
    return fulfil(hurry(number))


REACHED = {
    Status.RECEIVED: receive,
    Status.VERIFYING: lambda: check_identity(receive()),
    Status.IN_REVIEW: lambda: submit(receive()),
    Status.APPROVED: lambda: approve(receive()),
    Status.PARTLY_APPROVED: lambda: grant_part(receive()),
    Status.HANDED_OVER: lambda: hand_over(receive()),
    Status.REFUSED: lambda: refuse(receive()),
    Status.NOT_EXISTING: lambda: answer_gone(receive()),
    Status.WITHDRAWN: lambda: withdraw(receive()),
    Status.CLOSED: lambda: fulfil(approve(receive())),
}
OPEN_TO_DECIDE = UNDECIDED
ACTS = {
    "approve": (lambda number: approve(number, actor=PETRA), OPEN_TO_DECIDE),
    "approve in part": (lambda number: grant_part(number, actor=PETRA), OPEN_TO_DECIDE),
    "refuse": (lambda number: refuse(number, actor=PETRA), OPEN_TO_DECIDE),
    "answer that it is gone": (lambda number: answer_gone(number, actor=PETRA), OPEN_TO_DECIDE),
    "answer that it is lost": (
        lambda number: answer_gone(number, actor=PETRA, was_granted=True),
        OPEN_TO_DECIDE | GRANTED,
    ),
    "submit": (submit, UNDECIDED - {Status.IN_REVIEW}),
    "reopen": (lambda number: reopen(number, actor=PETRA), GRANTED),
    "open an emergency": (lambda number: hurry(number, actor=PETRA), OPEN_TO_DECIDE),
    "withdraw": (withdraw, OPEN_TO_DECIDE | GRANTED),
    "fulfil": (fulfil, GRANTED),
    "tell": (tell, GRANTED | {Status.REFUSED, Status.NOT_EXISTING}),
}


@pytest.mark.parametrize("current", REACHED)
def test_every_command_in_every_state(current):
    for name, (act, where) in ACTS.items():
        number = REACHED[current]()
        stands = db.session().execute(text("SELECT status FROM viewing_request WHERE number = :n"), {"n": number})
        assert stands.scalar_one() == current
        db.session().rollback()
        if current in where:
            act(number)
        else:
            with pytest.raises(Refusal):
                pytest.fail(f"{name} was let through in {current}: {act(number)}")
        if current is Status.HANDED_OVER:
            do(commands.review_emergency, number, actor=PETRA, now=NOW, justified=True, note="현장 기록과 맞음")


def test_the_terminal_states_are_those_nothing_follows():
    assert {status for status, following in NEXT.items() if not following} == TERMINAL
