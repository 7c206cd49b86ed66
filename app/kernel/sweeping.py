"""Owns work that makes hundreds of thousands of lasting objects at once: the search for cycles waits until it is done.

While such a list grows, Python looks through all of it for cycles again and again, and never finds one; a list of ten
thousand places took a third longer for it. Nothing else is held up: what is counted down to nothing still goes at once.
"""

import gc
import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


class _Waiting:
    """How much such work is going on, in all threads; the search goes on after the last of it, if it went before."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._going = 0
        self._was_on = False

    def begin(self) -> None:
        with self._lock:
            if not self._going:
                self._was_on = gc.isenabled()
                gc.disable()
            self._going += 1

    def end(self) -> None:
        with self._lock:
            self._going -= 1
            if not self._going and self._was_on:
                gc.enable()


_WAITING = _Waiting()


def unswept(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Return a function during which nobody looks for cycles: for work of bounded size that makes none."""

    @wraps(function)
    def waiting(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        _WAITING.begin()
        try:
            return function(*args, **kwargs)
        finally:
            _WAITING.end()

    return waiting
