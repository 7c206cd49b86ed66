"""Owns what entries about hand-overs and returned copies make of their rows."""

from app.ledger.comparison import Sealed
from app.viewing_requests.models import (
    ViewingRequestHandover,
    ViewingRequestHandoverItem,
    ViewingRequestHandoverPlace,
    ViewingRequestReturn,
)
from app.viewing_requests.verification.said import Said, Topic, made, table_of

GIVEN, ITEMS = table_of(ViewingRequestHandover), table_of(ViewingRequestHandoverItem)
PLACES, BACK = table_of(ViewingRequestHandoverPlace), table_of(ViewingRequestReturn)
_WORDS = ("recipient", "mask_words", "player_note")


def _given(said: Said, sealed: Sealed) -> None:
    told, request, erased = sealed.entry.data, said.request, "words" in sealed.gone
    leaf = sealed.entry.leaf
    said.rows[GIVEN.name].append(
        {
            "leaf": leaf,
            "received_by": request["received_by"],
            "handling": request["handling"],
            "requester_kind": request["requester_kind"],
            **{name: value for name, value in told.items() if name not in {"number", "site", "items"}},
            **{name: sealed.people.get(name) or "" for name in _WORDS},
            **made(sealed, by="handed_by", at="recorded_at"),
            "erased": erased,
        }
    )
    names = sealed.people.get("file_names") or [""] * len(told["items"])
    for position, (item, file_name) in enumerate(zip(told["items"], names, strict=True), start=1):
        own = {name: value for name, value in item.items() if name != "places"}
        said.rows[ITEMS.name].append(
            {"leaf": leaf, "position": position, **own, "file_name": file_name, "erased": erased}
        )
        said.rows[PLACES.name] += [
            {"leaf": leaf, "item": position, "position": at, **place}
            for at, place in enumerate(item["places"], start=1)
        ]
    if told["return_by"] is not None:
        said.awaited.add(leaf)


def _copy_returned(said: Said, sealed: Sealed) -> None:
    told = sealed.entry.data
    for position in told["positions"]:
        said.rows[BACK.name].append(
            {
                "handover_leaf": told["handover_leaf"],
                "position": position,
                "leaf": sealed.entry.leaf,
                **{name: told[name] for name in ("how", "on_day", "document")},
                "word_of": sealed.people.get("word_of") or "",
                **made(sealed, by="confirmed_by", at="confirmed_at"),
                "erased": "words" in sealed.gone,
            }
        )
    back = {row["position"] for row in said.rows[BACK.name] if row["handover_leaf"] == told["handover_leaf"]}
    copies = {row["position"] for row in said.rows[ITEMS.name] if row["leaf"] == told["handover_leaf"]}
    if copies <= back:
        said.awaited.discard(told["handover_leaf"])


HANDOVERS = Topic(
    tables=((GIVEN, "leaf"), (ITEMS, "leaf position"), (PLACES, "leaf item position"), (BACK, "leaf position")),
    takes={"given": _given, "copy_returned": _copy_returned},
)
