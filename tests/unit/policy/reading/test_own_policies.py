"""What our own policies say in sentences is read back as the registry states it, in every form and language."""

import pytest

from app.policy.clauses import clauses
from app.policy.composition import compose
from app.policy.domain import Form
from app.policy.expected import expected
from app.policy.writers.html import html_page
from app.policy.writers.text import plain_text
from app.registry.document import read_document
from app.registry.example import example_document
from tests.builders.policy import TODAY, a_snapshot, things_of
from tests.builders.published_texts import reading_of
from tests.cases import case
from tests.cases.conversion import document_of

WRITERS = {"txt": plain_text, "html": html_page}
LISTS = (
    "purposes",
    "periods",
    "processing",
    "refusal_grounds",
    "channels",
    "safeguards",
    "processors",
    "agreements",
    "links",
    "other_organisations",
)
VALUES = ("title", "organisation", "form", "no_processors", "effective_on", "only_form")


@pytest.fixture(scope="module", params=["example", "01", "07", "20", "23"])
def snapshot(request):
    document = example_document() if request.param == "example" else read_document(document_of(case(request.param)))
    return a_snapshot(*things_of(document))


def facts(stated):
    listed = {name: sorted(repr(one.value) for one in set(getattr(stated, name))) for name in LISTS}
    listed = {name: list(dict.fromkeys(values)) for name, values in listed.items()}
    single = {name: getattr(getattr(stated, name), "value", None) for name in VALUES}
    cited = sorted({repr(one.value) for one in stated.citations if one.value.article})
    sections = [section.items for section in stated.sections][:8]
    people = [one.value.person for one in stated.officers]
    return {**listed, **single, "language": stated.language, "citations": cited, "sections": sections, "people": people}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("form", Form)
def test_a_policy_of_ours_is_read_as_the_registry_states_it(snapshot, form, language, kind):
    policy = compose(snapshot, form=form, language=language, clauses=clauses(language, on=TODAY), on=TODAY)
    said = expected(snapshot, on=TODAY, form=form, language=language)
    assert facts(reading_of(WRITERS[kind](policy), kind=kind)) == facts(said)


def test_a_visible_gap_is_no_fact(snapshot):
    policy = compose(snapshot, form=Form.SECTION, language="ko", clauses=clauses("ko", on=TODAY), on=TODAY)
    stated = reading_of(plain_text(policy))
    said = [one.value for name in (*LISTS, "officers") for one in getattr(stated, name)]
    assert [value for value in said if "미기재" in repr(value)] == []
