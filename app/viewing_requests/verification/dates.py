"""Owns what entries about the last day to answer make of its rows, and the check of the days off."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.messages import N_, Message
from app.ledger.comparison import Sealed, fields_that_differ, plain_rows, sealed_blocks
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.viewing_requests.models import (
    AnswerDay,
    ViewingRequestDueMove,
    ViewingRequestPause,
    ViewingRequestPostponement,
)
from app.viewing_requests.states import NEXT_TO_POSTPONED, Status
from app.viewing_requests.verification.said import Said, Topic, end_of, made, table_of

POSTPONEMENTS, PAUSES = table_of(ViewingRequestPostponement), table_of(ViewingRequestPause)
MOVES, DAYS = table_of(ViewingRequestDueMove), table_of(AnswerDay)
_WRONG_DAY = N_("{day} 휴일 변경의 내용이 봉인된 기록과 다릅니다({fields}).")
_EXTRA_DAY = N_("휴일 변경 표에 봉인된 기록이 없는 행이 있습니다.")
_RESUMING = ("resumed_on", "resumed_because", "resumed_by", "resumed_at")


def _told(sealed: Sealed, *, without: Collection[str] = ()) -> dict[str, Any]:
    return {name: value for name, value in sealed.entry.data.items() if name not in {"number", "site", *without}}


def _of_request(said: Said, sealed: Sealed) -> dict[str, Any]:
    request = said.request
    return {
        "leaf": sealed.entry.leaf,
        "received_by": request["received_by"],
        "handling": request["handling"],
        "reason": sealed.people.get("reason") or "",
        "erased": "reason" in sealed.gone,
    }


def _postponed(said: Said, sealed: Sealed) -> None:
    said.rows[POSTPONEMENTS.name].append(
        {**_of_request(said, sealed), **_told(sealed), **made(sealed, by="decided_by", at="decided_at")}
    )
    if sealed.entry.body["event_version"] > 1 and said.request["status"] in NEXT_TO_POSTPONED:
        said.put(Status.POSTPONED, sealed)


def _paused(said: Said, sealed: Sealed) -> None:
    stops = sealed.entry.data["stops_clock"]
    said.rows[PAUSES.name].append(
        {
            **_of_request(said, sealed),
            **_told(sealed),
            **made(sealed, by="paused_by", at="paused_at"),
            **dict.fromkeys(_RESUMING),
            "stop_reason": (sealed.people.get("stop_reason") or "") if stops else None,
        }
    )


def _resumed(said: Said, sealed: Sealed) -> None:
    told = sealed.entry.data
    for pause in said.rows[PAUSES.name]:
        if pause["leaf"] == told["pause_leaf"]:
            pause.update(resumed_on=told["resumed_on"], resumed_because=told["because"])
            pause.update(made(sealed, by="resumed_by", at="resumed_at"))


def _due_moved(said: Said, sealed: Sealed) -> None:
    told, request = _told(sealed), said.request
    request.update({"due_on": told["new_on"], "due_at": end_of(told["new_on"])})
    request["due_moves"] += 1
    said.rows[MOVES.name].append(
        {**told, "position": request["due_moves"], **made(sealed, by="moved_by", at="moved_at")}
    )


DATES = Topic(
    tables=((POSTPONEMENTS, "leaf"), (PAUSES, "leaf"), (MOVES, "position")),
    takes={"postponed": _postponed, "paused": _paused, "resumed": _resumed, "due_moved": _due_moved},
)


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
    found = {row["leaf"]: row for row in plain_rows(session, DAYS, order=[DAYS.c.leaf])}
    for leaf, wanted in said.items():
        fields = fields_that_differ(wanted, found.get(leaf, {}))
        if fields:
            yield Fault(Message(_WRONG_DAY, {"day": wanted["day"], "fields": ", ".join(fields)}), leaf)
    if found.keys() - said.keys():
        yield Fault(Message(_EXTRA_DAY))
