"""Owns the shell commands of signage."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.database import unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_
from app.signage import commands, pdf, queries
from app.signage.layout.sheets import parse_sheet
from app.signage.layout.size import parse_size
from app.signage.looks import Variant
from app.signage.queries.looks import looks_to_draw
from app.signage.wording import parse_languages

REFUSED = 2


class UnknownSite(NotFound):
    """No site of the registry has a code that was named."""

    text = N_("설치장소 {site}이(가) 대장에 없거나 안내판이 필요한 구역이 없습니다.")


@click.group()
def signs() -> None:
    """대장에서 CCTV 설치 안내판을 만듭니다.

    Draw the signs that say what the registry says.
    """


@signs.command()
@click.option("--all", "everything", is_flag=True, help="모든 설치장소 / every site")
@click.option(
    "--site", "sites", multiple=True, metavar="CODE", help="이 설치장소만, 여러 번 쓸 수 있음 / only this site"
)
@click.option("--size", default="A4", show_default=True, help="A2–A5 또는 100x140(mm) / of one sign")
@click.option("--landscape", is_flag=True, help="가로로 길게 / wider than high")
@click.option("--sheet", default=None, help="이 용지에 모아 찍고 재단선을 그림 / many on a sheet with crop marks")
@click.option(
    "--lang", "languages", default="ko,en", show_default=True, help="ko에 en, zh, ja, vi를 더함 / Korean and others"
)
@click.option(
    "--variant",
    default=Variant.PLAIN.value,
    show_default=True,
    type=click.Choice([variant.value for variant in Variant]),
    help="plain, print-shop(재단 여백 3mm), plate(한 색 선) / bleed and trim marks, or lines in one ink",
)
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="쓸 PDF 파일 / PDF to write"
)
@with_appcontext
def render(
    *,
    everything: bool,
    sites: tuple[str, ...],
    size: str,
    landscape: bool,
    sheet: str | None,
    languages: str,
    variant: str,
    output: Path,
) -> None:
    """안내판을 PDF로 만들고 인쇄 이력을 남깁니다. 빠진 항목이 하나라도 있으면 모두 알리고 아무것도 만들지 않습니다.

    Write signs as a PDF, one per page, and remember the batch. If any sign lacks a required line, name every one and
    write nothing (exit 2).
    """
    if everything == bool(sites):
        raise click.UsageError("--all 또는 --site 가운데 하나를 쓰십시오. (give either --all or --site)")
    try:
        count = _render(
            sites,
            size=size,
            landscape=landscape,
            sheet=sheet,
            languages=parse_languages(languages),
            variant=Variant(variant),
            output=output,
        )
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(REFUSED)
    except OSError as problem:
        click.echo(f"{output}: 파일을 쓸 수 없습니다. (cannot write the file) {problem.strerror}", err=True)
        sys.exit(REFUSED)
    click.echo(f"안내판 {count}장을 {output}에 썼습니다. ({count} signs)")


def _render(
    sites: tuple[str, ...],
    *,
    size: str,
    landscape: bool,
    sheet: str | None,
    languages: tuple[str, ...],
    variant: Variant,
    output: Path,
) -> int:
    public_url = str(current_app.config["SETTINGS"].public_url)
    one, many = parse_size(size, landscape=landscape), parse_sheet(sheet) if sheet else None
    with unit_of_work() as session:
        found = queries.sign_list(session, as_of=kst_day(utc_now()), public_url=public_url, sites=sites or None)
        for site in sites:
            if site not in {row.content.site_code for row in found.rows}:
                raise UnknownSite(site=site)
        checked = pdf.check(
            [row.content for row in found.rows if row.instead is None], size=one, sheet=pdf.on(many), variant=variant
        )
        contents = commands.issue_signs(session, contents=checked, actor=SYSTEM, now=utc_now())
        looks = looks_to_draw(session, logo_name=contents[0].organisation)
    document = pdf.render(contents, size=one, languages=languages, sheet=many, variant=variant, looks=looks)
    draft = output.with_name(f".{output.name}.draft")
    try:
        draft.write_bytes(document)
        with unit_of_work() as session:
            commands.record_print(
                session,
                contents=contents,
                size=one.label,
                languages=languages,
                sheet=many.name if many else None,
                registry_revision=found.registry_revision,
                actor=SYSTEM,
                now=utc_now(),
            )
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
    return len(contents)
