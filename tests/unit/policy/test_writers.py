"""What each format of the policy is besides its text; that all say the same holds ``test_office_same_text``."""

import json
import re
from io import BytesIO
from itertools import takewhile

import pytest

from app.policy.domain import Form, Table, unmarked
from app.policy.formats import FORMATS, UnknownFormat, format_named
from app.policy.writers.html import html_fragment, html_page
from app.policy.writers.markdown import escaped, markdown
from app.policy.writers.text import width
from app.registry.document import read_document
from app.registry.domain import Declared, Retention, Site
from app.registry.example import example_document
from tests.builders.pdf_pages import operators
from tests.builders.policy import a_policy, policy_of_document, table_of, things_of
from tests.builders.written_policy import folded, written_text
from tests.cases import case
from tests.cases.conversion import document_of

CASES = ("12", "20")


@pytest.fixture(scope="module", params=("example", "english", *CASES))
def policy(request):
    if request.param == "example":
        return policy_of_document(example_document(), form=Form.SECTION)
    if request.param == "english":
        return policy_of_document(read_document(document_of(case("13"))), language="en")
    return policy_of_document(read_document(document_of(case(request.param))))


def test_pdf_keeps_every_row_in_one_line_and_says_a_merged_value_once():
    policy = policy_of_document(read_document(document_of(case("16"))))
    text = written_text("pdf", FORMATS["pdf"].write(policy))
    places = table_of(policy, "places")
    spans = places.row_spans()
    assert any(span > 1 for row in spans for span in row)
    for row, here in zip(places.rows, spans, strict=True):
        shown = [cell.text for cell, span in zip(row.cells, here, strict=True) if span == 1]
        assert all(folded(value) in text for value in shown)
    merged = next(
        row.cells[at].text for row, here in zip(places.rows, spans, strict=True) for at, n in enumerate(here) if n > 1
    )
    assert text.count(folded(merged)) < sum(cell.text == merged for row in places.rows for cell in row.cells)


GAP_GROUND, SHADE = "1 .941176 .823529 rg", ".929412 .945098 .960784 rg"


def test_pdf_marks_gaps_and_shades_totals_as_word_does():
    """The ground under a gap and the shade under a total, in the operators of the page."""
    with_gaps = a_policy(Site(code="A", name="사옥", camera_count=2), Site(code="B", name="관리소", camera_count=1))
    assert with_gaps.gaps()
    assert GAP_GROUND in operators(FORMATS["pdf"].write(with_gaps))
    assert GAP_GROUND not in operators(FORMATS["pdf"].write(unmarked(with_gaps)))
    tables = [block for block in with_gaps.blocks() if isinstance(block, Table)]
    totals = sum(row.total for table in tables for row in table.rows)
    assert totals == 1
    assert operators(FORMATS["pdf"].write(with_gaps)).count(SHADE) == len(tables) + totals


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"json"}))
def test_what_is_published_says_a_gap_without_a_mark(name):
    policy = a_policy(Site(code="A", name="사옥", camera_count=2))
    marked, published = FORMATS[name].write(policy), FORMATS[name].write(unmarked(policy))
    assert written_text(name, published) == written_text(name, marked)
    assert b'class="wb-policy-gap"' not in published


def test_the_same_policy_gives_the_same_bytes(policy):
    for one in FORMATS.values():
        assert one.write(policy) == one.write(policy)


def test_tables_are_semantic():
    html = html_fragment(policy_of_document(example_document()))
    assert html.count("<caption>") == html.count("<table ") == html.count("<thead>")
    assert 'scope="col"' in html
    assert 'scope="row"' in html
    assert 'data-code="HQ"' in html
    assert 'data-field="retention"' in html


def test_the_fragment_carries_no_style_and_the_page_its_own():
    policy = a_policy()
    assert "style" not in html_fragment(policy)
    assert html_page(policy).startswith("<!doctype html>")
    assert ".wb-policy-table" in html_page(policy)


def test_what_was_entered_is_never_markup():
    policy = a_policy(Site(code="A", name="<script>x</script> | *사옥* ~1~ & #", camera_count=1))
    assert "<script>" not in html_page(policy)
    assert "&lt;script&gt;" in html_page(policy)
    assert r"\<script\>x\</script\> \| \*사옥\* \~1\~" in markdown(policy)


@pytest.mark.parametrize(
    ("text", "safe"), [("1. 사옥", r"1\. 사옥"), ("- 사옥", r"\- 사옥"), ("# 사옥", r"\# 사옥"), ("24시간", "24시간")]
)
def test_markdown_keeps_the_start_of_a_line(text, safe):
    assert escaped(text) == safe


def test_gaps_are_marked_in_html():
    assert '<mark class="wb-policy-gap">(미기재)</mark>' in html_page(a_policy(Site(code="A", name="사옥")))


def test_the_columns_of_plain_text_stand_below_each_other():
    """Also where a cell says a lot, as an address or a reason does: 23 of our cases and the example say less."""
    reason = "무인 시설이어서 달마다 한 번 점검할 때 그동안의 침입과 훼손을 확인하여야 하고, " * 2
    long = Site(code="Z", name="관리소", declared=Declared(retention=Retention(days=60, reason=reason)))
    policy = a_policy(*things_of(example_document()), long)
    lines = FORMATS["txt"].write(policy).decode().splitlines()
    rules = [number for number, line in enumerate(lines) if line and set(line) == {"-"}]
    assert len(rules) == sum(isinstance(block, Table) for block in policy.blocks())
    for rule in rules:
        rows = [lines[rule - 1], *takewhile(bool, lines[rule + 1 :])]
        bars = {tuple(width(row[: bar.start()]) for bar in re.finditer(r"[|]", row)) for row in rows}
        assert len(bars) == 1, rows


@pytest.mark.parametrize("name", ["html", "fragment", "md", "txt", "json"])
def test_a_text_goes_out_piece_by_piece(name):
    """A longer policy makes more pieces, not larger ones: no writer holds the whole text."""

    class Counted(BytesIO):
        largest = 0

        def write(self, content):
            self.largest = max(self.largest, len(content))
            return super().write(content)

        def writelines(self, lines):
            for line in lines:
                self.write(line)

    few, many = Counted(), Counted()
    for count, target in ((3, few), (60, many)):
        FORMATS[name].write_to(a_policy(*(Site(code=f"S{n:02}", name=f"관리소 {n:02}") for n in range(count))), target)
    assert len(many.getvalue()) > len(few.getvalue()) + 40 * len("관리소 00".encode())
    assert many.largest <= few.largest + 20


def test_json_has_rows_of_named_fields():
    content = json.loads(FORMATS["json"].write(policy_of_document(example_document())))
    tables = {
        block["table"]: block for section in content["sections"] for block in section["blocks"] if "table" in block
    }
    office = next(row for row in tables["keeping"]["rows"] if row["code"] == "HQ")
    assert office["cells"]["hours"] == "24시간"
    assert office["cells"]["processing"] is None
    assert content["registry_revision"] == "0123456789ab"


def test_wide_letters_take_two_columns():
    assert width("사옥 4대") == 8


def test_a_format_that_is_not_there_names_those_that_are():
    with pytest.raises(UnknownFormat, match="html, fragment, md, txt, pdf, docx, hwpx, json"):
        format_named("odt")
