"""Who leads, who follows, and that nobody is left waiting."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.ledger.turns import Turns, Waiting


class Stopped(BaseException):
    """What stops a thread from outside."""


class Job(Waiting):
    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.done = 0


def test_everybodys_work_is_done_once_by_somebody():
    batches = []

    def work(batch):
        batches.append(len(batch))
        time.sleep(0.002)
        for one in batch:
            one.done += 1

    turns = Turns(work)
    jobs = [Job(number) for number in range(160)]

    def take(jobs_of_one):
        return [turns.take(job) for job in jobs_of_one]

    with ThreadPoolExecutor(16) as pool:
        led = sum(map(sum, pool.map(take, [jobs[first::16] for first in range(16)])))
    assert [job.done for job in jobs] == [1] * 160
    assert sum(batches) == 160
    assert led == len(batches)
    assert max(batches) > 4


def test_one_alone_does_not_linger():
    turns = Turns(lambda _batch: time.sleep(0.05))
    turns.take(Job(0))
    begun = time.monotonic()
    turns.take(Job(1))
    assert time.monotonic() - begun < 0.06


def test_a_leader_that_is_stopped_hands_over_and_wakes_its_followers():
    begun, go_on = threading.Event(), threading.Event()

    def work(batch):
        begun.set()
        go_on.wait(5)
        if any(one.number == 0 for one in batch):
            raise Stopped
        for one in batch:
            one.done += 1

    turns = Turns(work)
    first, later = Job(0), [Job(number) for number in range(1, 5)]

    def lead():
        with pytest.raises(Stopped):
            turns.take(first)

    with ThreadPoolExecutor(5) as pool:
        leader = pool.submit(lead)
        assert begun.wait(5)
        waiting = [pool.submit(turns.take, job) for job in later]
        while len(turns._queue) < len(later):
            time.sleep(0.001)
        go_on.set()
        leader.result(5)
        assert [future.result(5) for future in waiting].count(True) == 1
    assert [job.done for job in later] == [1, 1, 1, 1]


def test_followers_of_a_leader_that_is_stopped_do_not_hang():
    turns = Turns(lambda _batch: (_ for _ in ()).throw(Stopped))
    turns._last_count, turns._last_seconds = 2, 5.0  # The leader lingers until a second one has come.

    def take(number):
        try:
            turns.take(Job(number))
        except Stopped:
            return "stopped"
        return "woken"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(take, range(2), timeout=5))
    assert outcomes == ["stopped", "woken"]
