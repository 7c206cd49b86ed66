"""Owns lists: a place as a heading with its own lines, lines "name: values", lines that hold for all places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.policy.printed import TextLine, Where
from app.policy.reading.columns import FACTS, Field, field_of
from app.policy.reading.rows_entries import Entry
from app.policy.reading.rows_phrases import is_name, named_values, pairs, stated_in_sentence, totals_in
from app.policy.reading.values import count_of, folded, is_everywhere, is_subtotal, is_total, key, says_nothing
from app.policy.reading.values_people import people_of
from app.policy.stated import Item, Said

_ROWS_OF = {Item.PLACES, Item.PEOPLE, Item.KEEPING}
_LAST_CIRCLED = 20
_SEVERAL = re.compile(r",|\s등$|내·?외부")
"""Several positions under "설치장소" are no name of a place."""


@dataclass(slots=True)
class ListRead:
    """What lines were read as: entries in order (the first speaks of all places), printed sums, places used."""

    shared: Entry = field(default_factory=Entry)
    entries: list[Entry] = field(default_factory=list)
    totals: list[Said[int]] = field(default_factory=list)
    used: set[Where] = field(default_factory=set)


@dataclass(slots=True)
class _Site:
    """The place whose lines are being read: by which line it was opened, and how its own lines are marked."""

    entry: Entry
    opened: TextLine
    marked: str | None = None
    depth: int = 0
    children: int = 0
    own: set[Field] = field(default_factory=set)


class ListReader:
    """Reads the lines of one section in order."""

    def __init__(self, items: Sequence[Item], known: set[str]) -> None:
        """Begin a section. ``known`` are the keys of names other tables or lists already told."""
        self.items = tuple(items)
        self.known = known
        self.found = ListRead()
        self._site: _Site | None = None
        self._labelled: tuple[Field, TextLine] | None = None

    def read(self, lines: Sequence[TextLine]) -> ListRead:
        """Return what the lines say."""
        for at, line in enumerate(lines):
            if self._line(line, lines[at + 1 :]):
                self.found.used.add(line.where)
        return self.found

    def _line(self, line: TextLine, below: Sequence[TextLine]) -> bool:
        text, following = folded(line.text), next(iter(below), None)
        site = self._site
        if site is not None and line.level is not None and line.level <= (site.opened.level or 0):
            self._site = None
        said = Said(text, text, line.where)
        if not text:
            return False
        told = pairs(text)
        if told and self._pairs(told, line, said):
            self._labelled = None
            return True
        if self._is_label(line, following):
            return True
        if self._labelled is not None and self._continues(line, said):
            return True
        self._labelled = None
        if self._opens(line, below):
            name = text.rstrip(" :")
            self._site = _Site(Entry(name=Said(name, name, line.where)), line)
            self.found.entries.append(self._site.entry)
            return True
        if self._named(line, said):
            return True
        if self._bare_part(line, said) or self._other(line, said):
            return True
        sums = list(totals_in(text, said)) if not self.items or Item.PLACES in self.items else []
        self.found.totals += sums
        stated = stated_in_sentence(self._scope(line).entry_for(), text, said, self.items) if self._states() else False
        return bool(sums) or stated

    def _states(self) -> bool:
        return not self.items or bool(_ROWS_OF & set(self.items))

    def _pairs(self, told: list[tuple[Field, str, str]], line: TextLine, said: Said[str]) -> bool:
        """Note "key: value" pairs of a line, for the place it belongs to or for all."""
        told = [one for one in told if not says_nothing(one[2])]
        if any(what is Field.NAME or (what is Field.GROUP and is_name(value)) for what, _head, value in told[:1]):
            name = told[0][2]
            if _SEVERAL.search(name) or len(name) > 40:  # noqa: PLR2004 - No name is longer.
                self._scope(line).entry_for().add(Field.LOCATION, replace(said, value=name, text=name))
            elif is_everywhere(name):
                self._site = None
            else:
                self._site = _Site(Entry(name=replace(said, value=name, text=name)), line, None)
                self.found.entries.append(self._site.entry)
            told = told[1:]
            if not told:
                return True
        used = False
        scope = self._scope(line)
        for what, heading, value in told:
            if what not in FACTS:
                if what in {Field.OTHER, Field.UNIT, Field.KIND}:
                    scope.entry_for().others.append((heading, replace(said, value=value, text=value)))
                continue
            if not self._about(what):
                continue
            one = replace(said, value=value, text=value)
            if what is Field.COUNT and (number := self._whole(value)) is not None and scope.site is None:
                self.found.totals.append(replace(one, value=number))
            if scope.site is not None:
                scope.site.own.add(what)
            target = scope.entry_for()
            if what is Field.TITLE:
                what = Field.MANAGER
            if what is Field.ROLE:
                what = Field.MANAGER
            target.add(what, one)
            used = True
        if not used and not told:
            return False
        if self._site is not None and scope.site is self._site:
            self._site.children += 1
        return used or bool(told)

    def _whole(self, value: str) -> int | None:
        """Return the number of a line "설치대수: 총 8대" that speaks of everything."""
        found = count_of(value)
        return (
            found.value if found and (value.startswith(("총", "합계", "전체")) or Item.PLACES in self.items) else None
        )

    def _about(self, what: Field) -> bool:
        """Return whether a key can be a fact of a place here: not, say, a telephone of the section on requests."""
        if what in {Field.PHONE, Field.DEPARTMENT, Field.PURPOSE, Field.BASIS, Field.UNIT}:
            return self._site is not None or (
                bool(_ROWS_OF & set(self.items))
                and not (what in {Field.PURPOSE, Field.BASIS} and Item.PURPOSE in self.items)
            )
        return True

    def _scope(self, line: TextLine) -> "_Scope":
        """Return the place a line belongs to, or that it holds for all."""
        site = self._site
        if site is None or not self._is_child(site, line):
            if site is not None and line.level is None:
                self._site = None
            return _Scope(None, self.found.shared)
        self._mark(site, line)
        return _Scope(site, site.entry)

    @staticmethod
    def _mark(site: _Site, line: TextLine) -> None:
        """Remember how the lines of a place are marked, by the first of them."""
        if site.marked is None:
            site.marked, site.depth = _kind(line), line.depth

    def _is_child(self, site: _Site, line: TextLine) -> bool:
        if site.opened.level is not None:
            return line.level is None or line.level > site.opened.level
        if site.marked is not None and site.opened.where != line.where:
            if site.depth > site.opened.depth:
                return line.depth >= site.depth
            return _kind(line) == site.marked and line.depth >= site.depth
        return line.depth > site.opened.depth or _kind(line) != _kind(site.opened) or site.opened.marker is None

    def _is_label(self, line: TextLine, following: TextLine | None) -> bool:
        """Return whether a line only heads the lines below it ("관리책임자", "구역")."""
        text = folded(line.text).rstrip(" :：")
        what = field_of(text)
        if what is None or following is None or len(text) > 25:
            return False
        if what in {Field.PART, Field.GROUP, Field.LOCATION} and self._site is not None:
            self._site.marked = None
            return what is not Field.LOCATION
        if what in FACTS and what is not Field.PROCESSING and self._about(what):
            self._labelled = (what, line)
            return True
        return False

    def _continues(self, line: TextLine, said: Said[str]) -> bool:
        """Note a line under a label ("관리책임자" / "- 총무과장 (02-…)")."""
        assert self._labelled is not None  # noqa: S101 - Asked for by the caller, told to the checker of types.
        what, label = self._labelled
        if label.marker is not None and _kind(label) == _kind(line) and line.depth <= label.depth:
            return False
        if what in {Field.MANAGER, Field.ACCESS} and not people_of(said.value):
            return False
        if len(said.value) > 80 or (named_values(said.value, self.items) and what is Field.COUNT):
            return False
        scope = self._scope(label)
        scope.entry_for().add(what, said)
        return True

    def _opens(self, line: TextLine, below: Sequence[TextLine]) -> bool:
        """Return whether a line is the name of a place whose own lines follow."""
        if not below or not is_name(line.text):
            return False
        if self.items and not _ROWS_OF & set(self.items) and key(line.text) not in self.known:
            return False
        following = below[0]
        if line.level is not None:
            return self._heads_values(line, below)
        if count_of(line.text, in_column=False) is not None and not self._heads_values(line, below[:1]):
            return False
        if following.depth <= line.depth and _kind(following) == _kind(line):
            return False
        site = self._site
        if site is not None and site.children and _kind(line) == site.marked and self._is_child(site, line):
            return False
        told = pairs(folded(following.text))
        if told:
            return any(what in FACTS for what, _h, _v in told)
        return named_values(following.text, self.items) is not None and (
            line.marker is not None or key(line.text) in self.known
        )

    @staticmethod
    def _heads_values(line: TextLine, below: Sequence[TextLine]) -> bool:
        """Return whether a heading has values of a place directly under it, before any other heading."""
        if any(
            told and told[0][0] in {Field.NAME, Field.GROUP} for told in (pairs(folded(one.text)) for one in below[:3])
        ):
            return False
        for one in below[:3]:
            if one.level is not None and (line.level is None or one.level >= line.level):
                return False
            if any(what in FACTS and what is not Field.PHONE for what, _h, _v in pairs(folded(one.text))):
                return True
        return False

    def _named(self, line: TextLine, said: Said[str]) -> bool:
        """Note a line "name: values": a part of the place being read, or a place of its own."""
        if not self._states() and self._site is None:
            return False
        told = named_values(said.value, self.items)
        if told is None:
            return False
        name, values = told
        if is_total(name) or is_subtotal(name):
            number = next((count_of(value) for what, value in values if what is Field.COUNT), None)
            if number and is_total(name):
                self.found.totals.append(replace(said, value=number.value))
            return True
        if field_of(name) in FACTS:
            return False
        where = self._site
        within = where is not None and self._is_child(where, line)
        entry = Entry(name=replace(said, value=name, text=name))
        if within and where is not None:
            self._mark(where, line)
            where.children += 1
            entry = Entry(name=where.entry.name, part=replace(said, value=name, text=name))
        elif is_everywhere(name):
            entry = self.found.shared
        elif not within:
            self._site = None
        for what, value in values:
            if what is not Field.OTHER:
                entry.add(what, replace(said, value=value, text=value))
        if entry is not self.found.shared:
            self.found.entries.append(entry)
        return True

    def _other(self, line: TextLine, said: Said[str]) -> bool:
        """Note a line of a place whose key we have no field for ("해상도: 200만 화소")."""
        site = self._site
        told = re.fullmatch(r"(?P<key>[^:：]{1,15}?)\s*[:：]\s*(?P<value>.{1,80})", said.value)
        if told is None:
            return False
        if site is not None and site.marked is not None and self._is_child(site, line):
            entry = site.entry
        elif self.found.entries and self.items == (Item.PLACES,) and line.marker is not None:
            entry = self.found.shared
        else:
            return False
        entry.others.append((told["key"], replace(said, value=told["value"], text=told["value"])))
        return True

    def _bare_part(self, line: TextLine, said: Said[str]) -> bool:
        """Note a part that says nothing but its name, after or before parts with a number of devices."""
        site = self._site
        if site is None or site.marked is None or line.marker is None or not is_name(said.value):
            return False
        before = self.found.entries[-1] if self.found.entries else None
        if not self._is_child(site, line) or before is None or before.part is None:
            return False
        self.found.entries.append(Entry(name=site.entry.name, part=said))
        return True


@dataclass(frozen=True, slots=True)
class _Scope:
    site: _Site | None
    entry: Entry

    def entry_for(self) -> Entry:
        return self.entry


def _kind(line: TextLine) -> str:
    """Return the kind of mark a line is listed with: digits, letters, circles or the mark itself."""
    mark = (line.marker or "").strip()
    core = mark.strip("().[]<>제조항호 ")
    if (len(core) == 1 and "①" <= core <= "⑳") or (
        core.isdigit() and mark.startswith("(") and int(core) > _LAST_CIRCLED
    ):
        return "①"
    if core.isascii() and core.isdigit():
        return "1" + mark.replace(core, "")
    if len(core) == 1 and "가" <= core <= "힣":
        return "가" + mark.replace(core, "")
    if core and all(letter in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX" for letter in core):
        return "Ⅰ"
    if len(core) == 1 and core.isascii() and core.isalpha():
        return "a" + mark.replace(core, "")
    return mark
