"""No bytes, broken or made up, end in anything but a reading or a sentence that says why not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.errors import Refusal
from app.policy.domain import Form
from app.policy.extraction import extract
from app.policy.formats import FORMATS
from app.policy.printed import Grid, Printed
from tests.builders.policy import a_policy
from tests.unit.policy.extraction.pdf_files import drawn
from tests.unit.policy.extraction.test_pdf_files import write
from tests.unit.policy.extraction.test_word_files import a_document

NAMES = st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx", "a", ""])
TEXTS = (
    "가. ",
    "|",
    " | ",
    "---|",
    "\n",
    "\t",
    "  ",
    "본사",
    "4대",
    "┌─┐",
    "│",
    "└┘",
    "- ",
    "#",
    "**",
    "입니다.",
    "1) ",
)
TAGS = (
    "<table>",
    "<tr>",
    "<td rowspan=9>",
    "</table>",
    "<li>",
    "<ol>",
    "<br>",
    "<th colspan=0>",
    "<p hidden>",
    "<pre>",
)
PIECES = st.sampled_from([*TEXTS, *TAGS, "&#0;", "\x0b"])


def read_or_refused(content, name):
    try:
        printed = extract(content, name=name)
    except Refusal:
        return
    assert isinstance(printed, Printed)
    assert printed.pieces
    for piece in printed.pieces:
        assert 1 <= piece.where.line <= len(printed.lines)
        if isinstance(piece, Grid):
            assert len({len(row) for row in piece.rows}) == 1


@given(st.binary(max_size=400), NAMES)
@settings(max_examples=150)
def test_random_bytes(content, name):
    read_or_refused(content, name)


@given(st.lists(PIECES, max_size=40).map("".join), NAMES)
@settings(max_examples=300)
def test_random_text_of_what_tables_and_pages_are_made_of(content, name):
    read_or_refused(content.encode(), name)


@pytest.fixture(scope="module", params=["html", "txt", "md", "docx", "pdf"])
def whole(request):
    if request.param == "docx":
        return a_document()
    if request.param == "pdf":
        return drawn(write)
    return FORMATS[request.param].write(a_policy(form=Form.SECTION))


@given(st.data())
@settings(max_examples=40)
def test_files_with_damage(whole, data):
    damaged = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=20)):
        damaged[place] = data.draw(st.integers(0, 255))
    read_or_refused(bytes(damaged[: data.draw(st.integers(len(whole) // 2, len(whole)))]), data.draw(NAMES))
