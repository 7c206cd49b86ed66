"""An answer that ends a case counts when the asker is told (시행령 41⑤, 42②): until then its clock runs everywhere."""

import re
from datetime import timedelta

import pytest
from flask.cli import ScriptInfo

from app.cli import watchbook
from app.database import db, unit_of_work
from app.inbox.models import InboxMessage
from app.kernel.actor import Role
from app.kernel.clock import utc_now
from app.viewing_requests import commands, queries
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.queries.board import Show, board_page
from app.viewing_requests.queries.notices import unnotified
from app.viewing_requests.reminding import remind
from tests.builders.decisions import answer_gone, do, hurry, tell
from tests.builders.due_dates import set_day
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, OLGA, check_identity, receive, refuse


def lose(number, *, now):
    """Open an emergency, and find nothing to show."""
    return answer_gone(hurry(number, now=now), now=now, was_granted=True)


ENDINGS = pytest.mark.parametrize("end", [refuse, answer_gone, lose], ids=["refused", "not_existing", "emergency"])
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.fixture
def now():
    return utc_now()


def ended(end, now):
    number = check_identity(receive(now=now), now=now)
    return end(number, now=now)


def shown(now, show):
    db.session.rollback()
    return [line.row.number for line in board_page(db.session(), actor=AMIR, now=now, show=show).rows]


def due_of(number):
    db.session.rollback()
    return db.session.query(ViewingRequest.due_on).filter_by(number=number).scalar()


def words(client, path):
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(path).text).split())


def counted(now):
    """Return what the page of the site, the start page and the report of a shift count."""
    lists = [queries.requests_by_clock(db.session(), actor=AMIR, now=now, is_open=is_open) for is_open in (True, False)]
    return queries.number_open(db.session(), actor=AMIR), *([row.number for row in rows] for rows in lists)


@ENDINGS
def test_a_case_stays_open_on_the_board_until_the_asker_is_told(end, now):
    number = ended(end, now)
    assert (shown(now, Show.OPEN), shown(now, Show.CLOSED)) == ([number], [])
    assert [one.number for one in unnotified(db.session(), actor=AMIR)] == [number]
    assert counted(now) == (1, [number], [])

    tell(number, now=now)
    assert (shown(now, Show.OPEN), shown(now, Show.CLOSED)) == ([], [number])
    assert counted(now) == (0, [], [number])


@ENDINGS
def test_every_page_counts_the_days_until_the_asker_must_be_told(end, now, sign_in):
    number, olga = ended(end, now), sign_in("Olga")
    left = f"알려야 함 D-{(due_of(number) - (now + timedelta(hours=9)).date()).days}"
    for path in ("/requests", "/requests/tasks", f"/requests/{number}"):
        assert left in words(olga, path), path
        assert "답함" not in words(olga, path), path

    tell(number, now=utc_now())
    assert "답함" in words(olga, f"/requests/{number}")
    assert "알려야 함" not in words(olga, f"/requests/{number}")
    assert number not in words(olga, "/requests/tasks")


def test_the_shell_says_until_when_the_asker_of_an_ended_case_must_be_told(now, app):
    number = ended(refuse, now)
    said = app.test_cli_runner().invoke(watchbook, ["requests", "due"], obj=ScriptInfo(create_app=lambda: app)).output

    assert number in said
    assert f"답변 기한 {due_of(number)}" in said
    assert "알려야 함" in said


@ENDINGS
def test_a_holiday_set_later_moves_no_ended_case_and_its_page_says_so(end, now, sign_in):
    number = ended(end, now)
    due = due_of(number)
    set_day(due, now=utc_now())

    assert due_of(number) == due
    assert "그 뒤에 바뀐 휴일로 기한을 옮기지 않습니다" in words(sign_in("Olga"), f"/requests/{number}")


def test_a_receipt_is_urged_only_until_the_case_is_decided(now, sign_in):
    olga = sign_in("Olga")
    number = check_identity(receive(now=now, actor=olga.actor), now=now)
    assert "접수증을 주십시오" in words(olga, f"/requests/{number}")

    refuse(number, now=now)
    assert "접수증을 주십시오" not in words(olga, f"/requests/{number}")


def test_what_was_not_told_stands_before_what_is_due_later_and_turns_red(now):
    late, soon = ended(refuse, now), receive(now=now + 9 * DAY)
    after = now + 20 * DAY

    first, second = board_page(db.session(), actor=AMIR, now=after).rows
    assert [first.row.number, second.row.number] == [late, soon]
    assert (first.row.telling.urgency, first.row.telling.days_left < 0, first.row.clocks) == ("danger", True, ())
    assert second.row.telling is None


def test_a_request_taken_back_says_so_and_leaves_the_board(now, sign_in):
    number = do(commands.withdraw_request, receive(now=now), actor=OLGA, now=now, reason="청구인이 전화로 철회")
    found = words(sign_in("Olga"), f"/requests/{number}")

    assert "답함" not in found
    assert "알려야 함" not in found
    assert "답변 철회됨 기한" in found
    assert shown(now, Show.OPEN) == []


@ENDINGS
def test_the_operator_is_reminded_of_an_ended_case_and_when_late_the_officer_too(end, now, cast):
    operator, manager, officer = cast(Role.OPERATOR), cast(Role.MANAGER), cast(Role.PRIVACY_OFFICER)
    number = ended(end, now)

    def keys(person, at):
        with unit_of_work() as session:
            remind(session, now=at)
        db.session.rollback()
        found = db.session.query(InboxMessage).filter_by(account_id=person.id, settled_at=None)
        return {row.key.split(":")[0] for row in found if row.key.startswith("notice_")}

    assert (keys(operator, now), keys(officer, now)) == ({"notice_due"}, set())
    after = now + 20 * DAY
    assert "notice_late" in keys(operator, after) & keys(manager, after) & keys(officer, after)

    tell(number, now=after)
    assert keys(officer, after + DAY) == set()
