"""Every command function, called by everybody: nobody, each role by itself, and each role for reading only."""

import enum
import importlib
import inspect
import pkgutil
import typing
from collections import Counter
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import click
import pytest
from flask.cli import FlaskGroup
from sqlalchemy import func, select

import app as program
from app.accounts.domain import NoSuchGrant
from app.accounts.models import Account, AccountRole
from app.cli.everything import watchbook
from app.database import db, unit_of_work
from app.footage_access.domain import Kind
from app.kernel.actor import SYSTEM_ID, Actor, Role
from app.kernel.acts import ACTS_OF, Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.ledger.models import LedgerEntry
from app.viewing_requests.refusals import NotADecider, RequestNotFound
from tests.builders import staged_cases as staged
from tests.builders.accounts import an_account
from tests.builders.footage_access import facts
from tests.builders.recorder_logs import a_source
from tests.builders.two_sites import ROLES
from tests.integration.case_rights.cli_table import CLI, PERSON
from tests.integration.case_rights.commands_table import ASKS, ASKS_NOTHING, WHOLE

DENIED = (NotAllowed, NotADecider, RequestNotFound, NoSuchGrant)
CELLS: Counter[str] = Counter()


def commands():
    """Return every function that a package of commands offers and that takes an actor, by capability and name."""
    found = {}
    for module in pkgutil.iter_modules(program.__path__):
        try:
            package = importlib.import_module(f"app.{module.name}.commands")
        except ModuleNotFoundError:
            continue
        for name in getattr(package, "__all__", None) or vars(package):
            each = getattr(package, name)
            if not inspect.isfunction(each) or not each.__module__.startswith(package.__name__):
                continue
            if not name.startswith("_") and "actor" in inspect.signature(each).parameters:
                found[f"{module.name}.{name}"] = each
    return found


COMMANDS = commands()


@pytest.fixture(scope="module")
def known(company):
    """Real things that commands look up before or after they ask who calls."""
    side, now = company.own, utc_now()
    case = staged.received(side)
    a_source(code="NVR-WALK", sites=(side.site,), actor=side["manager"], now=now)
    return {
        "number": case.number,
        "account_id": side["clerk"].id,
        "grant_id": 1,
        "facts": facts(Kind.PLAYBACK, now=now),
        "source_code": "NVR-WALK",
        "source": SimpleNamespace(code="NVR-WALK", sites=(side.site,)),
    }


def value_for(name, parameter, known):
    """Return something of the kind a parameter asks for; only who calls matters."""
    hint = parameter.annotation
    if name in known and not (name == "number" and hint is int):
        return known[name]
    options = typing.get_args(hint)
    if type(None) in options:
        return None
    kinds = {int: 1, str: "x", bool: True, datetime: utc_now(), date: kst_day(utc_now()), bytes: b"x"}
    if hint in kinds:
        return kinds[hint]
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return next(iter(hint))
    origin = typing.get_origin(hint)
    return {} if origin and "Mapping" in str(origin) else ()


def call(command, actor, known):
    """Call a command and undo it; return what it raised, and whether anything was sealed."""
    session, now = db.session(), utc_now()
    before = session.scalar(select(func.count()).select_from(LedgerEntry))
    given = {"actor": actor, "now": now}
    for name, parameter in inspect.signature(command).parameters.items():
        if name in {"session", "actor", "now"} or parameter.default is not inspect.Parameter.empty:
            continue
        given[name] = value_for(name, parameter, known)
    wanted = inspect.signature(command).parameters
    given = {name: value for name, value in given.items() if name in wanted}
    free = [name for name, one in wanted.items() if one.kind.name == "POSITIONAL_OR_KEYWORD" and name in given]
    positional = [session, *(given.pop(name) for name in free)]
    try:
        command(*positional, **given)
        raised = None
    except Exception as fault:  # noqa: BLE001  # What was given is made up: past the check anything may break.
        raised = fault
    sealed = 0
    if isinstance(raised, Refusal):
        sealed = session.scalar(select(func.count()).select_from(LedgerEntry)) - before
    session.rollback()
    return raised, sealed


def somebody(*roles, acts=None):
    """A person who holds roles everywhere, all of their acts or some."""
    rights = frozenset((role, None) for role in roles)
    narrowed = frozenset((role, None, frozenset(acts)) for role in roles) if acts is not None else frozenset()
    return Actor(id=990, name="Walker", roles=frozenset(roles), rights=rights, narrowed=narrowed)


