"""Owns the shell commands of signage."""

import sys
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from app.database import unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_, Message
from app.signage import commands, pdf, queries
from app.signage.batch_list import write_list
from app.signage.batch_order import BatchOrder, Chosen
from app.signage.batches import Asked, make_batch, new_file
from app.signage.domain import Condition, NothingToPrint
from app.signage.layout.imposition import GAP, MARGIN, Imposition
from app.signage.layout.sheets import parse_sheet
from app.signage.layout.size import parse_size
from app.signage.looks import Variant
from app.signage.pdf.calibration import calibration_pdf
from app.signage.pdf.fitting import omitted_by
from app.signage.queries.batches import made_batch
from app.signage.queries.looks import looks_to_draw
from app.signage.wording import parse_languages
from app.web.taking_away import TakeAway

REFUSED = 2
size_option = click.option("--size", default="A4", show_default=True, help="A2–A5 또는 100x140(mm) / of one sign")
landscape_option = click.option("--landscape", is_flag=True, help="가로로 길게 / wider than high")
languages_option = click.option(
    "--lang", "languages", default="ko,en", show_default=True, help="ko에 en, zh, ja, vi를 더함 / Korean and others"
)
variant_option = click.option(
    "--variant",
    default=Variant.PLAIN.value,
    show_default=True,
    type=click.Choice([variant.value for variant in Variant]),
    help="plain, print-shop(재단 여백 3mm), plate(한 색 선) / bleed and trim marks, or lines in one ink",
)


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
@size_option
@landscape_option
@click.option("--sheet", default=None, help="이 용지에 모아 찍고 재단선을 그림 / many on a sheet with crop marks")
@languages_option
@variant_option
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


@signs.command()
@click.option("--site", default=None, metavar="CODE", help="이 설치장소만 / only this site")
@click.option("--region", default=None, help="이 지역만 / only this region")
@click.option("--kind", default=None, help="이 종류만 / only this kind of site")
@click.option(
    "--changed", "state", flag_value=Condition.STALE.value, help="인쇄한 뒤 바뀐 것만 / changed since printed"
)
@click.option("--unprinted", "state", flag_value=Condition.UNPRINTED.value, help="인쇄한 적 없는 것만 / never printed")
@size_option
@landscape_option
@click.option("--sheet", default=None, help="A3 또는 320x450(mm) 용지에 모아 찍음 / many on a sheet of this size")
@click.option("--margin", default=MARGIN, show_default=True, type=int, help="용지 여백(mm) / to the edge of the sheet")
@click.option("--gap", default=GAP, show_default=True, type=int, help="안내판 사이(mm) / between signs")
@click.option("--no-marks", is_flag=True, help="재단선 없이 / without cut marks")
@languages_option
@variant_option
@click.option(
    "--list",
    "mounting_list",
    default=None,
    type=click.Path(dir_okay=False, path_type=Path),
    help="다는 사람이 들고 갈 목록 PDF / the list for whoever mounts them",
)
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="쓸 PDF 파일 / PDF to write"
)
@with_appcontext
def batch(*, output: Path, mounting_list: Path | None, **options: Any) -> None:  # noqa: ANN401  # What click parsed.
    """고른 안내판을 PDF 하나로 만들고 묶음으로 기록합니다. 만들 수 없는 안내판은 알리고 나머지를 만듭니다.

    --changed나 --unprinted로 고른 것이 없으면 그렇게 알리고 파일을 만들지 않으며 0으로 끝납니다.

    Write the signs chosen as one PDF and remember the batch. Signs that cannot be made are named on the error output
    and left out. If none has changed (or none is unprinted), that is said, nothing is written, and the exit is 0.
    """
    try:
        file = _batch(_order(**options), output, mounting_list)
    except NothingToPrint:
        if options["state"] is None or not _are_there(**options):
            click.echo(str(NothingToPrint()), err=True)
            sys.exit(REFUSED)
        click.echo("인쇄할 안내판이 없어 파일을 만들지 않았습니다. (nothing to print, no file written)")
        return
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(REFUSED)
    except OSError as problem:
        click.echo(f"{problem.filename}: 파일을 쓸 수 없습니다. (cannot write the file) {problem.strerror}", err=True)
        sys.exit(REFUSED)
    for note in file.notes:
        if "count" in note:
            _say_omitted(Message(note["text"], note["values"]), note["count"])
        else:
            click.echo(f"{note['name']} · {note['field']}: {Message(note['text'], note['values'])}", err=True)
    click.echo(f"안내판 {file.written}장을 {output}에 썼습니다. ({file.written} signs)")


