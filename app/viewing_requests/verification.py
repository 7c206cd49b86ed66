"""Owns the check that the rows of viewing requests say what the sealed entries say."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from app.kernel.messages import N_, Message
from app.ledger.comparison import Columns, Sealed, fields_that_differ, plain_rows, sealed_blocks
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.viewing_requests.clocks import end_of_kst_day
from app.viewing_requests.domain import OPEN, Status
from app.viewing_requests.due_models import (
    AnswerDay,
    ViewingRequestDueMove,
    ViewingRequestPause,
    ViewingRequestPostponement,
)
from app.viewing_requests.events import GuardOverridden
from app.viewing_requests.models import (
    ViewingRequest,
    ViewingRequestDecision,
    ViewingRequestParty,
    ViewingRequestPlace,
)

_WRONG = N_("요청 {number}의 내용이 봉인된 기록과 다릅니다({fields}).")
_MISSING = N_("봉인된 요청 {number}이(가) 표에 없습니다.")
_EXTRA = N_("요청 표에 봉인된 기록이 없는 행이 있습니다.")
_WRONG_DAY = N_("{day} 휴일 변경의 내용이 봉인된 기록과 다릅니다({fields}).")
_EXTRA_DAY = N_("휴일 변경 표에 봉인된 기록이 없는 행이 있습니다.")
_DECIDED = frozenset({Status.APPROVED, Status.REFUSED})
_PARTY = ("requester_name", "requester_contact", "place_words", "purpose")
_FACTS = (
    "channel kind requester_kind handling subject_in_footage requester_body document_no span_from span_to"
    " received_at due_on due_days overwrite_at"
)
GUARDED: Mapping[str, Collection[str]] = {
    "viewing_request": ("update", "delete"),
    "viewing_request_party": ("update",),
    "viewing_request_place": ("update", "delete"),
    "viewing_request_decision": ("update", "delete"),
    "viewing_request_postponement": ("update", "delete"),
    "viewing_request_pause": ("update", "delete"),
    "viewing_request_due_move": ("update", "delete"),
    "answer_day": ("update", "delete"),
}
"""The tables whose recorded rows stand, and what their guards refuse (migrations 0004, 0015, 0016)."""
_NO_STATUS = frozenset({"postponed", "paused", "resumed", "due_moved"})
"""Events that leave a request where it stands."""
_AT_ONCE = 1_000


@dataclass(slots=True)
class _Said:
    """What the entries of one request say: of each table the rows there should be."""

    number: str
    leaf: int = 0
    status: Status = Status.RECEIVED
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def take(self, sealed: Sealed) -> None:
        """Take the next entry of the request."""
        entry = sealed.entry
        if entry.name == GuardOverridden.name:
            return  # It changes no row: the refusal that follows does.
        self.leaf, what = entry.leaf, entry.name.removeprefix("viewing_request.")
        if what == Status.RECEIVED:
            self._receive(sealed)
        if not self.rows:
            return  # An entry about a request nobody took in: there is no row to compare, which is told.
        request = self.rows[_REQUEST.name][0]
        if what in _NO_STATUS:
            self._move(what, sealed, request)
            return
        self.status = Status(what)
        if self.status in _DECIDED:
            self._decide(sealed, request)
        closed_at = None if self.status in OPEN else plain(entry.recorded_at)
        request |= {"status": str(self.status), "closed_at": closed_at, "entry_leaf": entry.data.get("entry_leaf")}

    def _receive(self, sealed: Sealed) -> None:
        entry, said = sealed.entry, sealed.said
        year, _, sequence = self.number.partition("-")
        self.rows[_REQUEST.name] = [
            {
                **{name: said[name] for name in _FACTS.split()},
                "number": self.number,
                "year": int(year),
                "sequence": int(sequence),
                "received_by": entry.actor_id,
                "recorded_at": plain(entry.recorded_at),
                "due_at": _end_of(said["due_on"]),
                "due_moves": 0,
                "decided_by": None,
                "erased": "requester" in sealed.gone,
            }
        ]
        self.rows[_PLACES.name] = [{"position": at, **place} for at, place in enumerate(said["places"], start=1)]
        if sealed.holds("requester"):
            self.rows[_PARTIES.name] = [{name: sealed.people.get(name) for name in _PARTY}]

    def _decide(self, sealed: Sealed, request: dict[str, Any]) -> None:
        entry = sealed.entry
        request["decided_by"] = entry.actor_id
        self.rows[_DECISIONS.name] = [
            {
                "step": 1,
                "received_by": request["received_by"],
                "handling": request["handling"],
                "outcome": str(self.status),
                "ground": entry.data["ground"],
                "reason": sealed.people.get("reason") or "",
                "objection_method": entry.data.get("objection_method"),
                "decided_by": entry.actor_id,
                "decided_at": plain(entry.recorded_at),
                "erased": "reason" in sealed.gone,
            }
        ]

    def _move(self, what: str, sealed: Sealed, request: dict[str, Any]) -> None:
        """Take an entry about the last day to answer."""
        entry, said = sealed.entry, sealed.entry.data
        by_at = {"by": entry.actor_id, "at": plain(entry.recorded_at)}
        of_request = {"leaf": entry.leaf, "received_by": request["received_by"], "handling": request["handling"]}
        told = {name: value for name, value in said.items() if name not in {"number", "site"}}
        erased = "reason" in sealed.gone
        reason = sealed.people.get("reason") or ""
        if what == "postponed":
            made = {"reason": reason, "erased": erased, "decided_by": by_at["by"], "decided_at": by_at["at"]}
            self.rows[_POSTPONEMENTS.name].append({**of_request, **told, **made})
        elif what == "paused":
            stop_reason = (sealed.people.get("stop_reason") or "") if said["stops_clock"] else None
            made = {"reason": reason, "stop_reason": stop_reason, "erased": erased}
            made |= {"paused_by": by_at["by"], "paused_at": by_at["at"]}
            made |= {"resumed_on": None, "resumed_because": None, "resumed_by": None, "resumed_at": None}
            self.rows[_PAUSES.name].append({**of_request, **told, **made})
        elif what == "resumed":
            for pause in self.rows[_PAUSES.name]:
                if pause["leaf"] == said["pause_leaf"]:
                    pause |= {"resumed_on": said["resumed_on"], "resumed_because": said["because"]}
                    pause |= {"resumed_by": by_at["by"], "resumed_at": by_at["at"]}
        else:
            request |= {"due_on": said["new_on"], "due_at": _end_of(said["new_on"])}
            request["due_moves"] += 1
            made = {"position": request["due_moves"], "moved_by": by_at["by"], "moved_at": by_at["at"]}
            self.rows[_MOVES.name].append({**told, **made})


def check_requests(session: Session) -> Iterator[Fault]:
    """Yield a fault for each request that is not what its entries say, or that has none.

    Held at a time are the requests that are open at a point of the ledger: a closed one is compared and let go.
    """
    said: dict[str, _Said] = {}
    seen: Counter[str] = Counter()
    for block in sealed_blocks(session, prefix="viewing_request."):
        for sealed in block.entries:
            number = sealed.entry.data["number"]
            said.setdefault(number, _Said(number)).take(sealed)
        closed = [one for one in said.values() if one.status not in OPEN]
        yield from _compare(session, closed, seen)
        for one in closed:
            del said[one.number]
    yield from _compare(session, list(said.values()), seen)
    for table in _TABLES:
        if (session.scalar(select(func.count()).select_from(table)) or 0) > seen[table.name]:
            yield Fault(Message(_EXTRA))


def check_answer_days(session: Session) -> Iterator[Fault]:
    """Yield a fault for each day added or taken away that is not what its entries say, and for one without entry."""
    said: dict[int, dict[str, Any]] = {}
    for block in sealed_blocks(session, prefix="answer_day."):
        for sealed in block.entries:
            entry = sealed.entry
            by, at = entry.actor_id, plain(entry.recorded_at)
            if entry.name == "answer_day.set":
                lifted = {"lifted_by": None, "lifted_at": None, "lift_reason": None}
                said[entry.leaf] = {**entry.data, "leaf": entry.leaf, "set_by": by, "set_at": at, **lifted}
            elif entry.data["set_leaf"] in said:
                said[entry.data["set_leaf"]] |= {"lifted_by": by, "lifted_at": at, "lift_reason": entry.data["reason"]}
    found = {row["leaf"]: row for row in plain_rows(session, _DAYS, order=[_DAYS.c.leaf])}
    for leaf, wanted in said.items():
        fields = fields_that_differ(wanted, found.get(leaf, {}))
        if fields:
            yield Fault(Message(_WRONG_DAY, {"day": wanted["day"], "fields": ", ".join(fields)}), leaf)
    if found.keys() - said.keys():
        yield Fault(Message(_EXTRA_DAY))


def _compare(session: Session, requests: Sequence[_Said], seen: Counter[str]) -> Iterator[Fault]:
    """Compare requests with their rows, and count the rows that were looked at."""
    for start in range(0, len(requests), _AT_ONCE):
        some = requests[start : start + _AT_ONCE]
        found = _rows(session, [one.number for one in some])
        for one in some:
            there = found[one.number]
            seen.update({name: len(rows) for name, rows in there.items()})
            if _REQUEST.name not in there:
                yield Fault(Message(_MISSING, {"number": one.number}), one.leaf)
            elif fields := _differing(one.rows, there):
                yield Fault(Message(_WRONG, {"number": one.number, "fields": ", ".join(fields)}), one.leaf)


def _rows(session: Session, numbers: Sequence[str]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return the rows of requests by number and table."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    numbered: dict[int, str] = {}
    for row in plain_rows(session, _REQUEST, _REQUEST.c.number.in_(numbers), order=[_REQUEST.c.id]):
        numbered[row["id"]] = row["number"]
        found[row["number"]][_REQUEST.name].append(_with_day(row))
    for table, order in _ORDERED:
        for row in plain_rows(session, table, table.c.request_id.in_(numbered), order=[table.c[order]]):
            found[numbered[row["request_id"]]][table.name].append(_with_day(row))
    return found


def _with_day(row: dict[str, Any]) -> dict[str, Any]:
    """Say whether something was erased in place of the day, which no entry of requests knows."""
    return {"erased": row["erased_on"] is not None, **row} if "erased_on" in row else row


def _differing(said: Mapping[str, Sequence[Columns]], found: Mapping[str, Sequence[Columns]]) -> list[str]:
    names: list[str] = []
    for table in _TABLES:
        wanted, there = said.get(table.name, ()), found.get(table.name, ())
        if len(wanted) == len(there):
            different = [name for one, row in zip(wanted, there, strict=True) for name in fields_that_differ(one, row)]
        else:
            different = sorted((wanted or there)[0])
        names += ["places"] if table is _PLACES and different else different
    return list(dict.fromkeys(names))


def _end_of(day: str) -> object:
    return plain(end_of_kst_day(date.fromisoformat(day)))


def _table(model: type[Any]) -> Table:
    table: Table = model.__table__
    return table


_REQUEST, _PLACES = _table(ViewingRequest), _table(ViewingRequestPlace)
_PARTIES, _DECISIONS = _table(ViewingRequestParty), _table(ViewingRequestDecision)
_POSTPONEMENTS, _PAUSES = _table(ViewingRequestPostponement), _table(ViewingRequestPause)
_MOVES, _DAYS = _table(ViewingRequestDueMove), _table(AnswerDay)
_ORDERED = (
    (_PLACES, "position"),
    (_PARTIES, "request_id"),
    (_DECISIONS, "step"),
    (_POSTPONEMENTS, "leaf"),
    (_PAUSES, "leaf"),
    (_MOVES, "position"),
)
"""The tables of what belongs to a request, and the column that orders its rows there."""
_TABLES = (_REQUEST, *(table for table, _order in _ORDERED))
