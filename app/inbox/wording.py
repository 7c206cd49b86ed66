"""Owns how a message is kept: its id and its gaps apart, so that it is said in the reader's language. Pure."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.inbox.domain import Unfit
from app.kernel.messages import Message

LONGEST_TEXT, LONGEST_GAPS = 500, 2_000


def kept(message: Message) -> tuple[str, str]:
    """Return the id of a message and its gaps as JSON.

    :raises Unfit: if a gap has no value, holds what cannot be kept, or the message is too long.
    """
    try:
        message.text.format(**message.values)
    except (KeyError, IndexError, ValueError) as problem:
        raise Unfit(f"a gap has no value: {message.text!r}") from problem
    gaps = json.dumps(_plain(message.values), ensure_ascii=False, sort_keys=True)
    if not message.text.strip() or len(message.text) > LONGEST_TEXT or len(gaps) > LONGEST_GAPS:
        raise Unfit(f"a message must say something and fit: {message.text!r}")
    return message.text, gaps


def said(text: str, gaps: str) -> Message:
    """Return the message that was kept."""
    return Message(text, _values(json.loads(gaps)))


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: object) -> object:
    match value:
        case Message():
            return {"text": value.text, "values": _plain(value.values)}
        case str():
            return str(value)
        case int():
            return value
        case date():  # A moment too: callers say moments in Korean time, as text.
            return value.isoformat()
    raise Unfit(f"a message cannot hold {type(value).__name__}")


def _values(plain: Mapping[str, Any]) -> dict[str, object]:
    return {
        name: Message(value["text"], _values(value["values"])) if isinstance(value, dict) else value
        for name, value in plain.items()
    }
