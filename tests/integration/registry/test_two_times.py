"""Whatever is recorded later, what was known at a moment stays, and the tables are the ledger folded."""

import random
from datetime import date, timedelta

import pytest

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.registry import commands, queries
from app.registry.domain import Kind, Post
from app.registry.history import Assertion, Span
from app.registry.verification import check_registry
from tests.builders.registry import RECORDED_AT, end, record_estate

FIRST = date(2026, 1, 1)


def random_assertion(chance):
    days = [None, *(FIRST + timedelta(days=number) for number in range(10))]
    while True:
        span = Span(chance.choice(days), chance.choice(days))
        if not span.is_empty:
            break
    code = chance.choice(["a", "b", "c"])
    title = chance.choice(["팀장", "부장", None])
    return Assertion(Kind.POST, code, Post(code=code, title=title) if title else None, span.start, span.end)


@pytest.mark.parametrize("seed", range(3))
def test_what_was_known_at_each_moment_is_still_told_after_all_corrections(app, seed):
    chance = random.Random(seed)  # noqa: S311  # Repeatable histories, no secrets.
    told = []
    for step in range(25):
        moment = RECORDED_AT + timedelta(minutes=step)
        with unit_of_work() as session:
            commands.record_all(session, assertions=[random_assertion(chance)], actor=SYSTEM, now=moment)
        told.append((moment, queries.timelines(db.session())))

    for moment, known in told:
        assert queries.timelines_known_at(db.session(), moment=moment) == known
    assert list(check_registry(db.session())) == []


def test_a_snapshot_is_the_same_object_until_the_registry_changes(app):
    record_estate()
    first = queries.snapshot(db.session(), as_of=FIRST)

    assert queries.snapshot(db.session(), as_of=FIRST) is first
    end(Kind.CAMERA, "C-2", on=date(2025, 1, 1))
    assert queries.snapshot(db.session(), as_of=FIRST).total == first.total - 1


def test_the_revision_changes_exactly_when_the_day_does(app):
    record_estate()
    end(Kind.CAMERA, "C-2", on=date(2026, 3, 1))
    days = (date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 1))

    revisions = [queries.snapshot(db.session(), as_of=day).revision for day in days]

    assert revisions[0] == revisions[1] != revisions[2]
    assert len(revisions[0]) == 12
