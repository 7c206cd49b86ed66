"""Owns the shell commands of viewing requests."""

import json

import click
from flask.cli import with_appcontext

from app.database import db
from app.kernel.actor import SYSTEM
from app.kernel.clock import iso, utc_now
from app.viewing_requests import queries
from app.viewing_requests.queries import RequestRow


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
