"""Scores readings of texts whose layouts no reader was made for: ``python -m tests.layouts.unseen_texts [--misses]``.

Each text stands beside the facts it states; a fact is a place (or ``place > part``), a field and its value. What is
printed: recall and precision by field and text, and calibration: how many of the facts called sure are wrong.
``--folder`` scores texts that stand elsewhere (new ones, before the reader is changed for them).
"""

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.policy.extraction import extract
from app.policy.proposal.shapes import SURE
from app.policy.reading import read
from tests.layouts.truth import digits, folded

FOLDER = Path(__file__).with_name("unseen")
WHOLE = ("total", "effective", "officer")
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def stated(name, folder=FOLDER):
    """Return the facts a text states: (place, field) with all values; of a place always its name."""
    told = json.loads((folder / f"{name}.json").read_text())
    found = {("", one): {_value(one, told[one])} for one in WHOLE if told.get(one) is not None}
    if "officer" in told and told["officer"] is None:
        found["", "officer"] = set()
    if "vendors" in told:
        found["", "vendors"] = {folded(one) for one in told["vendors"]}
    for place, own in told["rows"].items():
        about = " > ".join(map(folded, place.split(" > ")))
        found[about, "name"] = {""}
        for one, value in ({**told.get("all", {}), **own}).items():
            found[about, one] = {_value(one, each) for each in (value if isinstance(value, list) else [value])}
    return found


def _value(what, value):
    if what == "phone":
        return digits(value)
    return folded(value) if isinstance(value, str) and what != "effective" else value


def read_of(name, folder=FOLDER):
    """Return the facts read of a text: (place, field) with each value and how sure it is."""
    path = next(path for path in sorted(folder.glob(f"{name}.*")) if path.suffix != ".json")
    policy = read(extract(path.read_bytes(), name=path.name))
    found = {}
    if policy.total:
        found["", "total"] = {policy.total.value: policy.total.confidence}
    if policy.effective_on:
        found["", "effective"] = {str(policy.effective_on.value): policy.effective_on.confidence}
    chiefs = [said for said in policy.officers if said.value.person.title]
    found["", "officer"] = {folded(said.value.person.title): said.confidence for said in chiefs}
    found["", "vendors"] = {folded(said.value.name): said.confidence for said in policy.processors}
    for row in policy.rows:
        about = " > ".join(folded(said.value) for said in (row.name, row.part) if said)
        found.setdefault((about, "name"), {"": row.name.confidence})
        for what, value, sure in _values(row):
            found.setdefault((about, what), {}).setdefault(value, sure)
    return found


def _values(row):
    if row.count:
        yield "count", row.count.value, row.count.confidence
    if row.retention and row.retention.value.days:
        yield "days", row.retention.value.days, row.retention.confidence
    for what in ("hours", "storage", "coverage"):
        if said := getattr(row, what):
            yield what, folded(said.value), said.confidence
    for said in row.managers[:1]:
        if said.value.title:
            yield "manager", folded(said.value.title), said.confidence
        yield from (("phone", digits(phone), said.confidence) for phone in said.value.phones[:1])
    yield from (("purposes", folded(said.value), said.confidence) for said in row.purposes)
    for said in row.accessors:
        yield "access", folded(said.value.title or said.value.department or ""), said.confidence


@dataclass
class Result:
    """Of one text: how many facts it states; those missed, those wrongly read with how sure, those called sure."""

    stated: list[Any] = field(default_factory=list)
    missed: list[Any] = field(default_factory=list)
    wrong: list[Any] = field(default_factory=list)
    sure: int = 0

    @property
    def wrong_though_sure(self):
        """Facts that are wrong and were called sure."""
        return [fact for fact in self.wrong if fact[3] >= SURE]


