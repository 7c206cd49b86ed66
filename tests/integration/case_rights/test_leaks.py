"""Nothing of one site is on any page of another: no name, no word, no number; and askers are named to few."""

import logging
import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from sqlalchemy import func, select, text

from app.accounts.standing_in import Absence
from app.database import db, unit_of_work
from app.inbox import commands as inbox
from app.kernel.clock import kst_day, utc_now
from app.ledger.models import LedgerEntry
from app.recorder_checks.domain import CheckedPlace, Look
from app.recorder_checks.domain import Footage as Seen
from tests.builders import staged_cases as staged
from tests.builders.due_dates import postpone
from tests.builders.recorder_checks import record_look
from tests.builders.stand_ins import stand_in
from tests.builders.two_sites import MARK, NEAR, OTHER, OWN, ROLES, STAFF
from tests.integration.case_rights.crawling import SEALS, links_in, made_addresses, readable, steady, walk
from tests.integration.case_rights.everywhere import things_of

PEOPLE = (*ROLES, None)
STAGES = (
    staged.received, staged.in_words, staged.checked, staged.granted, staged.refused, staged.provided, staged.to_lock,
    staged.locked, staged.with_paper, staged.with_check, staged.paused, staged.hurried, staged.from_the_web,
)  # fmt: skip
PERSONAL = re.compile(rf"({MARK}|{NEAR})(청구인|목적|정문|파일|위임장|수사관|덧붙임)|010-(1111|7777)-0001")
FOREIGN = re.compile(rf"{MARK}|010-7777-0001|033-799-7777|777[_,]?777|7{{64}}|Z-FAR")
MOST = 70
PUBLISHED = ("/policy", "/public/policy", "/posts", "/public/signs/instead")
"""Where what must be published stands (법 25⑦, 영 25②, 영 24②): sites, posts with telephones, what has no sign."""
NEW_EACH_TIME = frozenset({"/account/second-factor"})
"""What shows another secret each time it is opened."""


def furnish(side):
    """Fill a site with cases of every kind, a look at its recorder, a stand-in, and addresses."""
    cases = {stage.__name__: stage(side) for stage in STAGES}
    now, today = utc_now(), kst_day(utc_now())
    postponed = staged.received(side)
    postpone(postponed.number, today + timedelta(days=20), actor=side["third"], now=now, reason=f"{side.mark} 연기")
    zone = {OWN: ("HQ-lobby", "C-1"), OTHER: ("Z-FAR-room", "Z-FAR-CAM")}[side.site]
    look = Look(at=now, recorder=f"{side.mark}NVR", footage=Seen.UNKNOWN)
    record_look(CheckedPlace(side.site, *zone), look=look, actor=side["clerk"], now=utc_now())
    days = {"from_on": today + timedelta(days=15), "until_on": today + timedelta(days=16)}
    why = {"reason": Absence.OTHER, "reason_text": f"{side.mark}연수"}
    leaf = stand_in(side["second"], side["deputy"], site_code=side.site, now=now, **days, **why)
    with unit_of_work() as session:
        email = "far@example.kr" if side.mark == MARK else "near@example.kr"
        inbox.set_address(session, account_id=side["second"].id, address=email, actor=side["second"], now=utc_now())
    return cases, leaf, things_of(side)


def arguments(side, cases, leaf, things):
    """Return what addresses of a site's things are made of, one of each case, and of everything else."""
    place = {"code": side.site, "kind": "site", "account_id": side["operator"].id, "number": "1", "ending": "html"}
    named = {"accounts.end_stand_in.leaf": leaf, "case_papers.make_paper.name": "request-form"}
    for case in (cases["provided"], cases["with_paper"]):
        yield {**place, **named, "number": case.number, "leaf": case.leaf or 1}
    named = {f"signage.{one}.number": things["signage"] for one in ("show_sign", "preview_sign", "note_sighting")}
    named |= {f"recorder_logs.{one}.code": things["recorder_logs"] for one in ("show_source", "edit_source")}
    named["signage.end_substitute.number"] = things["signage.end_substitute.number"]
    numbers = {"number": things["number"], "leaf": things["leaf"], "account_id": things["account_id"]}
    yield {**place, **named, **numbers, "grant_id": things["grant_id"], "round_id": things["round_id"]}


@pytest.fixture(scope="module")
def walked(company):
    """What everybody of the own site saw of each page, before and after the other site was filled."""
    logs = logging.getLogger()
    heard = _Heard()
    logs.addHandler(heard)
    own = furnish(company.own)
    first = {"/", "/requests?show=closed", *(f"/requests/{case.number}" for case in own[0].values())}
    first |= set(made_addresses(company.app, list(arguments(company.own, *own))))
    for name in (*ROLES, *STAFF):
        visit(company, name, "/account")  # When somebody was last here is on the list of people.
    seen = {}
    for name in PEOPLE:
        starts = sorted(address for address in first if is_for(name, address) and not SEALS.search(address))
        seen[name] = dict(look(company, name, starts))
    before = sealed()
    other = furnish(company.other)
    far = set(made_addresses(company.app, list(arguments(company.other, *other))))
    far |= {f"/requests?site={OTHER}", f"/requests?text={other[0]['received'].number}", f"/footage?site={OTHER}",
            f"/recorders/checks?site={OTHER}", f"/recorders/checks/place?place={OTHER}|Z-FAR-room|Z-FAR-CAM",
            f"/recorders/checks/new?site={OTHER}", f"/ledger?site={OTHER}", f"/sites?q={MARK}",
            f"/footage/cameras?q={MARK}", f"/footage?text={MARK}", f"/sites/{OTHER}",
            f"/checks?site={OTHER}"}  # fmt: skip
    far |= {f"/requests/{case.number}" for case in other[0].values()}
    for leaf in range(before, sealed(), 6):
        far |= {f"/ledger/{leaf}", f"/ledger/{leaf}/body", f"/footage/{leaf + 1}"}
    again = {}
    for name in PEOPLE:
        wanted = {address for address, (answer, _words) in seen[name].items() if answer.status_code != 403}
        wanted |= {address for address in far if is_for(name, address) and not SEALS.search(address)}
        again[name] = {address: visit(company, name, address) for address in sorted(wanted)}
    for name in PEOPLE:  # Last: fetching these adds to the history of a case.
        sealing = {address for address in first | far if is_for(name, address) and SEALS.search(address)}
        again[name] |= {address: visit(company, name, address) for address in sorted(sealing)}
    logs.removeHandler(heard)
    return company, seen, again, heard


