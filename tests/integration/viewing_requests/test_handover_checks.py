"""What is asked of a hand-over before it is sealed: masking, copies, duties, place, right and cost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.footage_access.verification import check_footage
from app.kernel.errors import NotAllowed
from app.viewing_requests.domain import RequestKind
from app.viewing_requests.giving import (
    Costs,
    Delivery,
    EndsWith,
    KeptBecause,
    MaskAnswer,
    Masking,
    MaskMethod,
    Medium,
    Mode,
    Unmasked,
)
from app.viewing_requests.handover_refusals import (
    CheckedByMasker,
    CopiesMissing,
    CopyPlaceWrong,
    CopySpanWrong,
    CostWrong,
    DayAhead,
    DayBackwards,
    DeliveryWrong,
    DigestWrong,
    EndMissing,
    FileOnPaper,
    HandoverLacks,
    HandoverLacksOurs,
    MailUnencrypted,
    MaskingHalf,
    MaskingUnanswered,
    ModeNotAsked,
    NoCopiesHere,
    NothingCopied,
    PaperHasNoDigest,
    UnknownMasker,
    UnmaskedElsewhere,
)
from app.viewing_requests.refusals import RequestNotFound, WrongMoment
from app.viewing_requests.verification import check_requests
from tests.builders.accounts import an_account
from tests.builders.handovers import (
    DIGEST,
    NOTHING_SHOWN,
    TODAY,
    a_copy,
    an_item,
    granted,
    granted_provision,
    hand_over,
    handovers,
    provided,
    shown,
    the_duties,
)
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, SAM, UMA, places, receive

KEY = "k" * 16


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def status(number):
    return db.session().scalar(text("SELECT status FROM viewing_request WHERE number = :n").bindparams(n=number))


def sound():
    return [str(fault) for fault in (*check_requests(db.session()), *check_footage(db.session()))] == []


def masked(**values):
    given = {"masking": Masking.DONE, "method": MaskMethod.MOSAIC, "words": "지나가는 사람 둘을 가림", **values}
    return MaskAnswer(**given)


def test_somebody_masks_and_somebody_else_checks():
    with unit_of_work() as session:
        masker, checker = (an_account(session, name=name, now=NOW).id for name in ("가림", "확인"))
    number = granted()

    hand_over(number, shown(mask=masked(masked_by=masker, checked_by=checker)))

    assert (handovers(number)[0].masked_by, handovers(number)[0].checked_by) == (masker, checker)
    assert sound()


@pytest.mark.parametrize(
    ("handover", "refusal"),
    [
        ({"mask": MaskAnswer(masking=Masking.NOT_NEEDED, words="봄")}, MaskingUnanswered),
        ({"mask": NOTHING_SHOWN}, MaskingUnanswered),
        ({"mask": MaskAnswer(masking=Masking.NOT_NEEDED, unmasked=Unmasked.NOBODY_ELSE)}, HandoverLacks),
        ({"mask": MaskAnswer(masking=Masking.NOT_NEEDED, unmasked=Unmasked.BY_STATUTE, words="봄")}, UnmaskedElsewhere),
        ({"mask": masked(masked_by=1)}, MaskingHalf),
        ({"mask": masked(masked_by=1, checked_by=1)}, CheckedByMasker),
        ({"mask": masked(masked_by=1, checked_by=2)}, UnknownMasker),
        ({"mask": masked(masking=Masking.BY_CONTRACTOR, checked_by=1)}, MaskingHalf),
        ({"mode": Mode.DELETED, "mask": NOTHING_SHOWN}, ModeNotAsked),
        ({"what": " "}, HandoverLacksOurs),
        ({"identity": None}, HandoverLacks),
        ({"delivery": Delivery.REGISTERED_MAIL}, DeliveryWrong),
        ({"handed_at": NOW + timedelta(minutes=5)}, DayAhead),
        ({"costs": Costs(copying=-1)}, CostWrong),
        ({"costs": Costs(copying=1_000)}, NothingCopied),
        ({"ends_with": EndsWith.RETURN}, NoCopiesHere),
    ],
)
def test_showing_lacks_something(handover, refusal):
    number = granted()

    with pytest.raises(refusal):
        hand_over(number, shown(**handover))
    assert handovers(number) == []
    assert status(number) == "approved"


@pytest.mark.parametrize(
    ("handover", "item", "refusal"),
    [
        ({"items": ()}, None, CopiesMissing),
        ({"copy_reason": ""}, {}, HandoverLacks),
        ({"delivery": Delivery.TOLD}, {}, DeliveryWrong),
        ({"delivery": Delivery.ENCRYPTED_EMAIL}, {}, MailUnencrypted),
        ({"ends_with": None, "kept_because": None}, {}, EndMissing),
        ({"ends_with": EndsWith.KEPT, "kept_because": None}, {}, EndMissing),
        ({"ends_with": EndsWith.RETURN, "kept_because": None}, {}, EndMissing),
        ({"ends_with": EndsWith.RETURN, "kept_because": KeptBecause.STATUTE, "return_by": TODAY}, {}, EndMissing),
        ({"use_until": TODAY - timedelta(days=1)}, {}, DayBackwards),
        (
            {"mask": MaskAnswer(masking=Masking.NOT_NEEDED, unmasked=Unmasked.COVERED, words="봄")},
            {},
            UnmaskedElsewhere,
        ),
        ({}, {"file_name": " "}, CopiesMissing),
        ({}, {"sha256": None}, DigestWrong),
        ({}, {"sha256": DIGEST[:-1] + "g"}, DigestWrong),
        ({}, {"size_bytes": 0}, DigestWrong),
        ({}, {"medium": Medium.PAPER}, FileOnPaper),
        ({"mode": Mode.PRINT}, {"medium": Medium.PAPER}, PaperHasNoDigest),
        ({}, {"span_to": NOW}, CopySpanWrong),
        ({}, {"places": ()}, CopyPlaceWrong),
    ],
)
def test_a_copy_lacks_something(handover, item, refusal):
    number = granted(RequestKind.COPY)
    given = {"items": (an_item(**item),)} if item is not None else {}

    with pytest.raises(refusal):
        hand_over(number, a_copy(**given, **handover))
    assert handovers(number) == []


@pytest.mark.parametrize(
    ("handover", "refusal"),
    [
        ({"duties": None}, HandoverLacks),
        ({"duties": the_duties(limits=" ")}, HandoverLacks),
        ({"duties": the_duties(accepted_on=TODAY + timedelta(days=1))}, DayAhead),
        ({"use_until": None}, HandoverLacksOurs),
        ({"return_by": TODAY}, DayBackwards),
        ({"ends_with": EndsWith.KEPT, "return_by": None, "kept_because": KeptBecause.OWN_COPY}, EndMissing),
    ],
)
def test_a_provision_lacks_something(handover, refusal):
    number = granted_provision()

    with pytest.raises(refusal):
        hand_over(number, provided(**handover))
    assert handovers(number) == []


def test_a_copy_of_another_site_is_not_of_this_case():
    number = granted(RequestKind.COPY)
    elsewhere = replace(places("C-1")[0], site_code="ELSEWHERE")

    with pytest.raises(CopyPlaceWrong):
        hand_over(number, a_copy(items=(an_item(places=(elsewhere,)),)))


@pytest.mark.parametrize(("actor", "refusal"), [(UMA, NotAllowed), (SAM, RequestNotFound)])
def test_others_hand_nothing_over(actor, refusal):
    number = granted()

    with pytest.raises(refusal):
        hand_over(number, actor=actor)


def test_what_was_not_granted_is_not_handed_over():
    with pytest.raises(WrongMoment):
        hand_over(receive())


def test_the_fee_is_what_it_cost_unless_the_company_is_to_blame():
    costs = Costs(copying=1_500, postage=3_200)
    assert (costs.total, costs.fee) == (4_700, 4_700)
    assert replace(costs, caused_by_us=True).fee == replace(costs, waived=True).fee == 0

    number = granted(RequestKind.COPY)
    hand_over(number, a_copy(costs=replace(costs, caused_by_us=True)))
    assert (handovers(number)[0].fee, handovers(number)[0].cost) == (0, 4_700)
    assert sound()
