"""Owns the check that the registry's tables say what the sealed entries say, and name the entry where they do not."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.messages import N_, Message
from app.ledger import queries as ledger
from app.ledger.faults import Fault
from app.ledger.queries import Entry
from app.registry.domain import Kind
from app.registry.events import ASSERTING, PostAssigned, PostReleased, assertion_of
from app.registry.history import Key, Timeline, applied
from app.registry.models import TABLES, PostHolding
from app.registry.projection import columns_of
from app.registry.rules import KIND_NAMES

_WRONG = N_("{kind} {code}의 대장 내용이 봉인된 기록과 다릅니다.")
_EXTRA = N_("{kind} {code}의 대장 내용을 뒷받침하는 봉인된 기록이 없습니다.")
_WRONG_HOLDING = N_("직위 {code}의 담당자 배정이 봉인된 기록과 다릅니다.")

_OBJECTS_AT_ONCE = 500

Row = tuple[tuple[str, Any], ...]
"""A row's columns but its id, by name."""
GUARDED: Mapping[str, Collection[str]] = {
    table.__tablename__: ("update", "delete") for table in (*TABLES.values(), PostHolding)
}
"""The tables whose recorded rows stand, and what their guards refuse (migration 0003)."""


def check_registry(session: Session) -> Iterator[Fault]:
    """Yield a fault for each row of the registry's tables that is not what the sealed entries say.

    Held at a time is the history of some objects: their entries come together.
    """
    seen: Counter[Kind] = Counter()
    wrong: set[Kind] = set()
    entries = ledger.entries(session, names=tuple(ASSERTING), by_subject=True)
    for some in _by_some(entries):
        for kind, expected in _expected_rows(some).items():
            fault, rows = _compare(session, kind, expected)
            seen[kind] += rows
            if fault is not None and kind not in wrong:
                wrong.add(kind)
                yield fault
    for kind, table in TABLES.items():
        if kind not in wrong and (session.scalar(select(func.count()).select_from(table)) or 0) > seen[kind]:
            yield Fault(Message(_EXTRA, {"kind": KIND_NAMES[kind], "code": _stranger(session, kind)}))
    yield from _check_holdings(session)


