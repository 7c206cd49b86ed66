"""Owns what is read about findings: who sees which, how each stands, and everything that happened to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, false, func, literal, or_, select, true, tuple_
from sqlalchemy.orm import Session, aliased

from app.accounts import queries as accounts
from app.database import UTCDateTime
from app.footage_access.domain import KIND_NAMES, Kind
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.clock import from_micros, to_micros
from app.recorder_logs.domain import OVERSEERS, SEEN_NAMES, STATE_AFTER, Direction, Move, Reason, Seen, State
from app.recorder_logs.models import RecorderFinding, RecorderFindingMove
from app.recorder_logs.refusals import FindingNotFound
from app.web.paging import Page, page_of

PAGE_SIZE = 50
MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which findings a list shows."""

    states: frozenset[State] = frozenset()
    mine: bool = False
    month: str | None = None
    source: str | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding with how it stands, and what was last said about it."""

    leaf: int
    source: str
    month: str
    direction: Direction
    site_code: str
    place: str
    at: datetime
    until: datetime
    act: str
    account_id: int | None
    person: str
    weak: bool
    entry_leaf: int | None
    row_leaf: int | None
    row_position: int | None
    opened_at: datetime
    state: State
    reason: Reason | None
    late_leaf: int | None
    words: str
    explained_by: int | None
    explainer: str
    explained_at: datetime | None

    @property
    def number(self) -> int:
        """Return the number people use; the same as in the ledger."""
        return self.leaf + 1

    @property
    def act_name(self) -> str:
        """Return what was done in Korean, a message id."""
        return SEEN_NAMES[Seen(self.act)] if self.direction is Direction.VIEWING else KIND_NAMES[Kind(self.act)]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Something that happened to a finding."""

    leaf: int
    move: Move
    reason: Reason | None
    entry_leaf: int | None
    words: str
    by_id: int
    by: str
    at: datetime


def visible(actor: Actor) -> ColumnElement[bool]:
    """Return the SQL of "this person may know of this finding".

    Overseers see those of their sites; an operator their own, and those at their sites that name nobody.
    """
    if actor.id == SYSTEM.id:
        return true()
    table = RecorderFinding
    conditions: list[ColumnElement[bool]] = [_at_sites(actor.sites_as(*OVERSEERS))]
    own = or_(table.account_id == actor.id, and_(table.account_id.is_(None), table.direction == str(Direction.VIEWING)))
    conditions.append(and_(own, _at_sites(actor.sites_as(Role.OPERATOR))))
    return or_(*conditions)


def _at_sites(sites: frozenset[str] | None) -> ColumnElement[bool]:
    if sites is None:
        return true()
    return RecorderFinding.site_code.in_(sorted(sites)) if sites else false()


def _selected(actor: Actor) -> Select[Any]:
    """Return the statement of the findings a person may see, each with its newest move and its newest explanation."""
    last, explained = aliased(RecorderFindingMove), aliased(RecorderFindingMove)
    columns: Select[Any] = select(RecorderFinding, last.move.label("last_move"), explained)  # type: ignore[assignment]  # Any.
    joined = (
        columns.select_from(RecorderFinding)
        .outerjoin(last, last.leaf == _newest())
        .outerjoin(explained, explained.leaf == _newest("explained"))
    )
    return joined.where(visible(actor))


def _newest(move: str | None = None) -> ScalarSelect[Any]:
    table = aliased(RecorderFindingMove)
    statement = select(func.max(table.leaf)).where(table.finding == RecorderFinding.leaf)
    return (statement if move is None else statement.where(table.move == move)).scalar_subquery()


def _of_states(statement: Select[Any], states: Iterable[State]) -> Select[Any]:
    moves = {move for move, state in STATE_AFTER.items() if state in states}
    column = statement.selected_columns["last_move"]
    named = column.in_(sorted(str(move) for move in moves if move))
    return statement.where(or_(column.is_(None), named) if None in moves else named)


def findings_statement(*, states: frozenset[State], actor: Actor) -> Select[Any]:
    """Return the statement of the findings of some states a person may see, to be counted in another way."""
    return _of_states(_selected(actor), states)


def page_of_findings(
    session: Session, *, wanted: Filter, actor: Actor, before: tuple[int, int] | None = None, size: int = PAGE_SIZE
) -> Page[FindingRow]:
    """Return findings, the newest first; ``before`` is the key of the last row of the page before."""
    statement = _filtered(wanted, actor)
    key = tuple_(RecorderFinding.at, RecorderFinding.leaf)
    if before is not None:
        at, leaf = from_micros(before[0]), before[1]
        statement = statement.where(key < tuple_(literal(at, UTCDateTime), literal(leaf)))
    ordered = statement.order_by(RecorderFinding.at.desc(), RecorderFinding.leaf.desc()).limit(size + 1)
    rows = _rows(session, ordered)
    return page_of(rows, size=size, key=lambda row: (to_micros(row.at), row.leaf))