def score(name, folder=FOLDER):
    """Return how a text was read.

    Wrong is only what was read in a field somebody wrote down for the place, and a place that is none: other fields
    are not judged. What a part does not say, its place says. A part may be read as a place of its own name.
    """
    wanted, found = stated(name, folder), read_of(name, folder)
    result = Result()
    places = {about for about, what in wanted if what == "name"}
    called = {place: _called(place, found) for place in places}
    for (about, what), values in wanted.items():
        got = _got(called.get(about, about), what, found)
        if what == "access":  # "급수팀 직원" is read as somebody of a department.
            got = {next((one for one in values if one.endswith(value)), value): sure for value, sure in got.items()}
        result.stated += [(about, what, value) for value in values]
        result.missed += [(about, what, value) for value in values if value not in got]
        result.wrong += [(about, what, value, sure) for value, sure in got.items() if value not in values]
        result.sure += sum(sure >= SURE for sure in got.values())
    known = set(called.values()) | {one.split(" > ")[0] for one in (*called.values(), *places)}
    for about, what in found:
        if what == "name" and about not in known and not _is_class(about, places):
            result.wrong.append((about, what, "", found[about, what][""]))
            result.sure += found[about, what][""] >= SURE
    return result


def _called(place, found):
    """Return under which name a place was read: its own, or that of the part alone or after the place's."""
    whole, _, part = place.partition(" > ")
    names = [place, part, f"{whole}{part}", f"{whole}({part})"] if part else [place]
    return next((one for one in names if (one, "name") in found), place)


def _got(about, what, found):
    whole, _, part = about.partition(" > ")
    if own := found.get((about, what)):
        return own
    return found.get((whole, what), {}) if part and what not in {"count", "name"} else {}


def _is_class(about, places):
    """Return whether a part read beside the place it is of only tells of it what nobody wrote down."""
    whole, _, part = about.partition(" > ")
    return bool(part) and whole in places and not any(one.startswith(f"{whole} > ") for one in places)


def calibration(folder=FOLDER):
    """Return how many facts were called sure in all texts, and those of them that are wrong."""
    results = {path.stem: score(path.stem, folder) for path in sorted(folder.glob("*.json"))}
    wrong = [(name, *fact) for name, one in results.items() for fact in one.wrong_though_sure]
    return sum(one.sure for one in results.values()), wrong


def main(arguments=None):
    """Print what was found by text and by field, every fact missed or wrong if asked, and the calibration."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args(arguments)
    counters, say, sure, liars = (Counter(), Counter(), Counter()), sys.stdout.write, 0, []
    for name in sorted(path.stem for path in chosen.folder.glob("*.json")):
        one = score(name, chosen.folder)
        for counter, facts in zip(counters, (one.stated, one.missed, one.wrong), strict=True):
            counter.update(fact[1] for fact in facts)
        sure, liars = sure + one.sure, liars + [(name, *fact) for fact in one.wrong_though_sure]
        say(f"{name}: {len(one.stated) - len(one.missed)} of {len(one.stated)} found, {len(one.wrong)} wrong")
        say(f" ({len(one.wrong_though_sure)} of {one.sure} called sure)\n")
        for mark, facts in (("-", one.missed), ("+", one.wrong)) if chosen.misses else ():
            say("".join(f"  {mark} {' | '.join(map(str, fact))}\n" for fact in sorted(facts, key=repr)))
    for line in _table(*counters):
        say(line)
    say(f"called sure: {sure}, wrong of these: {len(liars)} ({len(liars) / max(1, sure):.1%})\n")
    say("".join(f"  ! {' | '.join(map(str, fact))}\n" for fact in liars))


def _table(told, missed, wrong):
    for what, number in sorted({**told, "all": told.total()}.items()):
        lost, made = (one.total() if what == "all" else one[what] for one in (missed, wrong))
        yield f"{what:<10}{number:>5}  recall {(number - lost) / number:6.1%}"
        yield f"  precision {(number - lost) / max(1, number - lost + made):6.1%}\n"


if __name__ == "__main__":
    main()
