"""A PDF of our own is read run by run: the same as letter by letter, or not at all."""

import pytest

from app.policy.domain import Form
from app.policy.extraction import extract
from app.policy.extraction.pdf_own_tags import own_tree
from app.policy.extraction.refusals import TooComplicated
from app.policy.formats import FORMATS
from app.registry.document import read_document
from app.registry.example import example_document
from tests.builders.policy import policy_of_document
from tests.cases import case
from tests.cases.conversion import document_of


def read(content):
    return extract(content, name="policy.pdf")


def anonymous(content):
    return content.replace(b"(Watchbook)", b"(Watchwork)")


@pytest.fixture(scope="module", params=("example", "06", "18"))
def content(request):
    document = example_document() if request.param == "example" else read_document(document_of(case(request.param)))
    return FORMATS["pdf"].write(policy_of_document(document, form=Form.SECTION))


def test_the_quick_way_reads_what_the_thorough_one_does(content):
    quick, thorough = read(content), read(anonymous(content))
    assert quick.pieces == thorough.pieces
    assert quick.language == thorough.language == "ko"


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [(b"/Type/StructTreeRoot/K ", b"/Type/StructTreeRoot /K "), (b"/S/TR/P ", b"/S/TR /P "), (b"/Pg ", b"/Pg 9")],
)
def test_a_structure_written_in_another_way_is_left_to_the_thorough_one(content, written, otherwise):
    changed = content.replace(written, otherwise)
    assert changed != content
    assert own_tree(changed, {}) is None


def test_elements_in_a_circle_are_no_structure():
    element = "\n{0} 0 obj\n<</Type/StructElem/S/P/P 1 0 R/K[{1} 0 R]>>\nendobj"
    root = "<</Type/StructTreeRoot/K 2 0 R>>"
    assert own_tree((root + element.format(2, 3) + element.format(3, 2)).encode(), {}) is None


def test_a_paper_of_our_own_that_takes_too_long_is_refused(content, monkeypatch):
    monkeypatch.setattr("app.policy.extraction.pdf_file.LONGEST", -1.0)
    with pytest.raises(TooComplicated):
        read(content)
