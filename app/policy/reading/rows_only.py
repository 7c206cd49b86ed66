"""Owns the places of a policy that names none: told by where its devices stand, or one place for all of them."""

from collections.abc import Sequence
from dataclasses import replace

from app.policy.reading.values import parts_of
from app.policy.stated import Said, StatedRow


def places_counted(shared: Sequence[StatedRow]) -> list[StatedRow]:
    """Return the places of a policy that tells them where its devices stand ("지하주차장 52대, 승강기 16대")."""
    said = next((row.location for row in shared if row.location and parts_of(row.location.value)), None)
    told = parts_of(said.value) if said else ()
    if not said:
        counted = next((row.count for row in shared if row.count and parts_of(row.count.text)), None)
        told = parts_of(counted.text) if counted else ()
        said = counted.of(counted.text) if counted else None
    return [StatedRow(name=said.of(name), count=said.of(number)) for name, number in told] if said else []


def only_place(operator: str | None, shared: Sequence[StatedRow]) -> StatedRow:
    """Return the one place of a policy that names none: called by where its devices stand, or by nothing."""
    whole = next((row for row in shared if row.count), None) or next((row for row in shared if row.location), shared[0])
    location = next((row.location for row in shared if row.location), None)
    count = next((row.count for row in shared if row.count), None)
    if location is not None and len(location.value) <= 40:  # noqa: PLR2004 - A name, no sentence.
        name = replace(location, confidence=0.5)
    else:
        name = Said(operator or "", operator or "", whole.name.where, 0.4 if operator else 0.2)
    return StatedRow(name=name, count=count)
