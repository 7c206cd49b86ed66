"""Owns what entries about holds make of their rows, and of what the request says of its footage."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app.ledger.comparison import Sealed
from app.ledger.events import plain
from app.viewing_requests.holding import HoldState, held_until, status_with
from app.viewing_requests.models import ViewingRequestHold
from app.viewing_requests.states import RUNNING, Status
from app.viewing_requests.verification.cases import PLACES
from app.viewing_requests.verification.said import Said, Topic, made, table_of

HOLDS = table_of(ViewingRequestHold)
_TERMS = ("recorder", "offset_seconds", "span_from", "span_to", "needed_by")
_LATER = tuple(
    column.name
    for column in HOLDS.columns
    if column.name.startswith(("set_", "locked_", "until_", "confirmed_", "extended_", "ended_", "happened_"))
)
_SET = ("locked_at", "locked_from", "locked_to", "until_on")


def _raised(said: Said, sealed: Sealed) -> None:
    told = sealed.entry.data
    place = told["place"] or {}
    codes = {name: place.get(name) for name in ("site_code", "zone_code", "camera_code")}
    said.rows[HOLDS.name].append(
        {
            **dict.fromkeys(_LATER),
            **{name: told[name] for name in _TERMS},
            **codes,
            **made(sealed, by="raised_by", at="raised_at"),
            "leaf": sealed.entry.leaf,
            "place": "|".join(code or "" for code in codes.values()) if place else "",
            "label": place.get("label", ""),
            "state": str(HoldState.RAISED),
            "raised_because": told["because"],
        }
    )
    said.awaited.add(sealed.entry.leaf)
    _settle(said)


def _moved(state: HoldState, *, by: str, at: str) -> Callable[[Said, Sealed, dict[str, Any]], None]:
    def move(_said: Said, sealed: Sealed, hold: dict[str, Any]) -> None:
        hold.update(made(sealed, by=by, at=at), state=str(state))

    return move


def _set(_said: Said, sealed: Sealed, hold: dict[str, Any]) -> None:
    told = sealed.entry.data
    hold.update(made(sealed, by="set_by", at="set_at"), state=str(HoldState.SET), set_recorder=told["recorder"])
    hold.update({name: told[name] for name in _SET})


def _extended(_said: Said, sealed: Sealed, hold: dict[str, Any]) -> None:
    told = sealed.entry.data
    hold.update(made(sealed, by="extended_by", at="extended_at"))
    hold.update(until_on=told["until_on"], extended_because=told["because"])


def _ended(state: HoldState) -> Callable[[Said, Sealed, dict[str, Any]], None]:
    def end(said: Said, sealed: Sealed, hold: dict[str, Any]) -> None:
        told = sealed.entry.data
        hold.update(made(sealed, by="ended_by", at="ended_at"), state=str(state))
        hold.update(ended_because=told["because"], happened_at=told.get("happened_at"))
        said.awaited.discard(hold["leaf"])

    return end


def _of_hold(take: Callable[[Said, Sealed, dict[str, Any]], None]) -> Callable[[Said, Sealed], None]:
    """Let an entry change the hold it names; one nobody raised has no row to change."""

    def taken(said: Said, sealed: Sealed) -> None:
        for hold in said.rows[HOLDS.name]:
            if hold["leaf"] == sealed.entry.data["hold"]:
                take(said, sealed, hold)
        _settle(said)

    return taken


def _recounted(said: Said, sealed: Sealed) -> None:
    told = sealed.entry.data
    said.request["overwrite_at"] = told["new_at"]
    terms = {term["hold"]: term for term in told["terms"]}
    for hold in said.rows[HOLDS.name]:
        term = terms.get(hold["leaf"])
        if term:
            hold.update({name: term[name] for name in ("needed_by", "recorder", "offset_seconds")})


def _named(said: Said, sealed: Sealed) -> None:
    known = said.rows[PLACES.name]
    for place in sealed.entry.data["places"]:
        known.append({"position": len(known) + 1, **place})


def _settle(said: Said) -> None:
    """Say until when a running request's footage is held, by the rule the commands follow."""
    if Status(said.request["status"]) not in RUNNING:
        return
    holds = [
        (HoldState(hold["state"]), date.fromisoformat(hold["until_on"]) if hold["until_on"] else None)
        for hold in said.rows[HOLDS.name]
    ]
    until = held_until(holds)
    said.request["held_until"] = plain(until)
    said.request["status"] = str(status_with(Status(said.request["status"]), until))


HOLDING = Topic(
    tables=((HOLDS, "leaf"),),
    takes={
        "hold_raised": _raised,
        "hold_set": _of_hold(_set),
        "hold_confirmed": _of_hold(_moved(HoldState.CONFIRMED, by="confirmed_by", at="confirmed_at")),
        "hold_extended": _of_hold(_extended),
        "hold_released": _of_hold(_ended(HoldState.RELEASED)),
        "hold_too_late": _of_hold(_ended(HoldState.TOO_LATE)),
        "hold_dropped": _of_hold(_ended(HoldState.DROPPED)),
        "footage_recounted": _recounted,
        "places_named": _named,
    },
)
