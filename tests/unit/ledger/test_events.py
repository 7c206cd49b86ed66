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


def test_a_class_that_only_others_build_on_needs_no_name():
    class _Shared(Event):
        pass

    class OneOfThem(_Shared):
        name: ClassVar[str] = "test.one_of_them"

    assert catalogue()["test.one_of_them"] is OneOfThem


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Colour.RED, "red"),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, tzinfo=UTC), "2026-11-22T00:00:00.000000Z"),
        ((1, None, True), [1, None, True]),
        ({"a": Size(3)}, {"a": {"width": 3}}),
        (frozenset({"b", "a"}), ["a", "b"]),
    ],
    ids=str,
)
def test_values_become_plain(value, expected):
    assert plain(value) == expected


@pytest.mark.parametrize("value", [1.5, b"bytes", Size], ids=str)
def test_a_value_without_a_plain_form_is_refused(value):
    with pytest.raises(TypeError):
        plain(value)
