"""Owns what every value of a cell has in common: folding, words that stand for nothing, and counts of devices."""

import re
import unicodedata
from functools import lru_cache
from typing import Final, Generic, NamedTuple, TypeVar

from app.policy.reading.values_words import NATIVE, native

T = TypeVar("T")

NOTHING: Final = re.compile(
    r"[-–—―‐.·*]*|\(?(미기재|미정|없음|해당\s*(사항)?\s*없음|n/?a|none|not\s+(stated|applicable|recorded here)|"
    r"(\(?근거 조항 미기재\)?)|구역별로 정함|stated for each part)\.?\)?",
    re.IGNORECASE,
)
DITTO: Final = re.compile(
    r"상\s?동|〃|″|\"|''|”|동상|(위와?|상기와?|전항과?|좌와?|(위|앞)의?\s?(표|장소|건물|칸|줄|내용|항목)(와|과))\s*(같음|같습니다|동일(함)?)|동일(함)?|"
    r"same( as above)?|ditto|as above",
    re.IGNORECASE,
)
EVERYWHERE: Final = re.compile(
    r"\(?(공통\s?(사항)?|전체|전\s?(사업장|지점|점포|시설|지역|설치\s?장소)|모든\s*(설치\s*장소|"
    r"장소|시설|사업장|지점|곳|건물)|각\s?(사업장|지점|시설)|일괄|"
    r"all( (places|sites|locations|premises))?|common|every site)\)?",
    re.IGNORECASE,
)
OTHERWISE: Final = re.compile(
    r"(그\s?(?:밖|외)의?|기타|나머지|이\s?외의?)\s*(설치\s?장소|장소|시설|사업장|곳|구역)?|(all )?other (places|sites)",
    re.IGNORECASE,
)
TOTAL: Final = re.compile(
    r"[\[(<]?\s*(총\s*)?(합\s*계|총\s*계|전체\s*합계|누\s*계|계|총\s*설치\s*대수|총\s*대수|"
    r"총\s*수량|총|합|모두(?:\s*합쳐서?|\s*합하여)?|grand total|total|sum)\s*[\])>]?\s*:?",
    re.IGNORECASE,
)
_TRANSLATED: Final = re.compile(r"(?<=[가-힣])\s*\((?:[A-Za-z]+\s?)+\)$")  # "합계(Total)"
SUBTOTAL: Final = re.compile(r"[\[(<]?\s*(소\s*계|중\s*계|부분\s*합계|sub-?\s?total)\s*[\])>]?", re.IGNORECASE)
_ENGLISH: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_UNIT: Final = (
    r"(?:대|EA|ea\.?|개(?!\s*(?:소|월|인|년|층|동|사))|식(?!당)|채널|[Cc][Hh]\b|(?:CCTV\s+)?(?:cameras?|"
    r"units?|devices?|sets?)\b)"
)
_DIGITS: Final = r"(?<![\d.,/])(\d{1,3}(?:,\d{3})+|\d{1,6})"
COUNTED: Final = re.compile(_DIGITS + r"\s*" + _UNIT)
_NATIVE_COUNTED: Final = re.compile(
    rf"(?<![가-힣])({NATIVE})\s*대(?![가-힣])|(?<![가-힣])({NATIVE})\s*대(?=입니다|이며|이고|이다|를\s|가\s)"
)
_ENGLISH_COUNTED: Final = re.compile(
    r"\b(" + "|".join(_ENGLISH) + r")\s+(?:CCTV\s+)?(?:cameras?|units?|devices?)\b", re.IGNORECASE
)
_BARE: Final = re.compile(r"(?:총|합계|계|전체|약|total|approx\.?|about)?\s*:?\s*" + _DIGITS + r"\.?")
_OF_ALL: Final = re.compile(
    r"(?:총|합계|전체|모두(?:\s*합쳐서?|\s*합하여)?|합하여|in all|total(?: of)?)\s*:?\s*"
    + _DIGITS
    + r"\s*"
    + _UNIT
    + "?",
    re.IGNORECASE,
)
_VAGUE: Final = re.compile(r"약|이상|이하|내외|여\s*대|정도|미만|about|approx|around|at least|up to", re.IGNORECASE)
SURE, LIKELY, UNSURE = 1.0, 0.8, 0.5


