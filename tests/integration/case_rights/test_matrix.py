"""Over HTTP: every route of the program by every role, at their site, at another, narrowed, over and not begun.

What is expected is read from docs/rights.md, which people read too; a route that is not in it fails.
"""

import re
import secrets
from collections import Counter
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from werkzeug.routing import IntegerConverter

from app.accounts.models import AccountRole
from app.accounts.queries import token_hash_of
from app.compliance.rights import LABELS, rights_of
from app.compliance.rights_document import rights_document
from app.database import unit_of_work
from app.kernel.actor import Role
from app.kernel.acts import ACTS_OF, Act
from app.kernel.clock import utc_now
from app.web.access import SESSION_COOKIE, fresh_endpoints, marked_routes
from tests.builders.accounts import a_session, an_account
from tests.builders.two_sites import MARK, ROLES
from tests.integration.case_rights.crawling import readable
from tests.integration.case_rights.everywhere import (
    ANSWERED_ALIKE,
    ENDS_SESSIONS,
    EVERYWHERE_ONLY,
    FURTHER,
    PUBLISHED,
    things_of,
)

DOCUMENT = Path(__file__).parents[3] / "docs" / "rights.md"
LINE = re.compile(r"\| .*? \| `([\w.]+)` ([A-Z ]+)<br>`[^`]*` \| (.*?) \| (.) \| (.) \| (.) \| (.) \| (.) \|$")
FOREIGN = re.compile(rf"{MARK}|010-7777-0001|033-799-7777|7{{64}}")
_NAMED = {"viewing_requests": "number", "case_papers": "number", "recorder_logs": "code", "signage": "number"}
"""What the addresses of some capabilities name their things by."""
NO_ID = "01890000-0000-7000-8000-000000000001"
TOKENS: dict[int, str] = {}
CELLS: Counter[str] = Counter()


def matrix():
    """Return every line for people: endpoint, methods, acts, and the names of the roles it opens to."""
    found = {}
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        match = LINE.fullmatch(line)
        if match:
            endpoint, methods, acts, *ticks = match.groups()
            opens = {name for name, tick in zip(ROLES, ticks, strict=True) if tick == "●"}
            found[endpoint] = (methods.split(), re.findall(r"`(\w+)`", acts), opens)
    return found


@pytest.fixture(scope="module")
def rules(company):
    """Every rule of the map that the matrix has a line for."""
    lines = matrix()
    return {
        rule.endpoint: (rule, *lines[rule.endpoint])
        for rule in company.app.url_map.iter_rules()
        if rule.endpoint in lines
    }


@pytest.fixture(scope="module")
def things(company):
    """What addresses of each side are made of."""
    return {side.site: things_of(side) for side in (company.own, company.other)}


def a_person(name, role, *, site, **held):
    """Somebody who holds one role at a site (None: everywhere), from when until when and for which acts."""
    now = utc_now()
    with unit_of_work() as session:
        actor = an_account(session, name=name, roles=(), now=now)
        session.add(
            AccountRole(
                account_id=actor.id, role=role.value, site_code=site, granted_at=now - timedelta(days=9), granted_by=0,
                reason="시험", **held,
            )
        )  # fmt: skip
    return actor


@pytest.fixture(scope="module")
def cast(company):
    """Each role by itself, five times: at the site, everywhere, for reading only, over, and not begun."""
    now, site = utc_now(), company.own.site
    return {
        name: SimpleNamespace(
            own=company.own[name],
            everywhere=a_person(f"모든{name}", role, site=None),
            reading=a_person(f"보기{name}", role, site=None, acts=Act.READ.value),
            over=a_person(f"끝난{name}", role, site=site, valid_until=now - timedelta(hours=1)),
            coming=a_person(f"올{name}", role, site=site, valid_from=now + timedelta(days=1)),
        )
        for name, role in ROLES.items()
    }


def address_of(rule, values):
    """Return the address of a route for the things of a side."""
    known, area = {}, rule.endpoint.partition(".")[0]
    for name in rule.arguments:
        converter = rule._converters[name]
        options = sorted(getattr(converter, "items", ()))
        usual = values.get(area if name == _NAMED.get(area) else name, values.get(name, NO_ID))
        value = values.get(f"{rule.endpoint}.{name}", options[0] if options else usual)
        known[name] = 1 if isinstance(converter, IntegerConverter) and not isinstance(value, int) else value
    return rule.build(known)[1]


def client_of(company, actor):
    """Return a client of somebody who signed in once."""
    client = company.client()
    if actor.id not in TOKENS:
        TOKENS[actor.id] = secrets.token_urlsafe(32)
        with unit_of_work() as session:
            a_session(session, actor, token_hash=token_hash_of(TOKENS[actor.id]), now=utc_now())
    client.set_cookie(SESSION_COOKIE, TOKENS[actor.id])
    return client


def ask(company, actor, rule, method, values):
    """Return the answer to one cell; nothing is sent but what says who asks."""
    address, data = address_of(rule, values), {} if method == "POST" else None
    answer = client_of(company, actor).open(address, method=method, checked=False, data=data)
    if rule.endpoint in ENDS_SESSIONS:
        TOKENS.clear()
    return answer


