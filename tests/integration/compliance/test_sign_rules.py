"""What is chosen, printed and recorded about signs is what the rules find, the moment it is recorded."""

from datetime import timedelta

import pytest

from app.compliance.queries.standing import standing
from app.database import db
from app.registry.domain import Contractor, Kind
from app.signage.choices import Instead, Paper
from tests.builders.registry import RECORDED_AT, record, record_estate
from tests.builders.sign_choices import DAY, DESIGNATED, end_substitute, stand_in_for_signs
from tests.builders.signage import a_signed_estate, contents, issue, print_all


@pytest.fixture
def estate(app):
    items = a_signed_estate()
    items["organisation"][0]["homepage"] = "https://gas.example.kr"
    record_estate(items)
    return app


def found(on=DAY):
    return sorted(
        (finding.rule, finding.severity.value, place.code)
        for finding in standing(db.session(), on=on).findings
        if finding.rule.startswith("SGN") and finding.rule != "SGN-02"
        for place in finding.places
        if place.site_code == "G-1"
    )


def test_what_stands_for_a_sign_is_told_apart_from_what_only_says_so(estate):
    assert found() == [("SGN-01", "warning", "G-1")]
    number = stand_in_for_signs()
    assert found() == []
    stand_in_for_signs(site="G-2", target="G-2")  # In the same words.
    assert found() == [("SGN-06", "error", "G-1")]
    end_substitute(number)

    stand_in_for_signs(kind=Instead.MILITARY, since=DAY + timedelta(days=1), paper=Paper(title="지정서"))
    assert found(DAY + timedelta(days=1)) == [("SGN-07", "error", "G-1")]


def test_an_exemption_with_its_document_is_sound(estate):
    stand_in_for_signs(kind=Instead.KEY_FACILITY, reason="", paper=DESIGNATED)
    assert found() == []


def test_a_homepage_nobody_can_find_tells_nobody(app):
    record_estate(a_signed_estate())
    stand_in_for_signs()
    assert found() == [("SGN-06", "error", "G-1")]


def test_a_contractor_who_came_later_is_missed_on_the_sign(estate):
    print_all(issue(contents(sites={"G-1"})))
    assert found() == []
    record(Kind.CONTRACTOR, Contractor(code="A", name="㈜예시경비", phones=("1588-0000",), sites=("G-1",)))
    assert [rule for rule, _severity, _number in found()] == ["SGN-04", "SGN-05"]


def test_one_sign_for_places_far_apart_is_a_violation(app):
    items = a_signed_estate()
    items["sites"][1]["places_count"] = 3
    record_estate(items)
    print_all(issue())
    assert [rule for rule, _severity, _number in found()] == ["SGN-03"]


def test_a_sign_nobody_looked_at_for_a_year_is_named(estate):
    print_all(issue(contents(sites={"G-1"})), now=RECORDED_AT)
    assert found(DAY.replace(year=2027)) == []
    [(rule, severity, _number)] = found(DAY.replace(year=2027, day=6))
    assert (rule, severity) == ("SGN-08", "info")
