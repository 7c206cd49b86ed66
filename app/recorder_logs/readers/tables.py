"""Owns reading logs that are tables: which row is the heading, which column says what, and what each row says."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.kernel.errors import Problem
from app.kernel.hangul import nfc
from app.kernel.messages import N_
from app.recorder_logs.domain import ColumnMap, DateOrder, Seen
from app.recorder_logs.readers.moments import parse_moment
from app.recorder_logs.readers.reading import MOST_PROBLEMS, Line, Reading, unreadable
from app.recorder_logs.readers.vendors import Layout

_DELIMITERS = ",;\t|"
_LINES_LOOKED_AT = 40
_LONGEST_CELL = 10_000
_NOTHING = frozenset({"", "-", "n/a", "none", "null"})
_AT, _CAMERA, _ACTION, _USER, _ADDRESS = N_("시각"), N_("카메라"), N_("동작"), N_("사용자"), N_("주소")
_NO_HEADING = N_("제목 줄을 찾을 수 없습니다. 필요한 열: {columns}")
_NO_MOMENT = N_("시각으로 읽을 수 없습니다: {value}")
_NO_CAMERA = N_("카메라가 비어 있습니다.")
_SHORT = N_("열이 모자랍니다({there}개, 제목 줄은 {wanted}개).")
_BROKEN = N_("따옴표가 닫히지 않았거나 칸이 너무 깁니다.")
_RANGE = re.compile(r"^[\d\s:./\-–~,APMapm오전후]+$")


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ignored: int = 0
    unknown: Counter[str] = field(default_factory=Counter)


def headings(text: str) -> tuple[str, ...]:
    """Return the cells of the first line that could be a heading: the widest of the first lines."""
    rows = [row for _number, row in _rows(text, most=_LINES_LOOKED_AT)]
    return tuple(nfc(cell) for cell in max(rows, key=len)) if rows else ()


def read_table(text: str, layouts: Sequence[Layout], *, zone: str, order: DateOrder) -> Reading:
    """Return what a table says; the first layout whose columns the heading has is taken."""
    try:
        return _read(text, layouts, zone=ZoneInfo(zone), order=order)
    except csv.Error:
        return Reading(problems=(unreadable(1, "", _BROKEN),))


def _read(text: str, layouts: Sequence[Layout], *, zone: tzinfo, order: DateOrder) -> Reading:
    for heading_at, heading in _rows(text, most=_LINES_LOOKED_AT):
        for layout in layouts:
            places = _places(heading, layout.columns)
            if places is not None:
                return _body(text, heading_at, heading, layout, places, zone, order)
    wanted = layouts[0].columns
    return Reading(
        problems=(unreadable(1, "", _NO_HEADING, columns=", ".join((*wanted.at, wanted.camera, wanted.action))),)
    )


def _body(  # noqa: PLR0917  # As below.
    text: str,
    heading_at: int,
    heading: Sequence[str],
    layout: Layout,
    places: dict[str, tuple[int, ...]],
    zone: tzinfo,
    order: DateOrder,
) -> Reading:
    found, read = _Found(), 0
    action_of = _classifier(layout.columns)
    for number, row in _rows(text, after=heading_at):
        read += 1
        _take(found, number, row, len(heading), layout, places, zone, order, action_of)
        if len(found.problems) >= MOST_PROBLEMS:
            break
    told = {"at": _AT, "camera": _CAMERA, "action": _ACTION, "user": _USER, "address": _ADDRESS}
    return Reading(
        lines=() if found.problems else tuple(found.lines),
        problems=tuple(found.problems),
        read=read,
        ignored=found.ignored,
        unknown_actions=dict(sorted(found.unknown.items())),
        columns=tuple((told[name], " + ".join(nfc(heading[at]) for at in where)) for name, where in places.items()),
    )


def _take(  # noqa: PLR0917  # One row with all that is known of its table; a class would only carry it.
    found: _Found,
    number: int,
    row: Sequence[str],
    wanted: int,
    layout: Layout,
    places: dict[str, tuple[int, ...]],
    zone: tzinfo,
    order: DateOrder,
    action_of: "_Classifier",
) -> None:
    if max(max(where) for where in places.values()) >= len(row):
        found.problems.append(unreadable(number, "", _SHORT, there=len(row), wanted=wanted))
        return
    cells = {name: nfc(" ".join(row[at] for at in where)) for name, where in places.items()}
    known, seen = action_of(cells["action"])
    if seen is None:
        found.ignored += 1
        if not known:
            found.unknown[cells["action"]] += 1
        return
    try:
        at = parse_moment(cells["at"], zone=_utc_if_said(layout, zone), order=order)
    except ValueError:
        found.problems.append(unreadable(number, _AT, _NO_MOMENT, value=cells["at"][:60]))
        return
    cameras = _cameras(cells["camera"], layout)
    if not cameras:
        found.problems.append(unreadable(number, _CAMERA, _NO_CAMERA))
        return
    user, address = _said(cells.get("user", "")), _said(cells.get("address", ""))
    found.lines += [Line(number, at, user, address, camera, seen, cells["action"]) for camera in cameras]


def _utc_if_said(layout: Layout, zone: tzinfo) -> tzinfo:
    return ZoneInfo("UTC") if layout.is_utc else zone


def _said(text: str) -> str:
    return "" if text.casefold() in _NOTHING else text


def _cameras(text: str, layout: Layout) -> tuple[str, ...]:
    """Return the cameras a cell names; where it also holds the span that was watched, that is left out."""
    if not layout.several_cameras:
        said = _said(text)
        return (said,) if said else ()
    parts = (nfc(part) for part in re.split(r"[;,\n]", text))
    return tuple(dict.fromkeys(part for part in parts if _said(part) and not _RANGE.match(part)))


def _places(heading: Sequence[str], columns: ColumnMap) -> dict[str, tuple[int, ...]] | None:
    """Return where each column stands, or None if one that is needed is missing."""
    there = {nfc(cell).casefold(): at for at, cell in reversed(list(enumerate(heading)))}
    wanted = {"at": columns.at, "camera": (columns.camera,), "action": (columns.action,)}
    wanted |= {"user": (columns.user,), "address": (columns.address,)}
    places: dict[str, tuple[int, ...]] = {}
    for name, names in wanted.items():
        folded = [nfc(each).casefold() for each in names if each]
        if folded and all(each in there for each in folded):
            places[name] = tuple(there[each] for each in folded)
        elif name in {"at", "camera", "action"} or (folded and name == "user"):
            return None
    return places


class _Classifier:
    """Says whether an action is known, and what was seen by it."""

    def __init__(self, words: tuple[tuple[str, Seen | None], ...]) -> None:
        self._words = sorted(((nfc(word).casefold(), seen) for word, seen in words), key=lambda each: -len(each[0]))
        self._exact = dict(self._words)
        self._look = lru_cache(maxsize=2_048)(self._find)

    def __call__(self, action: str) -> tuple[bool, Seen | None]:
        return self._look(action.casefold())

    def _find(self, action: str) -> tuple[bool, Seen | None]:
        if action in self._exact:
            return True, self._exact[action]
        for word, seen in self._words:  # The longest word in it decides.
            if word in action:
                return True, seen
        return False, None


def _classifier(columns: ColumnMap) -> _Classifier:
    return _Classifier(columns.words)


def _rows(text: str, *, after: int = 0, most: int | None = None) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank with the number of the line it begins on."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    begins = 1
    for row in reader:
        number, begins = begins, reader.line_num + 1
        if most is not None and number > most:
            return
        if number > after and any(cell.strip() for cell in row) and not row[0].startswith("sep="):
            yield number, row


def _delimiter(text: str) -> str:
    if text.startswith("sep=") and len(text) > len("sep="):
        return text[len("sep=")]
    first = text[:20_000].splitlines()[:_LINES_LOOKED_AT]
    return max(_DELIMITERS, key=lambda mark: max((line.count(mark) for line in first), default=0))
