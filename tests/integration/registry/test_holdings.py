"""People hold posts over days; a name without an account stays in the ledger's erasable part."""

from datetime import date

import pytest

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.errors import NotFound
from app.ledger import queries as ledger
from app.registry import commands, queries
from tests.builders.registry import RECORDED_AT, record_estate

JAN, MAR, MAY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 1)


def assign(**facts):
    with unit_of_work() as session:
        given = {"post": "lead", "valid_from": JAN, "actor": SYSTEM, "now": RECORDED_AT, **facts}
        return commands.assign_post(session, **given)


def release(assignment, on):
    with unit_of_work() as session:
        commands.release_post(session, assignment=assignment, on=on, actor=SYSTEM, now=RECORDED_AT)


def holders(on=None):
    return [(one.account_id, one.holder) for one in queries.holders_of(db.session(), post="lead", on=on)]


def test_somebody_holds_a_post_from_one_day_to_another(app):
    record_estate()
    held = assign(account_id=7)
    release(held, MAR)

    assert (holders(JAN), holders(MAR)) == ([(7, None)], [])


def test_a_name_is_not_in_the_sealed_body(app):
    record_estate()
    assign(holder="김예시")

    entry = next(ledger.entries(db.session(), names=["post.assigned"]))

    assert holders() == [(None, "김예시")]
    assert "김예시" not in str(entry.body)


def test_an_account_holds_a_post_once_at_a_time(app):
    record_estate()
    assign(account_id=7, valid_to=MAR)

    with pytest.raises(commands.HoldsPostAlready):
        assign(account_id=7, valid_from=date(2026, 2, 1))
    assign(account_id=7, valid_from=MAR)
    assign(account_id=8)
    assert holders(JAN) == [(7, None), (8, None)]


def test_an_assignment_that_never_was_disappears_when_released_from_its_first_day(app):
    record_estate()
    release(assign(account_id=7), JAN)

    assert holders() == []


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, commands.NobodyNamed, id="nobody"),
        pytest.param({"account_id": 7, "holder": "김예시"}, commands.NobodyNamed, id="two"),
        pytest.param({"account_id": 7, "post": "nobody"}, commands.PostNotThere, id="no post"),
        pytest.param({"account_id": 7, "valid_to": JAN}, commands.EndsBeforeBeginning, id="no days"),
    ],
)
def test_an_assignment_that_says_nothing_sensible_is_refused(app, facts, refusal):
    record_estate()

    with pytest.raises(refusal):
        assign(**facts)


def test_an_assignment_ends_once(app):
    record_estate()
    held = assign(account_id=7)
    release(held, MAR)

    with pytest.raises(commands.EndsBeforeBeginning):
        release(held, MAY)
    with pytest.raises(NotFound):
        release("0" * 36, MAY)
