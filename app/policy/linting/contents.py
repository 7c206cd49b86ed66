"""Owns whether the eight items of 영 25① are all there (POL-01), and whether the text is whole."""

import re
from collections.abc import Iterator

from app.kernel.messages import N_, Message
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import (
    beginning,
    breaks_off,
    found,
    has_part,
    lacking,
    missing,
    nobody,
    not_recorded,
    part_lines,
    place_of,
    section,
    stands_unread,
)
from app.policy.linting.grounds import states_basis
from app.policy.stated import Item

ITEM_NAMES = {
    Item.PURPOSE: N_("설치 근거와 설치 목적"),
    Item.PLACES: N_("설치 대수, 설치 위치와 촬영 범위"),
    Item.PEOPLE: N_("관리책임자, 담당 부서와 접근권한자"),
    Item.KEEPING: N_("촬영시간, 보관기간, 보관장소와 처리방법"),
    Item.CHECKING: N_("영상정보 확인 방법과 장소"),
    Item.REQUESTS: N_("열람 등 요구에 대한 조치"),
    Item.SAFEGUARDS: N_("기술적·관리적·물리적 조치"),
    Item.OTHER: N_("그 밖에 필요한 사항"),
}
_PLACE_FIELDS = ("count", "location", "coverage")
_KEEPING_FIELDS = ("hours", "retention", "storage", "processing")


def says_nothing(text: Text, item: Item) -> bool:  # noqa: PLR0911  # An item a return.
    """Return whether nothing at all is stated of an item."""
    stated = text.stated
    match item:
        case Item.PURPOSE:
            return not (stated.purposes or states_basis(text) or not nobody(text, "purposes"))
        case Item.PLACES:
            return stated.total is None and all(nobody(text, field) for field in _PLACE_FIELDS)
        case Item.PEOPLE:
            return nobody(text, "managers") and nobody(text, "accessors")
        case Item.KEEPING:
            return all(nobody(text, field) for field in _KEEPING_FIELDS)
        case Item.CHECKING:
            return nobody(text, "checking_method") and nobody(text, "checking_place")
        case Item.REQUESTS:
            return (
                not (stated.channels or stated.only_form or stated.form or stated.refusal_grounds or stated.objection)
                and section(text, item) is None
            )
        case Item.SAFEGUARDS:
            return not stated.safeguards
        case _:
            around = (stated.processors, stated.no_processors, stated.signs, stated.audio, stated.agreements)
            return section(text, Item.OTHER) is None and not all(around[2:4]) and not any(around[:2])


def no_camera_part(text: Text) -> Iterator[Hit]:
    """Yield a note for a text that says nothing of cameras: it may be right."""
    if not has_part(text):
        yield found(
            N_("영상정보처리기기에 관한 부분을 찾지 못했습니다. CCTV를 두지 않았다면 고칠 것이 없습니다."), None
        )


def missing_items(text: Text) -> Iterator[Hit]:
    """Yield items of which nothing is said, and the parts of items 4 and 5 no other rule asks for."""
    if not has_part(text):
        return
    for item in Item:
        severity = missing(text, item)
        if severity is None:
            continue
        own = section(text, item)
        if own is not None and own.empty and item is not Item.OTHER and says_nothing(text, item):
            yield found(
                N_("'{heading}' 아래에 내용이 없습니다."), own.heading.where, severity, heading=own.heading.value
            )
        elif says_nothing(text, item):
            yield _nothing(text, item, severity)
        else:
            yield from _halves(text, item, severity)


def _nothing(text: Text, item: Item, severity: Severity) -> Hit:
    """Return the hit for an item of which nothing was read: a breach only where its section was understood."""
    values = {"number": int(item), "item": Message(ITEM_NAMES[item])}
    if _not_understood(text, item):
        message = N_("{number}호 항목({item})의 내용을 읽지 못했습니다. 사람이 확인하십시오.")
        return found(message, place_of(text, item), Severity.INFO, **values)
    bad = Severity.INFO if item is Item.OTHER else severity
    return found(N_("{number}호 항목이 없습니다: {item}"), place_of(text, item), bad, **values)


def _not_understood(text: Text, item: Item) -> bool:
    """Return whether at least half of the lines of an item's section are lines nothing was read from."""
    own = section(text, item)
    if own is None:
        return False
    first, last = own.heading.where.line + 1, own.last_line
    unread = {one.where.line for one in text.stated.unread if first <= one.where.line <= last}
    stands = [number for number, line in part_lines(text) if first <= number <= last and line.strip()]
    return bool(stands) and len(unread) * 2 >= len(stands)


def _halves(text: Text, item: Item, severity: Severity) -> Iterator[Hit]:
    if item is Item.CHECKING:
        if nobody(text, "checking_method"):
            yield found(N_("영상정보를 확인하는 방법이 없습니다."), place_of(text, item), severity)
        if nobody(text, "checking_place"):
            if stands_unread(text, item, _A_ROOM):
                message = N_("영상정보를 확인하는 장소를 읽지 못했습니다. 사람이 확인하십시오.")
                yield found(message, place_of(text, item), Severity.INFO)
            else:
                yield found(N_("영상정보를 확인하는 장소가 없습니다."), place_of(text, item), severity)
    if item is Item.KEEPING and _unrecorded(text):
        message = N_("처리방법에 이용·제공·파기를 기록하는 방법이 없습니다.")
        yield found(message, place_of(text, item), Severity.INFO)
    if item is Item.KEEPING and not text.stated.processing:
        gaps = lacking(text, "processing", but=not_recorded)
        if gaps and nobody(text, "processing"):
            yield found(N_("처리방법(기록, 삭제하는 방법)이 없습니다."), place_of(text, item), severity)
        else:
            for row in gaps:
                yield found(N_("'{place}'의 처리방법이 없습니다."), row.name.where, Severity.INFO, place=row.name.value)


_A_ROOM = re.compile(
    r"\d층|[가-힣]{1,8}(?:센터|상황실|관제실|열람실|사무실|사무소|민원실|상담실|방재실|본관|별관|청사)"
)
_RECORDED = re.compile(r"기록|대장|관리|이력|record|register|\blog", re.IGNORECASE)


def _unrecorded(text: Text) -> bool:
    """Return whether the processing is stated, but nothing of records."""
    told = [*text.stated.processing, *(row.processing for row in text.stated.rows if row.processing)]
    return bool(told) and not any(_RECORDED.search(one.value) for one in told)


def cut_off(text: Text) -> Iterator[Hit]:
    """Yield the place where the text ends in the middle, with the items that could not be judged."""
    where = breaks_off(text)
    if where is None:
        return
    unseen = [str(int(item)) for item in Item if item is not Item.OTHER and missing(text, item) is None]
    if unseen:
        message = N_("글이 중간에 끊긴 것 같습니다. {items}호 항목은 판단하지 않았습니다.")
        yield found(message, where, items="·".join(unseen))
    else:
        yield found(N_("글이 중간에 끊긴 것 같습니다."), where)


def empty_number(text: Text) -> Iterator[Hit]:
    """Yield the beginning of a part without any heading: it can be read, but hardly by people."""
    if has_part(text) and not text.stated.sections and not text.partial:
        yield found(N_("항목의 제목이 하나도 없습니다."), beginning(text))
