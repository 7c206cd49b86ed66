"""The allowed moves, who may ask what, and what is never written down."""

import importlib.util
from pathlib import Path

import pytest

from app.viewing_requests.domain import (
    NOT_FILMED_NAME,
    REQUESTER_NAMES,
    Handling,
    RequesterKind,
    check_not_own,
    handling_for,
    holds_resident_number,
    name_of_requester,
)
from app.viewing_requests.refusals import OwnRequest, WrongMoment
from app.viewing_requests.states import NEXT, Status, check_can_become


@pytest.mark.parametrize("current", Status)
@pytest.mark.parametrize("target", Status)
def test_only_the_listed_moves_are_allowed(current, target):
    if target in NEXT[current]:
        check_can_become(current, target)
    else:
        with pytest.raises(WrongMoment):
            check_can_become(current, target)


def test_nobody_decides_on_what_they_took_in():
    check_not_own(received_by=1, decided_by=2)
    with pytest.raises(OwnRequest):
        check_not_own(received_by=1, decided_by=1)


@pytest.mark.parametrize("handling", Handling)
@pytest.mark.parametrize("requester", RequesterKind)
def test_only_who_is_in_the_footage_is_called_its_data_subject(requester, handling):
    is_unfilmed = requester is RequesterKind.SUBJECT and handling is Handling.PROVISION
    assert name_of_requester(requester, handling) == (NOT_FILMED_NAME if is_unfilmed else REQUESTER_NAMES[requester])


@pytest.mark.parametrize("requester", RequesterKind)
@pytest.mark.parametrize("in_footage", [True, False])
def test_only_people_in_the_footage_and_those_acting_for_them_view(requester, in_footage):
    views = in_footage and requester in {"subject", "guardian", "agent"}

    assert (handling_for(requester, subject_in_footage=in_footage) is Handling.VIEWING) is views


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("900101-1234567", True),
        ("9001011234567", True),
        ("생년월일 900101 - 2234567 입니다", True),
        ("010-1234-5678", False),
        ("2026-11-21 23:40", False),
        ("계좌 123456-78-901234", False),
    ],
)
def test_resident_numbers_are_recognised(text, holds):
    assert holds_resident_number(text) is holds


def test_the_migration_allows_the_same_moves_as_the_domain():
    path = Path(__file__).parents[3] / "migrations" / "versions" / "0017_case_states.py"
    spec = importlib.util.spec_from_file_location("migration_0017", path)
    migration = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(migration)

    assert {status: set(following) for status, following in migration.MOVES.items()} == {
        str(status): {str(one) for one in following} for status, following in NEXT.items() if following
    }
    assert set(migration.STATES) == {str(status) for status in NEXT}
