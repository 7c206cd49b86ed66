"""Owns the shell commands of recorders' logs."""

import json
from hashlib import sha256
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import iso, kst_day, utc_now
from app.kernel.errors import Invalid, Refusal
from app.recorder_logs import commands, queries
from app.recorder_logs.domain import DIRECTION_NAMES, STATE_NAMES, Month, State, month_of, parse_month
from app.recorder_logs.queries import FindingRow
from app.recorder_logs.readers import Reading, read_log

NOT_DONE = 2


@click.group("recorder-log")
def recorder_log() -> None:
    """녹화기의 로그를 가져와 관리대장과 대조합니다.

    Import recorders' own logs and compare them with the register.
    """


@recorder_log.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--source", required=True, help="녹화기 코드 (recorder)")
@click.option("--dry-run", is_flag=True, help="읽기만 하고 저장하지 않음 (read, write nothing)")
@with_appcontext
def import_file(file: Path, source: str, *, dry_run: bool) -> None:
    """로그 파일을 가져오고 그 달을 대조합니다. 읽을 수 없는 줄이 있으면 아무것도 가져오지 않고 2로 끝납니다.

    Import a log and compare its months; exit code 2 when a line cannot be understood or it is refused.
    """
    data, now = file.read_bytes(), utc_now()
    try:
        reading = read_log(data, queries.source_of(db.session(), code=source))
        _say(reading)
        if dry_run:
            raise SystemExit(NOT_DONE if reading.problems else 0)
        with unit_of_work() as session:
            done = commands.import_log(
                session,
                source_code=source,
                reading=reading,
                file_hash=sha256(data).hexdigest(),
                actor=SYSTEM,
                now=now,
            )
        click.echo(
            f"새 줄 {done.added}개, 이미 있던 줄 {done.known}개, 보관기간이 지난 줄 {done.too_old}개 "
            "(new lines, known already, past retention)"
        )
        for month in done.months:
            _compare(source, month)
    except Refusal as refusal:
        _refuse(refusal)


@recorder_log.command()
@click.option("--source", "source", help="녹화기 코드, 기본은 모두 (recorder; default all)")
@click.option("--month", "month", help="달 2026-11, 기본은 이번 달 (month; default this one)")
@with_appcontext
def compare(source: str | None, month: str | None) -> None:
    """한 달의 로그를 관리대장과 다시 대조합니다.

    Compare a month again.
    """
    chosen = _month(month)
    try:
        for code in [source] if source else [each.code for each in queries.sources(db.session())]:
            _compare(code, chosen)
    except Refusal as refusal:
        _refuse(refusal)


@recorder_log.command()
@click.option("--month", "month", help="달 2026-11, 기본은 이번 달 (month; default this one)")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@with_appcontext
def findings(month: str | None, *, as_json: bool) -> None:
    """한 달의 대조 결과를 보입니다. 소명하거나 확인할 것이 남았으면 1로 끝납니다.

    List a month's findings; exit 1 if any waits for an explanation or a manager.
    """
    chosen = str(_month(month))
    found = [
        row
        for source in queries.sources(db.session())
        for row in queries.findings_of_month(db.session(), source=source.code, month=chosen)
    ]
    if as_json:
        click.echo(json.dumps([_plain(row) for row in found], ensure_ascii=False, indent=2))
    else:
        for row in found:
            click.echo(
                f"[{STATE_NAMES[row.state]}] {row.number} {row.source} {DIRECTION_NAMES[row.direction]} "
                f"{row.place} {iso(row.at)} {row.person}".rstrip()
            )
        click.echo(f"대조 결과 {len(found)}건 (findings)")
    undone = {State.OPEN, State.RETURNED, State.EXPLAINED}
    raise SystemExit(1 if any(row.state in undone for row in found) else 0)


def _compare(source: str, month: Month) -> None:
    with unit_of_work() as session:
        done = commands.compare_month(session, source_code=source, month=month, actor=SYSTEM, now=utc_now())
    click.echo(
        f"{source} {month}: 열람 {done.viewings}건 가운데 {done.matched}건 일치, 기록 없는 열람 {done.unrecorded}건, "
        f"열람 없는 기록 {done.unseen}건, 시계 {done.offset_seconds:+}초, 뜻을 모르는 카메라의 줄 {done.unknown_rows}개"
        " (viewings, with an entry, without an entry, entries without a viewing, clock, lines of unknown cameras)"
    )


def _say(reading: Reading) -> None:
    click.echo(
        f"{reading.read}줄을 읽음: 열람 {len(reading.lines)}, 제외 {reading.ignored} (lines read, viewings, ignored)"
    )
    for problem in reading.problems:
        click.echo(str(problem), err=True)
    for action, count in reading.unknown_actions.items():
        click.echo(f"뜻을 모르는 동작 '{action}' {count}줄 (action of unknown meaning)")


def _refuse(refusal: Refusal) -> None:
    if not isinstance(refusal, Invalid):
        click.echo(str(refusal), err=True)
    else:
        click.echo(str(refusal.message), err=True)
    raise SystemExit(NOT_DONE)


def _month(typed: str | None) -> Month:
    if not typed:
        return month_of(kst_day(utc_now()))
    try:
        return parse_month(typed)
    except ValueError:
        raise click.UsageError(f"{typed}: 달을 알 수 없습니다. 예: 2026-11 (not a month)") from None


def _plain(row: FindingRow) -> dict[str, object]:
    return {
        "number": row.number,
        "source": row.source,
        "direction": row.direction.value,
        "state": row.state.value,
        "site": row.site_code,
        "place": row.place,
        "at": iso(row.at),
        "act": row.act,
        "account": row.account_id,
        "weak": row.weak,
        "entry": None if row.entry_leaf is None else row.entry_leaf + 1,
        "reason": row.reason.value if row.reason else None,
    }
