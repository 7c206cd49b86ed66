"""The letter to a recipient is written and printed before anything leaves; handing over then only confirms it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from app.database import db, unit_of_work
from app.kernel.clock import kst_day, utc_now
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import RequesterKind, RequestKind
from app.viewing_requests.erasing import forget
from app.viewing_requests.giving import EndsWith, LetterEntry
from app.viewing_requests.handover_refusals import HandoverLacks, LetterDaysWrong, LetterNotAsked, LetterWrongMoment
from app.viewing_requests.models import ViewingRequestLetterDraft
from app.viewing_requests.refusals import RequestNotFound, ResidentNumber
from app.viewing_requests.verification import check_requests
from tests.builders.case_papers import squeezed, text_of
from tests.builders.decisions import hurry
from tests.builders.handovers import DIGEST, TODAY, granted, granted_provision, hand_over, handovers, provided
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, OLGA, SAM, a_provision, grant_provision, receive

WORDS = {"document": "안전-2026-31", "limits": "이 사건의 수사에만", "measures": "암호를 걸어 보관"}
MONTH = timedelta(days=30)


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def draft(number, *, actor=OLGA, now=NOW, **values):
    entry = LetterEntry(**{"letter_on": kst_day(now), **WORDS, **values})
    with unit_of_work() as session:
        commands.draft_letter(session, number=number, letter=entry, actor=actor, now=now)
    return number


def drafts():
    return db.session().scalars(select(ViewingRequestLetterDraft).order_by(ViewingRequestLetterDraft.leaf)).all()


def test_an_approved_provision_is_asked_for_on_paper_first_and_handing_over_is_filled_from_it(sign_in):
    now = utc_now()
    number, day = grant_provision(a_provision(kind=RequestKind.COPY, now=now), now=now), str(kst_day(now) + MONTH)
    olga = sign_in("Olga")
    assert f"/requests/{number}/letter" in olga.get(f"/requests/{number}").text
    assert "recipient-letter" not in olga.get(f"/requests/{number}/papers").text

    written = olga.fill(f"/requests/{number}/letter", **WORDS, use_until=day, return_by=day, follow_redirects=True)

    assert "recipient-letter.pdf" in written.text
    paper = squeezed(text_of(olga.get(f"/requests/{number}/papers/recipient-letter.pdf", use="authority").data))
    for told in (*WORDS.values(), "제18조제2항제2호", "예시경찰서 형사과", "제공할 영상", "C-1 본사 사옥"):
        assert squeezed(told) in paper, told
    assert squeezed("제공한 날") not in paper
    typed = {
        "mode": "file", "masking": "not_needed", "unmasked": "nobody_else", "mask_words": "혼자임",
        "identity": "official_card", "copy_reason": "영장에 적힌 구간", "copy1-file_name": "홍길동.mp4",
        "copy1-sha256": DIGEST, "copy1-size_bytes": "1024",
    }  # fmt: skip
    given = olga.fill(f"/footage/hand-over/{number}", **typed, accepted_on=str(kst_day(now)))
    assert given.status_code == 303
    (done,) = handovers(number)
    assert (str(done.use_until), done.ends_with) == (day, EndsWith.DESTROY)
    paper = squeezed(text_of(olga.get(f"/requests/{number}/papers/recipient-letter.pdf", use="authority").data))
    for told in (*WORDS.values(), "제공한 날", DIGEST):
        assert squeezed(told) in paper, told
    assert list(check_requests(db.session())) == []


def test_the_newest_draft_counts_and_the_same_again_writes_nothing():
    number = draft(granted_provision())
    draft(number)
    draft(number, limits="재판에도", ends_with=EndsWith.KEPT)

    found = queries.drafted_letter(db.session(), number=number, actor=OLGA)
    assert (len(drafts()), found.limits, found.ends_with) == (2, "재판에도", EndsWith.KEPT)
    assert "수사에만" not in str([(row.limits, row.measures) for row in drafts()]), "encrypted at rest"
    assert list(check_requests(db.session())) == []


def test_the_letter_that_follows_an_emergency_is_drafted_and_fills_its_record(sign_in):
    number = hurry(a_provision(kind=RequestKind.COPY))
    hand_over(number, provided(duties=None))
    draft(number)

    (given,) = handovers(number)
    assert WORDS["measures"] in sign_in("Olga").get(f"/footage/{given.entry_leaf + 1}").text


@pytest.mark.parametrize(("values", "refusal"), [
    ({"document": " "}, HandoverLacks),
    ({"limits": ""}, HandoverLacks),
    ({"measures": "갑 900101-1234567"}, ResidentNumber),
    ({"use_until": TODAY - timedelta(days=1)}, LetterDaysWrong),
    ({"use_until": TODAY + MONTH, "return_by": TODAY, "ends_with": EndsWith.RETURN}, LetterDaysWrong),
    ({"return_by": TODAY, "ends_with": EndsWith.KEPT}, LetterDaysWrong),
    ({"actor": SAM}, RequestNotFound),
])  # fmt: skip
def test_a_letter_that_asks_for_nothing_or_runs_backwards_is_not_written(values, refusal):
    number = granted_provision()
    with pytest.raises(refusal):
        draft(number, **values)
    assert drafts() == []


def test_there_is_no_letter_before_a_provision_is_granted_nor_to_the_person_in_the_footage_nor_to_ourselves():
    ours = a_provision(requester_kind=RequesterKind.INTERNAL, requester_body="안전관리팀")
    for number, refusal in (
        (a_provision(), LetterWrongMoment),
        (granted(), LetterNotAsked),
        (receive(), LetterNotAsked),
        (grant_provision(ours, ground="pipa.18.2.3"), LetterNotAsked),
    ):
        with pytest.raises(refusal):
            draft(number)


def test_its_words_go_once_with_their_day_and_nothing_else_of_it_changes():
    number = draft(granted_provision())
    (leaf,) = [row.leaf for row in drafts()]
    for wrong in ({"document": "다른 번호"}, {"limits": "다르게"}, {"limits": "", "measures": ""}):
        with pytest.raises(DBAPIError):
            db.session().execute(update(ViewingRequestLetterDraft).values(wrong))
        db.session().rollback()
    with pytest.raises(DBAPIError):
        db.session().execute(text("DELETE FROM viewing_request_letter_draft"))
    db.session().rollback()

    with unit_of_work() as session:
        forget(session, [(leaf, "words")], TODAY)

    db.session().expire_all()
    (row,) = drafts()
    assert (row.limits, row.measures, row.erased_on, row.document) == ("", "", TODAY, WORDS["document"])
    assert queries.drafted_letter(db.session(), number=number, actor=OLGA) is None


def test_what_the_row_of_a_draft_says_otherwise_than_its_entry_is_a_fault():
    draft(granted_provision())
    (row,) = drafts()
    with unit_of_work() as session:
        forget(session, [(row.leaf, "words")], TODAY)  # Without erasing what the entry says.
    assert len(list(check_requests(db.session()))) == 1
