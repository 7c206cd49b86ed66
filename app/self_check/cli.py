"""Owns the shell command of the self-check."""

import json

import click
from flask.cli import with_appcontext

from app.database import db
from app.kernel.actor import Role
from app.kernel.clock import utc_now
from app.kernel.errors import Refusal
from app.self_check import queries
from app.self_check.domain import Light
from app.self_check.freezing import freeze
from app.self_check.frozen import FrozenYear, written
from app.self_check.year_paper import answered

NOT_DONE = 2


@click.command("self-check")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@click.option("--year", type=int, help="확정한 해, 기본은 지금의 답 (a frozen year; default: as it stands now)")
@with_appcontext
def self_check(*, as_json: bool, year: int | None) -> None:
    """자가점검의 질문과 답을 출력합니다. '어긋남'이 있으면 1로, 확정하지 않은 해이면 2로 끝납니다.

    Print the questions of the self-check and how each stands; exit 1 if one is red, 2 if the year was not frozen.
    """
    shown = _shown(year)
    if as_json:
        click.echo(json.dumps(json.loads(written(shown)), ensure_ascii=False, indent=2))
    else:
        for each in shown.questions:
            click.echo(f"[{each.word}] {each.id} {each.text}")
            click.echo(f"    {' · '.join(answered(each))}")
        click.echo(", ".join(f"{name} {shown.counts[light]}" for light, name in shown.names.items()))
    raise SystemExit(1 if shown.count(Light.NOT_MET) else 0)


def _shown(year: int | None) -> FrozenYear:
    if year is None:
        stands = queries.assess(db.session(), now=utc_now())
        return freeze(stands, year=stands.on.year, document="", role=Role.ADMINISTRATOR)
    try:
        return queries.frozen_year(db.session(), year=year)[1]
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(NOT_DONE) from None
