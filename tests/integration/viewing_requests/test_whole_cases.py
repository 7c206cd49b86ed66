"""Whole cases from intake to closing, told in TOML and played in one ledger, end as their golden texts say.

Golden texts are read against the law by people (law note §1.6 to §1.8). To write them anew set WATCHBOOK_WRITE_GOLDEN:
the tests then fail, so that nobody does it unseen.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from app.case_papers import queries as papers
from app.case_papers.content import YearStatistics
from app.database import db
from app.footage_access.verification import check_footage
from app.ledger.verification import verify
from app.viewing_requests.verification import check_answer_days, check_attachments, check_requests
from tests.builders.case_outcomes import left_undone, lines_of, outcomes
from tests.builders.case_stories import STORIES, all_stories, play
from tests.builders.viewing_requests import PETRA
from tests.databases import ENGINES, fresh_database, running_app

GOLDEN = STORIES / "golden"
NEW_YEAR = datetime(2027, 1, 4, 0, 0, tzinfo=UTC)
WRITES = "WATCHBOOK_WRITE_GOLDEN"
CHECKS = (check_requests, check_answer_days, check_attachments, check_footage)
"""Of accounts nothing is checked: those of the tests have no entries."""
SLUGS = [story.slug for story in all_stories()]
COUNTED = {"late": False, "held": False, "gone": False, "emergency": False, "handed_over": 0, "returned": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What became of all stories on one engine."""

    stories: dict[str, Any]
    texts: dict[str, Any]
    left: dict[str, Any]
    fault: object
    statistics: YearStatistics


def pytest_generate_tests(metafunc):
    if "played" in metafunc.fixturenames:
        engines = metafunc.config.getoption("engine") or ENGINES
        once = [pytest.param(engine, marks=pytest.mark.xdist_group(f"cases-{engine}")) for engine in engines]
        metafunc.parametrize("played", once, indirect=True, scope="module")


@pytest.fixture(scope="module")
def played(request, tmp_path_factory):
    """All stories, played once on an engine."""
    home = tmp_path_factory.mktemp("cases")
    with fresh_database(request, request.param, home) as url, running_app(home, url):
        stories = all_stories()
        play(stories)
        told = [story for story in stories if story.error is None]
        texts, shared = outcomes(told, reader=PETRA, now=NEW_YEAR)
        statistics = papers.statistics(db.session(), year=2026, actor=PETRA, now=NEW_YEAR)
        figures = lines_of(statistics.paper("ko"))
        yield Played(
            stories={story.slug: story for story in stories},
            texts=texts | {"same-in-all": shared, "statistics-2026": figures},
            left={one.slug: left_undone(db.session(), one, reader=PETRA, now=NEW_YEAR) for one in told},
            fault=verify(db.session(), key=None, projections=CHECKS).fault,
            statistics=statistics,
        )


@pytest.mark.parametrize("slug", SLUGS)
def test_a_case_is_carried_through_as_it_is_told(played, slug):
    assert played.stories[slug].error is None
    assert played.left[slug] == []


@pytest.mark.parametrize("name", [*SLUGS, "same-in-all", "statistics-2026"])
def test_papers_register_and_entries_are_the_golden_ones(played, name):
    path = GOLDEN / f"{name}.txt"
    if os.environ.get(WRITES):
        path.write_text(played.texts[name], "utf-8")
        pytest.fail(f"{path.name} was written: read it against the law, then run without {WRITES}")
    assert played.texts[name] == path.read_text("utf-8")


def test_every_golden_text_belongs_to_a_case():
    assert {path.stem for path in GOLDEN.iterdir()} == {*SLUGS, "same-in-all", "statistics-2026"}
    assert len(SLUGS) >= 25


def test_the_ledger_and_the_rows_of_all_cases_agree(played):
    assert played.fault is None


def test_the_statistics_are_what_was_counted_by_hand(played):
    by_hand = [COUNTED | story.counted for story in played.stories.values()]
    figures = played.statistics.figures

    def counted(field, name):
        return tuple(
            sum(1 for one in by_hand if one["month"] == month and one.get(field, "") == name) for month in range(1, 13)
        )

    assert figures.received.total == len(SLUGS)
    for field, counts in {
        "kind": figures.kinds,
        "requester": figures.requesters,
        "channel": figures.channels,
        "outcome": figures.outcomes,
        "ground": figures.grounds,
    }.items():
        assert {count.name: count.months for count in counts} == {
            count.name: counted(field, count.name) for count in counts
        }, field
    for count in figures.events:
        months = tuple(sum(int(one[count.name]) for one in by_hand if one["month"] == month) for month in range(1, 13))
        assert count.months == months, count.name
    days = [tuple(sorted(one["days"] for one in by_hand if one["month"] == m and "days" in one)) for m in range(1, 13)]
    assert figures.answered == tuple(days)


def test_the_register_holds_as_many_provisions_as_the_statistics_say(played):
    rows = sum(text.count("\n구분: 제공\n") for text in played.texts.values())
    provided = next(count for count in played.statistics.figures.events if count.name == "handed_over")
    assert rows == provided.total > 0
