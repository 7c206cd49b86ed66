"""Owns how a round's result reads in rows: on paper and in a spreadsheet the same, in Korean; pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from app.kernel.clock import KST
from app.signage.domain import spoken
from app.signage.placing import ACT_NAMES, Act
from app.signage.queries.placements import Seen
from app.signage.queries.rounds import FINDING_NAMES, Finding, Line, Report

COLUMNS = (
    "번호",
    "안내판",
    "설치장소와 주소",
    "결과",
    "적은 것",
    "개정(봄/대장)",
    "카메라(셈/대장)",
    "사진",
    "본 사람",
    "본 때",
    "원장 번호",
)
_NOTHING, _SOMEBODY = "—", "알 수 없음"
_YES = {True: "같음", False: "다름", None: ""}
_SEEN_WELL = {True: "잘 보임", False: "잘 보이지 않음", None: ""}


def rows(report: Report, *, names: Mapping[int, str]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each sign of a round, then one for each sign of another site that hangs there."""
    for line in report.lines:
        yield _row(line, names)
    for seen in report.elsewhere:
        yield (
            spoken(seen.number),
            _NOTHING,
            seen.place,
            ACT_NAMES[Act.ELSEWHERE],
            seen.damage,
            f"{seen.revision or _NOTHING} / {_NOTHING}",
            _NOTHING,
            "1" if seen.had_photo else "0",
            *_who_and_when(seen, names),
        )


def summary(report: Report, *, names: Mapping[int, str]) -> tuple[str, ...]:
    """Return what stands under the rows: who sent whom, how far it is, how much of what was found, and photos."""
    row = report.round
    found = Counter(finding for line in report.lines for finding in line.findings)
    told = [f"{FINDING_NAMES[finding]} {found[finding]}장" for finding in Finding if found[finding]]
    if report.elsewhere:
        told.append(f"{ACT_NAMES[Act.ELSEWHERE]} {len(report.elsewhere)}장")
    closed = (
        f"마친 사람과 때: {_name(row.closed_by, names)}, {_at(row.closed_at)}" if row.closed_at else "아직 마치지 않음"
    )
    return (
        f"안내판 {len(report.lines)}장 가운데 {row.looked_at}장을 보았습니다. {', '.join(told) or '문제 없음'}.",
        f"찍은 사진 {report.photos}장. 사진은 이 보고서에 싣지 않습니다.",
        (
            f"연 사람과 때: {_name(row.opened_by, names)}, {_at(row.opened_at)} · 맡은 사람: "
            f"{_name(row.assigned_to, names)}, {row.due_on}까지 · {closed}"
        ),
    )


def _row(line: Line, names: Mapping[int, str]) -> tuple[str, ...]:
    seen = line.seen
    revision = seen.revision if seen and seen.revision else _NOTHING
    counted = str(seen.cameras_counted) if seen and seen.cameras_counted is not None else _NOTHING
    cameras = _NOTHING if line.cameras is None else str(line.cameras)
    where = line.place or (seen.place if seen else "")
    return (
        spoken(line.number),
        line.name,
        " · ".join(filter(None, (line.site_name, line.address, where))),
        _result(line),
        _noted(seen),
        f"{revision} / {line.revision or '떼어 낼 것'}",
        f"{counted} / {cameras}",
        str(line.photos),
        *_who_and_when(seen, names),
    )


def _result(line: Line) -> str:
    if line.findings:
        return ", ".join(FINDING_NAMES[finding] for finding in line.findings)
    return f"{ACT_NAMES[line.seen.act]}, 문제 없음" if line.seen else _NOTHING


def _noted(seen: Seen | None) -> str:
    if seen is None:
        return ""
    matches = _YES[seen.text_matches]
    return ", ".join(filter(None, (matches and f"글 {matches}", _SEEN_WELL[seen.readable], seen.damage)))


def _who_and_when(seen: Seen | None, names: Mapping[int, str]) -> Sequence[str]:
    if seen is None:
        return (_NOTHING, _NOTHING, _NOTHING)
    return _name(seen.by, names), _at(seen.at), str(seen.leaf + 1)


def _name(account_id: int | None, names: Mapping[int, str]) -> str:
    return names.get(account_id or 0, _SOMEBODY)


def _at(moment: datetime | None) -> str:
    return f"{moment.astimezone(KST):%Y-%m-%d %H:%M}" if moment else _NOTHING
