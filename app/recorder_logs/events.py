"""Owns what is sealed about recorders' logs. Users, addresses and actions are personal, and an explanation's words."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.ledger.events import Event, personal
from app.recorder_logs.domain import ColumnMap, DateOrder, Direction, Format, Reason, Treatment


@dataclass(frozen=True, kw_only=True)
class _OfSource(Event):
    """Something about one recorder."""

    source: str

    @property
    def subject(self) -> str:
        """Return ``recorder:NVR-1``."""
        return f"recorder:{self.source}"


@dataclass(frozen=True, kw_only=True)
class RecorderSourceRecorded(_OfSource):
    """A recorder whose log is imported was set up, or its settings changed."""

    name: ClassVar[str] = "recorder_source.recorded"

    title: str
    format: Format
    sites: tuple[str, ...]
    zone: str
    date_order: DateOrder
    offset_seconds: int
    tolerance_seconds: int
    gap_seconds: int
    columns: ColumnMap | None

    @property
    def site_code(self) -> str | None:
        """Return the site, if it records one only."""
        return self.sites[0] if len(self.sites) == 1 else None


@dataclass(frozen=True, slots=True)
class NamedCamera:
    """Which camera of the registry a recorder's name means; None: none of ours."""

    name: str
    camera: str | None


@dataclass(frozen=True, kw_only=True)
class RecorderCamerasNamed(_OfSource):
    """Names of a recorder were given cameras of the registry."""

    name: ClassVar[str] = "recorder_camera.named"

    cameras: tuple[NamedCamera, ...]


@dataclass(frozen=True, kw_only=True)
class RecorderUserNamed(_OfSource):
    """A user of a recorder was given a person, or was said to be none."""

    name: ClassVar[str] = "recorder_user.named"

    treatment: Treatment
    account_id: int | None
    user: str | None = personal("user")


@dataclass(frozen=True, kw_only=True)
class RecorderLogImported(_OfSource):
    """Some rows of a recorder's log were imported: all of them together are the log's new rows.

    ``rows`` are moment (microseconds since 1970), place in ``cameras``, and act; who it was is in the personal part.
    """

    name: ClassVar[str] = "recorder_log.imported"

    file: str
    part: int
    parts: int
    covers_from: datetime
    covers_until: datetime
    cameras: tuple[str, ...]
    rows: tuple[tuple[int, int, str], ...]
    users: tuple[str, ...] | None = personal("rows")
    addresses: tuple[str, ...] | None = personal("rows")
    actions: tuple[str, ...] | None = personal("rows")


@dataclass(frozen=True, kw_only=True)
class RecorderLogCompared(_OfSource):
    """A month of a recorder's log was compared with the register."""

    name: ClassVar[str] = "recorder_log.compared"

    month: str
    viewings: int
    matched: int
    weak: int
    entries: int
    unrecorded: int
    unseen: int
    unknown_rows: int
    offset_seconds: int


@dataclass(frozen=True, kw_only=True)
class FindingOpened(_OfSource):
    """A viewing without an entry, or an entry without a viewing, was found."""

    name: ClassVar[str] = "recorder_finding.opened"

    month: str
    direction: Direction
    site: str
    place: str
    at: datetime
    until: datetime
    act: str
    account_id: int | None
    weak: bool
    entry_leaf: int | None
    row_leaf: int | None
    row_position: int | None

    @property
    def site_code(self) -> str | None:
        """Return the site of the camera."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class _OfFinding(Event):
    """Something that happened to a finding."""

    finding: int
    site: str

    @property
    def subject(self) -> str:
        """Return ``recorder_finding:`` and its number."""
        return f"recorder_finding:{self.finding + 1}"

    @property
    def site_code(self) -> str | None:
        """Return the site of the camera."""
        return self.site


@dataclass(frozen=True, kw_only=True)
class FindingExplained(_OfFinding):
    """Somebody said why; ``explained_by`` is who made the late entry where a comparison found it."""

    name: ClassVar[str] = "recorder_finding.explained"

    reason: Reason
    explained_by: int
    entry_leaf: int | None
    words: str | None = personal("words")


@dataclass(frozen=True, kw_only=True)
class FindingAccepted(_OfFinding):
    """A manager accepted an explanation."""

    name: ClassVar[str] = "recorder_finding.accepted"

    words: str | None = personal("words")


@dataclass(frozen=True, kw_only=True)
class FindingReturned(_OfFinding):
    """A manager did not accept an explanation and said why."""

    name: ClassVar[str] = "recorder_finding.returned"

    words: str | None = personal("words")


@dataclass(frozen=True, kw_only=True)
class FindingWithdrawn(_OfFinding):
    """A later comparison no longer found it."""

    name: ClassVar[str] = "recorder_finding.withdrawn"


@dataclass(frozen=True, kw_only=True)
class FindingReopened(_OfFinding):
    """A comparison found it again."""

    name: ClassVar[str] = "recorder_finding.reopened"
