"""The rules of the house that the assembled application shows."""

import re
from pathlib import Path

import click
import pytest
from flask import url_for

from app.accounts.domain import Scope
from app.cli import watchbook
from app.kernel.actor import Role
from app.ledger.events import catalogue
from app.settings import KNOWN

ROOT = Path(__file__).resolve().parents[2]


def test_every_route_says_who_may_use_it(app):
    unmarked = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and getattr(app.view_functions[rule.endpoint], "access", None) is None
    ]
    assert unmarked == []


def test_every_access_mark_is_public_or_a_set_of_roles_or_a_scope_of_tokens(app):
    known = {"public", *(f"token:{scope}" for scope in Scope)}
    for endpoint, view in app.view_functions.items():
        if endpoint == "static":
            continue
        is_named = isinstance(view.access, str)
        assert view.access in known if is_named else view.access <= frozenset(Role), endpoint


def test_addresses_that_must_stay_are_there(app):
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    wanted = {
        "/", "/sign-in", "/sites", "/sites/<code>", "/footage", "/requests", "/requests/<number>", "/policy", "/signs",
        "/checks", "/ledger", "/people", "/help", "/public/policy", "/public/signs/<number>", "/public/request",
        "/public/ledger", "/public/ledger/checkpoint", "/public/ledger/witness", "/healthz", "/readyz",
    }  # fmt: skip
    assert wanted - rules == set()


def test_every_event_has_a_stable_name_and_a_sentence(app):
    events = catalogue()
    assert events
    for name, event in events.items():
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", name), name
        assert (ROOT / "templates/ledger/entries" / f"{name}.html").is_file(), f"{name} has no sentence"
        assert event.__doc__, name


def test_every_sentence_belongs_to_an_event(app):
    partials = {
        path.stem for path in (ROOT / "templates/ledger/entries").glob("*.html") if not path.name.startswith("_")
    }
    assert partials - set(catalogue()) == set()


def test_every_template_compiles(app):
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)


def test_every_template_belongs_to_a_view_or_is_included(app):
    """A page nobody renders is dead weight: its name must occur in some view or template."""
    text = "\n".join(path.read_text() for path in [*ROOT.glob("app/**/*.py"), *ROOT.glob("templates/**/*.html")])
    dead = [
        name
        for name in app.jinja_env.list_templates(extensions=["html"])
        if not name.startswith("ledger/entries/") and not name.startswith("errors/") and f'"{name}"' not in text
    ]
    assert dead == []


def walk(command: click.Command, path: tuple[str, ...] = ()):
    yield path, command
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            if (*path, name) != ("db",):  # Flask-Migrate's own.
                yield from walk(child, (*path, name))


COMMANDS = {
    "init", "registry import", "registry export", "registry show", "registry schema", "policy render", "signs render",
    "footage log", "footage export", "requests due", "ledger verify", "ledger checkpoint", "check", "jobs work",
    "jobs run-due", "user add", "user list", "user disable", "user reset", "backup", "restore", "serve",
    "vault rotate", "vault status",
}  # fmt: skip


def test_commands_that_must_stay_are_there():
    assert COMMANDS - {" ".join(path) for path, _ in walk(watchbook)} == set()


@pytest.mark.parametrize(
    ("path", "command"), list(walk(watchbook)), ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_explains_itself_in_korean_and_english(path, command):
    assert re.search(r"[가-힣]", command.help or ""), path
    assert re.search(r"[A-Za-z]{3,} [a-z]{2,}", command.help or ""), path


def test_every_setting_is_documented():
    documented = (ROOT / "docs/settings.md").read_text()
    for name in (*KNOWN, "DATABASE_URL"):
        assert f"`{name}`" in documented


def test_public_pages_have_addresses(app):
    with app.test_request_context():
        assert url_for("policy.show_public_policy") == "/public/policy"
