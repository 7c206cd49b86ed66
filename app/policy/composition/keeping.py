"""Owns sections 3, 4 and 5: who is in charge, how long footage is kept, where it can be checked (영 25①3–5)."""

from collections.abc import Iterator

from app.policy.clauses import Clause
from app.policy.composition.units import Sought, unit_table
from app.policy.composition.words import Words
from app.policy.domain import Block, Cell, Column, Line
from app.registry.snapshot import Effective, Snapshot


def people_blocks(words: Words, clause: Clause, snapshot: Snapshot) -> Iterator[Block]:
    """Return who is in charge of each place, with department and phone, and who has access."""
    yield from clause["intro"].blocks()

    def department(values: Effective) -> Cell:
        return words.cell(values.manager.department if values.manager else None)

    def phones(values: Effective) -> Cell:
        return words.cell(*(values.manager.phones if values.manager else ()))

    def holders(values: Effective) -> Cell:
        return words.cell(*(words.person(holder) for holder in values.access_holders))

    sought = (
        Sought(_column(words, "manager"), "manager", lambda values: words.title(values.manager)),
        Sought(_column(words, "department"), "manager", department),
        Sought(_column(words, "phone"), "manager", phones),
        Sought(_column(words, "access", 2.6), "access_holders", holders),
    )
    if snapshot.rows:
        yield unit_table(words, "people", snapshot, sought)


def keeping_blocks(words: Words, clause: Clause, snapshot: Snapshot) -> Iterator[Block]:
    """Return hours, retention, storage and processing of each place."""
    yield from clause["intro"].blocks()
    sought = (
        Sought(_column(words, "hours"), "hours", lambda values: words.cell(values.hours)),
        Sought(_column(words, "retention", 1.7), "retention", lambda values: words.retention(values.retention)),
        Sought(_column(words, "storage", 1.4), "storage_place", lambda values: words.cell(values.storage_place)),
        Sought(
            _column(words, "processing", 2),
            "processing_method",
            lambda values: words.cell(values.processing_method),
        ),
    )
    if snapshot.rows:
        yield unit_table(words, "keeping", snapshot, sought)
    yield from clause["processing"].blocks()


def checking_blocks(words: Words, clause: Clause, snapshot: Snapshot) -> Iterator[Block]:
    """Return how, where and when footage of each place can be checked."""
    yield from clause["intro"].blocks()
    sought = (
        Sought(
            _column(words, "checking_method", 2), "checking_method", lambda values: words.cell(values.checking_method)
        ),
        Sought(
            _column(words, "checking_place", 1.6), "checking_place", lambda values: words.cell(values.checking_place)
        ),
        Sought(
            _column(words, "checking_hours"),
            "checking_hours",
            lambda values: words.cell(values.checking_hours),
            wanted=False,
        ),
    )
    if snapshot.rows:
        yield unit_table(words, "checking", snapshot, sought)


def officer_line(words: Words, snapshot: Snapshot) -> Line:
    """Return the privacy officer, or the visible gap."""
    holder = snapshot.privacy_officer
    if holder is None or not (holder.title or holder.department):
        return Line(words["officer_missing"], missing=True)
    return Line(words.say("officer", holder=words.person(holder)))


def _column(words: Words, key: str, weight: float = 1.2) -> Column:
    return Column(key, words[key], merges=True, weight=weight)
