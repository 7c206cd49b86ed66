"""``watchbook footage`` and ``watchbook requests`` from the shell."""

import csv
import json

import pytest

from app.cli import watchbook
from app.database import db, unit_of_work
from app.footage_access import queries
from app.footage_access.domain import Filter
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import kst_day, utc_now
from tests.builders.accounts import an_account
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import receive


@pytest.fixture
def run(app):
    record_estate()
    with unit_of_work() as session:
        an_account(session, name="Olga", roles=(Role.OPERATOR,), now=utc_now(), sign_in_name="olga")
        an_account(session, name="Uma", roles=(Role.AUDITOR,), now=utc_now(), sign_in_name="uma")
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(watchbook.commands[words[0]], words[1:])


def log(run, *more, who="olga", camera="C-1"):
    return run(
        "footage", "log", "--camera", camera, "--kind", "live", "--purpose", "facility_safety", "--as", who, *more
    )  # fmt: skip


def test_an_entry_is_logged_and_its_number_told(run):
    result = log(run, "--text", "=가스누출 경보 확인, 이상 없음")

    assert result.exit_code == 0, result.output
    (row,) = queries.page_of_entries(db.session(), wanted=Filter(), actor=SYSTEM).rows
    assert f"기록 {row.number}번" in result.output


@pytest.mark.parametrize(
    ("more", "options", "said"),
    [
        (("--text", "."), {}, "구체적으로"),
        ((), {"camera": "C-99"}, "C-99"),
        ((), {"who": "uma"}, "권한이 없습니다"),
        ((), {"who": "nobody"}, ""),
        (("--at", "soon"), {}, "일시를 알 수 없습니다"),
    ],
)
def test_a_refusal_ends_with_two_and_a_sentence(run, more, options, said):
    result = log(run, *more, **options)

    assert result.exit_code == 2
    assert said in result.output + result.stderr


def test_the_register_goes_into_a_csv_that_excel_reads_and_no_formula_survives(run, tmp_path):
    log(run, "--text", "=가스누출 경보 확인, 이상 없음")
    today = kst_day(utc_now()).isoformat()
    target = tmp_path / "register.csv"

    result = run("footage", "export", "--from", today, "--to", today, "-o", str(target))

    assert result.exit_code == 0, result.output
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    header, line = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert header[1] == "구분"
    assert line[5].endswith("=가스누출 경보 확인, 이상 없음")
    assert not any(cell.startswith("=") for cell in line)


@pytest.mark.parametrize("name", ["register.ods", "register"])
def test_an_unknown_format_is_refused(run, tmp_path, name):
    result = run("footage", "export", "--from", "2026-11-01", "--to", "2026-11-30", "-o", str(tmp_path / name))

    assert result.exit_code == 2
    assert ".xlsx" in result.output + result.stderr


def test_requests_due_lists_both_clocks(run):
    number = receive()

    text, data = run("requests", "due").output, json.loads(run("requests", "due", "--json").output)

    assert number in text
    assert "답변 기한 2026-11-30" in text
    assert data[0]["number"] == number
    assert data[0]["answer_due_on"] == "2026-11-30"
    assert data[0]["sooner"] == "answer"
