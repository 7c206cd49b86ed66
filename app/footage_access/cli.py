"""Owns the shell commands of the footage register."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.accounts import queries as accounts
from app.database import db, unit_of_work
from app.footage_access import commands, queries
from app.footage_access.domain import RECORDERS, Facts, Form, Kind, Method, Purpose
from app.footage_access.events import RegisterExported
from app.footage_access.spreadsheet import write_csv, write_pdf, write_xlsx
from app.kernel.actor import SYSTEM, Actor
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.registry import queries as registry
from app.viewing_requests.places import places_typed
from app.web.dates import parse_day, parse_kst

NOT_DONE = 2


@click.group()
def footage() -> None:
    """관리대장: 영상을 보거나 내준 일을 기록하고 내보냅니다.

    Who saw or copied which footage, and why: the statutory register.
    """


@footage.command()
@click.option("--camera", "cameras", multiple=True, required=True, help="카메라·구역 코드, 여러 번 (camera or zone)")
@click.option("--kind", type=click.Choice([str(kind) for kind in Kind]), required=True, help="유형 (kind)")
@click.option("--purpose", type=click.Choice([str(each) for each in Purpose]), required=True, help="목적 (purpose)")
@click.option("--text", default="", help="사유 (reason)")
@click.option("--as", "name", required=True, help="기록하는 사람의 로그인 이름 (sign-in name)")
@click.option("--at", help="열람 시각, 기본은 지금: 0316, '11-21 2340' (when; default now)")
@click.option("--from", "span_from", help="영상 시작 (footage from)")
@click.option("--to", "span_to", help="영상 끝 (footage to)")
@click.option("--request", "number", help="요청 번호 (request number)")
@click.option("--file", "file_name", help="파일명/형태 (file name)")
@click.option("--recipient", help="제공받는 자·이용자 (recipient)")
@click.option("--ground", help="근거, 예: pipa.18.2.2 (legal ground)")
@click.option("--form", type=click.Choice([str(form) for form in Form]), help="이용·제공 형태 (form)")
@click.option("--method", type=click.Choice([str(method) for method in Method]), help="파기 방법 (how destroyed)")
@with_appcontext
def log(cameras: Sequence[str], name: str, at: str | None, number: str | None, **given: str | None) -> None:
    """접근 기록 한 건을 남깁니다. 거절되면 까닭을 말하고 2로 끝납니다.

    Record one access from the shell; exit code 2 when it is refused.
    """
    now = utc_now()
    try:
        actor = _actor(name)
        snapshot = registry.snapshot(db.session(), as_of=kst_day(now))
        facts = Facts(
            kind=Kind(given["kind"] or ""),
            occurred_at=_moment(at, now) or now,
            places=places_typed(snapshot, keys=(), typed=",".join(cameras), sites=actor.sites),
            purpose=Purpose(given["purpose"] or ""),
            text=given["text"] or "",
            span_from=_moment(given["span_from"], now),
            span_to=_moment(given["span_to"], now),
            request_number=number,
            file_name=given["file_name"],
            recipient=given["recipient"],
            ground=given["ground"],
            form=Form(given["form"]) if given["form"] else None,
            method=Method(given["method"]) if given["method"] else None,
        )
        with unit_of_work() as session:
            receipt = commands.record_access(session, facts=facts, actor=actor, now=now)
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(NOT_DONE) from None
    click.echo(f"기록 {receipt.leaf + 1}번 {receipt.entry_id}")


@footage.command()
@click.option("--from", "since", required=True, help="시작일 2026-11-01 (first day)")
@click.option("--to", "until", required=True, help="종료일 2026-11-30 (last day)")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help=".xlsx .csv .pdf")
@click.option("--statutory-only", is_flag=True, help="법정 네 구분만 (only the four kinds of the form)")
@with_appcontext
def export(since: str, until: str, output: Path, *, statutory_only: bool) -> None:
    """관리대장을 파일로 내보냅니다. 형식은 파일 이름의 끝을 따릅니다.

    Export the statutory register; the ending of the file decides the format.
    """
    today = kst_day(utc_now())
    first_day, last_day = _day(since, today), _day(until, today)
    if last_day < first_day:
        raise click.UsageError("종료일은 시작일과 같거나 뒤여야 합니다. (--to must not be before --from)")
    suffix = output.suffix.casefold()
    if suffix not in {".xlsx", ".csv", ".pdf"}:
        raise click.UsageError(
            f"{suffix or output.name}: .xlsx, .csv, .pdf 중 하나로 내보내십시오. (.xlsx, .csv or .pdf)"
        )
    rows = queries.register_rows(
        db.session(), first_day=first_day, last_day=last_day, actor=SYSTEM, statutory_only=statutory_only
    )
    if suffix == ".xlsx":
        with output.open("wb") as binary:
            count = write_xlsx(rows, binary)
    elif suffix == ".pdf":
        paper = BytesIO()
        count = write_pdf(db.session(), rows, paper, first_day=first_day, last_day=last_day, today=today)
        output.write_bytes(paper.getvalue())
    else:
        with output.open("w", encoding="utf-8-sig", newline="") as text:
            count = write_csv(rows, text)
    event = RegisterExported(since=first_day, until=last_day, format=suffix.removeprefix("."), rows=count)
    with unit_of_work() as session:
        commands.note_export(session, event=event, actor=SYSTEM, now=utc_now())
    click.echo(f"{count}건 → {output}")


def _actor(name: str) -> Actor:
    account_id = accounts.account_id_of(db.session(), sign_in_name=name)
    person = accounts.person(db.session(), account_id=account_id)
    rights = frozenset((grant.role, grant.site_code) for grant in person.held)
    roles = frozenset(role for role, _site in rights)
    actor = Actor(id=person.id, name=person.display_name, roles=roles, rights=rights)
    if person.disabled_at is not None or not actor.has(*RECORDERS):
        raise NotAllowed
    return actor.acting_as(*RECORDERS)


def _moment(typed: str | None, now: datetime) -> datetime | None:
    if not typed:
        return None
    try:
        return parse_kst(typed, now=now)
    except ValueError:
        raise click.UsageError(f"{typed}: 일시를 알 수 없습니다. 예: 0316, '11-21 2340' (not a moment)") from None


def _day(typed: str, today: date) -> date:
    try:
        return parse_day(typed, today=today)
    except ValueError:
        raise click.UsageError(f"{typed}: 날짜를 알 수 없습니다. 예: 2026-11-21 (not a day)") from None
