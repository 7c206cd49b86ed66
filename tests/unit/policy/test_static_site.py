"""The exported site: all links resolve, nothing runs, and the files are those that were kept, byte for byte."""

import io
import posixpath
import zipfile
from datetime import date
from hashlib import sha256

import html5lib
import pytest

from app.policy.static_site import CHECKSUMS, SITEMAP, file_path, site, zip_pieces, zipped
from tests.builders.policy_site import three_published

ON = date(2026, 5, 1)


@pytest.fixture(scope="module")
def versions():
    return three_published()


@pytest.fixture(scope="module")
def made(versions):
    return site(versions, on=ON, organisation="예시도시가스", address="https://gas.example/cctv/")


def pages(made):
    return {path: content.decode() for path, content in made.items() if path.endswith(".html")}


def own_pages(made):
    """Return the pages of the site itself, not those that were kept."""
    return {path: text for path, text in pages(made).items() if not path.startswith("files/")}


def elements(text):
    return list(html5lib.parse(text, namespaceHTMLElements=False).iter())


def test_every_link_is_relative_and_leads_to_a_file(made):
    for path, text in own_pages(made).items():
        for element in elements(text):
            target = element.get("href") or element.get("src")
            if target is None or target.startswith("#"):
                continue
            assert "://" not in target
            assert not target.startswith("/")
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target.split("#")[0])) in made


def test_every_page_can_be_reached_from_the_first(made):
    seen, left = set(), ["index.html"]
    while left:
        path = left.pop()
        if path in seen:
            continue
        seen.add(path)
        if path in own_pages(made):
            folder = posixpath.dirname(path)
            left += [
                posixpath.normpath(posixpath.join(folder, element.get("href")))
                for element in elements(made[path].decode())
                if element.get("href") and not element.get("href").startswith("#")
            ]
    assert set(own_pages(made)) <= seen


def test_the_files_are_those_that_were_kept(made, versions):
    kept = {file_path(one.number, each): each.content for one in versions for each in one.files}
    assert len(kept) == sum(len(one.files) for one in versions)
    assert {path: made[path] for path in kept} == kept
    assert {path for path in made if path.startswith("files/")} == set(kept)


def test_the_first_page_is_the_version_in_force_as_it_was_published(made, versions):
    fragment = next(each.content for each in versions[1].files if (each.language, each.name) == ("ko", "fragment"))
    assert fragment in made["index.html"]
    assert "2026-04-01부터 시행 중" in made["index.html"].decode()
    assert "in force since 2026-04-01" in made["index.en.html"].decode()
    assert "2026-06-01부터 시행 예정" in made["versions/3.html"].decode()
    assert "시행한 지난 판" in made["versions/1.html"].decode()
    assert "versions/1.en.html" not in made


def test_neighbouring_versions_are_compared(made):
    assert {"compare/1-2.html", "compare/1-2.pdf", "compare/2-3.html", "compare/2-3.en.html"} <= set(made)
    assert "compare/1-2.en.html" not in made  # The first was published in Korean only.
    assert "<ins>" in made["compare/2-3.html"].decode()


def test_nothing_runs_and_nothing_is_styled_in_the_page(made):
    for text in own_pages(made).values():
        for element in elements(text):
            assert element.tag not in {"style", "iframe", "form"}
            assert element.tag != "script" or element.get("type") == "application/ld+json"
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


def test_what_was_entered_is_never_markup(made):
    assert "사옥 2 <b>" not in made["index.html"].decode()
    assert "사옥 2 &lt;b&gt;" in made["index.html"].decode()


def test_the_checksums_are_of_every_other_file(made):
    lines = [line.split("  ") for line in made[CHECKSUMS].decode().splitlines()]
    assert {path: digest for digest, path in lines} == {
        path: sha256(content).hexdigest() for path, content in made.items() if path != CHECKSUMS
    }


def test_the_sitemap_names_every_page_by_its_whole_address(made):
    text = made[SITEMAP].decode()
    assert "<loc>https://gas.example/cctv/index.html</loc>" in text
    assert text.count("<loc>") == len(pages(made))


def test_the_same_versions_give_the_same_zip(made, versions):
    again = site(versions, on=ON, organisation="예시도시가스", address="https://gas.example/cctv/")
    assert zipped(made) == zipped(again)
    with zipfile.ZipFile(io.BytesIO(zipped(made))) as archive:
        assert archive.testzip() is None
        assert {entry.filename: archive.read(entry) for entry in archive.infolist()} == made


def test_before_anything_is_in_force_the_first_page_says_so():
    made = site((), on=ON, organisation="예시도시가스")
    assert "시행 중인 방침이 아직 없습니다." in made["index.html"].decode()
    assert SITEMAP not in made


def test_a_zip_leaves_a_file_at_a_time_and_is_the_same_as_the_whole(made):
    pieces = list(zip_pieces(made))
    assert len(pieces) > len(made)
    assert b"".join(pieces) == zipped(made)
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == made
