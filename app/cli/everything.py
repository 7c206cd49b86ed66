"""Owns the commands of all capabilities under the one name ``watchbook``."""

import re
import sys

import click
from flask import Flask
from flask.cli import FlaskGroup
from sqlalchemy.exc import OperationalError, ProgrammingError

from app.access_record.cli import access_record
from app.accounts.cli import user
from app.compliance.cli import check, rights
from app.footage_access.cli import footage
from app.ledger.cli import ledger
from app.log_review.cli import log_review
from app.operations.cli import COMMANDS as OPERATIONS
from app.policy.cli import policy
from app.recorder_checks.cli import recorders
from app.recorder_logs.cli import recorder_log
from app.registry.cli import registry
from app.self_check.cli import self_check
from app.settings import BadSetting, Settings
from app.signage.cli import signs
from app.vault.cli import vault
from app.viewing_requests.cli import requests

_NOT_PREPARED = re.compile("no such (table|column)|(relation|column) .* does not exist")


def _create_app() -> Flask:
    from app.factory import create_app  # noqa: PLC0415  # Late, so that --help needs no database driver.

    return create_app(Settings.from_env())


@click.group(cls=FlaskGroup, create_app=_create_app, add_default_commands=False, add_version_option=False)
@click.version_option(package_name="watchbook")
def watchbook() -> None:
    """영상정보 관리대장 Watchbook.

    CCTV video-information governance: registry, sealed register, requests, policy and signs.
    """


_CAPABILITIES = (
    registry,
    policy,
    signs,
    footage,
    recorders,
    recorder_log,
    log_review,
    requests,
    ledger,
    vault,
    check,
    self_check,
    rights,
    access_record,
    user,
)
for command in (*OPERATIONS, *_CAPABILITIES):
    watchbook.add_command(command)


def run() -> None:
    """Run the console script; a bad setting or a database without its tables ends with a sentence and exit code 2."""
    try:
        watchbook()
    except BadSetting as problem:
        click.echo(str(problem), err=True)
        sys.exit(2)
    except (OperationalError, ProgrammingError) as problem:
        if not _NOT_PREPARED.search(str(problem.orig)):
            raise
        click.echo(
            "데이터베이스가 준비되지 않았습니다. 먼저 'watchbook init'을 실행하십시오. (run 'watchbook init' first)",
            err=True,
        )
        sys.exit(2)
