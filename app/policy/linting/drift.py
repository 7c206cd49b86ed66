"""Owns what the text and the registry say differently: every fact a policy must state, place by place."""

import re
from collections.abc import Iterable, Iterator

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import beginning, capped, folded, found, has_part, place_of
from app.policy.linting.keeping import length
from app.policy.printed import Where
from app.policy.stated import Item, Said, StatedPerson, StatedPolicy, StatedRow

_Key = tuple[str, str | None]


def _named(stated: StatedPolicy) -> dict[_Key, StatedRow]:
    rows: dict[_Key, StatedRow] = {}
    for row in stated.rows:
        rows.setdefault((folded(row.name.value), folded(row.part.value) if row.part else None), row)
    return rows


def _both(text: Text) -> Iterator[tuple[StatedRow, StatedRow]]:
    """Yield each place of the text with what the registry says of it."""
    wanted = _named(text.expected) if text.expected else {}
    for key, row in _named(text.stated).items():
        if key in wanted:
            yield row, wanted[key]


def places_differ(text: Text) -> Iterator[Hit]:
    """Yield places of the registry the text does not have, and places the registry does not know."""
    if text.expected is None or not has_part(text):
        return
    stated, wanted = _named(text.stated), _named(text.expected)
    names = {name for name, _part in stated}
    for (name, part), row in wanted.items():
        if part is None and name not in names and not text.partial:
            message = N_("대장에 있는 '{place}'이(가) 글에 없습니다.")
            yield found(message, place_of(text, Item.PLACES), place=row.name.value)
    known = {name for name, _part in wanted}
    for (name, part), row in stated.items():
        if part is None and name not in known:
            message = N_("'{place}'은(는) 대장에 없습니다.")
            yield found(message, row.name.where, capped(row.name, Severity.ERROR), place=row.name.value)


def counts_differ(text: Text) -> Iterator[Hit]:
    """Yield numbers of cameras that are not the registry's (POL-02)."""
    for row, wanted in _both(text):
        if row.count and wanted.count and row.count.value != wanted.count.value:
            message = N_("'{place}'의 대수가 글에는 {stated}대, 대장에는 {wanted}대입니다.")
            values = {"place": _name(row), "stated": row.count.value, "wanted": wanted.count.value}
            yield found(message, row.count.where, capped(row.count, Severity.ERROR), **values)


def retention_differs(text: Text) -> Iterator[Hit]:
    """Yield retention periods that are not the registry's."""
    for row, wanted in _both(text):
        one, other = row.retention, wanted.retention
        if (
            one
            and other
            and (one.value.days, one.value.least, one.value.most)
            != (
                other.value.days,
                other.value.least,
                other.value.most,
            )
        ):
            message = N_("'{place}'의 보관기간이 글에는 {stated}, 대장에는 {wanted}입니다.")
            values = {"place": _name(row), "stated": length(one.value), "wanted": length(other.value)}
            yield found(message, one.where, capped(one, Severity.ERROR), **values)


_FIELDS = (
    ("hours", N_("'{place}'의 촬영시간이 글에는 '{stated}', 대장에는 '{wanted}'입니다.")),
    ("storage", N_("'{place}'의 보관장소가 글에는 '{stated}', 대장에는 '{wanted}'입니다.")),
    ("location", N_("'{place}'의 설치 위치가 글에는 '{stated}', 대장에는 '{wanted}'입니다.")),
    ("coverage", N_("'{place}'의 촬영 범위가 글에는 '{stated}', 대장에는 '{wanted}'입니다.")),
)


def values_differ(text: Text) -> Iterator[Hit]:
    """Yield hours, storage, positions and ranges that are not the registry's."""
    for row, wanted in _both(text):
        for field, message in _FIELDS:
            one, other = getattr(row, field), getattr(wanted, field)
            if one and other and folded(one.value) != folded(other.value):
                bad = capped(one, Severity.WARNING)
                yield found(message, one.where, bad, place=_name(row), stated=one.value, wanted=other.value)


def people_differ(text: Text) -> Iterator[Hit]:
    """Yield managers and access holders whose post or phone is not the registry's (MGR-03)."""
    for row, wanted in _both(text):
        for field, message in (
            ("managers", N_("'{place}'의 관리책임자가 글에는 '{stated}', 대장에는 '{wanted}'입니다.")),
            ("accessors", N_("'{place}'의 접근권한자가 글에는 '{stated}', 대장에는 '{wanted}'입니다.")),
        ):
            stated, other = getattr(row, field), getattr(wanted, field)
            if stated and other and _posts(stated) != _posts(other):
                bad = capped(stated[0], Severity.ERROR)
                values = {"place": _name(row), "stated": _told(stated), "wanted": _told(other)}
                yield found(message, stated[0].where, bad, **values)
        phones, known = _phones(row.managers), _phones(wanted.managers)
        if phones and known and phones != known:
            message = N_("'{place}'의 연락처가 글에는 {stated}, 대장에는 {wanted}입니다.")
            values = {"place": _name(row), "stated": ", ".join(sorted(phones)), "wanted": ", ".join(sorted(known))}
            yield found(message, row.managers[0].where, capped(row.managers[0], Severity.ERROR), **values)


def _posts(people: Iterable[Said[StatedPerson]]) -> set[str]:
    return {folded(one.value.title or one.value.department or "") for one in people}


def _told(people: Iterable[Said[StatedPerson]]) -> str:
    return ", ".join(one.value.title or one.value.department or "" for one in people)


def _phones(people: Iterable[Said[StatedPerson]]) -> set[str]:
    return {re.sub(r"\D", "", phone) for one in people for phone in one.value.phones}


def days_differ(text: Text) -> Iterator[Hit]:
    """Yield a day of taking effect that is not the registry's."""
    wanted = text.expected.effective_on if text.expected else None
    stated = text.stated.effective_on
    if wanted and stated and wanted.value != stated.value:
        message = N_("시행일이 글에는 {stated}, 대장에는 {wanted}입니다.")
        yield found(message, stated.where, stated=stated.value, wanted=wanted.value)


def processors_differ(text: Text) -> Iterator[Hit]:
    """Yield companies working on the cameras the text does not list, or the registry does not know."""
    if text.expected is None or not has_part(text):
        return
    stated = {_company(one.value.name): one for one in text.stated.processors}
    wanted = {_company(one.value.name): one for one in text.expected.processors}
    for key, one in wanted.items():
        if key not in stated and not text.partial:
            message = N_("대장에 있는 수탁자 '{name}'이(가) 글에 없습니다.")
            yield found(message, _near(text), Severity.ERROR, name=one.value.name)
    for key, one in stated.items():
        if key not in wanted:
            message = N_("수탁자 '{name}'은(는) 대장에 없습니다.")
            yield found(message, one.where, capped(one, Severity.WARNING), name=one.value.name)


def _near(text: Text) -> Where:
    return place_of(text, Item.OTHER) if text.stated.sections else beginning(text)


def _company(name: str) -> str:
    return folded(re.sub(r"㈜|\(주\)|주식회사", "", name))


def _name(row: StatedRow) -> str:
    return f"{row.name.value} · {row.part.value}" if row.part else row.name.value
