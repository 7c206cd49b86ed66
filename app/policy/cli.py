"""Owns the shell commands of policy."""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile

import click
from flask.cli import with_appcontext

from app.database import db
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Invalid, Refusal
from app.kernel.messages import N_, Message
from app.law.sources import latest
from app.policy import queries
from app.policy.clauses import LANGUAGES
from app.policy.domain import Form
from app.policy.formats import UnknownFormat, format_named
from app.policy.lint_command import lint, speaker
from app.policy.linting.report import Say
from app.policy.read_command import read
from app.policy.static_site import organisation_of, site, zipped
from app.policy.versions import STATE_NAMES, Numbering
from app.policy.writers.comparison import Comparison
from app.policy.writers.comparison_html import comparison_page
from app.policy.writers.comparison_pdf import comparison_pdf

REFUSED = 2
COMPARISONS: Mapping[str, Callable[[Comparison], bytes]] = {
    ".html": lambda found: comparison_page(found).encode(),
    ".pdf": comparison_pdf,
}


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
    "--numbering",
    type=click.Choice([each.value for each in Numbering]),
    default=Numbering.LETTERS.value,
    show_default=True,
    help="처리방침에 넣는 부분의 항목: 가–아(letters) 또는 영의 1–8(numbers) / headings of the part",
)
@click.option(
    "--version",
    "number",
    type=click.IntRange(min=1),
    default=None,
    help="공개한 판의 번호: 보관한 파일 그대로 / a published version, its file exactly as kept",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    required=True,
    help="쓸 파일 / file to write",
)
@with_appcontext
def render(
    *, form: str, format_name: str, as_of: datetime | None, lang: str, numbering: str, number: int | None, output: Path
) -> None:
    """대장에서 방침을 만들어 파일로 씁니다. 대장에 서로 맞지 않는 값이 있으면 쓰지 않고 2로 끝납니다.

    Write the CCTV part of the policy from the registry; exit 2, naming each problem, if it contradicts itself.
    """
    if number is not None:
        _write_kept(number, form=form, format_name=format_name, lang=lang, output=output)
        return
    day: date = as_of.date() if as_of else kst_day(utc_now())
    say = speaker(lang)
    try:
        chosen = format_named(format_name)
        document = queries.policy_as_of(
            db.session(), as_of=day, form=Form(form), language=lang, numbering=Numbering(numbering)
        )
        with TemporaryFile() as whole:
            chosen.write_to(document, whole)
            whole.seek(0)
            with output.open("wb") as target:
                copyfileobj(whole, target)
    except Refusal as refusal:
        _tell(refusal, say)
        sys.exit(REFUSED)
    gaps = document.gaps()
    told = N_("{file}: {title}, 대장 판 {revision}, 빠진 곳 {count}곳")
    values = {"file": str(output), "title": document.title, "revision": document.revision, "count": len(gaps)}
    click.echo(say(Message(told, values)))


def _tell(refusal: Refusal, say: Say) -> None:
    """Say why something was refused, and each problem of several, in the language of the text."""
    click.echo(say(refusal.message), err=True)
    for problem in refusal.problems if isinstance(refusal, Invalid) else ():
        click.echo(f"- {problem.place}: {say(problem.message)}", err=True)


def _write_kept(number: int, *, form: str, format_name: str, lang: str, output: Path) -> None:
    say = speaker(lang)
    try:
        chosen = format_named(format_name)
        content = queries.kept_file(db.session(), number=number, form=form, language=lang, name=chosen.name)
    except Refusal as refusal:
        _tell(refusal, say)
        sys.exit(REFUSED)
    output.write_bytes(content)
    told = N_("{file}: 공개한 방침 제{number}판 그대로, {bytes}바이트")
    click.echo(say(Message(told, {"file": str(output), "number": number, "bytes": len(content)})))


