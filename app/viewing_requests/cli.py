"""Owns the shell commands of viewing requests."""

import json

import click
from flask.cli import with_appcontext

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import KST, iso, kst_day, utc_now
from app.viewing_requests import commands, queries
from app.viewing_requests.queries import Day, HoldTask, RequestRow
from app.viewing_requests.urgency import Level

_WEEKDAYS = "월화수목금토일"


@click.group()
def requests() -> None:
    """열람 요청: 기한이 먼저 끝나는 순서로 봅니다.

    Viewing requests and their two clocks.
    """


@requests.command()
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@with_appcontext
def due(*, as_json: bool) -> None:
    """열린 요청을 먼저 끝나는 시계 순서로 보여 줍니다.

    Open viewing requests by the earlier of their two clocks.
    """
    rows = queries.requests_by_clock(db.session(), actor=SYSTEM, now=utc_now(), most=None)
    if as_json:
        click.echo(json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=2))
        return
    for row in rows:
        clocks = " · ".join(f"{clock.short} {clock.sentence}" for clock in row.clocks)
        if row.telling is not None:
            clocks = f"{row.telling.short} {row.telling.sentence} · 알려야 함 (to be told)"
        places = ", ".join(place.label or place.code for place in row.places)
        click.echo(f"{row.number}  {row.status_name}  {clocks}  {row.kind_name}  {places}")
    if not rows:
        click.echo("열린 요청이 없습니다. (no open requests)")


@requests.command()
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@with_appcontext
def holds(*, as_json: bool) -> None:
    """녹화기에서 잠글 영상, 확인·연장·해제할 보존을 급한 순서로 보여 줍니다. 늦은 것이 있으면 1로 끝납니다.

    What to lock on recorders, to confirm, to extend and to release, the most urgent first; exit 1 if any is late.
    """
    tasks = queries.hold_tasks(db.session(), actor=SYSTEM, now=utc_now())
    if as_json:
        click.echo(json.dumps([_plain_task(task) for task in tasks], ensure_ascii=False, indent=2))
    else:
        for task in tasks:
            place = task.hold.place.label or task.hold.place.code if task.hold.place else "카메라 모름 (camera unknown)"
            until = f"{task.due.do_by.astimezone(KST):%Y-%m-%d %H:%M}"
            click.echo(f"{task.hold.number}  [{task.level_name}] {task.name}  {until}  {task.hold.recorder}  {place}")
        if not tasks:
            click.echo("보존에 대해 할 일이 없습니다. (nothing to do about holds)")
    raise SystemExit(1 if any(task.due.level in {Level.LATE, Level.OVERDUE} for task in tasks) else 0)


@requests.command()
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@with_appcontext
def days(*, as_json: bool) -> None:
    """올해와 내년의 휴일을 답변 기한에 세는 대로 보여 줍니다(+ 더한 날, - 뺀 날).

    Days off of this year and the next as periods are counted by them (+ added, - taken away).
    """
    year = kst_day(utc_now()).year
    found = [day for each in (year, year + 1) for day in queries.days_of(db.session(), year=each)]
    if as_json:
        click.echo(json.dumps([_plain_day(day) for day in found], ensure_ascii=False, indent=2))
        return
    for day in found:
        sign = "-" if not day.counts else "+" if day.kind else " "
        click.echo(f"{sign} {day.day.isoformat()} {_WEEKDAYS[day.day.weekday()]}  {day.name}")


@requests.command()
@with_appcontext
def recount() -> None:
    """공휴일 목록이 바뀐 뒤(새 판 설치) 열린 요청의 답변 기한을 다시 셉니다.

    Count the last days of open requests anew, after an update changed the list of public holidays.
    """
    with unit_of_work() as session:
        moved = commands.recount_due_dates(session, actor=SYSTEM, now=utc_now())
    click.echo(f"기한이 바뀐 요청: {moved}건 (requests moved)")


def _plain_task(task: HoldTask) -> dict[str, object]:
    hold = task.hold
    start, end = hold.shown_span
    return {
        "number": hold.number,
        "hold": hold.leaf,
        "task": str(task.due.kind),
        "level": str(task.due.level),
        "do_by": iso(task.due.do_by),
        "overdue_at": iso(task.due.overdue_at),
        "hours_left": task.hours_left,
        "site": hold.place.site_code if hold.place else None,
        "camera": hold.place.code if hold.place else None,
        "recorder": hold.recorder or None,
        "recorder_offset_seconds": hold.offset_seconds,
        "span_from": iso(hold.span_from),
        "span_to": iso(hold.span_to),
        "shown_from": f"{start.astimezone(KST):%Y-%m-%dT%H:%M:%S}",
        "shown_to": f"{end.astimezone(KST):%Y-%m-%dT%H:%M:%S}",
        "needed_by": iso(hold.needed_by),
        "until_on": hold.until_on.isoformat() if hold.until_on else None,
    }


def _plain_day(day: Day) -> dict[str, object]:
    return {
        "day": day.day.isoformat(),
        "name": day.name,
        "counts": day.counts,
        "change": str(day.kind) if day.kind else None,
        "known_since": day.known_since.isoformat() if day.known_since else None,
        "reason": day.reason,
    }


def _plain(row: RequestRow) -> dict[str, object]:
    return {
        "number": row.number,
        "status": str(row.status),
        "handling": str(row.handling),
        "kind": str(row.kind),
        "received_at": iso(row.received_at),
        "answer_due_on": row.due_on.isoformat(),
        "overwrite_at": iso(row.overwrite_at) if row.overwrite_at else None,
        "held_until": iso(row.held_until) if row.held_until else None,
        "sooner": str(row.clocks[0].clock) if row.clocks else None,
        "places": [place.code for place in row.places],
        "sites": sorted({place.site_code for place in row.places}),
    }
