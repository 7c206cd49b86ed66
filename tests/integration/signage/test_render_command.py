"""From the shell: signs of all or some sites as one PDF, or every gap named and nothing written."""

import pypdfium2
import pytest

from app.cli import watchbook
from app.database import db
from app.ledger import queries as ledger
from tests.builders.registry import a_small_estate, record_estate
from tests.builders.signage import a_signed_estate


@pytest.fixture
def run(app, tmp_path):
    """Return what ``signs render`` says and writes."""
    path = tmp_path / "signs.pdf"

    def ran(*arguments):
        result = app.test_cli_runner().invoke(watchbook, ["signs", "render", *arguments, "-o", str(path)])
        return result, path

    return ran


def test_all_signs_are_written_one_per_page(app, run):
    record_estate(a_signed_estate())
    result, path = run("--all", "--size", "A4")

    assert result.exit_code == 0, result.output
    assert "4장" in result.output
    assert len(pypdfium2.PdfDocument(path)) == 4
    [entry] = ledger.entries(db.session(), names={"sign.printed"})
    assert entry.actor_id == 0
    assert list(path.parent.glob(".*.draft")) == []


def test_the_same_signs_are_the_same_file(app, run):
    record_estate(a_signed_estate())
    first = run("--all")[1].read_bytes()
    assert run("--all")[1].read_bytes() == first


def test_some_sites_on_sheets(app, run):
    record_estate(a_signed_estate())
    result, path = run("--site", "HQ", "--site", "G-1", "--size", "90x120", "--sheet", "A4", "--lang", "ko")
    assert result.exit_code == 0, result.output
    assert len(pypdfium2.PdfDocument(path)) == 1


def test_what_a_size_leaves_out_is_said(app, run):
    record_estate(a_signed_estate())
    assert "4장에 이 크기로는 적지 못했습니다: English 항목 이름 모두" in run("--all", "--size", "80x80")[0].output
    assert "적지 못했습니다" not in run("--all", "--size", "A4")[0].output


def test_a_variant_in_five_languages(app, run):
    record_estate(a_signed_estate())
    result, path = run("--site", "HQ", "--variant", "print-shop", "--lang", "ko,vi,en,ja,zh")
    assert result.exit_code == 0, result.output
    page = pypdfium2.PdfDocument(path)[0]
    assert "CAMERA ĐANG GHI HÌNH" in page.get_textpage().get_text_bounded()
    assert page.get_trimbox() != page.get_mediabox()


def test_every_gap_is_named_and_nothing_is_written(app, run):
    record_estate(a_small_estate())
    result, path = run("--all")
    assert result.exit_code == 2
    assert "8건" in result.stderr
    assert "G-2) · 설치 목적" in result.stderr
    assert not path.exists()
    assert list(ledger.entries(db.session(), names={"sign.issued", "sign.printed"})) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--site", "NOWHERE"], "NOWHERE"),
        (["--all", "--size", "A9"], "A9"),
        (["--all", "--lang", "fr"], "'fr'"),
        (["--all", "--lang", "en,vi"], "'en,vi'"),
        (["--all", "--variant", "print-shop", "--size", "A5", "--sheet", "A3"], "재단 여백"),
        (["--all", "--site", "HQ"], "--all"),
        ([], "--all"),
        (["--all", "--size", "A3", "--sheet", "A4"], "A4 용지"),
    ],
)
def test_what_cannot_be_done_ends_with_a_sentence(app, run, arguments, told):
    record_estate(a_signed_estate())
    result, path = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not path.exists()


def test_an_empty_registry_has_nothing_to_print(app, run):
    result, _path = run("--all")
    assert result.exit_code == 2
    assert "인쇄할 안내판이 없습니다" in result.stderr


def test_a_file_that_cannot_be_written_is_said(app):
    record_estate(a_signed_estate())
    result = app.test_cli_runner().invoke(watchbook, ["signs", "render", "--all", "-o", "/proc/nowhere/signs.pdf"])
    assert result.exit_code == 2
    assert "쓸 수 없습니다" in result.stderr
    assert list(ledger.entries(db.session(), names={"sign.printed"})) == []
