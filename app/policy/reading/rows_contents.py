"""Owns columns whose headings nobody knows: words within a heading, and what the cells hold, say what it is about."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.policy.printed import GridCell
from app.policy.reading.columns import Field, field_of, squeezed
from app.policy.reading.values import count_of, is_subtotal, is_total, says_nothing
from app.policy.reading.values_keeping import hours_of, retention_of
from app.policy.reading.values_people import is_phone, says_department, says_person

BY_WORD, BY_CONTENTS = 0.8, 0.6
"""How sure a column is that a word of its heading and its cells tell of, or its cells alone."""
_MOST: Final = 0.7  # Which part of the cells must fit.
_LONGEST: Final = 30  # Letters of a heading.
_FEWEST: Final = 2
_LOOKED_AT: Final = 200  # Rows that show what a column is like.
_DATE: Final = re.compile(r"(?:19|20)\d\d\s*[년.\-/]|\d\s*월")
_DAYS: Final = re.compile(r"(?:보관|보존|저장|보유).*(?:일수$|\(일\)$)")
_NUMBER: Final = re.compile(r"\s*\d{1,5}\s*(?:대|EA|ea|개|식)?\s*")
_FITS: Final[Mapping[Field, Callable[[str], bool]]] = {
    Field.PHONE: is_phone,
    Field.RETENTION: lambda text: (
        _DATE.search(text) is None and retention_of(text) is not None and count_of(text, in_column=False) is None
    ),
    Field.HOURS: lambda text: hours_of(text) is not None,
    Field.COUNT: lambda text: _NUMBER.fullmatch(text) is not None,
    Field.MANAGER: says_person,
    Field.ACCESS: says_person,
    Field.DEPARTMENT: lambda text: says_department(text) and not says_person(text),
}
_WORDS: Final = (
    (Field.PHONE, re.compile(r"전화|연락|문의|tel|phone|☎", re.IGNORECASE)),
    (Field.RETENTION, re.compile(r"보관|보존|저장|보유|유지|기간|일수")),
    (Field.HOURS, re.compile(r"시간|시각")),
    (Field.COUNT, re.compile(r"대수|수량|개수|댓수|기기|카메라|cctv|\(대\)|대$|수$|ea", re.IGNORECASE)),
    (Field.ACCESS, re.compile(r"접근|열람|볼수|취급|권한|모니터|관제|정보를보는")),
    (Field.MANAGER, re.compile(r"책임|관리|맡|담당|총괄")),
    (Field.DEPARTMENT, re.compile(r"부서|소속|담당|맡")),
    (Field.STORAGE, re.compile(r"(?:보관|저장|녹화|서버|보존).*(?:곳|장소|위치|실|처|소|장치|기|매체)$")),
    (Field.COVERAGE, re.compile(r"범위|찍|비추|비춰|화면|촬영|감시")),
    (Field.PURPOSE, re.compile(r"목적|용도|이유|사유")),
    (Field.LOCATION, re.compile(r"위치|지점|자리|달린|설치한|설치된|개소|층")),
    (Field.NAME, re.compile(r"장소|시설|건물|소재|현장|곳|사업장|매장|동$|관$|역$|점$|별$|동\(")),
)
_OTHERWISE: Final = re.compile(
    r"화소|일자|날짜|연혁|해상도|개소|면적|년도|연도|연월|설치일|취득|내용연수|운영형태|형태|방식|형식|비고|인원|세대|기종|모델|제조|가격|소유|운영주체|상위|규격|기능|종류|유형|번호|주소"
    r"|pixel|resolution|year|model|remark|unit|number|type",
    re.IGNORECASE,
)
"""Headings of columns that are about something no field holds: they are kept with their heading."""
_TELLING: Final = {Field.COUNT, Field.RETENTION, Field.HOURS, Field.MANAGER, Field.ACCESS, Field.LOCATION, Field.BOTH}
_OF_WORDS: Final = {Field.COVERAGE, Field.PURPOSE, Field.LOCATION, Field.NAME, Field.STORAGE}
"""Fields of plain words: believed only in a table that tells something else of places."""
_NAMING: Final = {
    *(Field.NAME, Field.GROUP, Field.LOCATION, Field.BOTH, Field.PART, Field.UNIT, Field.PURPOSE),
    *(Field.ROLE, Field.ITEM),
}
"""Fields that name rows where no column is headed as their name."""
_TYPED: Final = (Field.PHONE, Field.RETENTION, Field.COUNT)


def _is_about(what: Field, texts: Sequence[str]) -> bool:
    """Return whether most cells can be of a field; of words any but typed cells can."""
    fits = _FITS.get(what)
    if fits is None:
        return not any(_FITS[typed](text) for typed in _TYPED for text in texts)
    return bool(texts) and sum(map(fits, texts)) >= _MOST * len(texts)


def with_contents(fields: list[Field | None], headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Tell what columns of unknown headings are about, in place, and return how sure every column is.

    Nothing is told twice, and no row named by what was only guessed where another column names it.
    """
    sure = [1.0] * len(fields)
    body = [row for row in rows if not any(is_total(text) or is_subtotal(text) for text in row[:2])][:_LOOKED_AT]
    for at, heading in enumerate(headings):  # A column of sums is the one of devices, and not what it sums up.
        texts = [row[at] for row in body if not says_nothing(row[at])]
        if (is_total(heading) or is_subtotal(heading)) and Field.COUNT not in fields and _is_about(Field.COUNT, texts):
            fields[at], sure[at] = Field.COUNT, BY_WORD
    named = fields.index(Field.NAME) if Field.NAME in fields else 0
    for at, heading in enumerate(headings):
        if fields[at] is not None or at < named or _OTHERWISE.search(squeezed(heading)):
            continue  # What stands before the names is what they belong to.
        texts = [row[at] for row in body if not says_nothing(row[at])]
        if what := _by_word(heading, texts, fields):
            fields[at], sure[at] = what, BY_WORD
        elif len(texts) >= _FEWEST and (what := _by_contents(heading, texts, fields)):
            fields[at], sure[at] = what, BY_CONTENTS
    unnamed = {Field.COUNT, Field.RETENTION, Field.HOURS} & set(fields) and not _NAMING & set(fields)
    naming = _naming(fields, headings, body) if unnamed else None
    if naming is not None:
        fields[naming], sure[naming] = Field.NAME, BY_CONTENTS
    return sure


