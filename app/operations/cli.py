"""Owns the shell commands that run an installation: init, serve, jobs, database."""

import errno
import json
import logging
import os
import socket
import sys
from contextlib import suppress
from datetime import datetime

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from app.accounts.domain import EXAMPLE_PASSWORD, EXAMPLE_PEOPLE, ROLE_NAMES
from app.accounts.passwords import hash_password, link_secret, one_time_password
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import KST, iso, utc_now
from app.kernel.errors import Refusal
from app.ledger import commands as ledger
from app.ledger.keys import ensure_key
from app.ledger.proofs import head
from app.operations import first_start, queries, roles
from app.operations.backup_cli import backup, backup_keys, backup_status, restore
from app.operations.jobs import run_due, work_for_ever
from app.operations.work import keep_head_outside
from app.registry import commands as registry
from app.registry import queries as registry_queries
from app.registry.example import answered_example
from app.settings import CHECKOUT, Settings
from app.vault.wiring import vault


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


@click.command()
@click.option("--example", is_flag=True, help="예시 회사를 함께 불러옵니다. / Load the example company as well.")
@click.option("--link", is_flag=True, help="비밀번호 대신 한 번 쓸 링크를 출력합니다. / Print a link, no password.")
@with_appcontext
def init(*, example: bool, link: bool) -> None:
    """데이터베이스와 키, 최초 관리자를 만듭니다. 다시 실행해도 아무것도 잃지 않습니다.

    Makes the database, keys and the first administrator. Running it again loses nothing.
    """
    if example and link:
        raise click.UsageError(
            "예시 회사에는 계정이 있습니다. --example과 --link 가운데 하나만 쓰십시오. (one of the two)"
        )
    logging.getLogger("alembic").setLevel(logging.WARNING)
    settings = _settings()
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    upgrade()
    with db.engine.begin() as connection:
        if roles.has_runtime_role(connection):
            roles.grant_rights(connection)  # A table that is new gets its rights with its migration.
    try:
        key = ensure_key(settings.home)
        vault().ring.newest()
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    now = utc_now()
    with unit_of_work() as session:
        if head(session).size == 0:
            ledger.name_log(session, origin=_log_name(settings))
    demo = settings.demo and example
    if link:
        _print_link(settings, now)
    else:
        _open_first_accounts(now, demo=demo)
    if example:
        _load_example(now)
    with unit_of_work() as session:
        ledger.checkpoint(session, signer=key, now=utc_now())
        click.echo(f"원장 공개키 (ledger public key): {key.verifier(head(session).origin)}")
    try:
        keep_head_outside(settings.home, utc_now())
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    if demo:
        _print_example(settings)


def _open_first_accounts(now: datetime, *, demo: bool) -> None:
    """Open the example people's accounts, or the first administrator's, and print its password, once."""
    password = EXAMPLE_PASSWORD if demo else one_time_password()
    hashed = hash_password(password)
    with unit_of_work() as session:
        if demo:
            first_start.open_example_accounts(session, password_hash=hashed, now=now)
            return
        first_start.demand_second_factors(session, now=now)
        if name := first_start.open_first_administrator(session, password_hash=hashed, now=now):
            click.echo(
                f"최초 관리자: {name} · 한 번만 쓰는 비밀번호: {password}  (first administrator, one-time password)"
            )


def _print_link(settings: Settings, now: datetime) -> None:
    """Print the link by which the first administrator opens their account; it is kept nowhere."""
    secret = link_secret()
    try:
        with unit_of_work() as session:
            first_start.demand_second_factors(session, now=now)
            until = first_start.make_first_link(session, secret=secret, now=now)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    address = f"{settings.public_url.rstrip('/')}/first"
    click.echo(
        f"최초 관리자의 링크, {until.astimezone(KST):%Y-%m-%d %H:%M}까지 한 번"
        " (the first administrator's link, works once until then):"
    )
    click.echo(f"  {address}#{secret}")
    click.echo(f"스크립트를 쓰지 않으면 {address} 에서 처음 코드 (without scripts, the code to type): {secret}")


def _load_example(now: datetime) -> None:
    """Load the example company, and let its people put its policy in force; once, where nothing else is there."""
    with unit_of_work() as session:
        if registry_queries.is_empty(session):
            registry.apply_document(session, document=answered_example(), default_from=None, actor=SYSTEM, now=now)
    with suppress(Refusal), unit_of_work() as session:  # People who are gone or changed the registry publish their own.
        first_start.publish_example_policy(session, now=now)


def _log_name(settings: Settings) -> str:
    return settings.public_url.split("://", 1)[1].replace(":", "-") + "/watchbook"


