"""``watchbook policy render`` writes every format, and refuses with a sentence and exit code 2."""

import json

import pytest

from app.database import db
from app.policy import queries
from app.policy.cli import policy
from app.policy.formats import FORMATS
from app.policy.versions import State
from tests.builders.policy_versions import a_version, build_a_site, in_days
from tests.builders.registry import record_estate
from tests.builders.whole_estate import record_whole_estate


@pytest.fixture
def render(app, tmp_path):
    """Run the command on a file in an empty folder; return the result and the file."""

    def run(*arguments, form="section", name="txt"):
        target = tmp_path / "policy.out"
        options = ["render", "--form", form, "--format", name, "-o", str(target), *arguments]
        return app.test_cli_runner().invoke(policy, options), target

    return run


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(render, name):
    record_whole_estate()
    result, target = render(name=name)
    assert result.exit_code == 0, result.output
    assert target.stat().st_size > 1000
    assert "빠진 곳" in result.output


def test_form_and_language_are_followed(render):
    record_whole_estate()
    assert render(form="standalone")[1].read_text().startswith("고정형 영상정보처리기기 운영·관리 방침")
    assert "Requests of data subjects" in render("--lang", "en")[1].read_text()


def test_the_part_of_a_privacy_policy_is_lettered_or_numbered_as_asked(render):
    record_whole_estate()
    lettered = render("--numbering", "letters", form="section")[1].read_text().splitlines()
    numbered = render("--numbering", "numbers", form="section")[1].read_text().splitlines()
    heads = [line for line in lettered if line[:2] in {f"{letter}." for letter in "가나다라마바사아"}]
    assert [line[0] for line in heads] == list("가나다라마바사아")
    assert [f"{number}.{line[2:]}" for number, line in enumerate(heads, start=1)] == [
        line for line in numbered if line[:2] in {f"{number}." for number in range(1, 9)}
    ]


def test_the_day_is_followed(render):
    record_whole_estate()
    _result, target = render("--as-of", "2026-02-01", name="json")
    assert json.loads(target.read_text())["as_of"] == "2026-02-01"


@pytest.mark.parametrize("name", ["odt", "hwp"])
def test_a_format_of_later_is_refused_with_the_formats_there_are(render, name):
    record_whole_estate()
    result, target = render(name=name)
    assert result.exit_code == 2
    assert "html, fragment, md, txt, pdf, docx, hwpx, json" in result.output
    assert not target.exists()


def test_a_contradiction_is_named_and_nothing_is_written(render):
    record_estate(
        {
            "organisation": [{"name": "예시도시가스"}],
            "rows": [{"code": "G", "name": "원주 정압기"}],
            "sites": [
                {"code": "G-1", "name": "단구동", "row": "G", "declared": {"retention": {"days": 20}}},
                {"code": "G-2", "name": "무실동", "row": "G", "declared": {"retention": {"days": 60}}},
            ],
        }
    )
    result, target = render()
    assert result.exit_code == 2
    assert "원주 정압기 (retention)" in result.output
    assert not target.exists()


def test_an_empty_registry_is_refused(render):
    result, _target = render()
    assert result.exit_code == 2
    assert "기관 정보가 없습니다" in result.output


def test_a_day_that_is_none_is_refused(render):
    assert render("--as-of", "2026-02-31")[0].exit_code == 2


def test_a_published_version_is_written_as_it_was_kept(render):
    record_whole_estate()
    a_version()
    build_a_site()
    result, target = render("--version", "1", form="standalone", name="md")
    assert result.exit_code == 0, result.output
    assert target.read_bytes() == queries.kept_file(db.session(), number=1, form="standalone", language="ko", name="md")
    refused, _target = render("--version", "1", form="section")
    assert refused.exit_code == 2
    assert "제1판" in refused.output


def test_versions_are_listed_for_people_and_for_programs(app):
    record_whole_estate()
    run = app.test_cli_runner().invoke
    assert "판이 없습니다" in run(policy, ["versions"]).output
    a_version()
    a_version(State.DRAFT, effective_on=in_days(9))
    build_a_site()
    said = run(policy, ["versions"]).output.splitlines()
    assert said[0].startswith("제2판  2026-03-11  초안, 대장과 다름")
    assert said[1].startswith("제1판  2026-03-02  시행 중")
    listed = json.loads(run(policy, ["versions", "--json"]).output)
    assert [(each["version"], each["state"], each["in_force"], each["stale"]) for each in listed] == [
        (2, "draft", False, True),
        (1, "in_force", True, False),
    ]
