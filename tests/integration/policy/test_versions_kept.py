"""What a version says is kept: it goes stale when registry or clauses move on, and its files stay what they were."""

from datetime import date
from hashlib import sha256

import pytest

from app.database import db
from app.policy import queries
from app.policy.formats import FORMATS
from app.policy.versions import StaleDraft, StaleVersion, State, UnknownVersion
from app.registry.domain import Kind
from tests.builders import policy_versions as build
from tests.builders.policy_versions import a_version, build_a_site, in_days, other_words
from tests.builders.registry import end, record_estate
from tests.builders.whole_estate import record_whole_estate

pytestmark = pytest.mark.usefixtures("estate")
BOTH = {"forms": ("section", "standalone"), "languages": ("ko", "en")}


@pytest.fixture
def estate(app):
    record_whole_estate()


def files(number, form="standalone", language="ko"):
    return {
        name: queries.kept_file(db.session(), number=number, form=form, language=language, name=name)
        for name in FORMATS
    }


def test_every_form_language_and_format_is_kept_at_announcing():
    number = a_version(State.ANNOUNCED, **BOTH)
    kept = queries.kept_files(db.session(), number=number)
    assert len(kept) == 4 * len(FORMATS)
    for form, language, name, digest in kept:
        content = queries.kept_file(db.session(), number=number, form=form, language=language, name=name)
        assert sha256(content).hexdigest() == digest
    assert b"%PDF" in files(number)["pdf"][:8]


def test_an_old_version_is_given_out_byte_for_byte_after_the_clauses_and_the_registry_changed():
    a_version()
    before, said = files(1), queries.pinned_texts(db.session(), of=build.version(1))
    build_a_site()
    number = build.draft(effective_on=in_days(7), note="새 조문", wording=other_words)
    build.review(number, wording=other_words)
    build.approve(number, wording=other_words)
    build.announce(number, wording=other_words)
    build.enter(number, now=build.start_of(in_days(7)))
    assert build.version(1).state is State.REPLACED
    assert files(1) == before
    assert queries.pinned_texts(db.session(), of=build.version(1)) == said
    assert "(고침)" in files(number)["txt"].decode()
    assert "(고침)" not in before["txt"].decode()
    assert "새 공급소" in files(number)["txt"].decode()


def test_pinned_texts_write_the_files_that_were_kept():
    number = a_version(**BOTH)
    for text in queries.pinned_texts(db.session(), of=build.version(number)):
        for name, kept in files(number, text.form.value, text.language).items():
            assert FORMATS[name].write(text) == kept


def test_nothing_is_kept_before_it_is_announced():
    number = a_version(State.APPROVED)
    assert queries.kept_files(db.session(), number=number) == []
    with pytest.raises(UnknownVersion):
        queries.kept_file(db.session(), number=number, form="standalone", language="ko", name="txt")


def stale(number, **more):
    db.session.rollback()
    return queries.staleness(db.session(), of=build.version(number), **more)


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEWED, State.APPROVED, State.ANNOUNCED])
def test_a_version_that_waits_goes_stale_with_the_registry_and_says_where(state):
    number = a_version(state)
    assert stale(number) is None
    build_a_site()
    found = stale(number)
    assert (found.registry, found.clauses) == (True, False)
    assert "places" in {section.key for section in found.sections}


def test_it_goes_stale_with_the_clauses():
    found = stale(a_version(State.APPROVED), wording=other_words)
    assert (found.registry, found.clauses) == (False, True)
    assert len({section.key for section in found.sections}) == 9


def test_a_version_in_force_is_not_called_stale():
    number = a_version()
    build_a_site()
    assert stale(number) is None


def test_a_registry_that_came_to_contradict_itself_is_named():
    number = a_version(State.APPROVED)
    record_estate({"rows": [{"code": "governors", "name": "정압기", "order": 2, "camera_count": 9}]})
    found = stale(number)
    assert found.problems
    assert found.sections == ()


def test_nobody_vouches_for_what_is_stale():
    number = a_version(State.DRAFT)
    build_a_site("A-1")
    with pytest.raises(StaleDraft):
        build.review(number)
    build.refresh(number)
    build.review(number)
    build_a_site("A-2")
    with pytest.raises(StaleVersion):
        build.approve(number)
    build.send_back(number)
    build.refresh(number)
    build.review(number)
    build.approve(number)
    build_a_site("A-3")
    with pytest.raises(StaleVersion):
        build.announce(number)
    with pytest.raises(StaleVersion):
        build.announce(number, wording=other_words)
    assert build.version(number).state is State.APPROVED


def test_what_changes_after_the_day_it_takes_effect_leaves_it_as_it_is():
    number = a_version(State.APPROVED)
    end(Kind.SITE, "HQ", on=date(2026, 6, 1))
    assert stale(number) is None
    build.announce(number)


def test_a_change_that_is_recorded_for_its_day_is_in_it():
    end(Kind.SITE, "HQ", on=in_days(10))
    first = a_version(State.DRAFT, effective_on=in_days(9))
    assert "본사 사옥" in str(queries.pinned_texts(db.session(), of=build.version(first)))
    build.refresh(first, effective_on=in_days(10))
    assert "본사 사옥" not in str(queries.pinned_texts(db.session(), of=build.version(first)))


def test_an_announced_version_that_went_stale_may_take_effect_or_be_withdrawn():
    a_version()
    second = a_version(State.ANNOUNCED, effective_on=in_days(7))
    build_a_site("A-1")
    assert stale(second) is not None
    build.enter(second, now=build.start_of(in_days(7)))
    assert build.version(second).state is State.IN_FORCE
    third = build.draft(effective_on=in_days(14), now=build.start_of(in_days(7)))
    for act in (build.review, build.approve, build.announce):
        act(third, now=build.start_of(in_days(7)))
    build_a_site("A-2")
    build.withdraw(third, reason="A-2를 넣어 다시 공고함")
    assert build.version(third).state is State.WITHDRAWN
    assert queries.version_in_force(db.session(), on=in_days(20)).number == second


def test_the_numbering_is_chosen():
    number = a_version(State.DRAFT, forms=("section",))
    labels = [section.label for section in queries.pinned_texts(db.session(), of=build.version(number))[0].sections]
    assert labels[:3] == ["가.", "나.", "다."]
    build.refresh(number, numbering=build.Numbering.NUMBERS)
    labels = [section.label for section in queries.pinned_texts(db.session(), of=build.version(number))[0].sections]
    assert labels[:3] == ["1.", "2.", "3."]
