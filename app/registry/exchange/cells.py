"""Owns how one cell is read: text, counts, days, yes or no. An empty cell is None."""

import re
import unicodedata
from datetime import date, datetime

from app.kernel.hangul import nfc
from app.kernel.messages import N_, Message
from app.registry.domain import SpaceClass
from app.registry.points import EASTMOST, MILLION, NORTHMOST, NotDegrees, millionths

LONGEST_TEXT = 4000
LARGEST_COUNT = 1_000_000
_DATE = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?(?:\s*(?:T|\s)00:00(?::00)?)?")
_COUNT = re.compile(r"([+-]?[\d,]+(?:\.\d+)?)\s*(?:대|일|개소|개|곳)?")
_YES = {"예", "네", "y", "yes", "true", "1", "o", "있음", "사용", "참"}
_NO = {"아니오", "아니요", "n", "no", "false", "0", "x", "없음", "미사용", "거짓"}
_SPACES = {
    "공개": SpaceClass.OPEN,
    "open": SpaceClass.OPEN,
    "비공개": SpaceClass.CLOSED,
    "closed": SpaceClass.CLOSED,
}
SPACE_WORDS = {SpaceClass.OPEN: N_("공개"), SpaceClass.CLOSED: N_("비공개")}


class Unreadable(Exception):
    """A cell's value cannot be understood; the message says what is expected."""

    def __init__(self, text: str, **values: object) -> None:
        """Keep the message id and its gaps apart."""
        self.message = Message(text, values)
        super().__init__(str(self.message))


def plain_text(value: object) -> str | None:
    """Return a cell as text without outer white space; None for an empty cell. Whole numbers lose their ``.0``.

    :raises Unreadable: if the text is too long or holds characters that cannot be printed.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "예" if value else "아니오"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    text = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise Unreadable(
            N_("글자가 너무 깁니다({length}자). {most}자까지 쓸 수 있습니다."), length=len(text), most=LONGEST_TEXT
        )
    unprintable = next((c for c in text if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"), None)
    if unprintable is not None:
        raise Unreadable(
            N_("표시할 수 없는 글자(U+{code})가 들어 있습니다. 다시 입력하십시오."), code=f"{ord(unprintable):04X}"
        )
    return text or None


def line_of_text(value: object) -> str | None:
    """Return a cell as one line: runs of white space, line breaks included, become one space."""
    text = plain_text(value)
    return nfc(text) if text is not None else None


def count(value: object) -> int | None:
    """Return a whole number of at least 0: ``4``, ``4.0``, ``"4대"``, ``"1,024"``; None for an empty cell.

    :raises Unreadable: if it is not a number, negative, a fraction or too large.
    """
    if isinstance(value, bool | date):
        raise Unreadable(N_("'{value}'은(는) 수가 아닙니다. 0 이상의 정수로 쓰십시오. 예: 4"), value=value)
    text = line_of_text(value)
    if text is None:
        return None
    found = _COUNT.fullmatch(unicodedata.normalize("NFKC", text))
    if not found:
        raise Unreadable(N_("'{value}'은(는) 수가 아닙니다. 0 이상의 정수로 쓰십시오. 예: 4"), value=text)
    number = float(found[1].replace(",", ""))
    if number < 0:
        raise Unreadable(N_("'{value}'은(는) 음수입니다. 0 이상의 정수로 쓰십시오."), value=text)
    if not number.is_integer():
        raise Unreadable(N_("'{value}'은(는) 소수입니다. 0 이상의 정수로 쓰십시오."), value=text)
    if number > LARGEST_COUNT:
        raise Unreadable(N_("'{value}'은(는) 너무 큽니다. {most} 이하로 쓰십시오."), value=text, most=LARGEST_COUNT)
    return int(number)


def day(value: object) -> date | None:
    """Return a day: an Excel date, 2026-11-22, 2026.11.22, 2026. 11. 22. or 2026년 11월 22일; None if empty.

    :raises Unreadable: if it is not a day of the calendar.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = line_of_text(value)
    if text is None:
        return None
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text))
    try:
        return date(*(int(part) for part in found.groups())) if found else refuse_day(text)
    except ValueError:
        return refuse_day(text)


def refuse_day(text: str) -> date:
    """Raise Unreadable: the text is not a day."""
    raise Unreadable(N_("'{value}'은(는) 날짜가 아닙니다. 2026-11-22처럼 쓰십시오."), value=text)


def yes_or_no(value: object) -> bool | None:
    """Return a yes or no; None for an empty cell.

    :raises Unreadable: if it is neither.
    """
    text = line_of_text(value)
    if text is None:
        return None
    word = text.casefold()
    if word not in _YES | _NO:
        raise Unreadable(N_("'{value}'은(는) '예' 또는 '아니오'가 아닙니다."), value=text)
    return word in _YES


def space_class(value: object) -> SpaceClass | None:
    """Return whether the public may enter; None for an empty cell.

    :raises Unreadable: if it is neither 공개 nor 비공개.
    """
    text = line_of_text(value)
    if text is None:
        return None
    if text.casefold() not in _SPACES:
        raise Unreadable(N_("'{value}'은(는) '공개' 또는 '비공개'가 아닙니다."), value=text)
    return _SPACES[text.casefold()]


def latitude(value: object) -> int | None:
    """Return degrees of latitude in millionths; None for an empty cell.

    :raises Unreadable: if it is no number, or no latitude.
    """
    return _degrees(value, NORTHMOST, "37.342200")


def longitude(value: object) -> int | None:
    """Return degrees of longitude in millionths; None for an empty cell.

    :raises Unreadable: if it is no number, or no longitude.
    """
    return _degrees(value, EASTMOST, "127.920200")


def _degrees(value: object, most: int, example: str) -> int | None:
    if isinstance(value, bool | date):
        raise Unreadable(
            N_("'{value}'은(는) 도 단위의 수가 아닙니다. 소수로 쓰십시오. 예: {example}"), value=value, example=example
        )
    text = line_of_text(f"{value:.15f}" if isinstance(value, float) else value)
    if text is None:
        return None
    try:
        found = millionths(text)
    except NotDegrees as fault:
        raise Unreadable(
            N_("'{value}'은(는) 도 단위의 수가 아닙니다. 소수로 쓰십시오. 예: {example}"),
            value=text[:40],
            example=example,
        ) from fault
    if abs(found) > most:
        raise Unreadable(
            N_("'{value}'은(는) 지구 밖입니다. -{most}에서 {most} 사이로 쓰십시오."),
            value=text[:40],
            most=most // MILLION,
        )
    return found
