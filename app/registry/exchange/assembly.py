"""Owns how lines of a spreadsheet become a registry document, each fault named by row and column.

A column that is not in the file says nothing: what is known of that object is kept. An empty cell says "not declared".
"""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import fields
from typing import Any

from app.kernel.errors import Problem
from app.kernel.messages import N_
from app.registry.document import RegistryDocument, overlaps, read_item
from app.registry.domain import Duty, Kind
from app.registry.exchange.columns import COLUMNS, SHEETS
from app.registry.exchange.lines import Faults, Line, Table
from app.registry.history import Version
from app.registry.shape import CODE_PATTERN, plain_value


def assembled(tables: Iterable[Table], *, base: RegistryDocument | None, faults: Faults) -> RegistryDocument:
    """Return the document of some tables; ``base`` is what is known now, kept where the file has no column."""
    tables = list(tables)
    known = {kind: {v.value.code: v for v in base.of(kind)} for kind in Kind} if base else {}
    names = _names(tables, known)
    places = _Places()
    versions: dict[Kind, tuple[Version, ...]] = {}
    for table in tables:
        found = []
        for line in table.lines:
            _resolve(line, table.kind, names, faults)
            before = known.get(table.kind, {}).get(str(line.values.get("code") or "self"))
            version = _version(table, line, before, faults)
            if version is not None:
                places.lines[version.place] = line
                found.append(version)
        versions[table.kind] = tuple(found)
    draft = RegistryDocument(versions, complete=False, place_of_field=places)
    for problem in overlaps(draft):
        faults.note(problem.place, problem.message)
    return RegistryDocument(versions, complete=False, problems=tuple(faults.in_order()), place_of_field=places)


class _Places:
    """Names a field of an item the way the file does: row and column."""

    def __init__(self) -> None:
        self.lines: dict[str, Line] = {}

    def __call__(self, place: str, name: str) -> str:
        line = self.lines.get(place)
        return place_of_path(line, name) if line else place


def place_of_path(line: Line, path: str) -> str:
    """Return where a field stands, given its path in the document; the line, if it has no column."""
    path = re.sub(r"\[\d+\]", "", path)
    for candidate in (path, f"declared.{path}"):
        for known in line.headings:
            if known == candidate or known.startswith(f"{candidate}.") or candidate.startswith(f"{known}."):
                return line.place(known)
    return line.place()


def _version(table: Table, line: Line, before: Version | None, faults: Faults) -> Version | None:
    item = item_of(line.values, before)
    unread = table.paths - line.values.keys()
    if table.kind is not Kind.ORGANISATION and not item.get("code"):
        if "code" not in unread and "code" in line.headings:
            faults.add(line.place("code"), N_("비어 있습니다. 코드를 적으십시오."))
        return None
    for required in (column for column in COLUMNS[table.kind] if column.required and column.path != "code"):
        if required.path in line.values and line.values[required.path] is None:
            faults.add(line.place(required.path), N_("비어 있습니다. 꼭 적어야 합니다."))
            return None
    if unread:  # What could not be read is named already; the rest of the line is checked for what else is wrong.
        _check_rest(table.kind, item, line, unread, faults)
        return None
    problems = list[Problem]()
    version = read_item(table.kind, item, line.place(), problems)
    for problem in problems:
        path = problem.place.removeprefix(line.place()).lstrip(".")
        faults.note(place_of_path(line, path), problem.message)
    return version


def item_of(values: Mapping[str, object], before: Version | None) -> dict[str, Any]:
    """Return plain JSON of an object: what is known of it, with the values given by path put in; None takes away."""
    known: dict[str, Any] = plain_value(before.value) if before else {}
    item = deepcopy(known)
    item.pop("code", None)
    for path, value in values.items():
        _put(item, path, plain_value(value))
    _tidy(item, values, known)
    return item