@policy.command("versions")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 / print JSON")
@with_appcontext
def list_versions(*, as_json: bool) -> None:
    """방침의 모든 판을 상태, 시행일과 함께 새것부터 보여 줍니다.

    List every version of the policy, newest first, with where it stands and when it takes effect.
    """
    session, today = db.session(), kst_day(utc_now())
    found = queries.versions(session)
    current = queries.version_in_force(session, on=today)
    rows = [
        {
            "version": each.number,
            "state": each.state.value,
            "in_force": current is not None and current.number == each.number,
            "stale": queries.staleness(session, of=each) is not None,
            "effective_on": each.effective_on.isoformat(),
            "announced_on": each.announced_on.isoformat() if each.announced_on else None,
            "note": each.choices.note,
            "registry_revision": each.registry_revision,
            "text_digest": each.text_digest,
            "files_digest": each.files_digest,
        }
        for each in found
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        click.echo("판이 없습니다. (no versions)")
    for each, row in zip(found, rows, strict=True):
        marks = [STATE_NAMES[each.state], *(["대장과 다름 (stale)"] if row["stale"] else [])]
        click.echo(f"제{each.number}판  {each.effective_on}  {', '.join(marks)}  {each.choices.note}")


@policy.command("clauses")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), default=None, help="기준일, 기본은 오늘 / day, default today (Korea)"
)
@click.option("--json", "as_json", is_flag=True, help="기계가 읽는 형식 / for machines")
@with_appcontext
def list_clauses(*, as_of: datetime | None, as_json: bool) -> None:
    """방침의 글을 어느 조문으로 쓰는지 봅니다: 기본 조문인지 고쳐 썼는지, 근거와 시행일.

    Show which clauses word the policy on a day: ours or reworded, on which law, since when.
    """
    day: date = as_of.date() if as_of else kst_day(utc_now())
    found = [
        standing
        for language in LANGUAGES
        for standing in queries.standing_clauses(db.session(), language=language, on=day)
    ]
    if as_json:
        click.echo(json.dumps([_plain_clause(each) for each in found], ensure_ascii=False, indent=2))
        return
    for each in found:
        state = "고쳐 씀" if each.copy else "기본 조문"
        state = f"{state}, 지금의 기본 조문 {each.ours.name}" if each.overtaken else state
        heading = each.used["heading"].text if each.ours.section else "(여는 말)"
        click.echo(f"{each.ours.language} {each.used.name}: {heading} [{state}] {each.used.in_force_from.isoformat()}~")


def _plain_clause(standing: queries.StandingClause) -> dict[str, object]:
    ours, used, copy = standing.ours, standing.used, standing.copy
    return {
        "section": ours.section,
        "language": ours.language,
        "name": used.name,
        "ours": ours.name,
        "reworded": copy is not None,
        "based_on": copy.based_on if copy else None,
        "overtaken": standing.overtaken,
        "in_force_from": used.in_force_from.isoformat(),
        "sources": [
            {"key": key, "citation": latest(key).citation, "confirmed": latest(key).confirmed.value}
            for key in ours.sources
        ],
        "blocks": [
            {
                "key": key,
                "required": wording.required,
                "lines": list(used[key].lines),
                "reworded": used[key].lines != wording.lines,
            }
            for key, wording in ours.wordings.items()
        ],
    }


@policy.command()
@click.argument("before", type=int)
@click.argument("after")
@click.option("--form", type=click.Choice([form.value for form in Form]), default=None, help="형태 / form")
@click.option("--lang", type=click.Choice(LANGUAGES), default="ko", show_default=True, help="언어 / language")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    required=True,
    help="쓸 파일, .html 또는 .pdf / file to write",
)
@with_appcontext
def compare(before: int, after: str, form: str | None, lang: str, output: Path) -> None:
    """두 판(또는 한 판과 오늘의 대장 today)을 비교한 신·구 대비표를 씁니다.

    Compare two versions, or one with ``today``'s registry, and write the table of what differs.
    """
    write = COMPARISONS.get(output.suffix.lower())
    try:
        if write is None:
            raise UnknownFormat(given=output.suffix, available=", ".join(COMPARISONS))
        found = queries.compared(
            db.session(), before=before, after=after, form=form, language=lang, today=kst_day(utc_now())
        )
        content = write(found)
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(REFUSED)
    output.write_bytes(content)
    click.echo(f"{output}: {found.said}")
    for sentence in found.sentences:
        click.echo(f"- {sentence}")


@policy.command("site")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="빈 폴더나 .zip 파일 / an empty folder, or a .zip file",
)
@click.option("--address", default=None, help="올릴 주소, 사이트맵에 씁니다 / where it will stand, for the sitemap")
@with_appcontext
def export_site(output: Path, address: str | None) -> None:
    """공개한 모든 판을 회사 웹 서버에 올릴 파일로 씁니다.

    Write every published version as a site of files for the company's web server.
    """
    today = kst_day(utc_now())
    versions = queries.published_versions(db.session())
    made = site(versions, on=today, organisation=organisation_of(versions), address=address)
    if output.suffix.lower() == ".zip":
        output.write_bytes(zipped(made))
    elif output.is_file() or (output.is_dir() and any(output.iterdir())):
        click.echo("비어 있지 않은 곳에는 쓰지 않습니다. 빈 폴더를 지정하십시오. (the folder is not empty)", err=True)
        sys.exit(REFUSED)
    else:
        for path, content in made.items():
            target = output / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    click.echo(f"{output}: 판 {len(versions)}, 파일 {len(made)} (versions, files)")


policy.add_command(lint)
policy.add_command(read)
