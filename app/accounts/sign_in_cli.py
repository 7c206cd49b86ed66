"""Owns the shell commands about how people sign in: the rules of each role, and resetting a lost second factor."""

import json
import sys
from dataclasses import replace
from datetime import timedelta
from typing import NoReturn

import click
from flask.cli import with_appcontext

from app.accounts import commands, queries
from app.accounts.domain import ROLE_NAMES
from app.accounts.queries.sign_in_rules import rules_in_force
from app.accounts.sign_in_rules import SignInRule
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import utc_now
from app.kernel.errors import Refusal

_REFUSED = 2


@click.group("sign-in-rules")
def sign_in_rules() -> None:
    """역할마다 2단계 인증과 접속 시간을 보고 정합니다.

    Show and set the second factor and the times of sessions for each role.
    """


@sign_in_rules.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@with_appcontext
def list_rules(*, as_json: bool) -> None:
    """지금 적용되는 규칙을 봅니다. 시간은 분입니다.

    Show the rules in force; times are in minutes.
    """
    rules = {role: _facts(rule) for role, rule in rules_in_force(db.session()).items()}
    if as_json:
        click.echo(json.dumps({role.value: facts for role, facts in rules.items()}, indent=2))
        return
    for role, facts in rules.items():
        said = "  ".join(f"{name}={value}" for name, value in facts.items())
        click.echo(f"{ROLE_NAMES[role]} ({role.value}): {said}")


@sign_in_rules.command("set")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--second-factor/--no-second-factor", default=None, help="2단계 인증을 반드시 (demand a second factor)")
@click.option("--idle", type=int, help="쓰지 않으면 끝나는 분 (idle minutes)")
@click.option("--absolute", type=int, help="가장 긴 분 (longest minutes)")
@click.option("--fresh", type=int, help="위험한 일 앞에 다시 확인하는 분 (minutes until proving oneself again)")
@click.option("--one-session/--many-sessions", default=None, help="한 곳에서만 로그인 (one session per person)")
@click.option("--reason", required=True, help="사유 (why)")
@with_appcontext
def set_rule(
    role: str,
    *,
    second_factor: bool | None,
    idle: int | None,
    absolute: int | None,
    fresh: int | None,
    one_session: bool | None,
    reason: str,
) -> None:
    """역할 하나의 규칙을 정합니다. 말하지 않은 것은 그대로 둡니다.

    Set the rule of a role; what is not said stays as it is.
    """
    times = {"idle": idle, "absolute": absolute, "fresh": fresh}
    held = rules_in_force(db.session())[Role(role)]
    db.session.rollback()
    try:
        rule = replace(
            held,
            second_factor=held.second_factor if second_factor is None else second_factor,
            one_session=held.one_session if one_session is None else one_session,
            **{name: timedelta(minutes=value) for name, value in times.items() if value is not None},
        )
        with unit_of_work() as session:
            commands.set_sign_in_rule(session, role=Role(role), rule=rule, reason=reason, actor=SYSTEM, now=utc_now())
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(f"{ROLE_NAMES[Role(role)]}: 로그인 규칙을 정했습니다. (set)")


@click.command("reset-factor")
@click.argument("sign_in_name")
@click.option("--reason", required=True, help="사유 (why)")
@with_appcontext
def reset_factor(sign_in_name: str, reason: str) -> None:
    """잃어버린 2단계 인증을 초기화합니다. 본인이 다음 로그인에서 새로 등록합니다.

    Reset a lost second factor; its owner enrols anew at the next sign-in.
    """
    try:
        with unit_of_work() as session:
            account_id = queries.account_id_of(session, sign_in_name=sign_in_name)
            commands.reset_second_factor(session, account_id=account_id, reason=reason, actor=SYSTEM, now=utc_now())
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(f"{sign_in_name}: 2단계 인증을 초기화했습니다. (reset)")


def _facts(rule: SignInRule) -> dict[str, object]:
    minutes = {name: int(getattr(rule, name).total_seconds()) // 60 for name in ("idle", "absolute", "fresh")}
    return {"second_factor": rule.second_factor, **minutes, "one_session": rule.one_session}


def _refuse(refusal: Refusal) -> NoReturn:
    click.echo(str(refusal), err=True)
    sys.exit(_REFUSED)
