"""A hundred people decide, as many at once as there are threads: one decision, one row and one entry."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

from sqlalchemy import text

from app.database import db
from app.kernel.actor import Actor, Role
from app.kernel.errors import Refusal
from app.ledger import queries as ledger
from app.settings import THREADS
from app.viewing_requests.refusals import OfficerNext, WrongMoment
from app.viewing_requests.verification import check_requests
from tests.builders.decisions import answer_gone, grant_part, hurry
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import a_provision, approve, check_identity, receive, refuse

GROUND = "pipa.18.2.2"
ANSWERS = {"approved", "partly_approved", "refused", "not_existing", "emergency_opened"}


def people(role, count):
    return [Actor(id=1_000 + number, name=f"P{number}", roles=frozenset({role})) for number in range(count)]


def at_once(app, acts):
    """Let the acts happen at once, as many as the server has threads, and return what became of them.

    More would wait for connections and not for each other: the pool has two for each thread of the server.
    """

    def run(act):
        with app.app_context():
            try:
                act()
            except Refusal as refusal:
                return type(refusal)
            finally:
                db.session.remove()
            return None

    with ThreadPoolExecutor(min(len(acts), THREADS)) as pool:
        found = Counter(pool.map(run, acts))
    db.session.rollback()  # What was read before is over.
    return found


def entries():
    return [entry.name.partition(".")[2] for entry in ledger.entries(db.session(), prefix="viewing_request.")]


def count(table):
    return db.session().execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_a_hundred_decisions_of_every_kind_give_one(app):
    record_estate()
    number = check_identity(receive())
    kinds = [approve, grant_part, refuse, answer_gone, hurry]
    deciders = people(Role.MANAGER, 100)
    acts = [
        lambda decide=decide, who=who: decide(number, actor=who)
        for decide, who in zip(cycle(kinds), deciders, strict=False)
    ]

    found = at_once(app, acts)

    assert found == {None: 1, WrongMoment: 99}
    assert len([name for name in entries() if name in ANSWERS]) == 1
    assert count("viewing_request_decision") + count("viewing_request_emergency") == 1
    assert list(check_requests(db.session())) == []


def test_of_many_first_steps_one_is_taken_and_of_many_second_steps_one(app):
    record_estate()
    number = check_identity(a_provision())
    managers, officers = people(Role.MANAGER, 10), people(Role.PRIVACY_OFFICER, 10)

    first = at_once(app, [lambda who=who: approve(number, actor=who, ground=GROUND) for who in managers])
    others = [Actor(id=who.id + 500, name=who.name, roles=who.roles) for who in officers]
    second = at_once(app, [lambda who=who: approve(number, actor=who, ground=GROUND) for who in others])

    assert first == {None: 1, OfficerNext: 9}
    assert second == {None: 1, WrongMoment: 9}
    assert count("viewing_request_decision") == 2
    assert list(check_requests(db.session())) == []
