"""Owns what a decision rests on, in named parts, and which of them no longer stand. Pure.

A decision pins each part as SHA-256 over its canonical facts, and one digest over all of them. Later the parts are
reckoned anew: one that is gone or differs makes the decision stale, and its name says why. A part that came in later
(one more check of identity) makes nothing stale.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from app.kernel.canonical import canonical_bytes
from app.kernel.messages import N_, Message
from app.law.sources import NotInForce, source
from app.ledger.events import plain
from app.registry.snapshot import Snapshot
from app.viewing_requests.domain import Handling, Place, RequesterKind, RequestKind
from app.viewing_requests.places import view_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for, by whom, and under which rules it is answered."""

    kind: RequestKind
    requester_kind: RequesterKind
    handling: Handling
    subject_in_footage: bool
    span_from: datetime
    span_to: datetime
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check of identity or authority that was passed and counts; ``number`` is that of its entry."""

    number: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """What the registry says of a place as far as a decision rests on it."""

    key: str
    code: str
    in_service: bool
    space_class: str | None
    retention_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """The ground, and since when its wording is in force (None: it is no longer, or not yet)."""

    ground: str
    wording_from: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Everything a decision rests on."""

    asked: Asked
    checks: tuple[Check, ...] = ()
    places: tuple[PlaceFacts, ...] = ()
    law: Law | None = None

    def parts(self) -> Iterator[tuple[str, object]]:
        """Yield every part with its name; names are permanent."""
        yield "asked", self.asked
        for check in self.checks:
            yield f"check:{check.what}:{check.number}", check
        for place in self.places:
            yield f"place:{place.code}:{place.key}", place
        if self.law is not None:
            yield f"law:{self.law.ground}", self.law

    @property
    def pins(self) -> dict[str, str]:
        """Return the SHA-256 of each part by its name, in hexadecimal."""
        return {name: _digest(part) for name, part in self.parts()}

    @property
    def digest(self) -> str:
        """Return the SHA-256 over all parts, in hexadecimal."""
        return digest_of(self.pins)


def digest_of(pins: Mapping[str, str]) -> str:
    """Return the SHA-256 over pinned parts, in hexadecimal."""
    return sha256(canonical_bytes(dict(pins))).hexdigest()


def place_facts(snapshot: Snapshot, place: Place) -> PlaceFacts:
    """Return what the registry says of a place on the day of a snapshot; one it does not know is out of service."""
    view = view_of(snapshot, place)
    space = view.values.space_class if view else None
    kept = view.values.retention if view else None
    days = [each for each in (kept.least_days, kept.days, kept.most_days) if each is not None] if kept else []
    return PlaceFacts(
        key=place.key,
        code=place.code,
        in_service=view is not None,
        space_class=str(space) if space else None,
        retention_days=min(days, default=None),
    )


def law_of(ground: str | None, *, on: date) -> Law | None:
    """Return a ground as it stands on a day; None without one."""
    if ground is None:
        return None
    try:
        return Law(ground=ground, wording_from=source(ground, on=on).in_force_from)
    except NotInForce:
        return Law(ground=ground, wording_from=None)


_CHECK_NAMES = {
    "identity": N_("본인 확인이 취소됨"),
    "authority_guardian": N_("법정대리인 확인이 취소됨"),
    "authority_agent": N_("대리권 확인이 취소됨"),
    "official_document": N_("공문 확인이 취소됨"),
}
_CHECK_GONE = N_("확인한 것이 취소됨")
_PLACE_CHANGED = N_("{place}의 설정이 바뀜(운영 여부, 공개 구분, 보관기간)")
_LAW_CHANGED = N_("근거 조문이 바뀜")
_ASKED_CHANGED = N_("요청 내용이 바뀜")


def stale_parts(pinned: Mapping[str, str], present: Mapping[str, str]) -> tuple[Message, ...]:
    """Return in words what no longer is as it was pinned, in the order of the parts' names."""
    return tuple(_said(name) for name in sorted(pinned) if present.get(name) != pinned[name])


def _said(name: str) -> Message:
    kind, _, rest = name.partition(":")
    which = rest.partition(":")[0]
    match kind:
        case "check":
            return Message(_CHECK_NAMES.get(which, _CHECK_GONE))
        case "place":
            return Message(_PLACE_CHANGED, {"place": which})
        case "law":
            return Message(_LAW_CHANGED)
    return Message(_ASKED_CHANGED)


def _digest(part: object) -> str:
    return sha256(canonical_bytes(plain(part))).hexdigest()
