"""Like breaches are one finding, and a person limited to some sites learns nothing of others."""

import sys
from dataclasses import replace

from app.compliance.domain import (
    MOST_PLACES,
    Severity,
    Subject,
    by_rule,
    count_by_severity,
    examine,
    examine_parts,
    within,
)
from app.compliance.rules import RULES
from app.registry.domain import Camera, Declared, Organisation, Retention, Site, Thing, Zone
from app.registry.resolution import snapshot_of
from tests.builders.compliance import TODAY, a_company, a_retention, facts, found, stations


def test_many_stations_of_one_row_are_one_finding_with_a_count():
    (finding,) = found(facts(*stations(164, retention=Retention(days=60))), "RET-02")

    assert finding.count == 164
    assert (finding.target.kind, finding.target.code, finding.target.name) == (Subject.ROW, "GOV", "정압기")
    assert str(finding.message) == "보관기간 60일은 30일보다 길지만 적은 이유가 없습니다."


def test_rows_are_kept_apart():
    findings = found(facts(*stations(2), retention=Retention(days=60)), "RET-02")

    assert [finding.count for finding in findings] == [1, 2]


def test_different_values_are_different_findings():
    long = Site(code="GOV-9", name="예외", row="GOV", address="x", declared=Declared(retention=Retention(days=90)))
    findings = found(facts(*stations(2, retention=Retention(days=60)), long), "RET-02")

    assert sorted(finding.message.values["days"] for finding in findings) == [60, 90]


def test_a_single_breach_points_at_its_object():
    (finding,) = found(facts(hours=None), "CAM-09")

    assert (finding.target.kind, finding.target.code) == (Subject.ZONE, "HQ-1")


def test_errors_come_first():
    findings = found(facts(organisation=a_company(refusal_notice_days=7, safeguards=(), homepage=None)))

    assert [finding.severity for finding in findings] == [Severity.ERROR, Severity.WARNING, Severity.INFO]
    assert count_by_severity(findings) == dict.fromkeys(Severity, 1)


def test_a_person_limited_to_a_site_sees_only_it_also_in_the_count():
    findings = found(facts(*stations(164, retention=Retention(days=60))))
    (finding,) = within(findings, frozenset({"GOV-0007"}))

    assert finding.count == 1
    assert finding.target.site_code == "GOV-0007"
    assert "164" not in repr(finding)


def test_what_concerns_no_single_site_is_for_those_who_see_all():
    findings = found(facts(organisation=a_company(homepage=None)))

    assert within(findings, None) == tuple(findings)
    assert within(findings, frozenset({"HQ"})) == ()


def test_a_person_without_sites_sees_nothing():
    assert within(found(facts(hours=None)), frozenset()) == ()


def test_a_finding_carries_its_sources():
    (finding,) = found(facts(*stations(3, retention=Retention(days=60))), "RET-02")

    assert finding.sources[0].citation == "「표준 개인정보 보호지침」 제41조제2항"


def test_a_summary_has_one_line_per_rule_with_the_worst_severity():
    findings = found(facts(*stations(3, retention=Retention(days=60)), retention=Retention(days=90)), "RET-02")

    (line,) = by_rule(findings)
    assert (line.rule, line.severity, line.count) == ("RET-02", Severity.WARNING, 4)


def test_the_key_for_a_limited_person_names_nothing_of_other_sites():
    alone = [Site(code=f"S-{at}", name="곳", address="x", declared=Declared(hours="")) for at in range(3)]
    (seen,) = within(found(facts(*alone), "CAM-09"), frozenset({"S-2"}))

    assert (seen.key, seen.count) == (f"CAM-09/site/S-2/{seen.part}", 1)


def test_a_finding_names_some_places_and_counts_all():
    (finding,) = found(facts(*stations(MOST_PLACES + 7, retention=Retention(days=60))), "RET-02")

    assert (len(finding.places), finding.count) == (MOST_PLACES, MOST_PLACES + 7)
    (seen,) = within([finding], frozenset({f"GOV-{MOST_PLACES + 5:04}"}))
    assert (seen.count, seen.places[0].code) == (1, f"GOV-{MOST_PLACES + 5:04}-1")


def test_facts_in_parts_give_the_findings_of_the_whole():
    these = [a_retention(place=replace(a_retention().place, code=f"C-{at}"), kept_days=40) for at in range(6)]
    parts = (facts(retentions=[one]) for one in these)

    whole = [each for each in found(facts(retentions=these)) if each.rule == "RET-04"]
    assert [each for each in examine_parts(parts, RULES, on=TODAY) if each.rule == "RET-04"] == whole


def large(sites: int):
    things: list[Thing] = [Organisation(name="예시가스", declared=Declared(retention=Retention(days=60)))]
    for number in range(sites):
        things.append(Site(code=f"S-{number}", name=f"예시 {number}"))
        for part in range(2):
            zone = f"S-{number}-{part}"
            things.append(Zone(code=zone, site=f"S-{number}", name="구역"))
            things += [Camera(code=f"{zone}-{camera}", zone=zone) for camera in range(2)]
    return replace(facts(), snapshot=snapshot_of(things, as_of=TODAY, known_at=None, revision="0" * 12))


def calls_for(sites: int) -> int:
    """How many calls examining takes; unlike seconds, the same on every machine."""
    these, calls = large(sites), 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        findings = examine(these, RULES)
    finally:
        sys.setprofile(None)
    assert max(finding.count for finding in findings) == 4 * sites
    return calls


def test_examining_grows_with_the_registry_and_no_faster():
    assert calls_for(200) <= 10 * calls_for(20)
