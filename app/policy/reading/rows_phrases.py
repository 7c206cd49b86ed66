"""Owns single lines: "key: value" pairs, a name with its values, and sentences that state a value for all places."""

import re
from collections.abc import Iterator
from typing import Final

from app.policy.reading.columns import FACTS, Field, field_of
from app.policy.reading.rows_entries import Entry
from app.policy.reading.values import count_of, folded, says_nothing
from app.policy.reading.values_keeping import hours_of, retention_of
from app.policy.reading.values_people import is_phone, people_of, says_department, says_person
from app.policy.reading.values_words import NATIVE, native, periods_by_place
from app.policy.stated import Item, Said

KEYS: Final = FACTS - {Field.UNIT, Field.KIND, Field.TITLE, Field.ROLE, Field.SPACE} | {Field.NAME}
"""What a line may state of all places without naming one."""
_COLON: Final = re.compile(r"\s*[:：]\s*(?!//|\d{2}(?!\d))")
_NEXT_KEY: Final = re.compile(
    r"(?:^|[,/;|·]\s*|\s-\s|\s{1,}|\(\s*)(?P<key>[^\s,/;|:：()][^,/;|:：]{0,24}?(?:\([^()]{1,12}\))?)\s*[:：]\s*"
)
_SENTENCE: Final = re.compile(
    r"(?:^|[\s,])(?P<key>관리\s?책임자|접근\s?권한자|접근\s?권한이 있는 사람|담당\s?부서|"
    r"촬영\s?시간|보관\s?기간|보유\s?기간|보관\s?장소|설치\s?대수)"
    r"\s*(?:은|는)\s*(?P<value>[^.]+?)\s*(?:(?:으)?로\s*(?:지정|정|하며|하고|하되|한다|합니다|함)|"
    r"이며|이고|이다|입니다|임|에\s*(?:보관|저장)|(?:까지\s*)?보관|,\s|\.|$)"
)
_NOT_FOOTAGE: Final = re.compile(
    r"대장|접속|로그|출력물|기록(?:은|을|부)|문서|신청서|청구서|이력|logs?\b|record of|"
    r"register",
    re.IGNORECASE,
)
_KEPT: Final = re.compile(
    r"(?P<text>[^.]*?(?:보관|보유|보존|저장)[^.]*|[^.]*\b(?:kept|retained|stored|deleted|"
    r"erased|overwritten)\b[^.]*)",
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(
    r"(?:(?:촬영|녹화|저장)\s*(?:된\s*|한\s*)?(?:일|시점|시|날)?\s*(?:로|으로)?\s*(?:부터|"
    r"후)\s*)?(?:최대\s*|최장\s*)?(?:\d{1,3}\s*(?:[~-]\s*\d{1,3}\s*)?(?:일|개월|주|년)|"
    r"한\s*달)\s*(?:간|이내|동안)?"
    r"|(?:for\s+)?(?:up to\s+)?\d{1,3}\s+(?:days?|months?|weeks?)(?:\s+(?:from|after)\s+(?:the\s+)?(?:date of\s+|"
    r"day of\s+)?recording)?",
    re.IGNORECASE,
)
_FILMED: Final = re.compile(
    r"(?:연중\s*)?24\s*시간(?:\s*(?:연속|상시|365일))?|24 hours a day|round the clock", re.IGNORECASE
)
TOTAL: Final = re.compile(
    r"(?:총|모두|전체|합계|합하여|합\s?계\s*:?)\s*(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6})\s*(?:대|개의? 카메라)|"
    rf"(?:총|모두|전체|합계|합하여)\s*(?P<native>{NATIVE})\s*대(?!문|역)|"
    r"\b(?:There are|a total of|in total,?|total(?: of)?:?)\s*(?P<english>[\d,]{1,7})\s*(?:fixed\s+)?(?:CCTV\s+)?"
    r"(?:cameras?|"
    r"devices?|units?)|"
    r"(?P<after>[\d,]{1,7})\s*(?:CCTV\s+)?(?:cameras?|devices?) in (?:total|all)",
    re.IGNORECASE,
)
_LONGEST_NAME: Final = 40


_IN_ENGLISH: Final = re.compile(
    r"\b(?P<key>person in charge|manager|CCTV manager|persons? with access)\s+"
    r"(?:is|are)\s+(?:the\s+)?(?P<value>[^.]+?)\s*(?:\.|$)|"
    r"\b(?P<stored>stored|kept)\s+(?:at|in|on)\s+(?:the\s+)?(?P<place>[a-z][^.,;]{2,40}?)\s*(?:\.|,|;|$)",
    re.IGNORECASE,
)


def pairs(text: str) -> list[tuple[Field, str, str]]:
    """Return the field, heading and value of each "key: value" of a line; empty if it does not begin with one."""
    colon = _COLON.search(text)
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
    pieces = [one for one in re.split(r"\s*(?:,|·|/|및|\band\b)\s*", key) if one]
    fields = [field_of(one) for one in pieces]
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
        values = values_in(rest, items)
        if name and len(name) <= _LONGEST_NAME and any(what is not Field.OTHER for what, _value in values) and values:
            return name, values
    counted = re.fullmatch(
        r"(?P<name>[^:：,]{1,30}?)\s*[-–(\s]\s*(?P<rest>(?:총\s*)?\d{1,5}\s*(?:대|EA|개(?!소)|"
        r"cameras?)\)?.*)",
        text,
    )
    if counted and not text.endswith(("다.", "다", "음", "함")):
        values = values_in(counted["rest"].rstrip(")") if "(" not in counted["rest"] else counted["rest"], items)
        name = counted["name"].strip(" -(")
        return (name, values) if values and name and not re.fullmatch(r"총|모두|전체|합계|계|total", name) else None
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
    if typed[0] is Field.COUNT and bracket and count_of(bracket["place"]) is None:
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
        if depth == 0 and (letter in ",;" or text[at : at + 3] == " / "):
            found.append(text[start:at])
            start = at + 1
    return [one for one in (piece.strip(" /") for piece in (*found, text[start:])) if one]


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


def is_name(text: str) -> bool:
    """Return whether a line could be the name of a place: short, no sentence, no heading we know."""
    text = folded(text)
    if not 0 < len(text) <= _LONGEST_NAME or says_nothing(text) or field_of(text) is not None:
        return False
    if re.search(r"[:：]\s*\S", text):
        return False
    return not re.search(r"([다요음함임됨]|니다|바|같음)[.:]?$|[.:;?]$|https?://", text) or bool(
        re.search(r"[가-힣]마을|바다$", text)
    )


def stated_in_sentence(entry: Entry, text: str, said: Said[str], items: tuple[Item, ...]) -> bool:
    """Note what a sentence states for all places, and return whether it states anything."""
    folded_text = folded(text)
    found = False
    for one in _SENTENCE.finditer(folded_text):
        what = field_of(one["key"])
        value = _whole_period(folded_text, one) if what is Field.RETENTION else one["value"].strip()
        if what is not None and _fits(what, value):
            entry.add(what, _replaced(said, value))
            found = True
    for one in _IN_ENGLISH.finditer(folded_text):
        what = Field.STORAGE if one["place"] else field_of(one["key"])
        value = one["place"] or one["value"]
        if what is not None and (what is not Field.STORAGE or Item.KEEPING in items) and _fits(what, value):
            entry.add(what, _replaced(said, value))
            found = True
    if Item.KEEPING in items or not items:
        found = _keeping(entry, folded_text, said, surely=Item.KEEPING in items) or found
    return found


def _whole_period(text: str, one: re.Match[str]) -> str:
    """Return what a sentence says of a period, to its end where it names places one by one."""
    rest = text[one.start("value") :].split(". ", maxsplit=1)[0]
    whole = re.sub(r"(?:으?로)?\s*(?:정?한다|정?합니다|정?함|보관\w*|이다|입니다|임)?\s*\.?\s*$", "", rest)
    return whole if periods_by_place(whole) else one["value"].strip()


def _keeping(entry: Entry, text: str, said: Said[str], *, surely: bool) -> bool:
    found = False
    if Field.RETENTION not in entry.cells and not _NOT_FOOTAGE.search(text) and _KEPT.search(text):
        period = _PERIOD.search(text)
        if period and (surely or "촬영" in text or "recording" in text) and retention_of(period.group()):
            entry.add(Field.RETENTION, _replaced(said, period.group().strip()))
            found = True
    if (
        Field.HOURS not in entry.cells
        and (hours := _FILMED.search(text))
        and re.search(r"촬영|녹화|운영|가동|film|record|operat", text)
    ):
        entry.add(Field.HOURS, _replaced(said, hours.group()))
        found = True
    return found


def _fits(what: Field, value: str) -> bool:
    if what is Field.MANAGER or what is Field.ACCESS:
        return len(value) <= _LONGEST_NAME and (says_person(value) or says_department(value) or bool(is_phone(value)))
    if what is Field.RETENTION:
        return retention_of(value) is not None
    if what is Field.HOURS:
        return hours_of(value) is not None
    if what is Field.COUNT:
        return count_of(value) is not None
    return 1 < len(value) <= _LONGEST_NAME


def _replaced(said: Said[str], value: str) -> Said[str]:
    return Said(value, value, said.where, min(said.confidence, 0.8), shared=True)


def totals_in(text: str, said: Said[str]) -> Iterator[Said[int]]:
    """Yield the sums a sentence states ("총 172대")."""
    for one in TOTAL.finditer(folded(text)):
        digits = one["number"] or one["english"] or one["after"]
        if one["native"]:
            yield Said(native(one["native"]), one.group(), said.where, 0.8)
        elif digits.strip(","):
            yield Said(int(digits.replace(",", "")), one.group(), said.where, 0.9)
