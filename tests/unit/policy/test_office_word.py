"""The policy as a Word document: real headings, lists and tables, pages that turn, and rows our reader gets whole."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from app.policy.domain import Form, Table
from app.policy.extraction import extract
from app.policy.formats import FORMATS
from app.policy.printed import Grid
from app.registry.document import read_document
from app.registry.example import example_document
from tests.builders.policy import policy_of_document
from tests.builders.wide_policy import a_wide_policy, an_odd_policy
from tests.builders.written_policy import folded
from tests.cases import NUMBERS, case
from tests.cases.conversion import document_of


@pytest.fixture(scope="module")
def policy():
    return policy_of_document(example_document())


@pytest.fixture(scope="module")
def word(policy):
    return docx.Document(BytesIO(FORMATS["docx"].write(policy)))


def test_headings_are_words_own(policy, word):
    headings = {
        level: [one.text for one in word.paragraphs if one.style.name == f"Heading {level}"] for level in (1, 2)
    }
    assert headings[1] == [policy.title]
    assert headings[2] == [f"{section.label} {section.heading}" for section in policy.sections]


def test_lists_are_words_own(word):
    items = [one for one in word.paragraphs if one.style.name == "List Bullet"]
    assert "보관시설 또는 잠금장치" in [one.text for one in items]
    assert not any(one.text.startswith(("-", "•")) for one in items)


def test_every_table_follows_its_caption_and_repeats_its_head(policy, word):
    tables = [block for block in policy.blocks() if isinstance(block, Table)]
    for written, table in zip(word.tables, tables, strict=True):
        before = written._tbl.getprevious()
        assert before.text == table.caption
        assert before.pPr.pStyle.val == "Caption"
        assert written._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == table.caption
        marks = [row._tr.trPr for row in written.rows]
        assert all(mark.find(qn("w:cantSplit")) is not None for mark in marks)
        assert [mark.find(qn("w:tblHeader")) is not None for mark in marks] == [True] + [False] * len(table.rows)


def test_equal_neighbours_are_one_cell_as_in_html(policy, word):
    for written, table in zip(word.tables, (one for one in policy.blocks() if isinstance(one, Table)), strict=True):
        merges = [[cell.tcPr.vMerge_val for cell in row.tc_lst] for row in written._tbl.tr_lst[1:]]
        known = {None: 1, "restart": 2, "continue": 0}
        shown = [[min(span, 2) for span in spans] for spans in table.row_spans()]
        assert [[known[merge] for merge in row] for row in merges] == shown


def test_rows_of_a_merged_cell_stay_on_one_page():
    word = docx.Document(BytesIO(FORMATS["docx"].write(a_wide_policy())))
    rows = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in word.tables[1].rows[1:]]
    assert rows == [((number + 1) % 6 != 0 and number != 39) or None for number in range(40)]


@pytest.mark.parametrize("number", NUMBERS)
def test_our_reader_gets_every_row_whole(number):
    policy = policy_of_document(read_document(document_of(case(number))), language=case(number)["language"])
    printed = extract(FORMATS["docx"].write(policy), name="policy.docx")
    grids = [piece for piece in printed.pieces if isinstance(piece, Grid)]
    tables = [block for block in policy.blocks() if isinstance(block, Table)]
    assert [grid.caption for grid in grids] == [table.caption for table in tables]
    for grid, table in zip(grids, tables, strict=True):
        assert all(cell.head for cell in grid.rows[0])
        assert [[folded(cell.text) for cell in row] for row in grid.rows] == [
            [folded(column.heading) for column in table.columns],
            *([folded(cell.text) for cell in row.cells] for row in table.rows),
        ]
        covered = [[cell.covered for cell in row] for row in grid.rows[1:]]
        assert covered == [[span == 0 for span in spans] for spans in table.row_spans()]
    assert printed.language == policy.language


@pytest.mark.parametrize(("language", "locale"), [("ko", "ko-KR"), ("en", "en-US")])
def test_the_file_says_what_it_is_whose_and_of_which_day(language, locale):
    policy = policy_of_document(example_document(), language=language, form=Form.SECTION)
    word = docx.Document(BytesIO(FORMATS["docx"].write(policy)))
    properties = word.core_properties
    assert (properties.title, properties.author) == (policy.title, policy.organisation)
    assert properties.created == properties.modified == datetime(2026, 11, 22, tzinfo=UTC)
    assert properties.language == locale
    letters = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert letters.find(qn("w:lang")).get(qn("w:val")) == locale
    assert letters.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "맑은 고딕"


def test_pages_are_a4_and_numbered(policy, word):
    (section,) = word.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    foot = section.footer.paragraphs[0]._p
    assert [field.get(qn("w:instr")).strip() for field in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert policy.organisation in "".join(foot.itertext())


def test_a_section_with_a_wide_table_lies_on_pages_of_its_own():
    policy = a_wide_policy()
    word = docx.Document(BytesIO(FORMATS["docx"].write(policy)))
    assert [round(section.page_width.mm) for section in word.sections] == [210, 297, 210]
    assert all(section.footer.paragraphs[0].text for section in word.sections)
    widths = [sum(int(one.get(qn("w:w"))) for one in table._tbl.tblGrid.iter(qn("w:gridCol"))) for table in word.tables]
    room = [
        section.page_width.twips - section.left_margin.twips - section.right_margin.twips for section in word.sections
    ]
    assert widths == room


def test_parts_bear_no_time_and_nothing_of_the_template(policy):
    with ZipFile(BytesIO(FORMATS["docx"].write(policy))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
        assert not [name for name in names if "thumbnail" in name or "customXml" in name or "Effects" in name]
        assert "Macintosh" not in archive.read("docProps/app.xml").decode()


def test_what_was_entered_stays_text_and_what_xml_cannot_hold_is_shown_as_lost():
    printed = extract(FORMATS["docx"].write(an_odd_policy()), name="odd.docx")
    (grid,) = [piece for piece in printed.pieces if isinstance(piece, Grid)]
    assert grid.rows[1][0].text == '<b>&amp; "A"'
    assert grid.rows[1][1].text == "둘째\n줄 \ufffd"


def test_a_gap_is_marked(word):
    marked = [run.text for table in word.tables for row in table.rows for run in _runs(row) if _style(run)]
    assert set(marked) >= {"(미기재)"}


def _runs(row):
    return [run for cell in row.cells for paragraph in cell.paragraphs for run in paragraph.runs]


def _style(run):
    return run.style.name == "Policy Missing"
