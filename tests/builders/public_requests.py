"""Asks by the public form as a phone does, and reads the receipt from the answer."""

import re
from datetime import timedelta

from tests.browsing import CheckedClient

ASKED = {
    "kind": "viewing",
    "requester_kind": "subject",
    "in_footage": "yes",
    "requester_name": "가온나래",
    "requester_contact": "010-0000-0031",
    "site": "HQ",
    "place_words": "정문 앞",
    "day": "어제",
    "time_from": "1430",
    "time_to": "1530",
    "features": "빨간 우산",
    "purpose": "자전거가 긁힌 까닭을 알고 싶음",
}


def opened_form(client, *, ago=timedelta(minutes=3)):
    """Return the pass of a form that was opened a while ago."""
    from app.kernel.clock import utc_now  # noqa: PLC0415  # What the page asks.
    from app.viewing_requests.views.public_asking import PURPOSE  # noqa: PLC0415  # As above.
    from app.web.signed import give_pass  # noqa: PLC0415  # As above.

    with client.application.test_request_context("/"):
        return give_pass(PURPOSE, now=utc_now() - ago)


def ask(client, *, form_pass=None, headers=None, **changes):
    """Post the form, opened three minutes ago unless told otherwise."""
    data = {"form_pass": form_pass or opened_form(client), **ASKED, **changes}
    return client.post("/public/request", data=data, headers=headers)


def receipt_in(answer):
    """Return number and secret as the answer shows them."""
    number = re.search(r"<dd>(\d{4}-\d{4,})</dd>", answer.text)
    secret = re.search(r'class="wb-secret">(.*?)</dd>', answer.text, re.DOTALL)
    assert number, answer.text
    return number[1], "-".join(re.findall(r"<span>(\w{4})</span>", secret[1])) if secret else None


def look(client, number, secret, **options):
    """Post number and secret to the public page."""
    return client.post("/public/request/receipt", data={"number": number, "secret": secret}, **options)


def another_phone(app, address):
    """Return a browser that comes from an address of its own."""
    client = CheckedClient(app)
    client.environ_base = {**client.environ_base, "REMOTE_ADDR": address}
    return client
