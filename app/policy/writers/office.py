"""Owns what DOCX and HWPX share: packages that are equal to the byte, letters XML holds, pages that are wide."""

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO
from xml.sax.saxutils import escape

from app.policy.domain import Block, Column, Line, PolicyDocument, Table

WIDE_FROM = 7  # Columns; a section with such a table lies on landscape pages, as in the PDF.
FONT = "맑은 고딕"
INK, QUIET, RULE, LINE, SHADE, GAP_INK, GAP_SHADE = (
    "0E1116",
    "4A5361",
    "10243F",
    "B9C1CB",
    "EDF1F5",
    "6F4400",
    "FFF0D2",
)
"""Colours of the page of the policy (policy.css), as both formats write them."""
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # The earliest time a ZIP holds: the time of writing would differ each time.

Part = bytes | Iterable[str]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title (level 1) or the heading of a section (2)."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Foot:
    """What the policy was written from, below all else."""

    line: Line


Piece = Heading | Block | Foot


def pack(parts: Iterable[tuple[str, Part]], target: BinaryIO) -> None:
    """Write a ZIP of named parts in their order, without any time; text is written as it comes.

    A part named "mimetype" is stored, not compressed, so that programs find it at its fixed place.
    """
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in parts:
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as entry:
                for piece in (part,) if isinstance(part, bytes) else (text.encode() for text in part):
                    entry.write(piece)


def safe(text: str) -> str:
    """Return text for between two tags or quotes; a character XML cannot hold is shown as one that was lost."""
    return escape(_UNWRITABLE.sub("\ufffd", text), {'"': "&quot;"})


def pages(document: PolicyDocument) -> list[tuple[bool, list[Piece]]]:
    """Return what is written, in runs of equal pages, each with whether it lies on landscape pages."""
    leaves: list[tuple[bool, list[Piece]]] = [(False, [Heading(document.title, 1), *document.opening])]
    for section in document.sections:
        wide = any(isinstance(block, Table) and len(block.columns) >= WIDE_FROM for block in section.blocks)
        if wide != leaves[-1][0]:
            leaves.append((wide, []))
        leaves[-1][1].extend([Heading(f"{section.label} {section.heading}", 2), *section.blocks])
    leaves[-1][1].extend(document.closing)
    if document.foot:
        leaves[-1][1].append(Foot(document.foot))
    return leaves


def shares(columns: tuple[Column, ...], width: int) -> list[int]:
    """Return how wide each column is: ``width`` shared by weight, whole units that add up to it."""
    total = sum(column.weight for column in columns)
    ends = [0]
    for column in columns:
        ends.append(ends[-1] + round(column.weight * width / total))
    ends[-1] = width
    return [end - start for start, end in pairwise(ends)]