@pytest.mark.parametrize("name", sorted(ASKS))
def test_a_command_lets_in_whom_the_table_says(company, known, name):
    roles, acts = ASKS[name]
    command = COMMANDS[name]
    wrong = []

    def is_refused(actor, column):
        CELLS[column] += 1
        raised, sealed = call(command, actor, known)
        if not isinstance(raised, DENIED) or sealed:
            wrong.append((column, sorted(actor.roles), raised, sealed))

    is_refused(somebody(), "nobody")
    for called, role in ROLES.items():
        allowed = frozenset(Act(act) for act in acts) & ACTS_OF[role]
        if called not in roles:
            is_refused(somebody(role), "other role")
            continue
        assert allowed, f"{called} never has any of {acts}"
        is_refused(somebody(role, acts=ACTS_OF[role] - allowed), "role without the act")
        CELLS["role and act"] += 1
        raised, _sealed = call(command, somebody(role, acts={Act.READ, *allowed}), known)
        if isinstance(raised, DENIED):
            wrong.append(("role and act", called, raised))
    assert not wrong, "\n".join(map(repr, wrong))


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_what_holds_for_the_company_is_not_done_by_who_answers_for_one_site(company, known, name):
    roles, site = [ROLES[called] for called in sorted(ASKS[name][0])], company.own.site
    there = frozenset((role, site) for role in roles)
    everywhere = frozenset((role, None) for role in (*roles, Role.AUDITOR))
    told = {"id": 991, "name": "Walker", "roles": frozenset({*roles, Role.AUDITOR})}
    reading = frozenset((role, None, frozenset({Act.READ})) for role in roles)

    one_site = Actor(**told, rights=there, sites=frozenset({site}))
    reads_all = Actor(**told, rights=there | everywhere, narrowed=reading)
    for actor in (one_site, reads_all):
        CELLS["one site for all"] += 1
        raised, sealed = call(COMMANDS[name], actor, known)
        assert isinstance(raised, DENIED), raised
        assert not sealed


def test_every_command_is_in_the_table():
    told = set(ASKS) | set(ASKS_NOTHING)

    assert sorted(set(COMMANDS) - told) == []
    assert sorted(told - set(COMMANDS)) == []
    assert not set(ASKS) & set(ASKS_NOTHING)


def leaves(command, path=""):
    """Yield every shell command that does something, by its words."""
    for name, each in sorted(getattr(command, "commands", {}).items()):
        if isinstance(each, click.Group):
            yield from leaves(each, f"{path}{name} ")
        else:
            yield f"{path}{name}", each


def test_every_shell_command_is_in_the_table():
    assert isinstance(watchbook, FlaskGroup)
    found = dict(leaves(watchbook))

    assert sorted(set(found) - set(CLI)) == []
    assert sorted(set(CLI) - set(found)) == []


AS_A_PERSON = {
    "footage log": ("--camera", "C-1", "--kind", "live", "--purpose", "facility_safety", "--text", "순찰하며 봄"),
    "footage letter": (
        "1",
        "--sent-on",
        "2026-11-01",
        "--document",
        "안전-1",
        "--limits",
        "수사",
        "--measures",
        "암호",
    ),
}


@pytest.mark.parametrize("words", sorted(words for words, who in CLI.items() if who == PERSON))
@pytest.mark.parametrize("held", ["nothing", "reading only", "over", "another role"])
def test_a_shell_command_gives_a_person_no_more_than_they_hold(company, words, held):
    now = utc_now()
    role = Role.AUDITOR if held == "another role" else Role.OPERATOR
    rights = {"reading only": {"acts": "read"}, "over": {"valid_until": now}, "another role": {}}
    with unit_of_work() as session:
        actor = an_account(session, name="Shell", roles=(), now=now)
        sign_in_name = session.get_one(Account, actor.id).sign_in_name
        if held in rights:
            given = {"granted_at": now - timedelta(days=1), "granted_by": 0, "reason": "시험", **rights[held]}
            session.add(AccountRole(account_id=actor.id, role=role.value, **given))
    CELLS["shell"] += 1
    group, command = words.split()
    typed = [command, *AS_A_PERSON[words], "--as", sign_in_name]
    ran = company.app.test_cli_runner().invoke(watchbook.commands[group], typed)
    assert ran.exit_code == 2, ran.output
    assert str(NotAllowed()) in ran.output, ran.output


def test_so_many_commands_were_walked(record_property):
    cells = f"{sum(CELLS.values())} cells {dict(CELLS)}"
    told = f"{len(COMMANDS)} commands, {len(ASKS)} asked: {cells}; {len(CLI)} of the shell"
    record_property("cells", told)
    print(told)  # noqa: T201  # The report of the walk.
    assert SYSTEM_ID == 0
