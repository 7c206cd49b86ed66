"""Every form of the product is sent nonsense: it never breaks, tells nothing of itself, and keeps nothing half."""

import os
import random
import re
import traceback
from collections import Counter
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage, MultiDict

from app.database import db
from app.ledger.models import LedgerEntry
from app.ledger.verification import verify
from app.ledger.wiring import projection_checks
from tests.attacks.forms import every_form, starts_of
from tests.attacks.hostile import careful, spoilt
from tests.attacks.unshown import unshown_forms
from tests.browsing import page
from tests.integration.case_rights.crawling import walk
from tests.integration.case_rights.everywhere import ENDS_SESSIONS

REQUESTS = int(os.environ.get("WATCHBOOK_FUZZ", "350"))
"""How many requests are sent; `make fuzz` sends 10,000."""
SEED = int(os.environ.get("WATCHBOOK_FUZZ_SEED", "20261122"))
SCRIPT = "<script>wbmark("
MARKUP = f"표식 '\">{SCRIPT}1)</script><img src=x onerror=wbmark(2)>"
ESCAPED = "&lt;script&gt;wbmark("
SHOWN, TAKEN, SEEN = 240, 20, 5
"""So many pages are looked at as each role; at least so many forms take the text, and so many pages show it."""
TOLD = re.compile(r"Traceback \(most recent|sqlalchemy\.|psycopg\.|sqlite3\.|File \"/|werkzeug\.|jinja2\.")


@pytest.fixture(scope="module")
def forms(besieged):
    shown = every_form(besieged)
    return [*shown, *unshown_forms(besieged, shown)]


def sealed():
    """Return how many entries the ledger has, but for looks and failed proofs of who somebody is."""
    db.session.rollback()
    done = select(func.count()).select_from(LedgerEntry).where(
        ~LedgerEntry.event.startswith("personal_data."), ~LedgerEntry.event.startswith("sign_in."))  # fmt: skip
    return db.session.scalar(done)


def test_what_is_typed_everywhere_is_shown_nowhere_as_markup(besieged, forms):
    taken = Counter()
    for form in forms:
        if form.method != "POST" or form.endpoint in ENDS_SESSIONS:
            continue
        data = careful(form)
        for one in form.fields:
            if one.kind in {"text", "textarea", "search", "hidden"} and not one.value:
                data[one.name] = MARKUP
        try:
            taken[sent(besieged, form, data).status_code] += 1
        except Exception:  # noqa: BLE001  # Looked for by the test after.
            taken["broke"] += 1
    seen = 0
    for role in ("officer", "operator"):
        for address, answer in walk(besieged.client(role), ["/", *starts_of(besieged)], most=SHOWN):
            if "html" in (answer.mimetype or "") and answer.status_code == 200 and ".html" not in address:
                assert SCRIPT not in answer.text, address
                page(answer, fragment="<html" not in answer.text)
                seen += ESCAPED in answer.text
    print(f"{dict(taken)} answers, shown on {seen} pages")  # noqa: T201  # The report.
    assert taken[303] > TAKEN
    assert seen > SEEN


def test_no_form_breaks_tells_or_keeps_half(besieged, forms, record_property):
    draw, wrong, answers = random.Random(SEED), [], Counter()  # noqa: S311  # Not a secret.
    whole = [check for check in projection_checks() if not list(check(db.session()))]  # Of tests' own accounts: no.
    assert len(whole) > len(projection_checks()) - 4
    before = sealed()
    for number in range(REQUESTS):
        form = forms[number % len(forms)]
        data = spoilt(form, draw)
        try:
            answer = sent(besieged, form, data)
        except Exception:  # noqa: BLE001  # Whatever broke is what is looked for.
            wrong.append((number, form.role, form.address, dict(data.lists()), broke()))
            continue
        answers[answer.status_code] += 1
        told = TOLD.search(answer.text) if answer.mimetype and "html" in answer.mimetype else None
        after = sealed()
        if answer.status_code >= 500 or told:
            wrong.append((number, form.role, form.address, dict(data.lists()), answer.status_code, told and told[0]))
        if answer.status_code >= 400 and after != before:
            wrong.append((number, form.role, form.address, dict(data.lists()), "refused, and sealed"))
        before = after
    print(f"{len(forms)} forms, {sum(answers.values())} answers {dict(answers)}")  # noqa: T201  # The report.
    record_property("answers", dict(answers))
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(short(one) for one in wrong[:12])
    db.session.rollback()
    verdict = verify(db.session(), key=None, projections=whole)
    assert verdict.holds, verdict


def broke():
    """Return where our own code broke, and why."""
    lines = traceback.format_exc().splitlines()
    return " | ".join([*(line.strip() for line in lines if "/app/" in line or "templates/" in line)][-3:] + lines[-1:])


def short(one):
    """Return what was wrong, with long fields cut."""
    number, role, address, fields, *said = one
    some = {name: str(values[0])[:40] for name, values in list(fields.items())[:9]}
    return f"{number} {role} {address} {some}\n    {said}"


def sent(besieged, form, data):
    """Send a form as whoever was shown it; who was signed out by one before signs in anew."""
    for _again in range(2):
        client = besieged.client(form.role)
        if form.method == "GET":
            answer = client.get(f"{form.address}?{in_an_address(data)}", checked=False)
        else:
            answer = client.post(form.address, **in_a_body(data), checked=False)
        if not is_signed_out(form, answer):
            break
        besieged.forget(form.role)
    return answer


def in_an_address(data):
    """Return fields as an address says them; half a UTF-16 pair as the bytes somebody could send."""
    pairs = [(name, value) for name, value in data.items(multi=True) if isinstance(value, str)]
    return urlencode(pairs, errors="surrogatepass")


def in_a_body(data):
    """Return fields as a browser sends them: with files in parts, else as one line."""
    if not any(isinstance(value, FileStorage) for value in data.values()):
        return {"data": in_an_address(data), "content_type": "application/x-www-form-urlencoded"}
    whole = [(name, re.sub("[\ud800-\udfff]", "?", value) if isinstance(value, str) else value)
             for name, value in data.items(multi=True)]  # fmt: skip
    return {"data": MultiDict(whole), "content_type": "multipart/form-data"}


def is_signed_out(form, answer):
    """Return whether somebody who was signed in is asked to sign in."""
    return form.role != "nobody" and "/sign-in" in answer.headers.get("Location", "")
