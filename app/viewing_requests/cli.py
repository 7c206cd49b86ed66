"""Owns the shell commands of viewing requests."""

import json

import click
from flask.cli import with_appcontext

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import iso, kst_day, utc_now
from app.viewing_requests import commands, queries
from app.viewing_requests.queries import Day, RequestRow

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
        places = ", ".join(place.label or place.code for place in row.places)
        click.echo(f"{row.number}  {row.status_name}  {clocks}  {row.kind_name}  {places}")
    if not rows:
        click.echo("열린 요청이 없습니다. (no open requests)")


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
        "sooner": str(row.clocks[0].clock) if row.clocks else None,
        "places": [place.code for place in row.places],
        "sites": sorted({place.site_code for place in row.places}),
    }
