"""Owns the shell commands of reviews."""

import json

import click
from flask.cli import with_appcontext

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.log_review import commands, queries
from app.recorder_logs.domain import Month, month_of, parse_month

NOT_DONE = 2


@click.group("log-review")
def log_review() -> None:
    """관리대장을 달마다 점검합니다.

    Look through the register, month by month.
    """


@log_review.command("open")
@click.option("--month", "month", help="달 2026-10, 기본은 지난달 (month; default the last one)")
@with_appcontext
def open_month(month: str | None) -> None:
    """한 달을 지난 점검의 기준으로 살펴 점검을 엽니다. 이미 열었거나 끝나지 않은 달이면 2로 끝납니다.

    Open the review of a month with the settings of the one before; exit 2 when refused.
    """
    chosen = month_of(kst_day(utc_now())).previous if month is None else _month(month)
    try:
        with unit_of_work() as session:
            done = commands.open_review(session, month=chosen, actor=SYSTEM, now=utc_now())
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(NOT_DONE) from None
    click.echo(
        f"{chosen}: 기록 {done.entries}건, 소명할 것 {done.items}건, 표본 {done.samples}건 (entries, items, samples)"
    )


@log_review.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@with_appcontext
def list_months(*, as_json: bool) -> None:
    """점검한 달과 늦은 달을 보입니다. 기한이 지난 점검이 있으면 1로 끝납니다.

    List reviews; exit 1 if one is late.
    """
    rows = queries.reviews(db.session())
    late = queries.reviews_overdue(db.session(), on=kst_day(utc_now()))
    if as_json:
        plain = [
            {
                "month": str(row.month),
                "due_on": row.due_on.isoformat(),
                "entries": row.entries,
                "items": row.items,
                "samples": row.samples,
                "document": row.minutes.document if row.minutes else None,
                "digest": row.minutes.digest if row.minutes else None,
            }
            for row in rows
        ]
        said = {"reviews": plain, "overdue": [str(each.month) for each in late]}
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            state = f"끝남 {row.minutes.document}" if row.minutes else f"{row.due_on}까지"
            click.echo(f"{row.month} {state}: 기록 {row.entries}, 소명할 것 {row.items}, 표본 {row.samples}")
        for each in late:
            click.echo(f"{each.month} 기한 {each.due_on} 지남 (overdue)")
    raise SystemExit(1 if late else 0)


def _month(typed: str) -> Month:
    try:
        return parse_month(typed)
    except ValueError:
        raise click.UsageError(f"{typed}: 달을 알 수 없습니다. 예: 2026-10 (not a month)") from None
