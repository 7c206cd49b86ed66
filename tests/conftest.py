"""Fixtures for tests that need a page's surroundings, but no database; and how random examples are drawn."""

import os

import pytest
from flask import Flask
from hypothesis import settings

from app.web.languages import prepare_languages

# No clock decides whether a property holds; in CI the same examples are drawn every time.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")


@pytest.fixture
def korean():
    """The middle of a request for a Korean page, with nothing behind it."""
    app = Flask("app")
    prepare_languages(app)
    with app.test_request_context("/"):
        yield app
