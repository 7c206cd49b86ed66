"""Over HTTP: every route of viewing requests, tried by everybody, at their site, at another, and on their own cases."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from app.database import db
from app.ledger.models import LedgerEntry
from tests.builders.staged_cases import Case
from tests.integration.case_rights.deeds import ABSENT, DEEDS, drafted, without
from tests.integration.case_rights.routes import ALSO, TRIED, WALKED, lines

REFUSED = frozenset({403, 404, 409, 422})
CELLS: Counter[str] = Counter()
LINES = lines()


def sealed():
    """Return how many entries the ledger has, but for looks: whoever is shown a case they may see leaves one."""
    db.session.rollback()
    done = select(func.count()).select_from(LedgerEntry).where(~LedgerEntry.event.startswith("personal_data."))
    return db.session.scalar(done)


class Trial:
    """One line of the table, tried on cases of both sites."""

    def __init__(self, company, line):
        self.company, self.line, self.deed = company, line, DEEDS[line.endpoint]

    def stage(self, side, by=None):
        """Return a case as the deed needs it."""
        return self.deed.stage(side, by) if self.deed.stage else None

    def draft(self, side, case, by="second"):
        """Return what would be sent, as the page of a manager gives it."""
        if self.line.method == "GET":
            return {}
        return drafted(self.company.client(side[by]), self.deed, self.deed.address(case, side), case)

    def send(self, actor, side, case, data, expected, column, **options):  # noqa: PLR0917  # A cell has so many.
        """Try a cell: the status, and that what is refused leaves no entry."""
        CELLS[column] += 1
        before, client = sealed(), self.company.client(actor)
        address = self.deed.address(case, side)
        if self.line.method == "GET":
            answer = client.get(address, checked=False, **options)
        else:
            answer = client.post(address, data=self.deed.sent(side, data), checked=False, **options)
        who = actor.name if actor else "nobody"
        assert answer.status_code == expected, f"{column}: {who} {address}: {answer.status_code}: {said(answer)}"
        grew = sealed() - before
        if expected in REFUSED or actor is None:
            assert not grew, f"{column}: {who} was refused and {grew} entries were sealed"
        elif self.line.method == "POST" and self.deed.seals:
            assert grew, f"{column}: {who} did nothing: {said(answer)}"
            if self.deed.afterwards:
                self.deed.afterwards(side, case)
        return answer


def said(answer):
    """Return what a page says is wrong."""
    text = answer.text if "html" in (answer.mimetype or "") else ""
    start = text.find("wb-error")
    return " ".join(text[start : start + 400].split()) if start >= 0 else text[:0]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_a_route_opens_to_whom_the_table_says(company, line):
    trial = Trial(company, line)
    own = company.own
    case = trial.stage(own)
    data = trial.draft(own, case)
    trial.send(None, own, case, data, line.nobody, "nobody")
    bearer = {"Authorization": "Bearer wb_0000000000000000"}
    trial.send(None, own, case, data, line.nobody, "token", headers=bearer)
    for role in sorted(TRIED, key=lambda role: line.roles[role] not in REFUSED):  # Refused first: nothing changes.
        expected = line.roles[role]
        if expected not in REFUSED and case is None and trial.deed.stage:
            case = trial.stage(own)
        if expected not in REFUSED and trial.deed.prefilled:
            data = trial.draft(own, case)
        trial.send(own[role], own, case, data, expected, "role")
        if expected not in REFUSED and not trial.deed.keeps and line.method == "POST":
            case = None


@pytest.mark.parametrize("line", [line for line in LINES if line.other is not None], ids=lambda line: line.name)
def test_a_case_elsewhere_is_answered_like_one_that_is_not_there(company, line):
    trial, own, other = Trial(company, line), company.own, company.other
    case = trial.stage(other)
    data = trial.draft(other, case)
    absent = Case(number=ABSENT, leaf=case.leaf) if case else None
    for role in line.let_in:
        answer = trial.send(own[role], other, case, data, line.other, "other site")
        if case is None or not case.number:
            continue
        nowhere = trial.send(own[role], other, absent, data, 404, "no such case")
        assert without(answer.text, case.number) == without(nowhere.text, ABSENT)
        assert dict(answer.headers) == dict(nowhere.headers)
    role = line.let_in[0]
    if case is not None and line.method == "POST" and line.roles[role] not in REFUSED:
        trial.send(other[role], other, case, data, line.roles[role], "who may")  # What was refused was valid.


@pytest.mark.parametrize("line", [line for line in LINES if line.own is not None], ids=lambda line: line.name)
def test_nobody_decides_what_they_took_in(company, line):
    trial, own = Trial(company, line), company.own
    for role in set(line.let_in) & {"operator", "manager", "officer"}:
        case = trial.stage(own, own[role])
        data = trial.draft(own, case)
        trial.send(own[role], own, case, data, line.own, "own case")


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_a_deputy_may_what_the_table_says(company, line):
    trial, own = Trial(company, line), company.own
    case = trial.stage(own, own["second"])
    data = trial.draft(own, case, "manager")
    trial.send(own["deputy"], own, case, data, line.deputy, "deputy")


def test_every_route_has_a_line_for_each_method(company):
    wanted = {
        (rule.endpoint, method)
        for rule in company.app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in WALKED or rule.endpoint in ALSO
        for method in rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}
    }
    listed = [(line.endpoint, line.method) for line in LINES]

    assert sorted(wanted) == sorted(listed)
    assert set(DEEDS) == {endpoint for endpoint, _method in listed}


def test_so_many_cells_were_walked(company, record_property):
    number = sum(CELLS.values())
    told = f"{len(LINES)} lines, {number} cells: {dict(CELLS)}"
    record_property("cells", told)
    print(told)  # noqa: T201  # What the report of the test says.

    assert not CELLS or number > len(LINES)
