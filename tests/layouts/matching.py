"""Compares the facts a policy states with those a reading found: what was hit, what missed, what made up."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from tests.layouts.truth import folded, found, truth

ALIKE = 0.9  # Of two texts of at least LONG letters that differ in a particle or a mark.
LONG = 8
EXACT = {"count", "total", "retention days", "retention range", "effective", "history", "refusal days", "basis"}


@dataclass
class Score:
    """How many facts were stated, found, and right, by field; what went wrong, for a person to read."""

    stated: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, tuple[str, ...], object]] = field(default_factory=list)
    made_up: list[tuple[str, tuple[str, ...], object]] = field(default_factory=list)

    def add(self, other):
        for name in ("stated", "found", "hit", "right"):
            getattr(self, name).update(getattr(other, name))
        self.missed += other.missed
        self.made_up += other.made_up

    def recall(self, name=None):
        return _share(self.hit, self.stated, name)

    def precision(self, name=None):
        return _share(self.right, self.found, name)


def _share(part, whole, name):
    below = whole[name] if name else whole.total()
    above = part[name] if name else part.total()
    return above / below if below else 1.0


def score(case, policy):
    """Return how well a reading agrees with the facts of its case."""
    stated, read = set(truth(case)), set(found(policy))
    hit, right = stated & read, stated & read
    for fact in sorted(stated - hit, key=repr):
        if near := next((other for other in sorted(read - right, key=repr) if _alike(fact, other)), None):
            hit.add(fact)
            right.add(near)
    parts = _by_place(read)
    for fact in stated - hit:
        if _told_by_parts(fact, parts):
            hit.add(fact)
    of_place = {(kind, about[0], value) for kind, about, value in stated if about}
    effective = {value for kind, _about, value in stated if kind == "effective"}
    whole = folded(" ".join(case.get("safeguards", ())))  # A measure may cite an article of its own.
    neutral = {
        one
        for one in read - right
        if (len(one[1]) == 2 and (one[0], one[1][0], one[2]) in of_place)
        or (one[0] == "history" and one[2] in effective)
        or (one[0] == "basis" and f"{one[2][0]}제{one[2][1]}조" in whole)
    }
    result = Score()
    result.stated.update(kind for kind, _about, _value in stated)
    result.hit.update(kind for kind, _about, _value in hit)
    result.found.update(kind for kind, _about, _value in read - neutral)
    result.right.update(kind for kind, _about, _value in right)
    result.missed = sorted(stated - hit, key=repr)
    result.made_up = sorted(read - right - neutral, key=repr)
    return result


def _alike(one, other):
    if one[:2] != other[:2] or one[0] in EXACT:
        return False
    first, second = str(one[2]), str(other[2])
    if min(len(first), len(second)) < LONG:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def _by_place(read):
    parts = defaultdict(lambda: defaultdict(set))
    for kind, about, value in read:
        if len(about) == 2:
            parts[kind, about[0]][about[1]].add(value)
    return parts


def _told_by_parts(fact, parts):
    """Return whether a fact of a place is what all its parts say, or the sum of their counts."""
    kind, about, value = fact
    told = parts.get((kind, about[0])) if len(about) == 1 else None
    if not told:
        return False
    if kind == "count":
        return sum(next(iter(values)) for values in told.values()) == value
    return all(value in values for values in told.values())