def _check_rest(kind: Kind, item: dict[str, Any], line: Line, unread: Iterable[str], faults: Faults) -> None:
    problems = list[Problem]()
    read_item(kind, item, line.place(), problems)
    for problem in problems:
        path = problem.place.removeprefix(line.place()).lstrip(".")
        if not any(path == each or path.startswith(f"{each}.") for each in unread):
            faults.note(place_of_path(line, path), problem.message)


def _put(item: dict[str, Any], path: str, value: object) -> None:
    *parents, name = path.split(".")
    for parent in parents:
        item = item.setdefault(parent, {})
    if value is None:
        item.pop(name, None)
    else:
        item[name] = value


def _tidy(item: dict[str, Any], values: Mapping[str, object], before: Mapping[str, Any]) -> None:
    """Leave out groups in which nothing is said; a group declared empty stays so where the file cannot say it."""
    declared = item.get("declared", {})
    for group, telling in (("retention", "recorded"), ("device", "functions")):
        was_empty = before.get("declared", {}).get(group) == {}
        if declared.get(group) == {} and not (was_empty and f"declared.{group}.{telling}" not in values):
            del declared[group]
    if item.get("point") == {}:
        del item["point"]
    if declared.get("device", {}).get("functions") == [] and len(declared["device"]) > 1:
        del declared["device"]["functions"]


def _names(tables: list[Table], known: Mapping[Kind, Mapping[str, Version]]) -> dict[Kind, dict[str, str | None]]:
    """Return for each kind how an object may be called: by code or by name; None where a name is not unique."""
    found: dict[Kind, dict[str, str | None]] = {kind: {} for kind in SHEETS}
    pairs = [
        (t.kind, line.values.get("code"), line.values.get(_NAME_OF.get(t.kind, "name")))
        for t in tables
        for line in t.lines
    ]
    in_file = {(kind, code) for kind, code, _ in pairs}
    for kind, versions in known.items():
        pairs += [
            (kind, code, getattr(version.value, _NAME_OF.get(kind, "name"), None))
            for code, version in versions.items()
            if (kind, code) not in in_file
        ]
    for kind, code, name in pairs:
        if isinstance(name, str) and isinstance(code, str):
            called = found[kind]
            called[name] = code if called.get(name, code) == code else None
    for kind, code, _ in pairs:
        if isinstance(code, str):
            found[kind][code] = code
    return found


_NAME_OF: Mapping[Kind, str] = {Kind.POST: "title"}


def _resolve(line: Line, kind: Kind, names: Mapping[Kind, Mapping[str, str | None]], faults: Faults) -> None:
    """Replace names by codes where the file refers to other objects."""
    for column in COLUMNS[kind]:
        value = line.values.get(column.path)
        if column.refers_to is None or value is None:
            continue
        target = column.refers_to

        def one(text: str, path: str = column.path, target: Kind = target) -> str:
            code = names[target].get(text)
            if code is None and (text in names[target] or not re.match(CODE_PATTERN, text)):
                several = text in names[target]
                faults.add(
                    line.place(path),
                    N_("'{called}'이라는 이름이 여럿입니다. 코드로 적으십시오.")
                    if several
                    else N_("'{called}'을(를) '{sheet}'에서 찾을 수 없습니다. 먼저 '{sheet}' 시트에 적으십시오."),
                    called=text,
                    sheet=SHEETS[target],
                )
            return code or text

        line.values[column.path] = _replaced(value, one)


def _replaced(value: object, one: Any) -> object:  # noqa: ANN401  # A function of text.
    if isinstance(value, Duty):
        return Duty(post=one(value.post), label=value.label)
    if isinstance(value, tuple):
        return tuple(_replaced(item, one) for item in value)
    return one(value)


def value_at(value: object, path: str) -> object:
    """Return the field of a value at a path; None where a group on the way is None."""
    for name in path.split("."):
        if value is None:
            return None
        value = getattr(value, name)
    return value


def is_default_group(value: object) -> bool:
    """Return whether a group such as retention is declared yet says nothing."""
    return value is not None and all(getattr(value, f.name) == f.default for f in fields(value))  # type: ignore[arg-type]  # A group is a dataclass.
