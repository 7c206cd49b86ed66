"""Owns who does the work for all who wait: the first thread to come leads, the others follow. Pure.

The leader lingers for a moment, takes along all who have queued, does their work, opens their gates, and hands over to
the next in the queue. No thread exists for this alone, so it works under any server.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

MOST_AT_ONCE = 512
LINGER = 0.2
"""How long a leader waits for others, as a share of how long the last turn took."""


class Waiting:
    """One who waits: where its thread waits, and whether it was woken to lead."""

    def __init__(self) -> None:
        """Close the gate."""
        self.leads = False
        self.gate = threading.Lock()
        self.gate.acquire()


One = TypeVar("One", bound=Waiting)


class Turns(Generic[One]):
    """One queue."""

    def __init__(self, work: Callable[[list[One]], None]) -> None:
        """Begin with nobody waiting.

        :param work: does the work for several at once; it leaves answers with them and raises nothing. Whoever it
            leaves without an answer, because its thread is being stopped, is woken all the same.
        """
        self._work = work
        self._lock = threading.Lock()
        self._queue: deque[One] = deque()
        self._led = False
        self._lingering: One | None = None
        self._last_count = 1
        self._last_seconds = 0.0

    def take(self, own: One) -> bool:
        """Wait until the work for one is done, doing it for all if nobody else does, and return whether this led."""
        with self._lock:
            self._queue.append(own)
            own.leads = not self._led
            self._led = True
            if self._lingering is not None and len(self._queue) >= self._last_count:
                self._lingering.gate.release()
                self._lingering = None
        if not own.leads:
            own.gate.acquire()
        if own.leads:
            try:
                self._lead(own)
            finally:
                self._hand_over()
        return own.leads

    def _lead(self, own: One) -> None:
        self._linger(own)
        with self._lock:
            self._lingering = None
            batch = [self._queue.popleft() for _ in range(min(len(self._queue), MOST_AT_ONCE))]
        begun = time.monotonic()
        try:
            self._work(batch)
        finally:
            self._last_count, self._last_seconds = len(batch), time.monotonic() - begun
            for one in batch:
                if one is not own:
                    one.gate.release()

    def _linger(self, own: One) -> None:
        """Wait until as many have come as last time, but not for long. A leader's gate is free for this."""
        with self._lock:
            if len(self._queue) >= self._last_count:
                return
            self._lingering = own
        own.gate.acquire(timeout=LINGER * self._last_seconds)

    def _hand_over(self) -> None:
        with self._lock:
            self._led = bool(self._queue)
            if self._led:
                self._queue[0].leads = True
                self._queue[0].gate.release()
