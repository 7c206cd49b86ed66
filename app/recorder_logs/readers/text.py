"""Owns turning the bytes of a log into text, whatever program wrote them."""

import codecs

from app.kernel.messages import N_

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 400
_MOSTLY = 0.3


class NotText(ValueError):
    """The file is no text in an encoding recorders use."""


def decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or CP949, with or without byte order mark.

    :raises NotText: if it is none of these.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data, encoding)
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros = data[first : _SAMPLE + first : 2].count(0)
        if len(data) > 1 and zeros > _MOSTLY * min(len(data) / 2, _SAMPLE / 2):
            return _decode(data, encoding)
    try:
        return _decode(data, "utf-8")
    except NotText:
        return _decode(data, "cp949")


def _decode(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise NotText(_NO_TEXT) from problem
    if "\0" in text:
        raise NotText(_NO_TEXT)
    return text


_NO_TEXT = N_("글자로 읽을 수 없는 파일입니다. CSV나 텍스트로 내보낸 로그(UTF-8, UTF-16, CP949)를 올리십시오.")
