"""Owns how registry values look as plain JSON: read with every fault named, written with defaults left out.

Readers are built once from the dataclasses of ``domain``. ``value_of`` is for documents from outside and checks
everything; ``trusted_value`` is for what this program wrote itself and checks nothing.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.kernel.errors import Problem
from app.kernel.hangul import nfc
from app.kernel.messages import N_, Message
from app.registry.domain import Thing

CODE_PATTERN = r"^\w[\w.\-]{0,63}$"
LONGEST_TEXT = 2000
LONGEST_LIST = 500
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
LARGEST_COUNT = 1_000_000

Place = str | tuple["Place", str | int]
"""A path into the document, made into text only when something is wrong there."""
Read = Callable[[Any, Place, list[Problem]], Any]

FAULT: Any = object()
"""What a reader returns when it has named a problem."""


@dataclass(frozen=True, slots=True)
class TextLimit:
    """How a text may be: at most ``longest`` characters, matching ``pattern``."""

    longest: int = LONGEST_TEXT
    pattern: str | None = None


_CODE = TextLimit(64, CODE_PATTERN)
_SHORT = TextLimit(200)
TEXT_LIMITS: Mapping[str, TextLimit] = {
    "code": _CODE,
    "site": _CODE,
    "sites": _CODE,
    "zone": _CODE,
    "row": _CODE,
    "parent": _CODE,
    "post": _CODE,
    "by": TextLimit(32),
    "name": _SHORT,
    "title": _SHORT,
    "department": _SHORT,
    "party": _SHORT,
    "phones": TextLimit(64),
    "phone": TextLimit(64),
    "language": TextLimit(35, r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"),
    "ground": TextLimit(64),
}
"""By name of the field, wherever it stands; every other text may be as long as ``LONGEST_TEXT``."""
WHOLE_LIMITS: Mapping[str, tuple[int, int]] = {
    "days": (1, 36_500),
    "least_days": (1, 36_500),
    "most_days": (1, 36_500),
    "refusal_notice_days": (1, 3_650),
    "latitude": (-90_000_000, 90_000_000),
    "longitude": (-180_000_000, 180_000_000),
}
"""By name of the field; every other whole number is a count or an order: 0 to ``LARGEST_COUNT``."""


def place_text(place: Place) -> str:
    """Return a path as people read it, e.g. ``sites[2].declared.hours``."""
    if isinstance(place, str):
        return place
    parent, key = place
    before = place_text(parent)
    if isinstance(key, int):
        return f"{before}[{key}]"
    return f"{before}.{key}" if before else key


def value_of(kind_type: type, given: object, place: Place, problems: list[Problem]) -> Any:  # noqa: ANN401  # By type.
    """Return a dataclass read from plain JSON, or FAULT after naming every problem in it."""
    return _reader(kind_type, checked=True)(given, place, problems)


def trusted_value(kind_type: type, given: object) -> Thing:
    """Return a dataclass read from plain JSON that this program wrote and sealed."""
    thing: Thing = _reader(kind_type, checked=False)(given, "", [])
    return thing


def plain_value(value: object) -> Any:  # noqa: ANN401  # JSON.
    """Return a value as plain JSON; fields that are as they are by default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            name: plain_value(item)
            for name, default in _defaults(type(value))
            if (item := getattr(value, name)) != default
        }
    match value:
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return [plain_value(item) for item in value]
    return value


def checked_text(given: object, place: Place, problems: list[Problem], limit: TextLimit) -> Any:  # noqa: ANN401  # What is read, of the field's own type, or FAULT.
    """Return text in NFC with white space folded, or FAULT; mark-up stays what it is, plain characters."""
    if not isinstance(given, str):
        return wrong(problems, place, N_("글자로 적어야 합니다."))
    text = given if given.isascii() and given.isalnum() else nfc(given)
    if not text:
        return wrong(problems, place, N_("비어 있습니다. 값이 없으면 항목을 빼십시오."))
    if len(text) > limit.longest:
        return wrong(problems, place, N_("{longest}자를 넘습니다."), longest=limit.longest)
    if not text.isprintable():
        for character in text:
            if unicodedata.category(character) in {"Cc", "Cf", "Cs"}:
                return wrong(
                    problems, place, N_("쓸 수 없는 제어 문자(U+{point})가 있습니다."), point=f"{ord(character):04X}"
                )
    if limit.pattern and not _pattern(limit.pattern).match(text):
        return wrong(
            problems,
            place,
            N_("쓸 수 없는 글자가 있습니다: {text}. 글자, 숫자, '-', '_', '.'만 쓰십시오."),
            text=text[:64],
        )
    return text


def checked_day(given: object, place: Place, problems: list[Problem]) -> Any:  # noqa: ANN401  # What is read, of the field's own type, or FAULT.
    """Return a day given as ``2026-11-22``, or FAULT."""
    try:
        day = date.fromisoformat(given) if isinstance(given, str) and len(given) == len("2026-11-22") else None
    except ValueError:
        day = None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        return wrong(problems, place, N_("날짜가 아닙니다: {given}. 예: 2026-11-22."), given=str(given)[:40])
    return day


