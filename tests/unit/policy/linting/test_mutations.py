"""A sound policy breaks no rule in any form, language or kind of file; what is made wrong is found by its own rule."""

from datetime import date

import pytest

from app.law.severity import Severity
from app.policy.domain import Form
from app.policy.expected import expected
from app.policy.extraction import extract
from app.policy.formats import FORMATS
from app.policy.linting import lint
from tests.builders.policy import a_policy, a_snapshot
from tests.builders.sound_policy import sound_things
from tests.layouts.round_trip import READABLE
from tests.unit.policy.linting.mutations import MUTATIONS
from tests.unit.policy.linting.mutations_of_deeds import MUTATIONS_OF_DEEDS
from tests.unit.policy.linting.mutations_of_gaps import LOOK_ALIKES, MUTATIONS_OF_GAPS
from tests.unit.policy.linting.mutations_of_habits import MUTATIONS_OF_HABITS
from tests.unit.policy.linting.mutations_of_ways import MUTATIONS_OF_WAYS
from tests.unit.policy.linting.mutations_of_words import MUTATIONS_OF_WORDS

TODAY = date(2026, 11, 22)


def written(language="ko", form=Form.STANDALONE, name="txt"):
    return FORMATS[name].write(a_policy(*sound_things(language), form=form, language=language))


@pytest.fixture(scope="module")
def sound():
    return written().decode()


def found_in(content, name="policy.txt"):
    return lint(extract(content, name=name), on=TODAY).findings


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", [name for name in READABLE if name in FORMATS])
def test_a_sound_policy_breaks_no_rule(name, language, form):
    things = sound_things(language)
    content = written(language, form, name)
    wanted = expected(a_snapshot(*things), on=TODAY, form=form, language=language)
    linted = lint(extract(content, name=f"policy.{name}"), on=TODAY, expected=wanted)
    assert [(one.rule, str(one.message)) for one in linted.findings] == []


def test_there_are_eighty_mutations_and_no_two_of_one_name():
    assert len({one.name for one in MUTATIONS}) == len(MUTATIONS) >= 80


@pytest.mark.parametrize(
    "mutation",
    [
        *MUTATIONS,
        *MUTATIONS_OF_WORDS,
        *MUTATIONS_OF_WAYS,
        *MUTATIONS_OF_GAPS,
        *MUTATIONS_OF_DEEDS,
        *MUTATIONS_OF_HABITS,
    ],
    ids=lambda one: one.name,
)
def test_a_mutation_is_found_by_its_rule_and_by_nothing_else(sound, mutation):
    text = mutation.change(sound)
    assert text != sound
    findings = found_in(text.encode())
    assert mutation.rule in {one.rule for one in findings}
    others = [(one.rule, str(one.message)) for one in findings if one.rule != mutation.rule]
    bad = {one.rule for one in findings if one.severity is not Severity.INFO} - {mutation.rule}
    assert bad == set(), others


@pytest.mark.parametrize("number", range(len(LOOK_ALIKES)), ids=lambda number: f"{LOOK_ALIKES[number][0]} {number}")
def test_what_only_looks_like_it_breaks_no_rule(sound, number):
    _name, change = LOOK_ALIKES[number]
    text = change(sound)
    assert text != sound
    findings = [(one.rule, str(one.message)) for one in found_in(text.encode()) if one.severity is not Severity.INFO]
    assert findings == []
