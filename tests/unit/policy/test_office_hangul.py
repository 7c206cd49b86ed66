"""The policy as a Hangul document: it passes the validators of python-hwpx, and says the sizes Hangul lays out by."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hwpx.tools.package_validator import validate_editor_open_safety
from lxml import etree

from app.policy.domain import Table
from app.policy.formats import FORMATS
from app.policy.writers import hwpx_frame
from app.registry.document import read_document
from app.registry.example import example_document
from tests.builders.policy import policy_of_document
from tests.builders.wide_policy import a_document, a_table, a_wide_policy, an_odd_policy
from tests.builders.written_policy import part_of, read_back
from tests.cases import case
from tests.cases.conversion import document_of

PARAGRAPHS = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
HEAD = "{http://www.hancom.co.kr/hwpml/2011/head}"
A4 = (59528, 84189)


@pytest.fixture(scope="module")
def policy():
    return policy_of_document(example_document())


@pytest.fixture(scope="module")
def content(policy):
    return FORMATS["hwpx"].write(policy)


def judged(content):
    """Return everything the validators of package, schema and opening complain of."""
    report = validate_editor_open_safety(content)
    complaints = [str(one) for one in (*report.validate_package.issues, *report.validate_document.issues)]
    return report.ok, [text for text in complaints if "does not reference a version part" not in text]


def tables_of(content, section=0):
    return list(part_of(content, f"Contents/section{section}.xml").iter(f"{PARAGRAPHS}tbl"))


@pytest.mark.parametrize("which", ["example", "wide", "odd", "08", "20", "en"])
def test_it_passes_the_validators(which, content):
    """Of package, OWPML schema and opening; without a warning, but for one Hangul's own files bring too."""
    if which == "example":
        written = content
    elif which in {"wide", "odd"}:
        written = FORMATS["hwpx"].write({"wide": a_wide_policy, "odd": an_odd_policy}[which]())
    else:
        found = case("13" if which == "en" else which)
        written = FORMATS["hwpx"].write(
            policy_of_document(read_document(document_of(found)), language=found["language"])
        )
    assert judged(written) == (True, [])


def test_the_validators_see_a_table_without_sizes(content):
    with ZipFile(BytesIO(content)) as archive:
        parts = {info: archive.read(info) for info in archive.namelist()}
    parts["Contents/section0.xml"] = parts["Contents/section0.xml"].replace(b"<hp:cellSz ", b"<hp:cellSize ")
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for info, part in parts.items():
            archive.writestr(info, part)
    ok, complaints = judged(target.getvalue())
    assert not ok
    assert any("cellSz" in text for text in complaints)


def test_every_row_has_a_height_and_a_merged_cell_those_of_its_rows(content):
    for table in tables_of(content):
        rows = table.findall(f"{PARAGRAPHS}tr")
        cells = [
            (row, int(cell.find(f"{PARAGRAPHS}cellSpan").get("rowSpan")), _height(cell))
            for row, line in enumerate(rows)
            for cell in line.findall(f"{PARAGRAPHS}tc")
        ]
        heights = {row: height for row, span, height in cells if span == 1}
        assert heights.keys() == set(range(len(rows)))
        assert min(heights.values()) >= 1700  # A line of 9 points with room above and below.
        assert all(height == sum(heights[row + one] for one in range(span)) for row, span, height in cells)
        assert int(table.find(f"{PARAGRAPHS}sz").get("height")) == sum(heights.values())


def test_a_row_is_as_high_as_its_longest_text_broken_to_the_column():
    short, long = (a_table(2, 1), a_table(2, 1))
    row = long.rows[0]
    cell = type(row.cells[1])((type(row.cells[1].lines[0])("가나다라마바사아자차" * 20),))
    long = Table(long.key, long.caption, long.columns, (type(row)((row.cells[0], cell)),))
    content = FORMATS["hwpx"].write(a_document((short,), (long,)))
    low, high = (_height(list(table.iter(f"{PARAGRAPHS}tc"))[-1]) for table in tables_of(content))
    assert 5 * low < high < 9 * low


