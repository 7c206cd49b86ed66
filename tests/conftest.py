"""Fixtures for tests that need a page's surroundings, but no database."""

import pytest
from flask import Flask

from app.web.languages import prepare_languages


@pytest.fixture
def korean():
    """The middle of a request for a Korean page, with nothing behind it."""
    app = Flask("app")
    prepare_languages(app)
    with app.test_request_context("/"):
        yield app
