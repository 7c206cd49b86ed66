"""A policy too long to be kept whole is printed page by page, and nobody sees or reads a difference."""

from io import BytesIO

import pypdfium2
import pytest

from app.policy.extraction import extract
from app.policy.pdf import write_policy_pdf
from app.registry.example import example_document
from tests.builders.policy import policy_of_document

KEPT, STREAMED = 10**9, 1


@pytest.fixture(scope="module")
def papers():
    policy = policy_of_document(example_document())
    written = {}
    for way in (KEPT, STREAMED):
        target = BytesIO()
        write_policy_pdf(policy, target, streamed_from=way)
        written[way] = target.getvalue()
    return written


def test_its_pages_and_their_numbers_are_the_same(papers):
    kept, streamed = ([page.get_textpage().get_text_bounded() for page in opened(papers[way])] for way in papers)
    assert len(kept) > 3
    assert streamed == kept


def test_its_outline_is_the_same(papers):
    kept, streamed = (
        [(one.level, one.get_title(), one.get_dest().get_index()) for one in opened(papers[way]).get_toc()]
        for way in papers
    )
    assert {level for level, _title, _page in kept} == {0, 1}
    assert streamed == kept


def test_its_tags_are_read_the_same(papers):
    kept, streamed = (extract(papers[way], name="policy.pdf") for way in papers)
    assert streamed == kept


def test_of_a_page_that_is_written_no_row_is_kept(papers):
    """A structure of thousands of cells stands in packed objects, not one object a cell."""
    assert papers[KEPT].count(b"/S/TR/") > 100
    assert papers[STREAMED].count(b"/S/TR/") == 0
    assert len(papers[STREAMED]) < len(papers[KEPT])


def opened(content):
    return pypdfium2.PdfDocument(content)
