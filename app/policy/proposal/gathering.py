"""Owns which rows of a text speak of one place, and what they agree on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.policy.proposal.draft import agreed
from app.policy.proposal.shapes import named
from app.policy.stated import Said, StatedPerson, StatedRetention, StatedRow

FIELDS = (
    *("location", "coverage", "hours", "storage", "processing", "checking_method", "checking_place", "space_class"),
    *("count", "kind", "retention", "managers", "accessors", "purposes"),
)
"""Fields of a stated row that belong to a place."""
Values = dict[str, Any]  # By field of a stated row: a Said, or a tuple of them.


@dataclass(frozen=True, slots=True)
class Place:
    """What a text says of one name: the values it agrees on, those it does not, and the parts."""

    name: Said[str]
    values: Values
    differing: dict[str, list[Any]]
    parts: tuple[StatedRow, ...]
    others: tuple[tuple[str, Said[str]], ...]


def places_of(rows: Sequence[StatedRow]) -> list[Place]:
    """Return the places of a text in its order. Rows of one name are one place, unless each counts its own cameras."""
    groups: dict[str, list[list[StatedRow]]] = {}
    for row in rows:
        same = groups.setdefault(named(row.name.value), [[]])
        own = [one.count.value for one in same[-1] if one.part is None and one.count]
        if row.part is None and own and row.count and not row.count.shared and row.count.value != own[0]:
            same.append([])
        same[-1].append(row)
    return [_place(group) for same in groups.values() for group in same]


def _place(rows: list[StatedRow]) -> Place:
    whole = [row for row in rows if row.part is None]
    values: Values = {}
    differing: dict[str, list[Any]] = {}
    for name in FIELDS:
        found = agreed([getattr(row, name) or None for row in whole], key_of)
        if len(found) == 1:
            values[name] = found[0]
        elif found:
            differing[name] = found
    others = {(named(heading), named(said.value)): (heading, said) for row in whole for heading, said in row.others}
    parts = {named(row.part.value): row for row in reversed(rows) if row.part is not None}
    return Place(rows[0].name, values, differing, tuple(reversed(parts.values())), tuple(others.values()))


def key_of(value: Any) -> object:  # noqa: ANN401  # A Said of any kind, or several.
    """Return what two readings of the same fact have in common."""
    if isinstance(value, tuple):
        return frozenset(key_of(said) for said in value)
    match value.value:
        case StatedRetention() as kept:
            counted = (kept.days, kept.least, kept.most)
            if not any(counted) and kept.recorded:
                return named(value.text)
            return (*counted, kept.recorded, named(kept.condition), named(kept.reason))
        case StatedPerson() as one:
            return (named(one.title), named(one.department), tuple(named(phone) for phone in one.phones), one.label)
        case str() as text:
            return named(text)
    return value.value
