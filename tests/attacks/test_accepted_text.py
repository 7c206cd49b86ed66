"""Text that acts of a case accept, with markup behind it: on every page that shows it, it is text."""

import re
from collections import Counter

from sqlalchemy import select

from app.database import db
from app.viewing_requests.models import ViewingRequest
from tests.integration.case_rights.deeds import DEEDS, drafted

PEOPLE = ("second", "third", "manager", "clerk", "operator", "officer")
"""Who tries it in turn, until somebody may and has no part in it yet."""
WORDS = re.compile(r"[가-힣]{2,}")
TAKEN, SEEN = 25, 18
"""At least so many texts are accepted, and so many of them seen again."""
LISTS = (
    "/requests", "/requests/tasks", "/requests/overrides", "/requests/emergencies", "/requests/returns",
    "/requests/days", "/footage", "/ledger", "/",
)  # fmt: skip


def marked(name, value, marks):
    """Return a text with a mark of its own behind it; what is no free text stays as it is."""
    if not isinstance(value, str) or not WORDS.search(value) or name in {"title", "file"}:
        return value
    marks.append(name)
    return f"{value} <i id=wb{len(marks)}>{len(marks)}</i>"


def test_what_acts_of_a_case_accept_is_shown_as_text(besieged, company):
    marks, taken, addresses = [], Counter(), set(LISTS)
    for endpoint, deed in DEEDS.items():
        if not any(isinstance(value, str) and WORDS.search(value) for value in deed.fields.values()):
            continue
        case = deed.stage(company.own) if deed.stage else None
        address = deed.address(case, company.own)
        for person in PEOPLE:
            client, before = company.client(company.own[person]), len(marks)
            try:
                draft = drafted(client, deed, address, case)
            except AssertionError:
                continue
            data = {name: marked(name, value, marks) for name, value in deed.sent(company.own, draft).items()}
            if client.post(address, data=data, checked=False).status_code in {200, 201, 303}:
                taken[endpoint] = len(marks) - before
                break
    db.session.rollback()
    for number in db.session.scalars(select(ViewingRequest.number)):
        addresses |= {f"/requests/{number}", f"/requests/{number}/papers"}
    shown, officer = set(), besieged.client("officer")
    for address in sorted(addresses):
        text = officer.get(address, checked=False).text
        assert "<i id=wb" not in text, address
        shown |= set(re.findall(r"&lt;i id=wb(\d+)&gt;", text))
    print(f"{taken.total()} texts of {len(taken)} acts accepted, {len(shown)} seen again")  # noqa: T201  # The report.
    assert taken.total() >= TAKEN
    assert len(shown) >= SEEN
