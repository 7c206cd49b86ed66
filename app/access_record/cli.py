"""Owns the shell command that takes the access record out."""

import sys
from codecs import BOM_UTF8
from datetime import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.access_record import queries
from app.access_record.domain import Asked
from app.access_record.exports import write_looks
from app.access_record.wiring import seal_export_from_shell
from app.database import db
from app.kernel.errors import Refusal
from app.ledger.wiring import names_of_actors
from app.web.languages import say
from app.web.uses_in_shell import asks_purpose, stated_in_shell

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_REFUSED = 2


@click.group("access-record")
def access_record() -> None:
    """누가 누구의 개인정보를 보았는지 남은 접속기록을 꺼냅니다.

    Take out the record of who was shown whose personal data.
    """


@access_record.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--since", type=_DAY, help="시작일 (first day in Korea)")
@click.option("--until", type=_DAY, help="종료일 (last day in Korea)")
@click.option("--person", type=int, help="계정 번호 (account number)")
@click.option("--object", "thing", help="대상, 예: viewing_request/2026-0143 (what was shown)")
@asks_purpose
@with_appcontext
def export(
    file: Path,
    *,
    since: datetime | None,
    until: datetime | None,
    person: int | None,
    thing: str | None,
    purpose: str,
    purpose_words: str,
) -> None:
    """접속기록을 CSV 파일로 내보냅니다. 내보낸 것도 접속기록에 남습니다.

    Write the access record as CSV; that is recorded too. Exit code 2 when it is refused.
    """
    asked = Asked(
        person=person, thing=thing, first_day=since.date() if since else None, last_day=until.date() if until else None
    )
    said = stated_in_shell(purpose, purpose_words)
    try:
        seal_export_from_shell(said)
        names = names_of_actors(db.session())
        with file.open("wb") as binary:
            binary.write(BOM_UTF8)
        with file.open("a", encoding="utf-8", newline="") as text:
            count = write_looks(queries.looks_between(db.session(), asked=asked, sites=None), text, names=names)
    except Refusal as refusal:
        click.echo(say(refusal), err=True)
        sys.exit(_REFUSED)
    click.echo(f"접속기록 {count}건을 내보냈습니다.")
