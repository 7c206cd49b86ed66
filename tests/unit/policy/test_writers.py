"""Every format says the same: HTML, Markdown, text and PDF hold one text after white space is folded."""

import json
import re
from collections import Counter

import html5lib
import pypdfium2
import pytest

from app.policy.domain import Form, Table
from app.policy.formats import FORMATS, UnknownFormat, format_named
from app.policy.writers.html import html_fragment, html_page
from app.policy.writers.markdown import escaped, markdown
from app.policy.writers.text import BETWEEN_CELLS, BETWEEN_LINES, plain_text, width
from app.registry.document import read_document
from app.registry.domain import Site
from app.registry.example import example_document
from tests.builders.policy import a_policy, policy_of_document, table_of
from tests.cases import case
from tests.cases.conversion import document_of

CASES = ("01", "06", "12", "16", "18", "20", "22")


@pytest.fixture(scope="module", params=("example", "english", *CASES))
def policy(request):
    if request.param == "example":
        return policy_of_document(example_document(), form=Form.SECTION)
    if request.param == "english":
        return policy_of_document(read_document(document_of(case("13"))), language="en")
    return policy_of_document(read_document(document_of(case(request.param))))


def folded(text):
    return "".join(text.split())


def text_of_html(html, *, expanded):
    """Return the text of a page; ``expanded`` repeats a merged cell in every row it spans, as HTML defines."""
    body = html5lib.parse(html, namespaceHTMLElements=False).find("body")
    return folded("".join(_texts(body, expanded=expanded)))


def _texts(element, *, expanded):
    if element.tag == "script":
        yield ""  # Data for machines.
    elif element.tag == "table" and expanded:
        yield from ("".join(element.find("caption").itertext()), *_cells(element))
    else:
        yield element.text or ""
        for child in element:
            yield from _texts(child, expanded=expanded)
    yield element.tail or ""


def _cells(table):
    for part in (element for element in table if element.tag in {"thead", "tbody", "tfoot"}):
        waiting = {}
        for row in part.iter("tr"):
            cells, column = iter(row), 0
            while True:
                if column in waiting:
                    text, left = waiting.pop(column)
                else:
                    cell = next(cells, None)
                    if cell is None:
                        break
                    text, left = "".join(cell.itertext()), int(cell.get("rowspan", 1))
                yield text
                if left > 1:
                    waiting[column] = (text, left - 1)
                column += 1
        assert not any(left > 1 for _text, left in waiting.values())


def text_of_markdown(text):
    lines = [line for line in text.splitlines() if not re.fullmatch(r"[|\-: ]+", line)]
    bare = [re.sub(r"^(#+ |- |\| )|(?<!\\)\||(?<!\\)\*\*|<br>", "", line) for line in lines]
    return folded(re.sub(r"\\(.)", r"\1", "\n".join(bare)))


def text_of_text(text):
    """Return a text without the marks the writer sets between lines, cells and items, told apart by the model."""
    lines = [line for line in text.splitlines() if not re.fullmatch(r"-+", line)]
    return folded("\n".join(re.sub(r"^- ", "", line) for line in lines).replace(BETWEEN_CELLS.strip(), ""))


def text_of_pdf(content):
    """Return the text of every page; the lines of a cell may stand between those of its neighbours."""
    pages = pypdfium2.PdfDocument(content)
    return folded("".join(page.get_textpage().get_text_bounded() for page in pages)), len(pages)


def without_slash(text):
    return text.replace(BETWEEN_LINES.strip(), "")


def test_html_markdown_and_text_say_the_same(policy):
    html = text_of_html(html_page(policy), expanded=True)
    assert text_of_markdown(markdown(policy)) == html
    assert without_slash(text_of_text(plain_text(policy))) == without_slash(html)


def test_pdf_says_what_html_says(policy):
    """Letter by letter: nothing is missing, and what is more are heads of pages, repeated heads of tables, bullets."""
    text, pages = text_of_pdf(FORMATS["pdf"].write(policy))
    html = text_of_html(html_page(policy), expanded=True)
    assert Counter(html) - Counter(text) == Counter()
    heads = [column.heading for block in policy.blocks() if isinstance(block, Table) for column in block.columns]
    furniture = policy.title + policy.organisation + "".join(heads) + "•/0123456789"
    surplus = Counter(text) - Counter(html) - Counter(folded(policy.title + policy.organisation) * pages)
    assert set(surplus) <= set(folded(furniture))


def test_pdf_keeps_every_row_in_one_line():
    policy = policy_of_document(read_document(document_of(case("16"))))
    text, _pages = text_of_pdf(FORMATS["pdf"].write(policy))
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
