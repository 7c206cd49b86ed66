"""The HTML of a policy: heads of merged cells, facts as JSON-LD, ids that collide with nothing."""

import json
import re
from datetime import date

import html5lib
import pytest

from app.policy.domain import (
    Cell,
    Column,
    Form,
    ItemList,
    Line,
    Paragraph,
    PolicyDocument,
    Section,
    Table,
    TableRow,
)
from app.policy.extraction import extract
from app.policy.writers.html import html_fragment, html_page
from app.policy.writers.jsonld import json_ld
from app.registry.document import read_document
from app.registry.domain import Organisation, Site
from app.registry.example import example_document
from tests.builders.policy import a_policy, policy_of_document, table_of
from tests.cases import case
from tests.cases.conversion import document_of

BREAKING_OUT = "</script><!--<script>alert(1)</script>--> ]]> \u2028 & 'x' \"y\" </ScRiPt >"


def parsed(html):
    return html5lib.parse(html, namespaceHTMLElements=False)


def linked_in(html):
    (data,) = parsed(html).iter("script")
    assert data.get("type") == "application/ld+json"
    return json.loads(data.text)


def facts(document):
    """Return the tables of a document as plain values, in other words than the writer's."""
    return [
        {
            "key": table.key,
            "caption": table.caption,
            "columns": [{"key": column.key, "heading": column.heading} for column in table.columns],
            "rows": [
                {"code": row.code, "total": row.total}
                | {
                    column.key: [(line.text, line.missing) for line in cell.lines]
                    for column, cell in zip(table.columns, row.cells, strict=True)
                }
                for row in table.rows
            ],
        }
        for table in document.blocks()
        if isinstance(table, Table)
    ]


def read_back(data):
    return [
        table
        | {
            "rows": [
                {"code": row.get("code"), "total": row.get("total", False)}
                | {
                    key: [(line, False) if isinstance(line, str) else (line["missing"], True) for line in lines]
                    for key, lines in row["values"].items()
                }
                for row in table["rows"]
            ]
        }
        for table in data["tables"]
    ]


@pytest.mark.parametrize("name", ["example", "01", "06", "12", "16", "18", "20", "22"])
def test_the_facts_come_back_from_json_ld_as_they_are(name):
    document = example_document() if name == "example" else read_document(document_of(case(name)))
    policy = policy_of_document(document, form=Form.SECTION)
    data = linked_in(html_page(policy))
    assert read_back(data) == facts(policy)
    assert (data["name"], data["publisher"]["name"]) == (policy.title, policy.organisation)
    assert (data["version"], data["asOf"], data["inLanguage"]) == (policy.revision, "2026-11-22", "ko")


def test_no_text_breaks_out_of_the_data_or_the_page():
    policy = a_policy(
        Organisation(name=f"회사 {BREAKING_OUT}"), Site(code="A", name=f"사옥 {BREAKING_OUT}", camera_count=2)
    )
    for sign in "<>&\u2028\u2029":
        assert sign not in json_ld(policy)
    html = html_page(policy)
    data = linked_in(html)
    assert data["publisher"]["name"] == f"회사 {BREAKING_OUT}"
    (place,) = {
        line for table in read_back(data) if table["key"] == "places" for line, _gap in table["rows"][0]["place"]
    }
    assert place == f"사옥 {BREAKING_OUT}"
    assert [comment for comment in parsed(html).iter() if not isinstance(comment.tag, str)] == []


def test_a_reader_of_the_page_sees_nothing_of_the_data():
    policy = policy_of_document(example_document())
    tampered = html_page(policy).replace('"name":"', '"name":"다른 회사 ')
    assert tampered != html_page(policy)
    seen = [extract(page.encode(), name="policy.html").pieces for page in (html_page(policy), tampered)]
    assert str(seen[0]).count("schema.org") == 0
    assert seen[0] == seen[1]


def a_merged_table():
    columns = (
        Column("place", "설치장소", merges=True),
        Column("part", "구분"),
        Column("count", "대수", numeric=True),
        Column("coverage", "촬영 범위", merges=True),
    )
    rows = [
        ("본관", "1층", "2대", "복도"),
        ("본관", "2층", "3대", "복도"),
        ("별관", "1층", "1대", "복도"),
        ("창고", "", "1대", "문"),
    ]
    return Table(
        "parts",
        "구역",
        columns,
        tuple(TableRow(tuple(Cell((Line(text),)) for text in row), f"R{at}") for at, row in enumerate(rows)),
    )


def a_document(*blocks, language="ko"):
    return PolicyDocument(
        form=Form.STANDALONE,
        language=language,
        title="방침",
        organisation="예시도시가스",
        as_of=date(2026, 3, 1),
        revision="0" * 12,
        clause_versions=(),
        sections=(Section("places", "2.", "장소", blocks, 2),),
    )


def test_every_cell_beside_a_merged_one_names_its_heads():
    tree = parsed(html_fragment(a_document(Paragraph(Line("가")), a_merged_table())))
    texts = {element.get("id"): "".join(element.itertext()) for element in tree.iter("th") if element.get("id")}
    heads = {
        "".join(cell.itertext()): [texts[name] for name in cell.get("headers").split()]
        for cell in [*tree.iter("td"), *tree.iter("th")]
        if cell.get("headers")
    }
    assert heads["2층"] == ["구분", "본관"]
    assert heads["3대"] == ["대수", "본관"]
    assert heads["복도"] == ["촬영 범위", "본관", "별관"]
    assert heads["본관"] == ["설치장소"]
    assert "문" not in heads  # No cell of its row is merged: scope says it all.


def test_a_table_without_merged_cells_needs_no_ids():
    html = html_fragment(policy_of_document(example_document()))
    places = re.search(r'<table data-table="purposes".*?</table>', html, re.DOTALL)
    assert places is None or "headers=" not in places[0]
    assert 'scope="row"' in html


def test_two_languages_on_one_page_share_no_id():
    ids = []
    for language in ("ko", "en"):
        html = html_fragment(a_document(a_merged_table(), language=language))
        ids += re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert all(name.startswith("wb-policy-") for name in ids)


def test_the_fragment_is_read_without_style_and_runs_nothing():
    policy = policy_of_document(example_document(), form=Form.SECTION)
    tree = parsed(html_fragment(policy))
    assert not [element for element in tree.iter() if "style" in element.attrib or element.tag in {"style", "link"}]
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    captions = ["".join(caption.itertext()) for caption in tree.iter("caption")]
    assert len(captions) == len([block for block in policy.blocks() if isinstance(block, Table)])


def test_lists_and_gaps_keep_their_words():
    html = html_fragment(a_document(ItemList((Line("하나"), Line("(미기재)", missing=True)))))
    assert "<li>하나</li>" in html
    assert '<li><mark class="wb-policy-gap">(미기재)</mark></li>' in html


def test_the_naming_column_heads_its_row_once():
    policy = policy_of_document(example_document())
    rows = table_of(policy, "places").rows
    html = html_fragment(policy)
    table = re.search(r'<table data-table="places".*?</table>', html, re.DOTALL)[0]
    assert len(re.findall(r'<th scope="row"', table)) == len(rows)
