"""Owns what entries about checks make of their rows, and the comparison of attachments with their entries.

Papers are read, removed and erased after a case has ended, so they are compared by themselves.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.messages import N_, Message
from app.ledger.comparison import Sealed, fields_that_differ, plain_rows, sealed_blocks
from app.ledger.faults import Fault
from app.viewing_requests.events.checks import AttachmentKept, AttachmentRemoved
from app.viewing_requests.models import ViewingRequestAttachment, ViewingRequestCheck
from app.viewing_requests.states import Status
from app.viewing_requests.verification.said import Said, Topic, made, table_of

CHECKS, ATTACHMENTS = table_of(ViewingRequestCheck), table_of(ViewingRequestAttachment)
_REVOKING = ("revoked_by", "revoked_at", "revoked_because")
_WRONG = N_("요청 {number}의 첨부가 봉인된 기록과 다릅니다({fields}).")
_EXTRA = N_("첨부 표에 봉인된 기록이 없는 행이 있습니다.")


def _checked(said: Said, sealed: Sealed) -> None:
    told = sealed.entry.data
    gone = "note" in sealed.gone
    said.rows[CHECKS.name].append(
        {
            "leaf": sealed.entry.leaf,
            **{name: told[name] for name in ("what", "method", "checked_at", "passed")},
            **made(sealed, by="checked_by", at="recorded_at"),
            **dict.fromkeys(_REVOKING),
            "note": "" if gone else sealed.people.get("note"),
            "erased": gone,
        }
    )
    if said.request["status"] == Status.RECEIVED:
        said.put(Status.VERIFYING, sealed)


def _revoked(said: Said, sealed: Sealed) -> None:
    told = sealed.entry.data
    for check in said.rows[CHECKS.name]:
        if check["leaf"] == told["check_leaf"]:
            check.update(made(sealed, by="revoked_by", at="revoked_at"), revoked_because=told["because"])


CHECKS_TOPIC = Topic(tables=((CHECKS, "leaf"),), takes={"checked": _checked, "check_revoked": _revoked})


def check_attachments(session: Session) -> Iterator[Fault]:
    """Yield a fault for each attachment that is not what its entries say, and one if rows have no entry."""
    said: dict[int, dict[str, Any]] = {}
    numbers: dict[int, str] = {}
    for block in sealed_blocks(session, names=(AttachmentKept.name, AttachmentRemoved.name)):
        for sealed in block.entries:
            told = sealed.entry.data
            if sealed.entry.name == AttachmentKept.name:
                numbers[sealed.entry.leaf] = told["number"]
                said[sealed.entry.leaf] = _kept(sealed)
            elif (row := said.get(told["attachment_leaf"])) is not None:
                row.update(made(sealed, by="removed_by", at="removed_at"), removed_because=told["because"])
                row["stored_name"] = None
    found = {row["leaf"]: row for row in plain_rows(session, ATTACHMENTS, order=[ATTACHMENTS.c.leaf])}
    for leaf, wanted in said.items():
        row = found.get(leaf, {})
        fields = fields_that_differ(wanted, {"erased": row.get("erased_on") is not None, **row} if row else {})
        if fields:
            yield Fault(Message(_WRONG, {"number": numbers[leaf], "fields": ", ".join(fields)}), leaf)
    if found.keys() - said.keys():
        yield Fault(Message(_EXTRA))


def _kept(sealed: Sealed) -> dict[str, Any]:
    told = sealed.entry.data
    gone = "file_name" in sealed.gone
    return {
        "leaf": sealed.entry.leaf,
        **{name: told[name] for name in ("kind", "media_type", "size", "sha256", "masked_confirmed")},
        "warned": ",".join(told["warned"]),
        "file_name": "" if gone else sealed.people.get("file_name"),
        "stored_name": None if gone else told["stored_name"],
        **made(sealed, by="attached_by", at="attached_at"),
        **dict.fromkeys(("removed_by", "removed_at", "removed_because")),
        "erased": gone,
    }