def count_findings(session: Session, *, wanted: Filter, actor: Actor) -> int:
    """Return how many findings fit, counting no further than ``MOST_COUNTED``."""
    limited = _filtered(wanted, actor).with_only_columns(RecorderFinding.leaf).limit(MOST_COUNTED).subquery()
    return session.scalar(select(func.count()).select_from(limited)) or 0


def count_open(session: Session, *, actor: Actor) -> tuple[int, int]:
    """Return how many findings wait for an explanation, and how many for a manager."""
    open_ones = count_findings(session, wanted=Filter(states=frozenset({State.OPEN, State.RETURNED})), actor=actor)
    return open_ones, count_findings(session, wanted=Filter(states=frozenset({State.EXPLAINED})), actor=actor)


def finding_row(session: Session, *, leaf: int, actor: Actor) -> FindingRow:
    """Return one finding.

    :raises FindingNotFound: if there is none the person may see.
    """
    found = _rows(session, _selected(actor).where(RecorderFinding.leaf == leaf))
    if not found:
        raise FindingNotFound(number=leaf + 1)
    return found[0]


def next_to_do(session: Session, *, states: frozenset[State], actor: Actor, judging: bool) -> FindingRow | None:
    """Return the newest finding a person can do something about: explain it or, judging, accept it."""
    page = page_of_findings(session, wanted=Filter(states=states), actor=actor)
    return next((row for row in page.rows if not judging or actor.id not in {row.explained_by, row.account_id}), None)


def findings_of_month(session: Session, *, source: str, month: str, actor: Actor = SYSTEM) -> list[FindingRow]:
    """Return every finding of a month of a source, the oldest first."""
    statement = _selected(actor).where(RecorderFinding.source == source, RecorderFinding.month == month)
    return _rows(session, statement.order_by(RecorderFinding.at, RecorderFinding.leaf))


def moves_of(session: Session, *, finding: int) -> list[MoveRow]:
    """Return what happened to a finding, in order."""
    statement = select(RecorderFindingMove).where(RecorderFindingMove.finding == finding)
    rows = list(session.scalars(statement.order_by(RecorderFindingMove.leaf)))
    names = accounts.names_of(session, account_ids={row.by_id for row in rows})
    return [
        MoveRow(
            row.leaf,
            Move(row.move),
            Reason(row.reason) if row.reason else None,
            row.entry_leaf,
            row.words,
            row.by_id,
            names.get(row.by_id, ""),
            row.at,
        )
        for row in rows
    ]


def _filtered(wanted: Filter, actor: Actor) -> Select[Any]:
    statement = _selected(actor)
    table = RecorderFinding
    if wanted.states:
        statement = _of_states(statement, wanted.states)
    if wanted.mine:
        statement = statement.where(table.account_id == actor.id)
    for column, value in ((table.month, wanted.month), (table.source, wanted.source)):
        if value is not None:
            statement = statement.where(column == value)
    if wanted.direction is not None:
        statement = statement.where(table.direction == str(wanted.direction))
    return statement


def _rows(session: Session, statement: Select[Any]) -> list[FindingRow]:
    found = session.execute(statement).all()
    people = {finding.account_id for finding, _move, _said in found if finding.account_id is not None}
    people |= {said.by_id for _finding, _move, said in found if said is not None}
    names = accounts.names_of(session, account_ids=people) if people else {}
    return [
        FindingRow(
            leaf=finding.leaf,
            source=finding.source,
            month=finding.month,
            direction=Direction(finding.direction),
            site_code=finding.site_code,
            place=finding.place,
            at=finding.at,
            until=finding.until,
            act=finding.act,
            account_id=finding.account_id,
            person=names.get(finding.account_id, ""),
            weak=finding.weak,
            entry_leaf=finding.entry_leaf,
            row_leaf=finding.row_leaf,
            row_position=finding.row_position,
            opened_at=finding.opened_at,
            state=STATE_AFTER[Move(move) if move else None],
            reason=Reason(said.reason) if said else None,
            late_leaf=said.entry_leaf if said else None,
            words=said.words if said else "",
            explained_by=said.by_id if said else None,
            explainer=names.get(said.by_id, "") if said else "",
            explained_at=said.at if said else None,
        )
        for finding, move, said in found
    ]
