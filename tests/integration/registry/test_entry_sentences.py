"""Each entry of the registry is a sentence people can read."""

from datetime import date

import pytest
from flask import render_template

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.ledger import queries as ledger
from app.registry import commands
from app.registry.domain import Declared, Kind, Retention, Zone
from tests.builders.registry import RECORDED_AT, a_small_estate, end, record, record_estate


def sentences(app, subject):
    with app.test_request_context("/"):
        return [
            " ".join(
                render_template(
                    f"ledger/entries/{entry.name}.html", entry=entry, data=entry.data, actor_name="올가"
                ).split()
            )
            for entry in ledger.entries(db.session(), subject=subject)
        ]


def test_a_change_is_told_by_field_with_old_and_new(app):
    record_estate()
    declared = Declared(retention=Retention(text="30일", days=30))
    record(
        Kind.ZONE,
        Zone(code="HQ-car", site="HQ", name="주차장", order=2, camera_count=4, declared=declared),
        since=date(2026, 5, 1),
    )
    end(Kind.ZONE, "HQ-car", on=date(2026, 8, 1))

    new, changed, ended = sentences(app, "zone:HQ-car")

    assert "주차장" in new
    assert "대장에 올렸습니다" in new
    assert "대수 3 → 4" in changed
    assert "보관기간 없음 → 30일" in changed
    assert "(2026-05-01부터)" in changed
    assert "대장에서 내렸습니다" in ended


@pytest.mark.parametrize(
    "subject",
    ["organisation:self", "post:lead", "row:governors", "site:HQ", "zone:HQ-car", "camera:C-1", "contractor:k"],
)
def test_every_kind_has_its_sentence(app, subject):
    record_estate(a_small_estate(contractors=[{"code": "k", "name": "<b>수탁사</b>"}]))

    [sentence] = sentences(app, subject)

    assert "대장에 올렸습니다" in sentence
    assert "<b>수탁사" not in sentence


def test_assignments_are_told_without_the_name(app):
    record_estate()
    with unit_of_work() as session:
        now = {"actor": SYSTEM, "now": RECORDED_AT}
        held = commands.assign_post(session, post="lead", holder="김예시", valid_from=None, **now)
        commands.release_post(session, assignment=held, on=date(2026, 3, 1), **now)

    told = sentences(app, "post:lead")

    assert "배정했습니다" in told[1]
    assert "2026-03-01" in told[2]
    assert "김예시" not in "".join(told)
