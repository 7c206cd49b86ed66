"""The words of papers: both languages, sources in force, a word for every stored name."""

import re
from datetime import date

import pytest

from app.case_papers.clauses import CLAUSES, LABELS, Wording
from app.law.citation import LATEST
from app.law.sources import source
from app.viewing_requests.domain import Channel, RequesterKind, RequestKind

GAP = re.compile(r"\{(\w+)")
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("key", CLAUSES)
def test_a_clause_rests_on_sources_in_force_and_says_the_same_gaps_in_both_languages(key):
    clause = CLAUSES[key]
    for name in clause.sources:
        for day in (LATEST, TODAY):
            assert source(name, on=day).key == name
    assert clause.ko
    assert clause.en
    assert set(GAP.findall(clause.ko)) == set(GAP.findall(clause.en))
    assert not re.search(r"[가-힣]", clause.en)


@pytest.mark.parametrize("key", [key for key in LABELS if key not in {"courtesy", "date", "moment"}])
def test_a_label_is_there_in_both_languages(key):
    korean, english = LABELS[key]
    assert korean
    assert english
    assert GAP.findall(korean) == [] or GAP.findall(english)
    assert not re.search(r"[가-힣]", english)


def test_every_stored_name_of_a_request_has_a_word():
    for family, names in (("kind", RequestKind), ("channel", Channel), ("requester", RequesterKind)):
        assert {f"{family}.{name}" for name in names} <= set(LABELS)


def test_clauses_without_a_source_claim_no_law():
    for clause in CLAUSES.values():
        if not clause.sources:
            assert not re.search("법|조|기간", clause.ko)


def test_a_paper_remembers_what_it_rested_on_once():
    words = Wording("ko", TODAY)
    words.clause("objection")
    words.clause("objection")
    words.citation("pipa.35.4.2")
    assert [found.key for found in words.cited] == ["pipa.38.5", "pipa.35.4.2"]
