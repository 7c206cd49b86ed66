"""Owns single lines: "key: value" pairs, and a name with its values."""

import re
from typing import Final

from app.policy.reading.columns import FACTS, Field, field_of
from app.policy.reading.place_names import LONGEST_NAME, no_place
from app.policy.reading.values import count_of, folded, is_total, parts_of
from app.policy.reading.values_keeping import hours_of, retention_of
from app.policy.reading.values_people import is_phone, people_of, says_department, says_person
from app.policy.stated import Item

KEYS: Final = FACTS - {Field.UNIT, Field.KIND, Field.TITLE, Field.ROLE, Field.SPACE} | {Field.NAME}
"""What a line may state of all places without naming one."""
_COLON: Final = re.compile(r"\s*[:：]\s*(?!//|\d{2}(?!\d))")
_ARROW: Final = re.compile(r"\s*(?:→|⇒)\s*")
_NEXT_KEY: Final = re.compile(
    r"(?:^|[,/;|·]\s*|\s-\s|\s{1,}|\(\s*)(?P<key>[^\s,/;|:：()][^,/;|:：]{0,24}?(?:\([^()]{1,12}\))?)\s*[:：]\s*"
)
_COUNTED_NAME: Final = re.compile(r"(?P<name>\S.{0,38}?)\s*[(\[]?\s*(?P<count>(?:총\s*)?\d{1,5}\s*대)\s*[)\]]?")
_WHERE: Final = re.compile(r"(?:장소|위치)")
_OF_PLACES: Final = {Item.PLACES}


def pairs(text: str) -> list[tuple[Field, str, str]]:
    """Return the field, heading and value of each "key: value" of a line; empty if it does not begin with one."""
    colon = _COLON.search(text) or _ARROW.search(text)
    if colon is None:
        return []
    first = text[: colon.start()].strip(" -·○•")
    joint = _joint(first)
    if joint:
        return _spread(joint, first, text[colon.end() :])
    what = field_of(first)
    if what is None:
        return []
    found: list[tuple[Field, str, str]] = []
    heading, start = first, colon.end()
    for one in _NEXT_KEY.finditer(text, colon.end()):
        following = field_of(one["key"])
        if following is None or following in {Field.OTHER, Field.NUMBER, Field.GROUP} or one.end() < start:
            continue
        found.append((what, heading, text[start : one.start()]))
        what, heading, start = following, one["key"], one.end()
    found.append((what, heading, text[start:]))
    return [(field, head, value.strip(" ,/;|")) for field, head, value in found]


def _joint(key: str) -> list[Field]:
    """Return the fields of "촬영시간, 보관기간, 보관장소" in one key, or nothing."""
    pieces = [one for one in re.split(r"\s*(?:,|·|/|및|(?<=간)과|\band\b)\s*", key) if one]
    fields = [field_of(one) for one in pieces]
    if fields[:1] == [Field.RETENTION]:  # "보관 기간 및 장소"
        fields = [Field.STORAGE if _WHERE.fullmatch(piece) else one for piece, one in zip(pieces, fields, strict=True)]
    known = [one for one in fields if one is not None]
    if len(pieces) <= 1 or len(known) != len(pieces) or field_of(key) is not None:
        return []
    return known


def _spread(fields: list[Field], heading: str, text: str) -> list[tuple[Field, str, str]]:
    values = [one.strip() for one in re.split(r"\s*[,/]\s*", text) if one.strip()]
    if len(values) == len(fields):
        return [(field, heading, value) for field, value in zip(fields, values, strict=True)]
    people = {Field.MANAGER, Field.ACCESS, Field.PHONE, Field.DEPARTMENT}
    if set(fields) <= people and Field.MANAGER in fields:
        return [(Field.MANAGER, heading, text)]
    typed = [one for one in map(_typed, values) if one is not None]
    return [(field, heading, value) for field, value in typed]


def _typed(text: str) -> tuple[Field, str] | None:
    if is_phone(text):
        return Field.PHONE, text
    if count_of(text, in_column=False):
        return Field.COUNT, text
    if retention_of(text):
        return Field.RETENTION, text
    if hours_of(text):
        return Field.HOURS, text
    return None


