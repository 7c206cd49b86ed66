"""Owns the shell commands of looks at recorders."""

import json
from datetime import datetime

import click
from flask.cli import with_appcontext

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import KST, iso, kst_day, utc_now
from app.kernel.errors import Refusal
from app.recorder_checks import commands, queries
from app.recorder_checks.domain import STATE_NAMES, Footage, Look, State, place_of_key
from app.recorder_checks.queries import Standing

NOT_DONE = 2
_ATTENTION = frozenset({State.NEVER, State.OVERDUE, State.UNKNOWN})


@click.group()
def recorders() -> None:
    """녹화기가 실제로 며칠을 보관하고 시계가 얼마나 틀린지 봅니다.

    What recorders really keep, and how wrong their clocks are.
    """


@recorders.command()
@click.option("--site", default=None, metavar="CODE", help="이 설치장소만 (only this site)")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@with_appcontext
def checks(*, site: str | None, as_json: bool) -> None:
    """카메라마다 마지막 점검을 보입니다. 점검하지 않았거나 지난 것, 알 수 없는 것이 있으면 1로 끝납니다.

    List every camera with its last look; exit 1 if any was never looked at, is overdue, or is unknown.
    """
    found = queries.latest_checks(db.session(), actor=SYSTEM, on=kst_day(utc_now()), site=site)
    if as_json:
        click.echo(json.dumps([_plain(each) for each in found], ensure_ascii=False, indent=2))
    else:
        for each in found:
            click.echo(_as_text(each))
        for state, count in queries.counts_by_state(found).items():
            click.echo(f"{STATE_NAMES[state]} {count} ({state})")
    raise SystemExit(1 if any(each.known.state in _ATTENTION for each in found) else 0)


@recorders.command()
@click.option(
    "--place", "places", multiple=True, required=True, metavar="KEY",
    help="'SITE|ZONE|CAMERA', 뒤는 비울 수 있음 (the rest may be left out)",
)  # fmt: skip
@click.option("--recorder", required=True, help="녹화기 이름 (which recorder)")
@click.option("--at", "at", default=None, metavar="ISO", help="점검한 때, 기본은 지금 (when; default now)")
@click.option("--oldest", default=None, metavar="ISO|unknown", help="녹화기에 보이는 가장 오래된 영상 (oldest footage)")
@click.option("--locked-left-out", is_flag=True, help="잠근 영상은 빼고 봄 (locked footage not counted)")
@click.option("--configured-days", type=int, default=None, help="녹화기의 보관 설정 (what it is set to)")
@click.option("--offset", "offset_seconds", type=int, default=None, help="시계 오차(초), 빠르면 양수 (ahead: positive)")
@with_appcontext
def measure(
    *,
    places: tuple[str, ...],
    recorder: str,
    at: str | None,
    oldest: str | None,
    locked_left_out: bool,
    configured_days: int | None,
    offset_seconds: int | None,
) -> None:
    """녹화기를 점검한 결과를 기록합니다. 시간대가 없는 시각은 한국 시각입니다.

    Record what was found on a recorder; times without a zone are Korean. Exit 2 when it is refused.
    """
    now = utc_now()
    shown = None if oldest in {None, "unknown"} else _moment(str(oldest), "--oldest")
    footage = Footage.FOUND if shown else Footage.UNKNOWN if oldest else Footage.NOT_LOOKED
    look = Look(
        at=_moment(at, "--at") if at else now,
        recorder=recorder,
        configured_days=configured_days,
        footage=footage,
        oldest_at=shown,
        locked_left_out=locked_left_out,
        offset_seconds=offset_seconds,
    )
    try:
        wanted = [place_of_key(key) for key in places]
        with unit_of_work() as session:
            done = commands.record_look(session, places=wanted, look=look, actor=SYSTEM, now=now)
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(NOT_DONE) from refusal
    numbers = ", ".join(str(receipt.leaf + 1) for receipt in done)
    click.echo(f"{len(wanted)}곳의 점검을 기록했습니다. (recorded, ledger {numbers})")


def _moment(text: str, option: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as problem:
        raise click.BadParameter("2026-11-21T23:40 처럼 적으십시오. (ISO 8601)", param_hint=option) from problem
    return found if found.tzinfo else found.replace(tzinfo=KST)


def _as_text(each: Standing) -> str:
    known, unit = each.known, each.unit
    parts = [
        f"[{STATE_NAMES[known.state]}] {unit.place.key} {unit.site_name} {unit.name}",
        f"게시 {_days(unit.published_days)}, 잰 것 {_days(known.measured_days)}, 설정 {_days(known.configured_days)}",
    ]
    if known.looked_on:
        parts.append(f"{known.looked_on} {known.recorder}")
    if each.is_clock_wrong:
        parts.append(f"시계 {known.offset_seconds:+}초")
    return " · ".join(parts)


def _days(days: int | None) -> str:
    return "모름" if days is None else f"{days}일"


def _plain(each: Standing) -> dict[str, object]:
    known, unit = each.known, each.unit
    return {
        "place": unit.place.key,
        "site": unit.place.site_code,
        "zone": unit.place.zone_code,
        "camera": unit.place.camera_code,
        "state": known.state.value,
        "recorder": known.recorder or unit.recorder or None,
        "recorded": unit.recorded,
        "published_days": unit.published_days,
        "configured_days": known.configured_days,
        "measured_days": known.measured_days,
        "kept_days": known.kept_days,
        "measured_on": known.measured_on.isoformat() if known.measured_on else None,
        "newest_look_at": iso(known.newest.look.at) if known.newest else None,
        "locked_left_out": known.locked_left_out if known.measured_on else None,
        "offset_seconds": known.offset_seconds,
        "clock_on": known.clock_on.isoformat() if known.clock_on else None,
        "is_short": each.is_short,
        "is_stale": known.is_stale,
    }
