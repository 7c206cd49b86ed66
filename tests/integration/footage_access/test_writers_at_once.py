"""People who work on the same request or entry at the same moment neither block each other nor both succeed."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.database import unit_of_work
from app.footage_access import commands
from app.footage_access.domain import Kind
from app.footage_access.refusals import AlreadyReplaced, RequestNotUsable
from app.viewing_requests import commands as viewing_requests
from tests.builders.footage_access import log
from tests.builders.handovers import hand_over, shown
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, approve, places, receive


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.mark.parametrize("closes_request", [True, False])
def test_a_viewing_waits_for_a_withdrawal_of_its_request_and_is_then_refused(app, closes_request):
    number, seen = approve(receive()), places("C-1")
    hand_over(number, shown(more_to_come=True))
    begins = threading.Event()

    def view():
        with app.app_context():
            begins.set()
            log(Kind.VIEWING, request_number=number, places=seen, closes_request=closes_request)

    with ThreadPoolExecutor(1) as pool:
        with unit_of_work() as session:
            viewing_requests.lock_request(session, number=number, actor=AMIR)
            viewing = pool.submit(view)
            begins.wait(5)
            with pytest.raises(TimeoutError):
                viewing.result(timeout=0.2)  # It waits for the request, and does not hold the ledger meanwhile.
            viewing_requests.withdraw_request(session, number=number, reason="전화로 철회함", actor=AMIR, now=NOW)
        with pytest.raises(RequestNotUsable):
            viewing.result(timeout=10)


def test_of_two_withdrawals_at_once_one_is_told_that_it_came_late(app):
    leaf = log().leaf

    def withdraw(_number):
        with app.app_context(), unit_of_work() as session:
            return commands.withdraw_entry(session, leaf=leaf, reason="카메라를 잘못 골라 기록함", actor=OLGA, now=NOW)

    with ThreadPoolExecutor(4) as pool:
        ended = [pool.submit(withdraw, number) for number in range(4)]
        problems = [each.exception() for each in ended]
    assert problems.count(None) == 1
    assert all(isinstance(problem, AlreadyReplaced) for problem in problems if problem is not None)