_PLAIN: Final = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}
"""Full-width letters and marks; a sign of a company ("㈜") stays as it is printed."""


_BLANKS: Final = re.compile(r"[^\S\n]+")


class Parsed(NamedTuple, Generic[T]):
    """A value with how sure the reading of it is (0–1)."""

    value: T
    confidence: float


_OFTEN = 200  # Letters; what is shorter (cells, headings, clauses) is said again and again.


def folded(text: str) -> str:
    """Return a text with one blank where it had several, full-width letters made plain, and no blanks around it."""
    return _folded_often(text) if len(text) <= _OFTEN else _folded(text)


def _folded(text: str) -> str:
    return _BLANKS.sub(" ", text.translate(_PLAIN)).strip()


_folded_often = lru_cache(maxsize=10_000)(_folded)


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """Return a text for comparing names: without blanks, case and marks."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def says_nothing(text: str | None) -> bool:
    """Return whether a cell is empty or only says that nothing is stated."""
    return text is None or NOTHING.fullmatch(folded(text)) is not None


def is_ditto(text: str) -> bool:
    """Return whether a cell only repeats the one above ("상동", "〃")."""
    return DITTO.fullmatch(folded(text).rstrip(".")) is not None


def is_everywhere(text: str) -> bool:
    """Return whether a name stands for all places ("공통", "모든 설치장소")."""
    return EVERYWHERE.fullmatch(folded(text)) is not None


def is_otherwise(text: str) -> bool:
    """Return whether a name stands for all places not named ("그 밖의 설치장소")."""
    return OTHERWISE.fullmatch(folded(text)) is not None


def is_total(text: str) -> bool:
    """Return whether a name stands for a sum of all rows."""
    plain = folded(text)
    return TOTAL.fullmatch(plain) is not None or TOTAL.fullmatch(_TRANSLATED.sub("", plain)) is not None


def is_subtotal(text: str) -> bool:
    """Return whether a name stands for a sum of some rows."""
    return SUBTOTAL.fullmatch(folded(text)) is not None


def outside_brackets(text: str, marks: str) -> list[str]:
    """Return a text cut at marks that stand outside brackets."""
    found, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth = max(0, depth + (letter in "([") - (letter in ")]"))
        if depth == 0 and letter in marks:
            found.append(text[start:at])
            start = at + 1
    return [one.strip() for one in [*found, text[start:]] if one.strip()]


def number(digits: str) -> int:
    """Return a number written with digits."""
    return int(digits.replace(",", ""))


def count_of(text: str, *, in_column: bool = True) -> Parsed[int] | None:
    """Return the number of devices a text states, or None.

    A plain number counts only where the column says that it is one (``in_column``). Several numbers without a total
    are not added up: the parts are read by themselves.
    """
    text = folded(text)
    if says_nothing(text):
        return None
    sure = UNSURE if _VAGUE.search(text) else SURE
    if whole := _OF_ALL.search(text):
        return Parsed(number(whole.group(1)), sure)
    outside = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)
    for where, less in ((outside, 1.0), (text, 0.9)):
        counted = COUNTED.findall(where)
        if len(set(counted)) == 1 and (len(counted) == 1 or where is text):
            return Parsed(number(counted[0]), sure * less)
        if counted:
            return None
    if in_column and (bare := _BARE.fullmatch(outside.strip()) or _BARE.fullmatch(text)):
        return Parsed(number(bare.group(1)), sure)
    return _in_words(text, sure)


def _in_words(text: str, sure: float) -> Parsed[int] | None:
    """Return the number of devices a text writes out ("네 대", "four cameras")."""
    if counted := _NATIVE_COUNTED.findall(text):
        return Parsed(native("".join(counted[0])), min(sure, LIKELY)) if len(counted) == 1 else None
    if english := _ENGLISH_COUNTED.findall(text):
        return Parsed(_ENGLISH[english[0].lower()], min(sure, LIKELY)) if len(english) == 1 else None
    return None


_PART: Final = re.compile(
    r"(?P<name>[^,;/·\n:()][^,;\n:()]*?)\s*[:(]?\s*"
    r"(?<![\d.])(?P<count>\d{1,5})\s*(?:대|EA|ea|개(?!\s*(?:소|월|층))|cameras?)\)?"
)


_LONGEST_NAME: Final = 80
_ENDED: Final = re.compile(r"(?<=다)\.\s+")
_EACH_OF: Final = re.compile(r"\s\d{1,3}\s*대씩\s+(?=\d)")  # "교실에 2대씩 6대"
_AND_SO_ON: Final = re.compile(r"^등\s+")  # "… 2대 등 모두 10대"
_ONLY_NAME: Final = re.compile(r"(?!등$)[가-힣A-Za-z]{1,12}")
_EACH: Final = re.compile(r"\s*\d{1,3}\s*(?:곳|개소|군데)에?\s*(?:각각?\s*)?(?:\d{1,3}\s*대씩)?$")
_WITHIN: Final = re.compile(r"(?:[^,;]*?[가-힣](?:은|는|에서는)\s+)?(?P<name>\S[^,;]*?[가-힣0-9)])에(?:는|도)?")
_IN_ALL: Final = re.compile(r"(?<!\d)(?P<whole>\d{1,6})\s*대?\s*\((?P<parts>[^()]*\d[^()]*)\)")
_UNCOUNTED: Final = re.compile(r"(?P<name>[^\d,;/·]*[^\d\s,;/·:])\s*:?\s*(?P<count>\d{1,5})\s*대?")


def _parts_in_all(text: str) -> tuple[tuple[str, int], ...]:
    """Return the parts of "12대(실내 8, 실외 4)", if they make up the whole."""
    found = _IN_ALL.search(text)
    pieces = [_UNCOUNTED.fullmatch(one.strip()) for one in re.split(r"[,/·;]|\s및\s", found["parts"])] if found else []
    parts = tuple((one["name"].strip(), int(one["count"])) for one in pieces if one)
    whole = len(parts) > 1 and len(parts) == len(pieces) and found is not None
    return parts if whole and found and sum(count for _name, count in parts) == int(found["whole"]) else ()


def parts_of(text: str) -> tuple[tuple[str, int], ...]:
    """Return the groups a text counts one by one ("출입구 2대, 주차장 3대"), or nothing if there are fewer than two."""
    inner = folded(text)
    if in_all := _parts_in_all(inner):
        return in_all
    if whole := _OF_ALL.match(inner):
        inner = inner[whole.end() :].strip(" ()[]:")
    told = [_parts_said(_EACH_OF.sub(" ", one)) for one in _ENDED.split(inner)]
    return max(told, key=len, default=())


def _parts_said(text: str) -> tuple[tuple[str, int], ...]:
    """Return the groups one sentence counts one by one; names before a name that is counted with them are its own."""
    found = []
    waiting: list[str] = []
    for chunk in re.split(r"[,;\n]|(?<=대)\s+|\s/\s|(?<=대)\s*/\s*", text):
        said = (
            re.fullmatch(r"[-·•○ ]*" + _PART.pattern + r"(?:[를가]\s[가-힣 ]{2,16}다)?[)\]. ]*", chunk.strip(" (["))
            if chunk.strip()
            else None
        )
        if said is None:
            waiting = [*waiting, chunk.strip()] if _ONLY_NAME.fullmatch(chunk.strip()) else []
            continue
        name = ", ".join((*waiting, _bare(_AND_SO_ON.sub("", said["name"].strip(" -:·([")))))
        waiting = []
        if name and not is_total(name) and not is_subtotal(name) and not _VAGUE.fullmatch(name):
            found.append((name, int(said["count"])))
    return tuple(found) if len(found) > 1 else ()


def _bare(name: str) -> str:
    """Return a name of a sentence without what makes it one ("저희 병원은 1층 접수대에")."""
    if len(name) > _LONGEST_NAME:
        return name
    name = _EACH.sub("", name) or name
    within = _WITHIN.fullmatch(name)
    return within["name"] if within else name


def whole_of(text: str) -> int | None:
    """Return the number of a line that is nothing but a sum ("합계 9대", "(총 453대)"), or None."""
    found = _OF_ALL.fullmatch(folded(text).strip("()[]<> .※*"))
    return number(found.group(1)) if found else None
