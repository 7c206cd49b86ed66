"""Owns what a recorder's own log is to us: sources and their settings, what was seen, and how a finding stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.footage_access.domain import Kind
from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.errors import NotAllowed
from app.kernel.messages import N_

KEEPERS = (Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
"""Who sets sources up and imports their logs."""
JUDGES = (Role.MANAGER, Role.PRIVACY_OFFICER)
"""Who accepts or returns an explanation."""
OVERSEERS = (Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR)
"""Who sees every finding of their sites; operators see their own, and those that name nobody."""
EXPLAINERS = (Role.OPERATOR, *JUDGES)
READERS = (Role.OPERATOR, *OVERSEERS)
VIEWERS = (*OVERSEERS, Role.ADMINISTRATOR)
"""Who sees sources, imports and months."""

TOLERANCE_SECONDS = 300
GAP_SECONDS = 660
"""Events of one person at one camera that follow each other within this time are one viewing."""
WHOLE_MINUTE = 60
"""Seconds an entry without seconds may be early."""


class Seen(StrEnum):
    """What a recorder says was done with a camera; stored names are permanent."""

    LIVE = "live"
    PLAYBACK = "playback"
    EXPORT = "export"


class Format(StrEnum):
    """Which layout a log has; stored names are permanent."""

    XPROTECT = "xprotect"
    WAVE = "wave"
    VERKADA = "verkada"
    GENETEC = "genetec"
    FRIGATE = "frigate"
    COLUMNS = "columns"


class DateOrder(StrEnum):
    """In which order a day is written when the year is not first; stored names are permanent."""

    MONTH_FIRST = "mdy"
    DAY_FIRST = "dmy"


class Treatment(StrEnum):
    """Who stands behind a user name of a recorder; stored names are permanent."""

    PERSON = "person"
    SHARED = "shared"  # A login several people use: camera and time are compared, the person is not.
    MACHINE = "machine"  # The recorder itself or another program: nobody viewed anything.


class Direction(StrEnum):
    """What is missing; stored names are permanent."""

    VIEWING = "viewing"  # The recorder saw a viewing, the register has no entry.
    ENTRY = "entry"  # The register has an entry, the recorder saw no viewing.


class Reason(StrEnum):
    """Why something is missing; stored names are permanent."""

    LATE_ENTRY = "late_entry"
    INSTALLER = "installer"
    SYSTEM = "system"
    SAME_SCREEN = "same_screen"
    RECORDER_FAULT = "recorder_fault"
    WRONG_ENTRY = "wrong_entry"
    OTHER = "other"


class Move(StrEnum):
    """What happened to a finding; stored names are permanent."""

    EXPLAINED = "explained"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"  # A later comparison no longer finds it.
    REOPENED = "reopened"  # A comparison after that one finds it again.


class State(StrEnum):
    """How a finding stands."""

    OPEN = "open"
    EXPLAINED = "explained"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


STATE_AFTER: Mapping[Move | None, State] = {
    None: State.OPEN,
    Move.EXPLAINED: State.EXPLAINED,
    Move.ACCEPTED: State.ACCEPTED,
    Move.RETURNED: State.RETURNED,
    Move.WITHDRAWN: State.WITHDRAWN,
    Move.REOPENED: State.OPEN,
}
SEEN_NAMES: Mapping[Seen, str] = {
    Seen.LIVE: N_("실시간"),
    Seen.PLAYBACK: N_("재생"),
    Seen.EXPORT: N_("내보내기"),
}
FORMAT_NAMES: Mapping[Format, str] = {
    Format.XPROTECT: N_("Milestone XProtect 감사 로그"),
    Format.WAVE: N_("Hanwha WAVE·Nx Witness 작업 이력"),
    Format.VERKADA: N_("Verkada 감사 로그"),
    Format.GENETEC: N_("Genetec Security Center 활동 보고서"),
    Format.FRIGATE: N_("Frigate 웹 서버 로그"),
    Format.COLUMNS: N_("그 밖의 표(열을 직접 지정)"),
}
ORDER_NAMES: Mapping[DateOrder, str] = {
    DateOrder.MONTH_FIRST: N_("월/일/년 (11/21/2026)"),
    DateOrder.DAY_FIRST: N_("일/월/년 (21/11/2026)"),
}
TREATMENT_NAMES: Mapping[Treatment, str] = {
    Treatment.PERSON: N_("사람"),
    Treatment.SHARED: N_("공용 계정"),
    Treatment.MACHINE: N_("장비·프로그램"),
}
DIRECTION_NAMES: Mapping[Direction, str] = {
    Direction.VIEWING: N_("기록 없는 열람"),
    Direction.ENTRY: N_("열람 없는 기록"),
}
REASON_NAMES: Mapping[Reason, str] = {
    Reason.LATE_ENTRY: N_("기록을 뒤늦게 남김"),
    Reason.INSTALLER: N_("설치·유지보수 업체의 시험"),
    Reason.SYSTEM: N_("장비가 스스로 한 동작"),
    Reason.SAME_SCREEN: N_("이미 기록한 같은 화면(상황판)"),
    Reason.RECORDER_FAULT: N_("녹화기가 로그를 남기지 않음"),
    Reason.WRONG_ENTRY: N_("카메라나 시각을 잘못 적음"),
    Reason.OTHER: N_("그 밖의 사유"),
}
REASONS_FOR: Mapping[Direction, tuple[Reason, ...]] = {
    Direction.VIEWING: (
        Reason.LATE_ENTRY,
        Reason.INSTALLER,
        Reason.SYSTEM,
        Reason.SAME_SCREEN,
        Reason.WRONG_ENTRY,
        Reason.OTHER,
    ),
    Direction.ENTRY: (Reason.RECORDER_FAULT, Reason.WRONG_ENTRY, Reason.SAME_SCREEN, Reason.OTHER),
}
STATE_NAMES: Mapping[State, str] = {
    State.OPEN: N_("소명 전"),
    State.EXPLAINED: N_("확인 대기"),
    State.RETURNED: N_("되돌림"),
    State.ACCEPTED: N_("확인함"),
    State.WITHDRAWN: N_("해소"),
}
COVERS: Mapping[Kind, frozenset[Seen]] = {
    Kind.LIVE: frozenset({Seen.LIVE}),
    Kind.PLAYBACK: frozenset({Seen.PLAYBACK, Seen.LIVE}),
    Kind.VIEWING: frozenset(Seen),
    Kind.USE: frozenset(Seen),
    Kind.PROVISION: frozenset(Seen),
    Kind.DESTRUCTION: frozenset(),
}
"""Which acts at a recorder an entry of a kind accounts for. To export needs more than an entry of playback."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """Which column of a table says what, by its heading; ``words`` say what an action is, None: not a viewing.

    ``at`` names one column, or one for the day and one for the time.
    """

    at: tuple[str, ...]
    camera: str
    action: str
    user: str = ""
    address: str = ""
    words: tuple[tuple[str, Seen | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A recorder whose log is imported. ``sites`` is empty when it records cameras of any site.

    ``offset_seconds`` is how far its clock is known to run ahead; ``zone`` holds for times without one.
    """

    code: str
    name: str
    format: Format
    sites: tuple[str, ...] = ()
    zone: str = "Asia/Seoul"
    date_order: DateOrder = DateOrder.MONTH_FIRST
    offset_seconds: int = 0
    tolerance_seconds: int = TOLERANCE_SECONDS
    gap_seconds: int = GAP_SECONDS
    columns: ColumnMap | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A month in Korea, as ``2026-11``."""

    year: int
    month: int

    def __str__(self) -> str:
        """Return ``2026-11``."""
        return f"{self.year:04}-{self.month:02}"

    @property
    def first_day(self) -> date:
        """Return its first day."""
        return date(self.year, self.month, 1)

    @property
    def day_after(self) -> date:
        """Return the first day of the next month."""
        return (self.first_day + timedelta(days=32)).replace(day=1)

    @property
    def previous(self) -> "Month":
        """Return the month before."""
        return month_of(self.first_day - timedelta(days=1))

    @property
    def following(self) -> "Month":
        """Return the month after."""
        return month_of(self.day_after)


def month_of(day: date) -> Month:
    """Return the month a day is in."""
    return Month(day.year, day.month)


def parse_month(text: str) -> Month:
    """Return the month of ``2026-11``.

    :raises ValueError: if it is none.
    """
    return month_of(date.fromisoformat(f"{text}-01"))


def check_may_keep(actor: Actor, sites: tuple[str, ...]) -> None:
    """Let the system, and people who keep sources at every site a source records.

    :raises NotAllowed: if the person does not.
    """
    if not actor.may_act_as(*KEEPERS, acts=(Act.MAINTAIN,)):
        raise NotAllowed
    if actor.id and not sees_source(actor, sites, whole=True):
        raise NotAllowed


def sees_source(actor: Actor, sites: tuple[str, ...], *, whole: bool = False) -> bool:
    """Return whether a person may know of a source: of one of its sites, or with ``whole`` of all of them."""
    seen = actor.sites_as(*(KEEPERS if whole else VIEWERS))
    if seen is None:
        return True
    return bool(sites) and (set(sites) <= seen if whole else not seen.isdisjoint(sites))
