"""Owns the shell commands of the footage register."""

import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import with_appcontext
from tqdm import tqdm

from app.accounts import queries as accounts
from app.database import db, unit_of_work
from app.footage_access import commands, submission
from app.footage_access.domain import RECORDERS, ConsentItem, Facts, Form, Kind, Method, Purpose
from app.footage_access.exports import FORMATS, Wanted, count_lines, write_register
from app.kernel.actor import SYSTEM, Actor
from app.kernel.clock import iso, kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.ledger.domain import Receipt
from app.registry import queries as registry
from app.viewing_requests.handover_refusals import HandOverInstead
from app.viewing_requests.places import places_typed
from app.web.dates import parse_day, parse_kst
from app.web.installation import current_settings
from app.web.uses_in_shell import asks_purpose, stated_in_shell

NOT_DONE = 2


@click.group()
def footage() -> None:
    """관리대장: 영상을 보거나 내준 일을 기록하고 내보냅니다.

    Who saw or copied which footage, and why: the statutory register.
    """


@footage.command()
@click.option("--camera", "cameras", multiple=True, help="카메라·구역 코드, 여러 번 (camera or zone)")
@click.option("--kind", type=click.Choice([str(kind) for kind in Kind]), help="유형 (kind)")
@click.option("--purpose", type=click.Choice([str(each) for each in Purpose]), help="목적 (purpose)")
@click.option("--text", default="", help="사유 (reason)")
@click.option("--as", "name", required=True, help="기록하는 사람의 로그인 이름 (sign-in name)")
@click.option("--at", help="열람 시각, 기본은 지금: 0316, '11-21 2340' (when; default now)")
@click.option("--start", "runs", is_flag=True, help="시작만 기록, 끝나면 --stop (it has begun and goes on)")
@click.option("--stop", type=int, metavar="번호", help="진행 중인 열람의 종료를 기록 (end a running viewing)")
@click.option("--from", "span_from", help="영상 시작 (footage from)")
@click.option("--to", "span_to", help="영상 끝 (footage to)")
@click.option("--request", "number", help="요청 번호, 이행한 뒤 더 보여 줄 때 (request number; after its hand-over)")
@click.option("--more-to-come", is_flag=True, help="요청을 닫지 않음 (leave the request open)")
@click.option("--file", "file_name", help="파일명/형태 (file name)")
@click.option("--recipient", help="제공받는 자·이용자 (recipient)")
@click.option("--ground", help="근거, 예: pipa.18.2.2 (legal ground)")
@click.option("--document", help="공문·영장 번호와 근거 법령 (document and statute)")
@click.option("--consent-on", help="다섯 가지를 알리고 동의 받은 날 (consent, all five items told)")
@click.option("--form", type=click.Choice([str(form) for form in Form]), help="이용·제공 형태 (form)")
@click.option("--until", help="이용·제공 기간의 마지막 날 (period until)")
@click.option("--copied", help="사본 내용 (what the copy shows)")
@click.option("--copy-reason", help="사본 제공 사유 (why a copy was given)")
@click.option("--method", type=click.Choice([str(method) for method in Method]), help="파기 방법 (how destroyed)")
@click.option("--cycle", type=click.IntRange(min=1), help="자동 파기 주기, 일 (deletion cycle in days)")
@click.option("--checked-on", help="자동 파기 작동 확인일 (day its working was checked)")
@click.option("--key", help="같은 키로 다시 보내면 한 번만 기록 (idempotency key; give --at with it)")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@with_appcontext
def log(name: str, stop: int | None, *, as_json: bool, more_to_come: bool, **given: Any) -> None:  # noqa: ANN401  # The options above say the types.
    """접근 기록 한 건을 남깁니다. 거절되면 까닭을 말하고 2로 끝납니다.

    Record one access from the shell; exit code 2 when it is refused.
    """
    now = utc_now()
    try:
        actor = _actor(name)
        if stop is not None:
            at = _moment(given["at"], now)
            with unit_of_work() as session:
                receipt = commands.end_viewing(session, leaf=stop - 1, actor=actor, now=now, ended_at=at)
        else:
            receipt = submission.record(
                facts=_facts(given, actor, now), actor=actor, now=now, key=given["key"], closes_request=not more_to_come
            )
    except HandOverInstead as refusal:
        page = f"{current_settings().public_url}/footage/hand-over/{refusal.number}"
        click.echo(f"{refusal}\n{page}", err=True)
        raise SystemExit(NOT_DONE) from None
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(NOT_DONE) from None
    _told(receipt, as_json=as_json)


@footage.command()
@click.argument("number", type=int, metavar="번호")
@click.option("--sent-on", required=True, help="보낸 날 (day it was sent)")
@click.option("--document", required=True, help="문서 번호 (its number)")
@click.option("--limits", required=True, help="이용 목적·방법의 제한 (limits on use)")
@click.option("--measures", required=True, help="요청한 안전성 확보 조치 (safety measures asked for)")
@click.option("--accepted-on", default="", help="받은 사람이 받아들인 날 (day it was accepted)")
@click.option("--as", "name", required=True, help="기록하는 사람의 로그인 이름 (sign-in name)")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@with_appcontext
def letter(number: int, name: str, *, as_json: bool, **given: str) -> None:
    """제공 기록에 제한 요청 문서를 붙입니다(법 제18조제5항).

    Record the letter that goes with a provision.
    """
    now = utc_now()
    asked = commands.Letter(
        sent_on=_day(given["sent_on"], kst_day(now)),
        document=given["document"],
        limits=given["limits"],
        measures=given["measures"],
        accepted_on=_day(given["accepted_on"], kst_day(now)) if given["accepted_on"] else None,
    )
    try:
        actor = _actor(name)
        with unit_of_work() as session:
            receipt = commands.record_letter(session, leaf=number - 1, letter=asked, actor=actor, now=now)
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(NOT_DONE) from None
    _told(receipt, as_json=as_json)