def named_values(text: str, items: tuple[Item, ...]) -> tuple[str, list[tuple[Field, str]]] | None:
    """Return the name and the values of "본관: 12대 (복도, 현관)" or "본관 12대", or None if it is no such line."""
    text = folded(text)
    for colon in reversed(list(_COLON.finditer(text))):
        name, rest = text[: colon.start()].strip(" -·"), text[colon.end() :].strip()
        counted = _COUNTED_NAME.fullmatch(name)
        if counted and rest and not no_place(counted["name"]) and _OF_PLACES & set(items or (Item.PLACES,)):
            return counted["name"], [(Field.COUNT, counted["count"]), (Field.BOTH, rest)]
        values = values_in(rest, items)
        if (
            name
            and len(name) <= LONGEST_NAME
            and not no_place(name)
            and any(what is not Field.OTHER for what, _value in values)
            and values
        ):
            return name, values
    counted = re.fullmatch(
        r"(?P<name>(?=.{1,40}\d)[^:：,()]{1,30}?(?:\([^()]{1,30}\)|\([^()]{0,20})?)\s*[-–(\s]\s*(?P<rest>(?:총\s*)?\d{1,5}\s*(?:대|EA|개(?!소)|"
        r"cameras?)(?![가-힣])\)?.*)",
        text,
    )
    if counted and not text.endswith(("다.", "다", "음", "함")):
        values = values_in(counted["rest"].rstrip(")") if "(" not in counted["rest"] else counted["rest"], items)
        name = counted["name"].strip(" -(")
        return (name, values) if values and name and not no_place(name) and not is_total(name) else None
    return None


def values_in(text: str, items: tuple[Item, ...]) -> list[tuple[Field, str]]:
    """Return the values of the rest of a line, told apart by their kind and by what the section is about."""
    found: list[tuple[Field, str]] = []
    named: Field | None = None
    for piece in _pieces(text):
        keyed = _keyed(piece)
        if keyed is not None:
            found.append(keyed)
            named = keyed[0]
        elif named is not None and _typed(piece) is None:
            found.append((named, piece))  # "촬영범위 운동장, 진입로": the value goes on after a comma.
        elif (typed := _typed(piece)) is not None:
            found.append(_counted_with_place(found, typed))
        elif Item.PEOPLE in items and (says_person(piece) or (people_of(piece) and says_department(piece))):
            found.append((Field.ACCESS if any(f is Field.MANAGER for f, _v in found) else Field.MANAGER, piece))
        else:
            found.append((_rest_of(items, found), piece))
    kinds = {what for what, _value in found}
    if not kinds & {Field.COUNT, Field.RETENTION, Field.HOURS, Field.PHONE, Field.MANAGER} and not any(
        _keyed(p) for p in _pieces(text)
    ):
        return []
    return _merged(found)


def _rest_of(items: tuple[Item, ...], found: list[tuple[Field, str]]) -> Field:
    if Item.KEEPING in items:
        return Field.STORAGE
    if Item.PEOPLE in items:
        return Field.DEPARTMENT
    return Field.BOTH if any(what is Field.COUNT for what, _value in found) or Item.PLACES in items else Field.OTHER


def _counted_with_place(found: list[tuple[Field, str]], typed: tuple[Field, str]) -> tuple[Field, str]:
    bracket = re.fullmatch(r"(?P<count>[^()]*?\d+\s*(?:대|EA|개|cameras?))\s*\((?P<place>[^()]*)\)", typed[1])
    if typed[0] is Field.COUNT and bracket and count_of(bracket["place"]) is None and not parts_of(typed[1]):
        found.append((Field.BOTH, bracket["place"]))
        return Field.COUNT, bracket["count"]
    return typed


def _merged(found: list[tuple[Field, str]]) -> list[tuple[Field, str]]:
    """Return values with several pieces of one text field put together again."""
    joined: dict[Field, str] = {}
    for what, value in found:
        joined[what] = f"{joined[what]}, {value}" if what in joined else value
    return list(joined.items())


def _pieces(text: str) -> list[str]:
    found, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth = max(0, depth + (letter in "([") - (letter in ")]"))
        if depth == 0 and (letter in ",;" or text[at : at + 3] in {" / ", " - ", " – "}):
            found.append(text[start:at])
            start = at + 1
    return [one for one in (piece.strip(" /-–") for piece in (*found, text[start:])) if one]


def _keyed(text: str) -> tuple[Field, str] | None:
    """Return "보관장소 전산실" as its field and value."""
    words = text.split(" ")
    for size in (3, 2, 1):
        if (
            size < len(words)
            and (what := field_of(" ".join(words[:size]))) in FACTS - {Field.DEPARTMENT, Field.UNIT}
            and what
        ):
            return what, " ".join(words[size:]).lstrip(": ")
    return None
