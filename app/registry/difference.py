"""Owns what would change: from a document or from single assertions, field by field, before anything is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.registry.document import RegistryDocument
from app.registry.domain import Kind, Thing
from app.registry.history import (
    Assertion,
    Key,
    Timeline,
    Version,
    applied,
    gaps,
    until_next_change,
    version_on,
)
from app.registry.shape import plain_value


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a value, before and after, as plain JSON; None: nothing stated.

    ``field`` is a name of the dataclass, or ``declared.`` and a name of ``DECLARABLE``.
    """

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What one assertion changes about one object. ``old`` is the value it had on the first day concerned."""

    assertion: Assertion
    before: Timeline
    after: Timeline
    old: Thing | None
    fields: tuple[FieldChange, ...]

    @property
    def kind(self) -> Kind:
        """Return the kind of object."""
        return self.assertion.kind

    @property
    def code(self) -> str:
        """Return the code of the object."""
        return self.assertion.code

    @property
    def is_new(self) -> bool:
        """Return whether nothing was known of the object before."""
        return not self.before

    @property
    def is_end(self) -> bool:
        """Return whether the object is said not to be there."""
        return self.assertion.value is None

    @property
    def name(self) -> str:
        """Return what people call the object."""
        thing: Any = self.assertion.value or self.old
        names = (getattr(thing, name, None) for name in ("name", "title", "party", "department"))
        return next((name for name in names if name), self.code)


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that would change, or did, in order. ``edition``: of the registry it was worked out against."""

    changes: tuple[Change, ...]
    edition: int = 0

    def __len__(self) -> int:
        return len(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)


def planned(known: Mapping[Key, Timeline], assertions: Iterable[Assertion]) -> tuple[list[Change], dict[Key, Timeline]]:
    """Return what assertions change, one after the other, and all versions afterwards.

    What changes nothing is left out.
    """
    after = dict(known)
    changes = []
    for assertion in assertions:
        before = after.get(assertion.key, ())
        timeline = applied(before, assertion)
        if timeline == before:
            continue
        old = next((version.value for version in before if version.span.meets(assertion.span)), None)
        fields = () if assertion.value is None or old is None else tuple(differing_fields(old, assertion.value))
        changes.append(Change(assertion, before, timeline, old, fields))
        after[assertion.key] = timeline
    return changes, {key: timeline for key, timeline in after.items() if timeline}


def differing_fields(old: Thing, new: Thing) -> Iterator[FieldChange]:
    """Yield each field in which two values differ, in the order of the dataclass."""
    plain_old, plain_new = plain_value(old), plain_value(new)
    for name in type(new).__dataclass_fields__:
        before, after = plain_old.get(name), plain_new.get(name)
        if name != "declared":
            if before != after:
                yield FieldChange(name, before, after)
            continue
        before, after = before or {}, after or {}
        for part in type(new.declared).__dataclass_fields__:  # type: ignore[union-attr]  # It has the field.
            if before.get(part) != after.get(part):
                yield FieldChange(f"declared.{part}", before.get(part), after.get(part))


def assertions_of(
    document: RegistryDocument, known: Mapping[Key, Timeline], *, default_from: date | None
) -> Iterator[Assertion]:
    """Yield what a document says of each object, in its order.

    A complete document also says when the objects it names are not there. In any other, a version without
    ``valid_from`` says: so from ``default_from`` until the next change known; and nothing, if it is so already.
    """
    for key, versions in document.by_key().items():
        for version in versions:
            if document.complete or version.valid_from is not None or default_from is None:
                yield _assertion(key, version, version.valid_from, version.valid_to)
            else:
                yield from _undated(key, version, known.get(key, ()), default_from)
        if document.complete and known.get(key):
            for span in gaps(versions):
                yield Assertion(*key, None, span.start, span.end)


def _undated(key: Key, version: Version, timeline: Timeline, day: date) -> Iterator[Assertion]:
    end = version.valid_to
    if end is None:
        current = version_on(timeline, day)
        if current is not None and current.value == version.value:
            return
        end = until_next_change(timeline, day)
    if end is None or day < end:
        yield _assertion(key, version, day, end)


def _assertion(key: Key, version: Version, start: date | None, end: date | None) -> Assertion:
    return Assertion(*key, version.value, start, end, version.place)
