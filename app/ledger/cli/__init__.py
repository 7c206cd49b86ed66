"""Owns the shell commands of the ledger: verify, sign, and take parts of it away."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext
from tqdm import tqdm

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.kernel.errors import Refusal
from app.kernel.uses import Use
from app.ledger import commands, heads, keys
from app.ledger.bundle import NotSignedYet, write_bundle
from app.ledger.bundling import note_bundle
from app.ledger.cli.key import key
from app.ledger.cli.places import home, settings
from app.ledger.cli.witnesses import cosign, witness
from app.ledger.keyring import KeyRing, UnknownKey, keyring_of
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


for _command in (key, witness, cosign):
    ledger.add_command(_command)


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    multiple=True,
    help="밖에 보관한 체크포인트: 파일, 사진으로 읽은 QR의 글 (a checkpoint kept elsewhere; - reads standard input)",
)
@with_appcontext
def verify(*, as_json: bool, against: tuple[Path, ...]) -> None:
    """원장 전체를 다시 계산하여 바뀐 곳이 있는지 확인합니다. 있으면 1로 끝납니다.

    밖에 남긴 원장 머리(WATCHBOOK_HEADS)와 증인의 서명도 함께 확인합니다.

    Recompute the whole ledger and compare it with every head kept outside; exit 1 and name the first bad place if
    something was changed.
    """
    hidden = as_json or not sys.stderr.isatty()
    try:
        signer = keys.read_key(home())
        outside = list(dict.fromkeys([*heads.kept_notes(settings().heads_folder), *_brought(against)]))
        with still_session(db.engine) as session, tqdm(unit="건", disable=hidden) as bar:
            trusted = None if signer is None else signer.verifier(origin_of_log(session))
            verdict = verify_ledger(
                session,
                key=trusted,
                projections=projection_checks(),
                progress=bar.update,
                outside=outside,
            )
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    text = _as_json(verdict, len(outside)) if as_json else _as_text(verdict, len(outside))
    click.echo(text, err=not as_json and not verdict.holds)
    sys.exit(0 if verdict.holds else 1)


def _brought(files: tuple[Path, ...]) -> Iterator[str]:
    for file in files:
        written = sys.stdin.read() if str(file) == "-" else file.read_text("utf-8", "replace")
        found = heads.notes_in(written)
        if not found:
            raise click.ClickException(f"{file}: 서명된 체크포인트가 없습니다. (no signed checkpoint)")
        yield from found


@ledger.command()
@with_appcontext
def checkpoint() -> None:
    """원장의 지금 상태에 서명하고 체크포인트를 출력합니다. 밖에 남기는 파일에도 더합니다.

    Sign the present head, add it to the file outside, and print the checkpoint.
    """
    try:
        signer = keys.ensure_key(home())
        with unit_of_work() as session:
            note = commands.checkpoint(session, signer=signer, now=utc_now())
        heads.keep_head(settings().heads_folder, note, now=utc_now())
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(note, nl=False)


@ledger.command()
@click.option("--from", "first", type=_DAY, required=True, help="첫날 (first day), 2026-11-01")
@click.option("--to", "last", type=_DAY, required=True, help="마지막 날 (last day), 2026-11-30")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="ZIP 파일")
@click.option(
    "--purpose",
    type=click.Choice([use.value for use in Use if use is not Use.OTHER]),
    default=Use.SCRIPTED.value,
    show_default=True,
    help="용도 (what the copy is for)",
)
@with_appcontext
def bundle(*, first: datetime, last: datetime, output: Path, purpose: str) -> None:
    """며칠 치 기록을 증명, 체크포인트, 확인 프로그램과 함께 ZIP 하나로 내보냅니다.

    먼저 서명하고, 내보낸 일을 봉인합니다.

    Sign, then write the entries of some days with their proofs, all checkpoints and a stand-alone verifier as one ZIP.
    """
    draft = output.with_name(f".{output.name}.part")
    try:
        signer = keys.read_key(home())
        if signer is None:
            raise NotSignedYet
        with unit_of_work() as session:
            note = commands.checkpoint(session, signer=signer, now=utc_now())
        heads.keep_head(settings().heads_folder, note, now=utc_now())
        with still_session(db.engine) as session, draft.open("wb") as file:
            own = signer.verifier(origin_of_log(session))
            ring = keyring_of(session, trusted=own) or KeyRing.of(own)
            bundled = write_bundle(session, file, first=first.date(), last=last.date(), keys=ring)
        with unit_of_work() as session:
            note_bundle(session, bundled=bundled, use=Use(purpose), actor=SYSTEM, now=utc_now())
        draft.replace(output)
    except (Refusal, UnknownKey, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    finally:
        draft.unlink(missing_ok=True)
    click.echo(
        f"{output}: 기록 {bundled.entries}건. 공개 키는 이 파일과 다른 길로 알려 주십시오('watchbook ledger key'). "
        f"({bundled.entries} entries; hand the public key over by another way)"
    )


def _as_text(verdict: Verdict, outside: int) -> str:
    if verdict.fault is not None:
        return f"기록이 봉인과 다릅니다. {verdict.fault.message} (the entries differ from the seal)"
    return (
        f"기록 {verdict.entries}건, 체크포인트 {verdict.checkpoints}건, 개인정보 부분 {verdict.private_parts}건, "
        f"밖에 보관한 체크포인트 {outside}건을 확인했습니다. 바뀐 곳이 없습니다. (verified; nothing was changed)\n"
        f"뿌리 해시 (root hash) {encoded_hashes([verdict.root])[0]}"
    )


def _as_json(verdict: Verdict, outside: int) -> str:
    fault = verdict.fault
    return json.dumps(
        {
            "holds": verdict.holds,
            "entries": verdict.entries,
            "checkpoints": verdict.checkpoints,
            "private_parts": verdict.private_parts,
            "outside": outside,
            "root": encoded_hashes([verdict.root])[0],
            "fault": None if fault is None else {"leaf": fault.leaf, "message": str(fault.message)},
        },
        ensure_ascii=False,
        indent=2,
    )
