"""Owns the last look at a draft: what the registry would refuse is taken out and told, so that the rest imports."""

import re
from typing import Any

from app.kernel.messages import Message
from app.registry.document import KEY_OF_KIND, RegistryDocument, examine_document
from app.registry.rules import faults_of_value

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_MOST = 200


def steps(path: str) -> list[str | int]:
    """Return the steps of a path such as ``sites[2].declared.hours``."""
    return [name or int(number) for name, number in _STEP.findall(path)]


def sound(document: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, Message]]]:
    """Return a document the registry can read, and what had to be taken out for it: path and reason."""
    dropped: list[tuple[str, Message]] = []
    for _round in range(_MOST):
        examined = examine_document(document)
        faults = [(one.place, one.message) for one in examined.problems] or _faults(examined)
        if not faults:
            break
        place, message = faults[0]
        take_out(document, place)
        dropped.append((place, message))
    return document, dropped


def _faults(examined: RegistryDocument) -> list[tuple[str, Message]]:
    return [
        (f"{version.place}.{name or 'declared'}", message)
        for kind in KEY_OF_KIND
        for version in examined.of(kind)
        for name, message in faults_of_value(version.value)
    ]


def take_out(document: dict[str, Any], path: str) -> None:
    """Take the value at a path out of a document; a list keeps its other items."""
    *before, last = steps(path)
    for length in range(len(before) + 1):
        above = value_at(document, before[: len(before) - length]) if before else document
        name = [*before, last][len(before) - length]
        if isinstance(above, dict) and name in above:
            above.pop(str(name))
            return
        if isinstance(above, list) and isinstance(name, int) and name < len(above):
            del above[name]
            return


def value_at(document: Any, path: list[str | int]) -> Any:  # noqa: ANN401  # JSON.
    """Return the value at a path, or None."""
    found = document
    for step in path:
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found
