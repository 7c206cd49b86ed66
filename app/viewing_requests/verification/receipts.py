"""Owns what entries about receipts and takeovers make of their rows."""

from app.ledger.comparison import Sealed
from app.viewing_requests.models.receipts import ViewingRequestReceipt, ViewingRequestTakeover
from app.viewing_requests.verification.said import Said, Topic, made, table_of

RECEIPTS, TAKEOVERS = table_of(ViewingRequestReceipt), table_of(ViewingRequestTakeover)


def _issued(said: Said, sealed: Sealed) -> None:
    issued = made(sealed, by="issued_by", at="issued_at")
    for before in said.rows[RECEIPTS.name]:
        if before["ended_at"] is None:
            before["ended_at"] = issued["issued_at"]
    digest = sealed.entry.data["digest"]
    said.rows[RECEIPTS.name].append({"leaf": sealed.entry.leaf, "digest": digest, **issued, "ended_at": None})


def _taken_over(said: Said, sealed: Sealed) -> None:
    taken = made(sealed, by="taken_by", at="taken_at")
    said.rows[TAKEOVERS.name].append({"leaf": sealed.entry.leaf, **taken})


def _given_back(said: Said, sealed: Sealed) -> None:
    """Change no row: the takeover stays, and that it was given back is read in the entry itself."""


RECEIPTS_TOPIC = Topic(
    tables=((RECEIPTS, "leaf"), (TAKEOVERS, "leaf")),
    takes={"receipt_issued": _issued, "taken_over": _taken_over, "given_back": _given_back},
)
