"""Owns how a draft travels inside a form between two looks at it: nothing of it is kept here."""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app.kernel.messages import Message
from app.policy.printed import Where
from app.policy.proposal.shapes import Option, Proposal, Proposed, Question, Why

LARGEST = 8_000_000
"""Bytes of an unpacked draft."""


def packed(proposal: Proposal) -> bytes:
    """Return a draft as few bytes."""
    content = {
        "document": proposal.document,
        "fields": [asdict(one) for one in proposal.fields],
        "specific": [{**asdict(one), "message": _plain(one.message)} for one in proposal.specific],
        "corrected": sorted(proposal.corrected),
        "unread": proposal.unread,
    }
    return zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpacked(content: bytes) -> Proposal:
    """Return the draft in bytes that ``packed`` made.

    :raises ValueError: if they are not whole, or more than a draft can be.
    """
    try:
        reader = zlib.decompressobj()
        text = reader.decompress(content, LARGEST)
        if not reader.eof:
            raise ValueError("not whole")
        found = json.loads(text)
    except zlib.error as fault:
        raise ValueError("not packed") from fault
    return Proposal(
        document=found["document"],
        fields=tuple(Proposed(**{**one, "where": Where(**one["where"])}) for one in found["fields"]),
        specific=tuple(_question(one) for one in found["specific"]),
        corrected=frozenset(found["corrected"]),
        unread=tuple((line, words) for line, words in found["unread"]),
    )


def as_text(content: bytes) -> str:
    """Return bytes as a text for a form."""
    return base64.urlsafe_b64encode(content).decode()


def from_text(text: str) -> bytes:
    """Return the bytes of a text of a form.

    :raises ValueError: if it is none.
    """
    try:
        return base64.b64decode(text, altchars=b"-_", validate=True)
    except binascii.Error as fault:
        raise ValueError("not packed") from fault


def _plain(value: object) -> Any:  # noqa: ANN401  # JSON.
    if isinstance(value, Message):
        return {"text": value.text, "values": {name: _plain(one) for name, one in value.values.items()}}
    return value if isinstance(value, int | str) else str(value)


def _message(value: Any) -> Any:  # noqa: ANN401  # JSON, or what it was.
    if isinstance(value, Mapping):
        return Message(value["text"], {name: _message(one) for name, one in value["values"].items()})
    return value


def _question(one: Mapping[str, Any]) -> Question:
    return Question(
        why=Why(one["why"]),
        message=_message(one["message"]),
        path=one["path"],
        options=tuple(Option(**{**option, "where": Where(**option["where"])}) for option in one["options"]),
        where=Where(**one["where"]) if one["where"] else None,
    )
