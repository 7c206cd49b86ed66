"""``watchbook policy clauses`` tells which clauses word the policy, for people and for machines."""

import json

from app.policy.cli import policy
from tests.builders.policy_clauses import reword

FEE = "실비만 받습니다."


def run(app, *arguments):
    result = app.test_cli_runner().invoke(policy, ["clauses", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_people_read_a_line_for_each_clause(app):
    reword(fee=FEE)
    lines = run(app).splitlines()
    assert len(lines) == 18
    assert lines[6].startswith(
        "ko 06-requests.v2+copy.1: 정보주체의 영상정보 열람 등 요구에 대한 조치 [고쳐 씀] 2026-03-02~"
    )
    assert lines[15].startswith("en 06-requests.v2: Requests of data subjects")
    assert "[기본 조문]" in lines[15]


def test_machines_read_every_word_and_source(app):
    reword(fee=FEE)
    found = json.loads(run(app, "--json"))
    clause = next(each for each in found if (each["section"], each["language"]) == (6, "ko"))
    assert (clause["reworded"], clause["based_on"], clause["overtaken"]) == (True, "06-requests.v2", False)
    assert [block["key"] for block in clause["blocks"] if block["reworded"]] == ["fee"]
    assert {"key": "pipa.35.3", "citation": "「개인정보 보호법」 제35조제3항", "confirmed": "A"} in clause["sources"]


def test_another_day_has_its_own_words(app):
    reword(fee=FEE)
    assert "+copy" not in run(app, "--as-of", "2026-03-01")
