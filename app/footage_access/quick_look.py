"""Owns a quick look at rows of the register: spelt as they would have been sealed, they are compared with what was.

It only finds right what is right. What it does not know (another event, an older version) is looked at closer.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import Date, Table
from sqlalchemy.orm import Session

from app.database import UTCDateTime
from app.footage_access.domain import KIND_NAMES, PURPOSE_NAMES, Act, Kind, Purpose
from app.footage_access.events import FootageAccessed, FootageCorrected, FootageWithdrawn
from app.footage_access.models import FootageAccess, FootageAccessCamera, FootageAccessParty
from app.footage_access.queries import place_search
from app.kernel.hangul import search_key
from app.ledger.comparison import QuickLook
from app.ledger.domain import LOG_ID
from app.ledger.driver import Statement
from app.viewing_requests.domain import Place

ACTS = {FootageAccessed.name: Act.ACCESSED, FootageCorrected.name: Act.CORRECTED, FootageWithdrawn.name: Act.WITHDRAWN}
_VERSION = 2
_ENTRY_ID_SIZE = 36
_TRUTH = {0: "false", 1: "true"}
# What was sealed apart, behind the entry's identifier.
_SEALED_APART = re.compile(
    rb'","private":\{(?:"recipient":("[0-9a-f]{64}"))?(?:(?(1),)"words":("[0-9a-f]{64}"))?\},"site":'
)


class _Rows:
    """The rows of a table between two leaves, moments and days as canonical JSON has them, all columns in order."""

    def __init__(self, model: type[Any], *order: str) -> None:
        table: Table = model.__table__
        self._statements = {
            dialect: Statement(
                f"SELECT {', '.join(spell(column) for column in table.columns)} FROM {table.name}"  # Names of ours.
                f" WHERE leaf BETWEEN %s AND %s ORDER BY {', '.join(order)}"
            )
            for dialect, spell in (("sqlite", _on_sqlite), ("postgresql", _on_postgresql))
        }

    def between(self, session: Session, first: int, last: int) -> list[Any]:
        return self._statements[session.get_bind().dialect.name].rows(session, first, last)


def _on_sqlite(column: Any) -> str:  # noqa: ANN401  # A column has no better type.
    if isinstance(column.type, UTCDateTime):  # A T in its place would be the same moment, in another order.
        return f"replace(replace({column.name}, 'T', '#'), ' ', 'T') || 'Z'"
    return str(column.name)


def _on_postgresql(column: Any) -> str:  # noqa: ANN401  # The same.
    if isinstance(column.type, UTCDateTime):
        return f"""to_char({column.name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
    return f"to_char({column.name}, 'YYYY-MM-DD')" if isinstance(column.type, Date) else str(column.name)


_MAIN = _Rows(FootageAccess, "leaf")
_CAMERAS = _Rows(FootageAccessCamera, "leaf", "position")
_PARTIES = _Rows(FootageAccessParty, "leaf")
_PARTS = Statement(
    "SELECT leaf, part, content FROM ledger_private"
    f" WHERE log_id = {LOG_ID} AND leaf BETWEEN %s AND %s AND part IN ('recipient', 'words')"
)


def _odd(session: Session, first: int, last: int, entries: Sequence[tuple[int, str, bytes]]) -> set[int]:
    rows = {row[0]: row for row in _MAIN.between(session, first, last)}
    places: dict[int, list[Any]] = defaultdict(list)
    for row in _CAMERAS.between(session, first, last):
        places[row[0]].append(row)
    parties = dict(_PARTIES.between(session, first, last))
    begin, end = (entries[0][0], entries[-1][0]) if entries else (first, last)
    parts = {(leaf, part): bytes(content) for leaf, part, content in _PARTS.rows(session, begin, end)}
    odd = rows.keys() | places.keys() | parties.keys()
    for leaf, event, body in entries:
        try:
            holds = event in ACTS and _holds(rows[leaf], places[leaf], parties.get(leaf), event, body, parts)
        except (AttributeError, KeyError, TypeError, ValueError):  # A missing row, or a value of the wrong kind.
            holds = False
        (odd.discard if holds else odd.add)(leaf)
    return odd


def _holds(  # noqa: PLR0917  # What belongs to one entry.
    row: Sequence[Any],
    cameras: Sequence[Any],
    recipient: str | None,
    event: str,
    body: bytes,
    parts: Mapping[tuple[int, str], bytes],
) -> bool:
    (
        leaf,
        log_id,
        act,
        kind,
        handler,
        occurred_at,
        recorded_at,
        span_from,
        span_to,
        purpose,
        text,
        request_number,
        file_name,
        ground,
        form,
        period_until,
        method,
        cycle_days,
        cycle_checked_on,
        version,
        document,
        runs,
        consent_on,
        consent_items,
        copied,
        copy_reason,
        via,
        corrects_leaf,
        search,
        erased_on,
    ) = row
    places = []
    for at, (_, position, site, zone, camera, label, words, *repeated) in enumerate(cameras, start=1):
        spelt, expected = _place(site, zone, camera, label)
        if position != at or words != expected or repeated != [occurred_at, handler, kind]:
            return False
        places.append(spelt)
    corrects = "" if corrects_leaf is None else f'"corrects_leaf":{corrects_leaf:d},'
    beginning = (
        f'{{"actor":{handler:d},"at":{_text(recorded_at)},"data":{{"consent_items":{_listed(consent_items)},'
        f'"consent_on":{_text(consent_on)},{corrects}"cycle_checked_on":{_text(cycle_checked_on)},'
        f'"cycle_days":{"null" if cycle_days is None else f"{cycle_days:d}"},"document":{_text(document)},'
        f'"file_name":{_text(file_name)},"form":{_text(form)},"ground":{_text(ground)},"kind":{_text(kind)},'
        f'"method":{_text(method)},"occurred_at":{_text(occurred_at)},"period_until":{_text(period_until)},'
        f'"places":[{",".join(places)}],"purpose":{_text(purpose)},"request_number":{_text(request_number)},'
        f'"runs":{_TRUTH[runs]},"span_from":{_text(span_from)},"span_to":{_text(span_to)},"via":{_text(via)}}},'
        f'"event":"{event}","event_version":2,"id":"'
    ).encode()
    apart = _SEALED_APART.match(body, len(beginning) + _ENTRY_ID_SIZE)
    if not body.startswith(beginning) or apart is None or (log_id, act, version) != (LOG_ID, ACTS[event], _VERSION):
        return False
    said = None if recipient is None else f'{{"recipient":{encode_basestring(recipient)}}}'.encode()
    if said != (parts.get((leaf, "recipient")) if apart[1] else None):
        return False
    stored = parts.get((leaf, "words"))
    if apart[2] and stored is None:
        return erased_on is not None and (text, copied, copy_reason, search) == ("", None, None, "")
    words = {"copied": copied, "copy_reason": copy_reason, "text": text or None}
    typed = ",".join(f'"{name}":{encode_basestring(value)}' for name, value in words.items() if value is not None)
    return (
        erased_on is None
        and text is not None
        and (f"{{{typed}}}".encode() == stored if apart[2] else not typed)
        and search == search_key(f"{text} {request_number or ''} {file_name or ''} {_names(purpose, kind)}")
    )


def _text(value: str | None) -> str:
    return "null" if value is None else encode_basestring(value)


def _listed(joined: str | None) -> str:
    return "[]" if joined is None else f"[{encode_basestring(joined)}]".replace(",", '","')


@lru_cache(maxsize=64)
def _names(purpose: str, kind: str) -> str:
    return f"{PURPOSE_NAMES[Purpose(purpose)]} {KIND_NAMES[Kind(kind)]}"


@lru_cache(maxsize=10_000)
def _place(site: str, zone: str | None, camera: str | None, label: str) -> tuple[str, str]:
    """Return a place as it is sealed, and its search text."""
    sealed = (
        f'{{"camera_code":{_text(camera)},"label":{_text(label)},"site_code":{_text(site)},"zone_code":{_text(zone)}}}'
    )
    return sealed, place_search(Place(site_code=site, zone_code=zone, camera_code=camera, label=label))


QUICK_LOOK = QuickLook(
    tables=frozenset(model.__tablename__ for model in (FootageAccess, FootageAccessCamera, FootageAccessParty)),
    odd=_odd,
)
"""At entries of the register, their places, and whom footage was given to."""
