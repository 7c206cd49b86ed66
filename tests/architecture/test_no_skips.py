"""A skipped test fails the run in CI, and is named everywhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
A_SKIP = "import pytest\n\ndef test_fine():\n    pass\n\ndef test_left_out():\n    pytest.skip('no such program')\n"


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)], ids=["in CI", "elsewhere"])
def test_a_skipped_test_fails_the_run_in_ci_and_is_named(tmp_path, ci, code):
    (tmp_path / "test_skipping.py").write_text(A_SKIP)
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT}\naddopts = -p tests.no_skips\n")
    outcome = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tmp_path],
        cwd=tmp_path, env={**os.environ, "CI": ci}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert outcome.returncode == code, outcome.stdout
    assert "NOT RUN test_skipping.py::test_left_out: Skipped: no such program" in outcome.stdout