def test_heads_repeat_and_rows_stay_whole(content):
    for table in tables_of(content):
        assert (table.get("repeatHeader"), table.get("pageBreak")) == ("1", "TABLE")
        heads = [
            [cell.get("header") for cell in row.findall(f"{PARAGRAPHS}tc")] for row in table.iter(f"{PARAGRAPHS}tr")
        ]
        assert set(heads[0]) == {"1"}
        assert {mark for row in heads[1:] for mark in row} == {"0"}
        # As a letter of the text a table would be cut off where the page ends.
        assert table.find(f"{PARAGRAPHS}pos").get("treatAsChar") == "0"


def test_tables_are_read_back_whole_with_their_captions(policy, content):
    tables = [block for block in policy.blocks() if isinstance(block, Table)]
    captions = ["".join(table.find(f"{PARAGRAPHS}caption").itertext()) for table in tables_of(content)]
    assert captions == [table.caption for table in tables]
    again = [block for block in read_back("hwpx", content, policy).blocks() if isinstance(block, Table)]
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in again] == [
        [[cell.text for cell in row.cells] for row in table.rows] for table in tables
    ]


def test_pages_are_a4_and_turn_for_a_wide_table():
    content = FORMATS["hwpx"].write(a_wide_policy())
    pages = [next(part_of(content, f"Contents/section{number}.xml").iter(f"{PARAGRAPHS}pagePr")) for number in range(3)]
    assert [(int(page.get("width")), int(page.get("height"))) for page in pages] == [A4] * 3
    assert [page.get("landscape") for page in pages] == ["WIDELY", "NARROWLY", "WIDELY"]
    widths = [int(tables_of(content, number)[0].find(f"{PARAGRAPHS}sz").get("width")) for number in range(3)]
    assert widths == [A4[0] - 2 * 5669, A4[1] - 2 * 5669, A4[0] - 2 * 5669]
    for number in range(3):
        assert "".join(part_of(content, f"Contents/section{number}.xml").find(f".//{PARAGRAPHS}footer").itertext())


def test_headings_belong_to_the_outline_and_are_not_numbered_twice(policy, content):
    head = part_of(content, "Contents/header.xml")
    levels = {
        shape.get("id"): heading.get("level")
        for shape in head.iter(f"{HEAD}paraPr")
        for heading in shape.iter(f"{HEAD}heading")
        if heading.get("type") == "OUTLINE"
    }
    found = [
        (levels[one.get("paraPrIDRef")], "".join(one.itertext()))
        for one in part_of(content, "Contents/section0.xml").iterchildren(f"{PARAGRAPHS}p")
        if one.get("paraPrIDRef") in levels
    ]
    assert [text for level, text in found if level == "1"] == [f"{one.label} {one.heading}" for one in policy.sections]
    assert [text.endswith(policy.title) for level, text in found if level == "0"] == [True]
    assert not any(level.text for one in head.iter(f"{HEAD}numbering") for level in one)


def test_letters_are_in_a_font_with_one_every_hangul_has_behind_it(content):
    head = part_of(content, "Contents/header.xml")
    for face in head.iter(f"{HEAD}fontface"):
        (font,) = [one for one in face if one.get("face") == "맑은 고딕"]
        assert font.find(f"{HEAD}substFont").get("face") == "함초롬돋움"


def test_the_file_says_what_it_is_whose_and_of_which_day(policy, content):
    described = etree.tostring(part_of(content, "Contents/content.hpf"), encoding="unicode")
    assert f"<opf:title>{policy.title}</opf:title>" in described
    assert f">{policy.organisation}<" in described
    assert described.count("2026-11-22T00:00:00Z") == 2
    assert "synthetic" not in described
    with ZipFile(BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == 0
        assert archive.read("Preview/PrvText.txt").decode().startswith(policy.title)


def test_the_same_policy_gives_the_same_bytes_also_when_all_is_set_up_anew():
    first = FORMATS["hwpx"].write(a_wide_policy())
    hwpx_frame._set_up.cache_clear()
    assert FORMATS["hwpx"].write(a_wide_policy()) == first


def _height(cell):
    return int(cell.find(f"{PARAGRAPHS}cellSz").get("height"))
