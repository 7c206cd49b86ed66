"""Owns the shell commands of the registry."""

import json
import sys
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import with_appcontext

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import KST, iso, kst_day, utc_now
from app.kernel.errors import Refusal
from app.registry import commands, exchange, queries
from app.registry.difference import Change, Changes
from app.registry.rules import KIND_NAMES
from app.registry.schema import schema
from app.registry.shape import plain_value
from app.registry.snapshot import Effective, RowView, SiteView, Snapshot
from app.registry.wording import label_of, referred, said_plain
from app.web.dates import kst

REFUSED = 2
_DAY = click.DateTime(["%Y-%m-%d"])
_MOMENT = click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d"])
_AS_JSON = click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 / print JSON")


@click.group()
def registry() -> None:
    """대장: 조직, 직위, 설치장소, 구역, 카메라.

    The registry of posts, sites, zones and cameras.
    """


@registry.command("show")
@click.option("--as-of", type=_DAY, help="기준일, 기본은 오늘 / day, default today (Korea)")
@click.option("--known-at", type=_MOMENT, help="그때 알던 대로, 예: 2026-11-22T15:04 / as known then (Korean time)")
@_AS_JSON
@with_appcontext
def show_registry(*, as_of: datetime | None, known_at: datetime | None, as_json: bool) -> None:
    """어느 날의 대장을 공표하는 행별 대수와 함께 보여 줍니다.

    Show the registry of a day: published rows with their counts, and the total.
    """
    moment = _moment(known_at) if known_at else None
    snapshot = queries.snapshot(db.session(), as_of=as_of.date() if as_of else kst_day(utc_now()), known_at=moment)
    click.echo(json.dumps(_plain_snapshot(snapshot), ensure_ascii=False, indent=2) if as_json else _table(snapshot))


@registry.command("schema")
def print_schema() -> None:
    """대장 문서의 JSON Schema를 출력합니다.

    Print the JSON Schema of the registry document.
    """
    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))


@registry.command("export")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@with_appcontext
def export_registry(file: Path) -> None:
    """대장 전체를 파일로 씁니다. 확장자 .json(전체 이력), .xlsx, .csv 에 따라 형식이 정해집니다.

    Write the whole registry to a file: .json (complete history), .xlsx or .csv.
    """
    try:
        exchange.write_file(queries.document(db.session()), file)
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(f"{file}: 썼습니다 (written)")


@registry.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="바뀔 내용만 보여 줌 / only show what would change")
@click.option(
    "--from",
    "default_from",
    type=_DAY,
    help="적용일이 없는 값의 적용일. 기본: 빈 대장이면 처음부터, 아니면 오늘 / day from which undated values hold",
)
@_AS_JSON
@with_appcontext
def import_registry(*, file: Path, dry_run: bool, default_from: datetime | None, as_json: bool) -> None:
    """XLSX, CSV, JSON 파일을 대장에 반영합니다. 문제가 있으면 위치를 모두 말하고 아무것도 쓰지 않습니다.

    Take a file into the registry. Any fault: every place is named, nothing is written, exit 2.
    """
    now = utc_now()
    try:
        with unit_of_work() as session:
            document = exchange.read_file(file, base=queries.document(session))
            since = default_from.date() if default_from else _first_day(now, empty=queries.is_empty(session))
            if dry_run:
                changes = commands.difference(session, document=document, default_from=since)
            else:
                changes = commands.apply_document(session, document=document, default_from=since, actor=SYSTEM, now=now)
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(json.dumps(_plain_changes(changes), ensure_ascii=False, indent=2) if as_json else _list(changes))


def _first_day(now: datetime, *, empty: bool) -> date | None:
    return None if empty else kst_day(now)


def _moment(given: datetime) -> datetime:
    return given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=KST).astimezone(UTC)


def _refuse(refusal: Refusal) -> NoReturn:
    click.echo(str(refusal), err=True)
    sys.exit(REFUSED)