def _naming(fields: Sequence[Field | None], headings: Sequence[str], body: Sequence[Sequence[str]]) -> int | None:
    """Return the first unknown column whose cells can be names: words, nearly all of them different."""
    for at, heading in enumerate(headings):
        texts = [row[at] for row in body if not says_nothing(row[at])]
        own = len(texts) >= _FEWEST and len(set(texts)) > len(texts) / 2 and max(map(len, texts)) <= _LONGEST
        words = own and not any(_FITS[typed](text) or text.strip().isdecimal() for typed in _TYPED for text in texts)
        if fields[at] is None and words and not _OTHERWISE.search(squeezed(heading)):
            return at
    return None


def _by_word(heading: str, texts: Sequence[str], fields: Sequence[Field | None]) -> Field | None:
    short = squeezed(heading)
    if not short or len(short) > _LONGEST or not texts:
        return None
    named = {Field.NAME, Field.GROUP} & set(fields)
    of_places = bool(_TELLING & set(fields))
    for what, pattern in _WORDS:
        if what in _OF_WORDS and not of_places:
            continue  # "제공 범위" of an agreement.
        told = what in fields or (what is Field.NAME and named) or (what is Field.COVERAGE and Field.BOTH in fields)
        if not told and pattern.search(short) and _is_about(what, texts):
            return what
    return None


def _by_contents(heading: str, texts: Sequence[str], fields: Sequence[Field | None]) -> Field | None:
    if is_total(heading) or is_subtotal(heading) or len(squeezed(heading)) > _LONGEST:
        return None
    for what in (Field.PHONE, Field.RETENTION, Field.HOURS, Field.COUNT, Field.MANAGER):
        if what is Field.COUNT and (len(set(texts)) == len(texts) and _counts_up(texts)):
            continue  # A column of serial numbers.
        if what not in fields and _is_about(what, texts):
            return what
    return None


def _counts_up(texts: Sequence[str]) -> bool:
    return all(text.strip() == str(number) for number, text in enumerate(texts, start=1))


def without_lone_parts(fields: list[Field | None], headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Make a column "설치장소" beside names of which each is told once where the devices stand, and no part."""
    if Field.PART not in fields or Field.NAME not in fields or Field.LOCATION in fields or Field.BOTH in fields:
        return
    at, named = fields.index(Field.PART), fields.index(Field.NAME)
    names = [row[named] for row in rows if not is_total(row[named])]
    alone = len(names) >= _FEWEST and all(names) and len(set(names)) == len(names)
    if alone and field_of(headings[at]) is Field.NAME and any("," in row[at] for row in rows):
        fields[at] = Field.LOCATION


def heads_by_contrast(rows: Sequence[Sequence[str | None]]) -> bool:
    """Return whether the first row is a head, as words stand over columns of telephones, periods or numbers."""
    if len(rows) <= _FEWEST:
        return False
    first, body = rows[0], rows[1:]
    short = [bool(text) and len(text or "") <= _LONGEST for text in first]
    if not all(short) or any(_FITS[what](text or "") for what in _TYPED for text in first):
        return False
    columns = [[row[at] for row in body if row[at]] for at in range(len(first))]
    return any(
        len(texts) >= _FEWEST and sum(_FITS[what](text or "") for text in texts) >= _MOST * len(texts)
        for texts in columns
        for what in _TYPED
    )


def with_days(row: Sequence[GridCell], headings: Sequence[str]) -> tuple[GridCell, ...]:
    """Return cells with the unit of their heading, where it is printed only there ("저장 일수 | 30")."""
    in_days = [_DAYS.search(squeezed(one)) is not None for one in headings]
    return tuple(
        replace(cell, text=f"{cell.text}일") if cell.text and cell.text.strip().isdecimal() and days else cell
        for cell, days in zip(row, in_days, strict=True)
    )
