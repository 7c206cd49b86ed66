"""Owns the check that versions, texts, files and reworded clauses of the policy are what the sealed entries say."""

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.messages import N_, Message
from app.ledger import queries as ledger
from app.ledger.comparison import Columns, Projected, Sealed, differences
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.ledger.queries import Entry
from app.policy.events import (
    PolicyAnnounced,
    PolicyApproved,
    PolicyClauseRestored,
    PolicyClauseReworded,
    PolicyDrafted,
    PolicyEnteredIntoForce,
    PolicyRefreshed,
    PolicyReplaced,
    PolicyReviewed,
    PolicySentBack,
    PolicyWithdrawn,
)
from app.policy.models import PolicyClauseCopy, PolicyFile, PolicyText, PolicyVersion
from app.policy.versions import NEXT, State

_WRONG = N_("방침 제{version}판이 봉인된 기록 {number}번과 다릅니다.")
_WRONG_MOVE = N_("봉인된 기록 {number}번의 방침 변경은 할 수 없는 것입니다.")
_WRONG_TEXT = N_("방침의 글이 봉인된 기록 {number}번과 다릅니다.")
_WRONG_FILE = N_("공개한 방침 파일이 봉인된 기록 {number}번과 다릅니다.")
_WRONG_CLAUSE = N_("방침 조문의 글이 봉인된 기록 {number}번과 다릅니다.")
_EXTRA = N_("방침 표 {table}에 봉인된 기록이 없는 행이 있습니다.")
GUARDED: Mapping[str, Collection[str]] = {
    "policy_version": ("update", "delete"),
    "policy_text": ("update", "delete"),
    "policy_file": ("update", "delete"),
    "policy_clause_copy": ("update", "delete"),
}
"""The tables whose recorded rows stand, and what their guards refuse (migrations 0026, 0027)."""
_COMPOSED = (PolicyDrafted.name, PolicyRefreshed.name)
_WORDED = (PolicyClauseReworded.name, PolicyClauseRestored.name)
_TARGETS: Mapping[str, State] = {
    PolicyReviewed.name: State.REVIEWED,
    PolicySentBack.name: State.DRAFT,
    PolicyApproved.name: State.APPROVED,
    PolicyAnnounced.name: State.ANNOUNCED,
    PolicyEnteredIntoForce.name: State.IN_FORCE,
    PolicyReplaced.name: State.REPLACED,
    PolicyWithdrawn.name: State.WITHDRAWN,
}
_JOINED = ("forms", "languages", "clauses")
_SAME = ("effective_on", "note", "numbering", "registry_revision", "clauses_digest", "text_digest")
_REVIEW: Mapping[str, Any] = dict.fromkeys(("reviewed_by", "reviewed_for", "reviewed_at"))
_APPROVAL: Mapping[str, Any] = dict.fromkeys(("approved_by", "approved_for", "approved_at"))
_LATER: Mapping[str, Any] = dict.fromkeys(("announced_on", "files_digest", "entered_on", "replaced_by"))


def check_policy(session: Session) -> Iterator[Fault]:
    """Yield a fault for each version, text or file that is not what its entries say, or that has no entry."""
    rows: dict[int, dict[str, Any]] = {}
    newest: dict[int, Entry] = {}
    texts, files = _digests(session, PolicyText), _digests(session, PolicyFile)
    for entry in ledger.entries(session, names=(*_COMPOSED, *_TARGETS)):
        number = entry.data["number"]
        if not _fold(rows, entry):
            yield Fault(Message(_WRONG_MOVE, {"number": entry.number}), entry.leaf)
            return
        newest[number] = entry
        if entry.name in _COMPOSED and texts.pop(entry.leaf, {}) != _said_texts(entry):
            yield Fault(Message(_WRONG_TEXT, {"number": entry.number}), entry.leaf)
        if entry.name == PolicyAnnounced.name and files.pop(entry.leaf, {}) != _said_files(entry):
            yield Fault(Message(_WRONG_FILE, {"number": entry.number}), entry.leaf)
    found = {row.number: _columns(row) for row in session.scalars(select(PolicyVersion))}
    for number, entry in newest.items():
        if found.pop(number, None) != rows[number]:
            yield Fault(Message(_WRONG, {"version": number, "number": entry.number}), entry.leaf)
    for table, extra in (("policy_version", found), ("policy_text", texts), ("policy_file", files)):
        if extra:
            yield Fault(Message(_EXTRA, {"table": table}))


