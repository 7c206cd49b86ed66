"""The letter to whoever was given footage goes with a provision that stands, and its absence is said (법 18⑤)."""

from datetime import timedelta

import pytest

from app.database import db, unit_of_work
from app.footage_access import commands, queries
from app.footage_access.columns import COLUMNS, cells
from app.footage_access.domain import Kind
from app.footage_access.refusals import LetterIncomplete, LetterInFuture, LetterNotWanted
from app.footage_access.verification import check_footage
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day
from app.ledger import queries as ledger
from tests.browsing import form_with
from tests.builders.footage_access import A_LETTER, log, send_letter
from tests.builders.handovers import hand_over, provided
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, a_provision, grant_provision

DAY = kst_day(NOW)


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def provision():
    return log(Kind.PROVISION, request_number=grant_provision(a_provision(), ground="pipa.18.2.2"))


def cell(title):
    (line,) = queries.register_lines(db.session(), first_day=DAY, last_day=DAY, actor=SYSTEM)
    return cells(line)[COLUMNS.index(title)]


def test_a_letter_is_sealed_without_its_words_and_compared():
    leaf = provision().leaf

    receipt = send_letter(leaf)

    entry = ledger.entry_at(db.session(), leaf=receipt.leaf, sites=None)
    assert (entry.name, entry.data["document"], entry.data["entry_leaf"]) == (
        "footage.letter_recorded",
        A_LETTER["document"],
        leaf,
    )
    assert A_LETTER["limits"] not in str(entry.body)
    assert list(check_footage(db.session())) == []


def test_its_absence_is_said_until_it_is_recorded():
    leaf = provision().leaf
    assert [row.leaf for row in queries.provisions_without_letter(db.session(), actor=OLGA)] == [leaf]
    assert cell("제한·안전조치 요청") == "문서 없음"

    send_letter(leaf)

    assert queries.provisions_without_letter(db.session(), actor=OLGA) == []
    assert (
        cell("제한·안전조치 요청")
        == f"{DAY} 안전관리-2026-118 / 수사 목적으로만 이용 / 암호화하여 보관하고 끝나면 파기"
    )


def test_of_several_letters_the_newest_counts_and_a_correction_keeps_it():
    leaf = provision().leaf
    number = queries.facts_of(db.session(), leaf=leaf).request_number
    send_letter(leaf)
    send_letter(leaf, document="안전관리-2026-119")

    with unit_of_work() as session:
        facts = queries.facts_of(session, leaf=leaf)
        commands.correct_entry(session, leaf=leaf, facts=facts, actor=OLGA, now=NOW)

    assert queries.letters_of(db.session(), numbers=[number])[number].document == "안전관리-2026-119"
    assert queries.provisions_without_letter(db.session(), actor=OLGA) == []


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"limits": " "}, LetterIncomplete),
        ({"measures": ""}, LetterIncomplete),
        ({"document": ""}, LetterIncomplete),
        ({"sent_on": DAY + timedelta(days=1)}, LetterInFuture),
    ],
)
def test_half_a_letter_is_refused(values, refusal):
    leaf = provision().leaf

    with pytest.raises(refusal):
        send_letter(leaf, **values)


def test_a_letter_goes_with_a_provision_that_stands():
    playback, given = log(Kind.PLAYBACK).leaf, provision().leaf
    with unit_of_work() as session:
        reason = "다른 요청에 잘못 적음"
        withdrawn = commands.withdraw_entry(session, leaf=given, reason=reason, actor=AMIR, now=NOW).leaf

    for leaf in (playback, given, withdrawn):
        with pytest.raises(LetterNotWanted):
            send_letter(leaf)
    assert queries.provisions_without_letter(db.session(), actor=OLGA) == []


def test_the_entrys_page_asks_for_the_letter_and_shows_it(sign_in):
    olga = sign_in("Olga")
    number = provision().leaf + 1
    page = olga.get(f"/footage/{number}").text
    assert "문서 없음" in page
    assert "제18조제5항" in page

    sent = {**A_LETTER, "sent_on": str(DAY), "key": form_with(page, A_LETTER).values["key"]}
    answers = [olga.post(f"/footage/{number}/letter", data=sent) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(list(ledger.entries(db.session(), prefix="footage.letter_recorded"))) == 1
    assert len(form_with(olga.get(f"/footage/{number}").text, A_LETTER).values["key"]) >= 16
    assert A_LETTER["limits"] in olga.get(f"/footage/{number}").text


def test_a_second_provision_says_that_the_requests_letter_counts_and_that_it_is_older(sign_in):
    number = grant_provision(a_provision(), ground="pipa.18.2.2")
    first = hand_over(number, provided(more_to_come=True)).entry_leaf
    second = log(Kind.PROVISION, request_number=number, now=NOW + timedelta(days=1)).leaf
    olga = sign_in("Olga")

    older, newer = olga.get(f"/footage/{first + 1}").text, olga.get(f"/footage/{second + 1}").text

    for page in (older, newer):
        assert f"요청 {number}에 따라 같은 곳에 제공한 모든 기록에 적용됩니다" in page
    assert "먼저 보낸 문서" not in older
    assert "먼저 보낸 문서" in newer
    assert f'href="/footage/{first + 1}"' in newer


def test_the_list_says_which_provisions_lack_the_letter(sign_in):
    olga = sign_in("Olga")
    log(Kind.PLAYBACK)
    first, second = provision().leaf, provision().leaf
    said = "요청 문서 없음"
    assert olga.get("/footage?show=all").text.count(said) == 2

    send_letter(first)

    page = olga.get("/footage?show=all").text
    assert page.count(said) == 1
    assert said in page[page.index(f'id="entry-{second + 1}"') :].split("</tr>")[0]


def test_a_form_that_lacks_something_stays_with_what_was_typed(sign_in):
    olga = sign_in("Olga")

    answer = olga.fill(f"/footage/{provision().leaf + 1}", document="안전관리-7", sent_on=str(DAY))

    assert answer.status_code == 422
    assert "안전관리-7" in answer.text