def is_for(name, address):
    """Return whether somebody tries an address: public ones nobody does, and large papers one person for all."""
    if name is None or address.startswith(("/public/", "/papers/", "/api/")):
        return name is None
    return name == "manager" or not address.endswith((".pdf", ".png", "/paper", ".xlsx"))


def sealed():
    """Return how many entries the ledger has."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(LedgerEntry))


class _Heard(logging.Handler):
    """Keeps what is logged."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


def visit(company, name, address):
    """Return an answer and its words."""
    client = company.client(name and company.own[name])
    return with_file(client, address, client.get(address, checked=False))


def with_file(client, address, answer):
    """Return an answer and its words; where it asks for the use of a file, the file, and the words of both."""
    if 'name="use_asked"' not in readable(answer):
        return answer, readable(answer)
    file = client.get(address, use="review", checked=False)
    return file, f"{readable(answer)}\n{readable(file)}"


def look(company, name, starts):
    """Yield every page somebody of the own site can reach."""
    client = company.client(name and company.own[name])
    for address, answer in walk(client, starts, most=MOST):
        yield address, with_file(client, address, answer)


def test_no_name_and_no_word_of_another_site_is_on_any_page(walked):
    _company, _seen, again, _heard = walked
    found = []
    for name, pages in again.items():
        for address, (answer, words) in pages.items():
            if address.split("?")[0].startswith(PUBLISHED):
                continue
            for hit in FOREIGN.finditer(words):
                if hit[0] not in unquote(address):  # What the address itself said may be said back.
                    found.append((name, address, answer.status_code, words[max(0, hit.start() - 60) : hit.end() + 40]))
                    break
    assert not found, report(found)


def test_no_number_counts_anything_of_another_site(walked):
    _company, seen, again, _heard = walked
    found = []
    for name, pages in seen.items():
        for address, (before, words) in pages.items():
            if address not in again[name] or address in NEW_EACH_TIME:
                continue
            after, said = again[name][address]
            if after.status_code != before.status_code:
                found.append((name, address, before.status_code, after.status_code))
            elif steady(words) != steady(said):
                found.append((name, address, *difference(steady(words), steady(said))))
    assert not found, report(found)


def test_no_case_of_another_site_answers_otherwise_than_none(walked):
    _company, _seen, again, _heard = walked
    opened = [
        (name, address, answer.status_code)
        for name, pages in again.items()
        for address, (answer, words) in pages.items()
        if OTHER in address and answer.status_code == 200 and MARK in words
    ]
    assert not [one for one in opened if not one[1].startswith(PUBLISHED)]


def test_no_asker_is_in_an_address_or_a_title(walked):
    _company, _seen, again, _heard = walked
    found = []
    for name, pages in again.items():
        for address, (answer, words) in pages.items():
            named = [answer.headers.get("Location", ""), answer.headers.get("Content-Disposition", "")]
            if "html" in (answer.mimetype or ""):
                links, title = links_in(words)
                named = [named[0], title, *(link for _tag, link in links)]
            elif "/attachments/" in address:
                named = named[:1]  # The paper is given back under its own name, to those who may read it.
            found += [(name, address, one) for one in named if PERSONAL.search(one)]
    assert not found, report(found)


def test_an_administrator_and_nobody_read_no_asker(walked):
    _company, _seen, again, _heard = walked
    found = [
        (name, address, PERSONAL.search(words)[0])
        for name in ("administrator", None)
        for address, (_answer, words) in again[name].items()
        if PERSONAL.search(words)
    ]
    assert not found, report(found)


def test_no_asker_is_logged_or_stands_open_in_the_ledger_or_in_a_message(walked):
    _company, _seen, _again, heard = walked
    bodies = [bytes(body).decode() for body in db.session.scalars(select(LedgerEntry.body))]
    told = [
        str(row)
        for table in ("inbox_message", "outgoing_mail")
        for row in db.session.execute(text(f"SELECT * FROM {table}"))
    ]  # Two names from here.

    assert not [line for line in heard.lines if PERSONAL.search(line)]
    assert not [body for body in bodies if PERSONAL.search(body)]
    assert not [row for row in told if PERSONAL.search(row)]
    assert len(bodies) > len(STAGES)


def test_so_many_pages_were_walked(walked):
    _company, seen, again, _heard = walked
    before, after = (sum(map(len, pages.values())) for pages in (seen, again))
    print(f"{len(PEOPLE)} people, {before} pages before and {after} after the other site was filled")  # noqa: T201  # The report of the walk.
    assert {answer.status_code for answer, _words in again["manager"].values()} >= {200, 403, 404}


def difference(before, after):
    """Return the first place where two pages differ."""
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    return " ".join(before[max(0, at - 80) : at + 60].split()), " ".join(after[max(0, at - 80) : at + 60].split())


def report(found):
    """Return what was found, one a line, not more than can be read."""
    return "\n" + "\n".join(str(one) for one in found[:60]) + f"\n{len(found)} in all"
