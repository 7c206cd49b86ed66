"""Who asks too often waits; the second line, behind the counts in the database."""

from dataclasses import replace

import pytest

from app.web.rate_limits import OFTEN, PUBLIC_CHANGES, prepare_rate_limits


@pytest.fixture
def limited(app):
    """The application as in earnest: tests ask thousands of times from one address."""
    config = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(config, rate_limited=True)
    prepare_rate_limits(app)
    (limiter,) = app.extensions["limiter"]
    yield app
    limiter.reset()


def test_forms_anybody_can_send_are_answered_so_often_and_then_later(limited, client):
    most = int(PUBLIC_CHANGES.split()[0])
    answers = [
        client.post("/sign-in", data={"sign_in_name": "", "password": ""}, checked=False) for _ in range(most + 1)
    ]

    assert [one.status_code for one in answers[:most]] == [answers[0].status_code] * most
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert "잠시 기다렸다가" in answers[-1].text
    assert client.get("/sign-in").status_code == 200  # Reading goes on.


def test_people_who_work_are_told_how_much_is_left(limited, sign_in):
    answer = sign_in("Olga").get("/account")

    assert answer.headers["X-RateLimit-Limit"] == OFTEN.split()[0]


def test_another_address_is_not_held_up(limited, client):
    for _ in range(int(PUBLIC_CHANGES.split()[0]) + 1):
        client.post("/sign-in", data={"sign_in_name": "", "password": ""}, checked=False)
    elsewhere = client.post(
        "/sign-in", data={"sign_in_name": "", "password": ""}, checked=False, environ_base={"REMOTE_ADDR": "10.0.0.9"}
    )

    assert elsewhere.status_code != 429
