"""Owns the shell commands of the ledger."""

import json
import sys
from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from tqdm import tqdm

from app.database import db, unit_of_work
from app.kernel.clock import utc_now
from app.kernel.errors import Refusal
from app.ledger import commands, keys
from app.ledger.bundle import NotSignedYet, write_bundle
from app.ledger.notes import encoded_hashes
from app.ledger.proofs import origin_of_log
from app.ledger.verification import Verdict, still_session
from app.ledger.verification import verify as verify_ledger
from app.ledger.wiring import projection_checks

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def ledger() -> None:
    """봉인된 원장을 확인하고 서명합니다.

    Check and sign the sealed ledger.
    """


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@with_appcontext
def verify(*, as_json: bool) -> None:
    """원장 전체를 다시 계산하여 바뀐 곳이 있는지 확인합니다. 있으면 1로 끝납니다.

    Recompute the whole ledger; exit 1 and name the first bad place if something was changed.
    """
    try:
        signer = keys.read_key(_home())
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    hidden = as_json or not sys.stderr.isatty()
    with still_session(db.engine) as session, tqdm(unit="건", disable=hidden) as bar:
        key = None if signer is None else signer.verifier(origin_of_log(session))
        verdict = verify_ledger(session, key=key, projections=projection_checks(), progress=bar.update)
    click.echo(_as_json(verdict) if as_json else _as_text(verdict), err=not as_json and not verdict.holds)
    sys.exit(0 if verdict.holds else 1)


@ledger.command()
@with_appcontext
def checkpoint() -> None:
    """원장의 지금 상태에 서명하고 체크포인트를 출력합니다.

    Sign the present head and print the checkpoint; keep a copy outside this machine.
    """
    try:
        signer = keys.ensure_key(_home())
        with unit_of_work() as session:
            note = commands.checkpoint(session, signer=signer, now=utc_now())
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(note, nl=False)


@ledger.command()
@with_appcontext
def key() -> None:
    """서명을 확인할 공개 키를 출력합니다. 서버 밖에 보관하십시오.

    Print the public key that checkpoints are checked against; keep it outside this machine.
    """
    try:
        signer = keys.ensure_key(_home())
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(str(signer.verifier(origin_of_log(db.session()))))


@ledger.command()
@click.option("--from", "first", type=_DAY, required=True, help="첫날 (first day), 2026-11-01")
@click.option("--to", "last", type=_DAY, required=True, help="마지막 날 (last day), 2026-11-30")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="ZIP 파일")
@with_appcontext
def bundle(*, first: datetime, last: datetime, output: Path) -> None:
    """며칠 치 기록을 증명, 체크포인트, 확인 프로그램과 함께 ZIP 하나로 내보냅니다.

    Write the entries of some days with their proofs, all checkpoints and a stand-alone verifier as one ZIP.
    """
    draft = output.with_name(f".{output.name}.part")
    try:
        signer = keys.read_key(_home())
        if signer is None:
            raise NotSignedYet
        with still_session(db.engine) as session, draft.open("wb") as file:
            key = signer.verifier(origin_of_log(session))
            entries = write_bundle(session, file, first=first.date(), last=last.date(), key=key)
        draft.replace(output)
    except (Refusal, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    finally:
        draft.unlink(missing_ok=True)
    click.echo(f"{output}: 기록 {entries}건. 공개 키는 이 파일과 다른 길로 알려 주십시오('watchbook ledger key').")


def _home() -> Path:
    home: Path = current_app.config["SETTINGS"].home
    return home


def _as_text(verdict: Verdict) -> str:
    if verdict.fault is not None:
        return f"기록이 봉인과 다릅니다. {verdict.fault.message}"
    return (
        f"기록 {verdict.entries}건, 체크포인트 {verdict.checkpoints}건, 개인정보 부분 {verdict.private_parts}건을 "
        f"확인했습니다. 바뀐 곳이 없습니다.\n뿌리 해시 {encoded_hashes([verdict.root])[0]}"
    )


def _as_json(verdict: Verdict) -> str:
    fault = verdict.fault
    return json.dumps(
        {
            "holds": verdict.holds,
            "entries": verdict.entries,
            "checkpoints": verdict.checkpoints,
            "private_parts": verdict.private_parts,
            "root": encoded_hashes([verdict.root])[0],
            "fault": None if fault is None else {"leaf": fault.leaf, "message": str(fault.message)},
        },
        ensure_ascii=False,
        indent=2,
    )
