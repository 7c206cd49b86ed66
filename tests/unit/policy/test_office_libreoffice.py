"""Word documents open in LibreOffice: equal text, heads on every page, landscape pages where a table is wide."""

from io import BytesIO

import pypdfium2
import pytest

from app.policy.domain import Form, Table
from app.policy.writers.docx import write_docx
from app.registry.document import read_document
from app.registry.example import example_document
from tests.builders.policy import policy_of_document
from tests.builders.wide_policy import a_wide_policy
from tests.builders.written_policy import folded, model_text
from tests.cases import case
from tests.cases.conversion import document_of
from tests.libreoffice import LibreOfficeMissing, converted


@pytest.fixture(scope="module")
def policies():
    return {
        "example.docx": policy_of_document(example_document(), form=Form.SECTION),
        "english.docx": policy_of_document(read_document(document_of(case("13"))), language="en"),
        "merged.docx": policy_of_document(read_document(document_of(case("20")))),
        "wide.docx": a_wide_policy(),
    }


@pytest.fixture(scope="module")
def written(policies):
    files = {name: BytesIO() for name in policies}
    for name, policy in policies.items():
        write_docx(policy, files[name])
    return {name: file.getvalue() for name, file in files.items()}


def test_libreoffice_reads_the_text_of_the_model(policies, written, tmp_path):
    texts = converted(written, "txt:Text (encoded):UTF8", folder=tmp_path)
    for name, policy in policies.items():
        read = folded(texts[name].decode("utf-8-sig")).replace("•", "")
        assert read == model_text(policy, merged=True), name


def test_libreoffice_repeats_heads_and_turns_pages(policies, written, tmp_path):
    chosen = {name: written[name] for name in ("example.docx", "wide.docx")}
    papers = converted(chosen, "pdf", folder=tmp_path)
    with pypdfium2.PdfDocument(papers["example.docx"]) as pages:
        texts = [folded(page.get_textpage().get_text_bounded()) for page in pages]
        annex = [block for block in policies["example.docx"].blocks() if isinstance(block, Table)][-1]
        head = folded("".join(column.heading for column in annex.columns))
        assert sum(head in text for text in texts) >= 4
        assert all(f"{number}/{len(texts)}" in text for number, text in enumerate(texts, 1))
    with pypdfium2.PdfDocument(papers["wide.docx"]) as pages:
        turned = [page.get_width() > page.get_height() for page in pages]
        assert turned[0] is turned[-1] is False
        assert sum(turned) >= 2


def test_a_missing_libreoffice_says_what_to_install(tmp_path):
    with pytest.raises(LibreOfficeMissing, match=r"no soffice.*apt-get install libreoffice-writer-nogui"):
        converted({}, "pdf", folder=tmp_path, program="no-such-office")
