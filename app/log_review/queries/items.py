"""Owns what is read about items of a review: who may see which, how each stands, and what happened to it."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.kernel.actor import SYSTEM, Actor
from app.kernel.messages import Message
from app.log_review.domain import Oddity
from app.log_review.models import LogReviewItem, LogReviewMove
from app.log_review.refusals import ItemNotFound
from app.log_review.states import DECIDED, STATE_AFTER, WITH_PERSON, About, Move, State, may_see


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Something that happened to an item; the words are empty without any, and once erased."""

    leaf: int
    move: Move
    words: str
    by_id: int
    by: str
    at: datetime
    erased_on: date | None


@dataclass(frozen=True, slots=True)
class Why:
    """One rule an item falls under, as a sentence; ``finding`` is the leaf of what a comparison found."""

    oddity: Oddity
    message: Message
    finding: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item with how it stands and everything that happened to it."""

    leaf: int
    review: int
    number: int
    handler_id: int | None
    handler: str
    entries: tuple[int, ...]
    at: datetime
    why: tuple[Why, ...]
    about: About
    moves: tuple[MoveRow, ...]

    @property
    def is_sample(self) -> bool:
        """Return whether no rule found it."""
        return not self.why

    @property
    def is_asked(self) -> bool:
        """Return whether somebody is or was to explain it."""
        return bool(self.why) or any(each.move is Move.MARKED_ODD for each in self.moves)

    @property
    def state(self) -> State:
        """Return how it stands."""
        if self.moves:
            return STATE_AFTER[self.moves[-1].move]
        return State.TO_LOOK_AT if self.is_sample else State.TO_EXPLAIN

    @property
    def is_decided(self) -> bool:
        """Return whether nothing is left to do about it."""
        return self.state in DECIDED

    @property
    def waits_for_person(self) -> bool:
        """Return whether it waits for an explanation."""
        return self.state in WITH_PERSON

    @property
    def explainers(self) -> frozenset[int]:
        """Return who explained it, ever."""
        return frozenset(each.by_id for each in self.moves if each.move is Move.EXPLAINED)

    @property
    def site(self) -> str | None:
        """Return its site, if it is of one only."""
        return next(iter(self.about.sites)) if len(self.about.sites) == 1 else None

    def last(self, *moves: Move) -> MoveRow | None:
        """Return the newest of some moves."""
        return next((each for each in reversed(self.moves) if each.move in moves), None)


def all_items(session: Session, *, review: int) -> list[ItemRow]:
    """Return every item of a review, by number. For commands and minutes; pages ask ``items_of_review``."""
    statement = select(LogReviewItem).where(LogReviewItem.review == review).order_by(LogReviewItem.number)
    found = list(session.scalars(statement))
    moves = moves_of(session, items=[row.leaf for row in found])
    said = [json.loads(row.said) for row in found]
    people = {one["handler_id"] for one in said if one["handler_id"] is not None}
    names = accounts.names_of(session, account_ids=people) if people else {}
    return [
        ItemRow(
            leaf=row.leaf,
            review=row.review,
            number=row.number,
            handler_id=one["handler_id"],
            handler=names.get(one["handler_id"], ""),
            entries=tuple(one["entries"]),
            at=datetime.fromisoformat(one["at"]),
            why=tuple(
                Why(Oddity(odd["rule"]), Message(odd["text"], _values(odd["values"])), odd["finding"])
                for odd in one["odd"]
            ),
            about=About(frozenset(one["people"]), frozenset(one["sites"])),
            moves=tuple(moves.get(row.leaf, ())),
        )
        for row, one in zip(found, said, strict=True)
    ]


def items_of_review(session: Session, *, review: int, actor: Actor) -> list[ItemRow]:
    """Return the items of a review the person may see, by number."""
    found = all_items(session, review=review)
    if actor.id == SYSTEM.id:
        return found
    return [item for item in found if may_see(actor, item.about, is_asked=item.is_asked)]


def item_of(session: Session, *, review: int, number: int, actor: Actor) -> ItemRow:
    """Return one item.

    :raises ItemNotFound: if there is none the person may see.
    """
    for item in items_of_review(session, review=review, actor=actor):
        if item.number == number:
            return item
    raise ItemNotFound(number=number)


def moves_of(session: Session, *, items: Collection[int]) -> dict[int, list[MoveRow]]:
    """Return what happened to some items, in order."""
    if not items:
        return {}
    statement = select(LogReviewMove).where(LogReviewMove.item.between(min(items), max(items)))
    rows = list(session.scalars(statement.order_by(LogReviewMove.leaf)))
    names = accounts.names_of(session, account_ids={row.by_id for row in rows}) if rows else {}
    found: defaultdict[int, list[MoveRow]] = defaultdict(list)
    for row in rows:
        by = names.get(row.by_id, "")
        found[row.item].append(MoveRow(row.leaf, Move(row.move), row.words, row.by_id, by, row.at, row.erased_on))
    return found


def _values(said: Mapping[str, object]) -> dict[str, object]:
    return {name: Message(str(value["message"])) if isinstance(value, dict) else value for name, value in said.items()}