@footage.command()
@click.option("--from", "since", required=True, help="시작일 2026-11-01 (first day)")
@click.option("--to", "until", required=True, help="종료일 2026-11-30 (last day)")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help=".xlsx .csv .pdf")
@click.option("--site", help="설치장소 코드, 기본은 모두 (site; default all)")
@click.option("--statutory-only", is_flag=True, help="법정 네 구분만 (only the four kinds of the form)")
@asks_purpose
@with_appcontext
def export(
    since: str,
    until: str,
    output: Path,
    site: str | None,
    *,
    statutory_only: bool,
    purpose: str,
    purpose_words: str,
) -> None:
    """관리대장을 파일로 내보냅니다. 형식은 파일 이름의 끝을 따릅니다.

    Export the statutory register; the ending of the file decides the format.
    """
    now = utc_now()
    first_day, last_day = _day(since, kst_day(now)), _day(until, kst_day(now))
    if last_day < first_day:
        raise click.UsageError("종료일은 시작일과 같거나 뒤여야 합니다. (--to must not be before --from)")
    suffix = output.suffix.casefold()
    if suffix.removeprefix(".") not in FORMATS:
        raise click.UsageError(
            f"{suffix or output.name}: .xlsx, .csv, .pdf 중 하나로 내보내십시오. (.xlsx, .csv or .pdf)"
        )
    if site is not None and site not in {one.code for one in registry.snapshot(db.session(), as_of=kst_day(now)).sites}:
        raise click.UsageError(f"{site}: 등록되지 않은 설치장소입니다. (no such site)")
    wanted = Wanted(
        first_day=first_day,
        last_day=last_day,
        format=suffix.removeprefix("."),
        statutory_only=statutory_only,
        site=site,
    )
    said = stated_in_shell(purpose, purpose_words)
    try:
        total = count_lines(wanted, actor=SYSTEM)
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(NOT_DONE) from None
    beside = output.with_name(f".{output.name}.part")
    try:
        with tqdm(total=total, unit="건", disable=not sys.stderr.isatty()) as bar:
            count = write_register(
                wanted, beside, stated=said, actor=SYSTEM, now=now, progress=lambda done: _moved(bar, done)
            )
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)
    click.echo(f"{count}건 (lines) → {output}")


def _facts(given: Mapping[str, Any], actor: Actor, now: datetime) -> Facts:
    if not given["cameras"] or not given["kind"] or not given["purpose"]:
        raise click.UsageError("--camera, --kind, --purpose 옵션이 필요합니다. (needed unless --stop)")
    snapshot = registry.snapshot(db.session(), as_of=kst_day(now))
    today = kst_day(now)
    return Facts(
        kind=Kind(given["kind"]),
        occurred_at=_moment(given["at"], now) or now,
        places=places_typed(snapshot, keys=(), typed=",".join(given["cameras"]), sites=actor.sites),
        purpose=Purpose(given["purpose"]),
        text=given["text"],
        span_from=_moment(given["span_from"], now),
        span_to=_moment(given["span_to"], now),
        request_number=given["number"],
        file_name=given["file_name"],
        recipient=given["recipient"],
        ground=given["ground"],
        document=given["document"],
        consent_on=_day(given["consent_on"], today) if given["consent_on"] else None,
        consent_items=tuple(ConsentItem) if given["consent_on"] else (),
        form=Form(given["form"]) if given["form"] else None,
        period_until=_day(given["until"], today) if given["until"] else None,
        copied=given["copied"],
        copy_reason=given["copy_reason"],
        method=Method(given["method"]) if given["method"] else None,
        cycle_days=given["cycle"],
        cycle_checked_on=_day(given["checked_on"], today) if given["checked_on"] else None,
        runs=given["runs"],
    )


def _told(receipt: Receipt, *, as_json: bool) -> None:
    if not as_json:
        again = " (이미 기록됨, recorded already)" if receipt.repeated else ""
        click.echo(f"기록 {receipt.leaf + 1}번 (entry) {receipt.entry_id}{again}")
        return
    said = {
        "number": receipt.leaf + 1,
        "entry_id": receipt.entry_id,
        "recorded_at": iso(receipt.recorded_at),
        "repeated": receipt.repeated,
    }
    click.echo(json.dumps(said, ensure_ascii=False, indent=2))


def _moved(bar: "tqdm[NoReturn]", done: int) -> None:
    bar.update(done - bar.n)


def _actor(name: str) -> Actor:
    account_id = accounts.account_id_of(db.session(), sign_in_name=name)
    person = accounts.person(db.session(), account_id=account_id)
    actor = person.actor_at(utc_now())
    if not actor.has(*RECORDERS):
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
