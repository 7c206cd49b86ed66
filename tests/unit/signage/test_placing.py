"""What was seen of a sign says where its copies stand, and what is to be done."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.signage.placing import (
    Act,
    Copy,
    Need,
    Noted,
    Source,
    Stand,
    check_sighting,
    matched,
    months_from,
    needs,
    placements,
)
from app.signage.refusals import BadSighting
from tests.builders.sightings import a_sighting

START = datetime(2026, 3, 2, tzinfo=UTC)
LONG_AGO = START - timedelta(days=400)
OLD, NEW = Copy("N", "old", "AAAAAA", START), Copy("N", "new", "BBBBBB", START + timedelta(days=100))


def told(act, batch="old", day=1, **more):
    revision = {"old": "AAAAAA", "new": "BBBBBB"}.get(batch)
    values = {"number": "N", "revision": revision, "batch": batch, "act": act, "leaf": day, "place": ""}
    return Noted(**(values | {"at": START + timedelta(days=day)} | more))


def todo(*noted, copies=(OLD,), today="AAAAAA", since=LONG_AGO, **more):
    return set(needs(placements(copies, noted), copies, today=today, not_seen_since=since, **more))


def test_a_copy_goes_from_printed_to_removed():
    steps = [Act.MOUNTED, Act.SEEN, Act.DAMAGED, Act.MISSING, Act.REMOVED]
    story = [told(act, day=day) for day, act in enumerate(steps, start=1)]
    stands = [placements([OLD], story[:count])[0].stand for count in range(len(story) + 1)]
    assert stands == [Stand.PRINTED, Stand.MOUNTED, Stand.SEEN, Stand.DAMAGED, Stand.MISSING, Stand.REMOVED]


def test_what_was_sent_late_is_told_in_the_order_it_happened():
    [placed] = placements([OLD], [told(Act.SEEN, day=5, leaf=1), told(Act.MOUNTED, day=1, leaf=2, place="문 옆")])
    assert (placed.stand, placed.place, placed.seen_at) == (Stand.SEEN, "문 옆", START + timedelta(days=5))


def test_a_revision_read_and_one_not_read_belong_to_one_copy():
    story = [told(Act.MOUNTED, day=2), told(Act.MISSING, day=1, revision=None)]
    assert [one.stand for one in placements([OLD], story)] == [Stand.MOUNTED]


def test_a_sign_nobody_printed_is_told_beside_the_copies():
    found = placements([OLD], [told(Act.SEEN, batch=None, revision="ZZZZZZ")])
    assert [(one.batch, one.revision, one.stand) for one in found] == [
        (None, "ZZZZZZ", Stand.SEEN),
        ("old", "AAAAAA", Stand.PRINTED),
    ]


@pytest.mark.parametrize(
    ("noted", "options", "wanted"),
    [
        ((), {}, {Need.MOUNT}),
        ((), {"copies": ()}, set()),
        ((told(Act.MOUNTED),), {}, set()),
        ((told(Act.MOUNTED),), {"today": "BBBBBB"}, {Need.REPRINT}),
        ((), {"today": "BBBBBB"}, {Need.REPRINT}),
        ((told(Act.MOUNTED),), {"today": "BBBBBB", "copies": (OLD, NEW)}, {Need.MOUNT}),
        (
            (told(Act.MOUNTED), told(Act.MOUNTED, "new", 101)),
            {"today": "BBBBBB", "copies": (OLD, NEW)},
            {Need.TAKE_DOWN},
        ),
        (
            (told(Act.MOUNTED), told(Act.REMOVED, day=101), told(Act.MOUNTED, "new", 101)),
            {"today": "BBBBBB", "copies": (OLD, NEW)},
            set(),
        ),
        ((told(Act.MOUNTED),), {"today": None}, {Need.TAKE_DOWN}),
        ((told(Act.REMOVED),), {"today": None}, set()),
        ((told(Act.DAMAGED),), {}, {Need.MEND}),
        ((told(Act.MISSING),), {}, {Need.MEND}),
        ((told(Act.MISSING),), {"today": "BBBBBB"}, {Need.REPRINT}),
        ((), {"excused": True}, set()),
        ((told(Act.MOUNTED),), {"today": "BBBBBB", "excused": True}, {Need.REPRINT}),
        ((told(Act.SEEN),), {"since": START + timedelta(days=1)}, set()),
        ((told(Act.SEEN),), {"since": START + timedelta(days=1, seconds=1)}, {Need.NOT_SEEN}),
    ],
)
def test_what_is_to_be_done_follows(noted, options, wanted):
    assert todo(*noted, **options) == wanted


def test_who_mounts_means_the_copy_that_does_not_hang_yet_and_who_looks_the_one_that_does():
    again = replace(OLD, batch="again", printed_at=START + timedelta(days=9))
    story = [told(Act.MOUNTED)]
    asked = {"number": "N", "revision": "AAAAAA", "copies": (OLD, again), "noted": story}
    assert matched(**asked, mounting=True) == again
    assert matched(**asked) == OLD
    assert matched(**(asked | {"revision": "ZZZZZZ"})) is None
    assert matched(**(asked | {"revision": None})) == OLD


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "1"},
        {"id": "6F9619FF-8B86-D011-B42D-00CF4FC964FF"},
        {"at": START + timedelta(minutes=6)},
        {"revision": "ABC"},
        {"revision": "OOOOOO"},
        {"place": "가" * 201},
        {"act": Act.MOUNTED},
        {"act": Act.DAMAGED, "damage": " "},
        {"damage": "가" * 301},
        {"readable": None},
        {"act": Act.MISSING},
        {"cameras_counted": 1000},
        {"cameras_counted": -1},
        {"act": Act.ELSEWHERE, "text_matches": None, "readable": None, "place": "문"},
    ],
    ids=str,
)
def test_what_cannot_have_happened_is_refused(wrong):
    one = replace(a_sighting("N", at=START, source=Source.FIELD), **wrong)
    with pytest.raises(BadSighting) as refused:
        check_sighting(one, now=START)
    assert len(refused.value.problems) == 1


@pytest.mark.parametrize("act", [act for act in Act if act is not Act.ELSEWHERE])
def test_what_can_have_happened_is_accepted(act):
    check_sighting(a_sighting("N", act, at=START), now=START)


def test_months_are_counted_by_the_calendar():
    assert months_from(date(2026, 11, 22), -12) == date(2025, 11, 22)
    assert months_from(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_from(date(2026, 5, 31), -3) == date(2026, 2, 28)
    assert months_from(date(2026, 12, 1), 1) == date(2027, 1, 1)
