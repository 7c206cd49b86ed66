"""Owns the shell commands of backups: writing, their keys, how the last one stands, restoring."""

import json
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.database import db
from app.kernel.clock import iso, utc_now
from app.kernel.errors import Refusal
from app.operations import age_files, backing_up, queries, restoring
from app.settings import Settings

_FILE = click.Path(path_type=Path, dir_okay=False)
_READ_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


@click.command()
@click.argument("file", type=_FILE, required=False)
@click.option("--to", type=_FILE, help="FILE과 같음 / the same as FILE")
@click.option(
    "--without-keys", is_flag=True, help="키를 담지 않음(따로 보관) / leave the keys out; keep them elsewhere"
)
@click.option(
    "--unencrypted", is_flag=True, help="암호화하지 않음(사유와 함께 봉인) / in the open; sealed with the reason"
)
@click.option("--reason", help="암호화하지 않는 사유(사람 이름 없이) / why it is not encrypted; name nobody")
@with_appcontext
def backup(file: Path | None, to: Path | None, *, without_keys: bool, unencrypted: bool, reason: str | None) -> None:
    """데이터베이스·키·첨부를 한 파일로 암호화하여 백업합니다. 사용 중에도 할 수 있습니다.

    Backs up database, keys and attachments into one encrypted file, online; the standard program age opens it, too.
    """
    target = file or to
    if target is None or (file and to):
        raise click.UsageError("파일을 하나 적으십시오. (name one file)")
    if reason and not unencrypted:
        raise click.UsageError("--reason은 --unencrypted와 함께 씁니다. (--reason goes with --unencrypted)")
    try:
        made = backing_up.back_up(_settings(), target, is_open=unencrypted, reason=reason, with_keys=not without_keys)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except OSError as problem:
        raise click.ClickException(f"{target}: {problem.strerror or problem}") from problem
    click.echo(f"{target}: 원장 {made.size}건까지 (ledger size at least {made.size})")
    click.echo(f"SHA-256 {made.digest}")
    if made.recipients:
        click.echo(f"공개키 {len(made.recipients)}개로 암호화했습니다. (encrypted for: {', '.join(made.recipients)})")
    else:
        click.echo(
            "암호화하지 않았습니다. 키 금고처럼 다루십시오. (NOT encrypted: treat it like the key safe)", err=True
        )


@click.command("backup-keys")
@click.option("--locked", is_flag=True, help="개인키를 암호로 잠금 / lock the private key with a passphrase")
@click.option("--passphrase-file", type=_READ_FILE, help="암호가 첫 줄에 있는 파일 / file whose first line is it")
def backup_keys(*, locked: bool, passphrase_file: Path | None) -> None:
    """백업 키 한 쌍을 만들어 한 번만 출력합니다. 어디에도 저장하지 않으니 개인키는 종이나 다른 매체로 금고에 두십시오.

    Makes a key pair for backups and prints it once; it is stored nowhere. The private key belongs in a safe.
    """
    public, private = age_files.make_key_pair()
    if locked or passphrase_file:
        private = age_files.locked(private, _passphrase(passphrase_file, confirm=True)).strip()
    click.echo(f"# 공개키: WATCHBOOK_BACKUP_RECIPIENTS에 적으십시오. (public key: goes into the settings)\n# {public}")
    click.echo("# 개인키: 금고에만. 잃으면 백업을 누구도 열 수 없습니다. (private key: for the safe only)", err=True)
    click.echo(private)


@click.command("backup-status")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 / print JSON")
@with_appcontext
def backup_status(*, as_json: bool) -> None:
    """마지막 백업이 언제였고 암호화했는지 보입니다. 없거나 48시간이 넘었거나 암호화하지 않았으면 1로 끝납니다.

    Says when the last backup was made and whether it is encrypted; exit 1 if there is none, it is old or in the open.
    """
    state = queries.backup_state(db.session(), now=utc_now())
    made = iso(state.made_at) if state.made_at else None
    if as_json:
        facts = {"made_at": made, "sha256": state.digest, "encrypted": state.is_encrypted, "old": state.is_old}
        click.echo(json.dumps(facts))
    elif made is None:
        click.echo("백업한 적이 없습니다. (there was never a backup)")
    else:
        click.echo(f"마지막 백업 (last backup): {made}, SHA-256 {state.digest}")
        if state.is_old:
            click.echo("48시간이 넘었습니다. (older than 48 hours)")
        if not state.is_encrypted:
            click.echo("암호화하지 않았습니다. (not encrypted)")
    if state.is_old or not state.is_encrypted:
        raise SystemExit(1)


@click.command()
@click.argument("file", type=_READ_FILE)
@click.option("--identity", type=_READ_FILE, help="금고에서 꺼낸 개인키 파일 / file with the private key")
@click.option("--passphrase-file", type=_READ_FILE, help="잠긴 개인키의 암호 파일 / passphrase of a locked private key")
@click.option(
    "--checkpoint", type=_READ_FILE, help="밖에 보관한 체크포인트와 비교 / compare with a checkpoint kept outside"
)
@click.option(
    "--accept-loss",
    is_flag=True,
    help="밖에 보관한 체크포인트·원장 머리보다 오래된 백업도 복원 / restore although entries are missing",
)
@with_appcontext
def restore(
    file: Path, identity: Path | None, passphrase_file: Path | None, checkpoint: Path | None, *, accept_loss: bool
) -> None:
    """빈 설치에 백업을 복원합니다. 모두 검증한 뒤에만 제자리에 놓습니다.

    Restores a backup, encrypted or not, into an empty installation; verifies everything before it answers.
    """
    note = checkpoint.read_text(encoding="utf-8") if checkpoint else None
    try:
        keys: tuple[str, ...] = ()
        if identity:
            passphrase = _passphrase(passphrase_file, confirm=False) if age_files.is_locked(identity) else None
            keys = age_files.read_private_keys(identity, passphrase=passphrase)
        size = restoring.restore(_settings(), file, note=note, accept_loss=accept_loss, private_keys=keys)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"복원했습니다. 원장 {size}건이 모두 검증되었습니다. (restored; {size} ledger entries verified)")


def _passphrase(file: Path | None, *, confirm: bool) -> str:
    if file is None:
        typed: str = click.prompt("암호 (passphrase)", hide_input=True, confirmation_prompt=confirm, err=True)
        return typed
    first = (file.read_text(encoding="utf-8").splitlines() or [""])[0]
    if not first:
        raise click.ClickException(f"{file}: 첫 줄에 암호가 없습니다. (no passphrase in the first line)")
    return first
