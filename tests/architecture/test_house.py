"""The rules of the house that source text alone can show."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*ROOT.glob("app/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("migrations/**/*.py")])
DUMPING_GROUNDS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "handler", "data", "info"}


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def test_import_contracts_hold():
    outcome = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout[-4000:]


def test_every_file_is_short():
    long = {
        str(path.relative_to(ROOT)): count for path in SOURCES if (count := len(path.read_text().splitlines())) > 300
    }
    assert long == {}


def test_every_exception_from_a_rule_has_its_reason_beside_it():
    bare = re.compile(r"# (?:noqa: [A-Z0-9, ]+|type: ignore\[[a-z-]+\]|type: ignore|noqa)\s*$", re.MULTILINE)
    assert [str(path.relative_to(ROOT)) for path in SOURCES if bare.search(path.read_text())] == []


def test_there_is_no_dumping_ground():
    assert [path for path in SOURCES if path.stem in DUMPING_GROUNDS] == []


def test_every_module_says_what_it_owns():
    silent = [
        path for path in SOURCES if path.stat().st_size and not path.read_text().lstrip("#! /\n").startswith('"""')
    ]
    assert silent == []


def test_kernel_is_a_closed_list():
    assert {path.stem for path in (ROOT / "app/kernel").glob("*.py")} == {
        "__init__", "actor", "acts", "canonical", "clock", "errors", "hangul", "messages", "particles", "reasons",
        "roles", "sweeping", "uses",
    }  # fmt: skip


def test_nothing_is_inline_in_a_template():
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)|\sstyle=|\son[a-z]+=|javascript:|hx-on", re.IGNORECASE
    )
    faults = [
        f"{path.relative_to(ROOT)}: {found.group(0)}"
        for path in ROOT.glob("templates/**/*.html")
        if (found := inline.search(path.read_text()))
    ]
    assert faults == []


def test_lock_files_carry_hashes_and_no_address():
    for path in ROOT.glob("deploy/requirements/*.txt"):
        text = path.read_text()
        assert "://" not in text, path
        pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#", "-"))]
        assert all(re.match(r"^[\w.\-\[\],]+==", pin) and pin.endswith("\\") for pin in pins), path
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert not any("resolved" in package for package in lock["packages"].values())
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_nothing_third_party_is_committed():
    assert tracked("app/static/vendor", "app/fonts", "node_modules") == []


def test_no_path_of_a_machine_is_committed():
    machine = re.compile(r"(^|[^a-z.])/(work|root|home/[a-z]+)/[a-z.]")
    faults = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked("*.py", "*.md", "*.html", "*.js", "*.css", "*.toml", "*.sh", "Makefile", ".ci/run")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if machine.search(line)
    ]
    assert faults == []


@pytest.mark.parametrize("path", [p for p in SOURCES if "tests" not in p.parts], ids=lambda p: str(p.relative_to(ROOT)))
def test_no_unfinished_mark(path):
    assert not re.search(r"TODO|FIXME|NotImplementedError\(\)|XXX", path.read_text())
