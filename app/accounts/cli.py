"""Owns the shell commands of accounts."""

import json
import sys
from datetime import datetime
from typing import NoReturn

import click
from flask.cli import with_appcontext

from app.accounts import commands, queries
from app.accounts.domain import ROLE_NAMES
from app.accounts.passwords import password_to_hand_over
from app.accounts.queries import stand_ins as stand_in_queries
from app.accounts.sign_in_cli import reset_factor, sign_in_rules
from app.accounts.standing_in import LENT, STANDING_NAMES, Absence
from app.accounts.wiring import check_site_exists
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import iso, utc_now
from app.kernel.errors import Refusal
from app.web.installation import current_settings

_REFUSED = 2
_AS_JSON = click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def user() -> None:
    """계정을 만들고, 보고, 사용을 중지하고, 비밀번호를 새로 줍니다.

    Open, list and disable accounts, and hand over new passwords.
    """


@user.command("add")
@click.argument("sign_in_name")
@click.option("--name", "display_name", required=True, help="계정을 쓸 사람의 이름 (the person's name)")
@click.option("--role", "roles", multiple=True, type=click.Choice([role.value for role in Role]), help="권한 (role)")
@click.option("--site", "sites", multiple=True, help="이 설치장소에서만; 없으면 모든 설치장소 (only at this site)")
@click.option("--reason", default="명령줄에서 계정을 만들며 줌", help="권한을 주는 사유 (why the role is given)")
@_AS_JSON
@with_appcontext
def add_user(  # noqa: PLR0917  # Click passes by name.
    sign_in_name: str,
    display_name: str,
    roles: tuple[str, ...],
    sites: tuple[str, ...],
    reason: str,
    as_json: bool,  # noqa: FBT001  # Click passes flags so.
) -> None:
    """한 사람의 계정을 만들고 처음 비밀번호를 한 번 출력합니다.

    Open one person's account and print its first password once.
    """
    password, password_hash = password_to_hand_over(quick=current_settings().testing)
    now = utc_now()
    try:
        with unit_of_work() as session:
            account_id = commands.open_account(
                session,
                sign_in_name=sign_in_name,
                display_name=display_name,
                password_hash=password_hash,
                actor=SYSTEM,
                now=now,
            )
            for role in dict.fromkeys(roles):
                for site_code in dict.fromkeys(sites) or [None]:
                    check_site_exists(session, code=site_code)
                    commands.grant_role(
                        session,
                        account_id=account_id,
                        role=Role(role),
                        site_code=site_code,
                        reason=reason,
                        actor=SYSTEM,
                        now=now,
                    )
    except Refusal as refusal:
        _refuse(refusal)
    _print_password(account_id, password, as_json=as_json)


@user.command("list")
@_AS_JSON
@with_appcontext
def list_users(as_json: bool) -> None:  # noqa: FBT001  # Click passes flags so.
    """모든 계정과 지금 가진 권한을 봅니다.

    Show all accounts and the roles they hold now.
    """
    people, now = queries.people(db.session()), utc_now()
    if as_json:
        facts = [
            {
                "id": person.id,
                "sign_in_name": person.sign_in_name,
                "display_name": person.display_name,
                "roles": [{"role": grant.role.value, "site_code": grant.site_code} for grant in person.held_at(now)],
                "created_at": iso(person.created_at),
                "disabled_at": iso(person.disabled_at) if person.disabled_at else None,
            }
            for person in people
        ]
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    for person in people:
        roles = ", ".join(
            ROLE_NAMES[grant.role] + (f"({grant.site_code})" if grant.site_code else "")
            for grant in person.held_at(now)
        )
        state = "  [사용 중지] (disabled)" if person.disabled_at else ""
        click.echo(f"{person.sign_in_name}  {person.display_name}  {roles or '권한 없음 (no roles)'}{state}")


@user.command("disable")
@click.argument("sign_in_name")
@click.option("--reason", required=True, help="사유 (why)")
@with_appcontext
def disable_user(sign_in_name: str, reason: str) -> None:
    """계정 사용을 중지합니다. 기록은 남습니다.

    Disable an account; its record stays.
    """
    try:
        with unit_of_work() as session:
            account_id = queries.account_id_of(session, sign_in_name=sign_in_name)
            commands.disable_account(session, account_id=account_id, reason=reason, actor=SYSTEM, now=utc_now())
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(f"{sign_in_name}: 계정 사용을 중지했습니다. (disabled)")


