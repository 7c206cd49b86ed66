"""Templates escape every value: nothing switches that off, and no value stands in an attribute without quotes.

Python marks text as safe only line by line, with a reason beside it: ruff holds that (S704).
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape|=\{\{")


def test_no_template_switches_escaping_off():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in sorted((ROOT / "templates").rglob("*"))
        if path.is_file()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if UNESCAPED.search(line)
    ]
    assert found == []


def test_the_search_finds_each_way():
    assert all(
        UNESCAPED.search(line)
        for line in ("{{ x|safe }}", "{{ x | safe }}", "{% autoescape false %}", "<a id={{ x }}>")
    )
