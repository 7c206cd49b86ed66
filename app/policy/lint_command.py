"""Owns the shell command that judges a published policy. It needs no database, and no page, unless it compares."""

import gettext
import json
import sys
from datetime import date, datetime
from pathlib import Path

import click

from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.kernel.messages import Message
from app.kernel.particles import has_particles, with_particles
from app.policy.extraction import extract
from app.policy.linting import lint as look_into
from app.policy.linting.report import Say, counts, lines, plain
from app.policy.printed import Printed
from app.policy.stated import StatedPolicy

ERRORS, UNREADABLE = 1, 2
TONGUES = ("ko", "en")
_CATALOGUES = Path(__file__).resolve().parents[1] / "translations"


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="어느 날의 법령으로 볼지, 기본은 오늘 / judged by the law of this day, default today (Korea)",
)
@click.option("--json", "as_json", is_flag=True, help="기계가 읽는 모양으로 / for machines")
@click.option(
    "--registry/--no-registry",
    "compared",
    default=False,
    show_default=True,
    help="시설 대장과 비교합니다(데이터베이스 필요) / compare with the registry (needs the database)",
)
@click.option(
    "--partial", is_flag=True, help="글의 일부입니다: 없는 것을 빠졌다고 하지 않습니다 / only a part of a text"
)
@click.option("--lang", type=click.Choice(TONGUES), default="ko", show_default=True, help="언어 / language")
def lint(file: Path, *, on: datetime | None, as_json: bool, compared: bool, partial: bool, lang: str) -> None:
    """게시한 방침(txt, html, pdf, docx)을 살펴 잘못을 줄 번호와 함께 알립니다.

    Judge a published CCTV policy. Exit 0: no error, 1: errors found, 2: the file cannot be read.
    """
    day = on.date() if on else kst_day(utc_now())
    say = speaker(lang)
    try:
        printed = extract(file.read_bytes(), name=file.name)
        wanted = _expected(printed, day) if compared else None
    except Refusal as refusal:
        click.echo(say(refusal.message), err=True)
        sys.exit(UNREADABLE)
    found = look_into(printed, on=day, expected=wanted, partial=partial)
    if as_json:
        click.echo(json.dumps(plain(found, name=file.name, say=say), ensure_ascii=False, indent=2))
    else:
        for line in lines(found, name=file.name, say=say):
            click.echo(line)
    if counts(found).error:
        sys.exit(ERRORS)


def speaker(language: str) -> Say:
    """Return what says a message in a language; what the catalogue lacks is said in Korean."""
    catalogue = gettext.translation("messages", _CATALOGUES, [language], fallback=True)

    def say(message: Message) -> str:
        text = catalogue.gettext(message.text) if language != "ko" and message.text else message.text
        if not message.values:
            return text
        values = {name: say(one) if isinstance(one, Message) else one for name, one in message.values.items()}
        values = {name: catalogue.gettext(one) if isinstance(one, str) and one else one for name, one in values.items()}
        said = text.format(**values)
        return with_particles(said) if has_particles(text) else said

    return say


def _expected(printed: Printed, day: date) -> StatedPolicy:
    """Return what the registry would state, in the language of the text."""
    from flask.cli import ScriptInfo  # noqa: PLC0415  # Late: a text judged alone needs no database and starts in time.

    from app.database import db  # noqa: PLC0415  # The same.
    from app.policy.domain import Form  # noqa: PLC0415  # The same.
    from app.policy.expected import expected  # noqa: PLC0415  # The same.
    from app.policy.queries import worded_clauses  # noqa: PLC0415  # The same.
    from app.policy.reading.cutting import language_of  # noqa: PLC0415  # The same.
    from app.registry import queries as registry  # noqa: PLC0415  # The same.

    with click.get_current_context().ensure_object(ScriptInfo).load_app().app_context():
        session, language = db.session(), language_of(printed)
        worded = worded_clauses(session, language, day)
        snapshot = registry.snapshot(session, as_of=day)
        return expected(snapshot, on=day, form=Form.STANDALONE, language=language, worded=worded)
