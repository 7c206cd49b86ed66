"""The rules find every planted misuse in a month of 5,000 entries, and leave normal work alone."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from app.footage_access.domain import Form, Kind, Purpose
from app.kernel.clock import KST
from app.log_review.domain import Oddity, RecorderGap, Settings, Spot, items_of, sample_of
from app.log_review.rules import Material, odd_use
from tests.unit.log_review.month import SPOTS, a_month, an_entry

SETTINGS = Settings()
NOON = datetime(2026, 10, 7, 12, tzinfo=KST)
SPOT = SPOTS[0]


@pytest.mark.parametrize("seed", range(5))
def test_every_planted_misuse_is_found_by_its_rule_and_few_normal_entries_are_flagged(seed):
    material, planted, acts, ordinary = a_month(Random(seed))  # noqa: S311  # A month invented by lot, no secret.
    odd = odd_use(material, SETTINGS)
    found = {(leaf, each.oddity) for each in odd for leaf in each.leaves}
    missed = [act for act in acts if not any((leaf, planted[leaf]) in found for leaf in act)]
    assert missed == []
    assert {each.finding for each in odd if each.oddity is Oddity.MISMATCH} == {90_000, 90_001, 90_002, 90_003}
    flagged = {leaf for leaf, _ in found} & ordinary
    assert len(flagged) <= len(ordinary) * 0.02, Counter(each.oddity for each in odd)
    assert len(acts) + 4 == 40
    assert 4_950 <= len(material.entries) <= 5_050


def oddities(*entries, on_duty=None, gaps=()):
    numbered = [replace(entry, leaf=n) for n, entry in enumerate(entries, start=1)]
    found = odd_use(Material(entries=numbered, on_duty=on_duty or {}, gaps=gaps), SETTINGS)
    return [each.oddity for each in found]


def a_look(hour=12, *, day=7, minute=0, person=11, kind=Kind.PLAYBACK, purpose=Purpose.FACILITY_SAFETY, spot=SPOT):
    return an_entry(person, datetime(2026, 10, day, hour, minute, tzinfo=KST), kind, purpose, (spot,))


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (a_look(22), [Oddity.NIGHT]),
        (a_look(5, minute=59), [Oddity.NIGHT]),
        (a_look(21, minute=59), []),
        (a_look(6), []),
        (a_look(23, kind=Kind.LIVE), []),
        (a_look(23, purpose=Purpose.INCIDENT), []),
        (replace(a_look(23), document="수사과-2026-11"), []),
        (replace(a_look(23), document="  "), [Oddity.NIGHT]),
        (replace(a_look(), kind=Kind.USE, form=Form.STILL), [Oddity.EXPORT_WITHOUT_CASE]),
        (replace(a_look(), kind=Kind.USE, form=Form.SCREEN), []),
        (replace(a_look(), kind=Kind.VIEWING, form=Form.FILE, request_number="2026-0001"), []),
        (replace(a_look(), kind=Kind.DESTRUCTION, file_name="old.mp4"), []),
        (replace(a_look(), recorded_at=NOON + timedelta(hours=12)), []),
        (replace(a_look(), recorded_at=NOON + timedelta(hours=12, seconds=1)), [Oddity.LATE_ENTRY]),
        (replace(a_look(), ended_at=NOON + timedelta(hours=5), recorded_at=NOON + timedelta(hours=17)), []),
    ],
)
def test_an_entry_by_itself(entry, expected):
    assert oddities(entry) == expected


def morning(day):
    return datetime(2026, 10, day, 7, tzinfo=KST)


@pytest.mark.parametrize(
    ("person", "hour", "minute", "expected"),
    [
        (11, 12, 0, []),
        (12, 12, 0, [Oddity.OFF_SHIFT]),
        (12, 7, 20, []),  # They came off the night and finished something.
        (12, 7, 40, [Oddity.OFF_SHIFT]),
        (12, 18, 40, []),  # Their own shift is about to begin.
        (99, 12, 0, []),  # Never on a shift: works by day.
        (12, 23, 0, []),
    ],
)
def test_who_works_in_shifts_is_asked_about_shifts_of_others(person, hour, minute, expected):
    night_before, day, night = morning(6) + timedelta(hours=12), morning(7), morning(7) + timedelta(hours=12)
    on_duty = {night_before: {12}, day: {11}, night: {12}}
    entry = a_look(hour, minute=minute, person=person, kind=Kind.LIVE)
    assert oddities(entry, on_duty=on_duty) == expected


def test_of_a_shift_nobody_recorded_nothing_is_said():
    assert oddities(a_look(12, day=9, person=12, kind=Kind.LIVE), on_duty={morning(7): {12}}) == []


@pytest.mark.parametrize(
    ("count", "minutes", "request_number", "expected"),
    [
        (10, 1, None, [Oddity.MANY_CAMERAS]),
        (9, 1, None, []),
        (10, 2, None, []),
        (10, 1, "2026-0001", []),
    ],
)
def test_many_cameras_in_a_short_time(count, minutes, request_number, expected):
    looks = [
        replace(a_look(12, minute=n * minutes, spot=spot), request_number=request_number)
        for n, spot in enumerate(SPOTS[:count])
    ]
    assert oddities(*looks) == expected


def test_one_entry_that_names_many_cameras_counts_them_all():
    assert oddities(replace(a_look(), spots=SPOTS[:10])) == [Oddity.MANY_CAMERAS]


@pytest.mark.parametrize(
    ("days", "expected"),
    [((1, 3, 5, 7), [Oddity.REPEATED]), ((1, 4, 7, 10), []), ((1, 2, 3), [])],
)
def test_looks_at_one_place_again_and_again(days, expected):
    assert oddities(*[a_look(day=day) for day in days]) == expected


def test_looks_of_several_people_at_one_place_are_not_one_persons():
    assert oddities(*[a_look(day=day, person=day) for day in (1, 2, 3, 4)]) == []


def test_what_a_recorder_does_not_know_of_is_one_with_what_else_is_odd_about_the_entry():
    entry = replace(a_look(23), leaf=1)
    gap = RecorderGap(finding=7, handler_id=11, spot=Spot("G-001", None, "G-001-C1"), at=entry.occurred_at, entry=1)
    items = items_of(odd_use(Material(entries=[entry], gaps=[gap]), SETTINGS))
    assert [[each.oddity for each in item.odd] for item in items] == [[Oddity.NIGHT, Oddity.MISMATCH]]


def test_gaps_without_an_entry_stay_apart():
    gaps = [RecorderGap(finding=n, handler_id=None, spot=SPOT, at=NOON) for n in (1, 2)]
    assert len(items_of(odd_use(Material(entries=[], gaps=gaps), SETTINGS))) == 2


def test_a_sample_is_drawn_from_what_is_normal_by_the_seed_alone():
    material, *_ = a_month(Random(3), normal=2_000)  # noqa: S311  # As above.
    odd = odd_use(material, SETTINGS)
    sample = sample_of(material.entries, odd=odd, seed=b"root", settings=SETTINGS)
    shuffled = sorted(material.entries, key=lambda entry: hash(entry.recorded_at))
    assert sample_of(shuffled, odd=odd, seed=b"root", settings=SETTINGS) == sample
    assert sample_of(material.entries, odd=odd, seed=b"toor", settings=SETTINGS) != sample
    assert not {entry.leaf for entry in sample} & {leaf for each in odd for leaf in each.leaves}


@pytest.mark.parametrize(("entries", "size"), [(5, 5), (400, 10), (2_500, 25), (9_000, 50)])
def test_how_many_are_sampled(entries, size):
    looks = [replace(a_look(), leaf=n) for n in range(1, entries + 1)]
    assert len(sample_of(looks, odd=[], seed=b"", settings=SETTINGS)) == size
