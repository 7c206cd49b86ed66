"""Owns when Python looks for garbage during the tests: seldom, and never through what was there before the first test.

A run collects ten thousand tests and all modules of the product. They live until its end, yet every full look for
garbage walks through them: that was a tenth of the run, more the longer it took.
"""

import gc

import pytest

NEW_OBJECTS = 50_000
"""So many more objects than were given up are made before the young ones are looked through; Python's own is 700."""


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave everything that was collected alone from now on."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 100)
