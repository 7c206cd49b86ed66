"""Events have permanent names, and plain values."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import ClassVar

import pytest

from app.ledger.events import ClockWentBack, Event, catalogue, plain


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Size:
    width: int


def test_the_catalogue_knows_every_event_by_its_name():
    assert catalogue()["clock.anomaly"] is ClockWentBack


class _Shared(Event):
    """What two events have in common."""


class Opened(_Shared):
    name: ClassVar[str] = "test.opened"


def test_a_class_that_only_others_build_on_needs_no_name():
    assert catalogue(__name__) == {"test.opened": Opened}


def test_events_of_the_tests_are_not_in_the_catalogue_of_the_product():
    assert "test.opened" not in catalogue()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Colour.RED, "red"),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, tzinfo=UTC), "2026-11-22T00:00:00.000000Z"),
        ((1, None, True), [1, None, True]),
        ({"a": Size(3)}, {"a": {"width": 3}}),
        pytest.param(frozenset({"b", "a"}), ["a", "b"], id="a set"),
    ],
    ids=str,
)
def test_values_become_plain(value, expected):
    assert plain(value) == expected


@pytest.mark.parametrize("value", [1.5, b"bytes", Size], ids=str)
def test_a_value_without_a_plain_form_is_refused(value):
    with pytest.raises(TypeError):
        plain(value)
