"""People are told once, read their own, and what is done is settled for everybody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from app.accounts import commands as accounts
from app.database import db, unit_of_work
from app.inbox import commands, queries
from app.inbox.domain import Kind, NoSuchMessage, Unfit
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day, to_micros
from app.kernel.messages import Message
from tests.builders.inbox import CASE, NOW, inbox, tell, unread


def settle(**which) -> int:
    with unit_of_work() as session:
        return commands.settle(session, now=NOW, **which)


def read(person, message_id) -> str:
    with unit_of_work() as session:
        return commands.mark_read(session, message_id=message_id, actor=person, now=NOW)


def test_told_twice_is_told_once(cast):
    olga, amir = cast("Olga"), cast("Amir")
    assert tell(olga) == 1
    assert tell(olga, amir) == 1
    assert (unread(olga), unread(amir)) == (1, 1)
    message = inbox(olga)[0]
    assert (str(message.message), message.link) == ("2026-0001 신청의 영상을 보존하십시오.", "/requests/2026-0001")


def test_a_new_round_has_a_new_key(cast):
    olga = cast("Olga")
    tell(olga, key="hold_due:2026-0001:1")
    assert tell(olga, key="hold_due:2026-0001:2") == 1


@pytest.mark.parametrize("done", ["read", "settled"])
def test_what_was_read_or_settled_is_not_told_again(cast, done):
    olga = cast("Olga")
    tell(olga)
    if done == "read":
        read(olga, inbox(olga)[0].id)
    else:
        settle(key="hold_due:2026-0001:1")
    assert tell(olga) == 0
    assert unread(olga) == 0


def test_at_the_same_moment_too(app, cast):
    olga = cast("Olga")

    def rival(_number):
        with app.app_context():
            return tell(olga)

    with ThreadPoolExecutor(4) as rivals:
        assert sum(rivals.map(rival, range(8))) == 1


def test_a_closed_or_unknown_account_is_passed_over(cast):
    olga, boris = cast("Olga"), cast("Olga", name="Boris")
    with unit_of_work() as session:
        accounts.disable_account(session, account_id=boris.id, reason="퇴직", actor=SYSTEM, now=NOW)
        told = {"message": Message("x"), "link": "/", "kind": "other", "subject": CASE, "key": "k", "actor": SYSTEM}
        assert commands.tell(session, to=[boris.id, 9_999], now=NOW, **told) == 0
        assert commands.tell(session, to=[], now=NOW, **told) == 0
        assert commands.tell(session, to=[boris.id, olga.id], now=NOW, **told) == 1


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"link": "https://evil.example/"}, Unfit),
        ({"subject": "somebody"}, Unfit),
        ({"key": ""}, Unfit),
        ({"kind": "unheard_of"}, ValueError),
        ({"message": Message("{gap}")}, Unfit),
    ],
)
def test_what_could_not_be_shown_is_not_told(cast, facts, fault):
    olga = cast("Olga")
    with pytest.raises(fault):
        tell(olga, **facts)
    assert inbox(olga) == []


def test_nobody_reads_or_opens_another_s(cast):
    olga, amir = cast("Olga"), cast("Amir")
    tell(olga)
    assert inbox(amir) == []
    for number in (inbox(olga)[0].id, 9_999):
        with pytest.raises(NoSuchMessage):
            read(amir, number)
    with unit_of_work() as session:
        assert commands.mark_all_read(session, actor=amir, now=NOW, up_to=9_999) == 0
    assert unread(olga) == 1


def test_opening_marks_as_read_once_and_leads_on(cast):
    olga = cast("Olga")
    tell(olga)
    number = inbox(olga)[0].id
    assert read(olga, number) == "/requests/2026-0001"
    with unit_of_work() as session:
        commands.mark_read(session, message_id=number, actor=olga, now=NOW + timedelta(hours=1))
    assert inbox(olga)[0].read_at == NOW
    assert unread(olga) == 0


def test_all_that_were_shown_are_read_and_what_came_since_is_not(cast):
    olga = cast("Olga")
    tell(olga, key="a")
    shown = inbox(olga)[0].id
    tell(olga, key="b")
    with unit_of_work() as session:
        assert commands.mark_all_read(session, actor=olga, now=NOW, up_to=shown) == 1
    assert unread(olga) == 1


def test_a_matter_that_is_done_is_settled_for_everybody(cast):
    olga, amir = cast("Olga"), cast("Amir")
    tell(olga, amir, key="hold", kind=Kind.HOLD_DUE)
    tell(amir, key="decide", kind=Kind.DECISION_WAITING)
    tell(amir, key="other", subject="viewing_request:2026-0002")
    assert settle(subject=CASE, kinds=[Kind.HOLD_DUE, "hold_overdue"]) == 2
    assert settle(subject=CASE, kinds=[Kind.HOLD_DUE]) == 0
    assert (unread(olga), unread(amir)) == (0, 2)
    assert settle(subject=CASE) == 1
    assert settle(key="other") == 1
    assert unread(amir) == 0
    assert all(message.settled_at == NOW for message in inbox(amir))


@pytest.mark.parametrize("which", [{}, {"key": "a", "subject": CASE}, {"key": "a", "kinds": ["other"]}])
def test_it_must_be_said_what_is_settled(app, which):
    with pytest.raises(Unfit):
        settle(**which)


def test_unread_ones_come_first_then_the_newest_page_by_page(cast):
    olga = cast("Olga")
    for number in range(6):
        tell(olga, key=f"{number}", now=NOW + timedelta(minutes=number))
    read(olga, inbox(olga)[0].id)
    settle(key="1")
    keys = ["4", "3", "2", "0", "5", "1"]
    minutes = [(message.told_at - NOW) // timedelta(minutes=1) for message in inbox(olga)]
    assert [str(minute) for minute in minutes] == keys

    seen, before = [], None
    for _page in range(3):
        shown = queries.inbox_of(db.session(), actor=olga, before=before, size=2)
        seen += [message.told_at for message in shown.rows]
        last = shown.rows[-1]
        before = (int(last.is_unread), to_micros(last.told_at), last.id)
    assert seen == [message.told_at for message in inbox(olga)]
    assert shown.after is None
    assert len(inbox(olga, only_unread=True)) == 4


def test_messages_are_grouped_by_day_in_korea(cast):
    olga = cast("Olga")
    midnight = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)  # 00:00 of the 22nd in Korea.
    for key, at in {"late": midnight - timedelta(seconds=1), "early": midnight, "read": midnight}.items():
        tell(olga, key=key, now=at)
    settle(key="read")
    groups = queries.grouped(inbox(olga), today=kst_day(NOW))
    assert [(group.title, len(group.notices)) for group in groups] == [
        ("오늘 · 읽지 않음", 1),
        ("이전 · 읽지 않음", 1),
        ("오늘", 1),
    ]


def test_the_board_gets_urgent_ones_first(cast):
    olga = cast("Olga")
    tell(olga, key="urgent", urgent=True, now=NOW - timedelta(days=2))
    for number in range(5):
        tell(olga, key=f"{number}")
    found = queries.newest_unread(db.session(), actor=olga)
    assert [message.urgent for message in found] == [True, False, False, False, False]


def test_a_case_can_say_who_was_told_and_who_looked(cast):
    olga, amir = cast("Olga"), cast("Amir")
    tell(olga, key="wait", kind=Kind.DECISION_WAITING)
    tell(amir, key="late", kind=Kind.DECISION_OVERDUE, urgent=True, now=NOW + timedelta(hours=4))
    read(olga, inbox(olga)[0].id)
    first, second = queries.told(db.session(), subject=CASE)
    assert (first.account_id, first.kind, first.read_at, first.mail) == (olga.id, Kind.DECISION_WAITING, NOW, None)
    assert (second.account_id, second.kind_name, second.urgent, second.read_at) == (amir.id, "결정이 늦음", True, None)


def test_messages_go_after_ninety_days_and_not_a_day_before(cast):
    olga = cast("Olga")
    tell(olga, key="old", now=datetime(2026, 8, 23, 14, 59, 59, tzinfo=UTC))  # The 23rd in Korea, its last second.
    tell(olga, key="kept", now=datetime(2026, 8, 23, 15, 0, tzinfo=UTC))
    with unit_of_work() as session:
        assert commands.delete_old(session, now=NOW) == 1
    assert [message.told_at.hour for message in inbox(olga)] == [15]
