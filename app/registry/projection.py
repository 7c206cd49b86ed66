"""Owns how a version stands in a table: its canonical text, and the columns that repeat parts of it."""

from typing import Any

from app.kernel.canonical import canonical_bytes
from app.kernel.hangul import search_key
from app.registry.domain import (
    Agreement,
    Camera,
    Contractor,
    Declared,
    Organisation,
    Post,
    Row,
    Site,
    Thing,
    Zone,
)
from app.registry.history import Version
from app.registry.shape import plain_value


def value_text(thing: Thing) -> str:
    """Return the canonical JSON of a value, defaults left out: equal values, equal texts."""
    return canonical_bytes(plain_value(thing)).decode()


def columns_of(version: Version) -> dict[str, Any]:
    """Return every column of a version's row but the leaves, all from the version itself."""
    thing = version.value
    return {
        "code": thing.code,
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
        "name": _name(thing),
        "search": search_key(" ".join(_searched(thing))),
        "value": value_text(thing),
        **_own_columns(thing),
    }


def _name(thing: Thing) -> str | None:
    match thing:
        case Post():
            return thing.title
        case Agreement():
            return thing.party
    return thing.name


def _searched(thing: Thing) -> list[str]:
    found: list[str | None] = [_name(thing), thing.code]
    match thing:
        case Post():
            found.append(thing.department)
        case Site():
            found += [thing.address, thing.region, thing.kind]
        case Camera():
            found += [thing.type, thing.recorder]
        case Zone():
            found.append(thing.declared.location)
    return [text for text in found if text]


def _own_columns(thing: Thing) -> dict[str, Any]:  # noqa: PLR0911  # One line per kind.
    match thing:
        case Organisation():
            return _declared(thing.declared)
        case Post():
            return {"department": thing.department}
        case Row():
            return {"kind": thing.kind, **_counted(thing)}
        case Site():
            return {
                "kind": thing.kind,
                "region": thing.region,
                "row_code": thing.row,
                "parent_code": thing.parent,
                "latitude": thing.point.latitude if thing.point else None,
                "longitude": thing.point.longitude if thing.point else None,
                **_counted(thing),
            }
        case Zone():
            return {"site_code": thing.site, "split_by": thing.by, **_counted(thing)}
        case Camera():
            return {
                "zone_code": thing.zone,
                "installed_on": thing.installed_on,
                "removed_on": thing.removed_on,
                **_declared(thing.declared),
            }
        case Contractor() | Agreement():
            return {}


def _counted(thing: Row | Site | Zone) -> dict[str, Any]:
    return {"position": thing.order, "camera_count": thing.camera_count, **_declared(thing.declared)}


def _declared(declared: Declared) -> dict[str, Any]:
    return {
        "space_class": declared.space_class.value if declared.space_class else None,
        "retention_days": declared.retention.longest_days if declared.retention else None,
    }
