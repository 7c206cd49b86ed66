"""Every rule has something that breaks it and is silent on what is sound."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.compliance.domain import AccountFact, EntryFact, RecorderFact, RequestFact, Severity, SignFact
from app.compliance.facts import (
    AnswerFact,
    ContractorLine,
    HandoverFact,
    HoldFact,
    InsteadFact,
    IntakeFact,
    PolicyFact,
)
from app.compliance.rules import RULES
from app.kernel.actor import Role
from app.law.sources import latest, source
from app.registry.domain import Declared, Duty, Purpose, Retention, Revision, Site, SpaceClass
from tests.builders.compliance import (
    SOUND_POSTS,
    SOUND_ZONE,
    TODAY,
    a_camera,
    a_company,
    a_contractor,
    a_retention,
    facts,
    found,
    stations,
)
from tests.builders.standing_cases import BROKEN_STANDING, SOUND_STANDING

A_YEAR_AGO = date(2025, 11, 22)
SEEN = {"last_seen": TODAY, "photographed": True}
YESTERDAY = TODAY - timedelta(days=1)
CLOSED_GROUND = (Purpose(text="시설 보호", ground="pipa.15.1.6"),)


def a_sign(**changed):
    sign = SignFact(number="1", target="HQ-1", name="사옥 · 정문", site_code="HQ", printed=True)
    return replace(sign, **changed)


def told_otherwise(**changed):
    return replace(InsteadFact(number=1, on_homepage=True, reason="지하라 판을 달 자리가 없음"), **changed)


def exempt(**changed):
    return replace(InsteadFact(number=1, exempt=True, has_document=True), **changed)


def posted(**changed):
    return replace(InsteadFact(number=1, reason="홈페이지가 없음", is_live=False), **changed)


def a_request(**changed):
    request = RequestFact(
        number="2026-0001",
        undecided=True,
        due_on=TODAY + timedelta(days=5),
        legal_on=TODAY + timedelta(days=8),
        overwritten_on=TODAY + timedelta(days=9),
    )
    return replace(request, **changed)


def a_limit(**changed):
    return replace(AnswerFact(number="2026-0001", limits=True, ground="pipa.35.4.2"), **changed)


def an_answer(**changed):
    return AnswerFact(number="2026-0001", **changed)


def a_lock(over_on):
    return HoldFact(number="2026-0001", name="로비 1", site_code="HQ", over_on=over_on)


def an_account(**changed):
    account = AccountFact(
        sign_in_name="olga",
        display_name="올가",
        roles=frozenset({Role.OPERATOR}),
        created_on=date(2026, 1, 2),
        last_seen_on=TODAY,
    )
    return replace(account, **changed)


def an_entry(**changed):
    entry = EntryFact(
        number=12, provision=True, sites=("HQ",), ground="pipa.18.2.2", document="형사과-2026-118", has_letter=True
    )
    return replace(entry, **changed)


def a_month(**changed):
    return replace(RecorderFact(name="본사 녹화기", month="2026-11", site_code="HQ"), **changed)


def posts(**changed):
    return (replace(SOUND_POSTS[0], **changed), *SOUND_POSTS[1:])


def lenient_rows():
    return (
        *stations(2, retention=Retention(days=20)),
        Site(code="GOV-9", name="다른 곳", row="GOV", address="x", declared=Declared(retention=Retention(days=25))),
    )


BROKEN = [
    *BROKEN_STANDING,
    ("CAM-01", Severity.ERROR, facts(purposes=())),
    ("CAM-01", Severity.ERROR, facts(purposes=(Purpose(text="범죄 예방"),))),
    ("CAM-01", Severity.ERROR, facts(purposes=CLOSED_GROUND)),
    ("CAM-02", Severity.ERROR, facts(space_class=None)),
    ("CAM-03", Severity.WARNING, facts(space_class=SpaceClass.CLOSED)),
    ("CAM-04", Severity.WARNING, facts(purposes=(Purpose(text="법령상 의무", ground="pipa.25.1.1"),))),
    ("CAM-05", Severity.ERROR, facts(replace(SOUND_ZONE, sensitive="탈의실"))),
    ("CAM-06", Severity.ERROR, facts(a_camera("C-1", audio_enabled=True), a_camera("C-2"))),
    ("CAM-06", Severity.WARNING, facts(a_camera("C-1", audio_off_verified_on=None), a_camera("C-2"))),
    ("CAM-08", Severity.WARNING, facts(coverage="건물 내/외부")),
    ("CAM-08", Severity.ERROR, facts(coverage=None)),
    ("CAM-09", Severity.ERROR, facts(hours=None)),
    ("CAM-09", Severity.ERROR, facts(storage_place=None)),
    ("CAM-09", Severity.ERROR, facts(Site(code="HQ", name="사옥"), location=None)),
    ("SGN-01", Severity.WARNING, facts(signs=[a_sign(printed=False)])),
    ("SGN-02", Severity.ERROR, facts(signs=[a_sign(missing=("촬영 시간",))])),
    ("SGN-01", Severity.ERROR, facts(signs=[a_sign(is_lost=True, last_seen=TODAY)])),
    ("SGN-02", Severity.ERROR, facts(signs=[a_sign(missing=("촬영 시간",), instead=told_otherwise())])),
    ("SGN-03", Severity.ERROR, facts(signs=[a_sign(places=164)])),
    ("SGN-04", Severity.ERROR, facts(signs=[a_sign(stale=True)])),
    ("SGN-05", Severity.WARNING, facts(signs=[a_sign(contractor=ContractorLine.NOT_PRINTED)])),
    ("SGN-05", Severity.WARNING, facts(signs=[a_sign(contractor=ContractorLine.WITHOUT_PHONE)])),
    ("SGN-06", Severity.ERROR, facts(signs=[a_sign(instead=told_otherwise(reason=" "))])),
    ("SGN-06", Severity.ERROR, facts(signs=[a_sign(instead=told_otherwise(reason_elsewhere=True))])),
    ("SGN-06", Severity.ERROR, facts(signs=[a_sign(instead=told_otherwise(is_live=False))])),
    ("SGN-07", Severity.ERROR, facts(signs=[a_sign(instead=exempt(has_document=False))])),
    ("SGN-08", Severity.INFO, facts(signs=[a_sign(printed_on=date(2025, 11, 21))])),
    ("SGN-08", Severity.INFO, facts(signs=[a_sign(last_seen=date(2025, 11, 21), photographed=True)])),
    ("SGN-08", Severity.INFO, facts(signs=[a_sign(last_seen=TODAY)])),
    ("MGR-01", Severity.ERROR, facts(manager=None)),
    ("MGR-01", Severity.ERROR, facts(posts=posts(department=None))),
    ("MGR-01", Severity.ERROR, facts(posts=posts(phones=()))),
    ("MGR-02", Severity.ERROR, facts(access_holders=())),
    ("MGR-04", Severity.ERROR, facts(organisation=a_company(privacy_officer=None))),
    ("MGR-04", Severity.WARNING, facts(organisation=a_company(privacy_officer=Duty(post="LEAD")))),
    ("CON-01", Severity.ERROR, facts(a_contractor(contract_on=None))),
    ("RET-01", Severity.ERROR, facts(retention=None)),
    ("RET-01", Severity.ERROR, facts(*lenient_rows())),
    ("RET-02", Severity.WARNING, facts(retention=Retention(days=60))),
    ("RET-02", Severity.WARNING, facts(retention=Retention(least_days=10, most_days=31))),
    ("RET-10", Severity.INFO, facts(retention=Retention(text="20일 이내", days=20))),
    ("POL-01", Severity.ERROR, facts(processing_method=None)),
    ("POL-01", Severity.ERROR, facts(checking_place=None)),
    ("POL-02", Severity.ERROR, facts(a_camera("C-1"))),
    ("POL-02", Severity.ERROR, facts(organisation=a_company(stated_total=3))),
    ("POL-02", Severity.ERROR, facts(*list(stations(3))[:-2])),
    ("POL-03", Severity.ERROR, facts(organisation=a_company(homepage=None))),
    ("POL-05", Severity.WARNING, facts(organisation=a_company(legal_bases=("개인정보 보호법 시행규칙 제6조",)))),
    ("POL-08", Severity.INFO, facts(organisation=a_company(refusal_notice_days=7))),
    ("POL-08", Severity.ERROR, facts(organisation=a_company(refusal_notice_days=14))),
    ("POL-10", Severity.ERROR, facts(organisation=a_company(request_channels=()))),
    ("POL-12", Severity.WARNING, facts(organisation=a_company(safeguards=("계획",)))),
    (
        "POL-13",
        Severity.WARNING,
        facts(organisation=a_company(effective_on=None, history=(Revision(on=date(2022, 2, 15), note="신규"),))),
    ),
    ("POL-14", Severity.WARNING, facts(organisation=a_company(history=()))),
    (
        "POL-15",
        Severity.ERROR,
        facts(
            *stations(2),
            Site(code="GOV-9", name="하나", row="GOV", address="x", declared=Declared(hours="주간")),
        ),
    ),
    ("POL-40", Severity.ERROR, facts(policy=PolicyFact())),
    ("POL-41", Severity.WARNING, facts(policy=PolicyFact(in_force=1, stale=((2, TODAY),)))),
    ("POL-42", Severity.INFO, facts(policy=PolicyFact(in_force=1, moved_on=True))),
    ("REQ-01", Severity.WARNING, facts(requests=[a_request(due_on=TODAY + timedelta(days=2))])),
    ("REQ-01", Severity.ERROR, facts(requests=[a_request(due_on=TODAY - timedelta(days=1))])),
    ("REQ-01", Severity.ERROR, facts(requests=[a_request(legal_on=TODAY - timedelta(days=1))])),
    ("REQ-01", Severity.WARNING, facts(answers=[an_answer(due_on=YESTERDAY, legal_on=TODAY)])),
    ("REQ-01", Severity.ERROR, facts(answers=[an_answer(due_on=YESTERDAY, legal_on=YESTERDAY)])),
    ("REQ-02", Severity.ERROR, facts(answers=[a_limit(is_complete=False)])),
    ("REQ-03", Severity.ERROR, facts(answers=[a_limit(ground="pipa.35.4.3")])),
    ("REQ-04", Severity.ERROR, facts(intakes=[IntakeFact(number="2026-0001", given=True, identity_missing=True)])),
    ("REQ-04", Severity.WARNING, facts(intakes=[IntakeFact(number="2026-0001", identity_missing=True)])),
    ("REQ-05", Severity.ERROR, facts(intakes=[IntakeFact(number="2026-0001", given=True, authority_missing=True)])),
    ("REQ-06", Severity.INFO, facts(intakes=[IntakeFact(number="2026-0001", asked_about=1)])),
    ("REQ-08", Severity.WARNING, facts(answers=[a_limit(unmasked=True)])),
    ("REQ-07", Severity.ERROR, facts(handovers=[HandoverFact(number="2026-0001", masking_answered=False)])),
    ("REQ-09", Severity.ERROR, facts(requests=[a_request(overwritten_on=TODAY + timedelta(days=4))])),
    ("REQ-09", Severity.ERROR, facts(requests=[a_request(overwritten_on=TODAY - timedelta(days=1))])),
    ("REQ-10", Severity.WARNING, facts(holds=[a_lock(over_on=None)])),
    ("REQ-10", Severity.WARNING, facts(holds=[a_lock(over_on=TODAY - timedelta(days=5))])),
    ("REQ-10", Severity.ERROR, facts(holds=[a_lock(over_on=TODAY - timedelta(days=6))])),
    ("REQ-11", Severity.WARNING, facts(handovers=[HandoverFact(number="2026-0001", fee=2, cost=1)])),
    ("REQ-12", Severity.ERROR, facts(handovers=[HandoverFact(number="2026-0001", gave_copy=True)])),
    ("REQ-13", Severity.ERROR, facts(requests=[a_request(legal_on=TODAY - timedelta(days=1), asks_to_erase=True)])),
    ("REQ-13", Severity.WARNING, facts(requests=[a_request(due_on=TODAY + timedelta(days=2), asks_to_erase=True)])),
    ("REQ-15", Severity.WARNING, facts(handovers=[HandoverFact(number="2026-0001", overdue=(("a", YESTERDAY),))])),
    ("LOG-03", Severity.ERROR, facts(recorders=[a_month(waiting=2)])),
    ("LOG-03", Severity.WARNING, facts(recorders=[a_month(explained=1)])),
    ("LOG-05", Severity.ERROR, facts(entries=[an_entry(document=None)])),
    ("LOG-05", Severity.ERROR, facts(entries=[an_entry(document=None, provision=False)])),
    ("LOG-05", Severity.ERROR, facts(entries=[an_entry(ground=None)])),
    ("LOG-06", Severity.ERROR, facts(entries=[an_entry(has_letter=False)])),
    ("LOG-07", Severity.ERROR, facts(entries=[an_entry(ground="pipa.18.2.1")])),
    ("SEC-01", Severity.ERROR, facts(accounts=[an_account(display_name="상황실 공용")])),
    ("SEC-01", Severity.ERROR, facts(accounts=[an_account(two_places_on=date(2026, 11, 20))])),
    ("SEC-02", Severity.WARNING, facts(accounts=[an_account(last_seen_on=date(2026, 2, 1))])),
    ("SEC-02", Severity.WARNING, facts(accounts=[an_account(last_seen_on=None)])),
    ("SEC-14", Severity.WARNING, facts(accounts=[an_account(roles=frozenset({Role.OPERATOR, Role.ADMINISTRATOR}))])),
    ("SEC-14", Severity.WARNING, facts(accounts=[an_account(roles=frozenset({Role.OPERATOR, Role.AUDITOR}))])),
    ("RET-03", Severity.ERROR, facts(retentions=[a_retention(configured_days=15)])),
    ("RET-04", Severity.ERROR, facts(retentions=[a_retention(kept_days=26)])),
    ("RET-05", Severity.WARNING, facts(retentions=[a_retention(measured_days=18)])),
    ("RET-07", Severity.INFO, facts(retentions=[a_retention(looked_on=None)])),
    ("RET-11", Severity.INFO, facts(retentions=[a_retention(offset_seconds=-61)])),
]
SOUND = [
    *SOUND_STANDING,
    ("as published", facts()),
    ("listed cameras that add up", facts(a_camera("C-1"), a_camera("C-2"))),
    ("a camera taken away", facts(a_camera("C-1"), a_camera("C-2"), a_camera("C-3", removed_on=TODAY))),
    ("a closed place on its own ground", facts(space_class=SpaceClass.CLOSED, purposes=CLOSED_GROUND)),
    ("a law with its clause", facts(purposes=(Purpose(text="예시법 제3조에 따른 설치", ground="pipa.25.1.1"),))),
    ("long retention with a reason", facts(retention=Retention(days=60, reason="월 단위 점검"))),
    ("thirty days", facts(retention=Retention(days=30))),
    ("live only", facts(retention=Retention(recorded=False), storage_place=None, processing_method=None)),
    ("stations of a row that agree", facts(*stations(3))),
    ("a zone without cameras", facts(replace(SOUND_ZONE, camera_count=0), purposes=())),
    ("no location but an address", facts(location=None)),
    ("a contractor under contract", facts(a_contractor())),
    ("a sign that hangs", facts(signs=[a_sign()])),
    ("a sign seen a year ago today, with a photo", facts(signs=[a_sign(last_seen=A_YEAR_AGO, photographed=True)])),
    ("a sign that hangs though it was never printed here", facts(signs=[a_sign(printed=False, **SEEN)])),
    ("a place told of on the homepage", facts(signs=[a_sign(printed=False, instead=told_otherwise())])),
    ("an exempt place", facts(signs=[a_sign(printed=False, missing=("촬영 시간",), instead=exempt())])),
    ("a closed place whose sign lacks a line", facts(signs=[a_sign(open_place=False, missing=("촬영 시간",))])),
    ("a notice elsewhere, in the same words", facts(signs=[a_sign(instead=posted(reason_elsewhere=True))])),
    ("a closed place without a sign", facts(signs=[a_sign(open_place=False, printed=False)])),
    ("a refusal on a lawful ground", facts(answers=[a_limit()])),
    ("an answer that may still be told", facts(answers=[an_answer(due_on=TODAY, legal_on=TODAY)])),
    ("a request with time left", facts(requests=[a_request()])),
    ("a decided request past its day", facts(requests=[a_request(undecided=False, legal_on=date(2026, 1, 2))])),
    ("a provision with its letter and document", facts(entries=[an_entry()])),
    ("a provision on consent to all five items", facts(entries=[an_entry(ground="pipa.18.2.1", consented=True)])),
    ("footage given as it was meant to be", facts(entries=[an_entry(ground="pipa.17.1", has_letter=False)])),
    ("a use, which no letter goes with", facts(entries=[an_entry(provision=False, has_letter=False)])),
    ("a month in which all is recorded or explained", facts(recorders=[a_month()])),
    ("a recorder that keeps what was published", facts(retentions=[a_retention()])),
    ("a policy in force that says what the registry says", facts(policy=PolicyFact(in_force=1))),
    ("an account in use", facts(accounts=[an_account()])),
    ("an unused account without rights", facts(accounts=[an_account(roles=frozenset(), last_seen_on=None)])),
]


@pytest.mark.parametrize(
    ("rule", "severity", "these"), BROKEN, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_breach_is_found_by_its_rule_and_says_how_bad_it_is(rule, severity, these):
    assert severity in {finding.severity for finding in found(these, rule)}


@pytest.mark.parametrize("these", [pytest.param(case, id=name) for name, case in SOUND])
def test_nothing_is_found_in_what_is_sound(these):
    assert found(these) == []


def test_every_rule_is_broken_by_a_test():
    assert {rule.id for rule in RULES} == {rule for rule, _severity, _these in BROKEN}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_sources_title_and_advice(rule):
    assert rule.title.strip()
    assert rule.advice.endswith((".", "시오."))
    for key in rule.sources:
        assert source(key, on=TODAY) == latest(key)


def test_no_two_rules_share_an_id():
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_a_rule_is_silent_before_its_law_was_in_force():
    before = date(2023, 12, 31)

    assert found(facts(retention=Retention(days=60), on=before), "RET-02") == []
    assert found(facts(retention=Retention(days=60), on=date(2024, 1, 4)), "RET-02") != []
