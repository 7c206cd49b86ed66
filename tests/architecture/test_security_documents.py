"""What docs/security.md names is there, and its numbers are right; whether a row is true is for readers to judge."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATES = ("met", "partly", "not met", "does not apply")
REQUIRED = 253
"""Requirements of ASVS 5.0.0 at level 1 (70) and level 2 (183)."""
CHAPTERS = 17
_ROW = re.compile(r"\| (\d+\.\d+\.)(\d+)(?:-(\d+))? \|(.*)\|")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@cache
def text():
    return (ROOT / "docs/security.md").read_text()


def rows():
    """Return number, how many requirements, state, how, where and test of each row."""
    for line in text().splitlines():
        if found := _ROW.fullmatch(line):
            section, first, last, rest = found.groups()
            _asks, state, how, where, test = (cell.strip() for cell in rest.split("|"))
            yield section + first, int(last or first) - int(first) + 1, state, how, where, test


def named(cell):
    return re.findall(r"`([^`]+)`", cell)


def test_every_state_is_one_of_four_and_says_how_or_why():
    assert {state for _no, _many, state, *_rest in rows()} == set(STATES)
    assert not [no for no, _many, _state, how, *_rest in rows() if not how]


def test_every_file_named_is_there():
    missing = [
        (no, path) for no, *_rest, where, _test in rows() for path in named(where) if not (ROOT / path).is_file()
    ]
    assert missing == []


def test_every_test_named_is_there():
    missing = []
    for no, *_rest, cell in rows():
        for name in named(cell):
            path, _, test = name.partition("::")
            if not (ROOT / path).is_file() or f"\ndef {test}(" not in (ROOT / path).read_text():
                missing.append((no, name))
    assert missing == []


def test_what_is_met_says_where_and_what_does_not_apply_nowhere():
    assert not [no for no, _many, state, _how, where, _test in rows() if state == "met" and not named(where)]
    assert not [no for no, _many, state, _how, where, test in rows() if state == "does not apply" and where + test]


def test_each_requirement_stands_once_and_none_is_missing():
    numbers = [no for no, *_rest in rows()]
    assert len(numbers) == len(set(numbers))
    assert sum(many for _no, many, *_rest in rows()) == REQUIRED
    assert {int(no.split(".")[0]) for no in numbers} == set(range(1, CHAPTERS + 1))
    assert f" {REQUIRED} requirements" in text()


def test_the_numbers_at_the_top_are_those_of_the_rows():
    chapters = {int(number): numbers for number, numbers in re.findall(r"\| V(\d+) [^|]+\|((?: \d+ \|){4})", text())}
    counted = Counter[tuple[int, str]]()
    for no, many, state, *_rest in rows():
        counted[int(no.split(".")[0]), state] += many

    assert sorted(chapters) == list(range(1, CHAPTERS + 1))
    for chapter, numbers in chapters.items():
        assert [int(each) for each in re.findall(r"\d+", numbers)] == [counted[chapter, state] for state in STATES]
    total = [sum(many for (_chapter, each), many in counted.items() if each == state) for state in STATES]
    assert "| **all** | " + " | ".join(f"**{many}**" for many in total) + " |" in text()


def test_every_link_of_the_security_documents_leads_somewhere():
    for document in ("SECURITY.md", "docs/security.md", "docs/threat-model.md"):
        path = ROOT / document
        broken = [link for link in _LINK.findall(path.read_text()) if not (path.parent / link).exists()]
        assert (document, broken) == (document, [])
