"""How sure a rule must be, what a part of a text may lack, how a text that breaks off is told, and what drifted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.law.severity import Severity
from app.law.sources import SOURCES
from app.policy.domain import Form
from app.policy.expected import expected
from app.policy.extraction import extract
from app.policy.findings import Text, look_through
from app.policy.formats import FORMATS
from app.policy.linting import RULES, lint
from app.policy.linting.grounds import Refused, kinds, refused_as
from app.policy.reading import read
from app.registry.domain import Contractor, Organisation, Post, Site
from tests.builders.policy import a_policy, a_snapshot
from tests.builders.sound_policy import sound_things

TODAY = date(2026, 11, 22)
DOCUMENT = Path(__file__).resolve().parents[4] / "docs" / "lint-rules.md"


@pytest.fixture(scope="module")
def sound():
    return FORMATS["txt"].write(a_policy(*sound_things())).decode()


def found_in(text, **options):
    return {
        (one.rule, one.severity) for one in lint(extract(text.encode(), name="a.txt"), on=TODAY, **options).findings
    }


def against(text, things):
    wanted = expected(a_snapshot(*things), on=TODAY, form=Form.STANDALONE, language="ko")
    return list(lint(extract(text.encode(), name="a.txt"), on=TODAY, expected=wanted).findings)


def changed(kind, change, **where):
    return tuple(
        change(one)
        if isinstance(one, kind) and all(getattr(one, key) == value for key, value in where.items())
        else one
        for one in sound_things()
    )


def with_purposes(organisation, *texts):
    purposes = tuple(replace(one, text=text) for one, text in zip(organisation.declared.purposes, texts, strict=True))
    return replace(organisation, declared=replace(organisation.declared, purposes=purposes))


def test_every_rule_rests_on_a_known_source_and_is_told_in_words():
    keys = {one.key for one in SOURCES}
    for rule in RULES:
        assert rule.sources, rule.id
        assert set(rule.sources) <= keys, rule.id
        assert rule.title, rule.id
        assert rule.advice.endswith("."), rule.id


def test_one_id_is_one_duty():
    titles = {}
    for rule in RULES:
        titles.setdefault(rule.id, set()).add(rule.title)
    assert {key: names for key, names in titles.items() if len(names) > 1} == {}


def test_a_guess_of_the_reader_breaks_nothing(sound):
    printed = extract(sound.replace("정문 앞 보도와 로비 출입구", "건물 내부").encode(), name="a.txt")
    stated = read(printed)
    unsure = replace(stated.rows[0], coverage=replace(stated.rows[0].coverage, confidence=0.5))
    text = Text(stated=replace(stated, rows=(unsure, *stated.rows[1:])), printed=printed, on=TODAY)
    assert [(one.rule, one.severity) for one in look_through(text, RULES)] == [("CAM-08", Severity.INFO)]


@pytest.mark.parametrize("number", range(2, 8))
def test_of_a_part_of_a_text_nothing_behind_it_is_missing(sound, number):
    part = sound[: sound.index(f"\n{number}. ")]
    bad = {rule for rule, severity in found_in(part, partial=True) if severity is not Severity.INFO}
    assert bad == set()
    assert "POL-01" in {rule for rule, _severity in found_in(part)}


def test_a_text_that_breaks_off_says_so_once_and_not_that_everything_is_missing(sound):
    found = found_in(sound[: sound.index("되살릴 수 없는")])
    assert {rule for rule, severity in found if severity is not Severity.INFO} == {"POL-21"}


def test_a_heading_at_the_very_end_is_a_text_that_breaks_off(sound):
    assert ("POL-21", Severity.WARNING) in found_in(sound[: sound.index("영상정보가 분실")])


@pytest.mark.parametrize(
    ("things", "rule"),
    [
        (changed(Site, lambda one: replace(one, camera_count=9), code="A1"), "POL-02"),
        (changed(Site, lambda one: replace(one, camera_count=9), code="D1"), "POL-02"),
        (changed(Post, lambda one: replace(one, phones=("033-000-9999",)), code="M"), "MGR-03"),
        (changed(Post, lambda one: replace(one, title="시설관리팀장"), code="M"), "MGR-03"),
        (changed(Organisation, lambda one: replace(one, effective_on=date(2026, 11, 1))), "POL-18"),
        (changed(Contractor, lambda one: replace(one, name="다른보안㈜")), "CON-02"),
        (
            changed(
                Site, lambda one: replace(one, declared=replace(one.declared, storage_place="2층 방재실")), code="A1"
            ),
            "POL-17",
        ),
        (changed(Organisation, lambda one: replace(one, declared=replace(one.declared, hours="06시~22시"))), "POL-17"),
        (
            changed(
                Organisation,
                lambda one: replace(
                    one, declared=replace(one.declared, retention=replace(one.declared.retention, days=15, text="15일"))
                ),
            ),
            "RET-13",
        ),
        (
            changed(Organisation, lambda one: with_purposes(one, "범죄의 예방", "시설의 안전 및 관리, 화재 예방")),
            "POL-17",
        ),
        (
            changed(
                Organisation,
                lambda one: with_purposes(one, "범죄의 예방 및 수사", "시설의 안전 및 관리, 화재 예방, 교통 단속"),
            ),
            "POL-17",
        ),
        (tuple(one for one in sound_things() if getattr(one, "code", "") not in {"C", "C1"}), "POL-16"),
        ((*sound_things(), Site(code="E1", name="새 공급소", camera_count=1)), "POL-16"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_drifted_from_the_registry_is_found_and_nothing_else(sound, things, rule):
    findings = against(sound, things)
    assert {one.rule for one in findings} == {rule}
    assert {one.rule for one in against(sound, sound_things())} == set()


@pytest.mark.parametrize(
    ("ground", "kind"),
    [
        ("법령에 따라 열람이 제한되는 경우", Refused.LAWFUL),
        ("타인의 생명, 신체 또는 재산상 이익을 부당하게 해칠 염려가 있을 때", Refused.LAWFUL),
        ("Another person's life, body or property might be harmed", Refused.LAWFUL),
        ("본인임을 확인할 수 없는 경우", Refused.LAWFUL),
        ("제3자의 초상이 드러나는 경우", Refused.PRIVACY),
        ("형사 재판에 지장을 주는 경우", Refused.PUBLIC),
        ("보관기간이 지나 파기된 경우", Refused.GONE),
        ("가리는 작업이 기술적으로 어려운 경우", Refused.FOREIGN),
        ("회사가 적절하지 않다고 판단하는 경우", Refused.FOREIGN),
    ],
)
def test_a_ground_is_told_by_what_it_means(ground, kind):
    assert refused_as(ground) is kind


@pytest.mark.parametrize(
    ("purpose", "grounds"),
    [
        ("도난 예방", {"2"}),
        ("화재 감시와 시설 안전", {"3"}),
        ("교통 법규 위반 단속", {"4"}),
        ("방문객 통계", {"6"}),
        ("직원 근무 관리", set()),
        ("환자 상태 관찰", set()),
        ("Crime prevention", {"2"}),
    ],
)
def test_a_purpose_is_told_by_what_it_means(purpose, grounds):
    assert kinds(purpose) == grounds


def test_the_document_names_every_rule_with_its_worst_and_its_source():
    told = {line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| ")}
    for rule in RULES:
        assert any(line.startswith(f"| {rule.id} | {rule.title} |") for line in told), rule.id
