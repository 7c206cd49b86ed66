"""Minutes of a review: written when all is decided, sealed, frozen, destroyed with the words; and who is told."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from pypdfium2 import PdfDocument
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.access_record.events import PersonalDataExported, PersonalDataPrinted
from app.cli import watchbook
from app.database import db, unit_of_work
from app.inbox.models import InboxMessage
from app.kernel.actor import Role
from app.kernel.clock import kst_day
from app.kernel.errors import NotAllowed
from app.kernel.uses import Use
from app.ledger import erasing
from app.ledger import queries as ledger
from app.ledger.commands import append
from app.log_review import commands, queries
from app.log_review.erasing import forget
from app.log_review.refusals import Concluded, NotNow, Undecided
from app.log_review.reminding import remind_reviews
from app.log_review.states import opens_on
from app.log_review.verification import check_log_reviews
from app.operations.work import open_due_review
from tests.builders.accounts import an_account
from tests.builders.case_papers import squeezed
from tests.builders.ledger import unguard
from tests.builders.log_review import MONTH, NEXT, a_month, act, conclude, open_review
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, PETRA, UMA


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.fixture
def opened():
    """A review with one thing of Olga's to explain, and two samples of hers."""
    a_month()
    return open_review()


def items():
    review = queries.review_of(db.session(), month=MONTH)
    return queries.all_items(db.session(), review=review.leaf)


def faults():
    return [str(fault.message) for fault in check_log_reviews(db.session())]


def all_decided():
    act(commands.explain_item, 1, actor=OLGA)
    act(commands.accept_item, 1, actor=AMIR, words="")
    act(commands.look_at_sample, 2, actor=AMIR, words="")
    act(commands.look_at_sample, 3, actor=PETRA, words="작업일지와 같음")


def told():
    rows = db.session.execute(select(InboxMessage.account_id, InboxMessage.text).order_by(InboxMessage.id)).all()
    db.session.rollback()
    return [tuple(row) for row in rows]


def remind(now):
    with unit_of_work() as session:
        return remind_reviews(session, now=now)


def test_minutes_are_written_when_all_is_decided_and_their_digest_is_sealed(opened):
    assert opened
    with pytest.raises(Undecided):
        conclude()
    all_decided()
    for nobody in (OLGA, UMA):
        with pytest.raises(NotAllowed):
            conclude(actor=nobody)
    conclude(actor=PETRA)

    review = queries.review_of(db.session(), month=MONTH)
    pdf = queries.minutes_file(db.session(), review=review.leaf)
    (sealed,) = ledger.entries(db.session(), names=("log_review.concluded",))
    assert sha256(pdf).hexdigest() == review.minutes.digest == sealed.data["digest"]
    assert review.minutes.document == "LR-2026-11"
    assert faults() == []


def test_minutes_say_what_copies_of_the_month_were_for_and_which_name_no_case():
    a_month()
    look = {"page": "somewhere", "address": None, "typed": None}
    taken = (
        PersonalDataExported(thing="registry/all", use=Use.AUTHORITY, **look),
        PersonalDataPrinted(thing="viewing_request/2026-0001", use=Use.AUTHORITY, **look),
        PersonalDataPrinted(thing="sign/placements", use=Use.OTHER, use_words="박철수의 부탁", **look),
    )
    with unit_of_work() as session:
        leaves = [append(session, event, actor=UMA, now=NOW).leaf for event in taken]
    open_review()
    all_decided()
    conclude(actor=PETRA)

    review = queries.review_of(db.session(), month=MONTH)
    pages = PdfDocument(queries.minutes_file(db.session(), review=review.leaf))
    said = squeezed("".join(page.get_textpage().get_text_bounded() for page in pages))
    assert f"수사기관등제공2건1명1건{leaves[0] + 1}번" in said
    assert f"기타1건1명{leaves[2] + 1}번" in said
    assert "박철수" not in said


def test_what_is_concluded_stays(opened):
    assert opened
    all_decided()
    conclude()

    for command in (commands.explain_item, commands.accept_item, commands.follow_up_item):
        with pytest.raises((Concluded, NotNow)):
            act(command, 1, actor=PETRA if command is not commands.explain_item else OLGA)
    with pytest.raises(Concluded):
        conclude()
    again = (
        "SELECT leaf + 90, log_id, item, 'explained', words, by_id, at FROM log_review_move WHERE move = 'explained'"
    )
    with pytest.raises(DatabaseError, match=r"refused|append-only"), unit_of_work() as session:
        session.execute(text(f"INSERT INTO log_review_move (leaf, log_id, item, move, words, by_id, at) {again}"))


