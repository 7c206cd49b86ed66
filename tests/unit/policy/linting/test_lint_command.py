"""The shell command: what it prints, how it ends, and that it starts with little."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.policy.domain import Form
from app.policy.formats import FORMATS
from app.policy.lint_command import lint
from tests.builders.policy import a_policy
from tests.builders.sound_policy import sound_things

TEXTS = Path(__file__).parent / "texts"


def run(*arguments):
    return CliRunner().invoke(lint, [str(one) for one in arguments])


@pytest.fixture
def sound(tmp_path):
    path = tmp_path / "sound.txt"
    path.write_bytes(FORMATS["txt"].write(a_policy(*sound_things(), form=Form.SECTION)))
    return path


def test_a_sound_text_ends_with_nothing_and_zero(sound):
    result = run(sound, "--on", "2026-11-22")
    assert result.exit_code == 0
    assert result.output == "sound.txt: 위반 0건, 주의 0건, 참고 0건 (2026-11-22 기준)\n"


def test_errors_end_with_one_and_tell_line_words_source_and_advice():
    result = run(TEXTS / "faulty.txt", "--on", "2026-11-22")
    assert result.exit_code == 1
    assert "POL-06 다른 회사의 이름 — 「개인정보 보호법」 제30조제2항\n  13째 줄: " in result.output
    assert "      | - 정보주체는 새빛에너지가" in result.output
    assert "  → 운영하는 회사의 이름으로 고치십시오." in result.output


def test_what_cannot_be_read_ends_with_two_and_a_sentence(tmp_path):
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7 broken")
    result = run(path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.endswith(".\n")


def test_a_file_that_is_not_there_ends_with_two(tmp_path):
    assert run(tmp_path / "none.txt").exit_code == 2


def test_machines_get_every_finding_with_its_place_and_sources():
    result = run(TEXTS / "no_cameras.txt", "--on", "2026-11-22", "--json")
    told = json.loads(result.output)
    assert told["counts"] == {"error": 1, "warning": 2, "info": 1}
    log = next(one for one in told["findings"] if one["rule"] == "POL-11")
    assert (log["line"], log["severity"], log["page"]) == (14, "error", None)
    assert log["sources"][0]["key"] == "safety.8.1"
    assert log["quote"].startswith("- 개인정보처리시스템에")
    assert told["not_asked"] == []


def test_what_was_not_asked_on_a_day_is_told():
    result = run(TEXTS / "no_cameras.txt", "--on", "2022-01-01")
    assert result.exit_code == 0
    assert "묻지 않은 규칙: CAM-01" in result.output


def test_a_part_is_told_to_be_one(sound):
    path = sound.with_name("part.txt")
    text = sound.read_text(encoding="utf-8")
    path.write_text(text[: text.index("마. 영상정보 확인")], encoding="utf-8")
    assert run(path, "--on", "2026-11-22").exit_code == 1
    assert run(path, "--on", "2026-11-22", "--partial").exit_code == 0


def test_english_is_spoken_where_it_is_asked_for():
    korean = run(TEXTS / "faulty.txt", "--on", "2026-11-22").output
    english = run(TEXTS / "faulty.txt", "--on", "2026-11-22", "--lang", "en").output
    assert english != korean
    assert "[Warning]" in english


def test_the_console_script_loads_no_framework_for_it():
    code = (
        "import sys; sys.argv = ['watchbook', 'policy', 'lint', sys.argv[1]]\n"
        "from app.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'flask', 'sqlalchemy', 'reportlab', 'pdfplumber', 'docx'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(TEXTS / "faulty.txt")],
        cwd=Path(__file__).parents[4],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "POL-06" in done.stdout
