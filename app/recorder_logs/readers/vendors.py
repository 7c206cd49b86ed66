"""Owns the layouts of the recorders we know, each with where it is described. Headings differ between versions.

- Milestone XProtect: the manual's page "Audit logs (properties)" of Management Client 2018 R3 names Local time,
  Message text, Permission, Category, Source type, Source name, User and User location; that of 2018 R2 names UTC Time,
  Local Time, User, User Location, Permission, Category, Resource Type, Resource Name and Description.
- Hanwha WAVE, Nx Witness, DW Spectrum: the manual's page "Audit Trail of User Actions" describes the details panel with
  date and time, user, IP address, activity and description, exported as HTML or CSV; the description names the cameras.
- Verkada: the help article "Manage and view audit logs" describes the CSV: timestamp, IP address, user name, e-mail,
  event and device; live, historical and archived footage are events of their own.
- Genetec Security Center: the administrator guide's "Activity trails" task has the filters Activity, Event timestamp,
  Impacted and Initiator, and names the activities of video.

What a program of the vendor really writes may differ; the preview shows what was taken for what, and ``columns`` takes
every other table.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.recorder_logs.domain import ColumnMap, Format, Seen

if TYPE_CHECKING:
    from app.recorder_logs.domain import Source

Words = tuple[tuple[str, Seen | None], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout of a format; ``is_utc`` when its times are UTC whatever the recorder's zone is."""

    columns: ColumnMap
    is_utc: bool = False
    several_cameras: bool = False


def _words(**groups: str) -> Words:
    seen = {"live": Seen.LIVE, "playback": Seen.PLAYBACK, "export": Seen.EXPORT, "ignore": None}
    return tuple((word.strip(), seen[name]) for name, group in groups.items() for word in group.split("|"))


_XPROTECT = _words(
    live="live|실시간|라이브",
    playback="playback|play back|browse|recorded video|recordings|재생",
    export="export|내보내기|내보냈",
    ignore=(
        "log in|login|logged|log out|logout|log-in|log-on|configuration|ptz|bookmark|evidence lock|alarm|"
        "system monitor|read log|log read|stopped|stop live|stop playback|로그인|로그아웃|구성"
    ),
)
_WAVE = _words(
    live="watching live|view live|viewing live|live watching|실시간 보기|라이브 시청",
    playback="watching archive|view archive|viewing archive|archive watching|아카이브 보기|보관 영상 시청",
    export="exporting video|export video|video export|비디오 내보내기|영상 내보내기",
    ignore=(
        "login|unsuccessful login|database restored|system name changed|systems merge|settings|user|device|"
        "camera added|camera removed|server|event rule|e-mail|email|로그인|설정|사용자|서버"
    ),
)
_VERKADA = _words(
    live="live stream started|live streamed|live stream|video live streamed",
    playback=(
        "video history streamed|history stream started|historical video|history viewed|shared link opened|"
        "archive viewed|archive streamed"
    ),
    export="archive action taken|archive downloaded|archive created|video downloaded|download|export",
    ignore=(
        "login|logout|user|group|site|organization|settings|permission|support|firmware|api key|notification|"
        "live stream ended|live stream stopped"
    ),
)
_GENETEC = _words(
    live="live streaming started|live streaming|live video|실시간 스트리밍",
    playback="playback started|video playback|playback|영상 재생|재생 시작",
    export="video exported|snapshot printed|snapshot saved|video export|영상 내보내기|비디오 내보냄",
    ignore=(
        "live streaming stopped|playback stopped|ptz|bookmark|recording started|recording stopped|alarm|user logged|"
        "logged on|logged off|report|macro|threat level|connected to|camera blocked|camera unblocked|door|credential|"
        "protected|unprotected"
    ),
)


def _layout(
    at: str | tuple[str, ...],
    *,
    camera: str,
    action: str,
    user: str,
    address: str,
    words: Words,
    is_utc: bool = False,
    several: bool = False,
) -> Layout:
    times = (at,) if isinstance(at, str) else at
    columns = ColumnMap(at=times, camera=camera, action=action, user=user, address=address, words=words)
    return Layout(columns, is_utc, several)


LAYOUTS: dict[Format, tuple[Layout, ...]] = {
    Format.XPROTECT: (
        _layout("UTC time", camera="Source name", action="Message text", user="User", address="User location",
                words=_XPROTECT, is_utc=True),
        _layout("Local time", camera="Source name", action="Message text", user="User", address="User location",
                words=_XPROTECT),
        _layout("UTC Time", camera="Resource Name", action="Description", user="User", address="User Location",
                words=_XPROTECT, is_utc=True),
        _layout("Local Time", camera="Resource Name", action="Description", user="User", address="User Location",
                words=_XPROTECT),
        _layout("현지 시간", camera="소스 이름", action="메시지 텍스트", user="사용자", address="사용자 위치",
                words=_XPROTECT),
    ),
    Format.WAVE: (
        _layout(("Date", "Time"), camera="Description", action="Activity", user="User", address="IP address",
                words=_WAVE, several=True),
        _layout(("Date", "Time"), camera="Description", action="Activity", user="User", address="IP",
                words=_WAVE, several=True),
        _layout("Date and Time", camera="Description", action="Activity", user="User", address="IP address",
                words=_WAVE, several=True),
        _layout("Date", camera="Description", action="Activity", user="User", address="IP address",
                words=_WAVE, several=True),
        _layout(("날짜", "시간"), camera="설명", action="활동", user="사용자", address="IP 주소",
                words=_WAVE, several=True),
    ),
    Format.VERKADA: (
        _layout("Timestamp", camera="Device", action="Event", user="Email", address="IP Address", words=_VERKADA),
        _layout("Timestamp", camera="Devices", action="Event Name", user="User Email", address="IP Address",
                words=_VERKADA, several=True),
        _layout("timestamp", camera="devices", action="event_name", user="user_email", address="ip_address",
                words=_VERKADA, is_utc=True, several=True),
        _layout("Time", camera="Camera", action="Action", user="User", address="IP", words=_VERKADA),
        _layout("Timestamp", camera="Camera", action="Action", user="Email", address="IP Address", words=_VERKADA),
    ),
    Format.GENETEC: (
        _layout("Event timestamp", camera="Impacted entity", action="Activity name", user="Initiator",
                address="Initiator machine", words=_GENETEC),
        _layout("Event timestamp", camera="Impacted", action="Activity", user="Initiator", address="Application",
                words=_GENETEC),
        _layout("Event timestamp", camera="Entity", action="Event", user="Initiator", address="Initiator machine",
                words=_GENETEC),
        _layout("이벤트 타임스탬프", camera="영향 받은 엔터티", action="활동 이름", user="시작자",
                address="시작자 컴퓨터", words=_GENETEC),
    ),
}  # fmt: skip


def column_map(source: "Source") -> tuple[Layout, ...]:
    """Return the layouts a source's log may have: its own columns where given, else those of its format."""
    if source.columns is not None:
        return (Layout(source.columns),)
    return LAYOUTS[source.format]
