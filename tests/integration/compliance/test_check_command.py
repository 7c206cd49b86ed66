"""``watchbook check`` prints findings and ends with 1 if one is an error."""

import json

from app.compliance.cli import check
from tests.builders.registry import record_estate


def run(app, *arguments):
    return app.test_cli_runner().invoke(check, arguments)


def test_nothing_to_check_ends_with_0(app):
    result = run(app)

    assert result.exit_code == 0
    assert result.output == "문제가 없습니다. (no findings)\n"


def test_errors_end_with_1_and_name_rule_place_source_and_advice(app):
    record_estate()

    result = run(app)

    assert result.exit_code == 1
    assert "[위반] CAM-01" in result.output
    assert "근거: 「개인정보 보호법」 제25조제1항" in result.output
    assert "조치: 구역마다" in result.output


def test_json_holds_every_place(app):
    record_estate()

    result = run(app, "--json")

    found = {finding["rule"]: finding for finding in json.loads(result.output)}
    assert found["CAM-01"]["severity"] == "error"
    assert found["CAM-01"]["count"] == len(found["CAM-01"]["places"])
    assert found["CAM-01"]["sources"][0] == {
        "key": "pipa.25.1",
        "citation": "「개인정보 보호법」 제25조제1항",
        "confirmed": "A",
    }


def test_help_is_in_korean_and_english(app):
    text = run(app, "--help").output

    assert "점검합니다" in text
    assert "exit 1" in text
