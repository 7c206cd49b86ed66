"""Every writer says the same: one text after white space is folded, and every fact of 23 published policies."""

import sys
from collections import Counter

import pypdfium2
import pytest

from app.policy.domain import Form, Table
from app.policy.formats import FORMATS
from app.registry.document import read_document
from app.registry.example import example_document
from tests.builders.policy import policy_of_document
from tests.builders.written_policy import MERGING, folded, model_text, read_back, without_slash, written_text
from tests.cases import NUMBERS, case
from tests.cases.comparison import facts, policy_misses
from tests.cases.conversion import document_of

TRIED = ("example-section", "example-standalone", *NUMBERS)
INTO_ENGLISH = ("06", "16", "18")
"""Korean cases that are also composed in English, besides the one English case."""
LEAST_SHARE = 1.0
"""Of all facts, how many each writer prints where they belong: all of them (1,021 of 1,021 when this was written)."""


@pytest.fixture(scope="module", params=TRIED)
def policy(request):
    name, _, form = request.param.partition("-")
    if name == "example":
        return policy_of_document(example_document(), form=Form(form))
    language = "en" if name in INTO_ENGLISH else case(name)["language"]
    form = Form.SECTION if int(name) % 2 else Form.STANDALONE
    return policy_of_document(read_document(document_of(case(name))), form=form, language=language)


def test_the_text_of_every_writer_is_the_text_of_the_model(policy):
    for name in FORMATS.keys() - {"pdf", "txt"}:
        expected = model_text(policy, merged=name in MERGING, gaps=name != "json")
        assert written_text(name, FORMATS[name].write(policy)) == expected, name
    # In plain text a slash stands between the lines of a cell, where the others break the line.
    plain = written_text("txt", FORMATS["txt"].write(policy))
    assert without_slash(plain) == without_slash(model_text(policy, merged=False))


def test_pdf_has_every_letter_and_only_its_furniture_besides(policy):
    """Letter by letter, as the lines of a cell may stand between those of its neighbours on the page.

    What is more are the heads and feet of pages, repeated heads of tables, and bullets.
    """
    content = FORMATS["pdf"].write(policy)
    text, expected = written_text("pdf", content), model_text(policy, merged=True)
    assert Counter(expected) - Counter(text) == Counter()
    with pypdfium2.PdfDocument(content) as pages:
        on_every_page = Counter(folded(policy.title + policy.organisation) * len(pages))
    heads = [column.heading for block in policy.blocks() if isinstance(block, Table) for column in block.columns]
    furniture = policy.title + policy.organisation + "".join(heads) + "•/0123456789"
    assert set(Counter(text) - Counter(expected) - on_every_page) <= set(folded(furniture))


@pytest.mark.parametrize("name", FORMATS)
def test_every_fact_of_every_case_reaches_the_writer(name, capsys):
    total = missed = 0
    explained = []
    for number in NUMBERS:
        found = case(number)
        policy = policy_of_document(read_document(document_of(found)), language=found["language"])
        misses = policy_misses(found, read_back(name, FORMATS[name].write(policy), policy))
        total, missed = total + len(list(facts(found))), missed + len(misses)
        explained += [f"{number}: {miss}" for miss in misses]
    with capsys.disabled():
        sys.stdout.write(
            f"\n[{name}] {total - missed} of {total} facts reach the file ({(total - missed) / total:.1%})\n"
        )
    assert (total - missed) / total >= LEAST_SHARE, explained