def wrong(problems: list[Problem], place: Place, text: str, /, **values: object) -> Any:  # noqa: ANN401  # What is read, of the field's own type, or FAULT.
    """Return FAULT after adding a problem."""
    problems.append(Problem(place_text(place), Message(text, values)))
    return FAULT


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _defaults(kind_type: type) -> tuple[tuple[str, object], ...]:
    return tuple((item.name, default_of(item)) for item in fields(kind_type))


def default_of(item: "Field[Any]") -> object:
    """Return the default of a dataclass field, or MISSING."""
    return item.default_factory() if item.default_factory is not MISSING else item.default


@cache
def _reader(expected: Any, name: str = "", *, checked: bool) -> Read:  # noqa: ANN401, PLR0911  # One line per form.
    options = get_args(expected)
    if get_origin(expected) in (Union, UnionType):
        inner = _reader(next(option for option in options if option is not NoneType), name, checked=checked)
        return lambda given, place, problems: None if given is None else inner(given, place, problems)
    if get_origin(expected) is tuple:
        inner = _reader(options[0], name, checked=checked)
        return _list_reader(inner, None if options[-1] is Ellipsis else len(options), checked=checked)
    if is_dataclass(expected):
        return _object_reader(expected, checked=checked)  # type: ignore[arg-type]  # A class, as the fields say.
    if expected is date:
        return checked_day if checked else (lambda given, _place, _problems: date.fromisoformat(given))
    if not checked:
        return (lambda given, _place, _problems: expected(given)) if issubclass(expected, StrEnum) else _as_it_is
    if issubclass(expected, StrEnum):
        return _choice_reader(expected)
    if expected is bool:
        return _checked_truth
    if expected is int:
        return _whole_reader(*WHOLE_LIMITS.get(name, (0, LARGEST_COUNT)))
    limit = TEXT_LIMITS.get(name, TextLimit())
    return lambda given, place, problems: checked_text(given, place, problems, limit)


def _as_it_is(given: object, _place: Place, _problems: list[Problem]) -> object:
    return given


def _checked_truth(given: object, place: Place, problems: list[Problem]) -> Any:  # noqa: ANN401  # What is read, of the field's own type, or FAULT.
    return given if isinstance(given, bool) else wrong(problems, place, N_("true 또는 false여야 합니다."))


def _whole_reader(least: int, most: int) -> Read:
    def read(given: object, place: Place, problems: list[Problem]) -> Any:  # noqa: ANN401  # What is read, of the field's own type, or FAULT.
        if not isinstance(given, int) or isinstance(given, bool):
            return wrong(problems, place, N_("정수가 아닙니다: {given}."), given=str(given)[:40])
        if not least <= given <= most:
            return wrong(
                problems, place, N_("{least}에서 {most} 사이여야 합니다: {given}."), least=least, most=most, given=given
            )
        return given

    return read


def _choice_reader(choices: type[StrEnum]) -> Read:
    allowed = {choice.value: choice for choice in choices}

    def read(given: object, place: Place, problems: list[Problem]) -> Any:  # noqa: ANN401  # What is read, of the field's own type, or FAULT.
        if isinstance(given, str) and given in allowed:
            return allowed[given]
        return wrong(
            problems,
            place,
            N_("{given}은(는) 쓸 수 없습니다. 쓸 수 있는 값: {allowed}."),
            given=str(given)[:40],
            allowed=", ".join(allowed),
        )

    return read


def _list_reader(inner: Read, length: int | None, *, checked: bool) -> Read:
    if not checked:
        return lambda given, place, problems: tuple(inner(item, place, problems) for item in given)

    def read(given: object, place: Place, problems: list[Problem]) -> Any:  # noqa: ANN401  # What is read, of the field's own type, or FAULT.
        if not isinstance(given, list | tuple):
            return wrong(problems, place, N_("목록이어야 합니다."))
        if length is not None and len(given) != length:
            return wrong(problems, place, N_("값이 {length}개여야 합니다."), length=length)
        if len(given) > LONGEST_LIST:
            return wrong(problems, place, N_("{longest}개를 넘습니다."), longest=LONGEST_LIST)
        items = tuple(inner(item, (place, index), problems) for index, item in enumerate(given))
        return FAULT if FAULT in items else items

    return read


def _object_reader(kind_type: type, *, checked: bool) -> Read:
    hints = get_type_hints(kind_type)
    readers = {item.name: _reader(hints[item.name], item.name, checked=checked) for item in fields(kind_type)}
    required = tuple(item.name for item in fields(kind_type) if default_of(item) is MISSING)
    if not checked:
        return lambda given, place, problems: kind_type(
            **{name: readers[name](item, place, problems) for name, item in given.items()}
        )

    def read(given: object, place: Place, problems: list[Problem]) -> Any:  # noqa: ANN401  # What is read, of the field's own type, or FAULT.
        if not isinstance(given, Mapping):
            return wrong(problems, place, N_("항목과 값의 묶음이어야 합니다."))
        before = len(problems)
        values: dict[str, Any] = {}
        for name, item in given.items():
            reader = readers.get(name)
            if reader is None:
                wrong(problems, (place, str(name)[:64]), N_("모르는 항목입니다."))
            elif item is not None or name in required:
                values[name] = reader(item, (place, name), problems)
        for name in required:
            if name not in given:
                wrong(problems, (place, name), N_("빠졌습니다. 꼭 있어야 합니다."))
        return kind_type(**values) if len(problems) == before else FAULT

    return read
