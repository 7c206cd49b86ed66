"""The wording of every section is there in every language, rests on confirmed law, and keeps its required blocks."""

from dataclasses import replace
from datetime import date

import pytest

from app.law.sources import latest
from app.policy.clauses import LANGUAGES, SECTIONS, Wording, clauses, faults_of_copy, read_clause, written
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
            assert wording.gaps - {"topic"} == english[key].gaps, key


def test_languages_have_the_same_labels():
    assert list(LABELS) == list(LANGUAGES)
    assert list(LABELS["ko"]) == list(LABELS["en"])


@pytest.mark.parametrize("clause", EVERY_CLAUSE, ids=lambda clause: f"{clause.language}-{clause.name}")
def test_clauses_rest_on_confirmed_law_only(clause):
    assert clause.sources
    assert [key for key in clause.sources if not latest(key).is_confirmed] == []


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


def test_a_newer_wording_replaces_the_older_from_its_day(monkeypatch):
    old = written("ko")
    newer = replace(old[6], name="06-requests.v2", in_force_from=date(2027, 1, 1))
    monkeypatch.setattr("app.policy.clauses.written", lambda _language: (*old, newer))
    assert clauses("ko", on=date(2026, 12, 31))[6].name == "06-requests.v1"
    assert clauses("ko", on=date(2027, 1, 1))[6].name == "06-requests.v2"


def test_a_copy_may_reword_but_not_leave_out():
    ours = clauses("ko", on=TODAY)[6]
    reworded = {**ours.wordings, "fee": Wording("fee", required=True, lines=("실비만 받습니다.",))}
    assert faults_of_copy(ours, replace(ours, wordings=reworded)) == ()
    without = {key: wording for key, wording in ours.wordings.items() if key != "refusal"}
    assert [str(fault) for fault in faults_of_copy(ours, replace(ours, wordings=without))] == [
        "'refusal' 항목은 뺄 수 없습니다."
    ]


def test_a_copy_keeps_the_values_and_adds_none():
    ours = clauses("ko", on=TODAY)[6]
    copied = {**ours.wordings, "answer": Wording("answer", required=True, lines=("{soon} 답합니다.",))}
    faults = [str(fault) for fault in faults_of_copy(ours, replace(ours, wordings=copied))]
    assert [word for word in ("answer_days", "deletion_days", "soon") if word not in str(faults)] == []
    assert len(faults) == 3


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
