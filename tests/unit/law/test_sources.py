"""The legal sources: complete, one per day, and told the same in the documentation."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.law import contents, forms, grounds, periods, register
from app.law.citation import Confidence
from app.law.sources import SOURCES, NotInForce, UnknownSource, latest, source, sources_in_force
from app.law.table import row

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "legal-sources.md"
TODAY = date(2026, 11, 22)


def documented_rows() -> list[str]:
    return [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]


def test_the_document_holds_exactly_the_sources_of_the_code():
    assert documented_rows() == [row(item) for item in SOURCES]


def test_no_cell_of_the_document_breaks_its_table():
    assert {line.count("|") for line in documented_rows()} == {10}


@pytest.mark.parametrize("item", SOURCES, ids=lambda item: f"{item.key}@{item.in_force_from}")
def test_every_source_is_complete(item):
    assert re.fullmatch(r"[a-z]+(\.[a-z0-9_-]+)+", item.key)
    assert all((item.instrument, item.title, item.title_en, item.in_words, item.in_words_en))
    assert item.article or item.confirmed is Confidence.OURS
    assert item.in_force_to is None or item.in_force_from <= item.in_force_to
    assert item.checked_on <= TODAY


def test_no_two_wordings_of_a_source_hold_on_one_day():
    days = {item.in_force_from for item in SOURCES} | {item.in_force_to for item in SOURCES if item.in_force_to}
    for day in days:
        keys = [item.key for item in sources_in_force(day)]
        assert len(keys) == len(set(keys)), day


def test_a_source_is_answered_as_of_any_day():
    assert "성명" in source("pipa.25.4.3", on=date(2023, 9, 14)).in_words
    assert "이름은 적지 않아도" in source("pipa.25.4.3", on=date(2023, 9, 15)).in_words
    assert "월 1회" in source("safety.8.2", on=date(2026, 6, 30)).in_words
    assert "내부 관리계획" in source("safety.8.2", on=date(2026, 7, 1)).in_words
    assert "급박한" in source("guideline.44.1", on=date(2024, 1, 3)).in_words
    assert "본인이 촬영된 영상만" in source("guideline.44.1", on=date(2024, 1, 4)).in_words


def test_a_source_is_refused_on_a_day_it_does_not_hold():
    with pytest.raises(NotInForce):
        source("pipa.75.2.14-2", on=date(2026, 9, 10))
    with pytest.raises(NotInForce):
        source("pipa.25.1.6", on=date(2023, 9, 14))
    assert source("pipa.75.2.14-2", on=date(2026, 9, 11)).confirmed is Confidence.STATUTE


def test_an_unknown_source_is_refused():
    with pytest.raises(UnknownSource):
        source("pipa.999", on=TODAY)
    with pytest.raises(UnknownSource):
        latest("pipa.999")


def test_the_last_day_of_a_wording_counts_and_the_next_does_not():
    for item in SOURCES:
        if item.in_force_to:
            assert item.in_force(item.in_force_to)
            assert not item.in_force(item.in_force_to + timedelta(days=1))


def test_the_newest_wording_is_the_one_in_force_today():
    for key in {item.key for item in SOURCES}:
        assert latest(key) == source(key, on=TODAY)


def test_every_key_used_elsewhere_in_the_law_exists():
    used = [duty.source_key for duties in register.DUTIES.values() for duty in duties]
    used += [item.source_key for item in (*contents.POLICY_HEADINGS, *contents.SIGN_ITEMS, *contents.SAFEGUARDS)]
    used += [form.key for form in forms.FORMS]
    used += [ground.key for ground in (*grounds.INSTALLATION, *grounds.PROVISION, *grounds.REFUSAL)]
    for key in used:
        assert latest(key).key == key


def test_periods_say_their_number_and_their_source():
    assert (periods.answer_days(TODAY).days, periods.answer_days(TODAY).source.key) == (10, "decree.41.4")
    assert periods.refusal_notice_days(TODAY).days == 10
    assert periods.guideline_retention_days(TODAY).days == 30
    assert periods.destroy_within_days(TODAY).days == 5
    assert periods.permission_record_years(TODAY).years == 3
    assert periods.access_log_years(TODAY).years == 1
    assert periods.access_log_years(TODAY, many_or_sensitive=True).years == 2
    assert periods.breach_notice_hours(TODAY).hours == periods.breach_report_hours(TODAY).hours == 72


@pytest.mark.parametrize(
    "name", sorted(name for name in vars(periods) if name.endswith(("_days", "_hours", "_months", "_years")))
)
def test_a_period_has_exactly_one_unit(name):
    period = getattr(periods, name)(TODAY)
    assert sum(unit is not None for unit in (period.days, period.hours, period.months, period.years)) == 1


def test_defaults_of_ours_never_pose_as_law():
    for period in (periods.register_years(TODAY), periods.log_review_months(TODAY), periods.sign_check_months(TODAY)):
        assert period.source.confirmed is Confidence.OURS
        assert "법령" in period.source.in_words
