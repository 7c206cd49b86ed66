"""Owns canonical bytes: one value, one spelling, so that a hash of it means something.

A subset of RFC 8785 (JSON Canonicalization Scheme): keys sorted, no white space, UTF-8, text in NFC,
numbers only as integers within ±(2^53 - 1).
"""

import json
import unicodedata
from collections.abc import Mapping

_LARGEST = 2**53 - 1


def canonical_bytes(value: object) -> bytes:
    """Return the canonical JSON of a value built of mappings, lists, text, integers, booleans and None.

    :raises ValueError: if it holds anything else (a float, bytes, an integer too large, a key that is not text).
    """
    return json.dumps(_normal(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _normal(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", str(value))
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise ValueError(f"integer too large for canonical JSON: {value}")
        return int(value)
    if isinstance(value, Mapping):
        items = {}
        for key, item in value.items():
            if not isinstance(key, str):
                raise ValueError(f"key is not text: {key!r}")  # noqa: TRY004  # One error type for callers.
            items[unicodedata.normalize("NFC", key)] = _normal(item)
        # RFC 8785 sorts by UTF-16 code units.
        return dict(sorted(items.items(), key=lambda pair: pair[0].encode("utf-16-be")))
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    raise ValueError(f"not representable in canonical JSON: {type(value).__name__}")
