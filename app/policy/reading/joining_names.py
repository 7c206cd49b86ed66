"""Owns whether two names are of one place, and finding the places a name may mean without looking at all of them."""

import re
from functools import lru_cache

from app.policy.reading.values import key

_PLACES = re.compile(
    r"(?:도서관|관|동|센터|지점|역|사옥|공장|사업장|건물|점|소|학교|빌딩|타워|캠퍼스|사무실|영업소|충전소|정압기|청|office|building|site|branch)$",
    re.IGNORECASE,
)
_LEAST, _LONGEST = 2, 40  # Letters of a name that may stand for a class of places.


@lru_cache(maxsize=20_000)
def bare(name: str) -> str:
    """Return a name for comparing, without what it has in brackets."""
    return key(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", name) if "(" in name or "[" in name else name)


def filed(name: str) -> str:
    """Return under what a name is looked for: two names that are alike are filed alike."""
    return bare(name) or key(name)


def alike(one: str, other: str) -> bool:
    """Return whether two names differ only in what one of them has in brackets."""
    short, as_short = bare(one), bare(other)
    if not short or not as_short or ("(" in one and "(" in other):
        return key(one) == key(other)
    return short == as_short


_Index = dict[str, list[int]]


class Names:
    """The names of places in the order they were told, by how they are filed, end and begin."""

    def __init__(self) -> None:
        """Begin without a name."""
        self._names: list[str] = []
        self._filed: _Index = {}
        self._by_end: _Index = {}
        self._by_beginning: _Index = {}
        self._cut = 0  # How many names are filed by their ends and beginnings: most texts never ask.

    def __len__(self) -> int:
        """Return how many names were told."""
        return len(self._names)

    def add(self, name: str) -> None:
        """Take the name of the next place."""
        for text in {filed(name), key(name)}:
            self._filed.setdefault(text, []).append(len(self._names))
        self._names.append(name)

    def meant_by(self, name: str, *, before: int) -> list[int]:
        """Return which of the first places a name means: the same or alike, else its class, else one longer name."""
        among = {*self._filed.get(filed(name), ()), *self._filed.get(key(name), ())}
        equal = (at for at in sorted(among) if key(self._names[at]) == key(name) or alike(name, self._names[at]))
        same = [at for at in equal if at < before]
        if same or len(short := key(name)) < _LEAST:
            return same
        self._cut_all()
        if ending := [at for at in self._by_end.get(short, ()) if at < before]:
            return ending
        beginning = (at for at in self._by_beginning.get(short, ()) if at < before)
        longer = [at for at in beginning if _PLACES.fullmatch(bare(self._names[at])[len(short) :])]
        return longer if len(longer) == 1 else []

    def _cut_all(self) -> None:
        while self._cut < len(self._names):
            name = bare(self._names[self._cut])
            for size in range(_LEAST, min(len(name), _LONGEST)):
                self._by_end.setdefault(name[-size:], []).append(self._cut)
                self._by_beginning.setdefault(name[:size], []).append(self._cut)
            self._cut += 1


def outside_brackets(name: str) -> list[str]:
    """Return the names one text holds ("사옥, 정압기"), cut at signs and words between them."""
    hidden = re.sub(r"\([^()]*\)", lambda found: "\0" * len(found.group()), name)
    cuts = [
        0,
        *(at for one in re.finditer(r"[,/·ㆍ&]|\s및\s|\sand\s|(?<=\S)와\s", hidden) for at in one.span()),
        len(name),
    ]
    return [name[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
