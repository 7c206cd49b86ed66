"""Owns what a redline says in a few sentences: "원주, 횡성 정압기 보관기간 60일 → 30일"."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from app.policy.redline.difference import Difference, Kind, What

NAMES_TOLD = 5
WORDS: Mapping[str, Mapping[str, str]] = {
    "ko": {
        "added": "추가",
        "removed": "삭제",
        "changed": "변경",
        "moved": "순서 바뀜",
        "title": "제목",
        "section": "항목",
        "text": "문장",
        "table": "표",
        "column": "칸",
        "row": "행",
        "cell": "값",
        "more": "{names} 외 {count}곳",
        "texts": "{clause} 문장 {count}곳 {kind}",
        "outside": "머리말·맺음말",
        "nothing": "다른 곳이 없습니다.",
    },
    "en": {
        "added": "added",
        "removed": "removed",
        "changed": "changed",
        "moved": "moved",
        "title": "title",
        "section": "section",
        "text": "text",
        "table": "table",
        "column": "column",
        "row": "row",
        "cell": "value",
        "more": "{names} and {count} more",
        "texts": "{clause} text: {count} {kind}",
        "outside": "Opening and closing",
        "nothing": "Nothing differs.",
    },
}
"""The fixed words, in the languages policies are written in."""


def summary(differences: Sequence[Difference], *, language: str) -> tuple[str, ...]:
    """Return what differs in sentences: values that changed alike together, texts counted by section."""
    return tuple(dict.fromkeys(_sentences(differences, WORDS[language])))


def said(differences: Sequence[Difference], *, language: str) -> str:
    """Return how many differences of each kind there are, in words."""
    words = WORDS[language]
    counts = Counter(one.kind for one in differences)
    return ", ".join(f"{words[kind.value]} {counts[kind]}" for kind in Kind if counts[kind]) or words["nothing"]


def names_in_one(names: Sequence[str], words: Mapping[str, str]) -> str:
    """Return names as one, the last word they share said once: "원주, 횡성 정압기"."""
    told, more = list(names[:NAMES_TOLD]), len(names) - NAMES_TOLD
    ends = {name.rpartition(" ")[2] for name in told}
    if len(told) > 1 and len(ends) == 1 and all(" " in name for name in told):
        told = [*(name.rpartition(" ")[0] for name in told[:-1]), told[-1]]
    joined = ", ".join(told)
    return words["more"].format(names=joined, count=more) if more > 0 else joined


def _sentences(differences: Sequence[Difference], words: Mapping[str, str]) -> Iterator[str]:
    groups: dict[tuple[object, ...], list[Difference]] = {}
    tables = _tables_of_rows(differences)
    for one in differences:
        groups.setdefault(_alike(one, tables), []).append(one)
    for found in groups.values():
        first = found[0]
        kind = words[first.kind.value]
        match first.what:
            case What.CELL:
                names = list(dict.fromkeys(one.row for one in found))
                yield f"{names_in_one(names, words)} {first.column} {_change(first, words)}".strip()
            case What.ROW:
                names = list(dict.fromkeys(one.row for one in found))
                only = f"{first.table}: " if len({one.table for one in found}) == 1 else ""
                yield f"{only}{names_in_one(names, words)} {kind}"
            case What.TEXT:
                clause = first.clause or words["outside"]
                yield words["texts"].format(clause=clause, count=len(found), kind=kind)
            case What.COLUMN:
                yield f"{first.table}: {words['column']} '{first.column}' {kind}"
            case What.TABLE:
                yield f"{first.table} {kind}"
            case What.SECTION:
                yield f"{first.clause} {kind}"
            case What.TITLE:
                yield f"{words['title']} {_change(first, words)}"


def _change(one: Difference, words: Mapping[str, str]) -> str:
    before, after = one.short
    if not before or not after:
        return f"{before or after} {words['removed' if before else 'added']}".strip()
    return f"{before} → {after}"


def _tables_of_rows(differences: Sequence[Difference]) -> Mapping[tuple[Kind, str], frozenset[str]]:
    """Return in which tables a row of some name came, went or moved: what is one place to people stands in many."""
    found: dict[tuple[Kind, str], set[str]] = {}
    for one in differences:
        if one.what is What.ROW:
            found.setdefault((one.kind, one.row), set()).add(one.table)
    return {key: frozenset(tables) for key, tables in found.items()}


def _alike(one: Difference, tables: Mapping[tuple[Kind, str], frozenset[str]]) -> tuple[object, ...]:
    """Return what differences share that are told in one sentence."""
    match one.what:
        case What.CELL:
            return one.what, one.table, one.column, one.short
        case What.ROW:
            return one.what, one.kind, tables[one.kind, one.row]
        case What.TEXT:
            return one.what, one.kind, one.clause
    return one.what, one.kind, one.clause, one.table, one.column, one.short
