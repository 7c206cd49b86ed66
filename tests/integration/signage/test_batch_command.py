"""From the shell: a batch with its list, what was left out named, and the page to print first."""

import pypdfium2
import pytest

from app.cli import watchbook
from app.database import db
from app.ledger import queries as ledger
from app.registry.domain import Kind, Site
from tests.builders.registry import record, record_estate
from tests.builders.signage import a_signed_estate


@pytest.fixture
def run(app, tmp_path):
    """Return what a command of signs says; files are written to the folder of the test."""
    record_estate(a_signed_estate())

    def ran(command, *arguments, output="signs.pdf"):
        line = ["signs", command, *arguments, "-o", str(tmp_path / output)]
        return app.test_cli_runner().invoke(watchbook, line)

    return ran


def test_a_batch_is_written_with_its_list(run, tmp_path):
    result = run("batch", "--sheet", "320x450", "--size", "A5", "--gap", "0", "--list", str(tmp_path / "list.pdf"))
    assert result.exit_code == 0, result.output
    assert "안내판 4장" in result.output
    [page] = pypdfium2.PdfDocument(tmp_path / "signs.pdf")
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [320, 450]
    assert "안내판 설치 목록" in pypdfium2.PdfDocument(tmp_path / "list.pdf")[0].get_textpage().get_text_range()
    [made] = ledger.entries(db.session(), names={"sign.batch_made"})
    assert (made.data["gap"], made.data["chosen_site"], made.actor_id) == (0, None, 0)


def test_what_was_left_out_is_named_and_only_what_changed_is_made(run):
    assert "1장" in run("batch", "--site", "G-1").output
    site = Site(
        code="G-1", name="종합운동장 맞은편 공영주차장 출입구 옆 " * 9, kind="정압기", row="governors", camera_count=2
    )
    record(Kind.SITE, site)
    assert run("batch", "--changed", "--size", "80x80").exit_code == 2
    result = run("batch", "--size", "80x80")
    assert "안내판 3장" in result.output
    assert "설치 장소: 글이 길어 80x80mm" in result.stderr
    assert "안내판 1장" in run("batch", "--changed", "--size", "A3").output


def test_nothing_changed_is_no_failure_but_a_place_nobody_knows_is(run, tmp_path):
    result = run("batch", "--changed")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "인쇄할 안내판이 없어 파일을 만들지 않았습니다" in result.output
    assert [*tmp_path.glob("*.pdf"), *tmp_path.glob(".*.draft")] == []
    assert run("batch", "--changed", "--site", "G-l").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--sheet", "A3", "--margin", "0"), "여백은 3~60mm"),
        (("--site", "NOWHERE"), "인쇄할 안내판이 없습니다"),
        (("--sheet", "A4", "--size", "A3"), "한 장도"),
    ],
)
def test_what_cannot_be_made_ends_with_a_sentence(run, tmp_path, arguments, told):
    result = run("batch", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert [*tmp_path.glob("*.pdf"), *tmp_path.glob(".*.draft")] == []


def test_the_page_to_print_first_is_written(run, tmp_path):
    assert run("calibration", "--sheet", "A3", output="first.pdf").exit_code == 0
    [page] = pypdfium2.PdfDocument(tmp_path / "first.pdf")
    assert round(page.get_width() / 72 * 25.4) == 297
    assert run("calibration", "--sheet", "A5", output="none.pdf").exit_code == 2
    assert not (tmp_path / "none.pdf").exists()