def in_order(rules):
    """Yield every line and method."""
    for endpoint in sorted(rules):
        rule, methods, acts, opens = rules[endpoint]
        for method in methods:
            yield rule, method, acts, opens


def test_every_route_opens_to_whom_the_matrix_says(company, rules, things, cast):
    wrong, beyond = [], EVERYWHERE_ONLY | FURTHER.keys()
    for rule, method, acts, opens in in_order(rules):
        for name, person in cast.items():
            cell = f"{method} {rule.endpoint} {name}"
            own = ask(company, person.own, rule, method, things[company.own.site])
            CELLS["own site"] += 1
            may = name in opens
            if not may and own.status_code != 403:
                wrong.append((cell, own.status_code, "closed"))
            if own.status_code >= 500 or (may and own.status_code in {401, 403} and rule.endpoint not in beyond):
                wrong.append((cell, own.status_code, "open"))
            if FOREIGN.search(readable(own)) and rule.endpoint not in PUBLISHED:
                wrong.append((cell, own.status_code, "tells of the other site"))
            if rule.endpoint in EVERYWHERE_ONLY and may:
                CELLS["everywhere"] += 1
                all_of_it = ask(company, person.everywhere, rule, method, things[company.own.site])
                if all_of_it.status_code == 403 or all_of_it.status_code >= 500:
                    wrong.append((cell, all_of_it.status_code, "open to who holds it everywhere"))
            needs = set(acts) - {Act.READ.value}
            if may and acts and Act.READ.value not in acts:
                CELLS["reading only"] += 1
                reading = ask(company, person.reading, rule, method, things[company.own.site])
                if reading.status_code != 403:
                    wrong.append((cell, reading.status_code, f"closed to who lacks {needs}"))
    assert not wrong, "\n".join(map(str, wrong))


def test_what_is_over_or_has_not_begun_opens_nothing(company, rules, things, cast):
    wrong = []
    for rule, method, acts, opens in in_order(rules):
        if not acts:
            continue
        for name in sorted(opens):
            for when in ("over", "coming"):
                CELLS[when] += 1
                answer = ask(company, getattr(cast[name], when), rule, method, things[company.own.site])
                if answer.status_code != 403:
                    wrong.append((f"{method} {rule.endpoint} {name}", when, answer.status_code))
    assert not wrong, "\n".join(map(str, wrong))


def test_things_of_another_site_are_not_there(company, rules, things, cast):
    wrong = []
    for rule, method, _acts, opens in in_order(rules):
        here, there = (address_of(rule, things[side.site]) for side in (company.own, company.other))
        if here == there:
            continue
        for name in sorted(opens):
            CELLS["other site"] += 1
            answer = ask(company, cast[name].own, rule, method, things[company.other.site])
            told = FOREIGN.search(readable(answer))
            if rule.endpoint in ANSWERED_ALIKE:
                nowhere = ask(company, cast[name].own, rule, method, {})
                fine = answer.status_code == nowhere.status_code < 500
            else:
                fine = answer.status_code in {403, 404}
            if not fine or (told and told[0] not in there):
                wrong.append((f"{method} {rule.endpoint} {name} {there}", answer.status_code, told and told[0]))
    assert not wrong, "\n".join(map(str, wrong))


def test_the_printed_matrix_is_what_the_program_checks(company):
    printed = rights_document(rights_of(marked_routes(company.app), fresh=fresh_endpoints(company.app)))

    assert DOCUMENT.read_text(encoding="utf-8") == printed, "run: watchbook rights > docs/rights.md"


def test_no_route_is_missing_from_matrix_and_labels(company):
    lines = matrix()
    routes = [one for one in marked_routes(company.app) if one[0] != "static"]
    people = {endpoint for endpoint, _path, _methods, access, _acts in routes if isinstance(access, frozenset)}

    assert sorted(people - set(lines)) == []
    assert sorted({one[0] for one in routes} - set(LABELS)) == []


def test_a_route_that_changes_something_says_which_act_it_exercises(company):
    silent = [
        endpoint
        for endpoint, _path, methods, access, acts in marked_routes(company.app)
        if isinstance(access, frozenset) and "POST" in methods and not acts and access != frozenset(Role)
    ]
    assert silent == []


def test_every_role_a_route_names_has_its_act(company):
    idle = [
        (endpoint, role)
        for endpoint, _path, _methods, access, acts in marked_routes(company.app)
        if isinstance(access, frozenset) and acts
        for role in access
        if not ACTS_OF[role].intersection(acts) and access != frozenset(Role)
    ]
    assert idle == []


def test_so_many_cells_were_walked(company, rules, record_property):
    routes = sum(len(methods) for _rule, methods, _acts, _opens in rules.values())
    cells = f"{sum(CELLS.values())} cells {dict(CELLS)}"
    told = f"{len(rules)} routes, {routes} with their methods, x {len(ROLES)} roles: {cells}"
    record_property("cells", told)
    print(told)  # noqa: T201  # The report of the walk.
    assert CELLS["own site"] in {0, routes * len(ROLES)}  # None where another worker walked.
