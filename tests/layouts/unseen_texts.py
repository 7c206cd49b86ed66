"""Scores readings of texts whose layouts no reader was made for: ``python -m tests.layouts.unseen_texts``.

Each text stands beside the facts it states; a fact is a place (or ``place > part``), a field and its value.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from app.policy.extraction import extract
from app.policy.reading import read
from tests.layouts.truth import digits, folded

FOLDER = Path(__file__).with_name("unseen")
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))
WORDED = ("hours", "storage", "manager", "coverage")


def stated(name):
    """Return the facts a text states."""
    told = json.loads((FOLDER / f"{name}.json").read_text())
    found = {("", field, told[field]) for field in ("total", "effective") if told[field] is not None}
    for place, values in told["rows"].items():
        about = " > ".join(map(folded, place.split(" > ")))
        found.add((about, "name", ""))
        found |= {(about, field, _value(field, value)) for field, value in values.items()}
    return found


def _value(field, value):
    if field in WORDED:
        return folded(value)
    return digits(value) if field == "phone" else value


def read_of(name):
    """Return the facts read of a text, of the fields somebody wrote down for it."""
    path = next(path for path in FOLDER.glob(f"{name}.*") if path.suffix != ".json")
    policy = read(extract(path.read_bytes(), name=path.name))
    found = set()
    if policy.total:
        found.add(("", "total", policy.total.value))
    if policy.effective_on:
        found.add(("", "effective", str(policy.effective_on.value)))
    for row in policy.rows:
        about = " > ".join(folded(said.value) for said in (row.name, row.part) if said)
        found.add((about, "name", ""))
        found |= {(about, field, value) for field, value in _values(row)}
    return found


def _values(row):
    if row.count:
        yield "count", row.count.value
    if row.retention and row.retention.value.days:
        yield "days", row.retention.value.days
    for field in ("hours", "storage", "coverage"):
        if said := getattr(row, field):
            yield field, folded(said.value)
    for said in row.managers[:1]:
        if said.value.title:
            yield "manager", folded(said.value.title)
        yield from (("phone", digits(phone)) for phone in said.value.phones[:1])


def score(name):
    """Return stated, right and wrong facts by field, and the facts missed and made up.

    Wrong is only what was read in a field somebody wrote down for the place: other fields are not judged.
    """
    wanted, found = stated(name), read_of(name)
    judged = {(about, field) for about, field, _value in wanted}
    places = {about for about, field, _value in wanted if field == "name"}
    missed = wanted - found
    wrong = {one for one in found - wanted if one[:2] in judged or (one[1] == "name" and one[0] not in places)}
    return wanted, missed, wrong


def main():
    """Print recall and precision by field and text, and every fact missed or made up."""
    fields, say = (Counter(), Counter(), Counter()), sys.stdout.write
    for name in NAMES:
        wanted, missed, wrong = score(name)
        for counter, facts in zip(fields, (wanted, missed, wrong), strict=True):
            counter.update(field for _about, field, _value in facts)
        right = len(wanted) - len(missed)
        say(f"{name}: {right} of {len(wanted)} found, {len(wrong)} wrong\n")
        for mark, facts in (("-", missed), ("+", wrong)):
            say("".join(f"  {mark} {about} {field} {value}\n" for about, field, value in sorted(facts, key=repr)))
    stated_, missed_, wrong_ = fields
    for field, number in sorted({**stated_, "all": stated_.total()}.items()):
        lost, made = (one.total() if field == "all" else one[field] for one in (missed_, wrong_))
        say(f"{field:<10}{number:>5}  recall {(number - lost) / number:6.1%}")
        say(f"  precision {(number - lost) / max(1, number - lost + made):6.1%}\n")


if __name__ == "__main__":
    main()
