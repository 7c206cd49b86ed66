"""Owns the registry document ``watchbook.registry/1``: all versions of everything, read strictly, written canonically.

Writing, reading and writing again gives the same bytes.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

from app.kernel.errors import Invalid, Problem
from app.kernel.messages import N_
from app.registry.domain import ORGANISATION_CODE, Kind, type_of_kind
from app.registry.history import Key, Timeline, Version
from app.registry.shape import FAULT, Place, checked_day, place_text, plain_value, value_of, wrong

FORMAT = "watchbook.registry/1"
_FORMAT_STEM, _FORMAT_NUMBER = "watchbook.registry", 1

KEY_OF_KIND: Mapping[Kind, str] = {
    Kind.ORGANISATION: "organisation",
    Kind.POST: "posts",
    Kind.CONTRACTOR: "contractors",
    Kind.AGREEMENT: "agreements",
    Kind.ROW: "rows",
    Kind.SITE: "sites",
    Kind.ZONE: "zones",
    Kind.CAMERA: "cameras",
}
"""Under which key of the document each kind stands; the order is that of the document."""


def dotted(place: str, name: str) -> str:
    """Return the place of a field in a JSON document, e.g. ``sites[2].row``."""
    return f"{place}.{name}" if name else place


@dataclass(frozen=True, slots=True)
class RegistryDocument:
    """Versions of registry objects, from a file or for one.

    ``complete``: the document states all that is known, from the first day to the last, of every object it names; a
    version without ``valid_from`` always was. Otherwise such a version holds from a day the importer is told.
    ``problems``: what was wrong with items that could not be read; nothing of such a document is ever written.
    ``unread``: which objects those items are about, as far as they say.
    ``place_of_field`` names a field of an item (``Version.place``) the way the source does, for messages.
    """

    versions: Mapping[Kind, tuple[Version, ...]]
    complete: bool = False
    problems: tuple[Problem, ...] = ()
    unread: frozenset[Key] = frozenset()
    place_of_field: Callable[[str, str], str] = field(default=dotted, compare=False)

    def of(self, kind: Kind) -> tuple[Version, ...]:
        """Return the versions of one kind, in the order of the source."""
        return self.versions.get(kind, ())

    def by_key(self) -> dict[Key, list[Version]]:
        """Return the versions of each object, in the order of the source."""
        found: dict[Key, list[Version]] = defaultdict(list)
        for kind in KEY_OF_KIND:
            for version in self.of(kind):
                found[kind, version.value.code].append(version)
        return dict(found)


def read_document(source: bytes | str | Mapping[str, Any]) -> RegistryDocument:
    """Return the registry document in some JSON.

    :raises Invalid: naming the path of every fault.
    """
    document = examine_document(source)
    if document.problems:
        raise Invalid(document.problems)
    return document


def examine_document(source: bytes | str | Mapping[str, Any]) -> RegistryDocument:
    """Return what can be read of a document, with a problem for every item that cannot.

    :raises Invalid: if it is no registry document at all, or a newer one.
    """
    content = source if isinstance(source, Mapping) else _parsed(source)
    _check_format(content)
    problems: list[Problem] = []
    for name in content:
        if name not in {"format", "complete", *KEY_OF_KIND.values()}:
            wrong(problems, str(name)[:64], N_("모르는 항목입니다."))
    complete = content.get("complete", False)
    if not isinstance(complete, bool):
        complete = wrong(problems, "complete", N_("true 또는 false여야 합니다.")) is not FAULT
    versions = {kind: _read_items(kind, content.get(name), name, problems) for kind, name in KEY_OF_KIND.items()}
    document = RegistryDocument(versions, complete)
    return replace(document, problems=(*problems, *overlaps(document)), unread=_unread(content, document))


def overlaps(document: RegistryDocument) -> Iterable[Problem]:
    """Yield a problem for each item that speaks of days on which its code is already taken."""
    problems: list[Problem] = []
    for (_kind, code), versions in document.by_key().items():
        ordered = sorted(versions, key=lambda version: version.valid_from or date.min) if len(versions) > 1 else ()
        for earlier, later in pairwise(ordered):
            if earlier.span.meets(later.span):
                place = document.place_of_field(later.place, "code")
                text = N_("{code}은(는) {other}에 이미 있습니다. 코드를 바꾸거나 적용 기간이 겹치지 않게 하십시오.")
                wrong(problems, place, text, code=code, other=earlier.place)
    return problems


def write_document(document: RegistryDocument) -> bytes:
    """Return the document as JSON: fixed order, defaults left out, two spaces, a line break at the end."""
    content: dict[str, Any] = {"format": FORMAT}
    if document.complete:
        content["complete"] = True
    for kind, name in KEY_OF_KIND.items():
        content[name] = [_plain_item(version) for version in in_order(document.of(kind))]
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def in_order(versions: Iterable[Version]) -> list[Version]:
    """Return versions by the order of their object (that of its last version), its code, then by day."""
    by_code: dict[str, list[Version]] = defaultdict(list)
    for version in versions:
        by_code[version.value.code].append(version)
    for same in by_code.values():
        same.sort(key=lambda version: version.valid_from or date.min)
    codes = sorted(by_code, key=lambda code: (getattr(by_code[code][-1].value, "order", 0), code))
    return [version for code in codes for version in by_code[code]]


def document_of(timelines: Mapping[Key, Timeline]) -> RegistryDocument:
    """Return the complete document of all that is known."""
    versions: dict[Kind, list[Version]] = {kind: [] for kind in KEY_OF_KIND}
    for (kind, _code), timeline in timelines.items():
        versions[kind].extend(timeline)
    return RegistryDocument({kind: tuple(found) for kind, found in versions.items()}, complete=True)


def _parsed(source: bytes | str) -> Mapping[str, Any]:
    try:
        text = source.decode("utf-8-sig") if isinstance(source, bytes) else source.removeprefix("\ufeff")
        content = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_refuse_constant)
    except UnicodeDecodeError as fault:
        raise _unreadable(N_("UTF-8로 쓰인 글이 아닙니다({byte}번째 바이트)."), byte=fault.start + 1) from fault
    except json.JSONDecodeError as fault:
        raise _unreadable(
            N_("JSON이 아닙니다: {line}행 {column}번째 글자에서 막혔습니다."),
            line=fault.lineno,
            column=fault.colno,
        ) from fault
    except _DoubledName as fault:
        raise _unreadable(N_("같은 항목이 한 묶음에 두 번 있습니다: {name}."), name=str(fault)[:64]) from fault
    except (RecursionError, ValueError) as fault:
        raise _unreadable(N_("JSON으로 읽을 수 없습니다.")) from fault
    if not isinstance(content, dict):
        raise _unreadable(N_("대장 문서가 아닙니다. 맨 바깥은 항목과 값의 묶음이어야 합니다."))
    return content


class _DoubledName(ValueError):  # Never leaves this module.
    pass


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        names = [name for name, _ in pairs]
        raise _DoubledName(next(name for name in names if names.count(name) > 1))
    return content


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


def _unreadable(text: str, **values: object) -> Invalid:
    problems: list[Problem] = []
    wrong(problems, "$", text, **values)
    return Invalid(problems)


def _check_format(content: Mapping[str, Any]) -> None:
    given = content.get("format")
    stem, _, number = given.partition("/") if isinstance(given, str) else ("", "", "")
    if given == FORMAT:
        return
    problems: list[Problem] = []
    if stem == _FORMAT_STEM and number.isascii() and number.isdecimal() and int(number[:9]) > _FORMAT_NUMBER:
        text = N_("더 새로운 형식({given})입니다. 이 프로그램은 {known}까지 읽습니다. 프로그램을 먼저 올리십시오.")
    else:
        text = N_('대장 문서가 아닙니다. "format": "{known}" 이 있어야 하는데 {given}입니다.')
    wrong(problems, "format", text, given=str(given)[:64], known=FORMAT)
    raise Invalid(problems)


def _read_items(kind: Kind, given: object, name: str, problems: list[Problem]) -> tuple[Version, ...]:
    if given is None:
        return ()
    if not isinstance(given, list):
        wrong(problems, name, N_("목록이어야 합니다."))
        return ()
    items = (read_item(kind, item, (name, index), problems) for index, item in enumerate(given))
    return tuple(item for item in items if item is not None)


def _unread(content: Mapping[str, Any], document: RegistryDocument) -> frozenset[Key]:
    read = document.by_key()
    named = (
        (kind, item["code"])
        for kind, name in KEY_OF_KIND.items()
        if isinstance(content.get(name), list)
        for item in content[name]
        if isinstance(item, Mapping) and isinstance(item.get("code"), str)
    )
    return frozenset(key for key in named if key not in read)


def read_item(kind: Kind, given: object, place: Place, problems: list[Problem]) -> Version | None:
    """Return the version in one item: a value with ``valid_from`` and ``valid_to``; None after naming its problems."""
    if not isinstance(given, Mapping):
        wrong(problems, place, N_("항목과 값의 묶음이어야 합니다."))
        return None
    before = len(problems)
    item = dict(given)
    days = []
    for name in ("valid_from", "valid_to"):
        day = item.pop(name, None)
        days.append(day if day is None else checked_day(day, (place, name), problems))
    value = value_of(type_of_kind[kind], item, place, problems)
    if kind is Kind.ORGANISATION and value is not FAULT and value.code != ORGANISATION_CODE:
        wrong(problems, (place, "code"), N_("조직의 코드는 늘 self입니다. 항목을 빼십시오."))
    if len(problems) > before:
        return None
    version = Version(value, days[0], days[1], place_text(place))
    if version.span.is_empty:
        wrong(problems, (place, "valid_to"), N_("끝나는 날(valid_to)은 시작하는 날(valid_from)보다 뒤여야 합니다."))
        return None
    return version


def _plain_item(version: Version) -> dict[str, Any]:
    item: dict[str, Any] = plain_value(version.value)
    days = {"valid_from": version.valid_from, "valid_to": version.valid_to}
    return {**item, **{name: day.isoformat() for name, day in days.items() if day is not None}}
