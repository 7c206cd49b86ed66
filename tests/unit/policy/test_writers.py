"""What each format of the policy is besides its text; that all say the same holds ``test_office_same_text``."""

import json

import pytest

from app.policy.domain import Form
from app.policy.formats import FORMATS, UnknownFormat, format_named
from app.policy.writers.html import html_fragment, html_page
from app.policy.writers.markdown import escaped, markdown
from app.policy.writers.text import width
from app.registry.document import read_document
from app.registry.domain import Site
from app.registry.example import example_document
from tests.builders.policy import a_policy, policy_of_document, table_of
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


def test_pdf_keeps_every_row_in_one_line():
    policy = policy_of_document(read_document(document_of(case("16"))))
    text = written_text("pdf", FORMATS["pdf"].write(policy))
    for row in table_of(policy, "places").rows:
        assert folded("".join(cell.text for cell in row.cells)) in text


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