def _table(snapshot: Snapshot) -> str:
    lines = [("공표하는 행", "대수", "설치장소", "보관기간", "촬영시간", "보관장소", "관리책임자")]
    for row in snapshot.rows:
        values, manager = row.values, row.values.manager
        retention = values.retention
        days = retention and (retention.text or (f"{retention.days}일" if retention.days else None))
        post = " ".join(part for part in (manager.department, manager.title, manager.phone) if part) if manager else ""
        count = "" if row.count is None else str(row.count)
        lines.append(
            (row.name, count, str(len(row.sites)), days or "", values.hours or "", values.storage_place or "", post)
        )
    widths = [max(_width(line[column]) for line in lines) for column in range(len(lines[0]))]
    rows = ["  ".join(_padded(*cell) for cell in zip(line, widths, strict=True)).rstrip() for line in lines]
    known = f" · {kst(snapshot.known_at)}에 알던 대로" if snapshot.known_at else ""
    found = [f"{disagreement.message}" for row in snapshot.rows for disagreement in row.disagreements]
    total = f"합계 {snapshot.total}대 · 기준일 {snapshot.as_of}{known} · 판 {snapshot.revision}"
    return "\n".join([*rows, *found, total])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _list(changes: Changes) -> str:
    named = {
        subject
        for change in changes
        for field in change.fields
        for value in (field.old, field.new)
        for subject in referred(value, field.field.removeprefix("declared."))
    }
    new = {f"{change.kind}:{change.code}": change.name for change in changes}
    names = {**new, **queries.names_of_objects(db.session(), subjects=named)}
    return "\n".join([*(_line(change, names) for change in changes), f"{len(changes)}건 (changes)"])


def _line(change: Change, names: Mapping[str, str]) -> str:
    mark = "-" if change.is_end else "+" if change.is_new else "~"
    since = f" {change.assertion.valid_from}부터" if change.assertion.valid_from else ""
    until = f" {change.assertion.valid_to} 전까지" if change.assertion.valid_to else ""
    fields = "".join(
        f"\n    {label_of(each.field)}: {_said(each.field, each.old, names)} → {_said(each.field, each.new, names)}"
        for each in change.fields
    )
    return f"{mark} {KIND_NAMES[change.kind]} {change.code} {change.name}{since}{until}{fields}"


def _said(field: str, value: object, names: Mapping[str, str]) -> str:
    return said_plain(value, field=field.removeprefix("declared."), names=names) or "—"


def _plain_changes(changes: Changes) -> list[dict[str, Any]]:
    return [
        {
            "kind": change.kind.value,
            "code": change.code,
            "name": change.name,
            "change": "end" if change.is_end else "new" if change.is_new else "change",
            "valid_from": plain_value(change.assertion.valid_from),
            "valid_to": plain_value(change.assertion.valid_to),
            "fields": [{"field": field.field, "old": field.old, "new": field.new} for field in change.fields],
        }
        for change in changes
    ]


def _plain_snapshot(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "as_of": snapshot.as_of.isoformat(),
        "known_at": iso(snapshot.known_at) if snapshot.known_at else None,
        "revision": snapshot.revision,
        "total": snapshot.total,
        "organisation": plain_value(snapshot.organisation) if snapshot.organisation else None,
        "rows": [_plain_row(row) for row in snapshot.rows],
    }


def _plain_row(row: RowView) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "count": row.count,
        "values": _plain_values(row.values),
        "disagreements": [
            {"field": one.field, "message": str(one.message), "sites": list(one.sites)} for one in row.disagreements
        ],
        "sites": [_plain_site(site) for site in row.sites],
    }


def _plain_site(site: SiteView) -> dict[str, Any]:
    zones = [{"code": zone.code, "name": zone.name, "by": zone.by, "count": zone.count} for zone in site.zones]
    return {"code": site.code, "name": site.name, "kind": site.kind, "count": site.count, "zones": zones}


def _plain_values(values: Effective) -> dict[str, Any]:
    plain: dict[str, Any] = plain_value(values)
    return {**plain, "origin": {name: level.value for name, level in values.origin.items()}}