@user.command("reset")
@click.argument("sign_in_name")
@_AS_JSON
@with_appcontext
def reset_user(sign_in_name: str, as_json: bool) -> None:  # noqa: FBT001  # Click passes flags so.
    """비밀번호를 새로 만들어 한 번 출력합니다. 본인이 처음 로그인할 때 바꿉니다.

    Hand over a new password, printed once; its owner must change it at the next sign-in.
    """
    password, password_hash = password_to_hand_over(quick=current_settings().testing)
    try:
        with unit_of_work() as session:
            account_id = queries.account_id_of(session, sign_in_name=sign_in_name)
            commands.hand_over_password(
                session, account_id=account_id, password_hash=password_hash, actor=SYSTEM, now=utc_now()
            )
    except Refusal as refusal:
        _refuse(refusal)
    _print_password(account_id, password, as_json=as_json)


@user.group("stand-in")
def stand_in() -> None:
    """자리를 비운 사람의 대리를 정하고, 보고, 끝냅니다.

    Name who decides for somebody who is away, list and end it.
    """


@stand_in.command("set")
@click.argument("principal")
@click.argument("deputy")
@click.option("--role", required=True, type=click.Choice([role.value for role in LENT]), help="맡기는 권한 (role)")
@click.option("--from", "from_on", required=True, type=_DAY, help="첫날 (first day, in Korea)")
@click.option("--until", "until_on", required=True, type=_DAY, help="마지막 날 (last day, in Korea)")
@click.option("--reason", required=True, type=click.Choice([each.value for each in Absence]), help="사유 (why)")
@click.option("--text", "reason_text", help="reason이 other일 때 (what other reason)")
@click.option("--site", "site_code", help="이 설치장소에서만; 없으면 그 권한의 모든 곳 (only at this site)")
@with_appcontext
def set_stand_in(  # noqa: PLR0917  # Click passes by name.
    principal: str,
    deputy: str,
    role: str,
    from_on: datetime,
    until_on: datetime,
    reason: str,
    reason_text: str | None,
    site_code: str | None,
) -> None:
    """PRINCIPAL이 자리를 비운 동안 DEPUTY가 대신 결재하게 합니다. 둘 다 로그인 이름입니다.

    Let DEPUTY decide while PRINCIPAL is away; both are sign-in names.
    """
    try:
        with unit_of_work() as session:
            check_site_exists(session, code=site_code)
            leaf = commands.set_stand_in(
                session,
                principal_id=queries.account_id_of(session, sign_in_name=principal),
                deputy_id=queries.account_id_of(session, sign_in_name=deputy),
                role=Role(role),
                site_code=site_code,
                from_on=from_on.date(),
                until_on=until_on.date(),
                reason=Absence(reason),
                reason_text=reason_text,
                actor=SYSTEM,
                now=utc_now(),
            )
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(f"[{leaf}] 대리를 정했습니다. (set)")


@stand_in.command("list")
@_AS_JSON
@with_appcontext
def list_stand_ins(as_json: bool) -> None:  # noqa: FBT001  # Click passes flags so.
    """모든 대리를 새것부터 봅니다. 사유는 나오지 않습니다.

    Show all stand-ins, newest first; not why.
    """
    found = stand_in_queries.stand_ins(db.session(), actor=SYSTEM, now=utc_now())
    if as_json:
        facts = [
            {
                "leaf": each.leaf,
                "principal_id": each.principal_id,
                "principal": each.principal,
                "deputy_id": each.deputy_id,
                "deputy": each.deputy,
                "role": each.role.value,
                "site_code": each.site_code,
                "from_on": each.from_on.isoformat(),
                "until_on": each.until_on.isoformat(),
                "state": each.standing.value,
                "ended_at": iso(each.ended_at) if each.ended_at else None,
            }
            for each in found
        ]
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    for each in found:
        place = f"({each.site_code})" if each.site_code else ""
        click.echo(
            f"[{each.leaf}] {each.principal} → {each.deputy}  {ROLE_NAMES[each.role]}{place}  "
            f"{each.from_on} – {each.until_on}  {STANDING_NAMES[each.standing]} ({each.standing.value})"
        )


@stand_in.command("end")
@click.argument("leaf", type=int)
@with_appcontext
def end_stand_in(leaf: int) -> None:
    """대리를 바로 끝냅니다. 번호는 list의 대괄호 안에 있습니다.

    End a stand-in at once, by the number that list prints in brackets.
    """
    try:
        with unit_of_work() as session:
            commands.end_stand_in(session, leaf=leaf, actor=SYSTEM, now=utc_now())
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(f"[{leaf}] 대리를 끝냈습니다. (ended)")


def _print_password(account_id: int, password: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"id": account_id, "password": password}))
    else:
        click.echo(f"처음 비밀번호, 한 번만 보입니다 (first password, shown once): {password}")


def _refuse(refusal: Refusal) -> NoReturn:
    click.echo(str(refusal), err=True)
    sys.exit(_REFUSED)


user.add_command(sign_in_rules)
user.add_command(reset_factor)
