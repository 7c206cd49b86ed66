"""Owns what an event is: a past-tense fact with a permanent name, and which of its fields are personal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar

from app.kernel.clock import iso
from app.kernel.uses import Use


def personal(part: str, *, default: Any = MISSING) -> Any:  # noqa: ANN401  # A dataclass field specifier has no better type.
    """Declare a field whose value is personal data.

    It never enters the sealed body: there stands a salted commitment, and the value goes to an erasable side
    row named ``part``. Fields that are erased together share a part.
    """
    return field(default=default, metadata={"personal": part})


@dataclass(frozen=True)  # Not slotted: a slotted dataclass is a second class and would be catalogued twice.
class Event:
    """Something that happened. Subclasses are frozen dataclasses, keyword-only, and set ``name`` for good.

    Field values are text, whole numbers, booleans, None, dates, moments, enums, or tuples, mappings and
    dataclasses of these.
    """

    name: ClassVar[str] = ""
    version: ClassVar[int] = 1

    @property
    def subject(self) -> str:
        """Return what the event is about, as ``kind:code``, e.g. ``viewing_request:2026-0143``. Never personal."""
        raise NotImplementedError

    @property
    def site_code(self) -> str | None:
        """Return the site concerned, for filters and site scope; None when it concerns no single site."""
        return None

    def open_part(self) -> dict[str, object]:
        """Return the fields that may be read for ever, as plain JSON values."""
        return {f.name: plain(getattr(self, f.name)) for f in fields(self) if "personal" not in f.metadata}

    def personal_parts(self) -> dict[str, dict[str, object]]:
        """Return the personal fields that have a value, as plain JSON values, grouped by part."""
        parts: dict[str, dict[str, object]] = {}
        for f in fields(self):
            value = getattr(self, f.name)
            if "personal" in f.metadata and value is not None:
                parts.setdefault(f.metadata["personal"], {})[f.name] = plain(value)
        return parts


@dataclass(frozen=True, kw_only=True)
class TakenOut:
    """What entries share that say a copy left the system: what it is for. No event by itself.

    Entries older than the question have no such field; ``use`` is None where nobody asked, which is a fault.
    """

    use: Use | None = None
    use_words: str | None = personal("use", default=None)


@dataclass(frozen=True, kw_only=True)
class ClockWentBack(Event):
    """The clock of the machine was set back; entries keep the later time until it has caught up."""

    name: ClassVar[str] = "clock.anomaly"

    clock_before: datetime
    clock_now: datetime

    @property
    def subject(self) -> str:
        """Return the clock."""
        return "clock:server"


@dataclass(frozen=True, kw_only=True)
class PersonalPartErased(Event):
    """Personal parts whose day had come were destroyed: which of which entries, never what stood in them.

    ``erased`` names for each part the leaves it was destroyed of, as runs of neighbours: first and last of each. Every
    leaf of a run had the part. Version 1 said only the first and last leaf of all (``first_leaf``, ``last_leaf``).
    """

    name: ClassVar[str] = "personal_part.erased"
    version: ClassVar[int] = 2

    due_on: date
    count: int
    erased: Mapping[str, Sequence[tuple[int, int]]]

    @property
    def subject(self) -> str:
        """Return the day up to which parts were due."""
        return f"erasure:{self.due_on.isoformat()}"


@dataclass(frozen=True, kw_only=True)
class LogKeyChanged(Event):
    """The log signs with another key from here on; both keys sign the checkpoint that ends with this entry."""

    name: ClassVar[str] = "ledger.key_changed"

    old: str
    new: str

    @property
    def subject(self) -> str:
        """Return the log's key."""
        return "ledger_key:1"


@dataclass(frozen=True, kw_only=True)
class WitnessNamed(Event):
    """Somebody outside is believed from here on: their cosignatures, made with this key, are kept as evidence."""

    name: ClassVar[str] = "ledger.witness_named"

    witness: str

    @property
    def subject(self) -> str:
        """Return the witness, by its name alone: the key stands in the entry."""
        return f"witness:{self.witness.partition('+')[0][:100]}"


@dataclass(frozen=True, kw_only=True)
class LedgerBundled(Event):
    """Entries of some days were taken out as a bundle; ``digest`` is the SHA-256 of the bundle's list of files."""

    name: ClassVar[str] = "ledger.bundled"

    since: date
    until: date
    first_leaf: int
    entries: int
    digest: str
    use: Use | None = None  # What it is for; older entries do not say.

    @property
    def subject(self) -> str:
        """Return bundles in general."""
        return "ledger:bundle"


def plain(value: object) -> object:  # noqa: PLR0911  # One line for each kind of value reads best.
    """Return a value as canonical JSON can hold it; dates and moments as ISO text.

    :raises TypeError: if the value has no such form.
    """
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str():
            return value
        case datetime():
            return iso(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case frozenset() | set():
            return sorted(plain(item) for item in value)  # type: ignore[type-var]  # Sets here hold text.
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    raise TypeError(f"an event cannot hold {type(value).__name__}")


def catalogue(package: str = "app") -> dict[str, type[Event]]:
    """Return every event class of a package by its stored name.

    :raises ValueError: if two classes share a name, or one that no other builds on has none.
    """
    found: dict[str, type[Event]] = {}
    for event_class in _subclasses(Event):
        if not f"{event_class.__module__}.".startswith(f"{package}."):
            continue
        if not event_class.name:
            if event_class.__subclasses__():  # What several events have in common is no event.
                continue
            raise ValueError(f"{event_class.__name__} has no name")
        if event_class.name in found:
            raise ValueError(f"two events are named {event_class.name}")
        found[event_class.name] = event_class
    return dict(sorted(found.items()))


def _subclasses(parent: type[Event]) -> Iterator[type[Event]]:
    for child in parent.__subclasses__():
        yield child
        yield from _subclasses(child)