def _by_some(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    """Yield entries some objects at a time, with all entries of each."""
    some: list[Entry] = []
    objects = 0
    for _subject, found in groupby(entries, key=lambda entry: entry.subject):
        some += found
        objects += 1
        if objects == _OBJECTS_AT_ONCE:
            yield some
            some, objects = [], 0
    if some:
        yield some


def _expected_rows(entries: Sequence[Entry]) -> dict[Kind, dict[str, list[Row]]]:
    """Follow entries in their order; each object's open rows are kept with the leaf that opened them."""
    rows: dict[Kind, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    timelines: dict[Key, Timeline] = {}
    opened: dict[tuple[Key, Any], int] = {}
    for entry in entries:
        assertion = assertion_of(entry.name, entry.data)
        key = kind, code = assertion.key
        before = timelines.get(key, ())
        after = timelines[key] = applied(before, assertion)
        for version in before:
            if version not in after:
                leaf = opened.pop((key, version.valid_from))
                rows[kind][code].append(
                    _row({**columns_of(version), "recorded_leaf": leaf, "superseded_leaf": entry.leaf})
                )
        for version in after:
            if version not in before:
                opened[key, version.valid_from] = entry.leaf
    for (kind, code), timeline in timelines.items():
        for version in timeline:
            leaf = opened[(kind, code), version.valid_from]
            rows[kind][code].append(_row({**columns_of(version), "recorded_leaf": leaf, "superseded_leaf": None}))
    return rows


def _compare(session: Session, kind: Kind, expected: Mapping[str, list[Row]]) -> tuple[Fault | None, int]:
    """Return the first fault among some objects, and how many rows they have."""
    table = TABLES[kind]
    names = [column.name for column in table.__table__.columns if column.name != "id"]
    statement = select(*(table.__table__.c[name] for name in names)).where(table.code.in_(expected))
    missing = {code: list(rows) for code, rows in expected.items()}
    rows = session.execute(statement.order_by(table.code, table.id)).all()
    for found in rows:
        row = _row(dict(zip(names, found, strict=True)))
        if row in missing[found.code]:
            missing[found.code].remove(row)
            continue
        leaf = _leaf_of(expected[found.code], found.recorded_leaf)
        return Fault(Message(_WRONG, {"kind": KIND_NAMES[kind], "code": found.code}), leaf), len(rows)
    for code, left in missing.items():
        if left:
            wrong = Message(_WRONG, {"kind": KIND_NAMES[kind], "code": code})
            return Fault(wrong, dict(left[0])["recorded_leaf"]), len(rows)
    return None, len(rows)


def _stranger(session: Session, kind: Kind) -> str:
    """Return the code of the first object in a table that no entry speaks of; the caller knows there is one."""
    table = TABLES[kind]
    codes = session.scalars(select(table.code).distinct().order_by(table.code).execution_options(yield_per=1_000))
    names = [name for name in ASSERTING if name.partition(".")[0] == kind.value]
    with codes:
        for code in codes:
            if next(ledger.entries(session, names=names, subject=f"{kind.value}:{code}"), None) is None:
                return code
    return "?"


def _leaf_of(rows: Sequence[Row], leaf: int) -> int | None:
    leaves = [dict(row)["recorded_leaf"] for row in rows]
    if leaf in leaves:
        return leaf
    return leaves[-1] if leaves else None


def _row(columns: Mapping[str, Any]) -> Row:
    return tuple(sorted(columns.items()))


def _check_holdings(session: Session) -> Iterator[Fault]:
    names = ("post_code", "account_id", "valid_from", "valid_to", "recorded_leaf", "superseded_leaf", "assignment")
    expected: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in ledger.entries(session, names=(PostAssigned.name, PostReleased.name)):
        data = entry.data
        if entry.name == PostAssigned.name:
            expected[entry.entry_id].append(
                {
                    "assignment": entry.entry_id,
                    "post_code": data["post"],
                    "account_id": data["account_id"],
                    "valid_from": data["valid_from"],
                    "valid_to": data["valid_to"],
                    "recorded_leaf": entry.leaf,
                    "superseded_leaf": None,
                }
            )
            continue
        held = expected[data["assignment"]]
        held[-1]["superseded_leaf"] = entry.leaf
        if held[-1]["valid_from"] is None or held[-1]["valid_from"] < data["valid_to"]:
            later = {"valid_to": data["valid_to"], "recorded_leaf": entry.leaf, "superseded_leaf": None}
            held.append({**held[-1], **later})
    wanted = sorted((_row(row) for held in expected.values() for row in held), key=_by_leaf)
    table = PostHolding.__table__
    statement = select(*(table.c[name] for name in names)).order_by(table.c.recorded_leaf, table.c.id)
    found = sorted(
        (_row(_in_text(dict(zip(names, row, strict=True)))) for row in session.execute(statement)), key=_by_leaf
    )
    for one, other in zip(wanted, found, strict=False):
        if one != other:
            columns = dict(one)
            yield Fault(Message(_WRONG_HOLDING, {"code": columns["post_code"]}), columns["recorded_leaf"])
            return
    if len(wanted) != len(found):
        columns = dict((wanted + found)[min(len(wanted), len(found))])
        yield Fault(Message(_WRONG_HOLDING, {"code": columns["post_code"]}), columns["recorded_leaf"])


def _in_text(columns: dict[str, Any]) -> dict[str, Any]:
    days = ("valid_from", "valid_to")
    return {name: value.isoformat() if name in days and value else value for name, value in columns.items()}


def _by_leaf(row: Row) -> tuple[int, str]:
    return dict(row)["recorded_leaf"], repr(row)
