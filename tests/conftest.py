"""Fixtures for tests that need a page's surroundings, but no database; how random examples are drawn; what is first."""

import os

import pytest
from flask import Flask
from hypothesis import settings
from hypothesis.internal.conjecture.providers import HypothesisProvider
from hypothesis.internal.constants_ast import Constants

from app.web.languages import prepare_languages

# No clock decides whether a property holds; in CI the same examples are drawn every time.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")
# Nor does it hang on what else was imported: Hypothesis strews in literals of all modules loaded so far, so that one
# seed drew other examples in each process, and after each change anywhere. It has no setting for it.
HypothesisProvider._local_constants = Constants()  # type: ignore[assignment]  # A cached property of it.


LONG = ("unit/policy/test_round_trip.py", "unit/documents/test_standards.py", "footage_access/test_list_plans.py")
"""Files of single tests that take ten seconds or more: begun last, one worker would wait for the other's."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    items.sort(key=lambda item: not str(item.path).endswith(LONG))
    if config.getoption("loadgroup", default=False):
        keep_groups_together(items)


def keep_groups_together(items):
    """Write each test's group into its number, where the scheduler looks for it.

    pytest-xdist 3.8 writes it where pytest 9.2 no longer reads it. So no group was kept: both workers started the
    server of the browser tests, and each walked the company of two sites for a half of the tests that look at it.
    """
    for item in items:
        groups = sorted({str(mark.args[0]) for mark in item.iter_markers("xdist_group")})
        if groups and "@" not in item.nodeid.rpartition("]")[2]:
            item._id = type(item._id).parse(f"{item.nodeid}@{'_'.join(groups)}")


@pytest.fixture
def korean():
    """The middle of a request for a Korean page, with nothing behind it."""
    app = Flask("app")
    prepare_languages(app)
    with app.test_request_context("/"):
        yield app
