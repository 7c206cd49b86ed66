"""Owns the check that the rows of signs and of what is chosen about them say what the sealed entries say."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.kernel.messages import N_, Message
from app.ledger import queries as ledger
from app.ledger.comparison import Columns, Projected, Sealed, differences, fields_that_differ
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.signage.domain import revision_of
from app.signage.events import (
    SignBatchMade,
    SignIssued,
    SignLookChosen,
    SignReturned,
    SignSchemeChosen,
    SignsPrinted,
    SignSubstituteEnded,
    SignSubstituteRecorded,
    SignWithdrawn,
)
from app.signage.models import (
    Sign,
    SignBatch,
    SignLogo,
    SignLook,
    SignPrint,
    SignScheme,
    SignSubstitute,
    SignSubstituteEnd,
)

_WRONG = N_("안내판 {number}의 내용이 봉인된 기록과 다릅니다.")
_EXTRA = N_("안내판 표에 봉인된 기록이 없는 행이 있습니다.")
_WRONG_CHOICE = N_("안내판에 관해 정한 것이 봉인된 기록 {number}번과 다릅니다.")
_EXTRA_CHOICE = N_("안내판 표 {table}에 봉인된 기록이 없는 행이 있습니다.")
GUARDED: Mapping[str, Collection[str]] = dict.fromkeys(
    (
        "sign",
        "sign_print",
        "sign_batch",
        "sign_scheme",
        "sign_substitute",
        "sign_substitute_end",
        "sign_logo",
        "sign_look",
    ),
    ("update", "delete"),
)
"""The tables whose recorded rows stand, and what their guards refuse (migrations 0007, 0030, 0033)."""


def check_signs(session: Session) -> Iterator[Fault]:
    """Yield a fault for each sign or printing that is not what its entry says, or that has no entry.

    Whether a sign stands is told by later entries: that it was taken back, and that it returned.
    """
    turned: dict[str, str | None] = {}
    for entry in ledger.entries(session, names=(SignWithdrawn.name, SignReturned.name)):
        went = entry.name == SignWithdrawn.name
        turned[entry.data["number"]] = str(plain(entry.recorded_at)) if went else None

    def issued(sealed: Sealed) -> Sequence[Columns]:
        return [{**row, "withdrawn_at": turned.get(row["number"])} for row in _issued(sealed)]

    projected = (Projected(table=_table(Sign), rows=issued, order=("number",)), _PRINTS)
    for difference in differences(session, names=(SignIssued.name, SignsPrinted.name), projected=projected):
        if difference.entry is None:
            yield Fault(Message(_EXTRA))
            continue
        one = Sealed(difference.entry, {}, frozenset())
        said = {row["number"]: row for each in projected for row in each.rows(one)}
        found: dict[str, list[Columns]] = {number: [] for number in said}
        for row in (row for rows in difference.found.values() for row in rows):
            found.setdefault(row["number"], []).append(row)
        for number, rows in sorted(found.items()):
            if len(rows) != 1 or number not in said or fields_that_differ(said[number], rows[0]):
                yield Fault(Message(_WRONG, {"number": number}), difference.leaf)


def check_sign_choices(session: Session) -> Iterator[Fault]:
    """Yield a fault for each scheme, substitute or look that is not what its entry says, or that has no entry."""
    for difference in differences(session, names=tuple(_CHOSEN), projected=_CHOICES):
        if difference.entry is None:
            yield Fault(Message(_EXTRA_CHOICE, {"table": next(iter(difference.found))}))
        else:
            yield Fault(Message(_WRONG_CHOICE, {"number": difference.entry.number}), difference.leaf)
    yield from _check_logos(session)


def _check_logos(session: Session) -> Iterator[Fault]:
    looks = ledger.entries(session, names=(SignLookChosen.name,))
    brought = {entry.leaf: entry for entry in looks if entry.data["brings_logo"]}
    for digest, content, leaf in session.execute(
        select(SignLogo.digest, SignLogo.content, SignLogo.leaf).order_by(SignLogo.leaf)
    ):
        entry = brought.pop(leaf, None)
        if entry is None:
            yield Fault(Message(_EXTRA_CHOICE, {"table": SignLogo.__tablename__}))
        elif not digest == entry.data["logo"] == sha256(content).hexdigest():
            yield Fault(Message(_WRONG_CHOICE, {"number": entry.number}), leaf)
    for leaf, entry in brought.items():
        yield Fault(Message(_WRONG_CHOICE, {"number": entry.number}), leaf)


def _issued(sealed: Sealed) -> Sequence[Columns]:
    if sealed.entry.name != SignIssued.name:
        return ()
    said = sealed.entry.data
    row = {"number": said["number"], "kind": said["kind"], "target": said["target"], "site_code": said["site"]}
    return ({**row, "issued_at": plain(sealed.entry.recorded_at), "leaf": sealed.entry.leaf},)


def _printed(sealed: Sealed) -> Sequence[Columns]:
    entry = sealed.entry
    if entry.name != SignsPrinted.name:
        return ()
    batch = {"batch": entry.data["batch"], "size": entry.data["size"], "leaf": entry.leaf}
    batch |= {"printed_at": plain(entry.recorded_at), "printed_by": entry.actor_id}
    rows = [
        {**batch, "number": sign["number"], "revision": sign["revision"], "content": sign["revision"]}
        for sign in entry.data["signs"]
    ]
    return sorted(rows, key=_number)


def _with_revision(row: dict[str, Any]) -> dict[str, Any]:
    """Put in place of what stood on a sign the revision it has, which is what was sealed."""
    return {**row, "content": revision_of(row["content"].encode())}


def _number(row: Columns) -> str:
    number: str = row["number"]
    return number


def _table(model: type[Any]) -> Table:
    table: Table = model.__table__
    return table


def _chosen(sealed: Sealed, name: str) -> Sequence[Columns]:
    """Return the row an entry makes: what it said under the names of the columns, with who and when."""
    entry = sealed.entry
    if entry.name != name:
        return ()
    by, at, said = _CHOSEN[name]
    row = {column: entry.data[field] for field, column in said.items()}
    if "languages" in row:
        row["languages"] = ",".join(row["languages"])
    return ({**row, by: entry.actor_id, at: plain(entry.recorded_at), "leaf": entry.leaf},)


def _same(*names: str) -> dict[str, str]:
    return dict(zip(names, names, strict=True))


_CHOSEN: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    SignSchemeChosen.name: ("chosen_by", "chosen_at", {"site": "site_code"} | _same("number", "scheme")),
    SignSubstituteRecorded.name: (
        "recorded_by",
        "recorded_at",
        {"site": "site_code"}
        | _same("number", "scope", "target", "kind", "ground", "reason", "shown_at", "since", "until")
        | _same("document_title", "document_number", "document_on"),
    ),
    SignBatchMade.name: (
        "made_by",
        "made_at",
        _same("batch", "count", "left_out", "pages", "size", "variant", "languages", "sheet", "margin", "gap", "marked")
        | _same("chosen_site", "region", "kind", "state", "look", "digest"),
    ),
    SignSubstituteEnded.name: ("ended_by", "ended_at", _same("number", "ended_on", "reason")),
    SignLookChosen.name: (
        "chosen_by",
        "chosen_at",
        _same("number", "ground", "ink", "frame", "languages", "size", "logo"),
    ),
}
"""For each event the columns of who and when, and under which column each of its fields stands."""


_PRINTS = Projected(table=_table(SignPrint), rows=_printed, order=("number",), seen=_with_revision)
_CHOICES = tuple(
    Projected(table=_table(model), rows=partial(_chosen, name=event.name))
    for model, event in (
        (SignScheme, SignSchemeChosen),
        (SignSubstitute, SignSubstituteRecorded),
        (SignSubstituteEnd, SignSubstituteEnded),
        (SignLook, SignLookChosen),
        (SignBatch, SignBatchMade),
    )
)
