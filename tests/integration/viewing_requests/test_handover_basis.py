"""A hand-over keeps to what was decided, and nothing is deleted that another case needs."""

from datetime import timedelta

import pytest

from app.database import unit_of_work
from app.viewing_requests.domain import RequestKind
from app.viewing_requests.giving import Delivery, MaskAnswer, Masking, MaskMethod, Mode, Unmasked
from app.viewing_requests.handover_refusals import MaskingDecided, NeededElsewhere, UnmaskedElsewhere
from tests.builders.accounts import an_account
from tests.builders.decisions import grant_part
from tests.builders.handovers import NOTHING_SHOWN, granted, granted_provision, hand_over, provided, shown
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, a_provision, grant_provision, places, receive

UNMASKED = MaskAnswer(masking=Masking.NOT_NEEDED, unmasked=Unmasked.BY_STATUTE, words="영장에 원본을 내라고 적힘")


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def deleted(**values):
    return shown(
        mode=Mode.DELETED, delivery=Delivery.TOLD, mask=NOTHING_SHOWN, identity=None, method="erased", **values
    )


def test_a_statute_leaves_others_unmasked_where_it_was_the_ground():
    hand_over(granted_provision(), provided(mask=UNMASKED))


def test_consent_is_no_statute():
    number = grant_provision(a_provision(kind=RequestKind.COPY), ground="pipa.18.2.3", reason="급박한 생명의 위험")

    with pytest.raises(UnmaskedElsewhere):
        hand_over(number, provided(mask=UNMASKED))


def test_what_was_granted_masked_is_masked():
    number = grant_part(receive(), allowed="다른 사람을 가린 영상")

    with pytest.raises(MaskingDecided):
        hand_over(number)

    with unit_of_work() as session:
        masker, checker = (an_account(session, name=name, now=NOW).id for name in ("가림", "확인"))
    done = {"method": MaskMethod.MOSAIC, "masked_by": masker, "checked_by": checker, "words": "처음부터 끝까지 봄"}
    hand_over(number, shown(mask=MaskAnswer(masking=Masking.DONE, **done)))


def test_a_part_of_the_time_asks_for_no_masking():
    hand_over(grant_part(receive()))


def test_footage_another_open_case_needs_is_not_deleted():
    number, other = granted(RequestKind.DELETION), receive()

    with pytest.raises(NeededElsewhere, match=other):
        hand_over(number, deleted())


@pytest.mark.parametrize(
    "other",
    [
        {"kind": RequestKind.DELETION},
        {"places": ("C-2",)},
        {"span_from": NOW - timedelta(hours=30), "span_to": NOW - timedelta(hours=29)},
    ],
)
def test_footage_nobody_else_needs_is_deleted(other):
    number = granted(RequestKind.DELETION)
    receive(**{**other, **({"places": places(*other["places"])} if "places" in other else {})})

    hand_over(number, deleted())
