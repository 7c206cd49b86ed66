"""Owns the shell commands of the ledger's key."""

import click
from flask.cli import with_appcontext

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.kernel.errors import Refusal
from app.ledger import heads, keys, rotation
from app.ledger.cli.places import home, settings
from app.ledger.keyring import keyring_of
from app.ledger.proofs import origin_of_log


@click.group(invoke_without_command=True)
@click.pass_context
@with_appcontext
def key(context: click.Context) -> None:
    """서명을 확인할 공개 키를 출력합니다. 서버 밖에 보관하십시오.

    Print the public key that checkpoints are checked against; keep it outside this machine.
    """
    if context.invoked_subcommand is None:
        try:
            signer = keys.ensure_key(home())
        except Refusal as refusal:
            raise click.ClickException(str(refusal)) from refusal
        click.echo(str(signer.verifier(origin_of_log(db.session()))))


@key.command()
@with_appcontext
def rotate() -> None:
    """서명 키를 새것으로 바꿉니다. 옛 키로 서명한 것은 그때까지의 것만 계속 확인됩니다.

    Replace the key: the old one signs a last checkpoint together with the new one, and its private part is removed.
    """
    try:
        with unit_of_work() as session:
            rotation.settle_key(session, home())
        old = keys.ensure_key(home())
        new = keys.make_next_key(home())
        try:
            with unit_of_work() as session:
                note = rotation.change_key(session, old=old, new=new, actor=SYSTEM, now=utc_now())
                origin = origin_of_log(session)
                keys.take_up_next_key(home())
        except BaseException:
            with unit_of_work() as session:
                rotation.settle_key(session, home())
            raise
        keys.drop_old_key(home())
        heads.keep_head(settings().heads_folder, note, now=utc_now())
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(note)
    click.echo(
        "서명 키를 바꾸었습니다. 옛 개인 키는 지웠습니다. 위 체크포인트는 두 키로 서명한 것이니 밖에 보관하십시오."
    )
    click.echo("The key was changed and the old private key removed. The new public key:")
    click.echo(str(new.verifier(origin)))


@key.command("list")
@with_appcontext
def list_keys() -> None:
    """이 원장이 써 온 공개 키를 모두, 몇 건까지의 것인지와 함께 출력합니다.

    Print every public key the log has signed with, and for which sizes each of them counts.
    """
    try:
        trusted = keys.ensure_key(home()).verifier(origin_of_log(db.session()))
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    ring = keyring_of(db.session(), trusted=trusted)
    for held in ring.keys if ring else ():
        last = "" if held.last_size is None else str(held.last_size)
        click.echo(f"{held.first_size}–{last}\t{held.key}")
