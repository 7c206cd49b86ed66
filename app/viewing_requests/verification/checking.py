"""Owns the check that the rows of requests are what the sealed entries say."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.messages import N_, Message
from app.ledger.comparison import Columns, fields_that_differ, plain_rows, sealed_blocks
from app.ledger.faults import Fault
from app.viewing_requests.verification.cases import CASES, PLACES
from app.viewing_requests.verification.checks import CHECKS_TOPIC
from app.viewing_requests.verification.dates import DATES
from app.viewing_requests.verification.decisions import DECISIONS_TOPIC
from app.viewing_requests.verification.handovers import HANDOVERS
from app.viewing_requests.verification.holds import HOLDING
from app.viewing_requests.verification.letters import LETTERS
from app.viewing_requests.verification.receipts import RECEIPTS_TOPIC
from app.viewing_requests.verification.said import REQUEST, Said, Take

TOPICS = (CASES, HANDOVERS, DATES, HOLDING, CHECKS_TOPIC, DECISIONS_TOPIC, RECEIPTS_TOPIC, LETTERS)
"""Every module that compares rows of requests."""
GUARDED: Mapping[str, Collection[str]] = {
    "viewing_request": ("update", "delete"),
    "viewing_request_party": ("update",),
    "viewing_request_place": ("update", "delete"),
    "viewing_request_decision": ("update", "delete"),
    "viewing_request_postponement": ("update", "delete"),
    "viewing_request_pause": ("update", "delete"),
    "viewing_request_due_move": ("update", "delete"),
    "viewing_request_hold": ("update", "delete"),
    "viewing_request_check": ("update", "delete"),
    "viewing_request_attachment": ("update", "delete"),
    "viewing_request_handover": ("update", "delete"),
    "viewing_request_handover_item": ("update", "delete"),
    "viewing_request_handover_place": ("update", "delete"),
    "viewing_request_return": ("update", "delete"),
    "viewing_request_letter_draft": ("update", "delete"),
    "viewing_request_emergency": ("update", "delete"),
    "viewing_request_notice": ("update", "delete"),
    "viewing_request_receipt": ("update", "delete"),
    "viewing_request_takeover": ("update", "delete"),
    "answer_day": ("update", "delete"),
}
"""The tables whose recorded rows stand, and what their guards refuse (migrations 0015 to 0017)."""
NO_ROW = frozenset({"paper_made"})
"""What is sealed about requests without a row of theirs to compare: papers made of a case (``app.case_papers``)."""
_WRONG = N_("요청 {number}의 내용이 봉인된 기록과 다릅니다({fields}).")
_MISSING = N_("봉인된 요청 {number}이(가) 표에 없습니다.")
_EXTRA = N_("요청 표에 봉인된 기록이 없는 행이 있습니다.")
_UNKNOWN = N_("요청에 대해 봉인된 기록 '{name}'을(를) 표와 견줄 수 없습니다.")
_ORDERED = tuple(pair for topic in TOPICS for pair in topic.tables)
"""The tables of what belongs to a request, and the columns that order its rows there."""
_TABLES = (REQUEST, *(table for table, _order in _ORDERED))
TAKES: Mapping[str, Take] = {name: take for topic in TOPICS for name, take in topic.takes.items()}
"""How each entry is taken into what is said, by the last part of its name."""
_AT_ONCE = 1_000


def check_requests(session: Session) -> Iterator[Fault]:
    """Yield a fault for each request that is not what its entries say, or that has none.

    Held at a time are the requests that are open at a point of the ledger: a closed one is compared and let go. An
    entry that makes no row (``NO_ROW``) may follow at any time; one no topic knows is a fault.
    """
    said: dict[str, Said] = {}
    seen: Counter[str] = Counter()
    for block in sealed_blocks(session, prefix="viewing_request."):
        for sealed in block.entries:
            what = sealed.entry.name.partition(".")[2]
            if what in NO_ROW:
                continue
            if what not in TAKES:
                yield Fault(Message(_UNKNOWN, {"name": sealed.entry.name}), sealed.entry.leaf)
                continue
            number = sealed.entry.data["number"]
            one = said.setdefault(number, Said(number))
            one.leaf = sealed.entry.leaf
            if what == "received" or one.rows:  # An entry about a request nobody took in has no row to compare.
                TAKES[what](one, sealed)
        closed = [one for one in said.values() if one.closed]
        yield from _compare(session, closed, seen)
        for one in closed:
            del said[one.number]
    yield from _compare(session, list(said.values()), seen)
    for table in _TABLES:
        if (session.scalar(select(func.count()).select_from(table)) or 0) > seen[table.name]:
            yield Fault(Message(_EXTRA))


def _compare(session: Session, requests: Sequence[Said], seen: Counter[str]) -> Iterator[Fault]:
    """Compare requests with their rows, and count the rows that were looked at."""
    for start in range(0, len(requests), _AT_ONCE):
        some = requests[start : start + _AT_ONCE]
        found = _rows(session, [one.number for one in some])
        for one in some:
            there = found[one.number]
            seen.update({name: len(rows) for name, rows in there.items()})
            if REQUEST.name not in there:
                yield Fault(Message(_MISSING, {"number": one.number}), one.leaf)
            elif fields := _differing(one.rows, there):
                yield Fault(Message(_WRONG, {"number": one.number, "fields": ", ".join(fields)}), one.leaf)


def _rows(session: Session, numbers: Sequence[str]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return the rows of requests by number and table."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    numbered: dict[int, str] = {}
    for row in plain_rows(session, REQUEST, REQUEST.c.number.in_(numbers), order=[REQUEST.c.id]):
        numbered[row["id"]] = row["number"]
        found[row["number"]][REQUEST.name].append(_with_day(row))
    for table, order in _ORDERED:
        for row in plain_rows(
            session, table, table.c.request_id.in_(numbered), order=[table.c[name] for name in order.split()]
        ):
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
        names += ["places"] if table is PLACES and different else different
    return list(dict.fromkeys(names))
