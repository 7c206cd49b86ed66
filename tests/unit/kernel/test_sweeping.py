"""The search for cycles waits while a function runs, and goes on after it, whatever happened in it."""

import gc
from threading import Event, Thread

import pytest

from app.kernel.sweeping import unswept


@unswept
def _is_searched():
    return gc.isenabled()


@unswept
def _failing():
    message = "no"
    raise ValueError(message)


def test_nobody_looks_for_cycles_while_it_runs():
    assert gc.isenabled()
    assert _is_searched() is False
    assert gc.isenabled()


def test_the_search_goes_on_after_a_failure():
    with pytest.raises(ValueError, match="no"):
        _failing()
    assert gc.isenabled()


def test_the_search_waits_for_the_last_of_several_threads():
    begun, may_end = Event(), Event()

    @unswept
    def long():
        begun.set()
        may_end.wait(5)

    thread = Thread(target=long)
    thread.start()
    begun.wait(5)
    assert _is_searched() is False
    assert not gc.isenabled(), "another thread is still at work"
    may_end.set()
    thread.join()
    assert gc.isenabled()


def test_a_search_that_was_off_stays_off():
    gc.disable()
    try:
        assert _is_searched() is False
        assert not gc.isenabled()
    finally:
        gc.enable()
