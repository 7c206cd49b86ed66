"""Owns the shell commands around witnesses: those of the log, and ``cosign``, which runs elsewhere by itself."""

import sys
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import click
from flask.cli import with_appcontext

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.kernel.errors import Refusal
from app.ledger import anchoring, heads, keys
from app.ledger.cli.places import home
from app.ledger.keyring import KeyRing, keyring_of
from app.ledger.notes import BadNote, VerifierKey
from app.ledger.proofs import origin_of_log
from app.ledger.witness import Witness, WitnessKey

_MOST = 1_000_000
_SECONDS = 20
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUTPUT = click.Path(dir_okay=False, path_type=Path)


@click.group()
def witness() -> None:
    """증인: 다른 기계에서 원장 머리에 함께 서명하는 사람.

    Witnesses: who signs the log's heads on another machine.
    """


@witness.command()
@click.argument("written")
@with_appcontext
def accept(written: str) -> None:
    """증인의 공개 키를 받아들입니다. 키는 증인에게서 직접 받으십시오.

    Believe a witness from now on; get its public key from the witness itself.
    """
    try:
        key = WitnessKey.parse(written)
        with unit_of_work() as session:
            added = anchoring.accept_witness(session, key, actor=SYSTEM, now=utc_now())
    except (BadNote, Refusal) as problem:
        raise click.ClickException(
            f"증인의 공개 키가 아닙니다: {problem} (not the public key of a witness)"
        ) from problem
    click.echo(f"{key.name}: {'받아들였습니다. (accepted)' if added else '이미 받아들인 증인입니다. (known already)'}")


@witness.command()
@click.option("--since", type=click.IntRange(0), default=0, show_default=True, help="증인이 마지막으로 본 크기 (size)")
@click.option("-o", "--output", type=_OUTPUT, help="파일, 없으면 화면 (default: standard output)")
@with_appcontext
def request(*, since: int, output: Path | None) -> None:
    """증인에게 보낼 요청을 만듭니다: 가장 새로운 체크포인트와, 전에 본 것과 이어진다는 증명.

    Write what a witness is asked to sign (C2SP add-checkpoint).
    """
    try:
        text = str(heads.request_for_witness(db.session(), old=since))
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    _write(output, text)


@witness.command()
@click.argument("files", type=_FILE, nargs=-1, required=True)
@with_appcontext
def add(files: tuple[Path, ...]) -> None:
    """증인이 서명해 보낸 체크포인트를 확인하고 증거로 남깁니다.

    Check cosigned checkpoints and keep them as evidence; exit 1 if the log is not what the witness saw.
    """
    for file in files:
        try:
            ring = _ring()
            with unit_of_work() as session:
                new = anchoring.add_cosignature(session, file.read_text("utf-8", "replace"), ring=ring, now=utc_now())
        except Refusal as refusal:
            raise click.ClickException(f"{file}: {refusal}") from refusal
        names = ", ".join(key.name for key in new) or "이미 있습니다 (known already)"
        click.echo(f"{file}: {names}")


def _ring() -> KeyRing:
    signer = keys.ensure_key(home())
    ring = keyring_of(db.session(), trusted=signer.verifier(origin_of_log(db.session())))
    if ring is None:  # pragma: no cover  # With a trusted key there always is one.
        raise heads.NotSignedYet
    return ring


@click.command()
@click.option("--from", "source", required=True, metavar="파일|주소", help="요청 파일, 또는 …/public/ledger/witness")
@click.option(
    "--state",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="증인의 키와 마지막으로 본 것을 두는 폴더 (folder of the witness)",
)
@click.option("--name", default="witness", show_default=True, help="처음 쓸 때 정하는 증인의 이름 (name, first use)")
@click.option("--key", "log_key", help="원장의 공개 키. 처음과 키가 바뀌었을 때 (public key of the log)")
@click.option("-o", "--output", type=_OUTPUT, help="파일, 없으면 화면 (default: standard output)")
def cosign(*, source: str, state: Path, name: str, log_key: str | None, output: Path | None) -> None:
    """증인으로서 서명합니다. 데이터베이스 없이 다른 기계나 USB에서 실행합니다.

    전에 본 것과 이어지지 않으면 서명하지 않고 1로 끝납니다.

    Sign as a witness, on another machine, without the database; refuse a log that does not go on from what was seen.
    """
    try:
        own = _witness(state, name)
        if log_key is not None:
            own.trust(VerifierKey.parse(log_key))
        text = own.cosign(_asked(source, own.known_size), now=utc_now())
    except (BadNote, Refusal, OSError) as problem:
        click.echo(f"{problem}", err=True)
        sys.exit(1)
    _write(output, text)
    click.echo(f"{own.known_size}건까지 서명했습니다. (signed) 증인의 공개 키 (public key): {own.key}", err=True)


def _witness(state: Path, name: str) -> Witness:
    signer = keys.ensure_key_file(state / "witness.key")
    known = state / "name"
    if not known.exists():
        VerifierKey(name, bytes(32))  # A name that notes cannot carry is refused before it is kept.
        known.write_text(name, "utf-8")
    return Witness(state, known.read_text("utf-8"), signer)


def _asked(source: str, known_size: int) -> str:
    if urlsplit(source).scheme not in {"http", "https"}:
        return Path(source).read_text("utf-8")
    try:
        with urlopen(f"{source}?old={known_size}", timeout=_SECONDS) as answer:  # noqa: S310  # nosec B310  # http or https, see above.
            return str(answer.read(_MOST), "utf-8")
    except URLError as problem:
        reason = problem.read(_MOST).decode("utf-8", "replace") if hasattr(problem, "read") else str(problem.reason)
        raise click.ClickException(f"{source}: {reason}") from problem


def _write(output: Path | None, text: str) -> None:
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, "utf-8")
