"""Owns the step between a table and a row: an entry, what one line of a table or one list says of a place, as printed.

An entry's texts become the fields of a StatedRow here: counts, periods and people are taken apart, nothing is joined.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from app.policy.printed import Where
from app.policy.reading.by_place import exceptions
from app.policy.reading.columns import Field
from app.policy.reading.values import count_of, folded, is_otherwise, outside_brackets, parts_of, says_nothing
from app.policy.reading.values_keeping import hours_of, retention_of
from app.policy.reading.values_people import people_of, phones_of, says_person
from app.policy.reading.values_words import periods_by_place
from app.policy.stated import Said, StatedPerson, StatedRetention, StatedRow

PLAIN = {
    Field.LOCATION: "location",
    Field.COVERAGE: "coverage",
    Field.STORAGE: "storage",
    Field.PROCESSING: "processing",
    Field.METHOD: "checking_method",
    Field.PLACE: "checking_place",
    Field.KIND: "kind",
}
"""Fields whose text is taken as it is printed."""
_SEVERAL = re.compile(r"\s[-–]\s|[:：]|\d{2}")
_STORED_IN = re.compile(
    r"(?:(?:촬영된\s*)?영상(?:정보)?(?:은|는)\s+)?(?P<place>\S[^.\n]{1,40}?)에(?:서)?\s*(?:보관|저장|보존)(?:하|합|됩|되|한|함|중)"
)
_AND_PLACES = re.compile(r"(?<=[가-힣]{2})[·,](?=[가-힣]{2})")
_COPIED = 0.6  # Positions in the words of what is filmed.
_MIXED = 0.6  # A post that holds more than a post.
_OPEN, _CLOSED = "open", "closed"


@dataclass(slots=True)
class Entry:
    """What one line of a table or one list says of a place. ``name`` None: it speaks of all of them."""

    name: Said[str] | None = None
    part: Said[str] | None = None
    cells: dict[Field, list[Said[str]]] = field(default_factory=dict)
    others: list[tuple[str, Said[str]]] = field(default_factory=list)
    number: int | None = None  # Of its row, where the table numbers them.
    listed: bool = False  # Of a line, where no heading says that positions are also what is filmed.
    labels: dict[Where, str] = field(default_factory=dict)  # Under which label people stand ("관리책임자 정").

    def add(self, what: Field, said: Said[str]) -> None:
        """Note a text under its field, unless it says nothing."""
        stored = _STORED_IN.match(said.value) if what is Field.STORAGE else None
        said = replace(said, value=stored["place"]) if stored else said
        if not says_nothing(said.value):
            self.cells.setdefault(what, []).append(replace(said, value=_plain(said.value)))

    def first(self, what: Field) -> Said[str] | None:
        """Return the first text of a field."""
        return next(iter(self.cells.get(what, ())), None)

    @property
    def places(self) -> Iterator[Where]:
        """Yield where its texts stand."""
        yield from (one.where for said in self.cells.values() for one in said)
        yield from (said.where for _heading, said in self.others)
        yield from (one.where for one in (self.name, self.part) if one is not None)


def _plain(text: str) -> str:
    return "\n".join(one for one in (folded(line) for line in text.split("\n")) if one)


def one_line(said: Said[str]) -> Said[str]:
    """Return a text set in one line, its breaks as commas unless the line goes on."""
    return replace(said, value=", ".join(one.rstrip(",") for one in said.value.split("\n")))


def stated_rows(entry: Entry) -> Iterator[StatedRow]:
    """Yield the row an entry states, then the parts its texts count one by one. The name may be empty: all places."""
    name = entry.name or Said("", "", next(entry.places, Where(1)), 0.3)
    count, retention, hours = _count(entry), _retention(entry), _hours(entry)
    both = entry.first(Field.BOTH)
    location, coverage = entry.first(Field.LOCATION) or both, entry.first(Field.COVERAGE) or both
    plain = {name_: _joined(entry.cells.get(what, ())) for what, name_ in PLAIN.items()}
    plain["location"] = _joined(entry.cells.get(Field.LOCATION, ())) or (_copied(both, entry) if both else None)
    plain["coverage"] = _joined(entry.cells.get(Field.COVERAGE, ())) or (one_line(both) if both else None)
    managers, accessors = _people(entry)
    others = list(entry.others)
    for what in (Field.HOURS, Field.RETENTION, Field.COUNT):
        others += [(what.value, one) for one in entry.cells.get(what, ()) if not _read_as(what, one)]
    yield StatedRow(
        name=name,
        part=entry.part,
        count=count,
        retention=retention,
        hours=hours,
        managers=managers,
        accessors=accessors,
        purposes=_list(entry.cells.get(Field.PURPOSE, ())),
        bases=_list(entry.cells.get(Field.BASIS, ())),
        space_class=_space(entry.first(Field.SPACE)),
        others=tuple(others),
        **plain,
    )
    if entry.part is None and entry.name is not None:
        yield from _kept_apart(name, entry)
        yield from _filmed_apart(name, entry)
        for said in (*entry.cells.get(Field.COUNT, ()), *(one for one in (location, coverage) if one)):
            parts = parts_of(said.value)
            if parts:
                yield from (_part(name, said, *one) for one in parts)
                break


def _copied(both: Said[str], entry: Entry) -> Said[str]:
    """Return positions told in the words of what is filmed: sure only where a heading names both."""
    said = one_line(both)
    return replace(said, confidence=min(said.confidence, _COPIED)) if entry.listed else said


def _kept_apart(name: Said[str], entry: Entry) -> Iterator[StatedRow]:
    """Yield the parts of a place whose recordings are kept for different times ("주차장 30일 / 승강기 15일")."""
    for said in entry.cells.get(Field.RETENTION, ()):
        for place, period in periods_by_place(said.value) or exceptions(said.value)[1]:
            kept = retention_of(period)
            if kept is None or is_otherwise(place):
                continue
            for one in _AND_PLACES.split(place):
                yield StatedRow(name=name, part=replace(said, value=one), retention=said.of(kept.value))


def _filmed_apart(name: Said[str], entry: Entry) -> Iterator[StatedRow]:
    """Yield the parts of a place that are filmed at different hours ("로비 24시간, 주차장은 06:00~22:00")."""
    for said in entry.cells.get(Field.HOURS, ()):
        for place, hours in exceptions(said.value.replace("\n", ", "))[1]:
            if hours_of(hours) and not is_otherwise(place):
                yield StatedRow(name=name, part=replace(said, value=place), hours=replace(said, value=hours))


def _part(name: Said[str], said: Said[str], label: str, number: int) -> StatedRow:
    return StatedRow(name=name, part=replace(said, value=label), count=said.of(number))


def _read_as(what: Field, said: Said[str]) -> bool:
    readers = {Field.HOURS: hours_of, Field.RETENTION: retention_of}
    if what is Field.COUNT:
        return count_of(said.value) is not None or bool(parts_of(said.value))
    return readers[what](said.value) is not None


def _count(entry: Entry) -> Said[int] | None:
    for said in entry.cells.get(Field.COUNT, ()):
        if found := count_of(said.value):
            return said.of(found.value, confidence=said.confidence * found.confidence)
    for what in (Field.BOTH, Field.LOCATION, Field.COVERAGE):
        for said in entry.cells.get(what, ()):
            found = count_of(said.value, in_column=False)
            if found:
                return said.of(found.value, confidence=said.confidence * found.confidence * 0.8)
    return None


def _retention(entry: Entry) -> Said[StatedRetention] | None:
    for said in entry.cells.get(Field.RETENTION, ()):
        apart = [period for place, period in periods_by_place(said.value) if is_otherwise(place)]
        if found := retention_of(apart[0] if apart and entry.name is not None else said.value):
            return said.of(found.value, confidence=said.confidence * found.confidence)
    return None


def _hours(entry: Entry) -> Said[str] | None:
    for said in entry.cells.get(Field.HOURS, ()):
        if found := hours_of(said.value):
            return replace(one_line(said), confidence=said.confidence * found.confidence)
    return None


def _joined(said: Iterable[Said[str]]) -> Said[str] | None:
    """Return the texts of a field as one: a value that stands in several cells or lines."""
    found = [one_line(one) for one in said]
    if not found:
        return None
    texts = list(dict.fromkeys(one.value for one in found))
    return replace(found[0], value=", ".join(texts), text=", ".join(texts) if len(texts) > 1 else found[0].text)


def _list(said: Iterable[Said[str]]) -> tuple[Said[str], ...]:
    found = []
    for one in said:
        pieces = [piece.strip(" -·•") for piece in re.split(r"\n|\s/\s", one.value)]
        if len(pieces) == 1:
            pieces = outside_brackets(one.value, ",")
        found += [replace(one, value=piece) for piece in pieces if piece and not says_nothing(piece)]
    return tuple(found)


def _space(said: Said[str] | None) -> Said[str] | None:
    if said is None:
        return None
    text = said.value.lower()
    closed = any(word in text for word in ("비공개", "closed", "not open", "출입통제", "출입 통제", "제한구역"))
    is_open = any(word in text for word in ("공개", "open"))
    if not (closed or is_open):
        return None
    return replace(said, value=_CLOSED if closed else _OPEN)


def _people(entry: Entry) -> tuple[tuple[Said[StatedPerson], ...], tuple[Said[StatedPerson], ...]]:
    """Return the people in charge and those with access, with department and phone from their own columns."""
    with_access = list(_those(entry, Field.ACCESS, Field.ACCESS_DEPARTMENT, Field.ACCESS_PHONE))
    in_charge = list(_those(entry, Field.MANAGER, Field.DEPARTMENT, Field.PHONE))
    return tuple(in_charge), tuple(with_access)


def _those(entry: Entry, post: Field, department: Field, phone: Field) -> Iterator[Said[StatedPerson]]:
    posts = [(said, person) for said in entry.cells.get(post, ()) for person in people_of(said.value)]
    departments = [(said, line) for said in entry.cells.get(department, ()) for line in _lines(said.value)]
    phones = [(said, phones_of(said.value)) for said in entry.cells.get(phone, ())]
    if not posts:
        if departments or (phones and post is Field.MANAGER):
            yield _without_post(departments, phones)
        return
    numbers = [one for _said, found in phones for one in found]
    several = len(posts) > 1 and len(posts) == len(numbers)
    paired = len(posts) > 1 and len(posts) == len(departments)
    for at, (said, person) in enumerate(posts):
        own = (numbers[at],) if several else tuple(numbers)
        beside = departments[at][1] if paired else ", ".join(line for _said, line in departments)
        title, own_department = person.value.title, person.value.department
        if beside and title and own_department and f"{own_department} {title}" in said.value:
            title, own_department = f"{own_department} {title}", None  # The table has a column for departments.
        stated = StatedPerson(
            title=title,
            department=own_department or beside or None,
            phones=person.value.phones or own,
            label=person.value.label or entry.labels.get(said.where),
        )
        if stated.title is not None and stated.title == stated.department and not says_person(stated.title):
            stated = replace(stated, title=None)
        sure = _MIXED if title is not None and _SEVERAL.search(title) else person.confidence
        yield said.of(stated, confidence=said.confidence * sure)


def _without_post(
    departments: list[tuple[Said[str], str]], phones: list[tuple[Said[str], tuple[str, ...]]]
) -> Said[StatedPerson]:
    said = departments[0][0] if departments else phones[0][0]
    numbers = tuple(one for _said, found in phones for one in found)
    named = ", ".join(line for _said, line in departments)
    return said.of(StatedPerson(department=named or None, phones=numbers))


def _lines(text: str) -> list[str]:
    return [one.strip() for one in text.split("\n") if not says_nothing(one)]


def name_by_place(entry: Entry) -> None:
    """Name an entry by its part, or by where its devices stand, where the table has no other name for it."""
    where = entry.first(Field.LOCATION)
    named = entry.part or where or entry.first(Field.BOTH)
    if named is None or (entry.part is None and len(entry.cells) == 1):
        return
    entry.name = replace(named, value=" ".join(named.value.split()), confidence=named.confidence * 0.8)
    if named is where and not {Field.COUNT, Field.COVERAGE} & entry.cells.keys():
        del entry.cells[Field.LOCATION]  # Only the name of the row.
    entry.part = None
