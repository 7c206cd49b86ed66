"""The registry from the shell."""

import json
from datetime import date

import jsonschema
import pytest

from app.database import db
from app.registry import queries
from app.registry.cli import registry
from app.registry.document import FORMAT
from tests.builders.registry import a_small_estate, record_estate


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *arguments: runner.invoke(registry, [str(argument) for argument in arguments])


def document_file(tmp_path, **items):
    path = tmp_path / "registry.json"
    path.write_text(json.dumps({"format": FORMAT, **items}), encoding="utf-8")
    return path


def test_show_prints_rows_counts_and_the_total(run):
    record_estate()

    shown = run("show", "--as-of", "2026-03-01")

    assert shown.exit_code == 0
    assert "정압기" in shown.output
    assert "합계 10대" in shown.output


def test_show_prints_the_same_as_json(run):
    record_estate()

    found = json.loads(run("show", "--json").stdout)

    assert (found["total"], [row["count"] for row in found["rows"]]) == (10, [5, 5])
    assert found["rows"][0]["values"]["retention"] == {"text": "20일", "days": 20}
    assert found["revision"] == queries.snapshot(db.session(), as_of=date.fromisoformat(found["as_of"])).revision


def test_show_answers_as_known_at_a_moment(run):
    record_estate()

    before = json.loads(run("show", "--json", "--known-at", "2026-01-01T09:00").stdout)
    after = json.loads(run("show", "--json", "--known-at", "2026-01-06").stdout)

    assert (before["total"], after["total"]) == (0, 10)


def test_schema_describes_the_document(run):
    schema = json.loads(run("schema").stdout)

    jsonschema.validate({"format": FORMAT, **a_small_estate()}, schema)


def test_import_prints_the_changes_and_a_second_one_has_none(run, tmp_path):
    path = document_file(tmp_path, **a_small_estate())

    preview, first, second = run("import", "--dry-run", path), run("import", path), run("import", path)

    assert "+ 설치장소 HQ 본사 사옥" in preview.output
    assert preview.output == first.output
    assert second.output == "0건 (changes)\n"
    assert [(result.exit_code) for result in (preview, first, second)] == [0, 0, 0]


def test_import_says_what_changes_by_labels_and_names_as_the_page_does(run, tmp_path):
    run("import", document_file(tmp_path, **a_small_estate()))
    changed = {"code": "HQ", "name": "본사 사옥", "declared": {"retention": {"text": "60일", "days": 60}}}

    shown = run("import", "--dry-run", document_file(tmp_path, sites=[changed])).output

    assert "보관기간: " in shown
    assert "→ 60일" in shown
    assert "declared." not in shown
    assert "{" not in shown


def test_import_prints_changes_as_json(run, tmp_path):
    run("import", document_file(tmp_path, **a_small_estate()))
    path = document_file(tmp_path, posts=[{"code": "lead", "title": "안전부장"}])

    [change] = json.loads(run("import", "--json", "--from", "2026-06-01", path).stdout)

    assert (change["code"], change["change"], change["valid_from"]) == ("lead", "change", "2026-06-01")
    assert change["fields"][0] == {"field": "title", "old": "안전팀장", "new": "안전부장"}


def test_import_names_every_fault_and_exits_with_2(run, tmp_path):
    path = document_file(tmp_path, sites=[{"code": "S", "name": "x", "row": "none"}, {"code": "T"}])

    result = run("import", path)

    assert result.exit_code == 2
    assert "sites[0].row" in result.stderr
    assert "sites[1].name" in result.stderr
    assert queries.is_empty(db.session())


def test_export_and_import_give_the_same_state(run, tmp_path, app):
    record_estate()
    path = tmp_path / "out.json"

    assert run("export", path).exit_code == 0
    assert run("import", path).output == "0건 (changes)\n"
    assert json.loads(path.read_text(encoding="utf-8"))["complete"] is True


def test_export_refuses_an_ending_it_does_not_know(run, tmp_path):
    assert run("export", tmp_path / "out.doc").exit_code == 2
