"""Owns the shell commands of the vault. None of them shows a key."""

import json

import click
from flask.cli import with_appcontext

from app.kernel.errors import Refusal
from app.vault.wiring import vault as current_vault


@click.group()
def vault() -> None:
    """개인정보와 첨부를 암호화하는 키를 보고 바꿉니다.

    Look at and change the keys that personal texts and attachments are encrypted with.
    """


@vault.command()
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@with_appcontext
def status(*, as_json: bool) -> None:
    """키가 몇 개이고 가장 새것이 몇 번인지 보입니다. 쓸 수 없거나 빠진 키가 있으면 1로 끝납니다.

    Say how many keys there are and which is the newest; exit 1 if one cannot be used or is missing.
    """
    ring = current_vault().ring
    try:
        numbers = ring.numbers()
        for number in numbers:
            ring.key(number)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    newest = max(numbers, default=0)
    missing = sorted(set(range(1, newest)) - set(numbers))
    if as_json:
        click.echo(json.dumps({"keys": len(numbers), "newest": newest or None, "missing": missing}))
    elif not numbers:
        click.echo("키가 아직 없습니다. 처음 쓸 때 만듭니다. (no key yet; made on first use)")
    else:
        click.echo(f"키 {len(numbers)}개, 가장 새것은 {newest}번입니다. ({len(numbers)} keys, newest number {newest})")
    if missing:
        listed = ", ".join(str(number) for number in missing)
        raise click.ClickException(f"{listed}번 키가 없습니다. 백업에서 되돌리십시오. (missing keys: restore them)")


@vault.command()
@with_appcontext
def rotate() -> None:
    """새 키를 만듭니다. 앞으로는 새 키로 암호화하고, 옛 키는 전에 암호화한 것을 여는 데 계속 씁니다.

    Make a new key: from now on it seals; older keys stay, because they open what they sealed.
    """
    try:
        key = current_vault().ring.rotate()
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(
        f"{key.number}번 키를 만들었습니다. 지금 다시 백업하십시오. 옛 키 파일은 지우지 마십시오. "
        f"(made key {key.number}; back up again now, and keep the old key files)"
    )
