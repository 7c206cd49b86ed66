"""A whole document is recorded in one batch, or not at all."""

from datetime import UTC, date, datetime

import pytest

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.errors import Invalid
from app.ledger import queries as ledger
from app.registry import commands, queries
from app.registry.document import FORMAT, examine_document, read_document, write_document
from tests.builders.registry import a_document, a_small_estate, record_estate

LATER = datetime(2026, 6, 1, tzinfo=UTC)
TODAY = date(2026, 6, 1)


def apply(document, *, since=TODAY, expected_edition=None):
    with unit_of_work() as session:
        return commands.apply_document(
            session,
            document=document,
            default_from=since,
            actor=SYSTEM,
            now=LATER,
            expected_edition=expected_edition,
        )


def total(day):
    return queries.snapshot(db.session(), as_of=day).total


def number_of_entries():
    return len(list(ledger.entries(db.session())))


def exported():
    return write_document(queries.document(db.session()))


def test_counts_on_three_days_are_those_the_document_states(app):
    items = a_small_estate(
        sites=[
            {"code": "CNG", "name": "충전소", "camera_count": 2, "valid_from": "2026-02-01", "valid_to": "2026-03-01"},
            {"code": "CNG", "name": "충전소", "camera_count": 4, "valid_from": "2026-03-01"},
        ]
    )
    record_estate(items)

    assert [total(date(2026, month, 15)) for month in (1, 2, 3)] == [10, 12, 14]


def test_the_same_document_twice_changes_nothing(app):
    record_estate()
    entries, before = number_of_entries(), exported()

    assert len(apply(a_document(**a_small_estate()))) == 0
    assert len(apply(a_document(**a_small_estate()), since=None)) == 0
    assert (number_of_entries(), exported()) == (entries, before)


def test_an_undated_value_holds_from_the_given_day(app):
    record_estate()
    items = a_small_estate()
    items["sites"][1]["camera_count"] = 3

    changes = apply(a_document(**items))

    assert [(change.code, change.assertion.valid_from) for change in changes] == [("G-1", TODAY)]
    assert [(field.field, field.old, field.new) for field in changes.changes[0].fields] == [("camera_count", 2, 3)]
    assert (total(date(2026, 5, 31)), queries.snapshot(db.session(), as_of=TODAY).rows[1].sites[0].count) == (10, 3)


def test_an_undated_value_leaves_a_planned_change_alone(app):
    record_estate(a_small_estate(sites=[{"code": "N", "name": "새 곳", "camera_count": 1, "valid_from": "2027-01-01"}]))

    apply(a_document(sites=[{"code": "N", "name": "새 곳", "camera_count": 5}]))

    assert [total(date(year, 1, 1)) for year in (2026, 2027)] == [10, 11]
    assert total(TODAY) == 15


def test_a_preview_shows_what_applying_would_change_and_writes_nothing(app):
    record_estate()
    entries = number_of_entries()
    document = a_document(sites=[{"code": "N", "name": "새 곳"}])

    preview = commands.difference(db.session(), document=document, default_from=TODAY)

    assert [(change.code, change.is_new) for change in preview] == [("N", True)]
    assert number_of_entries() == entries


def test_a_preview_that_is_out_of_date_is_not_applied(app):
    record_estate()
    document = a_document(sites=[{"code": "N", "name": "새 곳"}])
    preview = commands.difference(db.session(), document=document, default_from=TODAY)
    apply(a_document(posts=[{"code": "new", "title": "새 직위"}]))

    with pytest.raises(commands.ChangedMeanwhile):
        apply(document, expected_edition=preview.edition)


def test_an_export_taken_into_an_empty_registry_exports_the_same_bytes(app):
    items = a_small_estate(
        sites=[
            {"code": "CNG", "name": "충전소", "camera_count": 2, "valid_from": "2026-02-01", "valid_to": "2026-03-01"},
            {"code": "CNG", "name": "충전소", "camera_count": 4, "valid_from": "2026-04-01"},
        ]
    )
    apply(a_document(complete=True, **items), since=TODAY)

    first = exported()
    assert first == write_document(a_document(complete=True, **items))
    assert len(apply(read_document(first))) == 0


def test_a_complete_document_says_when_its_objects_are_not_there(app):
    record_estate()
    items = {"sites": [{**a_small_estate()["sites"][2], "valid_from": "2026-03-01"}]}

    changes = apply(a_document(complete=True, **items))

    assert [(change.code, change.is_end) for change in changes] == [("G-2", True)]
    assert (total(date(2026, 2, 1)), total(date(2026, 3, 1))) == (10, 10)
    assert queries.snapshot(db.session(), as_of=date(2026, 2, 1)).rows[1].disagreements[0].field == "count"


def test_ten_faults_name_ten_places_and_nothing_is_written(app):
    items = a_small_estate(
        posts=[{"code": "empty"}],
        sites=[
            {"code": "HQ", "name": "같은 코드"},
            {"code": "a b", "name": "빈칸 있는 코드"},
            {"code": "S-3", "name": "음수", "camera_count": -4},
            {"code": "S-4", "name": "없는 줄", "row": "nowhere"},
            {"code": "S-5", "name": "없는 직위", "declared": {"manager": {"post": "nobody"}}},
            {"code": "S-6", "name": "모르는 항목", "colour": "red"},
        ],
        zones=[
            {"code": "Z-1", "site": "nowhere", "name": "없는 곳"},
            {"code": "Z-2", "site": "G-1", "name": "많은 대수", "camera_count": 1.5},
        ],
        cameras=[{"code": "C-8", "zone": "HQ-lobby", "installed_on": "2026-13-01"}],
    )

    with pytest.raises(Invalid) as caught:
        apply(examine_document({"format": FORMAT, **items}))

    assert sorted(problem.place for problem in caught.value.problems) == [
        "cameras[2].installed_on",
        "posts[2].title",
        "sites[3].code",
        "sites[4].code",
        "sites[5].camera_count",
        "sites[6].row",
        "sites[7].declared.manager",
        "sites[8].colour",
        "zones[2].site",
        "zones[3].camera_count",
    ]
    assert (number_of_entries(), queries.is_empty(db.session())) == (0, True)


def test_what_names_an_item_that_could_not_be_read_is_no_further_fault(app):
    items = {"sites": [{"code": "S", "name": ""}], "zones": [{"code": "Z", "site": "S", "name": "로비"}]}

    with pytest.raises(Invalid) as caught:
        apply(examine_document({"format": FORMAT, **items}))

    assert [problem.place for problem in caught.value.problems] == ["sites[0].name"]


def test_the_tables_say_after_any_history_what_the_ledger_says(app):
    record_estate()
    for month, count in ((2, 3), (4, 5), (3, 4), (1, 2), (3, None)):
        item = {"code": "N", "name": "새 곳", "valid_from": f"2026-0{month}-01"}
        apply(a_document(sites=[item if count is None else {**item, "camera_count": count}]))

    assert queries.timelines(db.session()) == queries.timelines_known_at(db.session(), moment=LATER)
