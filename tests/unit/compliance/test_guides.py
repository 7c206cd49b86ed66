"""The user guides name things as the pages do: every bold word in Korean stands on a page."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_HANGUL = re.compile(r"[가-힣]")


def words_on_pages() -> str:
    files = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "app").rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.fixture(scope="module")
def pages():
    return words_on_pages()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_a_guide_names_things_as_the_pages_do(guide, pages):
    bold = [part.strip() for found in _BOLD.findall(guide.read_text(encoding="utf-8")) for part in found.split("→")]
    unknown = [word for word in bold if _HANGUL.search(word) and f'"{word}"' not in pages and f"'{word}'" not in pages]

    assert unknown == []


@pytest.mark.parametrize("name", ["operator", "manager", "printing", "administrator"])
def test_a_role_has_its_guide_in_both_languages_and_in_the_index(name):
    index = (ROOT / "docs" / "guide" / "README.md").read_text(encoding="utf-8")

    for path in (f"{name}.md", f"{name}.en.md"):
        assert f"({path})" in index
        assert (ROOT / "docs" / "guide" / path).is_file()
