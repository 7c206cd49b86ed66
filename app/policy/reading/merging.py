"""Owns putting two rows of one place together: what one adds, what it says otherwise, what is only shared."""

from dataclasses import fields, replace
from typing import Any

from app.policy.reading.values import key
from app.policy.stated import Said, StatedPerson, StatedRetention, StatedRow

VALUES = tuple(one.name for one in fields(StatedRow) if one.name not in {"name", "part", "others"})
_CONTRADICTING = {"count", "retention", "hours", "storage"}
_BESIDE_SURE = 0.6  # A place only a later table knows.


def shared(row: StatedRow, sure: float) -> StatedRow:
    """Return a row whose values are said of several places."""
    changed: dict[str, Any] = {}
    for name in VALUES:
        value = getattr(row, name)
        if isinstance(value, Said):
            changed[name] = replace(value, shared=True, confidence=value.confidence * sure)
        elif value:
            changed[name] = tuple(replace(one, shared=True, confidence=one.confidence * sure) for one in value)
    return replace(row, **changed)


def is_free(value: Any) -> bool:  # noqa: ANN401  # A Said, or several.
    """Return whether a note may say something else than a row: what is the row's own stands."""
    return not value or (isinstance(value, Said) and value.shared)


def tells_place(row: StatedRow) -> bool:
    """Return whether a row says where cameras are, or how many."""
    return bool(row.part or row.count or row.location or row.coverage)


def doubted(row: StatedRow) -> StatedRow:
    """Return a row whose name no table of places knows: perhaps no place, or one called otherwise."""
    return replace(row, name=replace(row.name, confidence=min(row.name.confidence, _BESIDE_SURE)))


def filled(row: StatedRow, other: StatedRow) -> StatedRow:
    """Return a row with what another says of all places, where it says nothing itself; a count is never of all."""
    changed = {name: getattr(other, name) for name in VALUES if not getattr(row, name) and name != "count"}
    changed = {name: value for name, value in changed.items() if value}
    merged = replace(row, **changed) if changed else row
    if other.managers and row.managers:
        found, differing = _people(row.managers, other.managers)
        untitled = not any(one.value.title for one in found)  # Only a department: somebody is in charge all the same.
        merged = replace(merged, managers=(*(differing if untitled else ()), *found))
    return merged


def merged(row: StatedRow, other: StatedRow) -> tuple[StatedRow, StatedRow | None]:
    """Return a row with what another adds to it, and what contradicts it as a row of the same name, or None."""
    changed: dict[str, Any] = {}
    against: dict[str, Any] = {}
    for name in VALUES:
        mine, theirs = getattr(row, name), getattr(other, name)
        if not theirs:
            continue
        if not mine:
            changed[name] = theirs
        elif name in _CONTRADICTING and not _agree(mine.value, theirs.value):
            against[name] = theirs
        elif name == "managers":
            changed[name], differing = _people(mine, theirs)
            if differing:
                against[name] = differing
        elif name in {"accessors", "purposes", "bases"}:
            known = {_text(one.value) for one in mine}
            changed[name] = (*mine, *(one for one in theirs if _text(one.value) not in known))
        elif theirs.confidence > mine.confidence and not theirs.shared and mine.shared:
            changed[name] = theirs
    joined = replace(row, others=(*row.others, *other.others), **changed)
    if not against:
        return joined, None
    return joined, StatedRow(name=replace(other.name, value=row.name.value), part=row.part, **against)


def _agree(one: object, other: object) -> bool:
    if isinstance(one, StatedRetention) and isinstance(other, StatedRetention):
        return (one.days, one.least, one.most, one.recorded) == (other.days, other.least, other.most, other.recorded)
    if isinstance(one, str) and isinstance(other, str):
        first, second = key(one), key(other)
        return first.startswith(second) or second.startswith(first)
    return one == other


def _text(value: object) -> str:
    if isinstance(value, StatedPerson):
        return key(f"{value.title or ''}|{value.department or ''}")
    return key(str(value))


def _people(
    mine: tuple[Said[StatedPerson], ...], theirs: tuple[Said[StatedPerson], ...]
) -> tuple[tuple[Said[StatedPerson], ...], tuple[Said[StatedPerson], ...]]:
    """Return people with what others say of the same ones, and those who are somebody else."""
    found, differing = list(mine), []
    for other in theirs:
        for at, one in enumerate(found):
            if _same_post(one.value, other.value):
                found[at] = replace(one, value=_completed(one.value, other.value))
                break
        else:
            differing.append(other)
    return tuple(found), tuple(differing)


def _same_post(one: StatedPerson, other: StatedPerson) -> bool:
    titles = one.title is None or other.title is None or key(one.title) == key(other.title)
    departments = one.department is None or other.department is None or key(one.department) == key(other.department)
    return titles and departments


def _completed(one: StatedPerson, other: StatedPerson) -> StatedPerson:
    return StatedPerson(
        title=one.title or other.title,
        department=one.department or other.department,
        phones=one.phones or other.phones,
        label=one.label or other.label,
    )