def check_clauses(session: Session) -> Iterator[Fault]:
    """Yield a fault for each wording of a clause that is not what its entry says, or that has no entry."""
    for difference in differences(session, names=_WORDED, projected=(_CLAUSES,)):
        if difference.entry is None:
            yield Fault(Message(_EXTRA, {"table": _CLAUSES.table.name}))
        else:
            yield Fault(Message(_WRONG_CLAUSE, {"number": difference.entry.number}), difference.leaf)


def _worded(sealed: Sealed) -> Sequence[Columns]:
    entry, said = sealed.entry, sealed.entry.data
    row = {name: said[name] for name in ("section", "language", "number", "based_on")}
    row |= {"content": said.get("content"), "worded_by": entry.actor_id, "leaf": entry.leaf}
    return ({**row, "worded_at": plain(entry.recorded_at)},)


_CLAUSE_TABLE: Any = PolicyClauseCopy.__table__
_CLAUSES = Projected(table=_CLAUSE_TABLE, rows=_worded)


def _fold(rows: dict[int, dict[str, Any]], entry: Entry) -> bool:
    """Take one entry into the rows it makes; return whether there can be such an entry after those before."""
    said, by, at = entry.data, entry.actor_id, plain(entry.recorded_at)
    number = said["number"]
    if entry.name in _COMPOSED:
        return _compose(rows, entry)
    row = rows.get(number)
    target = _TARGETS.get(entry.name)
    if row is None or target is None or target not in NEXT[State(row["state"])]:
        return False
    row["state"] = target.value
    match target:
        case State.DRAFT:
            row |= {**_REVIEW, **_APPROVAL}
        case State.REVIEWED:
            row |= {"reviewed_by": by, "reviewed_for": said["for_account"], "reviewed_at": at}
        case State.APPROVED:
            row |= {"approved_by": by, "approved_for": said["for_account"], "approved_at": at}
        case State.ANNOUNCED:
            row |= {"announced_on": said["announced_on"], "files_digest": said["files_digest"]}
        case State.IN_FORCE:
            row["entered_on"] = said["entered_on"]
        case State.REPLACED:
            row["replaced_by"] = said["by"]
    return True


def _compose(rows: dict[int, dict[str, Any]], entry: Entry) -> bool:
    said, number = entry.data, entry.data["number"]
    composed = {name: said[name] for name in _SAME} | {name: ",".join(said[name]) for name in _JOINED}
    composed["text_leaf"] = entry.leaf
    composed["authors"] = ",".join(str(number) for number in said.get("authors", ()))
    if entry.name == PolicyRefreshed.name:
        if number not in rows or rows[number]["state"] != State.DRAFT:
            return False
        rows[number] |= composed
        return True
    if number != len(rows) + 1:
        return False
    begun = {"drafted_by": entry.actor_id, "drafted_at": plain(entry.recorded_at), "state": State.DRAFT.value}
    rows[number] = {"number": number, **composed, **begun, **_REVIEW, **_APPROVAL, **_LATER}
    return True


def _columns(row: PolicyVersion) -> dict[str, Any]:
    return {column.name: plain(getattr(row, column.name)) for column in PolicyVersion.__table__.columns}


def _digests(session: Session, table: type[Any]) -> dict[int, dict[Sequence[str], str]]:
    """Return the SHA-256 of what is kept, by leaf and key; where the row says another one, nothing fits it."""
    keys = ("form", "language") if table is PolicyText else ("form", "language", "format", "version")
    found: dict[int, dict[Sequence[str], str]] = defaultdict(dict)
    for row in session.scalars(select(table).execution_options(yield_per=20)):
        stated = row.digest if isinstance(row, PolicyText) else row.sha256
        real = sha256(_unpacked(row.content)).hexdigest()
        found[row.leaf][tuple(str(getattr(row, key)) for key in keys)] = real if real == stated else ""
        session.expunge(row)  # Files are large; one at a time is enough.
    return found


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error:
        return b""


def _said_texts(entry: Entry) -> dict[Sequence[str], str]:
    return {(each["form"], each["language"]): each["digest"] for each in entry.data["texts"]}


def _said_files(entry: Entry) -> dict[Sequence[str], str]:
    number = str(entry.data["number"])
    return {(each["form"], each["language"], each["format"], number): each["sha256"] for each in entry.data["files"]}
