"""Owns how long lists are read page by page: from the last row seen, never by counting rows."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.kernel.errors import Refusal
from app.kernel.messages import N_

Row = TypeVar("Row")
Key = tuple[int | str, ...]


class BadPlace(Refusal):
    """The address names no place in the list."""

    text = N_("목록의 위치를 알 수 없습니다. 첫 쪽부터 다시 보십시오.")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, and where the next ones begin: ``after`` goes into the address, None at the end."""

    rows: tuple[Row, ...]
    after: str | None = None


def page_of(rows: Sequence[Row], *, size: int, key: Callable[[Row], Key]) -> Page[Row]:
    """Return a page of at most ``size`` rows; give it one row more than that, so that it knows whether more follow."""
    shown = tuple(rows[:size])
    return Page(shown, place(key(shown[-1])) if len(rows) > size else None)


def place(key: Key) -> str:
    """Return a sort key as text for an address."""
    return base64.urlsafe_b64encode(json.dumps(key, ensure_ascii=False).encode()).decode().rstrip("=")


def key_of(text: str | None, *shape: type[int] | type[str]) -> Key | None:
    """Return the sort key an address names, or None when it names none.

    :raises BadPlace: if the text is not a key of that shape.
    """
    if not text:
        return None
    try:
        parts = json.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
    except (ValueError, binascii.Error) as problem:
        raise BadPlace from problem
    if not isinstance(parts, list) or [type(part) for part in parts] != list(shape):
        raise BadPlace
    return tuple(parts)
