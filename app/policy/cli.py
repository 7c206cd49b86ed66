"""Owns the shell commands of policy."""

import sys
from datetime import date, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.database import db
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.policy import queries
from app.policy.clauses import LANGUAGES
from app.policy.domain import Form
from app.policy.formats import format_named
from app.policy.lint_command import lint

REFUSED = 2


@click.group()
def policy() -> None:
    """대장에서 영상정보처리기기 운영·관리 방침을 만듭니다.

    The CCTV policy: one document model, written in many formats, from the registry.
    """


@policy.command()
@click.option(
    "--form",
    type=click.Choice([form.value for form in Form]),
    default=Form.STANDALONE.value,
    show_default=True,
    help="처리방침에 넣는 부분(section) 또는 별도 방침(standalone) / part of the privacy policy, or on its own",
)
@click.option(
    "--format",
    "format_name",
    required=True,
    help="html, fragment(붙여 넣을 HTML / HTML to paste), md, txt, pdf, docx(Word), hwpx(한글 / Hangul), json",
)
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), default=None, help="기준일, 기본은 오늘 / day, default today (Korea)"
)
@click.option("--lang", type=click.Choice(LANGUAGES), default="ko", show_default=True, help="언어 / language")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    required=True,
    help="쓸 파일 / file to write",
)
@with_appcontext
def render(form: str, format_name: str, as_of: datetime | None, lang: str, output: Path) -> None:
    """대장에서 방침을 만들어 파일로 씁니다. 대장에 서로 맞지 않는 값이 있으면 쓰지 않고 2로 끝납니다.

    Write the CCTV part of the policy from the registry; exit 2, naming each problem, if it contradicts itself.
    """
    day: date = as_of.date() if as_of else kst_day(utc_now())
    try:
        chosen = format_named(format_name)
        document = queries.policy_as_of(db.session(), as_of=day, form=Form(form), language=lang)
        content = chosen.write(document)
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(REFUSED)
    output.write_bytes(content)
    gaps = document.gaps()
    click.echo(f"{output}: {document.title}, 대장 판 {document.revision}, 빠진 곳 {len(gaps)} (revision, gaps)")


policy.add_command(lint)
