"""Owns what of a draft a person still looks at: doubtful readings first, sure ones put away, what is confirmed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.policy.proposal.shapes import SURE
from app.policy.proposal.sheets import Entry, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A sheet as it is looked at: what is still doubtful stands open, the rest is put away.

    :param sure: how many of the rest were read for sure, and nobody has confirmed yet.
    :param confirmed: how many of the rest a person has confirmed or corrected.
    :param empty: how many of the rest the text says nothing of.
    """

    sheet: Sheet
    doubtful: tuple[Entry, ...]
    rest: tuple[Entry, ...]
    sure: int
    confirmed: int
    empty: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the values read are confirmed, and how many of the others are doubtful."""

    confirmed: int
    total: int
    doubtful: int


def is_doubtful(entry: Entry) -> bool:
    """Return whether a person has to look at a reading: it is not sure, and not corrected yet."""
    return entry.read is not None and not entry.corrected and entry.read.confidence < SURE


def is_sure(entry: Entry) -> bool:
    """Return whether a reading can be accepted together with all others like it."""
    return entry.read is not None and (entry.corrected or entry.read.confidence >= SURE)


def sure_paths(sheets: Iterable[Sheet]) -> frozenset[str]:
    """Return the values that were read for sure."""
    return frozenset(entry.path for sheet in sheets for entry in sheet.entries if is_sure(entry))


def progress(sheets: Iterable[Sheet], confirmed: Collection[str]) -> Progress:
    """Return how far the looking is; what a person corrected is confirmed by that."""
    read = [entry for sheet in sheets for entry in sheet.entries if entry.read is not None or entry.corrected]
    left = [entry for entry in read if not _done(entry, confirmed)]
    return Progress(len(read) - len(left), len(read), sum(is_doubtful(entry) for entry in left))


def looked(sheets: Iterable[Sheet], confirmed: Collection[str], *, shown: Collection[str] = ()) -> list[Looked]:
    """Return the sheets with something doubtful first, each with that first; ``shown``: what stands open anyhow."""
    found = [_looked(sheet, confirmed, shown) for sheet in sheets]
    return sorted(found, key=lambda one: not one.doubtful)


def _looked(sheet: Sheet, confirmed: Collection[str], shown: Collection[str]) -> Looked:
    doubtful = tuple(
        entry for entry in sheet.entries if entry.path in shown or (is_doubtful(entry) and entry.path not in confirmed)
    )
    rest = tuple(entry for entry in sheet.entries if entry not in doubtful)
    done = sum(_done(entry, confirmed) for entry in rest)
    return Looked(
        sheet=sheet,
        doubtful=doubtful,
        rest=rest,
        sure=sum(is_sure(entry) and not _done(entry, confirmed) for entry in rest),
        confirmed=done,
        empty=sum(not entry.shown for entry in rest),
    )


def _done(entry: Entry, confirmed: Collection[str]) -> bool:
    return entry.corrected or (entry.read is not None and entry.path in confirmed)
