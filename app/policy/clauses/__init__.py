"""Owns the wording of the policy: one file per section, language and version, with its sources and dates in force.

A file opens with a header between ``---`` lines and goes on with blocks. ``@ key required`` begins a block; lines
that begin with ``- `` are items of a list, every other line is a paragraph. ``{name}`` is a gap that is filled when
the policy is composed. A required block may be reworded by the organisation, but not left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from app.policy.domain import Block, ItemList, Line, Paragraph, UnknownLanguage

LANGUAGES = ("ko", "en")
SECTIONS = tuple(range(9))  # 0 is the opening; 1 to 8 are the items of 영 25①.
OURS = Path(__file__).resolve().parent
"""Where the clauses we wrote stand: a folder for each language, a file for each section and version."""
GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """One block of a clause."""

    key: str
    required: bool
    lines: tuple[str, ...]

    @property
    def gaps(self) -> frozenset[str]:
        """Return the names of the values the wording needs."""
        return frozenset(name for line in self.lines for name in GAP.findall(line))

    @property
    def text(self) -> str:
        """Return the wording as one text, its gaps unfilled."""
        return "\n".join(self.lines)

    def blocks(self, **values: str) -> Iterator[Block]:
        """Return the paragraphs and lists of the wording with its gaps filled."""
        items: list[Line] = []
        for line in self.lines:
            filled = GAP.sub(lambda gap: values[gap[1]], line)
            if filled.startswith("- "):
                items.append(Line(filled[2:]))
                continue
            if items:
                yield ItemList(tuple(items))
                items = []
            yield Paragraph(Line(filled))
        if items:
            yield ItemList(tuple(items))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The wording of one section in one language and version."""

    section: int
    language: str
    name: str  # File name without ending, e.g. "06-requests.v1".
    sources: tuple[str, ...]
    in_force_from: date
    in_force_to: date | None
    checked_on: date
    wordings: Mapping[str, Wording]

    @property
    def version(self) -> int:
        """Return which of our wordings of the section it is, from 1."""
        return int(self.name.partition(".v")[2].partition("+")[0])

    def __getitem__(self, key: str) -> Wording:
        """Return one block of the clause."""
        return self.wordings[key]

    def in_force(self, on: date) -> bool:
        """Return whether the wording may be used on a day."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


def clauses(language: str, *, on: date, folder: Path | None = None) -> tuple[Clause, ...]:
    """Return the newest wording of every section in force on a day, the opening first.

    Before the first wording came into force the oldest is used, so that an earlier state can still be laid out.

    :param folder: where the files stand, a folder for each language; None: those we wrote.
    :raises UnknownLanguage: if nothing is written in that language.
    """
    if language not in LANGUAGES:
        raise UnknownLanguage(language=language, available=", ".join(LANGUAGES))
    chosen = []
    for section in SECTIONS:
        versions = [clause for clause in written(language, folder) if clause.section == section]
        chosen.append(next((clause for clause in reversed(versions) if clause.in_force(on)), versions[0]))
    return tuple(chosen)


def written(language: str, folder: Path | None = None) -> tuple[Clause, ...]:
    """Return every clause written in a language, by section and version (v9 before v10)."""
    return _written(language, folder or OURS)


@cache
def _written(language: str, folder: Path) -> tuple[Clause, ...]:
    where = folder / language
    found = {entry.name.removesuffix(".md"): entry for entry in where.iterdir() if entry.name.endswith(".md")}
    read = [read_clause(name, language, entry.read_text("utf-8")) for name, entry in found.items()]
    return tuple(sorted(read, key=lambda clause: (clause.section, clause.version)))


def read_clause(name: str, language: str, text: str) -> Clause:
    """Return a clause from the text of its file.

    :raises ValueError: if the header is not complete.
    """
    _, header, body = text.split("---\n", 2)
    head = dict(line.split(":", 1) for line in header.splitlines())
    value = {key.strip(): entry.strip() for key, entry in head.items()}
    return Clause(
        section=int(value["section"]),
        language=language,
        name=name,
        sources=tuple(source.strip() for source in value["sources"].split(",")),
        in_force_from=date.fromisoformat(value["in_force_from"]),
        in_force_to=date.fromisoformat(value["in_force_to"]) if value["in_force_to"] else None,
        checked_on=date.fromisoformat(value["checked_on"]),
        wordings={wording.key: wording for wording in read_wordings(body)},
    )


def read_wordings(body: str) -> Iterator[Wording]:
    """Return the blocks of a text in which ``@ key required`` begins each."""
    for part in re.split(r"(?m)^@ ", body)[1:]:
        head, *lines = part.strip().splitlines()
        key, *marks = head.split()
        yield Wording(key, "required" in marks, tuple(line.strip() for line in lines if line.strip()))
