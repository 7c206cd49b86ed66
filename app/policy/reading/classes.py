"""Owns names that mean several places: those of a class or unit, of brackets with several words, all but some."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from app.policy.reading.joining_names import Names, bare
from app.policy.reading.values import key
from app.policy.stated import StatedRow

_WHOLE: Final = re.compile(
    r"\s*(?:전체|전\s?지역|전\s?구역|일체|모두|내\s?모든\s?(?:시설|건물|장소)|소속\s?(?:시설|건물))\s*$"
)
_EXCEPT: Final = re.compile(
    r"\s*\(\s*(?P<names>[^()]+?)(?:은|는|을|를)?\s*(?:제외|빼고|외|미포함)\s*\)\s*|\s*\(\s*except\s+(?P<english>[^()]+)\)\s*"
)
_EITHER: Final = re.compile(r"^(?P<name>[^()]+)\((?P<several>[^()]*[·,/][^()]*)\)$")
_LONGEST: Final = 30  # Letters of the name of a class.
MOST_HELD: Final = 300  # Places among which words inside a name are looked for.
_LEAST: Final = 2


class Classes:
    """Which places belong to a class: by its column of kinds or units, as far as the text has such columns."""

    def __init__(self) -> None:
        """Begin without a class."""
        self._members: dict[str, list[int]] = {}

    def add(self, order: int, row: StatedRow) -> None:
        """Take the classes of the next place."""
        texts = [row.kind.value] if row.kind else []
        texts += [said.value for _heading, said in row.others]
        texts += [one.value.department for one in row.managers if one.value.department]
        for text in {key(one) for one in texts if len(one) <= _LONGEST} - {""}:
            self._members.setdefault(text, []).append(order)

    def meant_by(self, name: str, names: Names, *, before: int) -> list[int]:
        """Return the places of a class, without those excepted in brackets; nothing if a name means none."""
        excepted = _EXCEPT.search(name)
        plain = _WHOLE.sub("", _EXCEPT.sub("", name)).strip()
        found = [at for at in self._members.get(key(plain), ()) if at < before]
        if not found and plain != name.strip():
            found = names.meant_by(plain, before=before)
        if excepted:
            words = re.split(r"\s*[,·/]\s*|\s및\s", excepted["names"] or excepted["english"])
            without = {at for word in words for at in self._without(word, names, before)}
            found = [at for at in found if at not in without]
        return found

    def _without(self, word: str, names: Names, before: int) -> Iterable[int]:
        return (*self._members.get(key(word), ()), *names.meant_by(word, before=before))


def either(name: str) -> list[str]:
    """Return the names one with several words in brackets stands for ("생활관(남·여)"), or none."""
    found = _EITHER.match(name.strip())
    if found is None:
        return []
    return [f"{found['name'].strip()}({one.strip()})" for one in re.split(r"[·,/]", found["several"]) if one.strip()]


def holding(word: str, names: Sequence[str]) -> list[int]:
    """Return the places whose names hold a word, where there are few places: less sure than the same name."""
    short = key(word)
    if len(short) < _LEAST or len(names) > MOST_HELD:
        return []
    return [at for at, name in enumerate(names) if short in bare(name)]
