"""Replays writing up to a power cut: what was flushed is there, of the rest nothing, all, or some sectors."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Literal

SECTOR = 512
_HEAD = struct.Struct("=cBQQ")
Unflushed = Literal["lost", "kept", "torn"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a process did to a file: ``W`` and ``A`` write, ``T`` cuts, ``F`` flushes, ``U`` removes."""

    kind: str
    name: str
    offset: int
    written: bytes


def operations(log: Path) -> list[Operation]:
    """Return everything recorded, in its order; a record cut off by the end of the process is left out."""
    return list(_read(log.read_bytes()))


def _read(recorded: bytes) -> Iterator[Operation]:
    place = 0
    while place + _HEAD.size <= len(recorded):
        kind, name_length, offset, length = _HEAD.unpack_from(recorded, place)
        end = place + _HEAD.size + name_length + length
        if end > len(recorded):
            return
        name_end = place + _HEAD.size + name_length
        yield Operation(kind.decode(), recorded[place + _HEAD.size : name_end].decode(), offset, recorded[name_end:end])
        place = end


@dataclass(slots=True)
class _File:
    durable: bytearray
    unflushed: list[Operation] = field(default_factory=list)


class Disk:
    """A disk with a cache that forgets. ``at_start``: the files before the first operation, all of them durable."""

    def __init__(self, at_start: dict[str, bytes]) -> None:
        self._files = {name: _File(bytearray(content)) for name, content in at_start.items()}

    def do(self, operation: Operation) -> None:
        """Carry out one operation."""
        if operation.kind == "U":
            self._files.pop(operation.name, None)  # Kindly: a removal is durable at once.
            return
        file = self._files.setdefault(operation.name, _File(bytearray()))
        if operation.kind == "F":
            for waiting in file.unflushed:
                _apply(file.durable, waiting)
            file.unflushed.clear()
        else:
            file.unflushed.append(operation)

    def after_power_cut(self, unflushed: Unflushed, *, chance: Random) -> dict[str, bytes]:
        """Return the files as they are found afterwards."""
        return {name: _found(file, unflushed, chance) for name, file in self._files.items()}


def _found(file: _File, unflushed: Unflushed, chance: Random) -> bytes:
    content = bytearray(file.durable)
    if unflushed == "lost":
        return bytes(content)
    for operation in file.unflushed:
        if unflushed == "kept":
            _apply(content, operation)
        else:
            for piece in _sectors(operation):
                if chance.random() < 0.5:
                    _apply(content, piece)
    return bytes(content)


def _sectors(operation: Operation) -> Iterator[Operation]:
    if operation.kind == "T":
        yield operation
        return
    start, end = operation.offset, operation.offset + len(operation.written)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield Operation(
            operation.kind,
            operation.name,
            start,
            operation.written[start - operation.offset : stop - operation.offset],
        )
        start = stop


def _apply(content: bytearray, operation: Operation) -> None:
    if operation.kind == "T":
        del content[operation.offset :]
        content.extend(b"\0" * (operation.offset - len(content)))
        return
    end = operation.offset + len(operation.written)
    content.extend(b"\0" * (end - len(content)))
    content[operation.offset : end] = operation.written
