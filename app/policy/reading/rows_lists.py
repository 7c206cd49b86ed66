"""Owns lists: a place as a heading with its own lines, lines "name: values", lines that hold for all places."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from app.policy.printed import TextLine
from app.policy.reading.by_place import filmed_of, stored_of, without_provisos
from app.policy.reading.columns import FACTS, Field, field_of
from app.policy.reading.place_names import is_name
from app.policy.reading.rows_apart import noted, one_value
from app.policy.reading.rows_entries import Entry
from app.policy.reading.rows_listed import (
    ListRead,
    counted_places,
    counts_parts,
    fits,
    heads_values,
    labels_values,
    whole_told,
    with_colon,
)
from app.policy.reading.rows_phrases import named_values, pairs
from app.policy.reading.rows_sentences import stated_in_sentence, totals_in
from app.policy.reading.rows_sites import Site, kind_of
from app.policy.reading.values import (
    LIKELY,
    count_of,
    folded,
    is_everywhere,
    is_subtotal,
    is_total,
    key,
    says_nothing,
    whole_of,
)
from app.policy.reading.values_people import people_of
from app.policy.stated import Item, Said

_ROWS_OF = {Item.PLACES, Item.PEOPLE, Item.KEEPING}
_PAIR = re.compile(r"(?P<key>[^:：]{1,15}?)\s*[:：]\s*(?P<value>.{1,80})")
_LONGEST_NAME, _LONGEST_VALUE = 40, 80
_LOOKED_AT = 3  # Lines below a name.
_SEVERAL = re.compile(r",|\s등$|내·?외부")  # Positions under "설치장소" are no name of a place.


class ListReader:
    """Reads the lines of one section in order."""

    def __init__(self, items: Sequence[Item], known: set[str]) -> None:
        """Begin a section. ``known`` are the keys of names other tables or lists already told."""
        self.items = tuple(items)
        self.known = known
        self._names = set(known)  # With those of this section.
        self.found = ListRead()
        self._site: Site | None = None
        self._labelled: tuple[Field, TextLine] | None = None

    def read(self, lines: Sequence[TextLine]) -> ListRead:
        """Return what the lines say."""
        for at, line in enumerate(lines):
            if self._line(line, lines[at + 1 : at + 1 + _LOOKED_AT]):
                self.found.used.add(line.where)
        return self.found

    def _line(self, line: TextLine, below: Sequence[TextLine]) -> bool:
        """Take a line as the first thing it can be, and return whether anything was read from it."""
        text = with_colon(folded(line.text), self._names)
        site = self._site
        if site is not None and line.level is not None and line.level <= (site.opened.level or 0):
            self._site = None
        if not text:
            return False
        said = Said(text, text, line.where)
        label, self._labelled = self._labelled, None
        first = (self._apart, self._keyed, self._label, partial(self._under, label), self._counted, self._opened)
        steps = (*first, self._named, self._bare_part, self._other, self._sentence)
        return any(step(line, said, below) for step in steps)

    def _apart(self, _line: TextLine, said: Said[str], _below: Sequence[TextLine]) -> bool:
        """Note what a line says of single places: a note ("※ 생활관은 60일간 보관"), or people by place."""
        self.found.apart += (told := [one_value(said, *one) for one in noted(said.value, self.items)])
        return bool(told)

    def _keyed(self, line: TextLine, said: Said[str], _below: Sequence[TextLine]) -> bool:
        """Note "key: value" pairs of a line, for the place it belongs to or for all."""
        told = [one for one in pairs(said.value) if not says_nothing(one[2])]
        if not told:
            return False
        what, _heading, value = told[0]
        if what is Field.NAME and Item.CHECKING in self.items and not _ROWS_OF & set(self.items):
            told[0] = (Field.PLACE, _heading, value)
        elif what is Field.NAME or (what is Field.GROUP and is_name(value)):
            self._place_named(line, said, value)
            told = told[1:]
        entry = self._entry_for(line)
        for one in told:
            self._pair(entry, said, *one)
        if self._site is not None and entry is self._site.entry:
            self._site.children += 1
        return True

    def _place_named(self, line: TextLine, said: Said[str], name: str) -> None:
        """Begin the place a line "설치장소: 본관" names; several positions are where devices stand, and no name."""
        if _SEVERAL.search(name) or len(name) > _LONGEST_NAME:
            self._entry_for(line).add(Field.LOCATION, replace(said, value=name, text=name))
        else:
            self._begin(replace(said, value=name, text=name), line)

    def _begin(self, name: Said[str], line: TextLine) -> None:
        self._site = None if is_everywhere(name.value) else Site(Entry(name=name), line)
        if self._site is not None:
            self._names.add(key(name.value))
            self.found.entries.append(self._site.entry)

    def _pair(self, entry: Entry, said: Said[str], what: Field, heading: str, value: str) -> None:
        one = replace(said, value=value, text=value)
        if what in {Field.OTHER, Field.UNIT, Field.KIND}:
            entry.others.append((heading, one))
        elif what in FACTS and self._about(what):
            number = whole_told(value, self.items) if what is Field.COUNT and entry is self.found.shared else None
            if number is not None:
                self.found.totals.append(one.of(number))
            entry.add(Field.MANAGER if what in {Field.TITLE, Field.ROLE} else what, one)

    def _sentence(self, line: TextLine, said: Said[str], _below: Sequence[TextLine]) -> bool:
        """Note what a sentence states, and the sums in it."""
        sums = list(totals_in(said.value, said)) if not self.items or Item.PLACES in self.items else []
        self.found.totals += sums
        if (sums or Item.PLACES in self.items) and counts_parts(said.value):
            self.found.shared.add(Field.COUNT, said)
        if not self._states():
            return bool(sums)
        text, provisos = without_provisos(said.value)
        if Item.KEEPING in self.items or not self.items:
            self.found.apart += [one_value(said, place, Field.RETENTION, one) for place, one in provisos]
            self.found.apart += [one_value(said, place, Field.HOURS, one) for place, one in filmed_of(text)]
            self.found.apart += [one_value(said, place, Field.STORAGE, one) for place, one in stored_of(text)]
        return stated_in_sentence(self._entry_for(line), text, said, self.items) or bool(sums or provisos)

    def _states(self) -> bool:
        return not self.items or bool(_ROWS_OF & set(self.items))

    def _about(self, what: Field) -> bool:
        """Return whether a key can be a fact of a place here: not, say, a telephone of the section on requests."""
        if what in {Field.PHONE, Field.DEPARTMENT, Field.PURPOSE, Field.BASIS, Field.UNIT}:
            return self._site is not None or (
                bool(_ROWS_OF & set(self.items))
                and not (what in {Field.PURPOSE, Field.BASIS} and Item.PURPOSE in self.items)
            )
        return True

    def _entry_for(self, line: TextLine) -> Entry:
        """Return the entry of the place a line belongs to, or of all places."""
        site = self._site
        if site is None or not site.owns(line):
            if line.level is None:
                self._site = None
            return self.found.shared
        site.mark(line)
        return site.entry

    def _label(self, line: TextLine, said: Said[str], below: Sequence[TextLine]) -> bool:
        """Note a line that only heads the lines below it ("관리책임자", "구역")."""
        text = said.value.rstrip(" :：")
        what = field_of(text)
        if what is None or not below or len(text) > _LONGEST_NAME:
            return False
        if what in {Field.PART, Field.GROUP, Field.LOCATION} and self._site is not None:
            self._site.marked = None
            return what is not Field.LOCATION
        if what in FACTS and what is not Field.PROCESSING and self._about(what):
            self._labelled = (what, line)
            return True
        return False

    def _under(
        self, label: tuple[Field, TextLine] | None, line: TextLine, said: Said[str], _below: Sequence[TextLine]
    ) -> bool:
        """Note a line under a label ("관리책임자" / "- 총무과장 (02-…)")."""
        if label is None or line.level is not None or len(said.value) > _LONGEST_VALUE or field_of(said.value) in FACTS:
            return False
        what, head = label
        beside = head.marker is not None and kind_of(head) == kind_of(line) and line.depth <= head.depth
        nobody = what in {Field.MANAGER, Field.ACCESS} and not people_of(said.value)
        nobody = nobody or not fits(what, said.value)
        told = named_values(said.value, self.items)
        named = told is not None and (what is Field.COUNT or key(told[0]) in self._names)
        if beside or nobody or named:
            return False
        self._labelled = label
        entry = self._entry_for(head)
        entry.add(what, said)
        if what is Field.COUNT and entry is self.found.shared and (summed := whole_of(said.value)):
            self.found.totals.append(said.of(summed))
        return True

    def _opened(self, line: TextLine, said: Said[str], below: Sequence[TextLine]) -> bool:
        """Begin a place if a line is the name of one."""
        if not self._opens(line, below):
            return False
        name = said.value.rstrip(" :")
        self._begin(Said(name, name, line.where, LIKELY if labels_values(below) else 1.0), line)
        return True

    def _opens(self, line: TextLine, below: Sequence[TextLine]) -> bool:
        """Return whether a line is the name of a place whose own lines follow."""
        about_places = not self.items or bool(_ROWS_OF & set(self.items)) or key(line.text) in self.known
        if not below or not is_name(line.text) or not about_places:
            return False
        if line.level is not None:
            return heads_values(line, below)
        counted = count_of(line.text, in_column=False) is not None
        following, site = below[0], self._site
        own = site is not None and bool(site.children) and kind_of(line) == site.marked and site.owns(line)
        apart = following.depth > line.depth or kind_of(following) != kind_of(line)
        if following.marker is not None and line.marker is not None and following.depth < line.depth:
            return False  # The list is over: what follows is not its last line's own.
        if own or not apart or (counted and not heads_values(line, below[:1])):
            return False
        if told := pairs(folded(following.text)):
            return any(what in FACTS for what, _h, _v in told)
        known = line.marker is not None or key(line.text) in self.known
        return known and (named_values(following.text, self.items) is not None or bool(counted_places(following.text)))

    def _named(self, line: TextLine, said: Said[str], _below: Sequence[TextLine]) -> bool:
        """Note a line "name: values": a part of the place being read, or a place of its own."""
        told = named_values(said.value, self.items) if self._states() or self._site is not None else None
        if told is None:
            return False
        name, values = told
        if is_total(name) or is_subtotal(name):
            number = next((count_of(value) for what, value in values if what is Field.COUNT), None)
            if number and is_total(name):
                self.found.totals.append(said.of(number.value))
            return True
        if field_of(name) in FACTS:
            return False
        entry = self._entry_named(line, replace(said, value=name, text=name))
        entry.listed = True
        for what, value in values:
            if what is not Field.OTHER:
                entry.add(what, replace(said, value=value, text=value))
        return True

    def _counted(self, line: TextLine, said: Said[str], _below: Sequence[TextLine]) -> bool:
        """Note a line of several places with their devices ("새싹반 1대, 꽃잎반 1대"), or a sum without a colon."""
        if Item.PLACES not in self.items:
            return False
        if summed := whole_of(said.value):
            self.found.totals.append(said.of(summed))
            return True
        told = counted_places(said.value)
        for name, number in told:
            self._entry_named(line, replace(said, value=name, text=name)).add(
                Field.COUNT, replace(said, value=f"{number}대")
            )
        return bool(told)

    def _entry_named(self, line: TextLine, name: Said[str]) -> Entry:
        """Return the entry of a part of the place being read, of all places, or of a new place."""
        site = self._site
        if site is not None and site.owns(line):
            site.mark(line)
            site.children += 1
            entry = Entry(name=site.entry.name, part=name)
        else:
            self._site = None
            if is_everywhere(name.value):
                return self.found.shared
            entry = Entry(name=name)
            self._names.add(key(name.value))
        self.found.entries.append(entry)
        return entry

    def _other(self, line: TextLine, said: Said[str], _below: Sequence[TextLine]) -> bool:
        """Note a line of a place whose key we have no field for ("해상도: 200만 화소")."""
        site, told = self._site, _PAIR.fullmatch(said.value)
        if told is None:
            return False
        if site is not None and site.marked is not None and site.owns(line):
            entry = site.entry
        elif self.found.entries and self.items == (Item.PLACES,) and line.marker is not None:
            entry = self.found.shared
        else:
            return False
        entry.others.append((told["key"], replace(said, value=told["value"], text=told["value"])))
        return True

    def _bare_part(self, line: TextLine, said: Said[str], _below: Sequence[TextLine]) -> bool:
        """Note a part that says nothing but its name, after parts with a number of devices."""
        site = self._site
        if site is None or site.marked is None or line.marker is None or not is_name(said.value):
            return False
        before = self.found.entries[-1] if self.found.entries else None
        if not site.owns(line) or before is None or before.part is None:
            return False
        self.found.entries.append(Entry(name=site.entry.name, part=said))
        return True
