"""Owns reading the access log of the web server in front of Frigate.

Its nginx configuration writes the combined format with the forwarded address at the end. Recordings are asked for as
``/vod/<camera>/start/<seconds>/end/<seconds>/…``, live pictures under ``/live/`` with the camera as last part of the
path or as ``src``, and files to keep as ``…/clip.mp4`` or ``/api/export/<camera>/…`` (the project's HTTP API pages).
A player asks for many pieces a minute; what is the same within a second counts once.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import parse_qs, unquote, urlsplit

from app.kernel.hangul import nfc
from app.kernel.messages import N_
from app.recorder_logs.domain import Seen
from app.recorder_logs.readers.reading import MOST_PROBLEMS, Line, Reading, unreadable

_LINE = re.compile(
    r"(?P<address>\S+) \S+ (?P<user>.*?) \[(?P<at>[^\]]+)\] "
    r'"(?:(?P<method>[A-Z]+) (?P<target>\S+)(?: HTTP/[\d.]+)?|[^"]*)" (?P<status>\d{3}) (?:\d+|-)(?P<rest>.*)'
)
_AT = re.compile(r"(\d{2})/([A-Z][a-z]{2})/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})")
_MONTHS = {
    name: at
    for at, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], start=1
    )
}
_FORWARDED = re.compile(r'"([^"]*)"\s*$')
_REFUSED = 400
_NO_LINE = N_("nginx combined 형식의 줄이 아닙니다.")
_NO_MOMENT = N_("시각으로 읽을 수 없습니다: {value}")
_TIME = N_("시각")
_NO_CAMERA_PARTS = frozenset({"api", "events", "event", "mse", "webrtc", "jsmpeg", "ws", "stats", "config", "version"})

Found = tuple[str, Seen, str]


def read_web_log(text: str) -> Reading:
    """Return what a web server's log says was watched; requests for anything else are passed over."""
    lines: list[Line] = []
    problems = []
    read = ignored = 0
    told: set[tuple[datetime, str, str, str, Seen]] = set()
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            continue
        read += 1
        match = _LINE.fullmatch(raw.strip())
        if match is None:
            problems.append(unreadable(number, "", _NO_LINE))
        elif (found := _watched(match)) is None:
            ignored += 1
        else:
            try:
                at = _moment(match["at"])
            except (ValueError, KeyError):
                problems.append(unreadable(number, _TIME, _NO_MOMENT, value=match["at"][:60]))
                continue
            camera, seen, action = found
            user, address = "" if match["user"] == "-" else nfc(match["user"]), _address(match)
            key = (at, user, address, camera, seen)
            if key not in told:
                told.add(key)
                lines.append(Line(number, at, user, address, camera, seen, action))
        if len(problems) >= MOST_PROBLEMS:
            break
    columns = ((_TIME, "[time_local]"), (N_("사용자"), "remote_user"), (N_("카메라"), "request"))
    return Reading(
        lines=() if problems else tuple(lines), problems=tuple(problems), read=read, ignored=ignored, columns=columns
    )


def _watched(match: re.Match[str]) -> Found | None:
    if match["target"] is None or int(match["status"]) >= _REFUSED:
        return None
    address = urlsplit(match["target"])
    parts = [unquote(part) for part in address.path.split("/") if part]
    query = parse_qs(address.query)
    for rule in _RULES:
        found = rule(parts, query)
        if found is not None:
            return found[0], found[1], found[2]
    return None


def _recording(parts: list[str], _query: dict[str, list[str]]) -> Found | None:
    if parts[:1] != ["vod"] or len(parts) <= 1:
        return None
    return ("event" if parts[1] in {"event", "clip"} else parts[1]), Seen.PLAYBACK, "vod"


def _live(parts: list[str], query: dict[str, list[str]]) -> Found | None:
    if parts[:1] != ["live"]:
        return None
    camera = (query.get("src") or [""])[0]
    last = parts[-1]
    if not camera and last not in _NO_CAMERA_PARTS and "." not in last:
        camera = last
    return (camera, Seen.LIVE, "live") if camera else None


def _kept(parts: list[str], query: dict[str, list[str]]) -> Found | None:
    if parts[:1] == ["exports"] and len(parts) > 1:
        name = parts[-1].rsplit(".", 1)[0]
        return re.split(r"[-_]\d", name)[0] or name, Seen.EXPORT, "export"
    if parts[:2] == ["api", "export"] and len(parts) > 2:  # noqa: PLR2004  # The camera is the third part.
        return parts[2], Seen.EXPORT, "export"
    if parts[:1] != ["api"] or parts[-1] != "clip.mp4":
        return None
    if parts[1] == "events":
        return "event", Seen.EXPORT if "download" in query else Seen.PLAYBACK, "clip"
    return parts[1], Seen.EXPORT, "clip"


_RULES: tuple[Callable[[list[str], dict[str, list[str]]], Found | None], ...] = (_recording, _live, _kept)


def _address(match: re.Match[str]) -> str:
    forwarded = _FORWARDED.search(match["rest"])
    said = forwarded[1].split(",")[0].strip() if forwarded else ""
    looks = bool(said) and all(character in "0123456789abcdefABCDEF.:" for character in said)
    return said if looks else str(match["address"])


def _moment(text: str) -> datetime:
    match = _AT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    shift = timedelta(hours=int(hours), minutes=int(minutes))
    zone = timezone(-shift if sign == "-" else shift)
    there = datetime(int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second), tzinfo=zone)
    return there.astimezone(UTC)
