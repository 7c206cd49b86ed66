"""Owns what a review of the register looks at, what can be odd in it, and how much of the rest it takes. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from math import ceil

from app.footage_access.domain import Form, Kind, Purpose
from app.kernel.messages import N_, Message


class Oddity(StrEnum):
    """Why an entry is looked at; stored names are permanent."""

    NIGHT = "night"
    OFF_SHIFT = "off_shift"
    MANY_CAMERAS = "many_cameras"
    REPEATED = "repeated"
    EXPORT_WITHOUT_CASE = "export_without_case"
    LATE_ENTRY = "late_entry"
    MISMATCH = "mismatch"


ODDITY_NAMES: Mapping[Oddity, str] = {
    Oddity.NIGHT: N_("심야 재생"),
    Oddity.OFF_SHIFT: N_("근무 밖 열람"),
    Oddity.MANY_CAMERAS: N_("짧은 시간에 많은 카메라"),
    Oddity.REPEATED: N_("한 곳을 되풀이해 봄"),
    Oddity.EXPORT_WITHOUT_CASE: N_("사건 없는 반출"),
    Oddity.LATE_ENTRY: N_("늦게 적은 기록"),
    Oddity.MISMATCH: N_("녹화기와 다름"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What counts as odd, and how much is sampled. Kept with each review: a later change alters no earlier one.

    The defaults are this product's own, no law sets any; the organisation's internal plan decides.
    """

    night_from: int = 22  # Hour in Korea.
    night_until: int = 6
    shift_grace_minutes: int = 30  # Somebody finishes what they began.
    many_cameras: int = 10  # Different cameras …
    many_minutes: int = 10  # … within so many minutes.
    repeated_looks: int = 4  # Looks at one camera …
    repeated_days: int = 7  # … within so many days.
    late_hours: int = 12
    sample_permille: int = 10
    sample_least: int = 10
    sample_most: int = 50

    @property
    def many_within(self) -> timedelta:
        """Return the time in which many cameras are too many."""
        return timedelta(minutes=self.many_minutes)

    @property
    def repeated_within(self) -> timedelta:
        """Return the time in which looks at one camera are counted together."""
        return timedelta(days=self.repeated_days)


@dataclass(frozen=True, slots=True)
class Spot:
    """What an entry names: a camera, or a zone or site as a whole."""

    site_code: str
    zone_code: str | None = None
    camera_code: str | None = None

    @property
    def code(self) -> str:
        """Return the code of what is named."""
        return self.camera_code or self.zone_code or self.site_code


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedEntry:
    """An entry in force as a review sees it. ``recorded_at`` is when it was first recorded, before any correction."""

    leaf: int
    kind: Kind
    handler_id: int
    occurred_at: datetime
    recorded_at: datetime
    purpose: Purpose
    spots: tuple[Spot, ...]
    ended_at: datetime | None = None
    request_number: str | None = None
    document: str | None = None
    form: Form | None = None
    file_name: str | None = None

    @property
    def has_case(self) -> bool:
        """Return whether a request or an official letter stands behind it."""
        return self.request_number is not None or bool(self.document and self.document.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class RecorderGap:
    """Something a recorder's own log and the register disagree about, as the comparison found it."""

    finding: int  # Its leaf.
    handler_id: int | None
    spot: Spot
    at: datetime
    entry: int | None = None  # The entry the recorder knows nothing of.


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """One thing to be explained: which rule, whose, which entries, and why, as a sentence."""

    oddity: Oddity
    handler_id: int | None
    leaves: tuple[int, ...]
    sites: frozenset[str]
    at: datetime
    message: Message
    finding: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a person explains and another decides: entries with everything that is odd about them, or a sample."""

    handler_id: int | None
    leaves: tuple[int, ...]
    sites: frozenset[str]
    at: datetime
    odd: tuple[Odd, ...] = ()

    @property
    def is_sample(self) -> bool:
        """Return whether nothing is odd about it."""
        return not self.odd


def items_of(odd: Iterable[Odd]) -> list[Item]:
    """Return what is to be explained, in the order of time; what is odd about the same entries is one."""
    together: dict[tuple[int | None, tuple[int, ...], int | None], list[Odd]] = {}
    for each in odd:
        alone = each.finding if not each.leaves else None
        together.setdefault((each.handler_id, each.leaves, alone), []).append(each)
    items = [
        Item(
            handler_id=handler_id,
            leaves=leaves,
            sites=frozenset().union(*(each.sites for each in same)),
            at=min(each.at for each in same),
            odd=tuple(same),
        )
        for (handler_id, leaves, _alone), same in together.items()
    ]
    return sorted(items, key=lambda item: (item.at, item.leaves))


def sample_of(
    entries: Iterable[ReviewedEntry], *, odd: Iterable[Odd], seed: bytes, settings: Settings
) -> list[ReviewedEntry]:
    """Return a sample of the entries nothing is odd about, in the order of time.

    Which they are follows from ``seed`` alone: given the root of the ledger, nobody chooses them, and everybody can
    draw them again. A share of the entries, but not fewer than the least and not more than the most.
    """
    flagged = {leaf for each in odd for leaf in each.leaves}
    normal = [entry for entry in entries if entry.leaf not in flagged]
    share = ceil(len(normal) * settings.sample_permille / 1000)
    size = min(max(share, settings.sample_least), settings.sample_most)
    drawn = sorted(normal, key=lambda entry: sha256(seed + entry.leaf.to_bytes(8)).digest())[:size]
    return sorted(drawn, key=lambda entry: (entry.occurred_at, entry.leaf))