def test_minutes_go_with_the_words_they_repeat(opened):
    assert opened
    all_decided()
    conclude()
    with unit_of_work() as session:
        session.execute(text("UPDATE ledger_private SET erase_on = '2026-12-10' WHERE part IN ('words', 'minutes')"))
        erasing.erase_due(session, on=kst_day(NEXT + timedelta(days=20)), forgetters=(forget,), actor=PETRA, now=NEXT)

    review = queries.review_of(db.session(), month=MONTH)
    assert queries.minutes_file(db.session(), review=review.leaf) is None
    assert review.minutes.erased_on is not None
    assert {move.words for item in items() for move in item.moves} == {""}
    assert faults() == []


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("log_review", "UPDATE log_review SET due_on = '2027-12-31'"),
        ("log_review_item", "UPDATE log_review_item SET number = number + 10"),
        ("log_review_concern", "UPDATE log_review_concern SET account_id = 999"),
        ("log_review_move", "UPDATE log_review_move SET words = 'x' WHERE words <> ''"),
        ("log_review_minutes", "UPDATE log_review_minutes SET pdf = NULL, erased_on = '2026-12-10', document = 'x'"),
        ("log_review_move", "DELETE FROM log_review_move"),
    ],
)
def test_what_was_changed_by_hand_is_refused_and_without_guards_found(opened, table, statement):
    assert opened
    all_decided()
    conclude()
    with pytest.raises(DatabaseError, match=r"refused|append-only"), unit_of_work() as session:
        session.execute(text(statement))

    unguard(table)
    with unit_of_work() as session:
        session.execute(text(statement))
    assert faults() != []


def test_reviews_are_late_after_the_cycle_and_count_from_the_first_entry(opened):
    assert opened
    late = queries.reviews_overdue(db.session(), on=kst_day(NEXT + timedelta(days=40)))

    assert queries.reviews_overdue(db.session(), on=kst_day(NEXT)) == []
    assert [(str(each.month), each.opened) for each in late] == [("2026-11", True)]
    all_decided()
    conclude()
    assert queries.reviews_overdue(db.session(), on=kst_day(NEXT + timedelta(days=40))) == []


def test_who_decides_everywhere_and_whose_doing_it_is_are_told_once(cast_of_two):
    mina, dora = cast_of_two
    a_month(actor=dora)
    open_review(actor=mina)

    assert (remind(NEXT), remind(NEXT)) == (2, 0)
    assert {person for person, _text in told()} == {mina.id, dora.id}
    act(commands.explain_item, 1, actor=dora)
    act(commands.return_item, 1, actor=mina)
    act(commands.mark_sample_odd, 2, actor=mina)
    assert remind(NEXT) == 2
    assert remind(NEXT + timedelta(days=40)) == 1
    assert "기한" in told()[-1][1]


@pytest.fixture
def cast_of_two():
    """A manager of all sites and an operator, who have accounts."""
    with unit_of_work() as session:
        mina = an_account(session, name="Mina", roles=(Role.MANAGER,), now=NOW)
        return mina, an_account(session, name="Dora", roles=(Role.OPERATOR,), now=NOW)


def test_a_job_opens_the_last_month_on_its_day_and_not_again(app, tmp_path):
    a_month()
    early = NEXT.replace(day=opens_on(MONTH).day - 2)

    assert open_due_review(tmp_path, early) == "nothing due"
    assert open_due_review(tmp_path, NEXT) == "2026-11 1 items"
    assert open_due_review(tmp_path, NEXT) == "nothing due"
    assert queries.review_of(db.session(), month=MONTH).opener


def test_the_shell_opens_and_says_by_its_exit_code_what_is_late(app):
    shell = app.test_cli_runner()
    opened = shell.invoke(watchbook, ["log-review", "open", "--month", "2026-01"])
    again = shell.invoke(watchbook, ["log-review", "open", "--month", "2026-01"])
    listed = shell.invoke(watchbook, ["log-review", "list", "--json"])

    assert (opened.exit_code, again.exit_code) == (0, 2), opened.output
    assert [each["month"] for each in json.loads(listed.output)["reviews"]] == ["2026-01"]
    assert shell.invoke(watchbook, ["log-review", "open", "--month", "soon"]).exit_code == 2
