"""Owns what entries about letters written beforehand make of their rows."""

from app.ledger.comparison import Sealed
from app.viewing_requests.models import ViewingRequestLetterDraft
from app.viewing_requests.verification.said import Said, Topic, made, table_of

DRAFTS = table_of(ViewingRequestLetterDraft)


def _drafted(said: Said, sealed: Sealed) -> None:
    told, request = sealed.entry.data, said.request
    said.rows[DRAFTS.name].append(
        {
            "leaf": sealed.entry.leaf,
            "received_by": request["received_by"],
            "handling": request["handling"],
            **{name: told[name] for name in ("letter_on", "document", "use_until", "ends_with", "return_by")},
            **{name: sealed.people.get(name) or "" for name in ("limits", "measures")},
            **made(sealed, by="drafted_by", at="drafted_at"),
            "erased": "words" in sealed.gone,
        }
    )


LETTERS = Topic(tables=((DRAFTS, "leaf"),), takes={"letter_drafted": _drafted})