@signs.command()
@click.option("--sheet", default="A4", show_default=True, help="용지 크기 / of the paper")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="쓸 PDF 파일 / PDF to write"
)
@with_appcontext
def calibration(*, sheet: str, output: Path) -> None:
    """먼저 찍어 볼 인쇄 확인 쪽을 만듭니다: 100mm 눈금자, 선, 회색, 색, QR 코드.

    Write the page to print first: rulers of 100 mm, lines, greys, colours, a QR code.
    """
    try:
        with unit_of_work() as session:
            looks = looks_to_draw(session)
        output.write_bytes(calibration_pdf(parse_sheet(sheet), looks=looks))
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(REFUSED)
    except OSError as problem:
        click.echo(f"{output}: 파일을 쓸 수 없습니다. (cannot write the file) {problem.strerror}", err=True)
        sys.exit(REFUSED)
    click.echo(f"인쇄 확인 쪽을 {output}에 썼습니다. (calibration page)")


def _are_there(*, site: str | None, region: str | None, kind: str | None, **_options: Any) -> bool:  # noqa: ANN401  # What click parsed.
    """Return whether a place has signs at all: a name mistyped is not the same as nothing to do."""
    public_url = str(current_app.config["SETTINGS"].public_url)
    with unit_of_work() as session:
        today = kst_day(utc_now())
        found = queries.sign_list(session, as_of=today, public_url=public_url, site=site, region=region, kind=kind)
    return bool(found.rows)


def _say_omitted(what: Message, count: int) -> None:
    click.echo(f"안내판 {count}장에 이 크기로는 적지 못했습니다: {what} (left out on {count})", err=True)


def _order(**options: Any) -> BatchOrder:  # noqa: ANN401  # What click parsed.
    sheet = options["sheet"]
    return BatchOrder(
        chosen=Chosen(
            site=options["site"],
            region=options["region"],
            kind=options["kind"],
            state=Condition(options["state"]) if options["state"] else None,
        ),
        size=parse_size(options["size"], landscape=options["landscape"]),
        languages=parse_languages(options["languages"]),
        variant=Variant(options["variant"]),
        sheet=Imposition(parse_sheet(sheet), options["margin"], options["gap"], not options["no_marks"])
        if sheet
        else None,
    )


def _batch(order: BatchOrder, output: Path, mounting_list: Path | None) -> TakeAway:
    """Draw beside the output, and put it in place only when all is remembered."""
    public_url = str(current_app.config["SETTINGS"].public_url)
    asked = Asked(order=order, actor=SYSTEM, now=utc_now(), public_url=public_url)
    draft = output.with_name(f".{output.name}.draft")
    try:
        file = make_batch(asked, new_file(asked, total=1), draft)
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
    if mounting_list is not None:
        with unit_of_work() as session, mounting_list.open("wb") as target:
            write_list(session, made_batch(session, batch=file.id, actor=SYSTEM), target)
    return file


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
    manner = pdf.Manner(size=one, languages=languages, sheet=pdf.on(many), variant=variant, looks=looks)
    document = pdf.render(contents, size=one, languages=languages, sheet=many, variant=variant, looks=looks)
    for each in omitted_by(contents, manner):
        _say_omitted(each.what, each.count)
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