def _print_example(settings: Settings) -> None:
    click.echo("")
    click.echo(f"  주소 (address)     {settings.public_url}")
    click.echo(f"  비밀번호 (password) {EXAMPLE_PASSWORD}")
    for sign_in_name, (display_name, role) in EXAMPLE_PEOPLE.items():
        click.echo(f"  {sign_in_name:<14} {display_name}  {ROLE_NAMES[role]} ({role})")
    click.echo("")


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="주소:포트 또는 unix:경로 / address")
@click.option("--workers", type=click.IntRange(1, 64), help="프로세스 수 / processes (SQLite: 1)")
@click.option("--threads", type=click.IntRange(1, 256), help="프로세스당 스레드 수(기본: WATCHBOOK_THREADS) / threads")
@with_appcontext
def serve(bind: str, workers: int | None, threads: int | None) -> None:
    """웹 서버를 시작합니다(gunicorn). SQLite에서는 한 프로세스, PostgreSQL에서는 두 프로세스가 기본입니다.

    Starts the web server (gunicorn): one process on SQLite, two on PostgreSQL unless told otherwise.
    """
    settings = _settings()
    if settings.is_sqlite and workers not in (None, 1):
        raise click.UsageError("SQLite에서는 프로세스가 하나여야 합니다. (one process on SQLite; use threads)")
    if queries.schema_revision(db.session()) is None:
        raise click.ClickException(
            "데이터베이스가 없습니다. 먼저 watchbook init 을 실행하십시오. (run watchbook init first)"
        )
    db.engine.dispose()
    _check_free(bind)
    running = str(threads or settings.threads)
    os.environ["WATCHBOOK_THREADS"] = running  # So that the processes have connections for so many.
    arguments = [
        "--bind", bind, "--workers", str(workers or (1 if settings.is_sqlite else 2)), "--threads", running,
        "--worker-class", "gthread", "--no-control-socket", "--timeout", "60", "--graceful-timeout", "20",
        "--log-level", "warning", "--chdir", str(CHECKOUT), "wsgi:application",
    ]  # fmt: skip
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *arguments])  # noqa: S606  # Becomes the server.


def _check_free(bind: str) -> None:
    """Say at once that a port is taken; gunicorn would try for five seconds and end with a log line."""
    host, _, port = bind.rpartition(":")
    if not port.isdecimal() or host.startswith("["):
        return  # A Unix socket or IPv6: gunicorn says what is wrong.
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                return
            raise click.ClickException(
                f"다른 프로그램이 쓰고 있는 주소입니다: {bind}. 그 프로그램을 멈추거나 다른 포트를 쓰십시오."
                " 예: PORT=9000 make run (the port is taken: stop what uses it, or choose another)"
            ) from problem


@click.group()
def jobs() -> None:
    """정기 작업: 봉인 서명, 야간 검증.

    Scheduled jobs: signing checkpoints, nightly verification.
    """


@jobs.command()
@with_appcontext
def work() -> None:
    """할 때가 된 작업을 계속 실행합니다(서비스용).

    Runs what is due for ever; what the jobs service calls.
    """
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stderr)
    work_for_ever(_settings().home)


@jobs.command("run-due")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 / print JSON")
@with_appcontext
def run_due_jobs(*, as_json: bool) -> None:
    """할 때가 된 작업을 한 번 실행합니다(타이머용).

    Runs what is due once; for a timer.
    """
    outcomes = run_due(_settings().home, now=utc_now())
    if as_json:
        click.echo(json.dumps([{"job": j.name, "outcome": o, "detail": d} for j, o, d in outcomes], ensure_ascii=False))
    else:
        for job, outcome, detail in outcomes:
            click.echo(f"{job.name}: {outcome} {detail}")


@jobs.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 / print JSON")
@with_appcontext
def list_jobs(*, as_json: bool) -> None:
    """작업마다 마지막 실행을 보여줍니다.

    Shows the last run of every job.
    """
    for row in queries.newest_runs(db.session()):
        started = iso(row.started_at) if row.started_at else "-"
        if as_json:
            click.echo(json.dumps({"job": row.name, "started_at": started, "outcome": row.outcome}, ensure_ascii=False))
        else:
            click.echo(f"{row.name:<20} {started:<28} {row.outcome or '-':<7} {row.detail or ''}")


@click.group()
def database() -> None:
    """데이터베이스의 권한.

    Rights in the database.
    """


@database.command()
@click.option("--print", "only_print", is_flag=True, help="주지 않고 출력만 / print only")
@with_appcontext
def grants(*, only_print: bool) -> None:
    """PostgreSQL에서 서비스가 쓰는 역할에 꼭 필요한 권한만 줍니다. init이 할 때마다 함께 합니다.

    Gives the role of the services exactly the rights it needs; init does so after each migration.
    """
    try:
        with db.engine.begin() as connection:
            given = roles.runtime_rights(connection) if only_print else roles.grant_rights(connection)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    for one in given:
        click.echo(f"{one.statement};")


COMMANDS: tuple[click.Command, ...] = (init, serve, jobs, backup, backup_keys, backup_status, restore, database)
