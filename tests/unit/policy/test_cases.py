"""Every fact of 23 published policies fits the registry and reaches the text of the composed policy."""

import copy
import sys

import pytest

from app.policy.clauses import LANGUAGES
from app.registry.document import read_document
from tests.builders.policy import a_snapshot, policy_of_document, things_of
from tests.cases import NUMBERS, case
from tests.cases.comparison import facts, policy_misses, snapshot_misses
from tests.cases.conversion import document_of

LEAST_SHARE = 1.0
"""Of all facts, how many reach the text: all of them (1,021 of 1,021 when this was written)."""


def policy_of(facts_of_case, language="ko"):
    return policy_of_document(read_document(document_of(facts_of_case)), language=language)


def test_there_are_23_cases_with_their_source():
    assert len(NUMBERS) == 23
    assert all({"address", "copy"} <= case(number)["source"].keys() for number in NUMBERS)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_fact_is_found_back_in_the_registry(number):
    found = case(number)
    assert snapshot_misses(found, a_snapshot(*things_of(read_document(document_of(found))))) == []


@pytest.mark.parametrize("number", NUMBERS)
def test_what_a_policy_declares_once_is_written_once(number):
    found = case(number)
    sites = document_of(found)["sites"]
    for fact, field in (("hours", "hours"), ("storage_place", "storage_place"), ("manager", "manager")):
        values = [row.get(fact) for row in found["sites"]]
        if found["declared_level"].get(fact) == "policy" and all(value == values[0] for value in values):
            assert not any(field in site.get("declared", {}) for site in sites)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_reaches_the_text(language, capsys):
    total = missed = 0
    explained = []
    for number in NUMBERS:
        found = case(number)
        if found["language"] != language:
            continue
        misses = policy_misses(found, policy_of(found, language))
        total, missed = total + len(list(facts(found))), missed + len(misses)
        explained += [f"{number}: {miss}" for miss in misses]
    share = (total - missed) / total
    with capsys.disabled():
        sys.stdout.write(f"\n[{language}] {total - missed} of {total} facts reach the policy ({share:.1%})\n")
    assert share >= LEAST_SHARE, explained


@pytest.mark.parametrize("number", [number for number in NUMBERS if case(number)["language"] == "ko"])
def test_the_comparison_notices_every_changed_count(number):
    found = case(number)
    changed = copy.deepcopy(found)
    counted = [row for row in changed["sites"] if row.get("camera_count") is not None and not row.get("groups")]
    for row in counted:
        row["camera_count"] += 1000
    noticed = {fact.row for fact in policy_misses(found, policy_of(changed)) if fact.name == "camera_count"}
    assert noticed == {row["name"] for row in counted}


@pytest.mark.parametrize("number", ["01", "04", "08", "14", "22"])
def test_the_comparison_notices_a_changed_post(number):
    found = case(number)
    changed = copy.deepcopy(found)
    for row in changed["sites"]:
        if row.get("manager"):
            row["manager"] = {"title": "다른 직위"}
    managed = {row["name"] for row in found["sites"] if row.get("manager")}
    assert {fact.row for fact in policy_misses(found, policy_of(changed)) if fact.name == "manager"} == managed
