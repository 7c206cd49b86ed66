"""Owns what a value for all places says of single ones: "30일 (승강기는 15일, 놀이터는 60일)"."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from app.policy.reading.by_place import exceptions, kept_each, run_by
from app.policy.reading.columns import Field
from app.policy.reading.rows_entries import Entry
from app.policy.reading.values import is_otherwise
from app.policy.reading.values_keeping import hours_of, retention_of
from app.policy.reading.values_people import people_of, says_person
from app.policy.reading.values_words import periods_by_place
from app.policy.stated import Item, Said, StatedRetention, StatedRow

_OF_SOME: Final = 0.5  # How sure a value for all is where a place it excepts was not found.
_OWN: Final = 0.85
_LONGEST_KEY: Final = 20  # Letters before a colon that make a line one of key and value.


def told_apart(shared: StatedRow, knows: Callable[[str], bool]) -> tuple[StatedRow, list[StatedRow]]:
    """Return what holds for all places, and what is said of single ones.

    A value that excepts a place nobody knows is kept for all, but in doubt.
    """
    rows: list[StatedRow] = []
    whole = shared
    if (kept := shared.retention) is not None:
        told = periods_by_place(kept.text)
        main, own = ("", told) if told else exceptions(kept.text)
        if not main and not all(knows(place) for place, _text in own):
            own = ()  # Nobody can say whose the periods are.
        known = [(place, retention_of(text)) for place, text in own if knows(place)]
        rows += [
            StatedRow(name=kept.of(place), retention=kept.of(_counted_as(one.value, kept.value), confidence=_OWN))
            for place, one in known
            if one
        ]
        if own:
            rest = retention_of(main) if main else None
            doubt = min(kept.confidence, 1.0 if len(known) == len(own) else _OF_SOME)
            whole = replace(whole, retention=kept.of(rest.value, confidence=doubt) if rest else kept)
    for name in ("storage", "hours"):
        said: Said[str] | None = getattr(shared, name)
        main, own = exceptions(said.text) if said is not None else ("", ())
        if said is None or not own:
            continue
        if name == "hours" and not all(hours_of(text) for _place, text in own):
            whole = _with(whole, name, said.of(said.value, confidence=_OF_SOME))
            continue
        told_of = [(place, text) for place, text in own if knows(place) or is_otherwise(place)]
        sure = min(said.confidence, _OWN)
        rows += [_with(StatedRow(name=said.of(place)), name, said.of(text, confidence=sure)) for place, text in told_of]
        if len(told_of) < len(own):  # Somebody must say whose the rest is: it is kept as printed.
            whole = _with(whole, name, said.of(said.text, confidence=min(said.confidence, _OF_SOME)))
        else:
            whole = _with(whole, name, said.of(main) if main else None)
    return _people_apart(whole, rows, knows), rows


def _counted_as(own: StatedRetention, whole: StatedRetention) -> StatedRetention:
    """Return the period of a place, counted from where the sentence counts."""
    return replace(own, from_recording=own.from_recording or whole.from_recording)


def _people_apart(whole: StatedRow, rows: list[StatedRow], knows: Callable[[str], bool]) -> StatedRow:
    texts = {said.text: said for said in whole.managers}
    for text, said in texts.items():
        main, own = exceptions(text)
        if not own or not all(knows(place) for place, _person in own):
            continue
        for place, person in own:
            people = people_of(person)
            rows.append(StatedRow(name=said.of(place), managers=tuple(said.of(one.value) for one in people)))
        rest = tuple(said.of(one.value) for one in people_of(main)) if main else ()
        whole = replace(whole, managers=(*(one for one in whole.managers if one.text != text), *rest))
    return whole


def _with(row: StatedRow, name: str, said: Said[str] | None) -> StatedRow:
    return replace(row, storage=said) if name == "storage" else replace(row, hours=said)


def one_value(said: Said[str], place: str, what: Field, value: str) -> Entry:
    """Return what a note says of one place."""
    entry = Entry(name=replace(said, value=place))
    entry.add(what, replace(said, value=value, text=value, confidence=min(said.confidence, _OWN)))
    return entry


def noted(text: str, items: Sequence[Item]) -> list[tuple[str, Field, str]]:
    """Return the places a line speaks of alone, each with what it says; nothing if the line is no such note."""
    if (Item.KEEPING in items or not items) and (kept := kept_each(text)):
        return [(place, Field.RETENTION, period) for place, period in kept]
    if Item.PEOPLE not in items:
        return []
    if (run := run_by(text)) and says_person(run[1]):
        return [(run[0], Field.MANAGER, run[1])]
    told = exceptions(text)[1] if ":" not in text[:_LONGEST_KEY] else ()
    if not all(says_person(person) for _place, person in told):
        return []
    return [(place, Field.MANAGER, person) for place, person in told]
