"""The wording of every section is there in every language, rests on confirmed law, and keeps its required blocks."""

from datetime import date, timedelta

import pytest

from app.law.sources import latest, source
from app.policy.clauses import LANGUAGES, SECTIONS, clauses, read_clause, written
from app.policy.clauses.copies import OPTIONAL_GAPS
from app.policy.clauses.labels import LABELS
from app.policy.domain import ItemList, Line, Paragraph, UnknownLanguage

TODAY = date(2026, 11, 22)
EVERY_CLAUSE = [clause for language in LANGUAGES for clause in written(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_worded(language):
    assert [clause.section for clause in clauses(language, on=TODAY)] == list(SECTIONS)


def test_languages_have_the_same_blocks_and_gaps():
    for korean, english in zip(clauses("ko", on=TODAY), clauses("en", on=TODAY), strict=True):
        assert list(korean.wordings) == list(english.wordings), korean.name
        for key, wording in korean.wordings.items():
            assert wording.required == english[key].required
            assert wording.gaps - OPTIONAL_GAPS == english[key].gaps, key
            assert shape(wording) == shape(english[key]), key


def shape(wording):
    """Return for each line of a block whether it is an item of a list, and the values in it."""
    return [line.startswith("- ") for line in wording.lines], len(wording.lines)


def test_languages_have_the_same_labels():
    assert list(LABELS) == list(LANGUAGES)
    assert list(LABELS["ko"]) == list(LABELS["en"])


@pytest.mark.parametrize("clause", EVERY_CLAUSE, ids=lambda clause: f"{clause.language}-{clause.name}")
def test_clauses_rest_on_confirmed_law_only(clause):
    assert clause.sources
    assert [key for key in clause.sources if not latest(key).is_confirmed] == []


@pytest.mark.parametrize("clause", EVERY_CLAUSE, ids=lambda clause: f"{clause.language}-{clause.name}")
def test_the_law_of_a_clause_holds_on_every_day_of_it(clause):
    for key in clause.sources:
        first = source(key, on=clause.in_force_from)
        day = first.in_force_to
        while day is not None and day < (clause.in_force_to or date.max):
            day = source(key, on=day + timedelta(days=1)).in_force_to


def test_languages_rest_on_the_same_law_for_the_same_time():
    for korean, english in zip(written("ko"), written("en"), strict=True):
        assert (korean.name, korean.sources) == (english.name, english.sources)
        assert (korean.in_force_from, korean.in_force_to) == (english.in_force_from, english.in_force_to)


@pytest.mark.parametrize("number", range(1, 9))
def test_each_section_names_its_item_of_the_decree(number):
    assert f"decree.25.1.{number}" in clauses("ko", on=TODAY)[number].sources


def test_refusal_has_exactly_the_two_grounds_open_to_a_private_operator():
    for language in LANGUAGES:
        requests = clauses(language, on=TODAY)[6]
        lists = [block for block in requests["refusal"].blocks() if isinstance(block, ItemList)]
        assert [len(block.items) for block in lists] == [2]
        assert {"pipa.35.4.1", "pipa.35.4.2"} <= set(requests.sources)
        assert "pipa.35.4.3" not in requests.sources


def test_before_the_first_wording_the_oldest_is_used():
    assert clauses("ko", on=date(2015, 1, 1))[6].name == "06-requests.v1"


def test_a_language_nobody_wrote_is_refused():
    with pytest.raises(UnknownLanguage):
        clauses("fr", on=TODAY)


@pytest.fixture
def two_wordings(tmp_path):
    """Return a made-up folder in which requests are worded anew on a day."""
    for language in LANGUAGES:
        (tmp_path / language).mkdir()
        for section in SECTIONS:
            write(tmp_path / language, section, 1)
        write(tmp_path / language, 6, 2, since="2027-01-01")
        write(tmp_path / language, 6, 10, since="2028-01-01")
    return tmp_path


def write(folder, section, version, *, since="2023-09-15"):
    head = f"section: {section}\nsources: pipa.35.3\nin_force_from: {since}\nin_force_to:\nchecked_on: 2026-11-22\n"
    (folder / f"{section:02}-part.v{version}.md").write_text(
        f"---\n{head}---\n@ heading required\n{version}\n", "utf-8"
    )


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2015, 1, 1), "06-part.v1"),
        (date(2026, 12, 31), "06-part.v1"),
        (date(2027, 1, 1), "06-part.v2"),
        (date(2027, 12, 31), "06-part.v2"),
        (date(2028, 1, 1), "06-part.v10"),
    ],
)
def test_a_newer_wording_replaces_the_older_from_its_day(two_wordings, day, name):
    found = clauses("ko", on=day, folder=two_wordings)
    assert found[6].name == name
    assert found[5].name == "05-part.v1"
    assert found[6]["heading"].text == name.partition(".v")[2]


def test_a_clause_file_is_read_into_paragraphs_and_lists():
    text = (
        "---\nsection: 6\nsources: pipa.35.3\nin_force_from: 2023-09-15\nin_force_to:\nchecked_on: 2026-11-22\n---\n"
        "@ answer required\n{days}일 이내\n- 하나\n- 둘\n끝\n"
    )
    clause = read_clause("06-requests.v9", "ko", text)
    assert list(clause["answer"].blocks(days="10")) == [
        Paragraph(Line("10일 이내")),
        ItemList((Line("하나"), Line("둘"))),
        Paragraph(Line("끝")),
    ]
