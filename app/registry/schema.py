"""Owns the JSON Schema of the registry document, made from the dataclasses themselves."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.registry.document import FORMAT, KEY_OF_KIND
from app.registry.domain import type_of_kind
from app.registry.shape import LARGEST_COUNT, LONGEST_LIST, TEXT_LIMITS, WHOLE_LIMITS, TextLimit, default_of

_DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every registry document meets."""
    definitions: dict[str, Any] = {}
    lists: dict[str, Any] = {}
    for kind, name in KEY_OF_KIND.items():
        item = _object_schema(type_of_kind[kind], definitions)
        item["properties"] |= {"valid_from": _DAY, "valid_to": _DAY}
        definitions[type_of_kind[kind].__name__] = item
        lists[name] = {"type": "array", "items": {"$ref": f"#/$defs/{type_of_kind[kind].__name__}"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Watchbook registry document",
        "type": "object",
        "required": ["format"],
        "additionalProperties": False,
        "properties": {"format": {"const": FORMAT}, "complete": {"type": "boolean"}, **lists},
        "$defs": dict(sorted(definitions.items())),
    }


def _object_schema(kind_type: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind_type)
    found: dict[str, Any] = {
        "type": "object",
        "description": (kind_type.__doc__ or "").split("\n", 1)[0],
        "additionalProperties": False,
        "properties": {item.name: _schema_of(hints[item.name], item.name, definitions) for item in fields(kind_type)},
    }
    required = [item.name for item in fields(kind_type) if default_of(item) is MISSING]
    return {**found, "required": required} if required else found


def _schema_of(expected: Any, name: str, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401, PLR0911  # One form a line.
    options = get_args(expected)
    if get_origin(expected) in (Union, UnionType):
        inner = next(option for option in options if option is not NoneType)
        return {"anyOf": [_schema_of(inner, name, definitions), {"type": "null"}]}
    if get_origin(expected) is tuple:
        items = {"type": "array", "items": _schema_of(options[0], name, definitions)}
        if options[-1] is Ellipsis:
            return {**items, "maxItems": LONGEST_LIST}
        return {**items, "minItems": len(options), "maxItems": len(options)}
    if is_dataclass(expected):
        label = expected.__name__  # type: ignore[union-attr]  # A class, as the fields say.
        if label not in definitions:
            definitions[label] = _object_schema(expected, definitions)  # type: ignore[arg-type]  # The same.
        return {"$ref": f"#/$defs/{label}"}
    if expected is date:
        return _DAY
    if issubclass(expected, StrEnum):
        return {"enum": [choice.value for choice in expected]}
    if expected is bool:
        return {"type": "boolean"}
    if expected is int:
        least, most = WHOLE_LIMITS.get(name, (0, LARGEST_COUNT))
        return {"type": "integer", "minimum": least, "maximum": most}
    limit = TEXT_LIMITS.get(name, TextLimit())
    found = {"type": "string", "minLength": 1, "maxLength": limit.longest}
    return {**found, "pattern": limit.pattern} if limit.pattern else found
